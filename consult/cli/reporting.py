"""report list, draft, propose, publish: the report of a project, as files and as frozen editions."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import accounts, consultations, editions, transaction
from consult.actions.consultations import Project
from consult.actions.refusal import Refused
from consult.cli.saying import fail, show, show_json, tell
from consult.folder import DataFolder
from consult.reading import nearest
from consult.report.differences import Difference
from consult.report.document import Report

_LANGUAGE = click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)


@click.group()
def report() -> None:
    """Reports: drafted as often as you like, read by two, then frozen."""


@report.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_editions(as_json: bool) -> None:
    """Every published edition, newest first."""
    found = editions.editions()
    if as_json:
        show_json([_plain(one) for one in found])
        return
    for one in found:
        show(f"{one.id}  {one.title}, edition {one.number} ({one.published_on.isoformat()}, {one.language})")


@report.command()
@click.argument("project")
@click.option("--output", "-o", "into", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "formats", default="html,docx", show_default=True, help="html, docx or both.")
@_LANGUAGE
@with_appcontext
def draft(project: str, into: Path, formats: str, language: str) -> None:
    """Write the draft of PROJECT (an id, or its title) into a folder.

    A Word file that is there already is left alone: the new one takes the next number, and every generated block that
    reads otherwise than in the one that stands is listed.
    """
    wanted = _formats(formats)
    row, folder = _project(project), _folder()
    drafted = _actions().draft(row, folder, language)
    into.mkdir(parents=True, exist_ok=True)
    for ending in wanted:
        _write(drafted, into, ending)
    for problem in drafted.problems:
        tell(f"! {problem}")


@report.command()
@click.argument("project")
@click.option("--by", "proposed_by", required=True, help="Sign-in name of whoever proposes it.")
@_LANGUAGE
@with_appcontext
def propose(project: str, proposed_by: str, language: str) -> None:
    """Lay the next edition of PROJECT before a second reader."""
    transaction.begin_writing()
    row, by, actions = _project(project), _member(proposed_by), _actions()
    try:
        made = actions.propose(row, _folder(), by, language)
    except actions.NotReady as lacking:
        transaction.rollback()
        fail("this report cannot be published yet:", *(f"! {one}" for one in lacking.problems))
    transaction.commit()
    show(f"{made.id}  edition {made.number} of {made.title} waits for a second reader")


@report.command()
@click.argument("project")
@click.option("--by", "approved_by", required=True, help="Sign-in name of the second reader.")
@with_appcontext
def publish(project: str, approved_by: str) -> None:
    """Publish what waits of PROJECT, exactly as it was proposed; by someone else than who proposed it."""
    transaction.begin_writing()
    row, by, actions = _project(project), _member(approved_by), _actions()
    waiting = actions.proposal_of(row)
    if waiting is None:
        fail(f"nothing of {row.title!r} waits for a second reader. Propose it with: consult report propose")
    try:
        made = actions.approve(row, waiting.id, _folder(), by)
    except Refused:
        transaction.rollback()
        fail(f"{approved_by} proposed this edition. Another staff member publishes it.")
    except actions.NotReady as lacking:
        transaction.rollback()
        fail("something fell away since it was proposed:", *(f"! {one}" for one in lacking.problems))
    transaction.commit()
    show(f"{made.id}  {made.title}, edition {made.number}")


def _write(drafted: Report, into: Path, ending: str) -> None:
    content = _bytes(drafted, ending)
    stands = _newest(into, ending)
    if stands is not None and stands.read_bytes() == content:
        show(str(stands))
        return
    file = _free(into, ending)
    file.write_bytes(content)
    show(str(file))
    if stands is not None and ending == "docx":
        _tell_differences(stands, drafted)


def _bytes(drafted: Report, ending: str) -> bytes:
    written: bytes = (
        import_module("consult.report.word_file").word_file(drafted)
        if ending == "docx"
        else import_module("consult.report.page").page(drafted)
    )
    return written


def _tell_differences(stands: Path, drafted: Report) -> None:
    """Lists what reads otherwise than in the file that stands, which staff may have edited and which stays as it is."""
    reading = import_module("consult.report.word_reading")
    try:
        found = _actions().since_a_file(stands.read_bytes(), drafted)
    except reading.NotAReport as refused:
        tell(f"{stands}: {refused}")
        return
    tell(f"{stands.name} stays as it is; {len(found)} blocks read otherwise now:")
    for one in found:
        _tell_one(one)


def _tell_one(one: Difference) -> None:
    tell(f"  {one.change}: {one.id}")
    for sign, text in (("-", one.stands), ("+", one.new)):
        if text:
            tell(f"    {sign} {' '.join(text.split())[:160]}")


def _newest(into: Path, ending: str) -> Path | None:
    """The last draft that lies in the folder."""
    number = 1
    while _named(into, number + 1, ending).exists():
        number += 1
    file = _named(into, number, ending)
    return file if file.exists() else None


def _free(into: Path, ending: str) -> Path:
    number = 1
    while _named(into, number, ending).exists():
        number += 1
    return _named(into, number, ending)


def _named(into: Path, number: int, ending: str) -> Path:
    return into / (f"rapport-ontwerp.{ending}" if number == 1 else f"rapport-ontwerp-{number}.{ending}")


def _formats(asked: str) -> list[str]:
    wanted = [one.strip() for one in asked.split(",") if one.strip()]
    if not wanted or not set(wanted) <= {"html", "docx"}:
        raise click.BadParameter("choose html, docx, or both with a comma between", param_hint="--format")
    return wanted


def _project(asked: str) -> Project:
    known = consultations.projects()
    found = [one for one in known if asked in (one.id, one.title)]
    if len(found) != 1:
        fail(f"there is no project {asked!r}; {nearest(asked, [one.title for one in known])}")
    return found[0]


def _member(sign_in_name: str) -> str:
    found = next((one for one in accounts.members() if one.sign_in_name == sign_in_name), None)
    if found is None:
        fail(f"there is no staff member {sign_in_name!r}; see them with: consult staff list")
    return found.id


def _plain(one: editions.ReportEdition) -> dict[str, object]:
    return {
        "id": one.id,
        "project": one.project.title,
        "title": one.title,
        "number": one.number,
        "language": one.language,
        "published_on": one.published_on.isoformat(),
        "page": one.page,
        "word": one.word,
        "values": one.values,
    }


def _actions() -> ModuleType:
    # By name and not by import: a report brings pandas and matplotlib, and this module is loaded with every command.
    return import_module("consult.actions.reports.drafting")


def _folder() -> DataFolder:
    found: DataFolder = current_app.extensions["folder"]
    return found


COMMANDS = (report,)
