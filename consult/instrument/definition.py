"""What is asked: frozen values, parsed once at the door by `loading` and never checked again.

Words are those of XLSForm and DDI. Every text here is the source: Dutch, unless the instrument came from elsewhere; `wording` gives a text in another
language by its key (`Question.key("label")` is `tenure/label`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from consult.instrument.additions import ConsentInMode, InMode, Lineage, SoftCheck
from consult.instrument.expression.tree import Expression
from consult.instrument.keyed_texts import files_of, texts_of
from consult.instrument.languages import SOURCE
from consult.instrument.media.files import MediaFile
from consult.instrument.media.shown import NOTHING, Shown
from consult.instrument.span import Span

# Four ways of having no answer, kept apart in every stored document (design, decision 3). Choice names may not use them.
NOT_ASKED = "not_asked"
NOT_ANSWERED = "not_answered"
DONT_KNOW = "dont_know"
REFUSED = "refused"
MISSING_CODES = (NOT_ASKED, NOT_ANSWERED, DONT_KNOW, REFUSED)

# Addresses that the respondents' door keeps for itself, beside those of an instrument's pages.
RESERVED_PAGES = frozenset(
    {
        "check-answers",
        "continue",
        "continue-later",
        "languages",
        "leave",
        "next-person",
        "take-back",
        "thank-you",
    }
)

OTHER = "other"  # the choice that `or_other` adds, as in XLSForm
ACKNOWLEDGED = "OK"  # what ODK stores for an acknowledge that was ticked


class Method(StrEnum):
    """How people are consulted."""

    SURVEY = "survey"
    FOCUS_GROUP = "focus-group"
    INTERVIEW = "interview"
    DISCUSSION_TABLE = "discussion-table"
    CITIZEN_PANEL = "citizen-panel"


class Report(StrEnum):
    """The report that an instrument serves."""

    SOCIAL_HOUSING = "social-housing"
    EQUAL_OPPORTUNITIES = "equal-opportunities-in-education"


class Type(StrEnum):
    """The kind of answer that a question takes, in XLSForm words; `matrix` is a table-list of select_one rows."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    TEXT = "text"
    MATRIX = "matrix"
    RANK = "rank"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"


class Part(StrEnum):
    """Where a page stands: an early stop jumps to `closing`; only `core` and `themes` are substantive."""

    CORE = "core"
    THEMES = "themes"
    BACKGROUND = "background"
    CLOSING = "closing"


class Disclosure(StrEnum):
    """The role of a variable when data leave (sdcMicro's words)."""

    DIRECT = "direct"
    KEY = "key"
    SENSITIVE = "sensitive"
    SAFE = "safe"
    FREE_TEXT = "free-text"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked. `exclusive`: ticking it excludes every other choice of a select_multiple.

    columns: what a choice filter may look at, such as the region that a town lies in.
    """

    name: str
    label: str
    exclusive: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    shown: Shown = NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a matrix, stored as the variable `<question>_<row>`."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a question comes from: survey, round, licence, and whether LEVL changed it."""

    source: str
    licence: str = ""
    changed: bool = True


@dataclass(frozen=True)
class Question:
    """One thing asked (or, for `note` and `calculate`, said or worked out).

    `relevant`, `constraint` and `calculation` are compiled expressions or None. `keep` False: the answer lives in
    the draft only and is dropped on send (design, decision 14). `choice_filter` leaves the choices for which it holds. `dont_know` and `refused` offer those two answers.
    `default` stands in the control until something else is typed, and is an answer once the page is sent. `read_only` shows it and takes no
    other. `guidance_hint` unfolds under the question, for everyone. `span`: of a range. `unprompted`: of dont_know and refused, what only an
    interviewer can note, and never reads out.
    """

    name: str
    type: Type
    label: str
    hint: str = ""
    guidance_hint: str = ""
    list_name: str = ""
    choices: tuple[Choice, ...] = ()
    or_other: bool = False
    randomize: bool = False  # the choices in another order for each, those that exclude the others last
    rows: tuple[Row, ...] = ()
    span: Span | None = None
    default: str = ""
    begins_with: Expression | None = None  # a default that is worked out, when its page is met
    read_only: bool = False
    required: bool = False
    required_when: Expression | None = None  # then it is of those for whom this holds
    required_message: str = ""
    relevant: Expression | None = None
    choice_filter: Expression | None = None
    constraint: Expression | None = None
    constraint_message: str = ""
    calculation: Expression | None = None
    trigger: tuple[str, ...] = ()  # the variables whose change works it out again; else it keeps its value
    appearance: str = ""
    dont_know: bool = False
    refused: bool = False
    keep: bool = True
    disclosure: Disclosure | None = None
    origin: Origin | None = None
    translator_note: str = ""
    soft_check: SoftCheck | None = None
    modes: tuple[InMode, ...] = ()
    unprompted: tuple[str, ...] = ()
    lineage: Lineage | None = None
    shown: Shown = NOTHING
    said_as: str = ""  # in an instance of a repeat: the question as it is written, whose texts these are

    def key(self, property_: str) -> str:
        """The key of one of this question's texts."""
        return f"{self.said_as or self.name}/{property_}"

    @cached_property
    def asks(self) -> bool:
        """Whether a respondent can answer it."""
        return self.type not in (Type.NOTE, Type.CALCULATE)

    @property
    def chooses_from(self) -> str:
        """The question in a repeat whose answers are its choices: `select_one ${name}`; mostly none."""
        return self.list_name[2:-1] if self.list_name.startswith("${") else ""

    @cached_property
    def other_variable(self) -> str:
        """The text variable that belongs to "other, namely"."""
        return f"{self.name}_other"

    @cached_property
    def row_names(self) -> tuple[str, ...]:
        """The rows of a matrix, or the choices that are ranked."""
        return tuple(one.name for one in (self.choices if self.type is Type.RANK else self.rows))

    def row_key(self, row: str) -> str:
        """The key of the text of a row."""
        return f"choices/{self.list_name}/{row}" if self.type is Type.RANK else self.key(f"row/{row}")

    @cached_property
    def row_variables(self) -> tuple[str, ...]:
        """One variable for each row of a matrix; for each choice of a rank, which holds its place: 1 is first."""
        return tuple(f"{self.name}_{row}" for row in self.row_names)

    @cached_property
    def ranks(self) -> tuple[str, ...]:
        """The places that a choice of a rank can have."""
        return tuple(str(place) for place in range(1, len(self.choices) + 1))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Every variable that an answer fills, in the order of the dataset's columns."""
        if self.type is Type.NOTE:
            return ()
        if self.type in (Type.MATRIX, Type.RANK):
            return self.row_variables
        return (self.name, self.other_variable) if self.or_other else (self.name,)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What expressions can call its answer: its variables, and the whole of a rank."""
        return (self.name, *self.variables) if self.type is Type.RANK else self.variables

    @cached_property
    def choice_names(self) -> frozenset[str]:
        """Names that may be picked, `other` included, "don't know" and "rather not say" not."""
        if self.type is Type.ACKNOWLEDGE:
            return frozenset([ACKNOWLEDGED])
        names = {choice.name for choice in self.choices}
        return frozenset(names | {OTHER} if self.or_other else names)


@dataclass(frozen=True)
class Page:
    """What is shown at once. By default one question; a page whose questions are all irrelevant is passed over."""

    name: str
    part: Part
    questions: tuple[Question, ...]
    relevant: Expression | None = None
    title: str = ""  # only for a page with several questions; else the question is the heading
    said_as: str = ""  # in an instance of a repeat: the page as it is written, whose texts these are
    instances: tuple[
        tuple[str, int], ...
    ] = ()  # the repeats it is in, and of which instance, outermost first
    renames: Mapping[str, str] = field(
        default_factory=dict
    )  # what its texts call by another name than answers do

    @property
    def title_key(self) -> str:
        """The key of the title."""
        return f"page/{self.said_as or self.name}/title"


@dataclass(frozen=True)
class Repeat:
    """Pages that are asked again for each person, house or whatever it is of.

    label: what one of them is called, shown with its number. count: how many there are; without it `more` is asked after each,
    and a tick asks for another one. most: how many there can be.
    """

    name: str
    label: str
    pages: "tuple[Page | Repeat, ...]"
    most: int
    count: Expression | None = None
    more: str = ""
    relevant: Expression | None = None

    @property
    def label_key(self) -> str:
        """The key of the label."""
        return f"repeat/{self.name}/label"

    @property
    def more_key(self) -> str:
        """The key of what is asked after each."""
        return f"{self.name}_more/label"


@dataclass(frozen=True, slots=True)
class Consent:
    """What the respondent agrees to, read before anything is asked. `text` is paragraphs parted by a blank line. modes: where it reads otherwise."""

    version: str
    text: str
    agree: str
    modes: tuple[ConsentInMode, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept, in days. `texts`: free text after close; `withdrawal`: after sending."""

    texts_days: int
    withdrawal_days: int


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: pages of questions in the order in which they are asked.

    `target_group` and `earlier` name the variables (yes / no / unknown codes) that counting reads. `counts` False:
    it asks organisations, so it is no consultation of people and reaches none; such a one may serve no report.
    """

    name: str  # "<report>/<name>"
    title: str
    method: Method
    report: Report | None
    languages: tuple[str, ...]  # as the instrument offers them; the first is the source
    pages: tuple[Page, ...]
    consent: Consent
    retention: Retention
    results: tuple[str, ...] = ()  # e.g. "R7"
    indicators: tuple[str, ...] = ()  # e.g. "OD2.1-a"
    criterion: str = ""
    target_group: str = ""
    earlier: str = ""
    counts: bool = True
    estimated_minutes: int = 0
    quick_exit: bool = False
    intro: str = ""
    thanks: str = ""
    choice_lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    # The blocks that its file was put together from: where translations of their texts lie, no part of a version.
    blocks: tuple[str, ...] = field(default=(), compare=False)
    written: tuple[Page | Repeat, ...] = ()  # where something repeats: the pages as they were written, once
    media: Mapping[str, MediaFile] = field(default_factory=dict, compare=False)  # what it can show, by name

    @property
    def source(self) -> str:
        """The language that it was written in."""
        return self.languages[0] if self.languages else SOURCE

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by name, in order."""
        return {question.name: question for page in self.pages for question in page.questions}

    @cached_property
    def repeats(self) -> Mapping[str, Repeat]:
        """Every repeat by name, those in others too."""
        return {one.name: one for one in _repeats(self.written)}

    @cached_property
    def as_written(self) -> "Instrument":
        """The same with every repeated question once, by the name that its author gave it."""
        return replace(self, pages=tuple(_flat(self.written))) if self.written else self

    @cached_property
    def _homes(self) -> Mapping[str, Page]:
        return {question.name: page for page in self.pages for question in page.questions}

    def page_of(self, question: Question) -> Page:
        """The page that a question stands on."""
        return self._homes[question.name]

    @cached_property
    def pages_by_name(self) -> Mapping[str, Page]:
        """Every page by name, in order."""
        return {page.name: page for page in self.pages}

    @cached_property
    def variables(self) -> Mapping[str, Question]:
        """The question behind each variable, in column order."""
        return {name: question for question in self.questions.values() for name in question.variables}

    @cached_property
    def source_texts(self) -> Mapping[str, str]:
        """Every text a respondent can see, by key, in its source language; what a translation has to cover."""
        return dict(texts_of(self))

    @cached_property
    def file_keys(self) -> Mapping[str, str]:
        """The keys whose text is the name of a file, each with its property (image, audio, ...)."""
        return dict(files_of(self))


def _flat(items: "Iterable[Page | Repeat]") -> Iterator[Page]:
    for item in items:
        yield from _flat(item.pages) if isinstance(item, Repeat) else (item,)


def _repeats(items: "Iterable[Page | Repeat]") -> Iterator[Repeat]:
    for item in items:
        if isinstance(item, Repeat):
            yield item
            yield from _repeats(item.pages)
