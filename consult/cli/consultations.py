"""consultations list, template, import: what was held, and the past from a workbook."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import consultations as held
from consult.actions import historic, plans, transaction
from consult.actions.accounts import MACHINE
from consult.actions.historic import Brought
from consult.actions.historic_cells import WorkbookRefused
from consult.actions.historic_workbook import template as empty_workbook
from consult.actions.records import measure
from consult.cli.saying import fail, show, show_json, tell
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
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in past consultations from the workbook FILE: all of it, or with a problem nothing."""
    most = current_app.config["MAX_UPLOAD_BYTES"]
    if file.stat().st_size > most:
        fail(f"{file} is larger than {most >> 20} MB (CONSULT_MAX_UPLOAD_BYTES).")
    transaction.begin_writing()
    demo = current_app.extensions["folder"].is_demonstration
    try:
        brought = historic.bring_in(file.read_bytes(), MACHINE, demo=demo, dry_run=dry_run)
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
                "counts": one.judged.verdict.counts,
                "why": [str(reason) for reason in one.judged.verdict.why],
            }
            for one in brought.incoming
        ],
        "already_held": [past.title for past in brought.held],
        "counted": brought.tally.counted,
    }


def _tell(brought: Brought, dry_run: bool) -> None:
    for one in brought.incoming:
        mark = "telt" if one.judged.verdict.counts else "telt nog niet"
        show(f"{one.past.project}: {one.past.title} ({mark})")
    would = "Zou invoeren" if dry_run else "Ingevoerd"
    tell(f"{would}: {len(brought.incoming)} consultaties, waarvan er {brought.counting} tellen.")
    if brought.new_projects:
        tell(f"Nieuwe projecten: {', '.join(brought.new_projects)}.")
    if brought.held:
        tell(f"{len(brought.held)} stonden er al en zijn overgeslagen.")


COMMANDS = (consultations,)
