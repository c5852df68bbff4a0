"""What a page costs a phone and the database: bytes on the wire, requests, statements."""

import gzip
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

import pytest
import sqlalchemy as sa
from _pytest.mark import ParameterSet
from flask import Flask
from sqlalchemy.engine import Engine

from consult.actions import answering, publishing
from consult.instrument.definition import Instrument, Method
from consult.response.draft import Draft
from consult.response.judging import read_all
from consult.response.synthetic import answered
from consult.shipped import shipped
from tests.web.respond.reading import Page
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import TODAY, WHOLE, Clock
from tests.worlds import an_open_survey, as_demonstration, published_shipped

FIRST_PAGE_BYTES, NEXT_PAGE_BYTES = 10_000, 3_000  # gzipped
AGAIN_BYTES = 3_300  # a page that is shown again, with what was answered and the problem told
MOST_STATEMENTS = 4  # performance.md, for each answer page


@contextmanager
def _statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            said.append(statement)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("both_databases")
def test_every_answer_page_takes_the_same_few_statements(app: Flask, survey: str) -> None:
    Respondent(app, survey).agree()  # what is read once per process is not counted
    counts = {}
    for tag in ("nl", "ar"):
        respondent = Respondent(app, survey, tag)
        respondent.agree()
        while respondent.page.name != "check-answers":
            name = respondent.page.name
            respondent.answer(**WHOLE[name])
            fields = {**respondent.page.filled(), **respondent._typed}
            with _statements() as to_keep:
                respondent.client.post(respondent.address(name), data=fields)
            with _statements() as to_show:
                respondent.open("check-answers")
            counts[tag, name] = (len(to_keep), len(to_show))
    keeps = {kept for kept, _ in counts.values()}
    assert len(keeps) == 1
    assert keeps.pop() <= MOST_STATEMENTS
    assert max(shown for _, shown in counts.values()) <= MOST_STATEMENTS


_TOKEN = re.compile(r'(?<=name="\.token" value=")[0-9a-f]+')
_ANY_TOKEN = sha256(b"any").hexdigest()


def _gzipped(page: Page) -> int:
    # Some tokens gzip a few bytes better than others; a page that just fits has to fit every time.
    html = _TOKEN.sub(lambda token: _ANY_TOKEN[: len(token.group())], page.html)
    return len(gzip.compress(html.encode(), 6))


def _shipped_surveys() -> list[ParameterSet]:
    """Every shipped survey in each language; all but Dutch and the three with most bytes wait for the soak."""
    checked = [publishing.check_file(path).instrument for path in publishing.shipped_files()]
    surveys = [one for one in checked if one is not None and one.method is Method.SURVEY]
    return [
        pytest.param(survey.name, tag, marks=() if tag in ("nl", *_heaviest(survey)) else (pytest.mark.soak,))
        for survey in surveys
        for tag in survey.languages
    ]


def _heaviest(survey: Instrument) -> list[str]:
    catalogues = {
        tag: shipped("instruments") / "locale" / tag / f"{survey.name}.po" for tag in survey.languages[1:]
    }
    return sorted(catalogues, key=lambda tag: catalogues[tag].stat().st_size)[-3:]


def _journeys_past_every_page(version: str) -> list[Mapping[str, list[str]]]:
    """What synthetic respondents type who together come past every page."""
    instrument, journeys = answering.published(version).instrument, []
    left = {page.name for page in instrument.pages if any(question.asks for question in page.questions)}
    for seed in range(1_000):
        typed = answered(instrument, Draft("", version, "", {}), random.Random(seed), TODAY, {}).typed
        passed = {page.name for page in read_all(instrument, typed, TODAY).route.pages}
        if passed & left:
            journeys.append(typed)
            left -= passed
    assert left == set(), "no synthetic respondent comes here"
    return journeys


_BUTTONS = {".token", ".go", ".language", ""}  # and what is no control


@dataclass
class Sizes:
    """How many bytes each page of a survey is: as it is met, filled in, and with its problem."""

    met: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    with_problem: dict[str, int] = field(default_factory=dict)

    def of_journey(self, respondent: Respondent, typed: Mapping[str, list[str]]) -> None:
        """Measures the pages of a journey, those of an earlier one left out."""
        respondent.agree()
        while respondent.page.name != "check-answers":
            page = respondent.page
            names = {one.get("name") for one in page.elements} - _BUTTONS
            answers = {name: typed.get(name, []) for name in names}
            if page.name in self.met:
                respondent.post_page(page.name, go="next", **answers)
            else:
                self._of_page(respondent, answers)
            assert respondent.page.name != page.name, respondent.page.problems

    def _of_page(self, respondent: Respondent, answers: Mapping[str, list[str]]) -> None:
        here = respondent.page.name
        self.met[here] = _gzipped(respondent.page)
        wrong = respondent.post_page(here, go="next", **dict.fromkeys(answers, "nergens"))
        if wrong.problems:  # a question in words lets any text pass
            self.with_problem[here] = _gzipped(wrong)
        onward = respondent.post_page(here, go="next", **answers)
        self.filled[here] = _gzipped(respondent.open(here))
        respondent.open(onward.name)


@pytest.mark.parametrize(("name", "tag"), _shipped_surveys())
def test_every_page_of_a_shipped_survey_keeps_its_budget(
    app: Flask, time_passes: Clock, name: str, tag: str
) -> None:
    """The critic has looked that no page asks for a second request."""
    as_demonstration(app)  # with its notices, a page is at its longest
    version = published_shipped(name)
    survey = an_open_survey(version)
    respondent = Respondent(app, survey, tag)
    assert _gzipped(respondent.open_entry()) <= FIRST_PAGE_BYTES
    assert _gzipped(respondent.open()) <= FIRST_PAGE_BYTES
    sizes = Sizes()
    for typed in _journeys_past_every_page(version.id):
        sizes.of_journey(Respondent(app, survey, tag), typed)
    assert sizes.with_problem
    assert _beyond(NEXT_PAGE_BYTES, sizes.met) == {}
    assert _beyond(AGAIN_BYTES, sizes.filled) == {}
    assert _beyond(AGAIN_BYTES, sizes.with_problem) == {}


def _beyond(most: int, sizes: Mapping[str, int]) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > most}
