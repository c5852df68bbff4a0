"""A report as a value: sections of blocks, each with an id by which a second drafting is laid beside the first.

Two writers make files of it (`page`, `word_file`). Nothing here knows where a block comes from; a number that was
counted stands in `numbers` with the protected cell that it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from consult.instrument.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the language that they are in; empty: that of the report."""

    text: str
    language: str = ""

    @property
    def direction(self) -> str:
        """ltr or rtl; empty for words in the report's own language."""
        return LANGUAGES[self.language].direction if self.language else ""


@dataclass(frozen=True, slots=True)
class Number:
    """A counted number as it is printed, and the protected cell that it is (`consultation/question/answer#count`)."""

    printed: str
    cell: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a section. level: 2 or 3, below that of the section."""

    id: str
    text: Said
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A generated paragraph. quiet: about the report itself, set smaller."""

    id: str
    text: Said
    numbers: tuple[Number, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """What staff wrote under `key`; no paragraphs: nothing yet, and `asked` says what belongs there."""

    id: str
    key: str
    asked: str
    paragraphs: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines below one another."""

    id: str
    items: tuple[Said, ...]
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row names it."""

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    note: str = ""
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in two formats, what it shows in words, and the table behind it."""

    id: str
    caption: str
    svg: bytes = field(repr=False)
    png: bytes = field(repr=False)
    alternative: str
    behind: Table


@dataclass(frozen=True, slots=True)
class Quotation:
    """An approved quote in its published wording, and the class of people that it is ascribed to."""

    id: str
    text: Said
    by: str


@dataclass(frozen=True, slots=True)
class Card:
    """Something with a title and facts, such as a recommendation."""

    id: str
    title: Said
    text: Said
    facts: tuple[tuple[str, Said], ...]


Block: TypeAlias = Heading | Paragraph | Prose | Listing | Table | Figure | Quotation | Card


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. marks: what every page of it says of itself, such as that it is a draft. day: as ISO text.

    problems: why it cannot be published yet, as sentences; none of an edition. is_draft: shows where staff still write.
    """

    title: str
    subtitle: str
    organisation: str
    language: str
    day: str
    sections: tuple[Section, ...]
    marks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_draft: bool = True

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block in order."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def numbers(self) -> tuple[tuple[str, Number], ...]:
        """Every counted number, with the id of the block that prints it."""
        return tuple((block.id, number) for block in self.blocks for number in numbers_of(block))


def numbers_of(block: Block) -> tuple[Number, ...]:
    """The counted numbers of a block; a figure has those of the table behind it."""
    if isinstance(block, Figure):
        return block.behind.numbers
    return () if isinstance(block, Heading | Prose | Quotation | Card) else block.numbers


def generated(report: Report) -> Mapping[str, str]:
    """What every generated block says, by id; what staff wrote is left out."""
    return {block.id: words_of(block) for block in report.blocks if not isinstance(block, Prose)}


def words_of(block: Block) -> str:
    """A block as plain text."""
    return "\n".join(one for one in _lines(block) if one)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text.text
        case Prose():
            yield from (one.text for one in block.paragraphs)
        case Listing():
            yield from (one.text for one in block.items)
        case Quotation():
            yield from (block.text.text, block.by)
        case Card():
            yield from (block.title.text, block.text.text)
            yield from (f"{name}: {fact.text}" for name, fact in block.facts)
        case Figure():
            yield from _lines(block.behind)
        case Table():
            yield block.caption
            yield from (" | ".join(cell.text for cell in row) for row in block.rows)
            yield block.note


def paragraphs(text: str, language: str = "") -> tuple[Said, ...]:
    """Typed text in paragraphs, which a blank line parts."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Said(part, language) for part in parts if part)
