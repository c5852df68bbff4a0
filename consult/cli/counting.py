"""count: how far a plan is, with why each consultation counts or not."""

from collections.abc import Iterator
from datetime import date, datetime

import click
from flask.cli import with_appcontext

from consult.actions import clock, plans, progress
from consult.cli.saying import fail, show, show_json
from consult.plan.definition import Plan
from consult.plan.tally import Judged, Tally
from consult.plan.telling import as_json
from consult.web.interface import SOURCE_LANGUAGE, speak
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
@click.option("--json", "as_json_", is_flag=True)
@with_appcontext
def count(plan_id: str | None, as_of: datetime | None, rule_name: str | None, as_json_: bool) -> None:
    """Count the consultations of a plan, with why each counts or not."""
    day = as_of.date() if as_of else clock.today()
    try:
        plan = plans.plan(plan_id) if plan_id else _plan_of(day)
        rule = plans.rule(rule_name or plan.rule)
    except plans.NotThere as unknown:
        fail(f"consult count: {unknown}")
    tally = progress.report_progress(plan, day, rule)
    if as_json_:
        show_json(as_json(tally))
        return
    speak("staff", SOURCE_LANGUAGE)
    for line in _table(tally):
        show(line)


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
    other = f" (+ {verdict.other} andere of onbekend)" if verdict.other else ""
    yield f"{mark} {one.title} ({', '.join(told)}){people}{other}"
    for sentence in (*why(judged, tally), *caveats(judged)):
        yield f"{' ' * len(mark)} - {sentence}"


COMMANDS = (count,)
