"""translate status | export | import: how far the languages have come, and the way to a translator and back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import accounts, publishing, transaction, translating, translating_files
from consult.actions.refusal import Refused
from consult.actions.translating import NotTranslated
from consult.actions.translating_files import Brought, Outcome
from consult.cli.saying import fail, show, show_json, tell
from consult.folder import DataFolder
from consult.instrument.problems import Problem
from consult.instrument.sections import Section
from consult.instrument.sentences import INTERFACE
from consult.instrument.translated import State
from consult.instrument.translators.returned import ReturnRefused
from consult.web import interface

_LARGEST_BYTES = 6_000_000  # one byte more than any kind of file may have is enough to refuse it

_Table = dict[str, dict[str, Counter[State]]]  # by language, by section


@click.group()
def translate() -> None:
    """Translations: how far they are, out to a translator, and back."""


@translate.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def status(name: str | None, as_json: bool) -> None:
    """Count the texts of each language by section and state, of NAME (an instrument, or interface) or of everything."""
    tables = {one: _table(one) for one in ([name] if name else _names())}
    if as_json:
        show_json({one: _as_json(table) for one, table in tables.items()})
        return
    for one, table in tables.items():
        for line in _lines(one, table):
            show(line)
    if any(Section.AROUND in sections for table in tables.values() for sections in table.values()):
        tell(f"{Section.AROUND}: the title, introduction, consent and thanks around the questions")


def _names() -> list[str]:
    return [*(f"{path.parent.name}/{path.stem}" for path in publishing.files(_folder())), INTERFACE]


def _table(name: str) -> _Table:
    if name == INTERFACE:
        return {
            tag: {place.value: counts for place, counts in interface.completeness("respond", tag).items()}
            for tag in interface.languages("respond")[1:]
        }
    path = next((one for one in publishing.files(_folder()) if f"{one.parent.name}/{one.stem}" == name), None)
    if path is None:
        fail(
            f"there is no instrument {name!r}; see them with: consult instrument list. What stands around them is called interface"
        )
    counted = translating.counts(translating.checked(path, _folder()))
    return {tag: {section.value: n for section, n in counts.items()} for tag, counts in counted.items()}


def _as_json(table: _Table) -> dict[str, dict[str, dict[str, int]]]:
    return {
        tag: {
            section: {state.value: n for state, n in counts.items()} for section, counts in sections.items()
        }
        for tag, sections in table.items()
    }


def _lines(name: str, table: _Table) -> list[str]:
    if not table:
        return [f"{name}: no other language than its own"]
    sections = list(next(iter(table.values())))
    width = max(24, *(len(_cell(counts)) for row in table.values() for counts in row.values())) + 2
    head = "".join(section.ljust(width) for section in sections)
    lines = [f"{name}", f"  {'':12}{head}".rstrip()]
    for tag, row in table.items():
        lines.append(f"  {tag:12}" + "".join(_cell(row[one]).ljust(width) for one in sections).rstrip())
    return lines


def _cell(counts: Mapping[State, int]) -> str:
    return ", ".join(f"{counts[state]} {state.value}" for state in State if counts.get(state))


@translate.command()
@click.argument("name")
@click.argument("language")
@click.option("--to", "kind", type=click.Choice(translating_files.FORMATS), required=True)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@with_appcontext
def export(name: str, language: str, kind: str, output: Path) -> None:
    """Write every text of NAME (an instrument, or interface) in LANGUAGE for a translator, as a gettext file or a workbook."""
    try:
        content = translating_files.export(name, language, kind, _folder())
    except NotTranslated as unknown:
        fail(f"consult translate export: {unknown.sentence}")
    try:
        output.write_bytes(content)
    except OSError as error:
        fail(f"{output}: cannot be written to ({error.strerror}). Choose another place.")
    tell(f"Written: {output}")


@translate.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "importer", required=True, help="Sign-in name of whoever brings it in.")
@click.option(
    "--translator", default="", help="Who translated; by default who a .po names, or who brings it in."
)
@click.option(
    "--reviewed-by", "reader", default="", help="Who read all of a workbook, or what a .po marks as reviewed."
)
@click.option(
    "--conflicts",
    type=click.Choice((translating_files.OURS, translating_files.THEIRS)),
    help="Whose text to keep where it changed here and in the file.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def import_(
    file: Path,
    importer: str,
    translator: str,
    reader: str,
    conflicts: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in what a translator sent back in FILE: whole, or not at all with everything that is wrong with it."""
    transaction.begin_writing()
    with file.open("rb") as opened:
        content = opened.read(_LARGEST_BYTES + 1)
    brought = Brought(content, file.name, translator.strip(), reader.strip(), conflicts or "")
    by = _member(importer, brought)
    try:
        outcome = (translating_files.look if dry_run else translating_files.take)(brought, _folder(), by)
    except ReturnRefused as refused:
        transaction.rollback()
        _refuse(refused, as_json=as_json)
    except Refused:
        transaction.rollback()
        fail(f"{file}: a text changed here at this moment; nothing was taken. Try again.")
    transaction.commit()
    show_json(_told(outcome)) if as_json else _tell(outcome, dry_run=dry_run)
    if dry_run and outcome.judgement.problems:
        raise SystemExit(1)


def _refuse(refused: ReturnRefused, *, as_json: bool) -> None:
    if as_json:
        show_json({"ok": False, "problems": [str(problem) for problem in refused.problems]})
    fail(*(str(problem) for problem in refused.problems), "Nothing was taken.")


def _told(outcome: Outcome) -> dict[str, Any]:
    judgement = outcome.judgement
    return {
        "ok": not judgement.problems,
        "instrument": outcome.returned.name,
        "language": outcome.returned.language,
        "changed": {key: entry.reached.value for key, entry in judgement.changed.items()},
        "same": judgement.same,
        "no_longer_reviewed": judgement.lowered,
        "conflicts": [one.here.key for one in judgement.conflicts],
        "problems": [str(problem) for problem in judgement.problems],
        "doubts": [str(problem) for problem in judgement.doubts],
    }


def _tell(outcome: Outcome, *, dry_run: bool) -> None:
    judgement = outcome.judgement
    for problem in judgement.problems:
        tell(str(problem))
    for doubt in judgement.doubts:
        tell(f"warning: {doubt}")
    for conflict in judgement.conflicts:
        tell(f"changed here too: {conflict.here.key}")
    for key in judgement.lowered:
        tell(f"was reviewed and is a draft now: {key}")
    if judgement.problems:
        tell("Nothing would be taken.")
        return
    states = Counter(entry.reached for entry in judgement.changed.values())
    would = "would change" if dry_run else "changed"
    show(
        f"{outcome.returned.name} in {outcome.returned.language}: {len(judgement.changed)} texts {would}"
        f" ({_cell(states) or 'none'}), {judgement.same} as they were"
    )


def _member(sign_in_name: str, brought: Brought) -> str:
    """Who brings a file in; for a name that nobody has all that is wrong with the file is told too."""
    found = accounts.member_named(sign_in_name)
    if found is None:
        unknown = f"there is no staff member {sign_in_name!r}; see them with: consult staff list"
        fail(unknown, *map(str, _wrong_with(brought)))
    return found.id


def _wrong_with(brought: Brought) -> Sequence[Problem]:
    try:
        return translating_files.look(brought, _folder(), by="").judgement.problems
    except ReturnRefused as refused:
        return refused.problems


def _folder() -> DataFolder:
    found: DataFolder = current_app.extensions["folder"]
    return found


COMMANDS = (translate,)
