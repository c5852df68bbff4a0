"""Changing in place what an instrument says: its words alone, in its own file; names, types and expressions stay.

A shipped instrument is copied into the data folder first (decision 0016); what is published already never changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from consult.actions import clock, publishing, translating
from consult.actions.blocks import BlockFile, blocks_of, loaded_with, text_of
from consult.actions.copying import save
from consult.actions.following import follow
from consult.actions.refusal import Refused
from consult.actions.translating import LONGEST_REASON, Typed
from consult.folder import DataFolder
from consult.instrument.catalogue import fingerprint
from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.media.files import folder_beside
from consult.instrument.problems import InstrumentProblems, Problem
from consult.instrument.source.adding_words import gaps, may_be_left_out, rewritten
from consult.instrument.source.rewording import CONSENT_VERSION, Place, Unwritable, places
from consult.instrument.standing import Flaw
from consult.instrument.translated import NO_SOURCE
from consult.instrument.translation_gates import faults, faults_of_new
from consult.instrument.version import from_canonical
from consult.reading import nearest
from consult.store import audit, instruments

# What may differ from the older text when someone says that it should.
_ON_PURPOSE = ("numbers ", "placeholders ")


class NotReworded(Exception):
    """There is no such instrument or text, or its file has problems. `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Manuscript:
    """An instrument as its file has it now. own: the file is the installation's, and no shipped one. blocks: those in it."""

    path: Path
    text: str
    instrument: Instrument
    own: bool
    blocks: tuple[BlockFile, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where its texts stand in its own file, by key.

        A list that stands in a block too says the same in both: it is changed in neither.
        """
        found, texts = places(self.text, str(self.path)), self.instrument.source_texts
        in_blocks = {key for block in self.blocks for key in block.keys}
        return {key: place for key, place in found.items() if key in texts and key not in in_blocks}

    @cached_property
    def shared(self) -> Mapping[str, BlockFile]:
        """The texts that it has from a block or can get in one, by key, with the block."""
        own = {key for key in places(self.text, str(self.path)) if key not in self.places}
        return {key: block for block in self.blocks for key in (*block.keys, *block.gaps) if key not in own}

    @cached_property
    def gaps(self) -> frozenset[str]:
        """The texts that it can have and has not, by key."""
        in_blocks = (key for block in self.blocks for key in block.gaps)
        return frozenset({*gaps(self.text, str(self.path)), *in_blocks})

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The texts that can be changed, by key, in the order in which translations have them."""
        texts = self.instrument.source_texts
        return {key: texts[key] for key in texts if key in self.places or key in self.shared}

    def now(self, key: str) -> str:
        """What a text says; nothing where one can come. Raises Refused for what is no text here."""
        if key not in self.words and key not in self.gaps:
            raise Refused("wording_unknown", key=key)
        return self.words.get(key, "")


@dataclass(frozen=True)
class Wish:
    """What someone wants a text to say. unchanged: why its meaning is the same, which leaves translations as they are.

    on_purpose: the keys of texts whose numbers or placeholders are meant to differ. everywhere: texts of a block
    change in every instrument that uses it.
    """

    typed: Mapping[str, Typed]
    unchanged: str = ""
    on_purpose: frozenset[str] = frozenset()
    everywhere: bool = False


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
    text = text_of(path)
    read = translating.checked(path, folder)
    if read.instrument is None:
        raise InstrumentProblems(read.problems)
    return Manuscript(
        path,
        text,
        read.instrument,
        own=path.is_relative_to(publishing.own_instruments(folder)),
        blocks=tuple(blocks_of(read.instrument, path, folder)),
    )


def write(manuscript: Manuscript, wish: Wish, folder: DataFolder, by: str) -> Outcome:
    """Writes what was typed into the file; all of it, or nothing with everything that is wrong.

    Raises Refused when a text changed since its page was opened, or is none that can stand in the file.
    """
    new = _new(manuscript, wish)
    if not new:
        return Outcome()
    changes = {**new, **_consent_version(manuscript, new)}
    wrong = _wrong(manuscript, new, wish)
    writable = {key: text for key, text in changes.items() if text or may_be_left_out(key)}
    try:
        written = _written(manuscript, writable)
        after = loaded_with(written.instruments, written.blocks, folder)
    except Unwritable as refused:
        if wrong:
            return Outcome(wrong)
        raise Refused("wording_unwritable", key=refused.key) from refused
    except InstrumentProblems as refused:
        return Outcome(_together(wrong, _by_key(manuscript, writable, refused.problems)))
    if wrong:
        return Outcome(wrong)
    reason = " ".join(wish.unchanged.split())[:LONGEST_REASON]
    _note(by, manuscript.instrument.name, new, written, reason)
    _refuse_if_changed_meanwhile(manuscript)
    followed = [_follow(manuscript, path, one, new, folder, keep=bool(reason)) for path, one in after.items()]
    _keep(manuscript, written, folder)
    kept, stale = (sum(counted) for counted in zip(*followed, strict=True))
    return Outcome({}, tuple(new), kept, stale, changes.get(CONSENT_VERSION, ""))


def _note(by: str, name: str, new: Mapping[str, str], written: "_Written", reason: str) -> None:
    told = {"reason": reason} if reason else {}
    shared = {"blocks": [block.name for block, _text in written.blocks]} if written.blocks else {}
    audit.note(by, "instrument reworded", name, texts=sorted(new)[:50], count=len(new), **told, **shared)


@dataclass(frozen=True)
class _Written:
    """What would be written. instruments: the text of each that changes, by file, this one first; blocks: with their new text."""

    instruments: Mapping[Path, str]
    blocks: tuple[tuple[BlockFile, str], ...]


def _written(manuscript: Manuscript, changes: Mapping[str, str]) -> _Written:
    own = {key: text for key, text in changes.items() if key not in manuscript.shared}
    texts = {manuscript.path: rewritten(manuscript.text, own)}
    blocks = []
    for block in manuscript.blocks:
        here = {key: text for key, text in changes.items() if manuscript.shared.get(key) is block}
        if here:
            blocks.append((block, rewritten(block.text, here)))
            texts = {**{path: text_of(path) for path in block.used_by}, **texts}
    return _Written(texts, tuple(blocks))


def _follow(
    manuscript: Manuscript,
    path: Path,
    after: Instrument,
    new: Mapping[str, str],
    folder: DataFolder,
    *,
    keep: bool,
) -> tuple[int, int]:
    """The translations of one of the instruments that change: of another than this one what it has from a block."""
    if path == manuscript.path:
        return follow(path, manuscript.instrument, after, new, folder, keep=keep)
    shared = {key: text for key, text in new.items() if key in manuscript.shared}
    own = (publishing.own_blocks(folder),)
    before = load_text(text_of(path), str(path), folder=folder_beside(path), blocks=own)
    return follow(path, before, after, shared, folder, keep=keep)


def _new(manuscript: Manuscript, wish: Wish) -> dict[str, str]:
    """The texts that differ from what stands there. Raises Refused."""
    new = {key: one for key, one in wish.typed.items() if one.text != manuscript.now(key)}
    for key, one in new.items():
        if fingerprint(manuscript.now(key)) != one.was:
            raise Refused("wording_changed_meanwhile", key=key)
    return {key: one.text for key, one in new.items()}


# --- what is wrong with it


def _wrong(manuscript: Manuscript, new: Mapping[str, str], wish: Wish) -> dict[str, list[Flaw]]:
    wrong = {}
    for key, text in new.items():
        found = list(_flaws(key, manuscript.now(key), text, wish))
        if key in manuscript.shared and not wish.everywhere:
            found.append(_elsewhere(manuscript, manuscript.shared[key]))
        if found:
            wrong[key] = found
    return wrong


def _elsewhere(manuscript: Manuscript, block: BlockFile) -> Flaw:
    """That a text of a block changes in other instruments too, for someone who did not say so."""
    others = [f"{path.parent.name}/{path.stem}" for path in block.used_by if path != manuscript.path]
    return f"shared by {', '.join(others)}", "said to change everywhere"


def _flaws(key: str, older: str, text: str, wish: Wish) -> Iterator[Flaw]:
    if not text:
        if not may_be_left_out(key):
            yield "no text", "a text that people read; to take a question away, change the file"
        return
    if older in ("", NO_SOURCE):
        yield from faults_of_new(text)
        return
    unchanged, on_purpose = bool(wish.unchanged.strip()), key in wish.on_purpose
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
    written = _written(manuscript, changes)
    texts = (written.instruments[manuscript.path], *(text for _block, text in written.blocks))
    after = {key: place for text in texts for key, place in places(text).items()}
    wrong: dict[str, list[Flaw]] = {}
    for problem in problems:
        about = (key for key in changes if key in after and after[key].holds(problem.line))
        flaw = (
            problem.found,
            problem.nearest and f"{problem.expected} (${{{problem.nearest}}}?)" or problem.expected,
        )
        wrong.setdefault(next(about, ""), []).append(flaw)
    return wrong


def _together(wrong: Mapping[str, list[Flaw]], refused: Mapping[str, list[Flaw]]) -> dict[str, list[Flaw]]:
    """What is wrong with the texts themselves and what the file would be refused for, each once."""
    both = {key: list(told) for key, told in wrong.items()}
    for key, flaws in refused.items():
        # A placeholder that can never stand there is no matter of what is meant.
        barred = any(found.startswith(("placeholder ", "a placeholder ")) for found, _expected in flaws)
        own = [flaw for flaw in both.get(key, []) if not (barred and flaw[0].startswith("placeholders "))]
        known = {found for found, _expected in own}
        both[key] = own + [flaw for flaw in flaws if flaw[0] not in known]
    return both


# --- what goes along with it


def _consent_version(manuscript: Manuscript, new: Mapping[str, str]) -> dict[str, str]:
    """The version that a consent gets when its published words change: who agreed, agreed to what they read."""
    changed = {key: text for key, text in new.items() if key.startswith("consent/")}
    rows = instruments.versions_of(manuscript.instrument.name) if changed else []
    if not rows:
        return {}
    fielded, here = from_canonical(rows[-1].document).instrument, manuscript.instrument.consent
    if fielded.consent.version != here.version:
        return {}
    # Words for a mode that had none change nothing that anyone agreed to.
    if all(fielded.source_texts.get(key, text) == text for key, text in changed.items()):
        return {}
    return {CONSENT_VERSION: _next_consent(here.version)}


def _next_consent(now: str) -> str:
    today = clock.today()
    for candidate in (f"{today:%Y-%m}", f"{today:%Y-%m-%d}"):
        if now != candidate and not now.startswith(f"{candidate}"):
            return candidate
    head, _point, number = now.rpartition(".")
    return f"{head}.{int(number) + 1}" if head and number.isdigit() else f"{now}.2"


def _refuse_if_changed_meanwhile(manuscript: Manuscript) -> None:
    """After the log was written, so that who comes second sees what the first one wrote."""
    read = {manuscript.path: manuscript.text} | {block.path: block.text for block in manuscript.blocks}
    if any(text_of(path) != text for path, text in read.items()):
        raise Refused("wording_file_changed_meanwhile")


def _keep(manuscript: Manuscript, written: _Written, folder: DataFolder) -> None:
    text = written.instruments[manuscript.path]
    if text != manuscript.text:
        here = publishing.own_instruments(folder) / f"{manuscript.instrument.name}.yaml"
        _keep_file(manuscript.path, manuscript.text, text, here)
    for block, changed in written.blocks:
        _keep_file(block.path, block.text, changed, publishing.own_blocks(folder) / f"{block.name}.yaml")


def _keep_file(path: Path, before: str, after: str, own: Path) -> None:
    """Writes a file of the installation; of a shipped one its copy, with what shipped beside it."""
    if not path.is_relative_to(own.parent.parent):
        path = own
        if path.exists():
            raise Refused("wording_file_changed_meanwhile")
        save(publishing.seed_of(path), before)
    save(path, after)


def text_named(manuscript: Manuscript, key: str) -> str:
    """The text under a key as it reads now, empty where one can come. Raises NotReworded for one that cannot be changed."""
    if key not in manuscript.words and key not in manuscript.gaps:
        raise NotReworded(
            f"{manuscript.instrument.name} has no text {key!r} in its file; {nearest(key, list(manuscript.words))}"
        )
    return manuscript.now(key)
