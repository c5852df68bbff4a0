"""A Word document (docx) -> its text as accepted: read as a stream, never unpacked whole, with nothing of it obeyed.

Insertions stay and deletions go, as when every tracked change is accepted. A row of a table becomes a line. What is no
text (pictures, comments, footnotes) is left out and said to be.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from consult.evidence.sources import MOST_LETTERS, Remark, SourceRefused

_MOST_PARTS = 5_000
_MOST_XML_BYTES = 60 * 1024 * 1024  # forty dense pages are 2 MB; a bomb is thousands
_CHUNK = 65_536
_MOST_DEEP = 256
_BODY = "word/document.xml"
_WORD = {  # the two spellings of one vocabulary: as Word writes it, and as the standard does ("strict")
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_ENCODED_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_PICTURES = {"pic", "imagedata", "chart", "OLEObject"}
_LEFT_OUT = {"del": "word_deletions", "moveFrom": "word_deletions", _ENCODED_FALLBACK: ""}
_COUNTED = {
    "ins": "word_insertions",
    "moveTo": "word_insertions",
    "commentReference": "word_comments",
    "footnoteReference": "word_footnotes",
    "endnoteReference": "word_footnotes",
    "tbl": "word_tables",
}
_SAID_AS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CELLS_APART = " | "


def read_word(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text of a docx, a line for each paragraph, and what was left out of it. Raises SourceRefused."""
    with _archive(content) as archive:
        reading = _Reading()
        parser = _parser(reading)
        try:
            for chunk in _chunks(archive):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except SourceRefused:
            raise
        except Exception as error:  # broken XML and broken zip streams fail in a dozen ways
            raise SourceRefused([Remark("word_damaged")]) from error
    reading.end()
    return "\n".join(reading.lines), tuple(reading.remarks())


def _archive(content: bytes) -> zipfile.ZipFile:
    """The document as an archive, refused when it is something else in a docx's name."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise SourceRefused([Remark("word_damaged")]) from error
    names = {part.filename for part in parts}
    problems = list(_problems(parts, names))
    if problems:
        raise SourceRefused(problems)
    return archive


def _problems(parts: list[zipfile.ZipInfo], names: set[str]) -> Iterator[Remark]:
    if len(parts) > _MOST_PARTS:
        yield Remark("word_too_large")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        yield Remark("word_macros")
    if _BODY not in names:
        yield Remark("word_is_something_else", found=_what_it_is(names))
    elif next(part for part in parts if part.filename == _BODY).file_size > _MOST_XML_BYTES:
        yield Remark("word_too_large")


def _what_it_is(names: set[str]) -> str:
    kinds = {"xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx", "content.xml": "odt"}
    return next((kind for part, kind in kinds.items() if part in names), "zip")


def _chunks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The body bit by bit; what an archive says of its own size is not believed."""
    unpacked = 0
    with archive.open(_BODY) as body:
        while chunk := body.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > _MOST_XML_BYTES:
                raise SourceRefused([Remark("word_too_large")])
            yield chunk


@dataclass
class _Paragraph:
    words: list[str] = field(default_factory=list)
    goes_on: bool = False  # its end was deleted: the next paragraph continues it


@dataclass
class _Cell:
    lines: list[str] = field(default_factory=list)


@dataclass
class _Reading:
    """A body being read. path: the open elements; skipping: how many of them are left out."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    pictures: list[Remark] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    skipping: int = 0
    in_text: bool = False
    paragraphs: list[_Paragraph] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)
    carried: str = ""
    letters: int = 0
    picture_name: str = ""

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if len(self.path) > _MOST_DEEP:
            raise SourceRefused([Remark("word_damaged")])
        if name in _LEFT_OUT and self._is_about_text(name):
            self.skipping += 1
            self.counts[_LEFT_OUT[name]] += 1
        elif name == "del" and self.path[-2:] == ["pPr", "rPr"] and self.paragraphs:
            self.paragraphs[-1].goes_on = True
        elif name in _COUNTED and self._is_about_text(name):
            self.counts[_COUNTED[name]] += 1
        self.path.append(name)
        if not self.skipping:
            self._open_part(name, attributes)

    def close(self, name: str) -> None:
        """An element ends."""
        self.path.pop()
        if name in _LEFT_OUT and self._is_about_text(name):
            self.skipping -= 1
        elif not self.skipping:
            self._close_part(name)

    def hear(self, letters: str) -> None:
        """Letters between elements."""
        if self.in_text and not self.skipping:
            self._say(letters)

    def _close_part(self, name: str) -> None:
        if name == "t":
            self.in_text = False
        elif name == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif name == "tc" and self.cells and self.rows:
            self.rows[-1].append(" / ".join(self.cells.pop().lines))
        elif name == "tr" and self.rows:
            self._put(_CELLS_APART.join(self.rows.pop()).strip(" |"))

    def end(self) -> None:
        """The body is over: a paragraph that nothing continues stands alone."""
        if self.carried:
            self.lines.append(self.carried)

    def remarks(self) -> Iterator[Remark]:
        """What was left out or changed, in a fixed order."""
        for code in ("word_insertions", "word_deletions", "word_tables", "word_footnotes", "word_comments"):
            if self.counts[code]:
                yield Remark(code, n=self.counts[code])
        yield from self.pictures

    def _is_about_text(self, name: str) -> bool:
        """Not a mark on the end of a paragraph, on a row or on a style, which hold no letters of their own."""
        return not self.path or self.path[-1] not in ("rPr", "trPr", "pPr", "numPr")

    def _open_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self.paragraphs.append(_Paragraph())
        elif name == "tr":
            self.rows.append([])
        elif name == "tc":
            self.cells.append(_Cell())
        elif name == "t":
            self.in_text = True
        elif name == "docPr":
            self.picture_name = attributes.get("descr") or attributes.get("name") or ""
        elif name in _PICTURES:
            self.pictures.append(Remark("word_picture", len(self.lines) + 1, found=self.picture_name[:120]))
        elif name in _SAID_AS and self._is_in_a_run():
            self._say(_SAID_AS[name])

    def _is_in_a_run(self) -> bool:
        return len(self.path) > 1 and self.path[-2] == "r"  # else a tab stop of a style

    def _say(self, letters: str) -> None:
        self.letters += len(letters)
        if self.letters > MOST_LETTERS:
            raise SourceRefused([Remark("source_too_long", n=MOST_LETTERS)])
        if self.paragraphs:
            self.paragraphs[-1].words.append(letters)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        words = self.carried + "".join(paragraph.words)
        self.carried = words if paragraph.goes_on else ""
        if not paragraph.goes_on:
            self._put(words)

    def _put(self, line: str) -> None:
        """A line, in the cell that is open or in the text."""
        if self.cells:
            if line.strip():
                self.cells[-1].lines.append(" ".join(line.split()))
        else:
            self.lines.append(line)


def _parser(reading: _Reading) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: reading.open(_short(name), attributes)
    parser.EndElementHandler = lambda name: reading.close(_short(name))
    parser.CharacterDataHandler = reading.hear
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _short(name: str) -> str:
    """The name of an element without its vocabulary; `t` of a formula is not `t` of a text."""
    vocabulary, _space, local = name.rpartition(" ")
    if vocabulary in _WORD or local in _PICTURES or local == "docPr":
        return local
    return name


def _refuse_doctype(*_declared: object) -> None:
    """A document of Word declares no entities; one that does would have us expand or fetch them."""
    raise SourceRefused([Remark("word_damaged")])
