"""Small instruments: a front that is right, to which a test adds the lists and pages it is about."""

from textwrap import dedent

import pytest

from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from tests.instrument.pages import LISTS, TENURE, page

# Seven lines, so that what a test adds starts on line 8.
FRONT = """\
instrument: social-housing/test
title: Wonen
method: survey
report: social-housing
languages: [nl, ar, nl-x-plain]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: 2026-11, text: Lees dit., agree: Ik doe mee}
"""


def _load_after_front(rest):
    return load_text(FRONT + dedent(rest), "test.yaml")


@pytest.fixture(scope="session")
def load_after_front():
    """An instrument from what follows a right front."""
    return _load_after_front


@pytest.fixture(scope="session")
def problems_after_front():
    """The problems, as printed, of what follows a right front."""

    def problems(rest):
        with pytest.raises(InstrumentProblems) as caught:
            _load_after_front(rest)
        return [str(problem) for problem in caught.value.problems]

    return problems


@pytest.fixture
def problems_of_question(problems_after_front):
    """Problems, without their place, of one question after a right one about tenure."""

    def problems(question):
        text = LISTS.lstrip() + "pages:\n" + page(TENURE, name="before") + page(question)
        return [problem.split("  ", 1)[1] for problem in problems_after_front(text)]

    return problems
