"""tabulate: the protected table of a question, or of a question per subgroup."""

from importlib import import_module

import click
from flask.cli import with_appcontext


@click.command()
@click.argument("consultation")
@click.option("--rows", required=True, metavar="QUESTION", help="The question to tell.")
@click.option(
    "--columns",
    metavar="SUBGROUP",
    help="What to cross it with: one of `subgroups` in exports/internal.yaml.",
)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def tabulate(consultation: str, rows: str, columns: str | None, as_json: bool) -> None:
    """Tell how often each answer was given in a closed survey. CONSULTATION is an id or a title.

    What is too small is not told: null in JSON. Tables come the day after a survey is closed.
    """
    # By name and not by import: `consult run` with the respondents' door alone may not load pandas.
    import_module("consult.cli.tables_told").tell_table(consultation, rows, columns, plain=as_json)


COMMANDS = (tabulate,)
