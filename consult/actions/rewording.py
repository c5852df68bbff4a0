"""Changing in place what an instrument says: its words alone, in its own file; names, types and expressions stay.

A shipped instrument is copied into the data folder first (decision 0016); what is published already never changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from consult.actions import clock, publishing
from consult.actions.refusal import Refused
from consult.actions.translating import LONGEST_REASON, Typed
from consult.folder import DataFolder
from consult.instrument.catalogue import CatalogueBroken, Entry, fingerprint, metadata, save_over
from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems, Problem
from consult.instrument.source.blocks import FOLDER
from consult.instrument.source.rewording import CONSENT_VERSION, Place, Unwritable, places, reworded
from consult.instrument.standing import Flaw
from consult.instrument.translated import NO_SOURCE
from consult.instrument.translation import sound_entries
from consult.instrument.translation_gates import faults
from consult.instrument.version import from_canonical
from consult.reading import nearest
from consult.shipped import shipped
from consult.store import audit, instruments

CONSENT = ("consent/text", "consent/agree")  # what someone agreed to
# What may differ from the older text when someone says that it should.
_ON_PURPOSE = ("numbers ", "placeholders ")


class NotReworded(Exception):
    """There is no such instrument or text, or its file has problems. `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Manuscript:
    """An instrument as its file has it now. own: the file is the installation's, and no shipped one."""

    path: Path
    text: str
    instrument: Instrument
    own: bool

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where its texts stand in the file, by key; what it shares with other instruments changes in its block."""
        found, texts = places(self.text, str(self.path)), self.instrument.source_texts
        return {key: place for key, place in found.items() if key in texts and key not in self._shared}

    @cached_property
    def _shared(self) -> frozenset[str]:
        folders = (self.path.parent.parent / FOLDER, shipped("instruments") / FOLDER)
        files = [
            next(file for folder in folders if (file := folder / f"{name}.yaml").is_file())
            for name in self.instrument.blocks
        ]
        return frozenset(key for file in files for key in places(file.read_text("utf-8-sig"), str(file)))

    @property
    def words(self) -> Mapping[str, str]:
        """The texts that can be changed, by key, in the order in which translations have them."""
        texts = self.instrument.source_texts
        return {key: texts[key] for key in texts if key in self.places}


@dataclass(frozen=True)
class Wish:
    """What someone wants a text to say. unchanged: why its meaning is the same, which leaves translations as they are.

    on_purpose: the keys of texts whose numbers or placeholders are meant to differ.
    """

    typed: Mapping[str, Typed]
    unchanged: str = ""
    on_purpose: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """What came of it. wrong: by key what is wrong with a text; "" for the whole; then nothing was written.

    kept, stale: how many translations, in all languages, still are of the text as it now reads, and how many no longer.
    """

    wrong: Mapping[str, list[Flaw]] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    kept: int = 0
    stale: int = 0
    consent_version: str = ""


def opened(name: str, folder: DataFolder) -> Manuscript:
    """An instrument to change the words of. Raises NotReworded, or InstrumentProblems when its file has problems."""
    try:
        path = publishing.file_of(name, folder)
    except FileNotFoundError as missing:
        raise NotReworded(str(missing)) from None
    if path not in (*publishing.own_files(folder), *publishing.shipped_files()):
        raise NotReworded(f"{name} is a file elsewhere; change it there, and import or publish it")
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    instrument = load_text(text, str(path))
    return Manuscript(path, text, instrument, own=path.is_relative_to(publishing.own_instruments(folder)))


def write(manuscript: Manuscript, wish: Wish, folder: DataFolder, by: str) -> Outcome:
    """Writes what was typed into the file; all of it, or nothing with everything that is wrong.

    Raises Refused when a text changed since its page was opened, or is none that stands in the file.
    """
    new = _new(manuscript, wish)
    if not new:
        return Outcome()
    if wrong := _wrong(manuscript, new, wish):
        return Outcome(wrong)
    changes = {**new, **_consent_version(manuscript, new)}
    try:
        text = reworded(manuscript.text, changes)
        after = load_text(text, str(manuscript.path))
    except Unwritable as refused:
        raise Refused("wording_unwritable", key=refused.key) from refused
    except InstrumentProblems as refused:
        return Outcome(_by_key(manuscript, changes, refused.problems))
    reason = " ".join(wish.unchanged.split())[:LONGEST_REASON]
    told = {"reason": reason} if reason else {}
    audit.note(by, "instrument reworded", after.name, texts=sorted(new)[:50], count=len(new), **told)
    _refuse_if_changed_meanwhile(manuscript)
    kept, stale = _follow(manuscript, after, new, folder, keep=bool(reason))
    _keep(manuscript, text, folder)
    return Outcome({}, tuple(new), kept, stale, changes.get(CONSENT_VERSION, ""))


def _new(manuscript: Manuscript, wish: Wish) -> dict[str, str]:
    """The texts that differ from what stands there. Raises Refused."""
    for key in wish.typed:
        if key not in manuscript.words:
            raise Refused("wording_unknown", key=key)
    new = {key: one for key, one in wish.typed.items() if one.text != manuscript.words[key]}
    for key, one in new.items():
        if fingerprint(manuscript.words[key]) != one.was:
            raise Refused("wording_changed_meanwhile", key=key)
    return {key: one.text for key, one in new.items()}


# --- what is wrong with it


def _wrong(manuscript: Manuscript, new: Mapping[str, str], wish: Wish) -> dict[str, list[Flaw]]:
    wrong = {}
    for key, text in new.items():
        found = list(
            _flaws(manuscript.words[key], text, key in wish.on_purpose, bool(wish.unchanged.strip()))
        )
        if found:
            wrong[key] = found
    return wrong


def _flaws(older: str, text: str, on_purpose: bool, unchanged: bool) -> Iterator[Flaw]:
    if not text:
        yield "no text", "a text that people read; to take a question away, change the file"
        return
    if older == NO_SOURCE:
        return
    for found, expected in faults(older, text):
        turns = found.startswith(_ON_PURPOSE)
        if turns and unchanged:
            yield f"same meaning with {found}", expected
        elif not (turns and on_purpose):
            yield found, expected


def may_be_on_purpose(flaw: Flaw) -> bool:
    """Whether what was found goes when someone says that it is meant so."""
    return flaw[0].startswith(_ON_PURPOSE)


def _by_key(
    manuscript: Manuscript, changes: Mapping[str, str], problems: tuple[Problem, ...]
) -> Mapping[str, list[Flaw]]:
    """The problems of the file as it would be, each with the text that it is about; "" for what is about none."""
    after = places(reworded(manuscript.text, changes))
    wrong: dict[str, list[Flaw]] = {}
    for problem in problems:
        about = (key for key in changes if after[key].holds(problem.line))
        flaw = (
            problem.found,
            problem.nearest and f"{problem.expected} (${{{problem.nearest}}}?)" or problem.expected,
        )
        wrong.setdefault(next(about, ""), []).append(flaw)
    return wrong


# --- what goes along with it


def _consent_version(manuscript: Manuscript, new: Mapping[str, str]) -> dict[str, str]:
    """The version that a consent gets when its published words change: who agreed, agreed to what they read."""
    changed = {key: text for key, text in new.items() if key in CONSENT}
    rows = instruments.versions_of(manuscript.instrument.name) if changed else []
    if not rows:
        return {}
    fielded, here = from_canonical(rows[-1].document).instrument, manuscript.instrument.consent
    if fielded.consent.version != here.version:
        return {}
    if all(fielded.source_texts.get(key) == text for key, text in changed.items()):
        return {}
    return {CONSENT_VERSION: _next_consent(here.version)}


def _next_consent(now: str) -> str:
    today = clock.today()
    for candidate in (f"{today:%Y-%m}", f"{today:%Y-%m-%d}"):
        if now != candidate and not now.startswith(f"{candidate}"):
            return candidate
    head, _point, number = now.rpartition(".")
    return f"{head}.{int(number) + 1}" if head and number.isdigit() else f"{now}.2"


def _follow(
    manuscript: Manuscript, after: Instrument, new: Mapping[str, str], folder: DataFolder, *, keep: bool
) -> tuple[int, int]:
    """Lets the translations follow: kept where the meaning is the same, else they are stale by themselves."""
    kept = stale = 0
    shipped, own = publishing.locale_of(manuscript.path), publishing.own_locale(folder)
    for tag in after.languages[1:]:
        entries = sound_entries(shipped, manuscript.instrument, LANGUAGES[tag], [], own)
        current = {key: entries[key] for key in new if _is_current(entries.get(key), manuscript.words[key])}
        fitting = {key: entry for key, entry in current.items() if not list(faults(new[key], entry.text))}
        if keep and fitting:
            _write_entries(after, tag, fitting, folder)
        kept += len(fitting) if keep else 0
        stale += len(current) - (len(fitting) if keep else 0)
    return kept, stale


def _is_current(entry: Entry | None, source: str) -> bool:
    return entry is not None and bool(entry.text) and not entry.is_stale(source)


def _write_entries(after: Instrument, tag: str, entries: Mapping[str, Entry], folder: DataFolder) -> None:
    current = {
        key: replace(entry, made_from=after.source_texts[key], fuzzy=False, previous="")
        for key, entry in entries.items()
    }
    path = publishing.own_locale(folder) / tag / f"{after.name}.po"
    try:
        save_over(path, current, after.source_texts, metadata(after.name, tag))
    except CatalogueBroken as broken:
        raise Refused("translation_file_broken", file=str(path), line=broken.problems[0].line) from broken


def _refuse_if_changed_meanwhile(manuscript: Manuscript) -> None:
    """After the log was written, so that who comes second sees what the first one wrote."""
    now = manuscript.path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if now != manuscript.text:
        raise Refused("wording_file_changed_meanwhile")


def _keep(manuscript: Manuscript, text: str, folder: DataFolder) -> None:
    path = manuscript.path
    if not manuscript.own:
        path = publishing.own_instruments(folder) / f"{manuscript.instrument.name}.yaml"
        if path.exists():
            raise Refused("wording_file_changed_meanwhile")
        _save(publishing.seed_of(path), manuscript.text)
    _save(path, text)


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def text_named(manuscript: Manuscript, key: str) -> str:
    """The text under a key as it reads now. Raises NotReworded for one that cannot be changed."""
    if key not in manuscript.words:
        raise NotReworded(
            f"{manuscript.instrument.name} has no text {key!r} in its file; {nearest(key, list(manuscript.words))}"
        )
    return manuscript.words[key]


# --- what ships changed since it was copied


def has_newer_shipped(path: Path) -> bool:
    """Whether a copy was made from what no longer ships so."""
    seed, ships = publishing.seed_of(path), _shipped(path)
    return seed.is_file() and ships.is_file() and seed.read_bytes() != ships.read_bytes()


def _shipped(path: Path) -> Path:
    return shipped("instruments") / path.parent.name / path.name


def renew(name: str, folder: DataFolder, by: str) -> tuple[str, ...]:
    """Takes what ships now over, with the words that were changed here. Returns the keys whose words did not fit in any more.

    Raises Refused for what is no copy, and when what ships now cannot take them.
    """
    path = publishing.own_instruments(folder) / f"{name}.yaml"
    if not has_newer_shipped(path):
        raise Refused("wording_not_newer")
    ships = _shipped(path).read_text("utf-8")
    before, here, now = (
        places(text) for text in (publishing.seed_of(path).read_text("utf-8"), path.read_text("utf-8"), ships)
    )
    ours = {key: one.text for key, one in here.items() if key in before and one.text != before[key].text}
    fitting = {key: text for key, text in ours.items() if key in now}
    try:
        text = reworded(ships, fitting)
        load_text(text, str(path))
    except (Unwritable, InstrumentProblems) as refused:
        raise Refused("wording_does_not_fit") from refused
    audit.note(by, "instrument renewed", name, texts=sorted(fitting)[:50], count=len(fitting))
    _save(publishing.seed_of(path), ships)
    _save(path, text)
    return tuple(key for key in ours if key not in now)
