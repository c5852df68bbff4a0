"""What people said, as notes or a transcript: a text that never changes, with the turns and directions that it tells."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from consult.instrument.languages import LANGUAGES

MOST_LETTERS = 600_000  # some two hundred pages
_MOST_TURNS = 20_000
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LABEL = re.compile(r"(?P<label>\S[^:\n\t]{0,39}?)\s?:(?=\s+\S)")
# How note-takers write who speaks without a name: D2, P 4, Deelnemer 3, Gespreksleider, Speaker 1 ...
_USUAL_LABEL = re.compile(
    r"(?:[A-Z]{1,2} ?\d{1,2}|(?:deelnemer|spreker|participant|speaker|respondent|intervenant) ?\d{0,2}"
    r"|gespreksleider|verslaggever|interviewer|facilitator|moderator|tolk|interprète|animateur|animatrice)",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT = ("R", "AL")


class Format(StrEnum):
    """How a source came in."""

    PASTED = "pasted"
    TEXT = "txt"
    WORD = "docx"
    CAPTIONS = "vtt"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a source: `code` says what, `line` where (from 1; 0: anywhere), `n` how many, `found` what stood there."""

    code: str
    line: int = 0
    n: int = 0
    found: str = ""


class SourceRefused(Exception):
    """A text cannot be taken in as it is; every problem at once, and nothing of it is kept."""

    def __init__(self, problems: Sequence[Remark]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph, or what one speaker says: [start, end) in the text of its source. `said` begins after the speaker's label."""

    number: int
    start: int
    end: int
    said: int
    speaker: str
    direction: str


@dataclass(frozen=True)
class SourceText:
    """A normalised text in one language, and what was noticed or left out while it was read."""

    text: str
    language: str
    format: Format = Format.PASTED
    remarks: tuple[Remark, ...] = ()

    @property
    def direction(self) -> str:
        """The direction of its language; a paragraph may have its own."""
        return LANGUAGES[self.language].direction

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Its paragraphs in order, with who speaks where the text tells."""
        return tuple(_turns(self.text, self.direction))

    def passage(self, start: int, end: int) -> str:
        """The letters from `start` up to `end`. Raises ValueError when nothing is there."""
        if not 0 <= start < end <= len(self.text) or not self.text[start:end].strip():
            raise ValueError(f"nothing is said from {start} to {end} of {len(self.text)} letters")
        return self.text[start:end]


def source_text(
    text: str, language: str, format_: Format = Format.PASTED, remarks: Sequence[Remark] = ()
) -> SourceText:
    """A source from text as it was typed or read. Raises SourceRefused; KeyError for a language that we do not know."""
    LANGUAGES[language]
    problems = list(_problems(text))
    if problems:
        raise SourceRefused(problems)
    return SourceText(normal(text), language, format_, tuple(remarks))


def normal(text: str) -> str:
    """`text` in one spelling (NFC) with one kind of line end, no spaces after a line and no more than one empty line."""
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).split("\n")
    whole = "\n".join(line.rstrip() for line in lines).strip("\n")
    return _BLANK_LINES.sub("\n\n", unicodedata.normalize("NFC", whole))


def direction_of(text: str, otherwise: str) -> str:
    """`rtl` or `ltr` by the first letter that has a direction (Unicode, rule P2); `otherwise` when none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return otherwise


def _problems(text: str) -> Iterator[Remark]:
    if not text.removeprefix("\ufeff").strip():
        yield Remark("source_empty")
    if len(text) > MOST_LETTERS:
        yield Remark("source_too_long", n=MOST_LETTERS)
        return
    if text.count("\n") > _MOST_TURNS:
        yield Remark("source_too_many_lines", n=_MOST_TURNS)
        return
    for number, line in enumerate(_BREAKS.split(text), start=1):
        if found := _CONTROL.search(line):
            yield Remark("source_control_letter", number, found=f"U+{ord(found[0]):04X}")
            return  # a file of another kind has them everywhere; the first place says enough


def _turns(text: str, direction: str) -> Iterator[Turn]:
    lines = list(_lines(text))
    speakers = _speakers(text[start:end] for start, end in lines)
    for number, (start, end) in enumerate(lines):
        label = _LABEL.match(text, start, end)
        speaker = label["label"] if label and label["label"] in speakers else ""
        said = _after_spaces(text, label.end()) if label and speaker else start
        yield Turn(number, start, end, said, speaker, direction_of(text[said:end], direction))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that holds something begins and ends."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line)
        start += len(line) + 1


def _speakers(lines: Iterator[str]) -> set[str]:
    """The labels before a colon that are speakers: a usual one, or one that comes back."""
    labels = Counter(found["label"] for line in lines if (found := _LABEL.match(line)))
    return {label for label, n in labels.items() if n > 1 or _USUAL_LABEL.fullmatch(label)}


def _after_spaces(text: str, place: int) -> int:
    while text[place].isspace():
        place += 1
    return place
