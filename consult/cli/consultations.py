"""consultations list, template, import, confirm: what was held, and the past from a workbook."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import accounts, plans, transaction
from consult.actions import consultations as held
from consult.actions.accounts import MACHINE, StaffMember
from consult.actions.historic import batches, taking_in
from consult.actions.historic.cells import WorkbookRefused
from consult.actions.historic.taking_in import Brought
from consult.actions.historic.workbook import template as empty_workbook
from consult.actions.records import measure
from consult.actions.refusal import Refused
from consult.cli.saying import fail, show, show_json, tell
from consult.web.staff.access import may
from consult.web.staff.historic_sentences import sentence
from consult.web.staff.shortcomings import missing_sentence


@click.group()
def consultations() -> None:
    """What was held and what is planned."""


@consultations.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(as_json: bool) -> None:
    """Every consultation with its state and what is missing before it counts."""
    by = measure()
    rows = [(project, row, by.standing(row)) for project in held.projects() for row in project.consultations]
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "project": project.title,
                    "title": row.title,
                    "method": row.method,
                    "state": standing.state.value,
                    "historic": row.historic,
                    "missing": [one.code for one in standing.missing],
                }
                for project, row, standing in rows
            ]
        )
        return
    for project, row, standing in rows:
        show(f"{row.id}  {project.title}: {row.title} ({row.method}, {standing.state.value})")
        for one in standing.missing:
            show(f"{' ' * 28}- {missing_sentence(one, standing.consultation)}")


@consultations.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Write an empty workbook for past consultations to FILE, with its explanation."""
    if file.exists():
        fail(f"{file} exists. Name another file, or move it away first.")
    file.write_bytes(empty_workbook())
    tell(f"Written: {file}")


@consultations.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come in; store nothing.")
@click.option("--by", "name", help="Sign-in name of whoever brings it in, who then cannot confirm it.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def import_(file: Path, dry_run: bool, name: str | None, as_json: bool) -> None:
    """Take in past consultations from the workbook FILE: all of it, or with a problem nothing.

    They count once a staff member other than the importer confirmed the batch: on the queue of the staff pages, or
    with: consult consultations confirm BATCH --by NAME
    """
    most = current_app.config["MAX_UPLOAD_BYTES"]
    if file.stat().st_size > most:
        fail(f"{file} is larger than {most >> 20} MB (CONSULT_MAX_UPLOAD_BYTES).")
    transaction.begin_writing()
    by = _staff_named(name).id if name else MACHINE
    demo = current_app.extensions["folder"].is_demonstration
    try:
        brought = taking_in.bring_in(file.read_bytes(), by, demo=demo, dry_run=dry_run)
    except WorkbookRefused as refused:
        if as_json:
            show_json({"stored": False, "problems": [sentence(one) for one in refused.problems]})
        fail(*(sentence(one) for one in refused.problems), f"{file}: niets ingevoerd.")
    except plans.NotThere as none:
        fail(f"consult consultations import: {none}")
    transaction.commit()
    if as_json:
        show_json(_plain(brought, stored=not dry_run))
    else:
        _tell(brought, dry_run)


@consultations.command()
@click.argument("batch")
@click.option("--by", "name", required=True, help="Sign-in name of whoever compared it with the papers.")
@with_appcontext
def confirm(batch: str, name: str) -> None:
    """Confirm a BATCH of past consultations, as someone else than its importer; from then on they count.

    Batches that wait are in: consult waiting
    """
    transaction.start_over_writing()
    found = batches.batch(batch)
    if found is None:
        fail(f"There is no batch {batch!r}. See those that wait: consult waiting")
    person = _staff_named(name)
    if not may(person.role, "staff.confirm_batch"):
        fail(f"{name!r} is a {person.role}, who may not confirm. Name an administrator or a policy worker.")
    try:
        batches.confirm(found, person.id)
    except Refused as refused:
        fail(f"{batch}: {_NOT_CONFIRMED[refused.reason]}")
    transaction.commit()
    tell(f"Bevestigd: {batch}. Wat in orde is, telt nu.")


_NOT_CONFIRMED = {
    "own_batch": "whoever brought it in cannot confirm it. Have a colleague look, and name them with --by.",
    "batch_confirmed_before": "it was confirmed before.",
}


def _staff_named(name: str) -> StaffMember:
    """The active staff member with this sign-in name; says which command lists them and ends with 1 without one."""
    found = accounts.member_named(name)
    if found is None or not found.active:
        fail(f"There is no active staff member {name!r}. See: consult staff list")
    return found


def _plain(brought: Brought, *, stored: bool) -> dict[str, object]:
    return {
        "stored": stored,
        "problems": [],
        "new_projects": list(brought.new_projects),
        "new": [
            {
                "row": one.past.row,
                "project": one.past.project,
                "title": one.past.title,
                "counts_once_confirmed": one.judged.verdict.counts,
                "why": [str(reason) for reason in one.judged.verdict.why],
            }
            for one in brought.incoming
        ],
        "already_held": [past.title for past in brought.held],
        "counted_once_confirmed": brought.tally.counted,
        "batch": brought.batch if stored else "",
    }


def _tell(brought: Brought, dry_run: bool) -> None:
    for one in brought.incoming:
        mark = "telt zodra bevestigd" if one.judged.verdict.counts else "telt nog niet"
        show(f"{one.past.project}: {one.past.title} ({mark})")
    would = "Zou invoeren" if dry_run else "Ingevoerd"
    tell(
        f"{would}: {len(brought.incoming)} consultaties, waarvan er {brought.counting} tellen zodra een collega bevestigt."
    )
    if brought.batch and not dry_run:
        tell(
            f"Bevestigen: op de pagina 'Na te kijken', of consult consultations confirm {brought.batch} --by NAAM"
        )
    if brought.new_projects:
        tell(f"Nieuwe projecten: {', '.join(brought.new_projects)}.")
    if brought.held:
        tell(f"{len(brought.held)} stonden er al en zijn overgeslagen.")


COMMANDS = (consultations,)
