"""The plan's page: how far it is, what waits, why each consultation counts or not, and the ledger behind the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from consult.actions import accounts, clock, plans, progress
from consult.actions.accounts import MACHINE
from consult.consultation.states import State
from consult.instrument.definition import Report
from consult.plan.activities import IndicatorStanding
from consult.plan.definition import Indicator, Kind, OperationalObjective, Plan, Result
from consult.plan.ledger import LedgerEntry, total
from consult.plan.tally import Judged, Tally
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.display import methods, reports, states, words
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.sentences import done
from consult.web.staff.steps import Next, next_step
from consult.web.staff.stones import standing, stones, under_way, waiting
from consult.web.staff.verdicts import caveats, pace, why


@dataclass(frozen=True)
class Line:
    """A consultation in the table, with its reasons as sentences."""

    judged: Judged
    why: tuple[str, ...]
    caveats: tuple[str, ...]
    next: Next | None

    @property
    def counts(self) -> str:
        """For the filter: yes, not yet, or never."""
        if self.judged.verdict.counts:
            return "yes"
        return "never" if self.judged.state is State.CANCELLED else "no"


@dataclass(frozen=True)
class Booked:
    """A line of the ledger with what it refers to."""

    entry: LedgerEntry
    title: str
    sum: int


@dataclass(frozen=True)
class Group:
    """The indicators printed under one objective or one Resultaat."""

    id: str
    words: str
    indicators: tuple[Indicator, ...]


@staff.get("/plan", endpoint="progress")
@staff.get("/plan/<plan_id>", endpoint="progress")
def show_progress(plan_id: str = "") -> ResponseReturnValue:
    """How far a plan is, as of a day and under a rule."""
    loaded = plans.plans()
    plan = _plan(plan_id, loaded)
    if plan is None:
        return render_template("staff/no_plan.html")
    asked, wrong = _asked(plan)
    readings = progress.readings(plan, asked.as_of)
    tally = next(one for one in readings if one.rule.id == asked.rule)
    standings = progress.report_indicators(plan, asked.as_of)
    ledger = [entry for entry in progress.ledger(plan) if entry.on <= asked.as_of]
    return render_template(
        "staff/progress.html",
        plan=plan,
        plans=loaded,
        tally=tally,
        wrong=wrong,
        today=clock.today(),
        stones=stones(tally, clock.today()),
        waiting=waiting(tally),
        under_way=under_way(tally, clock.today()),
        pace=pace(tally),
        readings=readings,
        shares=_shares(tally),
        listing=_listing(tally),
        kept=_kept(),
        booked={one.id: _booked(ledger, one, tally) for one in (plan.consultations, plan.people_reached)},
        is_level=_is_level(ledger, readings[0], standings),
        linked=[one for one in standings if one.judged],
        standing_of={one.indicator.key: one for one in standings},
        booked_talks=[(one, _booked_talks(ledger, one)) for one in standings if _is_booked(ledger, one)],
        names=accounts.names() | {MACHINE: _("het systeem")},
        others=_others(plan),
        kinds=_kinds(),
        said=done(request.args.get("done")),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    as_of: date
    rule: str


def _plan(plan_id: str, loaded: Sequence[Plan]) -> Plan | None:
    if not plan_id:
        return plans.plan_of(clock.today())
    return next((one for one in loaded if one.id == plan_id), None) or abort(404)


def _asked(plan: Plan) -> tuple[_Asked, list[str]]:
    """What the address asks for; what it asks wrongly is told and answered as if it were not asked."""
    asked, wrong = _Asked(clock.today(), plan.rule), []
    typed = request.args.get("as_of", "").strip()
    if typed:
        try:
            asked = replace(asked, as_of=date.fromisoformat(typed))
        except ValueError:
            wrong.append(_("'%(typed)s' is geen datum. Schrijf bijvoorbeeld 2026-06-30.", typed=typed[:30]))
    rule = request.args.get("rule", "").strip()
    if rule in [one.id for one in plans.rules()]:
        asked = replace(asked, rule=rule)
    elif rule:
        wrong.append(
            _("Er is geen telregel met de naam '%(rule)s'. Kies er een uit de lijst.", rule=rule[:30])
        )
    return asked, wrong


def _kept() -> dict[str, str]:
    return {key: request.args[key] for key in ("as_of", "rule") if request.args.get(key)}


def _listing(tally: Tally) -> Listing[Line]:
    lines = [_line(one, tally) for one in tally.judged if _had_begun(one, tally)]
    years = sorted({one.year for one in tally.judged if one.year})
    counts = [("yes", _("telt")), ("no", _("telt niet")), ("never", _("telt nooit"))]
    return Listing(
        lines,
        [
            Column(
                "year",
                _("Jaar"),
                lambda line: (line.judged.year or 9999, line.judged.consultation.title.casefold()),
            ),
            Column("title", _("Consultatie"), lambda line: line.judged.consultation.title.casefold()),
            Column("method", _("Methode"), lambda line: methods()[line.judged.consultation.method]),
            Column("people", _("Doelgroep"), lambda line: line.judged.verdict.persons),
            Column("counts", _("Telt?"), lambda line: line.counts != "yes"),
        ],
        lambda line: (
            f"{line.judged.consultation.title} {line.judged.consultation.theme} {' '.join(line.why)}"
        ),
        [
            Filter("counts", _("Telt?"), counts, lambda line: line.counts),
            Filter("state", _("Staat"), list(states().items()), lambda line: line.judged.state),
            Filter(
                "method", _("Methode"), list(methods().items()), lambda line: line.judged.consultation.method
            ),
            Filter(
                "year", _("Jaar"), [(str(one), str(one)) for one in years], lambda line: str(line.judged.year)
            ),
        ],
    )


def _had_begun(judged: Judged, tally: Tally) -> bool:
    """Of a day in the past nothing is told that was not there yet."""
    return judged.state is not State.PLANNED or tally.as_of >= clock.today()


def _line(judged: Judged, tally: Tally) -> Line:
    step = None if judged.verdict.counts else next_step(standing(judged, tally))
    return Line(judged, tuple(why(judged, tally)), tuple(caveats(judged)), step)


def _shares(tally: Tally) -> list[tuple[str, list[tuple[str, object]]]]:
    """What each method, year, theme and report adds; where nothing was filled in, that is said."""
    names = {
        "method": {one.value: words for one, words in methods().items()},
        "report": {Report(one).value: words for one, words in reports().items()},
    }
    titles = {"method": _("Methode"), "year": _("Jaar"), "theme": _("Thema"), "report": _("Rapport")}
    return [
        (
            title,
            [
                (names.get(aspect, {}).get(key, key) or _("niet ingevuld"), share)
                for key, share in tally.by[aspect].items()
            ],
        )
        for aspect, title in titles.items()
    ]


def _booked(ledger: Sequence[LedgerEntry], indicator: Indicator, tally: Tally) -> list[Booked]:
    titles = {one.consultation.id: one.consultation.title for one in tally.judged}
    lines, so_far = [], 0
    for entry in sorted((one for one in ledger if one.indicator == indicator.key), key=lambda one: one.on):
        so_far += entry.amount
        lines.append(
            Booked(entry, titles.get(entry.source, _("een consultatie die er niet meer is")), so_far)
        )
    return lines


def _booked_talks(ledger: Sequence[LedgerEntry], standing: IndicatorStanding) -> list[Booked]:
    titles = {one.activity.id: one.activity.title for one in standing.judged}
    own = [one for one in ledger if one.indicator == standing.indicator.key]
    lines, so_far = [], 0
    for entry in sorted(own, key=lambda one: one.on):
        so_far += entry.amount
        title = titles.get(entry.source, _("een activiteit die er niet meer aan gekoppeld is"))
        lines.append(Booked(entry, title, so_far))
    return lines


def _is_booked(ledger: Sequence[LedgerEntry], standing: IndicatorStanding) -> bool:
    return any(one.indicator == standing.indicator.key for one in ledger)


def _is_level(ledger: Sequence[LedgerEntry], ours: Tally, standings: Sequence[IndicatorStanding]) -> bool:
    """Whether the ledger says what the records say; between a withdrawn answer and the nightly settling it may not."""
    says = {
        ours.plan.consultations.key: ours.counted,
        ours.plan.people_reached.key: ours.persons,
        **{one.indicator.key: one.counted for one in standings},
    }
    return all(total(ledger, key, ours.as_of) == number for key, number in says.items())


def _others(plan: Plan) -> list[Group]:
    """Every other indicator that the organisation is held to, where it is printed."""
    counted = {plan.consultations.key, plan.people_reached.key}
    printed: list[tuple[str, OperationalObjective | Result]] = [
        (one.id, one) for strategic in plan.strategic_objectives for one in strategic.objectives
    ]
    printed += [(f"{one.document} {one.id}", one) for one in plan.results]
    groups = [
        Group(
            id_,
            words(one),
            tuple(each for each in one.indicators if each in plan.indicators and each.key not in counted),
        )
        for id_, one in printed
    ]
    return [one for one in groups if one.indicators]


def _kinds() -> dict[Kind, str]:
    return {
        Kind.COUNT_MIN: _("minstens"),
        Kind.COUNT: _("een aantal, zonder streefcijfer"),
        Kind.REGISTER: _("een overzicht"),
        Kind.DELIVERABLE: _("een product"),
        Kind.MEASUREMENT: _("een meting"),
    }
