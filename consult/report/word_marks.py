"""The parts of a Word file that the library has no words for: fields, bookmarks, directions, alternatives of pictures."""

from hashlib import blake2s
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_BIDI_LOCALES = {"ar": "ar-SA", "ps": "ps-AF", "fa-AF": "fa-IR"}  # as Word names them

_MOST_LETTERS_WHOLE = 1000


def element(tag: str, /, **attributes: str) -> Any:
    """An element of Word's vocabulary with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark_name(id_: str) -> str:
    """The bookmark of a block: Word takes forty letters and no points, ids have more."""
    return f"c_{blake2s(id_.encode(), digest_size=12).hexdigest()}"


def set_language(run: Run, tag: str, direction: str) -> None:
    """Marks a run with its language; a right-to-left one is read so."""
    about = run._r.get_or_add_rPr()
    if direction == "rtl":
        about.append(element("rtl"))
        about.append(element("lang", bidi=_BIDI_LOCALES.get(tag, tag)))
    else:
        about.append(element("lang", val=tag))


def set_right_to_left(paragraph: Paragraph) -> None:
    """A paragraph that is read from the right, and begins there."""
    paragraph._p.get_or_add_pPr().append(element("bidi"))


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field, such as the number of a caption, with what it shows until it is updated."""
    field = element("fldSimple", instr=f" {instruction} ")
    run, text = element("r"), element("t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def repeat_first_row(table: Table) -> None:
    """The headings come back on every page, and no row is cut in two unless it may fill one, as a consent does."""
    for place, row in enumerate(table.rows):
        about = row._tr.get_or_add_trPr()
        if sum(len(cell.text) for cell in row.cells) < _MOST_LETTERS_WHOLE:
            about.append(element("cantSplit"))
        if place == 0:
            about.append(element("tblHeader"))


def shade(cell: Any, colour: str) -> None:
    """The ground of a cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def describe(picture: Any, alternative: str) -> None:
    """What a picture shows, for whoever does not see it."""
    about = picture._inline.docPr
    about.set("descr", alternative)
