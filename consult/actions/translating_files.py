"""Translations to a translator and back: a .po or a workbook leaves, and comes back whole or not at all."""

from dataclasses import dataclass
from pathlib import PurePath

from consult.actions import accounts, clock, translating
from consult.actions.translating import NotTranslated, Work
from consult.folder import DataFolder
from consult.instrument.catalogue import fingerprint
from consult.instrument.languages import LANGUAGES
from consult.instrument.problems import Problem, Said
from consult.instrument.translators.judging import Conflict, Hands, Judgement, judge
from consult.instrument.translators.po_file import po_bytes, read_po
from consult.instrument.translators.returned import Returned, ReturnRefused, refuse
from consult.instrument.translators.sheet_file import read_sheet, sheet_bytes

FORMATS = ("po", "xlsx")
OURS, THEIRS = "ours", "theirs"
_LONGEST_NAME = 80
_EXPORT_AGAIN = "Export the file again and copy the translations into it."


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that a translator brought back, with the names that go with it.

    translator: who wrote; reader: who read it all, or what a .po marks as reviewed. conflicts: whose text is kept
    where both changed, `ours` or `theirs`; empty: nothing is taken and they are shown.
    """

    content: bytes
    file: str
    translator: str = ""
    reader: str = ""
    conflicts: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a file did, or would do."""

    work: Work
    judgement: Judgement
    returned: Returned


def export(name: str, tag: str, kind: str, folder: DataFolder) -> bytes:
    """The file for a translator, in one of `FORMATS`. Raises NotTranslated."""
    work = translating.opened(name, tag, folder)
    texts = list(work.texts.values())
    if kind == "po":
        return po_bytes(name, tag, texts)
    return sheet_bytes(name, work.language, texts)


def take(brought: Brought, folder: DataFolder, by: str) -> Outcome:
    """Writes what came back. Raises ReturnRefused with everything that is wrong; then nothing is written."""
    outcome = look(brought, folder, by)
    problems = [*outcome.judgement.problems]
    conflicts = outcome.judgement.conflicts
    if conflicts and brought.conflicts not in (OURS, THEIRS):
        problems += map(_in_conflict, conflicts)
    if problems:
        raise ReturnRefused(problems)
    held_back = {one.here.key for one in conflicts} if brought.conflicts == OURS else set()
    entries = {key: one for key, one in outcome.judgement.changed.items() if key not in held_back}
    names = {"translator": brought.translator, "reader": brought.reader}
    details = {role: name for role, name in names.items() if name}
    content = fingerprint(brought.content.hex())
    translating.keep_returned(outcome.work, entries, by, file=content, **details)
    return outcome


def look(brought: Brought, folder: DataFolder, by: str) -> Outcome:
    """What a file would do; nothing is written. Raises ReturnRefused when it cannot be read as what left here."""
    returned = _read(brought)
    work = _work_of(returned, brought.file, folder)
    translator, reader = _one_line(brought.translator or returned.translator), _one_line(brought.reader)
    if reader and reader.casefold() in _writers(translator, by):
        raise refuse(
            brought.file,
            Said("%(name)s both translated and read it", name=repr(reader)),
            "someone else who reads what was translated",
            "Name the reader with --reviewed-by, and who translated with --translator.",
        )
    hands = Hands(by, clock.today().isoformat(), translator, reader, whole=not _is_po(brought.file))
    judgement = judge(returned, work.language, work.texts, hands)
    return Outcome(work, judgement, returned)


def _one_line(name: str) -> str:
    """A name as it can stand in a line of a catalogue."""
    return " ".join(name.split())[:_LONGEST_NAME]


def _writers(translator: str, by: str) -> set[str]:
    """Every name of whoever wrote what is new in a file: the translator, or else who brings it in."""
    if translator:
        return {translator.casefold()}
    person = accounts.member(by)
    return {by, person.name.casefold(), person.sign_in_name} if person else {by}


def _read(brought: Brought) -> Returned:
    if _is_po(brought.file):
        return read_po(brought.content, brought.file)
    if PurePath(brought.file).suffix.lower() == ".xlsx":
        return read_sheet(brought.content, brought.file)
    raise refuse(brought.file, "neither a .po nor an .xlsx", "a file as it left from here")


def _is_po(file: str) -> bool:
    return PurePath(file).suffix.lower() == ".po"


def _work_of(returned: Returned, file: str, folder: DataFolder) -> Work:
    if returned.language not in LANGUAGES:
        found = (
            Said(
                "the file says that it is in %(tag)s, which is no language here", tag=repr(returned.language)
            )
            if returned.language
            else Said("the file does not say in which language it is")
        )
        raise refuse(file, found, f"it left as one of {', '.join(LANGUAGES)}", _EXPORT_AGAIN)
    try:
        return translating.opened(returned.name, returned.language, folder)
    except NotTranslated as unknown:
        found = Said(
            "the file says that it is for %(name)s in %(tag)s",
            name=repr(returned.name),
            tag=returned.language,
        )
        raise refuse(file, found, unknown.sentence, _EXPORT_AGAIN) from None


def _in_conflict(conflict: Conflict) -> Problem:
    return conflict.text.problem(
        Said(
            '"%(key)s" changed here too, since the file left: %(text)s',
            key=conflict.here.key,
            text=repr(conflict.here.text[:80]),
        ),
        "one of the two texts",
        "Say --conflicts ours to keep what stands here, or --conflicts theirs to take the file's.",
    )
