"""What a page costs a phone and the database: bytes on the wire, requests, statements."""

import gzip
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine

from consult.actions import answering
from consult.response.draft import Draft
from consult.response.synthetic import answered
from tests.web.respond.reading import Page
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import TODAY, WHOLE, Clock
from tests.worlds import an_open_survey, as_demonstration, published_shipped

FIRST_PAGE_BYTES, NEXT_PAGE_BYTES = 10_000, 3_000  # respondents.md, gzipped
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


def _gzipped(page: Page) -> int:
    return len(gzip.compress(page.html.encode(), 6))


@pytest.mark.parametrize("tag", ["nl", "ar"])
def test_every_page_of_the_housing_survey_keeps_its_budget(app: Flask, time_passes: Clock, tag: str) -> None:
    """The critic has looked that no page asks for a second request."""
    as_demonstration(app)  # with its notices, a page is at its longest
    version = published_shipped("social-housing/survey")
    respondent = Respondent(app, an_open_survey(version), tag)
    assert _gzipped(respondent.open_entry()) <= FIRST_PAGE_BYTES
    assert _gzipped(respondent.open()) <= FIRST_PAGE_BYTES
    respondent.agree()
    typed = answered(
        answering.published(version.id).instrument, Draft("", version.id, "", {}), random.Random(3), TODAY, {"tenure": ["private"], "registered": ["now"]}
    ).typed  # fmt: skip
    sizes: dict[str, int] = {}
    while respondent.page.name != "check-answers":
        page = respondent.page
        sizes[page.name] = _gzipped(page)
        names = {one.get("name") for one in page.elements}
        respondent.next(**{name: values for name, values in typed.items() if name in names})  # type: ignore[arg-type]
        assert respondent.page.name != page.name, respondent.page.problems
    assert len(sizes) >= 30
    assert {name: size for name, size in sizes.items() if size > NEXT_PAGE_BYTES} == {}
