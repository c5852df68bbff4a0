"""instrument check | list | reword | publish | diff | sheet | import | export."""

from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import publishing, transaction, translating
from consult.actions.left_by_import import left_by_import
from consult.actions.publishing import Checked
from consult.cli.changes_in_words import in_words
from consult.cli.exporting import export
from consult.cli.importing import import_
from consult.cli.rewording import reword
from consult.cli.saying import fail, show, show_json, tell
from consult.folder import DataFolder
from consult.instrument.changes import diff as changes_between
from consult.instrument.definition import Instrument
from consult.instrument.languages import SOURCE
from consult.instrument.media.files import MediaFile
from consult.instrument.problems import InstrumentProblems, Problem
from consult.instrument.size import size_of
from consult.instrument.translated import State
from consult.instrument.translation import completeness
from consult.instrument.version import from_canonical
from consult.reading import nearest
from consult.store import instruments as published
from consult.web.respond.paper import paper_page
from consult.web.staff.guide_sheet import guide_page, has_sheet


@click.group()
def instrument() -> None:
    """What is asked: check, list, reword, publish, compare, import, export."""


instrument.add_command(import_)
instrument.add_command(export)
instrument.add_command(reword)


@instrument.command()
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Read instruments with their translations and tell every problem; all of them when none is named.

    Those of the installation, and its own translations, go before what ships.
    """
    folder: DataFolder = current_app.extensions["folder"]
    checked = [publishing.check_file(path, folder) for path in _files(names, folder)]
    if as_json:
        show_json([_as_json(one) for one in checked])
    else:
        for one in checked:
            _tell(one)
    if any(one.errors for one in checked):
        raise SystemExit(1)


def _files(names: tuple[str, ...], folder: DataFolder) -> list[Path]:
    try:
        return [publishing.file_of(name, folder) for name in names] or publishing.files(folder)
    except FileNotFoundError as missing:
        fail(str(missing))


def _tell(one: Checked) -> None:
    for problem in one.problems:
        tell(f"{'warning: ' if problem.warning else ''}{problem}")
    if one.instrument is not None and one.translations is not None:
        languages = one.instrument.languages
        begun = [tag for tag in languages if one.translations.has_begun(tag)]
        show(f"{one.instrument.name}: {_size(one.instrument)}, in {_languages(languages, begun)}")


def _languages(languages: Sequence[str], begun: Collection[str]) -> str:
    """The languages, with those in which nothing is said yet marked so."""
    return ", ".join(tag if tag in begun else f"{tag} (not translated)" for tag in languages)


def _size(instrument: Instrument) -> str:
    size = size_of(instrument)
    said = f"{size.questions} questions on {size.pages} pages"
    return f"{said} ({size.written_out} with every repeat written out)" if instrument.repeats else said


def _as_json(one: Checked) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "name": one.instrument.name if one.instrument else None,
        "ok": not one.errors,
        "problems": [_problem_as_json(problem) for problem in one.problems],
        "translations": {
            language: {str(state): n for state, n in states.items()}
            for language, states in completeness(one.instrument, one.translations).items()
        }
        if one.instrument and one.translations
        else {},
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "warning": problem.warning,
        "problem": str(problem),
    }


@instrument.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(as_json: bool) -> None:
    """Every published version, and what ships but was not published yet."""
    rows = [row for newest in published.newest_versions() for row in published.versions_of(newest.instrument)]
    held = {row.instrument for row in rows}
    waiting = [
        key
        for path in (*publishing.own_files(current_app.extensions["folder"]), *publishing.shipped_files())
        if (key := f"{path.parent.name}/{path.stem}") not in held
    ]
    if as_json:
        show_json({"published": [_row_as_json(row) for row in rows], "shipped_only": waiting})
        return
    for row in rows:
        languages = _languages(row.languages, publishing.languages_begun(row.id))
        show(f"{row.instrument}@{row.number}  {row.published_on}  {languages}  {row.id[:12]}  {row.title}")
    for key in waiting:
        show(f"{key}  not published yet")


def _row_as_json(row: published.InstrumentVersion) -> dict[str, Any]:
    return {
        "instrument": row.instrument,
        "number": row.number,
        "version": row.id,
        "structure_hash": row.structure_hash,
        "published_on": row.published_on.isoformat(),
        "languages": row.languages,
        "title": row.title,
    }


@instrument.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def publish(name: str, as_json: bool) -> None:
    """Make the instrument NAME (the installation's own, or a shipped one), or a file, an immutable version."""
    transaction.begin_writing()
    folder = current_app.extensions["folder"]
    (path,) = _files((name,), folder)
    checked = publishing.check_file(path, folder)
    if checked.errors or checked.instrument is None or checked.translations is None:
        fail(*(str(problem) for problem in checked.errors))
    try:
        row, new = publishing.publish(checked.instrument, checked.translations, "machine", folder)
    except InstrumentProblems as refused:
        fail(*(str(problem) for problem in publishing.at_their_questions(refused.problems, path)))
    transaction.commit()
    lacking = dict(translating.missing_by_language(checked))
    for remark in left_by_import(checked, folder):
        tell(f"{remark.found} {remark.mend}")
    if as_json:
        by_state = {tag: {str(state): n for state, n in counted.items()} for tag, counted in lacking.items()}
        show_json(_row_as_json(row) | {"new": new, "not_reviewed": by_state})
        return
    show(f"{row.instrument}@{row.number} {'published' if new else 'was published before'}: {row.id}")
    if lacking:
        tell("Not reviewed yet, so that respondents are not offered these languages:")
    for tag, counted in lacking.items():
        tell(f"  {tag}: {_not_reviewed(counted)}")


def _not_reviewed(counted: Counter[State]) -> str:
    """How many texts of a language keep it closed, and of those that are not only unread how many."""
    missing, stale = counted[State.MISSING], counted[State.STALE]
    said = [f"{missing} missing"] if missing else []
    said += [f"{stale} made from an older source"] if stale else []
    return f"{counted.total()} texts{': ' + ', '.join(said) if said else ''}"


@instrument.command()
@click.argument("before")
@click.argument("after")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def diff(before: str, after: str, as_json: bool) -> None:
    """Say what changed between two versions (FILE, KEY or KEY@NUMBER) and what it does to comparability."""
    try:
        folder: DataFolder = current_app.extensions["folder"]
        changes = changes_between(*(publishing.version_named(one, folder) for one in (before, after)))
    except (LookupError, FileNotFoundError) as missing:
        fail(str(missing))
    except InstrumentProblems as refused:
        fail(*(str(problem) for problem in refused.problems))
    if as_json:
        show_json([asdict(change) for change in changes])
        return
    for change in changes:
        show(in_words(change))
    if not changes:
        show("No difference.")


@instrument.command()
@click.argument("name", metavar="KEY[@NUMBER]")
@click.option("--language", default=SOURCE, show_default=True, help="One of its languages.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html"
)
@with_appcontext
def sheet(name: str, language: str, output: Path) -> None:
    """Write a published instrument to print: a guide to ask by, or a survey to fill in on paper."""
    row = _published_to_print(name)
    if language not in row.languages:
        fail(f"consult instrument sheet: {name} is not in {language!r}; it is in {', '.join(row.languages)}")
    version = from_canonical(row.document)
    if has_sheet(row):
        page = guide_page(row, version, language)
    else:
        page = paper_page(version, language, row.number, _inside)
    output.write_text(page, encoding="utf-8")
    tell(f"Written: {output}")


def _inside(file: MediaFile) -> str:
    """A picture as part of the page that shows it, which is one file and can be carried to a printer."""
    folder: DataFolder = current_app.extensions["folder"]
    return f"data:{file.type};base64,{b64encode(folder.media(file.address).read_bytes()).decode()}"


def _published_to_print(name: str) -> published.InstrumentVersion:
    key, _at, number = name.partition("@")
    rows = [row for row in published.versions_of(key) if number in ("", str(row.number))]
    if not rows:
        known = [row.instrument for row in published.newest_versions()]
        fail(f"consult instrument sheet: no instrument {name!r} is published; {nearest(name, known)}")
    return rows[-1]


COMMANDS = (instrument,)
