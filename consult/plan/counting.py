"""Whether a consultation counts under a rule, how many people it reached, and why (not). Facts only, no sentences."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.consultation.as_of import seen
from consult.consultation.definition import Consultation, Known, Participation
from consult.consultation.evidence_items import Item, evidence_of
from consult.instrument.definition import Method
from consult.plan.definition import Plan
from consult.plan.rule import CountingRule, Unit
from consult.plan.unique import Fieldwork


class Because(StrEnum):
    """Why a consultation does not count."""

    CANCELLED = "cancelled"
    ASKS_ORGANISATIONS = "asks organisations, not people"
    DEMONSTRATION = "demonstration in a real plan"
    NO_DEMONSTRATION = "real consultation in a demonstration plan"
    NOT_LINKED = "not linked to the indicator"
    NO_PARTICIPATION = "no participation in plan period"
    BELOW_MINIMUM = "below minimum target participants"
    MINORITY = "target group not the majority of the session"
    TOO_LONG = "series longer than the rule allows"
    EVIDENCE_MISSING = "evidence missing"
    PARTNER = "partner-run without agreement/LEVL instrument"
    TRAJECTORY_COUNTED = "trajectory already counted"


class Worth(StrEnum):
    """What an inspector may ask about, though it counts."""

    FEW = "few participants"
    OUTSIDE_PLAN = "participations outside the plan period"
    SEVERAL_SESSIONS = "several sessions in one focus group"


Figures = tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact with its figures; the page says it in the reader's language."""

    code: Because
    figures: Figures = ()
    items: tuple[Item, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {','.join(sorted(self.items))}" if self.items else str(self.code)


@dataclass(frozen=True, slots=True)
class Caveat:
    """A fact that does not stop it from counting."""

    code: Worth
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a consultation amounts to. persons: of the target group; other: not of it, or of unknown origin.

    persons and participations are 0 when the rule is not met; `other` is shown all the same.
    """

    counts: int
    persons: int
    participations: int
    other: int
    why: tuple[Reason, ...] = ()
    warnings: tuple[Caveat, ...] = ()


@dataclass(frozen=True)
class _Case:
    """A consultation as of a day, its participations sorted out for the plan; what the conditions below look at."""

    known: Consultation
    rule: CountingRule
    plan: Plan
    evidence: frozenset[Item]
    present: tuple[Participation, ...]  # everyone in the period of the plan, silent ones included
    reached: tuple[Participation, ...]  # those of the target group who gave input

    @property
    def asked(self) -> frozenset[Item]:
        return self.rule.historic_evidence if self.known.historic else self.rule.evidence


def verdict(consultation: Consultation, rule: CountingRule, plan: Plan, as_of: date) -> Verdict:
    """What `consultation` counts for in `plan` under `rule`, from its records of `as_of` and before."""
    case = _case(consultation, rule, plan, as_of)
    persons = people(case.reached)
    other = people([one for one in case.present if one.gave_input]) - persons
    why = tuple(_why(case))
    if why:
        return Verdict(0, 0, 0, other, why, tuple(_warnings(case)))
    each_counts = rule.unit is Unit.INTERVIEW and consultation.method is Method.INTERVIEW
    acts = sum(one.count for one in case.reached)
    return Verdict(persons if each_counts else 1, persons, acts, other, (), tuple(_warnings(case)))


def people(participations: Sequence[Participation]) -> int:
    """How many people took part: a card is one person however often it returns, who has no card is one each time."""
    without_card = sum(one.count for one in participations if not one.card)
    return without_card + len({one.card for one in participations if one.card})


def fieldwork(consultation: Consultation, plan: Plan, as_of: date) -> Fieldwork:
    """The people of the target group that `consultation` reached in `plan`, by what they say of earlier consultations."""
    known = seen(consultation, as_of)
    reached = _first_acts(_reached(_present(known, plan)))
    days = [one.day for one in known.everyone] + [day for day in (known.opened, known.closed) if day]
    said = {answer: sum(one.count for one in reached if one.earlier is answer) for answer in Known}
    return Fieldwork(min(days), max(days), said[Known.NO], said[Known.YES], said[Known.UNKNOWN])


def _case(consultation: Consultation, rule: CountingRule, plan: Plan, as_of: date) -> _Case:
    known = seen(consultation, as_of)
    present = _present(known, plan) if _asks_people(known) else ()
    return _Case(known, rule, plan, evidence_of(known, as_of), present, _reached(present))


def _present(known: Consultation, plan: Plan) -> tuple[Participation, ...]:
    return tuple(one for one in known.everyone if plan.covers(one.day))


def _reached(present: Sequence[Participation]) -> tuple[Participation, ...]:
    return tuple(one for one in present if one.gave_input and one.target_group is Known.YES)


def _first_acts(reached: Sequence[Participation]) -> list[Participation]:
    """One act per person: in the second session of a panel its members have been "in another" by being in the first."""
    first: dict[str, Participation] = {}
    for one in sorted(reached, key=lambda act: act.day):
        if one.card:
            first.setdefault(one.card, one)
    return [one for one in reached if not one.card] + list(first.values())


def _why(case: _Case) -> Iterator[Reason]:
    """Every condition that is not met, in the order of the rule's text; what can never count needs no other."""
    if case.known.cancelled:
        yield Reason(Because.CANCELLED)
        return
    if not _asks_people(case.known):
        yield Reason(Because.ASKS_ORGANISATIONS)
        return
    for condition in _CONDITIONS:
        reason = condition(case)
        if reason:
            yield reason


def _asks_people(known: Consultation) -> bool:
    """Whether people were asked. One instrument for organisations among several is enough: no mend makes it count."""
    return all(used.counts for used in known.instruments)


def _same_world(case: _Case) -> Reason | None:
    if case.known.demo == case.plan.demo:
        return None
    return Reason(Because.DEMONSTRATION if case.known.demo else Because.NO_DEMONSTRATION)


def _linked(case: _Case) -> Reason | None:
    indicator = case.plan.consultations
    if indicator.id in case.known.indicators or indicator.key in case.known.indicators:
        return None
    return Reason(Because.NOT_LINKED, (("indicator", indicator.id),))


def _in_period(case: _Case) -> Reason | None:
    return None if case.present else Reason(Because.NO_PARTICIPATION)


def _enough(case: _Case) -> Reason | None:
    have, need = people(case.reached), case.rule.methods[case.known.method].minimum
    return Reason(Because.BELOW_MINIMUM, (("have", have), ("need", need))) if have < need else None


def _target_share(case: _Case) -> Reason | None:
    """At least the asked share of all present known to be of the target group; unknown weighs as not."""
    percent = case.rule.methods[case.known.method].target_share_percent
    everyone = sum(one.count for one in case.present)
    target = sum(one.count for one in case.present if one.target_group is Known.YES)
    if target * 100 >= everyone * percent:
        return None
    return Reason(Because.MINORITY, (("target", target), ("present", everyone), ("percent", percent)))


def _short_enough(case: _Case) -> Reason | None:
    months = case.rule.methods[case.known.method].longest_months
    days = sorted(one.day for one in case.known.everyone)
    if not months or not days or case.known.span_justified or not is_longer(days[0], days[-1], months):
        return None
    return Reason(Because.TOO_LONG, (("months", months), ("days", (days[-1] - days[0]).days)))


def is_longer(first: date, last: date, months: int) -> bool:
    """Whether `last` lies more than so many calendar months after `first`."""
    passed = (last.year - first.year) * 12 + last.month - first.month
    return passed > months or (passed == months and last.day > first.day)


def _proven(case: _Case) -> Reason | None:
    lacking = tuple(item for item in Item if item in case.asked - case.evidence)
    return Reason(Because.EVIDENCE_MISSING, items=lacking) if lacking else None


def _ours(case: _Case) -> Reason | None:
    """Organised by us, or by a partner under a written agreement and with our instrument.

    A historic file names no instrument version: there the agreement alone speaks for it.
    """
    if not case.known.partner:
        return None
    our_instrument = Item.INSTRUMENT in case.evidence or Item.INSTRUMENT not in case.asked
    if case.known.agreement and our_instrument:
        return None
    return Reason(Because.PARTNER, (("partner", case.known.partner),))


_CONDITIONS: tuple[Callable[[_Case], Reason | None], ...] = (
    _same_world,
    _linked,
    _in_period,
    _enough,
    _target_share,
    _short_enough,
    _proven,
    _ours,
)


def _warnings(case: _Case) -> Iterator[Caveat]:
    asked, have = case.rule.methods[case.known.method], people(case.reached)
    if asked.minimum <= have < asked.warn_under:
        yield Caveat(Worth.FEW, (("have", have), ("under", asked.warn_under)))
    outside = sum(one.count for one in case.known.everyone if not case.plan.covers(one.day))
    if outside:
        yield Caveat(Worth.OUTSIDE_PLAN, (("participations", outside),))
    if case.known.method is Method.FOCUS_GROUP and len(case.known.sessions) > 1:
        yield Caveat(Worth.SEVERAL_SESSIONS, (("sessions", len(case.known.sessions)),))
