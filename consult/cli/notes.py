"""notes import, notes list, quotes list: what people said, taken in from files and listed."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import transaction
from consult.actions.accounts import MACHINE
from consult.actions.consultations import Consultation
from consult.actions.notes import noted
from consult.actions.notes import quotes as quoted
from consult.actions.notes.noted import Incoming, Source
from consult.actions.notes.quotes import Quote
from consult.actions.refusal import Refused
from consult.cli.choosing import consultation_called
from consult.cli.saying import fail, show, show_json, tell
from consult.evidence.sources import SourceRefused, SourceText
from consult.instrument.languages import LANGUAGES
from consult.web.staff.note_sentences import remark_sentence
from consult.web.staff.sentences import refusal


@click.group()
def notes() -> None:
    """What was said in groups and interviews."""


@click.group()
def quotes() -> None:
    """What may be quoted of it."""


@notes.command("import")
@click.argument("consultation")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--language",
    type=click.Choice(sorted(LANGUAGES)),
    default="nl",
    show_default=True,
    help="Of most of the text.",
)
@click.option("--may-quote", is_flag=True, help="Everyone who spoke agreed to be quoted.")
@click.option("--dry-run", is_flag=True, help="Say what would come in; store nothing.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def import_(
    consultation: str, files: tuple[Path, ...], language: str, may_quote: bool, dry_run: bool, as_json: bool
) -> None:  # fmt: skip
    """Take in notes or transcripts (txt, docx, vtt) for CONSULTATION: every file, or with a problem none."""
    transaction.begin_writing()
    row = consultation_called(consultation, "consult notes import")
    read: dict[Path, SourceText] = {}
    problems: list[str] = []
    for file in files:
        try:
            read[file] = _keep(row, file, language, quoting=may_quote)
        except SourceRefused as refused:
            problems += [f"{file}: {remark_sentence(one)}" for one in refused.problems]
        except Refused as refused:
            problems.append(f"{file}: {refusal(refused)}")
    if problems:
        transaction.rollback()
        if as_json:
            show_json({"stored": False, "problems": problems, "sources": []})
        fail(*problems, "consult notes import: nothing was taken in.")
    (transaction.rollback if dry_run else transaction.commit)()
    if as_json:
        told = [_read_as_data(file, text) for file, text in read.items()]
        show_json({"stored": not dry_run, "problems": [], "sources": told})
    else:
        _tell(read, dry_run)


@notes.command("list")
@click.argument("consultation")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_notes(consultation: str, as_json: bool) -> None:
    """The notes of CONSULTATION: titles and numbers, never what was said."""
    row = consultation_called(consultation, "consult notes list")
    found = noted.sources(row)
    if as_json:
        show_json([_source_as_data(one) for one in found])
        return
    for one in found:
        show(f"{one.id}  {one.title} ({one.language}, {one.format}, {len(one.highlights)} highlights)")
    if not found:
        tell("No notes yet. Take them in with: consult notes import CONSULTATION FILE...")


@quotes.command("list")
@click.argument("consultation", required=False)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_quotes(consultation: str | None, as_json: bool) -> None:
    """Every quote, or those of CONSULTATION; the words of those that two people approved."""
    row = consultation_called(consultation, "consult quotes list") if consultation else None
    found = [_quote_as_data(one) for one in quoted.quotes(row)]
    if as_json:
        show_json(found)
        return
    for one in found:
        words = (
            one["translation"]
            or one["text"]
            or f"(waits: {one['approvals']} of {quoted.APPROVALS} approvals)"
        )
        show(f"{one['id']}  {words}")
    if not found:
        tell("No quotes yet. They are made on the page of the notes.")


def _keep(row: Consultation, file: Path, language: str, *, quoting: bool) -> SourceText:
    most = current_app.config["MAX_UPLOAD_BYTES"]
    if file.stat().st_size > most:
        raise Refused("source_larger_than_an_upload", most=most >> 20)
    incoming = Incoming(file.stem, language, file.read_bytes(), quoting=quoting)
    return noted.text_of(noted.add_source(row, incoming, MACHINE))


def _tell(read: dict[Path, SourceText], dry_run: bool) -> None:
    for file, text in read.items():
        show(f"{file}: {len(text.turns)} paragraphs, {len(text.text)} letters")
        for remark in text.remarks:
            show(f"  - {remark_sentence(remark)}")
    tell(f"{'Would take in' if dry_run else 'Taken in'}: {len(read)} texts.")


def _read_as_data(file: Path, text: SourceText) -> dict[str, object]:
    return {
        "file": str(file),
        "format": text.format.value,
        "paragraphs": len(text.turns),
        "letters": len(text.text),
        "remarks": [remark_sentence(one) for one in text.remarks],
    }


def _source_as_data(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "language": source.language,
        "format": source.format,
        "session": source.session_id,
        "letters": source.letters,
        "highlights": len(source.highlights),
        "quotes": len(source.quotes),
        "may_quote": source.quoting,
        "emptied_on": source.emptied_on.isoformat() if source.emptied_on else None,
    }


def _quote_as_data(quote: Quote) -> dict[str, object]:
    """What may be told of a quote: its words once it is approved, the original where its language tells of nobody."""
    approved = quoted.is_approved(quote)
    original = approved and not quoted.original_identifies(quote)
    return {
        "id": quote.id,
        "consultation": quote.source.consultation_id,
        "source": quote.source_id,
        "approved": approved,
        "approvals": len(quote.approvals),
        "text": quote.text if original else None,
        "translation": quote.translation if approved else None,
    }


COMMANDS = (notes, quotes)
