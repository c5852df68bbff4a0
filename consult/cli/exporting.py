"""instrument export: an instrument as a file that other systems read."""

from importlib import import_module
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions.exporting_instruments import KeptUnreadable, export_named, files_named
from consult.cli.saying import fail, tell
from consult.folder import DataFolder
from consult.instrument.media.files import folder_beside
from consult.instrument.problems import InstrumentProblems
from consult.instrument.xlsform.exporting.file_writing import CellTooLong

# By what it is written as: the name's ending, and what that makes it to others.
_ENDINGS = {"xlsform": (".xlsx", "workbook"), "ddi": (".xml", "codebook")}


@click.command()
@click.argument("name", metavar="NAME[@NUMBER]|FILE")
@click.option(
    "--to",
    "kind",
    type=click.Choice(list(_ENDINGS)),
    default="xlsform",
    show_default=True,
    help="xlsform: the form of ODK, Kobo and others. ddi: DDI-Codebook 2.5, for archives.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.xlsx|FILE.xml",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@with_appcontext
def export(name: str, kind: str, output: Path, force: bool) -> None:
    """Write the instrument NAME, a published version of it, or a file, as one that other systems read.

    A workbook has its translations, and all that XLSForm has no words for in columns and sheets of our own: `consult instrument
    import` reads it back as it was. A DDI codebook has the variables that answers fill, in every language; it is not read back.
    """
    ending, thing = _ENDINGS[kind]
    if output.suffix.lower() != ending:
        fail(f"{output}: other systems know a {thing} by its name. Let it end in {ending}.")
    if output.exists() and not force:
        fail(f"{output} exists. Name another file, or say --force to write over it.")
    try:
        content = _content(name, kind, current_app.extensions["folder"])
    except InstrumentProblems as refused:
        fail(*(str(problem) for problem in refused.problems))
    except (LookupError, KeptUnreadable, CellTooLong) as refused:
        fail(f"consult instrument export: {refused}")
    _write(output, content)
    tell(f"Written: {output}")
    files = files_named(name, current_app.extensions["folder"]) if kind == "xlsform" else {}
    if files:
        beside = folder_beside(output)
        beside.mkdir(exist_ok=True)
        for file, shown in files.items():
            _write(beside / file, shown)
        tell(f"Written: {beside}, what it shows; other systems ask for these files beside the workbook")


def _content(name: str, kind: str, folder: DataFolder) -> bytes:
    if kind == "xlsform":
        return export_named(name, folder)
    # Variables are known to the table library, which takes a second to load.
    written: bytes = import_module("consult.actions.exporting_codebooks").codebook_named(name, folder)
    return written


def _write(output: Path, content: bytes) -> None:
    unfinished = output.with_name(output.name + ".unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(output)
    except OSError as error:
        fail(f"{output}: cannot be written ({error.strerror}). Choose another folder.")
