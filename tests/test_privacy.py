"""Nothing that the house keeps leads from an answer to a person or a device (privacy.md, section 1)."""

import logging
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, current_app
from nacl.public import PrivateKey
from sqlalchemy.types import Date, DateTime, Float, Integer, Interval, Time

from consult.actions import clock, consultations, datasets, keeping, transaction
from consult.response import sealing
from consult.store.base import db
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock, publish

TEXT = "merkteken in vrije tekst"
# Documentation addresses (RFC 5737) and words that stand nowhere else.
MARKERS = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "198.51.100.99",
    "HTTP_X_REAL_IP": "198.51.100.98",
    "HTTP_USER_AGENT": "Merktoestel/4.2 (Merkbesturing)",
    "HTTP_REFERER": "https://merkverwijzer.example/pagina",
    "HTTP_ACCEPT_LANGUAGE": "nl;q=0.9, qaa-merktaal",
}
COOKIE = ("merkcookie", "merkinhoud")
SOUGHT = (TEXT, *COOKIE, "203.0.113", "198.51.100", "Merktoestel", "merkverwijzer", "merktaal")
TABLES = ("drafts", "responses", "texts", "participation_tallies")


def _answers(app: Flask, survey: str, kind: str) -> Respondent:
    """Someone with a marked device who sends, stays on the way, takes a code along or withdraws."""
    someone = Respondent(app, survey)
    someone.client.environ_base.update(MARKERS)
    someone.client.set_cookie(*COOKIE)
    someone.agree()
    someone.next(tenure="social")
    someone.answer(effects="other", effects_other=TEXT)
    if kind == "kept as a draft":
        someone.press("next")
    elif kind == "waiting under a code":
        someone.press("later")
    else:
        someone.press("stop")
        someone.walk({})
        code = someone.send_form().code
        if kind == "withdrawn":
            someone.give_code("take-back", code)
    return someone


KINDS = ("sent", "sent", "sent", "kept as a draft", "waiting under a code", "withdrawn")


def _a_hundred_answer(app: Flask) -> list[str]:
    """What each of a hundred marked respondents did."""
    survey, rng = publish(), random.Random(1)
    kinds = [rng.choice(KINDS) for _ in range(98)] + ["sent", "withdrawn"]
    for kind in kinds:
        _answers(app, survey, kind)
    db.session.commit()
    return kinds


def _database(app: Flask) -> bytes:
    """Every byte of an SQLite database; a dump of a PostgreSQL one."""
    address = db.engine.url
    if address.get_backend_name() == "sqlite":
        return b"".join(file.read_bytes() for file in Path(app.config["DATA"]).glob("consult.sqlite*"))
    named = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", named], check=True, capture_output=True).stdout


def _backup(place: Path) -> bytes:
    keeping.back_up(place)
    if db.engine.dialect.name == "sqlite":
        return place.read_bytes()
    told = subprocess.run(["pg_restore", "--file=-", str(place)], check=True, capture_output=True)
    return told.stdout


def _other_files(app: Flask) -> Iterator[tuple[str, bytes]]:
    for file in Path(app.config["DATA"]).rglob("*"):
        if file.is_file() and not file.name.startswith("consult.sqlite"):
            yield file.name, file.name.encode() + file.read_bytes()


def _copied() -> None:
    """Makes the copy that tables and releases are made from; it lies in the data folder."""
    (row,) = [one for project in consultations.projects() for one in project.consultations]
    datasets.fresh_copy(row, current_app.extensions["folder"])


def _logged(caplog: pytest.LogCaptureFixture) -> bytes:
    return "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records).encode()


def _hits(places: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (name, marker) for name, content in places.items() for marker in SOUGHT if marker.encode() in content
    ]


@pytest.mark.usefixtures("both_databases")
def test_a_hundred_marked_respondents_leave_no_mark(
    app: Flask, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    # In the test itself: what is logged while a fixture is made is not among the records of the test.
    caplog.set_level(logging.DEBUG)
    logging.getLogger("consult").debug("the log is kept")
    kinds = _a_hundred_answer(app)
    _copied()
    places = {
        "database": _database(app),
        "backup": _backup(tmp_path / "backup"),
        "log": _logged(caplog),
        **dict(_other_files(app)),
    }
    assert _hits(places) == []
    # The search itself works: what is meant to be there is found.
    assert all(b"not_answered" in places[name] for name in ("database", "backup"))
    assert b"server_key" in places["secrets.json"]
    assert any(name.endswith(".parquet") for name in places)
    assert b"the log is kept" in places["log"]
    assert len(rows("responses")) == kinds.count("sent")
    opened = {sealing.open_text(row["sealed"], PrivateKey(b"r" * 32)) for row in rows("texts")}
    assert opened == {TEXT}


@pytest.mark.usefixtures("both_databases")
def test_a_failing_request_logs_no_mark(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A database that breaks in the middle of a page quotes its parameters in the error: those are not logged."""
    caplog.set_level(logging.DEBUG)
    survey = publish()
    someone = _answers(app, survey, "kept as a draft")
    fields = {**someone.page.filled(), "trust_clear": TEXT}
    db.session.execute(sa.text("ALTER TABLE drafts RENAME TO elsewhere"))
    db.session.commit()
    app.testing = False
    page = someone.post(someone.address("rules"), fields)
    assert (page.status, page.heading) == (500, "Er ging iets mis bij ons")
    assert "a request failed" in caplog.text
    assert _hits({"log": _logged(caplog), "page": page.html.encode()}) == []


def test_what_was_purged_is_gone_from_the_files(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.moment)
    survey = publish()
    for kind in ("kept as a draft", "waiting under a code"):
        _answers(app, survey, kind)
    sealed = [row["sealed"] for row in rows("drafts")]
    before = _database(app)
    standing.pass_days(8)
    keeping.purge(app.extensions["folder"], dry_run=False)
    transaction.commit()
    transaction.erase_deleted_bytes()
    after = _database(app)
    assert [one in before for one in sealed] == [True, True]
    assert [one in after for one in sealed] == [False, False]


@pytest.mark.parametrize("table", TABLES)
def test_no_column_is_finer_than_a_day_or_counts_arrivals(app: Flask, table: str) -> None:
    counts = {"responses": {"format"}, "participation_tallies": {"n"}}
    for column in sa.inspect(db.engine).get_columns(table):
        kind = column["type"]
        assert not isinstance(kind, DateTime | Time | Interval | Float), column["name"]
        assert not isinstance(kind, Integer) or column["name"] in counts.get(table, set()), column["name"]
        assert isinstance(kind, Date) == (column["name"] in ("day", "expires")), column["name"]


@pytest.mark.parametrize("table", TABLES)
def test_rows_lie_in_the_order_of_their_hashes_and_not_of_arrival(app: Flask, table: str) -> None:
    """With a rowid, `SELECT rowid` would number responses as they came in."""
    written = db.session.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
    ).scalar_one()
    assert written.rstrip().endswith("WITHOUT ROWID")


def test_ids_do_not_follow_arrival(app: Flask) -> None:
    survey, arrived = publish(), []
    for _ in range(12):
        _answers(app, survey, "sent")
        arrived += [row["id"] for row in rows("responses") if row["id"] not in arrived]
    kept = [row[0] for row in db.session.execute(sa.text("SELECT id FROM responses NOT INDEXED"))]
    assert kept == sorted(arrived) != arrived
    backwards = sorted(arrived, reverse=True)
    assert arrived != backwards
