"""Notes lie sealed: the database and its backup tell nothing of what was said."""

import json
from base64 import b64encode

import pytest
from flask import Flask
from sqlalchemy import text

from consult.actions.notes import highlighting
from consult.folder import NotADataFolder
from consult.store import notes as stored
from consult.store.base import db
from tests.web.staff.notes_world import SAID, a_group, a_quote, place_of, some_notes

_HELD = (
    "SELECT text FROM sources UNION ALL SELECT memo FROM highlights UNION ALL SELECT text FROM quotes "
    "UNION ALL SELECT translation FROM quotes"
)


@pytest.mark.usefixtures("both_databases")
def test_what_was_said_thought_and_quoted_lies_sealed_in_the_database(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    highlighting.highlight(row, source, "waiting", place_of(source, "Ik wacht"), "mijn gedachte", by="rik")
    a_quote(app, row, source, translation="Nobody tells me where I stand.")
    held = [bytes(one) for one in db.session.execute(text(_HELD)).scalars()]
    assert [len(one) > 100 for one in held] == [True] * 4
    told = b"".join(held)
    assert [word for word in (b"wacht", b"gedachte", b"Niemand", b"Nobody") if word in told] == []
    db.session.expire_all()
    [again] = stored.sources_of(row.id)
    assert (again.text, again.highlights[0].memo) == (SAID, "mijn gedachte")
    assert again.quotes[0].translation == "Nobody tells me where I stand."


@pytest.mark.usefixtures("both_databases")
def test_texts_of_about_one_length_take_one_length(app: Flask) -> None:
    row = a_group()
    for said in ("D1: ja.", "D1: neen, en dat is al negen jaar zo."):
        some_notes(row, said)
    lengths = db.session.execute(text("SELECT length(text) FROM sources")).scalars().all()
    assert len(lengths) == 2
    assert len(set(lengths)) == 1


def test_notes_under_another_secret_are_told_and_not_guessed(app: Flask) -> None:
    row = a_group()
    some_notes(row)
    db.session.expire_all()
    other = json.dumps({"server_key": b64encode(bytes(32)).decode()})
    (app.extensions["folder"].path / "secrets.json").write_text(other)
    with pytest.raises(NotADataFolder, match="sealed by another secret"):
        stored.sources_of(row.id)
