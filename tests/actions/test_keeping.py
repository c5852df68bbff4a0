"""What purge leaves: no expired draft, no code that still leads to a response, no order of arrival."""

from dataclasses import replace
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import text

from consult.actions import accounts, answering, clock, consultations, keeping, sessions_of_staff, transaction
from consult.actions.accounts import Role
from consult.response.sealing import response_id
from consult.store import answers
from consult.store.base import db
from tests.response.conftest import SMALL
from tests.response.test_document import ALL_PAGES
from tests.worlds import OPENED, an_open_survey, published_shipped, published_text


def send(app: Flask, survey: str, day: date) -> str:
    """Sends an empty response on a day; its withdrawal code."""
    keys, fielded = answering.answer_keys(app.extensions["folder"]), answering.fielded(survey)
    assert fielded is not None
    with clock.at(day):
        draft = answering.begin(keys, fielded, "1", days=7)
        code = answering.submit_response(keys, fielded, draft, "nl")
    transaction.commit()
    return code


def test_a_code_leads_nowhere_after_its_thirty_days(both_databases: str, app: Flask) -> None:
    survey = an_open_survey(published_shipped("social-housing/survey"))
    old, young = send(app, survey, OPENED), send(app, survey, OPENED + timedelta(days=1))
    with clock.at(OPENED + timedelta(days=31)):
        assert keeping.purge(app.extensions["folder"], dry_run=True).responses_unlinked == 1
        assert keeping.purge(app.extensions["folder"], dry_run=False).responses_unlinked == 1
        assert keeping.purge(app.extensions["folder"], dry_run=False).responses_unlinked == 0
    server = answering.answer_keys(app.extensions["folder"]).server
    ids = db.session.execute(text("SELECT id FROM responses")).scalars().all()
    assert len(ids) == 2
    assert response_id(young, server) in ids
    assert response_id(old, server) not in ids


def test_expired_drafts_are_deleted(both_databases: str, app: Flask) -> None:
    survey = an_open_survey(published_shipped("social-housing/survey"))
    keys, fielded = answering.answer_keys(app.extensions["folder"]), answering.fielded(survey)
    assert fielded is not None
    with clock.at(OPENED):
        answering.begin(keys, fielded, "1", days=7)
    with clock.at(OPENED + timedelta(days=7)):
        assert keeping.purge(app.extensions["folder"], dry_run=False).drafts == 0
    with clock.at(OPENED + timedelta(days=8)):
        assert keeping.purge(app.extensions["folder"], dry_run=False).drafts == 1


def test_postgresql_forgets_the_order_of_arrival(both_databases: str, app: Flask) -> None:
    if both_databases == "sqlite":
        order = db.session.execute(
            text("SELECT sql FROM sqlite_master WHERE name = 'responses'")
        ).scalar_one()
        assert "WITHOUT ROWID" in order
        return
    survey = an_open_survey(published_shipped("social-housing/survey"))
    for _ in range(5):
        send(app, survey, OPENED)
    stored = "SELECT count(DISTINCT xmin::text) FROM responses"
    assert db.session.execute(text(stored)).scalar_one() == 5
    with clock.at(OPENED):
        keeping.purge(app.extensions["folder"], dry_run=False)
    db.session.commit()
    assert db.session.execute(text(stored)).scalar_one() == 1
    assert db.session.execute(text("SELECT count(*) FROM responses")).scalar_one() == 5


def test_what_signing_in_left_behind_is_forgotten(both_databases: str, app: Flask) -> None:
    person, _secret = accounts.add_member("An", "an", Role.POLICY)
    sessions_of_staff.open_session(person)
    with clock.at(clock.today() + timedelta(days=30)):
        keeping.purge(app.extensions["folder"], dry_run=False)
    for table in ("one_time_links", "staff_sessions", "failed_sign_ins"):
        assert db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    assert accounts.member_named("an") is not None


def test_free_text_is_deleted_when_its_days_after_closing_are_over(both_databases: str, app: Flask) -> None:
    survey = an_open_survey(published_text(SMALL))
    keys, fielded = answering.answer_keys(app.extensions["folder"]), answering.fielded(survey)
    assert fielded is not None
    with clock.at(OPENED):
        draft = replace(
            answering.begin(keys, fielded, "1", days=7), typed={"change": ["De wachttijd."]}, seen=ALL_PAGES
        )
        answering.submit_response(keys, fielded, draft, "nl")
        row = consultations.consultation(survey)
        assert row is not None
        consultations.close(row, by="machine")
    kept_until = OPENED + timedelta(days=730)
    with clock.at(kept_until):
        assert keeping.purge(app.extensions["folder"], dry_run=False).texts == 0
    with clock.at(kept_until + timedelta(days=1)):
        assert keeping.purge(app.extensions["folder"], dry_run=True).texts == 1
        assert keeping.purge(app.extensions["folder"], dry_run=False).texts == 1
    assert db.session.execute(text("SELECT count(*) FROM texts")).scalar_one() == 0
    assert db.session.execute(text("SELECT count(*) FROM responses")).scalar_one() == 1


def test_two_withdrawals_at_once_count_once(both_databases: str, app: Flask) -> None:
    survey = an_open_survey(published_shipped("social-housing/survey"))
    for _ in range(2):
        send(app, survey, OPENED)
    gone = str(db.session.execute(text("SELECT id FROM responses")).scalars().first())
    tally = answers.Tally(survey, OPENED, "unknown", "unknown", False)
    assert answers.erase_response(gone, tally)
    assert not answers.erase_response(gone, tally)
    assert answers.tallies_of(survey) == [(tally, 1)]
