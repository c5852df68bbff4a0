"""A report as a Word file: real styles, numbered captions, headings of tables on every page, words for every picture.

Each generated block lies between bookmarks of its own, by which `word_reading` finds it again after staff edited the
file. The file names the organisation and a day, never a person or a time, and the same report gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import docx
from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from consult.instrument.languages import LANGUAGES
from consult.report import word_marks, word_styles
from consult.report.document import (
    Block,
    Card,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    Report,
    Said,
    Table,
)
from consult.report.page import numbered
from consult.report.wording import Speech, speech

_WIDTH = Mm(160)
_HEAD_GROUND = "E3F0EF"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows: no clock is in the file


def word_file(report: Report) -> bytes:
    """The file."""
    writing = _Writing(docx.Document(), report, speech(report.language))
    writing.whole()
    raw = io.BytesIO()
    writing.file.save(raw)
    return _without_clock(raw.getvalue())


@dataclass
class _Writing:
    """A Word file while it is written. marks: how many bookmarks there are."""

    file: Document
    report: Report
    say: Speech
    marks: int = 0
    captions: dict[str, tuple[str, int]] = field(default_factory=dict)

    def whole(self) -> None:
        """Everything, in order."""
        language = LANGUAGES[self.report.language].locale.replace("_", "-")
        self.captions = numbered(self.report.blocks, self.say("Tabel"), self.say("Figuur"))
        word_styles.set_up(self.file, language)
        self._properties(language)
        self._edges()
        self._front()
        for section in self.report.sections:
            self.file.add_heading(section.title, 1)
            for block in section.blocks:
                self._block(block)

    def _properties(self, language: str) -> None:
        about, day = self.file.core_properties, datetime.fromisoformat(self.report.day)
        about.title, about.author, about.language = self.report.title, self.report.organisation, language
        about.subject, about.keywords, about.comments = (
            self.report.subtitle,
            "",
            "; ".join(self.report.marks),
        )
        about.last_modified_by, about.created, about.modified, about.revision = "", day, day, 1

    def _edges(self) -> None:
        """What every page says: above it that it is a draft or a demonstration, below it what it is and its number."""
        section = self.file.sections[0]
        above = section.header.paragraphs[0]
        above.text, above.style = " · ".join(self.report.marks), self.file.styles[word_styles.MARK]
        below = section.footer.paragraphs[0]
        below.text, below.style = f"{self.report.title} · ", self.file.styles[word_styles.MARK]
        word_marks.add_field(below, "PAGE", "1")

    def _front(self) -> None:
        self.file.add_paragraph(self.report.organisation, style="Subtitle")
        self.file.add_paragraph(self.report.title, style="Title")
        self.file.add_paragraph(self.report.subtitle)
        if self.report.problems:
            self.file.add_heading(self.say("Voor dit gepubliceerd kan worden"), 2)
            for problem in self.report.problems:
                self.file.add_paragraph(problem, style="List Bullet")
        self.file.add_heading(self.say("Inhoud"), 2)
        contents = self.file.add_paragraph()
        shown = " · ".join(section.title for section in self.report.sections)
        word_marks.add_field(contents, r'TOC \o "1-2" \h \z', shown)

    def _block(self, block: Block) -> None:
        if isinstance(block, Prose):
            self._prose(block)
            return
        with self._marked(block.id):
            match block:
                case Heading():
                    self._say(self.file.add_heading("", block.level), block.text)
                case Paragraph():
                    self._paragraph(block.text, word_styles.QUIET if block.quiet else "Normal")
                case Listing():
                    for item in block.items:
                        self._paragraph(item, "List Bullet")
                case Table():
                    self._table(block)
                case Figure():
                    self._figure(block)
                case Quotation():
                    self._quotation(block)
                case Card():
                    self._card(block)

    @contextmanager
    def _marked(self, id_: str) -> Iterator[None]:
        body, self.marks = self.file.element.body, self.marks + 1
        number = str(self.marks)
        end = body.sectPr
        end.addprevious(word_marks.element("bookmarkStart", id=number, name=word_marks.bookmark_name(id_)))
        yield
        end.addprevious(word_marks.element("bookmarkEnd", id=number))

    def _prose(self, block: Prose) -> None:
        if not block.paragraphs and self.report.is_draft:
            asked = f"[{self.say('Nog te schrijven')}: {block.asked}]"
            self.file.add_paragraph(asked, style=word_styles.QUIET)
        for one in block.paragraphs:
            self._paragraph(one, "Normal")

    def _paragraph(self, said: Said, style: str) -> None:
        self._say(self.file.add_paragraph(style=style), said)

    def _say(self, paragraph: WordParagraph, said: Said) -> None:
        run = paragraph.add_run(said.text)
        if said.language:
            word_marks.set_language(run, said.language, said.direction)
        if said.direction == "rtl":
            word_marks.set_right_to_left(paragraph)

    def _caption(self, id_: str, caption: str, *, above: bool) -> None:
        word, number = self.captions[id_]
        paragraph = self.file.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = above
        paragraph.add_run(f"{word} ").bold = True
        word_marks.add_field(paragraph, f"SEQ {word} \\* ARABIC", str(number))
        paragraph.add_run(f". {caption}")

    def _table(self, block: Table) -> None:
        self._caption(block.id, block.caption, above=True)
        table = self.file.add_table(rows=1, cols=len(block.headings), style="Table Grid")
        for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
            cell.paragraphs[0].add_run(heading).bold = True
            word_marks.shade(cell, _HEAD_GROUND)
        for row in block.rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                self._say(cell.paragraphs[0], said)
        word_marks.repeat_first_row(table)
        self.file.add_paragraph(block.note, style=word_styles.QUIET)

    def _figure(self, block: Figure) -> None:
        picture = self.file.add_picture(io.BytesIO(block.png), width=_WIDTH)
        self.file.paragraphs[-1].paragraph_format.keep_with_next = True
        word_marks.describe(picture, block.alternative)
        self._caption(block.id, block.caption, above=False)
        self._table(block.behind)

    def _quotation(self, block: Quotation) -> None:
        self._paragraph(block.text, "Quote")
        self.file.add_paragraph(f"— {block.by}", style=word_styles.QUIET)

    def _card(self, block: Card) -> None:
        self._say(self.file.add_heading("", 3), block.title)
        self._paragraph(block.text, "Normal")
        for name, fact in block.facts:
            paragraph = self.file.add_paragraph(style=word_styles.FACT)
            paragraph.add_run(f"{name}: ").bold = True
            self._say(paragraph, fact)


def _without_clock(raw: bytes) -> bytes:
    """The same archive, every part at one fixed time and in one order."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            clean.writestr(part, made.read(name))
    return fixed.getvalue()
