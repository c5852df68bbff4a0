"""`consult notes` and `consult quotes`: files in whole or not at all, and no words of anybody in a list."""

import json
from pathlib import Path

from flask import Flask

from consult.store import notes as stored
from consult.store.base import db
from tests.cli.conftest import Typed
from tests.web.staff.notes_world import SAID, a_group, a_quote, some_notes


def test_files_come_in_by_the_title_of_their_consultation(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_group()
    id_ = row.id
    text, captions = tmp_path / "gent.txt", tmp_path / "opname.vtt"
    text.write_text(SAID)
    captions.write_text("WEBVTT\n\nx --> y\n<v An>Ja.\n")
    told = typed("notes", "import", row.title, str(text), str(captions), "--may-quote", "--json")
    assert told.exit_code == 0
    assert [(one["format"], one["paragraphs"]) for one in json.loads(told.stdout)["sources"]] == [
        ("txt", 4),
        ("vtt", 1),
    ]
    listed = json.loads(typed("notes", "list", id_, "--json").stdout)
    assert [(one["title"], one["may_quote"]) for one in listed] == [("gent", True), ("opname", True)]
    assert "wacht" not in typed("notes", "list", id_).stdout


def test_a_dry_run_stores_nothing(app: Flask, typed: Typed, tmp_path: Path) -> None:
    id_, file = a_group().id, tmp_path / "gent.txt"
    file.write_text(SAID)
    told = typed("notes", "import", id_, str(file), "--dry-run")
    assert (told.stdout, told.stderr) == (
        f"{file}: 4 paragraphs, {len(SAID)} letters\n",
        "Would take in: 1 texts.\n",
    )
    assert stored.sources_of(id_) == []


def test_one_wrong_file_keeps_all_out_and_every_problem_is_on_a_line(
    app: Flask, typed: Typed, tmp_path: Path
) -> None:
    id_ = a_group().id
    good, latin, empty = (tmp_path / name for name in ("goed.txt", "latin.txt", "leeg.docx"))
    good.write_text(SAID)
    latin.write_bytes("été".encode("latin-1"))
    empty.write_bytes(b"")
    told = typed("notes", "import", id_, str(good), str(latin), str(empty), "--language", "ar")
    assert told.exit_code == 1
    assert told.stderr.splitlines() == [
        f"{latin}: Regel 1: Deze tekst is niet in UTF-8 (gevonden: 0xE9). Bewaar het bestand opnieuw met codering UTF-8, of als docx.",
        f"{empty}: Hier staat geen tekst in.",
        "consult notes import: nothing was taken in.",
    ]
    assert stored.sources_of(id_) == []


def test_the_words_of_a_quote_are_listed_once_two_people_approved(app: Flask, typed: Typed) -> None:
    row = a_group()
    quote = a_quote(app, row, some_notes(row))
    id_ = quote.id
    [waits] = json.loads(typed("quotes", "list", "--json").stdout)
    assert (waits["id"], waits["approved"], waits["text"]) == (id_, False, None)
    for name in ("sam", "ann"):
        db.session.add(
            stored.QuoteApproval(quote_id=id_, approved_by=name, approved_on=stored.quote(id_).reviewed_on)
        )  # type: ignore[union-attr]
    db.session.commit()
    assert typed("quotes", "list").stdout == f"{id_}  Niemand zegt mij waar ik sta.\n"
