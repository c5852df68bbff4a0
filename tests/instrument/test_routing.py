"""Which pages and questions apply, and what happens to answers that no longer do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.instrument.definition import (
    Choice,
    Consent,
    Disclosure,
    Instrument,
    Method,
    Page,
    Part,
    Question,
    Report,
    Retention,
    Type,
)
from consult.instrument.expression.parsing import parse
from consult.instrument.routing import (
    calculated,
    closing_pages,
    next_page,
    on_path,
    pages_asked,
    previous_page,
    questions_asked,
    route,
)

PAGES = """\
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - name: tenure
    part: core
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe?, disclosure: safe}
  - name: waiting
    part: core
    relevant: ${tenure} = 'private'
    questions:
      - {name: listed, type: select_one yes_no, label: Op de lijst?, disclosure: safe}
  - name: years
    part: core
    questions:
      - {name: years, type: integer, label: Hoelang?, relevant: "${listed} = 'yes'", disclosure: safe}
  - name: long
    part: core
    title: Lang
    questions:
      - {name: long, type: note, label: U wacht lang., relevant: "${wait} = 'long'"}
      - {name: why, type: text, label: Waarom?, relevant: "${years} > 8", disclosure: free-text}
  - name: end
    part: closing
    questions:
      - {name: born, type: select_one yes_no, label: Hier geboren?, keep: derived}
      - {name: wait, type: calculate, calculation: "if(${years} > 4, 'long', 'short')", disclosure: safe}
      - {name: target, type: calculate, calculation: "if(${born} = 'no', 'yes', '')", disclosure: key}
      - {name: half, type: calculate, calculation: "${years} div 2", disclosure: safe}
"""


@pytest.fixture(scope="module")
def survey(load_after_front):
    return load_after_front(PAGES)


def names(pages):
    return [page.name for page in pages]


@pytest.mark.parametrize(
    ("values", "pages"),
    [
        ({}, ["tenure", "end"]),
        ({"tenure": "social"}, ["tenure", "end"]),
        ({"tenure": "private"}, ["tenure", "waiting", "end"]),
        ({"tenure": "private", "listed": "yes"}, ["tenure", "waiting", "years", "end"]),
        ({"tenure": "private", "listed": "yes", "years": 6}, ["tenure", "waiting", "years", "long", "end"]),
    ],
)
def test_a_page_without_a_question_that_applies_is_passed_over(survey, values, pages):
    assert names(pages_asked(survey, values)) == pages


def test_a_question_that_does_not_apply_is_not_on_its_page(survey):
    values = {"tenure": "private", "listed": "yes", "years": 6}
    long = survey.pages_by_name["long"]
    assert [question.name for question in questions_asked(survey, long, values)] == ["long"]
    assert [question.name for question in questions_asked(survey, long, {**values, "years": 9})] == [
        "long",
        "why",
    ]
    assert questions_asked(survey, long, {}) == ()


def test_an_answer_off_the_path_takes_away_what_followed_from_it(survey):
    values = {"tenure": "social", "listed": "yes", "years": 9, "why": "marker", "born": "no"}
    assert on_path(survey, values) == {"tenure": "social", "born": "no"}
    assert calculated(survey, values) == {"wait": "short", "target": "yes"}


def test_answers_on_the_path_are_kept(survey):
    values = {"tenure": "private", "listed": "yes", "years": 9, "why": "marker"}
    assert on_path(survey, values) == values


def test_what_was_typed_at_other_counts_only_while_other_is_chosen(survey):
    assert on_path(survey, {"tenure": "other", "tenure_other": "boot"}) == {
        "tenure": "other",
        "tenure_other": "boot",
    }
    assert on_path(survey, {"tenure": "social", "tenure_other": "boot"}) == {"tenure": "social"}


def test_an_empty_answer_is_no_answer(survey):
    assert on_path(survey, {"tenure": "", "born": []}) == {}


def test_a_variable_that_the_instrument_does_not_have_is_dropped(survey):
    assert on_path(survey, {"name": "marker"}) == {}


def test_what_is_calculated_cannot_be_typed_in(survey):
    assert calculated(survey, {"target": "yes", "wait": "long"}) == {"wait": "short"}
    assert "long" not in names(pages_asked(survey, {"wait": "long"}))


def test_a_calculate_gives_whole_numbers_without_a_point_and_nothing_for_no_number(survey):
    listed = {"tenure": "private", "listed": "yes"}
    assert calculated(survey, {**listed, "years": 9})["half"] == 4.5
    assert repr(calculated(survey, {**listed, "years": 8})["half"]) == "4"
    assert "half" not in calculated(survey, listed)


def test_a_calculate_may_rest_on_one_that_stands_after_it(load_after_front):
    survey = load_after_front("""\
        pages:
          - name: one
            part: core
            questions:
              - {name: a, type: calculate, calculation: "${b} + 1", disclosure: safe}
              - {name: b, type: calculate, calculation: "${years} * 2", disclosure: safe}
              - {name: years, type: integer, label: Hoelang?, disclosure: safe}
        """)
    assert calculated(survey, {"years": 3}) == {"b": 6, "a": 7}


def test_next_and_previous_pass_over_what_does_not_apply(survey):
    tenure, end = survey.pages_by_name["tenure"], survey.pages_by_name["end"]
    assert next_page(survey, tenure, {}) == end
    assert previous_page(survey, end, {}) == tenure
    assert next_page(survey, end, {}) is None
    assert previous_page(survey, tenure, {}) is None


def test_the_way_goes_on_from_a_page_that_no_longer_applies(survey):
    waiting = survey.pages_by_name["waiting"]
    assert next_page(survey, waiting, {"tenure": "social"}) == survey.pages_by_name["end"]
    assert previous_page(survey, waiting, {"tenure": "social"}) == survey.pages_by_name["tenure"]


def test_who_stops_early_sees_the_closing_pages(survey):
    assert names(closing_pages(survey, {})) == ["end"]


def test_the_day_is_the_callers(load_after_front):
    survey = load_after_front("""\
        pages:
          - name: one
            part: core
            relevant: today() >= '2026-11-01'
            questions: [{name: a, type: text, label: A, disclosure: safe}]
        """)
    assert pages_asked(survey, {}, date(2026, 10, 31)) == ()
    assert names(pages_asked(survey, {}, date(2026, 11, 1))) == ["one"]


CHOICES = (Choice("a", "A"), Choice("b", "B"))


@st.composite
def conditions(draw, earlier):
    """An expression about earlier questions, or none."""
    if not earlier or draw(st.booleans()):
        return None
    name, other = draw(st.sampled_from(earlier)), draw(st.sampled_from(earlier))
    form = draw(
        st.sampled_from(["${%s} = 'a'", "${%s} != ${%s}", "not(${%s} = 'b' and ${%s} = 'a')", "${%s} = ''"])
    )
    return parse(form.replace("%s", name, 1).replace("%s", other, 1))


@st.composite
def instruments(draw):
    """Up to six pages of up to three questions and calculates, each looking at any before it."""
    earlier: list[str] = []
    pages = []
    for index in range(draw(st.integers(1, 6))):
        page_relevant = draw(conditions(earlier))
        questions = []
        for place in range(draw(st.integers(1, 3))):
            name = f"q{index}_{place}"
            if earlier and draw(st.integers(0, 4)) == 0:
                source = parse(f"if(${{{draw(st.sampled_from(earlier))}}} = 'a', 'a', 'b')")
                questions.append(Question(name, Type.CALCULATE, "", calculation=source))
            else:
                relevant = draw(conditions(earlier))
                questions.append(
                    Question(
                        name,
                        Type.SELECT_ONE,
                        "Q",
                        "",
                        "l",
                        CHOICES,
                        relevant=relevant,
                        disclosure=Disclosure.SAFE,
                    )
                )
            earlier.append(name)
        pages.append(Page(f"p{index}", Part.CORE, tuple(questions), page_relevant, "P"))
    return Instrument(
        "social-housing/x", "X", Method.SURVEY, Report.SOCIAL_HOUSING, ("nl",), tuple(pages),
        Consent("1", "T", "A"), Retention(1, 1), choice_lists={"l": CHOICES},
    )  # fmt: skip


@st.composite
def answered(draw):
    instrument = draw(instruments())
    codes = st.sampled_from(["a", "b", ""])
    return instrument, {name: draw(codes) for name in instrument.variables}


@given(answered())
def test_routing_never_asks_a_question_twice(case):
    instrument, values = case
    way = route(instrument, values)
    asked = [question.name for page in way.pages for question in way.questions[page.name]]
    assert len(asked) == len(set(asked))


@given(answered())
def test_the_way_ends_and_leads_back(case):
    instrument, values = case
    pages = pages_asked(instrument, values)
    assert all(questions_asked(instrument, page, values) for page in pages)
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        assert next_page(instrument, page, values) == following
        if following:
            assert previous_page(instrument, following, values) == page


@given(answered())
def test_dropping_what_is_off_the_path_changes_nothing_more(case):
    instrument, values = case
    kept = on_path(instrument, values)
    assert on_path(instrument, kept) == kept
    assert pages_asked(instrument, kept) == pages_asked(instrument, values)
    assert calculated(instrument, kept) == calculated(instrument, values)


@given(answered())
def test_only_answers_to_questions_that_are_asked_are_kept(case):
    instrument, values = case
    way = route(instrument, values)
    asked = {question.name for questions in way.questions.values() for question in questions}
    assert set(way.answers) == {name for name in asked if values[name]}


@given(answered())
def test_answering_page_by_page_leads_past_the_same_pages(case):
    instrument, values = case
    given_so_far = {}
    seen = []
    page = next(iter(pages_asked(instrument, {})), None)
    while page:
        seen.append(page)
        for question in page.questions:
            if question.asks:
                given_so_far[question.name] = values[question.name]
        page = next_page(instrument, page, given_so_far)
    assert tuple(seen) == pages_asked(instrument, values)
