"""The baseline asks what the instrument asks, and stores what is answered: otherwise its figures say nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from wtforms import Field, SelectFieldBase
from wtforms.validators import InputRequired, NumberRange

from tests.benchmarks import bare
from tests.benchmarks.contestants import Bare
from tests.benchmarks.forms import JourneyBroken, Page, Request
from tests.benchmarks.journey import answers, pages, questions, tally
from tests.benchmarks.statements import page_cost, played


@pytest.fixture
def fields() -> Mapping[str, Field]:
    """The questions of the baseline, by name."""
    forms = [form(meta={"csrf": False}) for _, form in bare.PAGES.values()]
    return {field.name: field for form in forms for field in form}


def test_the_baseline_asks_the_same_on_the_same_pages() -> None:
    asked = {name: tuple(form(meta={"csrf": False})._fields) for name, (_, form) in bare.PAGES.items()}
    assert asked == pages()


def test_there_are_twenty_questions_on_four_pages() -> None:
    assert (len(questions()), len(pages())) == (20, 4)


def test_the_baseline_offers_and_demands_the_same(fields: Mapping[str, Field]) -> None:
    for question in questions():
        for variable in question.variables:
            field = fields[variable]
            assert question.required == any(isinstance(rule, InputRequired) for rule in field.validators)
            if isinstance(field, SelectFieldBase):
                assert [choice.value for choice in field.iter_choices()] == list(question.choices)


def test_the_baseline_refuses_the_same_numbers(fields: Mapping[str, Field]) -> None:
    for question in questions():
        ranges = [rule for rule in fields[question.variables[0]].validators if isinstance(rule, NumberRange)]
        assert question.constraint == "".join(f". >= {rule.min} and . <= {rule.max}" for rule in ranges)


def test_a_journey_through_the_baseline_stores_what_was_answered(tmp_path: Path) -> None:
    list(played(Bare().application(tmp_path).test_client(), Bare(), 7))
    assert tally(Bare().stored(tmp_path)) == tally([answers(7)])


def test_a_forged_post_stores_nothing_in_the_baseline(tmp_path: Path) -> None:
    client = Bare().application(tmp_path).test_client()
    again = client.post("/living", data={"tenure": "social", "household": "2", "heating": "well"})
    assert "CSRF" in again.text
    assert list(Bare().stored(tmp_path)) == []


def test_the_baseline_says_what_is_wrong(tmp_path: Path) -> None:
    client = Bare().application(tmp_path).test_client()
    first = Page("/", 200, client.get("/").text)
    post = first.filled({"household": 99, "tenure": "social"})
    again = client.post(post.path, data=dict(post.fields)).text
    assert "Vul een getal in van 1 tot 20." in again
    assert "Kies een antwoord." in again


def test_the_baseline_costs_three_statements_a_page() -> None:
    """Read the row, write it, and read it again for the next page."""
    assert page_cost(Bare()).statements_to_keep == 3


FORM = """
<form method="post" action="/next"><input type="hidden" name="token" value="a&amp;b">
<input type="radio" name="tenure" value="social"><input type=radio name=tenure value=owner>
<input type="checkbox" name="problems" value="damp"><input type="checkbox" name="problems" value="cold">
<input type="number" name="rooms" value=""><textarea name="why"></textarea><button name="stop">Stop</button></form>
"""


def test_a_form_is_filled_in_as_a_browser_would() -> None:
    given = {"tenure": "owner", "problems": ["cold"], "rooms": 3, "not_here": "x"}
    assert Page("/now", 200, FORM).filled(given) == Request(
        "POST",
        "/next",
        (("token", "a&b"), ("tenure", "owner"), ("problems", "cold"), ("rooms", "3"), ("why", "")),
    )


@pytest.mark.parametrize("page", [Page("/x", 500, FORM), Page("/x", 200, "nothing to fill in")])
def test_a_page_that_cannot_be_filled_in_breaks_the_journey(page: Page) -> None:
    with pytest.raises(JourneyBroken, match="form 1 was expected"):
        page.filled({})
