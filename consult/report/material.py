"""What a report is made of, as plain values: gathered by `actions.reports.material`, told by the sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from consult.disclosure.tables import Protected
from consult.evidence.strength import Level
from consult.evidence.telling import Labels
from consult.recommendation.objectives import Link


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact for the context, as it stands in a source."""

    text: str
    source: str
    page: str


@dataclass(frozen=True)
class Tabled:
    """A protected table of a consultation. reference: how its cells are cited, up to the code of the answer."""

    consultation: str
    reference: str
    table: Protected
    labels: Labels
    no_answer: Protected | None = None

    def cell(self, code: str, group: str = "") -> str:
        """The reference of one cell."""
        return "/".join(filter(None, (self.reference, code, group)))


@dataclass(frozen=True, slots=True)
class Held:
    """A consultation as the method section tells it. people: None where the number is too small to tell.

    people_cell: which count `people` is. criterion: who belongs to the target group, in the words of the decree.
    places, languages: of its sessions. invited, came: None where nobody noted it. facts: more, by the number of COREQ.
    """

    id: str
    title: str
    method: str
    opened: date | None
    closed: date | None
    people: int | None
    people_cell: str
    least: int
    criterion: str
    partner: str
    instrument: str
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    sessions: int = 0
    invited: int | None = None
    came: int | None = None
    notes: bool = False
    consent: bool = False
    coders: int = 0
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a finding cites, as it is in the table of today. whole: None where that is not shown."""

    reference: str
    question: str
    answer: str
    group: str
    count: int
    whole: int | None
    percent: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote that two people approved. language: of `text`, which is the translation where the original identifies."""

    text: str
    language: str
    translated_from: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One piece of evidence under a finding: a cell, a quote, or a sentence of ours; the consultation that it is from."""

    id: str
    kind: str
    against: bool
    source: str
    said: str = ""
    reference: str = ""
    cell: Cell | None = None
    voice: Voice | None = None


@dataclass(frozen=True)
class Found:
    """A finding. judged: of each of the four questions its name, the concern and why. sources: title and method.

    tables: what it cites cells of. ready: a second reader agreed, and nothing fell away since.
    """

    id: str
    statement: str
    theme: str
    level: Level | None
    caps: tuple[str, ...]
    judged: tuple[tuple[str, str, str], ...]
    counter_evidence: str
    also_heard: str
    sources: tuple[tuple[str, str], ...]
    grounds: tuple[Ground, ...]
    tables: tuple[Tabled, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class Became:
    """One step of the follow-up."""

    step: str
    on: date
    to_whom: str
    forum: str
    words: str


@dataclass(frozen=True, slots=True)
class Advised:
    """A recommendation. weakest: of its findings; standing: the step that came last."""

    id: str
    title: str
    explanation: str
    addressee: str
    government: str
    success: str
    weakest: Level | None
    findings: tuple[str, ...]
    links: tuple[Link, ...]
    standing: str
    became: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk about it, planned or held."""

    id: str
    title: str
    with_whom: str
    day: date | None
    held: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an instrument in every language: by tag, what was asked, and what could be answered."""

    name: str
    words: Mapping[str, str]
    answers: tuple[tuple[str, Mapping[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument version as it was used."""

    title: str
    name: str
    number: int
    hash: str
    used_by: tuple[str, ...]
    languages: tuple[str, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Material:
    """Everything that one report tells. matrix: by theme and method, in how many sources it came up.

    prose: what staff wrote, by key. edition: its number; 0: a draft, and `problems` say why it cannot be published yet.
    """

    title: str
    theme: str
    result: str
    organisation: str
    day: date
    demo: bool = False
    edition: int = 0
    facts: tuple[Fact, ...] = ()
    held: tuple[Held, ...] = ()
    composition: tuple[Tabled, ...] = ()
    found: tuple[Found, ...] = ()
    matrix: Mapping[tuple[str, str], int] = field(default_factory=dict)
    advised: tuple[Advised, ...] = ()
    talks: tuple[Talk, ...] = ()
    feedback: tuple[str, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    prose: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
