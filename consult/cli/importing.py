"""instrument import: a workbook of someone else, with everything that is to be said about it."""

import dataclasses
from pathlib import Path
from typing import Any, NoReturn

import click

from consult.actions.importing import NothingToWrite, WouldReplace, write_instrument
from consult.apart.workbook import WorkbookRefused
from consult.cli.saying import fail, show, show_json, tell
from consult.instrument.definition import Method, Report
from consult.instrument.importing import imported_form
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.cell_texts import told_with_texts
from consult.instrument.xlsform.imported import Fate, Imported, Wish
from consult.instrument.xlsform.opening import LARGEST_FILE_BYTES
from consult.instrument.xlsform.remarks import NAMED, Remark, Sort
from consult.instrument.xlsform.sentences import REFUSALS
from consult.instrument.xlsform.supplied import supplied_in

_TITLES = {
    Sort.PROBLEM: "Problems in the workbook",
    Sort.INACTIVE: "Kept as it is and inactive",
    Sort.DROPPED: "Left out, since the form is anonymous",
    Sort.CHANGED: "Taken in another form",
    Sort.TO_DO: "Left to you",
}
_tag = click.Choice(list(LANGUAGES))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; without it nothing is written.",
)
@click.option(
    "--report",
    type=click.Choice([one.value for one in Report]),
    default=Report.SOCIAL_HOUSING.value,
    show_default=True,
)
@click.option("--name", default="", help="What to call the instrument; by default as the workbook is called.")
@click.option(
    "--method",
    type=click.Choice([one.value for one in Method]),
    default=Method.SURVEY.value,
    show_default=True,
)
@click.option(
    "--source",
    type=_tag,
    help="The language that texts are in which say none, and that others are translations of.",
)
@click.option(
    "--reviewed",
    type=_tag,
    multiple=True,
    help="A language that someone who speaks it has read; may be repeated.",
)
@click.option(
    "--media",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the pictures, sounds and lists of choices that the form names; a zip with the workbook holds them itself.",
)
@click.option("--cells", is_flag=True, help="List every cell of each remark, with what it says.")
@click.option("--replace", is_flag=True, help="Write over what an earlier import wrote.")
@click.option("--json", "as_json", is_flag=True)
def import_(
    file: Path,
    output: Path | None,
    report: str,
    name: str,
    method: str,
    source: str | None,
    reviewed: tuple[str, ...],
    media: Path | None,
    cells: bool,
    replace: bool,
    as_json: bool,
) -> None:
    """Read the form in FILE (XLSForm: .xlsx, .xls, .csv or a Markdown table; LimeSurvey: .lss or .lsa; or a zip of a workbook and its files) and say all that is to be said about it.

    With -o it becomes an instrument that check and publish accept; the data folder's `instruments` is the place for it.
    """
    wish = Wish(Report(report), name, Method(method), source or "", frozenset(reviewed))
    imported = _imported(file, wish, media, as_json=as_json)
    written = _write(imported, output, replace=replace) if output else []
    if as_json:
        show_json(_as_json(imported, written))
    else:
        _tell(imported, file, written, cells=cells)
    if not imported.text:
        raise SystemExit(1)


def _imported(file: Path, wish: Wish, media: Path | None, *, as_json: bool) -> Imported:
    try:
        wish = dataclasses.replace(wish, files=supplied_in(media)) if media else wish
        with file.open("rb") as opened:  # one byte too many is enough to know that a file is too large
            return imported_form(opened.read(LARGEST_FILE_BYTES + 1), file.name, wish)
    except WorkbookRefused as refused:
        _refuse(file, refused, as_json=as_json)


def _refuse(file: Path, refused: WorkbookRefused, *, as_json: bool) -> NoReturn:
    what, mend = (sentence.format(**refused.facts) for sentence in REFUSALS[refused.code])
    if as_json:
        show_json(
            {"file": str(file), "ok": False, "refused": refused.code, "problem": f"{file}: {what}. {mend}"}
        )
    fail(f"{file}: {what}. {mend}")


def _write(imported: Imported, output: Path, *, replace: bool) -> list[Path]:
    try:
        return write_instrument(imported, output, replace=replace)
    except NothingToWrite:
        return []
    except WouldReplace as there:
        fail(f"{there} is there already, with other content. Say --replace, or --name with another name.")
    except OSError as error:
        fail(f"{output}: cannot be written to ({error.strerror}). Choose another folder.")


def _tell(imported: Imported, file: Path, written: list[Path], *, cells: bool) -> None:
    languages = ", ".join(imported.languages) or "no language that is offered"
    show(f"{file.name} ({imported.kind}): {imported.title}, in {languages}")
    show(
        f"{imported.count(Fate.ASKED)} questions are asked, {imported.count(Fate.SAID)} notes said, "
        f"{imported.count(Fate.WORKED_OUT)} values worked out; {imported.count(Fate.INACTIVE)} rows are kept inactive, "
        f"{imported.count(Fate.DROPPED)} left out; {len(imported.of(Sort.PROBLEM))} problems."
    )
    _tell_remarks(imported, cells=cells)
    if not imported.text:
        tell("\nNothing of it can be asked here, so there is nothing to write.")
    elif written:
        show(f"\nWritten: {', '.join(str(path) for path in written)}")
        show(f"Go on with: consult instrument publish {written[0]}")
    else:
        show("\nNothing was written. Say -o with a folder to make an instrument of it.")


def _tell_remarks(imported: Imported, *, cells: bool) -> None:
    for sort, title in _TITLES.items():
        if imported.of(sort):
            show(f"\n{title}:")
        for remark in imported.of(sort):
            show(f"  {remark}")
            for line in told_with_texts(remark, imported.said_at) if cells else ():
                show(f"      {line}")
    if not cells and any(len(remark.also) > NAMED for remark in imported.remarks):
        tell("\nSay --cells for every cell, with what it says.")


def _as_json(imported: Imported, written: list[Path]) -> dict[str, Any]:
    return {
        "ok": bool(imported.text),
        "kind": imported.kind,
        "name": imported.name,
        "title": imported.title,
        "languages": list(imported.languages),
        "counts": {fate.value: imported.count(fate) for fate in Fate},
        "rows": [
            {
                "name": one.name,
                "cell": one.cell,
                "type": one.type,
                "fate": one.fate.value,
                "why": [remark.code for remark in one.why],
            }
            for one in imported.outcomes
        ],
        "remarks": [_remark_as_json(remark, imported) for remark in imported.remarks],
        "written": [str(path) for path in written],
    }


def _remark_as_json(remark: Remark, imported: Imported) -> dict[str, Any]:
    return {
        "sort": remark.sort.value,
        "code": remark.code,
        "cells": list(remark.cells),
        "says": {cell: imported.said_at[cell] for cell in remark.cells if cell in imported.said_at},
        "found": remark.found,
        "mend": remark.mend,
    }
