"""The files that come along with a workbook: pictures, sounds and lists of choices, in a zip with it or in a folder beside it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from consult.apart.workbook import WorkbookRefused
from consult.instrument.definition import Type
from consult.instrument.media.files import MOST_KB_ON_A_PAGE, PROPERTIES, is_file_name
from consult.instrument.media.formats import FORMS, Inspected, NotShown, ending, inspect
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate
from consult.instrument.xlsform.tables import Line
from consult.instrument.zipped import BROKEN, LOCKED

LISTS = ("csv", "xml", "geojson")
_TAKEN = frozenset({*FORMS, *LISTS})
_FORMS = frozenset({"xlsx", "xlsm", "xls"})
_MOST_BYTES = 100_000_000  # of all of them together
_MOST_FILES = 2_000
_PIECE_BYTES = 65_536


def supplied_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by name. Raises WorkbookRefused when they are more than a form has."""
    found: dict[str, bytes] = {}
    left = _MOST_BYTES
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file() or ending(path.name) not in _TAKEN:
            continue
        left -= path.stat().st_size
        _refuse_too_much(left, len(found))
        found[path.name] = path.read_bytes()
    return found


def unpacked(content: bytes) -> tuple[str, bytes, dict[str, bytes]] | None:
    """The workbook in a zip with its name, and the files beside it; None for what is no such zip.

    Folders in it mean nothing: a file is known by its own name, and nothing is written anywhere. Raises WorkbookRefused
    when it is damaged, locked or too large.
    """
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        if "[Content_Types].xml" in archive.namelist():
            return None
        files = dict(_read(archive))
    except BROKEN:
        raise WorkbookRefused("truncated") from None
    except LOCKED:
        raise WorkbookRefused("password") from None
    forms = [member.filename for member in archive.infolist() if ending(_name(member)) in _FORMS]
    if len(forms) > 1:
        raise WorkbookRefused("several_forms", forms=", ".join(forms))
    if not forms:
        return None
    form = next(name for name in files if ending(name) in _FORMS)
    return form, files.pop(form), files


def _name(member: zipfile.ZipInfo) -> str:
    """What a file in a zip is called; "" for folders, and for what systems hide in it."""
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    return "" if member.is_dir() or name.startswith(".") else name


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    left, number = _MOST_BYTES, 0
    for member in archive.infolist():
        name = _name(member)
        if ending(name) not in _TAKEN | _FORMS:
            continue
        pieces = []
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE_BYTES):  # a zip can say anything about its own size
                left -= len(piece)
                _refuse_too_much(left, number)
                pieces.append(piece)
        number += 1
        yield name, b"".join(pieces)


def _refuse_too_much(left: int, number: int) -> None:
    if left < 0 or number >= _MOST_FILES:
        raise WorkbookRefused("too_many_files", most=_MOST_BYTES // 1_000_000, files=_MOST_FILES)


def mark_what_is_shown(rows: Iterable[Candidate], files: Mapping[str, bytes]) -> None:
    """Knows the notes that have no words, and show or play something."""
    shelf = Shelf(files, [])
    for one in rows:
        if one.kind.type is Type.NOTE and not one.line.texts.get("label"):
            one.is_shown = any(shelf.usable(one.line, property_) for property_ in PROPERTIES)


@dataclass
class Shelf:
    """What came along, and what of it is shown. shown: by name, as it may be shown."""

    files: Mapping[str, bytes]
    remarks: list[Remark]
    shown: dict[str, Inspected] = field(default_factory=dict)

    def usable(self, line: Line, property_: str) -> dict[str, str]:
        """The files that a row names under a property, by language; of the others a remark tells why not."""
        names = {
            tag: name.rpartition("/")[2] if name.startswith("jr://") else name
            for tag, name in line.texts.get(property_, {}).items()
        }
        return {tag: name for tag, name in names.items() if self._takes(line, property_, tag, name)}

    def _takes(self, line: Line, property_: str, tag: str, name: str) -> bool:
        cell = line.place(property_, tag)
        if name not in self.files:
            self.remarks.append(Remark("media_missing", cell, {"file": name}))
            return False
        try:
            self.shown.setdefault(name, self._inspected(name, property_))
        except NotShown as why:
            facts = {"file": name, "found": why.found, "expected": why.expected}
            self.remarks.append(Remark("media_refused", cell, facts))
            return False
        return True

    def _inspected(self, name: str, property_: str) -> Inspected:
        if not is_file_name(name):
            raise NotShown(f'the name "{name}"', "a name without folders, hidden signs and ? * : < >", "")
        found = inspect(name, self.files[name])
        if found.form.medium is not PROPERTIES[property_]:
            raise NotShown(f"a {found.form.medium}", f"a {PROPERTIES[property_]} as {property_}", "")
        if property_ == "image" and len(found.content) > MOST_KB_ON_A_PAGE * 1_000:
            expected = f"at most {MOST_KB_ON_A_PAGE} kB on a page"
            raise NotShown(f"{len(found.content) // 1_000} kB", expected, "")
        return found
