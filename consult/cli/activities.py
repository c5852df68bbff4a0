"""activity list, add, fiche: the register of talks, dialogues and meetings, and the page of one talk."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import activities as register
from consult.actions import consultations, plans, transaction
from consult.actions.accounts import MACHINE
from consult.actions.activities import Activity, ActivityRefused, Described
from consult.actions.activity_records import ActivityStanding, standing_in
from consult.actions.advising import fiches
from consult.actions.consultations import Project
from consult.actions.refusal import Refused
from consult.cli.saying import fail, show, show_json, tell
from consult.plan.activity import ActivityKind, Level, Setting
from consult.reading import nearest
from consult.web.interface import SOURCE_LANGUAGE, speak
from consult.web.staff.activity_words import problem_sentence, shortcoming, told
from consult.web.staff.fiche import fiche_page
from consult.web.staff.sentences import refusal


@click.group()
def activity() -> None:
    """Talks, dialogues, meetings and the like, and the indicators that they count for."""


@activity.command("list")
@click.option("--indicator", help="Only those that are linked to this indicator: R7-a.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(indicator: str | None, as_json: bool) -> None:
    """Every activity, with what is missing before it counts."""
    loaded = plans.plans()
    rows = [(row, standing_in(row, loaded)) for row in register.activities()]
    if indicator:
        _check_indicator(indicator)
        rows = [(row, one) for row, one in rows if indicator in _links(row, one)]
    if as_json:
        show_json([_plain(row, one) for row, one in rows])
        return
    speak("staff", SOURCE_LANGUAGE)
    for row, one in rows:
        show(f"{row.id}  {told(one.activity)}")
        for linked in one.links:
            why = [shortcoming(lacking, one.activity) for lacking in linked.missing]
            show(f"{' ' * 28}{linked.indicator.id}: {'; '.join(why) or 'telt'}")
        for lacking in one.missing if not one.links else ():
            show(f"{' ' * 28}- {shortcoming(lacking, one.activity)}")


@activity.command()
@click.argument("title")
@click.option("--kind", required=True, type=click.Choice([one.value for one in ActivityKind]))
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is planned or was held."
)
@click.option("--with", "with_whom", default="", help="Organisations and functions; never a person.")
@click.option("--level", type=click.Choice([one.value for one in Level]))
@click.option("--setting", type=click.Choice([one.value for one in Setting]))
@click.option("--place", default="")
@click.option("--project", help="Id or title of the project that it belongs to.")
@click.option(
    "--indicator", "links", multiple=True, help="An indicator that it is linked to; may be repeated."
)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def add(
    title: str,
    kind: str,
    day: datetime | None,
    with_whom: str,
    level: str | None,
    setting: str | None,
    place: str,
    project: str | None,
    links: tuple[str, ...],
    as_json: bool,
) -> None:
    """Put an activity in the register. TITLE is its subject."""
    described = Described(
        title=title.strip(),
        kind=ActivityKind(kind),
        day=day.date() if day else None,
        with_whom=with_whom.strip(),
        level=Level(level) if level else None,
        setting=Setting(setting) if setting else None,
        place=place.strip(),
        links=links,
    )
    if not described.title:
        fail("consult activity add: the title is empty; write what it is about")
    speak("staff", SOURCE_LANGUAGE)
    transaction.begin_writing()
    made = _add(described, _project(project) if project else None)
    transaction.commit()
    if as_json:
        show_json(_plain(made, standing_in(made, plans.plans())))
    else:
        show(made.id)


@activity.command()
@click.argument("activity_id", metavar="ID")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html"
)
@with_appcontext
def fiche(activity_id: str, output: Path) -> None:
    """Write the gespreksfiche of activity ID: one A4 to print, complete in one file."""
    row = register.activity(activity_id)
    if row is None:
        ids = [one.id for one in register.activities()]
        rest = nearest(activity_id, ids) if ids else "the register is empty"
        fail(f"consult activity fiche: there is no activity {activity_id!r}; {rest}")
    speak("staff", SOURCE_LANGUAGE)
    try:
        page = fiche_page(fiches.fiche(row))
    except Refused as refused:
        fail(f"consult activity fiche: {refusal(refused)}")
    output.write_text(page, encoding="utf-8")
    tell(f"Written: {output}")


def _add(described: Described, project: Project | None) -> Activity:
    demo = current_app.extensions["folder"].is_demonstration
    try:
        return register.add_activity(project, described, MACHINE, demo=demo)
    except ActivityRefused as refused:
        fail(*(f"consult activity add: {problem_sentence(one)}" for one in refused.problems))


def _project(asked: str) -> Project:
    held = consultations.projects()
    found = [one for one in held if asked in (one.id, one.title)]
    if len(found) != 1:
        names = [name for one in held for name in (one.title, one.id)]
        rest = nearest(asked, names) if names else "no project was made yet"
        fail(f"consult activity add: there is no one project {asked!r}; {rest}")
    return found[0]


def _check_indicator(asked: str) -> None:
    known = [one for plan in plans.plans() for one in plan.indicators]
    names = [name for one in known for name in (one.id, one.key)]
    if asked not in names:
        fail(f"consult activity list: there is no indicator {asked!r}; {nearest(asked, names)}")


def _links(row: Activity, one: ActivityStanding) -> set[str]:
    return {*row.indicators, *(linked.indicator.id for linked in one.links)}


def _plain(row: Activity, one: ActivityStanding) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "project": row.project.title if row.project else None,
        "day": row.day.isoformat() if row.day else None,
        "held": row.held,
        "with": row.with_whom,
        "level": row.level or None,
        "setting": row.setting or None,
        "cancelled": row.cancelled_on is not None,
        "demo": row.demo,
        "missing": [lacking.code for lacking in one.missing],
        "indicators": [
            {
                "id": linked.indicator.id,
                "key": linked.indicator.key,
                "counts": 0 if linked.missing else 1,
                "why": [lacking.code for lacking in linked.missing],
            }
            for linked in one.links
        ],
    }


COMMANDS = (activity,)
