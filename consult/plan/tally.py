"""How far the plan is: every consultation's verdict, and the totals that follow from them. Nothing is typed in by hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consult.consultation.as_of import seen
from consult.consultation.definition import Consultation
from consult.consultation.states import State, state
from consult.plan.counting import Because, Reason, Verdict, fieldwork, verdict
from consult.plan.definition import Plan
from consult.plan.rule import CountingRule, Unit
from consult.plan.unique import at_least_unique


@dataclass(frozen=True, slots=True)
class Judged:
    """A consultation with its verdict. year: of its last participation in the plan, None before the first one."""

    consultation: Consultation
    verdict: Verdict
    state: State
    year: int | None
    used: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What one method, year, report or theme adds to the totals."""

    counted: int
    persons: int
    participations: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How many are still to go in how many days, the last day of the plan included."""

    to_go: int
    days: int


@dataclass(frozen=True)
class Tally:
    """The state of the plan on a day under a rule.

    persons: summed over consultations, so who came to two is in it twice; at_least_unique: what that is at least,
    by their own account. by: per "method", "year", "report" and "theme".
    """

    plan: Plan
    rule: CountingRule
    as_of: date
    judged: tuple[Judged, ...]
    counted: int
    persons: int
    participations: int
    at_least_unique: int
    used: int
    by: Mapping[str, Mapping[str, Share]]
    pace: Pace

    @property
    def target(self) -> int | None:
        """How many consultations the plan asks for."""
        return self.plan.consultations.target


def count(consultations: Iterable[Consultation], plan: Plan, rule: CountingRule, as_of: date) -> Tally:
    """The tally of `plan` from the records of `as_of` and before, consultations in the order of their opening."""
    in_order = sorted(consultations, key=opening)
    verdicts = {one.id: verdict(one, rule, plan, as_of) for one in in_order}
    verdicts = grouped(in_order, verdicts, rule)
    judged = tuple(_judged(one, verdicts[one.id], plan, as_of) for one in in_order)
    reached = [one for one in judged if one.verdict.persons]
    counted = sum(one.verdict.counts for one in judged)
    return Tally(
        plan=plan,
        rule=rule,
        as_of=as_of,
        judged=judged,
        counted=counted,
        persons=sum(one.verdict.persons for one in reached),
        participations=sum(one.verdict.participations for one in reached),
        at_least_unique=at_least_unique([fieldwork(one.consultation, plan, as_of) for one in reached]),
        used=sum(one.verdict.counts for one in judged if one.used),
        by={name: _shares(reached, of) for name, of in _ASPECTS.items()},
        pace=_pace(plan, counted, as_of),
    )


def opening(consultation: Consultation) -> tuple[date, str]:
    """The order in which consultations are told of."""
    return consultation.opened or date.max, consultation.id


def grouped(
    in_order: Sequence[Consultation], verdicts: Mapping[str, Verdict], rule: CountingRule
) -> dict[str, Verdict]:
    """`verdicts`, where a trajectory is one: the first of a project and report counts for all, each keeps its people."""
    if rule.unit is not Unit.TRAJECTORY:
        return dict(verdicts)
    first: dict[tuple[str, str | None], str] = {}
    of_trajectory: dict[str, Verdict] = {}
    for one in in_order:
        judged = verdicts[one.id]
        counts_for_it = first.setdefault((one.project, one.report), one.id) if judged.counts else one.id
        of_trajectory[one.id] = judged if counts_for_it == one.id else _already_counted(judged, counts_for_it)
    return of_trajectory


def _already_counted(judged: Verdict, first: str) -> Verdict:
    return replace(judged, counts=0, why=(Reason(Because.TRAJECTORY_COUNTED, (("by", first),)),))


def _judged(consultation: Consultation, judged: Verdict, plan: Plan, as_of: date) -> Judged:
    known = seen(consultation, as_of)
    days = [one.day for one in known.everyone if plan.covers(one.day)]
    year = max(days).year if days else None
    return Judged(consultation, judged, state(consultation, as_of), year, used=known.cited_on is not None)


_ASPECTS: Mapping[str, Callable[[Judged], str]] = {
    "method": lambda one: one.consultation.method.value,
    "year": lambda one: str(one.year or ""),
    "report": lambda one: one.consultation.report.value if one.consultation.report else "",
    "theme": lambda one: one.consultation.theme,
}


def _shares(reached: Sequence[Judged], of: Callable[[Judged], str]) -> dict[str, Share]:
    return {
        name: _share([one.verdict for one in reached if of(one) == name])
        for name in sorted({*map(of, reached)})
    }


def _share(verdicts: Sequence[Verdict]) -> Share:
    return Share(
        counted=sum(one.counts for one in verdicts),
        persons=sum(one.persons for one in verdicts),
        participations=sum(one.participations for one in verdicts),
    )


def _pace(plan: Plan, counted: int, as_of: date) -> Pace:
    target = plan.consultations.target or 0
    return Pace(to_go=max(0, target - counted), days=max(0, (plan.end - max(as_of, plan.start)).days))
