"""responses import: answers that were given elsewhere into a survey, each row once, all or nothing."""

from itertools import groupby
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import accounts, bringing, progress, transaction
from consult.actions.accounts import MACHINE
from consult.actions.bringing import ALOUD, MODES, Incoming, Same, Wanted
from consult.actions.brought_beside import BringingRefused
from consult.actions.refusal import Refused
from consult.cli.choosing import consultation_called
from consult.cli.saying import fail, show, show_json, tell
from consult.dataset.opening.table import DataFileRefused
from consult.reading import FileRefused
from consult.response.bringing.incoming import Lost
from consult.response.bringing.rows import Understood
from consult.web.interface import speak
from consult.web.staff.access import may
from consult.web.staff.bringing_sentences import (
    changed,
    columns,
    days,
    loss_name,
    lost,
    recalculated,
    why_not,
)
from consult.web.staff.sentences import refusal

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_TOLD = 40  # of one kind of loss, on a terminal; --json tells all


@click.group()
def responses() -> None:
    """Answers from elsewhere."""


@responses.command("import")
@click.argument("consultation")
@click.argument("file", type=_FILE)
@click.option("--mapping", type=_FILE, help="Which column is which question (docs/responses-import.md).")
@click.option(
    "--sheet", default="", help="The sheet with one row for each response; else the one that fits best."
)
@click.option(
    "--mode", type=click.Choice(MODES), default="offline", show_default=True, help="How people were asked."
)
@click.option(
    "--interpreter", is_flag=True, help="With --mode interviewer: everyone was asked through an interpreter."
)
@click.option(
    "--same-rows",
    type=click.Choice([one.value for one in Same]),
    help="Rows equal to rows that came in before: the same people or others.",
)
@click.option(
    "--accept-losses", is_flag=True, help="Bring in the rest, though what is listed does not come along."
)
@click.option("--dry-run", is_flag=True, help="Say what would come in; store nothing.")
@click.option("--by", "name", help="Sign-in name of whoever brings it in.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def import_(
    consultation: str, file: Path, mapping: Path | None, sheet: str, mode: str, interpreter: bool, same_rows: str | None,
    accept_losses: bool, dry_run: bool, name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Bring the answers in FILE (Kobo, ODK, SPSS, CSV, Excel ...) into the survey CONSULTATION: all of them, or nothing.

    Every column and value that fits nothing is listed. What came in before is left where it is.
    """
    speak("staff", "en")
    row, folder = (
        consultation_called(consultation, "consult responses import"),
        current_app.extensions["folder"],
    )
    by = _by(name)
    if interpreter and mode != ALOUD:
        fail(f"consult responses import: --interpreter goes with --mode {ALOUD}")
    wanted = Wanted(mapping, sheet, mode, interpreter, Same(same_rows) if same_rows else None)
    try:
        incoming = bringing.look(row, file, folder, wanted)
        if as_json:
            stored = 0 if dry_run else _bring_in(row, incoming, wanted, by, accept_losses=accept_losses)
            show_json(_as_json(incoming) | {"dry_run": dry_run, "stored": stored})
            return
        _tell(incoming)
        if dry_run:
            tell(f"{len(incoming.new)} responses would come in. Nothing was stored.")
            return
        show(f"{_bring_in(row, incoming, wanted, by, accept_losses=accept_losses)} responses came in.")
    except Refused as refused:
        fail(f"consult responses import: {refusal(refused)}")
    except DataFileRefused as refused_file:
        fail(*refused_file.problems, "Nothing was stored.")
    except FileRefused as refused_mapping:
        fail(*(str(problem) for problem in refused_mapping.problems), "Nothing was stored.")
    except BringingRefused as refused_rows:
        fail(*(why_not(problem) for problem in refused_rows.problems), "Nothing was stored. See --help.")


def _by(name: str | None) -> str:
    if name is None:
        return MACHINE
    member = accounts.member_named(name)
    if member is None or not member.active or not may(accounts.Role(member.role), "staff.bring_in_answers"):
        fail(f"consult responses import: nobody called {name!r} may bring answers in")
    return member.id


def _bring_in(row: Any, incoming: Incoming, wanted: Wanted, by: str, *, accept_losses: bool) -> int:
    folder = current_app.extensions["folder"]
    n = bringing.bring_in(
        row, incoming, folder, wanted, by, accept_losses=accept_losses, begin=transaction.start_over_writing
    )
    progress.settle(by)
    transaction.commit()
    return n


def _tell(incoming: Incoming) -> None:
    found = incoming.understood
    for remark in incoming.remarks:
        tell(f"note: {remark}")
    sheet = f' of sheet "{incoming.table}"' if incoming.table else ""
    tell(
        f"{incoming.rows} rows{sheet}: {len(incoming.new)} new, {incoming.held} came in before, {found.empty_rows} without an answer"
    )
    tell(
        f"told apart by {incoming.told_apart}"
        if incoming.told_apart
        else "told apart by what was answered: no column does"
    )
    if incoming.changed:
        tell(f"note: {changed(incoming.changed, incoming.told_apart)}")
    if incoming.days:
        tell(days(min(incoming.days), max(incoming.days)))
    tell(f"{len(found.matched)} columns answer {len({one.question for one in found.matched})} questions")
    for one in found.matched:
        if one.column not in (one.variable, f"{one.variable}/{one.choice}"):
            column = f"{one.table}!{one.column}" if one.table else one.column
            tell(f"  {column} -> {'/'.join(filter(None, (one.variable, one.choice)))}")
    _tell_columns(found)
    if found.odd:
        tell("These come along as they were given:")
        _tell_losses(found.odd)
    if found.lost:
        tell("These do not come along:")
        _tell_losses(found.lost)


def _tell_columns(found: Understood) -> None:
    """The columns that answer nothing."""
    if found.left_behind:
        tell(f"left behind on purpose: {columns(found.left_behind)}")
    if found.empty:
        tell(f"nothing stands in: {columns(found.empty)}")
    if found.recalculated:
        tell(f"worked out anew: {'; '.join(map(recalculated, found.recalculated))}")


def _tell_losses(losses: list[Lost]) -> None:
    for loss, ones in groupby(losses, key=lambda one: one.loss):
        listed = list(ones)
        tell(f"{loss_name(loss)}:")
        for one in listed[:_MOST_TOLD]:
            tell(f"  {lost(one)}")
        if len(listed) > _MOST_TOLD:
            tell(f"  ... and {len(listed) - _MOST_TOLD} more; --json tells all")


def _as_json(incoming: Incoming) -> dict[str, Any]:
    found = incoming.understood
    return {
        "version": incoming.version,
        "kind": incoming.kind,
        "sheet": incoming.table,
        "rows": incoming.rows,
        "empty_rows": found.empty_rows,
        "new": len(incoming.new),
        "held": incoming.held,
        "changed": incoming.changed,
        "told_apart_by": incoming.told_apart,
        "matched": [one._asdict() for one in found.matched],
        "left_behind": found.left_behind,
        "empty": found.empty,
        "recalculated": [one._asdict() for one in found.recalculated],
        "lost": [_loss_as_json(one) for one in found.lost],
        "odd": [_loss_as_json(one) for one in found.odd],
        "remarks": list(incoming.remarks),
    }


def _loss_as_json(one: Lost) -> dict[str, Any]:
    return {
        "loss": one.loss.value,
        "column": one.column,
        "rows": one.n,
        "place": one.place,
        "value": one.value,
        "question": one.question,
    }


COMMANDS = (responses,)
