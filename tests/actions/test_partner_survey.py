"""The survey for organisations as it ships: nothing recorded with it counts."""

from datetime import date

import pytest
from flask import Flask

from consult.actions import records
from consult.plan.counting import verdict
from consult.plan.loading import load_plan
from consult.plan.rule import load_rules
from consult.store import consultations as rows
from consult.store.base import db
from consult.store.instruments import InstrumentVersion
from tests.actions.worlds import a_held_group, a_project, validate
from tests.worlds import published_shipped

HELD = date(2025, 3, 10)


@pytest.fixture
def partners(app: Flask) -> InstrumentVersion:
    """The published survey for organisations."""
    return published_shipped("partners/partner-satisfaction")


@pytest.mark.parametrize(("asked_of_partners", "counts", "people"), [(False, 1, 8), (True, 0, 0)])
def test_a_consultation_that_has_everything_counts_unless_it_asks_organisations(
    partners: InstrumentVersion, asked_of_partners: bool, counts: int, people: int
) -> None:
    group = a_held_group(a_project(), "Partners", HELD)
    validate(group, HELD)
    if asked_of_partners:
        rows.add(rows.FieldedVersion(consultation_id=group.id, version=partners.id, since=HELD))
        rows.refresh(group)
    db.session.flush()
    plan, rule = load_plan(), load_rules()[0]
    told = verdict(records.consultation_of(group, date(2025, 12, 31)), rule, plan, date(2025, 12, 31))
    assert (told.counts, told.persons, told.other) == (counts, people, 0)


def test_who_fields_it_is_told_that_it_never_counts(partners: InstrumentVersion) -> None:
    group = a_held_group(a_project(), "Partners", HELD)
    rows.add(rows.FieldedVersion(consultation_id=group.id, version=partners.id, since=HELD))
    rows.refresh(group)
    standing = records.standing(group)
    assert [one.code for one in standing.missing] == ["asks_organisations"]
