"""A small instrument of an installation, with Arabic, for tests of its translations."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import polib
import pytest

from consult.actions import translating, translating_files
from consult.actions.translating import Typed, Work
from consult.actions.translating_files import Brought
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, Provenance, fingerprint, save_over
from consult.instrument.standing import Standing
from consult.instrument.translators.returned import ReturnRefused

Cells = dict[str, str]
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


# --- to a translator and back


def sheet(
    folder: DataFolder, typed: Mapping[str, str | bool], left: bytes | None = None, **cells: str
) -> bytes:
    """A workbook as it left, with these translations typed in by key; cells: what else someone changed, by cell."""
    book = openpyxl.load_workbook(BytesIO(left or translating_files.export(NAME, AR, "xlsx", folder)))
    page = book["consult"]
    for row in page.iter_rows(min_row=3):
        if row[0].value in typed:
            row[5].value = typed[row[0].value]
    for cell, value in cells.items():
        page[cell] = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def po(folder: DataFolder, change: Callable[[polib.POEntry], None], left: bytes | None = None) -> bytes:
    """A gettext file as it left, after `change` went over each entry."""
    catalogue = polib.pofile((left or translating_files.export(NAME, AR, "po", folder)).decode())
    for entry in catalogue:
        change(entry)
    return str(catalogue).encode()


def take(folder: DataFolder, content: bytes, file: str = "a.xlsx", **more: str) -> translating_files.Outcome:
    return translating_files.take(Brought(content, file, **more), folder, "amina")


def problems(folder: DataFolder, content: bytes, file: str = "a.xlsx", **more: str) -> list[str]:
    with pytest.raises(ReturnRefused) as refused:
        take(folder, content, file, **more)
    return [str(problem) for problem in refused.value.problems]
