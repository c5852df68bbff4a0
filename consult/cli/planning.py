"""plan load, plan list, plan settle: plans and counting rules as versioned data."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import plans, progress, transaction
from consult.actions.accounts import MACHINE
from consult.cli.saying import fail, show, show_json, tell
from consult.reading import FileRefused
from consult.shipped import shipped


@click.group()
def plan() -> None:
    """The plans that the organisation is held to, and the rules that count for them."""


@plan.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with plan-*.yaml and counting-rule.yaml; the shipped one by default.",
)
@with_appcontext
def load(folder: Path | None) -> None:
    """Read the plans and counting rules; what changed becomes a new version."""
    transaction.begin_writing()
    demo = current_app.extensions["folder"].is_demonstration
    try:
        kept = plans.load_plans(folder or shipped("instruments"), demo=demo, by=MACHINE)
    except FileRefused as refused:
        fail(*(str(problem) for problem in refused.problems))
    booked = progress.settle(MACHINE)
    transaction.commit()
    for one in kept:
        tell(f"{one.kind} {one.name}: {'kept as' if one.is_new else 'unchanged,'} version {one.number}")
    if booked:
        tell(f"{booked} lines were added to the ledger.")


@plan.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(as_json: bool) -> None:
    """Every plan and counting rule that was loaded."""
    rows = [
        {
            "plan": one.id,
            "title": one.title,
            "from": one.start.isoformat(),
            "until": one.end.isoformat(),
            "rule": one.rule,
            "demo": one.demo,
        }
        for one in plans.plans()
    ]
    rules = [
        {"rule": one.id, "version": one.version, "status": one.status, "title": one.title}
        for one in plans.rules()
    ]
    if as_json:
        show_json({"plans": rows, "rules": rules})
        return
    for row in rows:
        show(f"{row['plan']}  {row['title']}, {row['from']} to {row['until']}, counts by {row['rule']}")
    for rule in rules:
        show(f"{rule['rule']}  version {rule['version']} ({rule['status']}): {rule['title']}")


@plan.command()
@with_appcontext
def settle() -> None:
    """Bring the ledgers level with the records, such as after answers were withdrawn."""
    transaction.begin_writing()
    booked = progress.settle(MACHINE)
    transaction.commit()
    tell(f"{booked} lines were added to the ledger." if booked else "The ledgers are level with the records.")


COMMANDS = (plan,)
