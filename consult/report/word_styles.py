"""How a Word report looks: the real styles, so that whoever edits it keeps headings, captions and a table of contents."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from consult.report.word_marks import element

_INK, _SOFT, _LEAD = RGBColor(0x1A, 0x22, 0x30), RGBColor(0x4A, 0x55, 0x68), RGBColor(0x0B, 0x5A, 0x5E)
_FONT = "Calibri"
_HEADINGS = {"Title": 28, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12}
QUIET, MARK, FACT = "Quiet", "Mark", "Fact"


def set_up(file: Document, language: str) -> None:
    """Fonts, sizes, colours, margins and the language of everything that is not marked otherwise."""
    _page(file)
    _language(file, language)
    normal = file.styles["Normal"]
    _letters(normal, 11, _INK)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _HEADINGS.items():
        _heading(file.styles[name], size)
    _caption(file.styles["Caption"])
    _quote(file.styles["Quote"])
    for name, points in ((QUIET, 9.5), (MARK, 9.0), (FACT, 11.0)):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _letters(style, points, _INK if name == FACT else _SOFT)
    file.styles[FACT].paragraph_format.space_after = Pt(2)


def _page(file: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin = section.bottom_margin = Mm(22)


def _language(file: Document, language: str) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults"))
    about = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in about.findall(qn("w:lang")):
        about.remove(old)
    about.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


def _letters(style: Any, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in (
        "asciiTheme",
        "hAnsiTheme",
        "eastAsiaTheme",
        "cstheme",
    ):  # a theme's font wins over a named one
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT if script != "cs" else "Arial")


def _heading(style: Any, size: int) -> None:
    _letters(style, size, _INK if style.name == "Title" else _LEAD)
    style.font.bold = True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
    style.paragraph_format.keep_with_next = True
    if style.name == "Title":
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)


def _caption(style: Any) -> None:
    _letters(style, 10, _INK)
    style.font.bold = False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(3)


def _quote(style: Any) -> None:
    _letters(style, 12, _INK)
    style.font.italic = False  # italics make Arabic hard to read
    style.paragraph_format.left_indent, style.paragraph_format.right_indent = Mm(8), Mm(8)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    style.paragraph_format.keep_with_next = True
