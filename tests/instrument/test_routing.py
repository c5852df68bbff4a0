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
from consult.instrument.routing import offered, route

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


def names(things):
    return [thing.name for thing in things]


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
    assert names(route(survey, values).pages) == pages


def test_a_question_that_does_not_apply_is_not_on_its_page(survey):
    values = {"tenure": "private", "listed": "yes", "years": 6}
    assert names(route(survey, values).questions["long"]) == ["long"]
    assert names(route(survey, {**values, "years": 9}).questions["long"]) == ["long", "why"]
    assert "long" not in route(survey, {}).questions


def test_an_answer_off_the_path_takes_away_what_followed_from_it(survey):
    values = {"tenure": "social", "listed": "yes", "years": 9, "why": "marker", "born": "no"}
    assert route(survey, values).answers == {"tenure": "social", "born": "no"}
    assert route(survey, values).calculated == {"wait": "short", "target": "yes"}


def test_answers_on_the_path_are_kept(survey):
    values = {"tenure": "private", "listed": "yes", "years": 9, "why": "marker"}
    assert route(survey, values).answers == values


def test_what_was_typed_at_other_counts_only_while_other_is_chosen(survey):
    assert route(survey, {"tenure": "other", "tenure_other": "boot"}).answers == {
        "tenure": "other",
        "tenure_other": "boot",
    }
    assert route(survey, {"tenure": "social", "tenure_other": "boot"}).answers == {"tenure": "social"}


def test_an_empty_answer_is_no_answer(survey):
    assert route(survey, {"tenure": "", "born": []}).answers == {}


def test_a_variable_that_the_instrument_does_not_have_is_dropped(survey):
    assert route(survey, {"name": "marker"}).answers == {}


def test_what_is_calculated_cannot_be_typed_in(survey):
    assert route(survey, {"target": "yes", "wait": "long"}).calculated == {"wait": "short"}
    assert "long" not in names(route(survey, {"wait": "long"}).pages)


def test_a_calculate_gives_whole_numbers_without_a_point_and_nothing_for_no_number(survey):
    listed = {"tenure": "private", "listed": "yes"}
    assert route(survey, {**listed, "years": 9}).calculated["half"] == 4.5
    assert repr(route(survey, {**listed, "years": 8}).calculated["half"]) == "4"
    assert "half" not in route(survey, listed).calculated


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
    assert route(survey, {"years": 3}).calculated == {"b": 6, "a": 7}


def test_the_day_is_the_callers(load_after_front):
    survey = load_after_front("""\
        pages:
          - name: one
            part: core
            relevant: today() >= '2026-11-01'
            questions: [{name: a, type: text, label: A, disclosure: safe}]
        """)
    assert route(survey, {}, date(2026, 10, 31)).pages == ()
    assert names(route(survey, {}, date(2026, 11, 1)).pages) == ["one"]


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
def test_every_page_on_the_way_shows_something_and_stands_in_its_order(case):
    instrument, values = case
    way = route(instrument, values)
    assert all(way.questions[page.name] for page in way.pages)
    assert set(way.questions) == {page.name for page in way.pages}
    assert list(way.pages) == [page for page in instrument.pages if page in way.pages]


@given(answered())
def test_dropping_what_is_off_the_path_changes_nothing_more(case):
    instrument, values = case
    way = route(instrument, values)
    assert route(instrument, way.answers) == way


@given(answered())
def test_only_answers_to_questions_that_are_asked_are_kept(case):
    instrument, values = case
    way = route(instrument, values)
    asked = {question.name for questions in way.questions.values() for question in questions}
    assert set(way.answers) == {name for name in asked if values[name]}


@given(answered())
def test_answering_page_by_page_leads_past_the_same_pages_and_ends(case):
    instrument, values = case
    given_so_far, seen = {}, []
    while ahead := [page for page in route(instrument, given_so_far).pages if page not in seen]:
        page = ahead[0]
        seen.append(page)
        assert len(seen) <= len(instrument.pages)
        given_so_far |= {one.name: values[one.name] for one in page.questions if one.asks}
    assert tuple(seen) == route(instrument, values).pages


FILTERED = """\
choices:
  helpers: |
    name,label,province
    inn,Huis van de stad,x
    farm,Huis op het land,y
pages:
  - name: help
    part: core
    title: Hulp
    questions:
      - {name: province, type: text, label: Waar?, disclosure: free-text}
      - {name: help, type: select_multiple helpers or_other, label: Wie?, choice_filter: "province = ${province}", required: true, disclosure: safe}
      - {name: most, type: select_one helpers or_other, label: Wie het meest?, choice_filter: "province = ${province}", disclosure: safe}
"""


def test_other_is_never_filtered_away(load_after_front):
    given = {
        "province": "x", "help": ["inn", "other"], "help_other": "mijn zus", "most": "other", "most_other": "mijn zus"
    }  # fmt: skip
    assert route(load_after_front(FILTERED), given).answers == given


def test_other_falls_with_the_choice_beside_it_that_is_not_offered(load_after_front):
    given = {"province": "x", "help": ["farm", "other"], "help_other": "mijn zus"}
    assert route(load_after_front(FILTERED), given).answers == {"province": "x"}


def test_an_answer_of_which_the_code_has_a_space_stands_where_choices_are_filtered(load_after_front):
    ticked = next(line for line in FILTERED.splitlines(keepends=True) if "name: help," in line)
    form = FILTERED.replace(ticked, "").replace("inn,", "the inn,")
    assert route(load_after_front(form), {"province": "x", "most": "the inn"}).answers == {
        "province": "x",
        "most": "the inn",
    }
    assert route(load_after_front(form), {"province": "y", "most": "the inn"}).answers == {"province": "y"}


@pytest.mark.parametrize(
    ("filter_", "names"),
    [
        ("position() = 1", ["inn"]),
        ("position() = last()", ["farm"]),
        ("province = ${province} and position() < 2", ["inn"]),
        ("position() mod 2 = 0", ["farm"]),
    ],
)
def test_a_filter_knows_the_place_of_each_choice_in_its_list(load_after_front, filter_, names):
    form = load_after_front(FILTERED.replace("province = ${province}", filter_, 1))
    question = form.questions["help"]
    assert [one.name for one in offered(question, {"province": "x"})] == names
    assert [one.name for one in offered(question, {"province": "x"}, ["farm"])] == [
        name for name in names if name == "farm"
    ]
