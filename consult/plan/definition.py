"""How far: a plan with its objectives and indicators, the annual plans below it and the policy note beside it.

Ids are as printed (`OD2.1-a`, `R7`, `BN-OD2.1`); `key` puts the document before it (`mjp-2022-2026/OD2.1-a`), because
several plans stand side by side and each has an OD2.1. Texts are the official Dutch; glosses are English, unofficial.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from consult.instrument.definition import Method
from consult.plan.rule import Approval


class Kind(StrEnum):
    """What an indicator asks for."""

    COUNT_MIN = "count_min"  # at least `target`
    COUNT = "count"  # reported, without a target: a number, never a percentage
    REGISTER = "register"  # an overview exists
    DELIVERABLE = "deliverable"  # a product exists
    MEASUREMENT = "measurement"  # a periodic evaluation


CONSULTATIONS = "consultation"
PEOPLE_REACHED = "person_reached"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sentence that the organisation is held to, in one version.

    counted_from: what kind of record feeds it; `feeds`: indicators it may feed too. Both are our reading, a suggestion.
    """

    id: str
    document: str
    version: int
    nl: str
    gloss: str
    kind: Kind
    target: int | None = None
    unit: str = ""
    years: tuple[int, ...] = ()
    counted_from: str = ""
    feeds: tuple[str, ...] = ()
    superseded_by: str = ""
    note: str = ""
    approval: Approval = Approval()

    @property
    def key(self) -> str:
        """The id within everything that is counted."""
        return f"{self.document}/{self.id}"


@dataclass(frozen=True, slots=True)
class OperationalObjective:
    """An OD with its indicators; `results` are the annual Resultaten printed under it."""

    id: str
    nl: str
    gloss: str
    indicators: tuple[Indicator, ...]
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategicObjective:
    """An SD."""

    id: str
    nl: str
    gloss: str
    objectives: tuple[OperationalObjective, ...]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where it stands."""

    document: str
    section: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day of a part of the work, such as `report` or `talks`."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Result:
    """A Resultaat of an annual plan (`R7`). consultation_feeds: OD2.1 indicators that its consultations may feed."""

    id: str
    document: str
    nl: str
    gloss: str
    indicators: tuple[Indicator, ...]
    timing: str = ""
    periods: tuple[Period, ...] = ()
    consultation_feeds: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An Actie of an annual plan; `linked_as_printed` are the objectives that its header names."""

    id: str
    nl: str
    gloss: str
    theme: str
    results: tuple[Result, ...]
    source: SourceRef
    owners: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    timing: str = ""
    linked_as_printed: tuple[str, ...] = ()
    policy_note_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """A jaaractieplan."""

    id: str
    year: int
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class PolicyObjective:
    """An objective of the minister's policy note; `parent` is empty for a strategic one."""

    id: str
    document: str
    nl: str
    gloss: str
    page: str
    parent: str = ""

    @property
    def key(self) -> str:
        """The id within everything that can be linked to."""
        return f"{self.document}/{self.id}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the policy note that may be quoted, or (without id) a fact that it gives, with its page."""

    id: str
    document: str
    nl: str
    page: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyNote:
    """What a recommendation can point at outside the plan."""

    id: str
    title: str
    source: str
    objectives: tuple[PolicyObjective, ...]
    passages: tuple[Passage, ...]
    facts: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the plan's texts were taken from."""

    id: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Named:
    """A task, a priority or a target group with its official text; `criterion` says who belongs to a target group."""

    id: str
    nl: str
    gloss: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class MethodNamed:
    """A word of the sources for consulting people, where it stands, and our method for it; None for a trajectory."""

    id: str
    nl: tuple[str, ...]
    where: tuple[str, ...]
    method: Method | None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What does not fit in the printed documents, so that nobody mends it in silence."""

    id: str
    text: str


@dataclass(frozen=True)
class Plan:
    """A multi-year plan; `rule` names the counting rule that its actuals follow.

    Only consultations of a demonstration count in a `demo` plan, and never in another.
    """

    id: str
    title: str
    start: date
    end: date
    strategic_objectives: tuple[StrategicObjective, ...]
    approved_on: date | None = None
    funder: str = ""
    supervisor: str = ""
    other_funders: tuple[str, ...] = ()
    amendment_rule: str = ""
    successor: str = ""
    rule: str = ""
    annual_plans: tuple[AnnualPlan, ...] = ()
    policy_note: PolicyNote | None = None
    tasks: tuple[Named, ...] = ()
    priorities: tuple[Named, ...] = ()
    criteria: tuple[Named, ...] = ()
    methods_named: tuple[MethodNamed, ...] = ()
    sources: tuple[Source, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    demo: bool = False

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period of the plan, both ends included."""
        return self.start <= day <= self.end

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator of the plan and of its annual plans, the latest version of each."""
        latest: dict[str, Indicator] = {}
        for indicator in self._every_version():
            if indicator.key not in latest or latest[indicator.key].version < indicator.version:
                latest[indicator.key] = indicator
        return tuple(latest.values())

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every Resultaat of every annual plan."""
        return tuple(
            result for year in self.annual_plans for action in year.actions for result in action.results
        )

    def indicator(self, id_or_key: str) -> Indicator:
        """The indicator in its latest version. Raises KeyError."""
        for indicator in self.indicators:
            if id_or_key in (indicator.id, indicator.key):
                return indicator
        raise KeyError(f"plan {self.id!r} has no indicator {id_or_key!r}")

    @property
    def consultations(self) -> Indicator:
        """The indicator that counts consultations."""
        return self._counted_from(CONSULTATIONS)

    @property
    def people_reached(self) -> Indicator:
        """The indicator that counts the people reached."""
        return self._counted_from(PEOPLE_REACHED)

    def _counted_from(self, record: str) -> Indicator:
        current = (one for one in self.indicators if one.counted_from == record and not one.superseded_by)
        return next(current)

    def _every_version(self) -> Iterator[Indicator]:
        for strategic in self.strategic_objectives:
            for objective in strategic.objectives:
                yield from objective.indicators
        for result in self.results:
            yield from result.indicators
