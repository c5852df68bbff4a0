"""Which of the versions of a consultation is the newest."""

from datetime import timedelta

from flask import Flask

from consult.actions.records import consent_to_read
from consult.store import consultations
from consult.store.base import db
from consult.store.consultations import Consultation, FieldedVersion
from consult.store.instruments import InstrumentVersion
from tests.web.respond.world import SMALL
from tests.worlds import OPENED, an_open_survey, published_text


def _with_versions(*days_later: int) -> Consultation:
    """A survey whose first version is followed by one more for each of the days."""
    survey = an_open_survey(published_text(SMALL))
    for number, days in enumerate(days_later, start=2):
        version = published_text(SMALL.replace('version: "1"', f'version: "{number}"'))
        since = OPENED + timedelta(days=days)
        consultations.add(FieldedVersion(consultation_id=survey, version=version.id, since=since))
    db.session.commit()
    db.session.expire_all()
    row = consultations.consultation(survey)
    assert row is not None
    return row


def test_of_versions_since_one_day_the_highest_number_is_the_newest(app: Flask) -> None:
    """Their hashes are in any order."""
    row = _with_versions(0, 0, 0, 0)
    numbers = [db.session.get_one(InstrumentVersion, one.version).number for one in row.versions]
    assert numbers == [1, 2, 3, 4, 5]
    assert consultations.versions_fielded(row.id) == tuple(one.version for one in reversed(row.versions))
    assert consent_to_read(row) == "5"


def test_a_later_day_goes_before_a_higher_number(app: Flask) -> None:
    """Who chooses an earlier version again, wants that one asked."""
    row = _with_versions(3, 1)
    assert [one.since.day - OPENED.day for one in row.versions] == [0, 1, 3]
    assert consent_to_read(row) == "2"
