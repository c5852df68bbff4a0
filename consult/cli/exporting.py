"""instrument export: an instrument as a file that other systems read."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions.exporting_instruments import KeptUnreadable, export_named
from consult.cli.saying import fail, tell
from consult.instrument.problems import InstrumentProblems
from consult.instrument.xlsform.exporting.file_writing import CellTooLong

_ENDING = ".xlsx"


@click.command()
@click.argument("name", metavar="NAME[@NUMBER]|FILE")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["xlsform"]),
    default="xlsform",
    show_default=True,
    help="The form standard of ODK, Kobo and others.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx"
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@with_appcontext
def export(name: str, kind: str, output: Path, force: bool) -> None:
    """Write the instrument NAME, a published version of it, or a file, as a workbook that other systems read.

    With its translations, and with all that XLSForm has no words for in columns and sheets of our own: `consult instrument
    import` reads it back as it was.
    """
    if output.suffix.lower() != _ENDING:
        fail(f"{output}: other systems know a workbook by its name. Let it end in {_ENDING}.")
    if output.exists() and not force:
        fail(f"{output} exists. Name another file, or say --force to write over it.")
    try:
        content = export_named(name, current_app.extensions["folder"])
    except InstrumentProblems as refused:
        fail(*(str(problem) for problem in refused.problems))
    except (LookupError, KeptUnreadable, CellTooLong) as refused:
        fail(f"consult instrument export: {refused}")
    _write(output, content)
    tell(f"Written: {output}")


def _write(output: Path, content: bytes) -> None:
    unfinished = output.with_name(output.name + ".unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(output)
    except OSError as error:
        fail(f"{output}: cannot be written ({error.strerror}). Choose another folder.")
