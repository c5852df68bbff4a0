"""count: how far a plan is, with why each consultation counts or not."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click
from flask.cli import with_appcontext

from consult.actions import clock, plans, progress
from consult.cli.saying import fail, show, show_json
from consult.plan.activities import IndicatorStanding
from consult.plan.definition import Plan
from consult.plan.indicators_telling import indicators_as_json
from consult.plan.tally import Judged, Tally
from consult.plan.telling import as_json
from consult.reading import nearest
from consult.web.interface import SOURCE_LANGUAGE, speak
from consult.web.staff.activity_words import shortcoming, told
from consult.web.staff.display import methods
from consult.web.staff.verdicts import caveats, pace, until, why


@click.command()
@click.option("--plan", "plan_id", help="Id of the plan; that of the day by default.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Records dated this day and before, as they are corrected now; today by default.",
)
@click.option("--rule", "rule_name", help="Counting rule; that of the plan by default.")
@click.option(
    "--indicator", "indicator", help="Only this indicator, with the activities that are linked to it: R7-a."
)
@click.option("--json", "as_json_", is_flag=True)
@with_appcontext
def count(
    plan_id: str | None,
    as_of: datetime | None,
    rule_name: str | None,
    indicator: str | None,
    as_json_: bool,
) -> None:
    """Count the consultations of a plan, and what its other indicators count, with why each counts or not."""
    day = as_of.date() if as_of else clock.today()
    try:
        plan = plans.plan(plan_id) if plan_id else _plan_of(day)
        rule = plans.rule(rule_name or plan.rule)
    except plans.NotThere as unknown:
        fail(f"consult count: {unknown}")
    tally = progress.report_progress(plan, day, rule)
    standings = progress.report_indicators(plan, day)
    counting = indicators_as_json(tally, standings)
    if indicator:
        counting = [_counting(indicator, plan, counting)]
    if as_json_:
        show_json(counting[0] if indicator else as_json(tally) | {"indicators": counting})
        return
    speak("staff", SOURCE_LANGUAGE)
    asked = [one for one in standings if not indicator or one.indicator.key == counting[0]["key"]]
    lines = _table(tally) if not asked or not indicator else iter(())
    for line in (*lines, *_others(asked, empty=bool(indicator))):
        show(line)


def _counting(asked: str, plan: Plan, counting: list[dict[str, Any]]) -> dict[str, Any]:
    """The indicator that is asked for; says which one was meant, or that it counts nothing, and ends with 1."""
    found = next((one for one in counting if asked in (one["id"], one["key"])), None)
    if found is None:
        fail(f"consult count: {_why_not_counting(asked, plan)}")
    return found


def _why_not_counting(asked: str, plan: Plan) -> str:
    try:
        kind = plan.indicator(asked).kind
    except KeyError:
        return f"{plan.id} has no indicator {asked!r}; {nearest(asked, [one.id for one in plan.indicators])}"
    return f"{asked} asks for no number (kind: {kind}), so there is nothing to count"


def _others(standings: Sequence[IndicatorStanding], *, empty: bool) -> Iterator[str]:
    """What the other indicators count; those to which nothing is linked only when one is asked for."""
    for one in standings:
        if one.judged or empty:
            yield ""
            yield f"{one.indicator.id}: {one.counted} van {one.indicator.target} · {one.indicator.nl}"
        for judged in one.judged:
            yield f"{'telt      ' if judged.counts else 'telt niet '} {told(judged.activity)}"
            for lacking in judged.why:
                yield f"{' ' * 11}- {shortcoming(lacking, judged.activity)}"


def _plan_of(day: date) -> Plan:
    plan = plans.plan_of(day)
    if plan is None:
        raise plans.NotThere("no plan was loaded yet. Load the shipped ones with: consult plan load")
    return plan


def _table(tally: Tally) -> Iterator[str]:
    rule = tally.rule
    yield f"{tally.plan.title}, {tally.plan.consultations.id} · telregel {rule.id} ({rule.status}) · {until(tally.as_of)}"
    yield f"{tally.counted} van {tally.target} consultaties tellen; {tally.pace.to_go} te gaan, {pace(tally)}"
    yield (
        f"{tally.participations} deelnames, minstens {tally.at_least_unique} unieke personen (volgens eigen opgave);"
        f" {tally.used} benut"
    )
    for judged in tally.judged:
        yield ""
        yield from _lines(judged, tally)


def _lines(judged: Judged, tally: Tally) -> Iterator[str]:
    verdict, one = judged.verdict, judged.consultation
    told = [methods()[one.method], str(judged.year) if judged.year else "nog geen deelnames"]
    mark = "telt      " if verdict.counts else "telt niet "
    people = f" · {verdict.persons} personen" if verdict.counts else ""
    told_other = verdict.other and not one.is_open_survey
    other = f" (+ {verdict.other} andere of onbekend)" if told_other else ""
    yield f"{mark} {one.title} ({', '.join(told)}){people}{other}"
    for sentence in (*why(judged, tally), *caveats(judged)):
        yield f"{' ' * len(mark)} - {sentence}"


COMMANDS = (count,)
