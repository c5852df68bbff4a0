"""A small instrument of an installation, with Arabic, for tests of its translations."""

from pathlib import Path

from consult.actions import translating
from consult.actions.translating import Typed, Work
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, Provenance, fingerprint, save_over
from consult.instrument.standing import Standing

NAME, AR = "social-housing/small", "ar"
SOURCE = """\
instrument: social-housing/small
title: Wonen
method: survey
report: social-housing
languages: [nl, ar]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: 2026-11, text: Lees dit eerst., agree: Ik doe mee}
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - name: years
    part: core
    questions: [{name: years, type: integer, label: Hoeveel jaar wacht u?, disclosure: safe}]
  - name: help
    part: background
    questions: [{name: help, type: select_one yes_no, label: "U wacht ${years} jaar. Kreeg u hulp?", disclosure: safe}]
"""
LABEL, HELP = "years/label", "help/label"
ARABIC = {
    "title": "السكن", "consent/text": "اقرأ هذا أولا.", "consent/agree": "أشارك", "choices/yes_no/yes": "نعم",
    "choices/yes_no/no": "لا", LABEL: "كم سنة تنتظر؟", HELP: "تنتظر ${years} سنة. هل حصلت على مساعدة؟",
}  # fmt: skip


def small_instrument(folder: DataFolder, source: str = SOURCE, **states: str) -> Path:
    """Puts the instrument and its machine-made Arabic into the data folder; states: of some texts, by key with _ for /."""
    path = folder.path / "instruments" / f"{NAME}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    work = translating.opened(NAME, AR, folder)
    entries = {
        key: Entry(
            key, work.texts[key].source, text, Provenance(states.get(key.replace("/", "_"), "machine"))
        )
        for key, text in ARABIC.items()
    }
    save_over(catalogue(folder), entries, list(ARABIC), {"Language": AR})
    return path


def catalogue(folder: DataFolder) -> Path:
    """The Arabic catalogue of the installation."""
    return folder.path / "instruments" / "locale" / AR / f"{NAME}.po"


def change_source(folder: DataFolder, old: str, new: str) -> None:
    """Mends the Dutch of the instrument."""
    path = folder.path / "instruments" / f"{NAME}.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def work(folder: DataFolder) -> Work:
    """The instrument in Arabic as it stands now."""
    return translating.opened(NAME, AR, folder)


def text(folder: DataFolder, key: str = LABEL) -> Standing:
    """One of its texts as it stands now."""
    return work(folder).texts[key]


def write(folder: DataFolder, words: str, by: str = "amina", key: str = LABEL) -> object:
    """Types a text over the one that stands there."""
    here = work(folder)
    typed = Typed(words, fingerprint(here.texts[key].text))
    return translating.write(here, {key: typed}, by)
