"""Zips of data: the tables that ODK Central writes, one for the responses and one for each repeat, and LimeSurvey's .lsa."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from consult.dataset.opening.limesurvey_answers import answers_in
from consult.dataset.opening.table import DataFile, DataFileRefused, SourceTable
from consult.instrument.zipped import BROKEN, LOCKED

MOST_INFLATED_BYTES = 200_000_000
_MOST_FILES = 200
_TABLES, _ANSWERS, _SURVEY = (".csv",), (".lsr",), (".lss",)
_OFFICE = ("[Content_Types].xml", "mimetype")
# A file of these kinds that lies alone in a zip is what was meant.
_ALONE = (".xlsx", ".xls", ".sav", ".dta", ".parquet")

Read = Callable[[str, bytes], DataFile]


def is_archive(content: bytes) -> bool:
    """Whether a zip holds files of data, and is no spreadsheet itself."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except BROKEN:
        return False
    return not any(name in _OFFICE for name in names)


def open_archive(name: str, content: bytes, read: Read) -> DataFile:
    """The tables in a zip. read: opens one file. Raises DataFileRefused."""
    files = _files(name, content)
    if answers := _ending(files, _ANSWERS):
        survey = next(iter(_ending(files, _SURVEY)), "")
        table, remarks = answers_in(name, files[answers[0]], files[survey] if survey else b"")
        return DataFile("lsa", (table,), remarks)
    tables = _ending(files, _TABLES)
    alone = _ending(files, _ALONE)
    if not tables and len(alone) == 1:
        return read(alone[0], files[alone[0]])
    if not tables:
        raise DataFileRefused(
            f"{name} is a zip without a table that is known here. Put the .csv files of ODK, or one workbook or .sav file in it."
        )
    opened = [_named(path, read(path, files[path])) for path in tables]
    told = [remark for one in opened for remark in one.remarks]
    left = [PurePosixPath(path).name for path in files if path not in tables]
    told += [f"{len(left)} other files in {name} were left, such as {left[0]}"] if left else []
    return DataFile("zip", tuple(table for one in opened for table in one.tables), tuple(told))


def _files(name: str, content: bytes) -> dict[str, bytes]:
    """What lies in the zip, counted as it comes out: a zip can say anything about its size. Media are passed over."""
    found: dict[str, bytes] = {}
    left = MOST_INFLATED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
            if len(members) > _MOST_FILES and not any(_wanted(one.filename) for one in members):
                raise DataFileRefused(f"{name} holds {len(members)} files and no table.")
            for member in members:
                with archive.open(member) as inside:
                    found[member.filename] = inside.read(left + 1) if _wanted(member.filename) else b""
                left -= len(found[member.filename])
                if left < 0:
                    raise DataFileRefused(
                        f"{name} unpacks to more than {MOST_INFLATED_BYTES // 1_000_000} MB. Unpack it and leave out what is not needed."
                    )
    except BROKEN:
        raise DataFileRefused(f"{name} is a damaged zip, or breaks off: copy or export it again.") from None
    except LOCKED:
        raise DataFileRefused(f"{name} is locked with a password: unpack it and zip it without.") from None
    return found


def _wanted(path: str) -> bool:
    return path.lower().endswith((*_TABLES, *_ANSWERS, *_SURVEY, *_ALONE))


def _is_hidden(path: str) -> bool:
    """What a Mac adds to every zip."""
    return path.startswith("__MACOSX/") or PurePosixPath(path).name.startswith(".")


def _ending(files: Iterable[str], endings: Sequence[str]) -> list[str]:
    return sorted(path for path in files if path.lower().endswith(tuple(endings)))


def _named(path: str, opened: DataFile) -> DataFile:
    """The table of a file, called as it."""
    (table,) = opened.tables
    called = SourceTable(PurePosixPath(path).stem, table.columns, table.cells, table.first, in_a_file=True)
    return DataFile(opened.kind, (called,), opened.remarks)
