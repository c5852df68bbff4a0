"""A Word report that staff may have edited, read back block by block: what stands, to lay beside what is new."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import docx
from docx.oxml.ns import qn

from consult.report.document import Prose, Report
from consult.report.word_file import word_file
from consult.report.word_marks import bookmark_name

_START, _END, _ROW, _CELL = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:tr"), qn("w:tc")
_TABLE, _PARAGRAPH, _FIELD, _TEXT = qn("w:tbl"), qn("w:p"), qn("w:fldSimple"), qn("w:t")


class NotAReport(Exception):
    """This file is no Word report of ours."""


def standing(content: bytes, report: Report) -> Mapping[str, str]:
    """What stands in the file, by the ids of this report; a block that it no longer has keeps its bookmark as id."""
    ids = {bookmark_name(block.id): block.id for block in report.blocks if not isinstance(block, Prose)}
    return {ids.get(name, name): text for name, text in _blocks(content)}


def new(report: Report) -> Mapping[str, str]:
    """What this report would say, read in the same way."""
    return standing(word_file(report), report)


def _blocks(content: bytes) -> Iterator[tuple[str, str]]:
    """Every bookmark of ours with the text inside it. Raises NotAReport."""
    try:
        body: Any = docx.Document(io.BytesIO(content)).element.body
    except Exception as error:  # a broken file fails in a dozen ways
        raise NotAReport(
            "this file cannot be read as a Word document. Save it again from Word as .docx."
        ) from error
    name, lines = "", list[str]()
    for child in body.iterchildren():
        if child.tag == _START:
            name, lines = child.get(qn("w:name"), ""), []
        elif child.tag == _END and name:
            yield name, "\n".join(line for line in lines if line)
            name = ""
        elif child.tag == _PARAGRAPH:
            lines.append(_text(child))
        elif child.tag == _TABLE:
            lines += [" | ".join(_text(cell) for cell in row.iter(_CELL)) for row in child.iter(_ROW)]


def _text(part: Any) -> str:
    """The letters of a part; the number of a caption is a field and may be another one."""
    texts = (one for one in part.iter(_TEXT) if not any(above.tag == _FIELD for above in one.iterancestors()))
    return "".join(one.text or "" for one in texts)
