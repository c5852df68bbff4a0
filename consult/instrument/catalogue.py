"""A gettext catalogue of an instrument: what stands in the file, with who wrote it, read and written.

What no gettext program knows stands in extracted comments: `#. consult: draft`, `#. consult written: <who>, <day>`.
msgmerge keeps those and drops flags that it does not know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import polib

from consult.instrument.catalogue_lines import look_over
from consult.instrument.definition import Instrument
from consult.instrument.problems import Problem, Said
from consult.instrument.translated import State

LARGEST_CATALOGUE_BYTES = 4_000_000
WRITTEN_STATES = {state.value: state for state in State if state not in (State.MISSING, State.STALE)}

_OURS = re.compile(r"consult(?: (written|read|remark|was|left))?: *(.*)")


@dataclass(frozen=True, slots=True)
class Provenance:
    """How far a text has come and who brought it there. written, read: `<who>, <day>`; who: a staff id, a name, or empty.

    remark: why a reader sent it back. was, left: the fingerprint of the text and the state with
    which a file left for a translator.
    """

    state: str = ""
    written: str = ""
    read: str = ""
    remark: str = ""
    was: str = ""
    left: str = ""

    @property
    def writer(self) -> str:
        """Who wrote the text; empty when nobody of flesh is known to have."""
        return self.written.rpartition(", ")[0]

    @property
    def reader(self) -> str:
        """Who read it beside its source."""
        return self.read.rpartition(", ")[0]

    @property
    def day_written(self) -> str:
        """When, as 2026-11-21."""
        return self.written.rpartition(", ")[2]

    @property
    def day_read(self) -> str:
        """When, as 2026-11-21."""
        return self.read.rpartition(", ")[2]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue. made_from: the source it translates, perhaps an older one; line: where it stands."""

    key: str
    made_from: str
    text: str = ""
    provenance: Provenance = Provenance()
    note: str = ""
    fuzzy: bool = False
    tcomment: str = ""
    previous: str = ""
    obsolete: bool = False
    line: int = 0

    @property
    def reached(self) -> State:
        """How far it had come for the source it was made from."""
        if not self.text:
            return State.MISSING
        return WRITTEN_STATES.get(self.provenance.state, State.DRAFT)

    def is_stale(self, source: str) -> bool:
        """Whether the source has changed since."""
        return bool(self.text) and (self.fuzzy or self.made_from != source)


class CatalogueBroken(Exception):  # it is a state of a file, not an error
    """A catalogue cannot be read, so nothing is written over it. Carries what is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def fingerprint(text: str) -> str:
    """What tells two texts apart, short enough for a cell that nobody reads."""
    return sha256(text.encode()).hexdigest()[:12]


# --- reading


def read_catalogue(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    """What stands in the file at `path`, each key once; nothing when there is no file. Problems are added."""
    if not path.exists():
        return
    if path.stat().st_size > LARGEST_CATALOGUE_BYTES:
        found = Said("a file of %(bytes)s bytes", bytes=path.stat().st_size)
        problems.append(Problem(str(path), 0, 0, found, f"at most {LARGEST_CATALOGUE_BYTES}", "Split it."))
        return
    catalogue = open_catalogue(path.read_bytes(), str(path), problems)
    if catalogue is not None:
        yield from _once_each(str(path), map(entry_of, catalogue), problems)


def open_catalogue(
    content: bytes, name: str, problems: list[Problem], *, past_marks: bool = False
) -> polib.POFile | None:
    """The catalogue in `content`, None when it is none.

    past_marks: whether to read on where quotation marks are missing, only to say what else is wrong: what is read there is a guess.
    """
    try:
        # polib takes a text without a line break for the name of a file.
        text = _Lines(content.decode("utf-8-sig") + "\n")
        if not text.strip():
            return polib.POFile()
        wrong, straight = look_over(text.splitlines(), name)
        problems += wrong
        if straight is None or (wrong and not past_marks):
            return None
        return polib.pofile(_Lines("\n".join([*straight, ""])))
    except (
        OSError,
        ValueError,
        IndexError,
    ) as error:  # polib raises OSError for syntax, ValueError for bytes
        line = re.search(r"line (\d+)", str(error))
        place = (int(line[1]), 1) if line else (0, 0)
        problems.append(
            Problem(name, *place, "no gettext catalogue", "a PO file in UTF-8", "Mend the syntax.")
        )
        return None


class _Lines(str):
    """A catalogue as polib takes it apart: U+2028 or U+0085 in a text ends no line of the file."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # as that of str
        return [line.removesuffix("\r") + "\n" * keepends for line in self.split("\n")]


def entries_in(catalogue: polib.POFile, name: str, problems: list[Problem]) -> Iterator[Entry]:
    """What stands in a catalogue that was opened, each key once."""
    return _once_each(name, map(entry_of, catalogue), problems)


def _once_each(name: str, entries: Iterable[Entry], problems: list[Problem]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen and not entry.obsolete:
            found = Said('"%(key)s" stands twice', key=entry.key)
            problems.append(Problem(name, entry.line, 1, found, "a key stands once", "Remove one."))
            continue
        if not entry.obsolete:
            seen.add(entry.key)
        yield entry


def entry_of(entry: polib.POEntry) -> Entry:
    """One entry of a catalogue that was opened."""
    provenance, note = _told(entry.comment)
    return Entry(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr,
        provenance,
        note,
        entry.fuzzy,
        entry.tcomment,
        entry.previous_msgid or "",
        bool(entry.obsolete),
        entry.linenum or 0,
    )


def _told(comment: str) -> tuple[Provenance, str]:
    ours: dict[str, str] = {}
    notes = []
    for line in comment.split("\n"):
        found = _OURS.fullmatch(line)
        if found:
            ours[found[1] or "state"] = found[2].strip()
        else:
            notes.append(line)
    return Provenance(**ours), "\n".join(notes)


# --- writing


def translator_notes(instrument: Instrument) -> Mapping[str, str]:
    """What a translator is told beside a text, by key."""
    return {question.key("label"): question.translator_note for question in instrument.questions.values()}


def save_over(
    path: Path, changed: Mapping[str, Entry], order: Iterable[str], about: Mapping[str, str]
) -> None:
    """Puts some entries into the catalogue at `path`, which is made when there is none; what else it holds stays.

    A text whose key is not in `order` is kept as obsolete, as gettext programs do. Raises CatalogueBroken, and writes nothing, when what is there cannot be read.
    """
    read = held_in(path)
    held = {**{entry.key: entry for entry in read if not entry.obsolete}, **changed}
    first = [held.pop(key) for key in order if key in held]
    aside = [replace(entry, obsolete=True) for entry in held.values() if entry.text]
    save(path, [*first, *aside, *(entry for entry in read if entry.obsolete)], about)


def held_in(path: Path) -> list[Entry]:
    """What stands in the catalogue at `path`, to write over. Raises CatalogueBroken when it cannot be read."""
    problems: list[Problem] = []
    read = list(read_catalogue(path, problems))
    if problems:
        raise CatalogueBroken(problems)
    return read


def save(path: Path, entries: Iterable[Entry], about: Mapping[str, str]) -> None:
    """Writes a catalogue, whole before it has its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".po.unfinished")
    unfinished.write_bytes(catalogue_bytes(entries, about))
    unfinished.replace(path)


def catalogue_bytes(entries: Iterable[Entry], about: Mapping[str, str]) -> bytes:
    """A catalogue as the bytes of a .po file."""
    catalogue = polib.POFile(wrapwidth=0)  # a comment of ours that is wrapped would be read as two
    catalogue.metadata = dict(about)
    for entry in entries:
        catalogue.append(_written(entry))
    return f"{catalogue}\n".encode()


def metadata(name: str, language: str) -> dict[str, str]:
    """The head of a catalogue."""
    return {
        "Project-Id-Version": name,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def _written(entry: Entry) -> polib.POEntry:
    told = list(_lines(entry))
    # An obsolete entry has no extracted comments in a .po; what they say of the text is kept as a translator's.
    aside, told = (told, []) if entry.obsolete else ([], told)
    return polib.POEntry(
        msgctxt=entry.key,
        msgid=entry.made_from,
        msgstr=entry.text,
        comment="\n".join(told),
        tcomment="\n".join(filter(None, [entry.tcomment, *aside])),
        flags=["fuzzy"] if entry.fuzzy and entry.text else [],
        previous_msgid=entry.previous or None,
        obsolete=entry.obsolete,
    )


def _lines(entry: Entry) -> Iterator[str]:
    ours = entry.provenance
    told = (
        ("consult", ours.state if entry.text else ""),
        ("consult written", ours.written),
        ("consult read", ours.read),
    )
    leaving = (("consult was", ours.was), ("consult left", ours.left))
    for name, value in (*told, ("consult remark", " ".join(ours.remark.split())), *leaving):
        if value:
            yield f"{name}: {value}"
    yield from filter(None, entry.note.split("\n"))
