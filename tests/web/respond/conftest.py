"""A respondent before the small survey, which is open since January."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from consult.actions import clock
from consult.instrument.translated import State
from consult.store.base import db
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import Clock, publish
from tests.worlds import as_demonstration


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of this test."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.moment)
    return standing


@pytest.fixture
def survey(app: Flask, time_passes: Clock) -> Iterator[str]:
    """The id of the small survey, open since January."""
    yield publish()
    db.session.rollback()


@pytest.fixture
def someone(app: Flask, survey: str) -> Respondent:
    """A respondent who has agreed and sees the first question."""
    respondent = Respondent(app, survey)
    respondent.agree()
    return respondent


@pytest.fixture
def unreviewed(app: Flask) -> str:
    """The id of a survey whose Arabic no speaker has read."""
    return publish(state=State.MACHINE)


@pytest.fixture
def as_demo(app: Flask) -> Callable[[], None]:
    """Makes this installation a demonstration."""
    return lambda: as_demonstration(app)
