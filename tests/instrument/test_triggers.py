"""A calculate with a trigger is worked out when the answer to that changes, and keeps its value otherwise."""

from datetime import date

import pytest

from consult.instrument.calculated import free_texts
from consult.instrument.changes import Change, Effect, Kind, diff
from consult.instrument.routing import route
from consult.instrument.unfolding import unfolding
from consult.instrument.version import canonical, from_canonical, published
from consult.response.draft import Draft, draft_from
from consult.response.holding import answers_of, holding
from tests.instrument.xlsform.round_trips import small, the_same
from tests.untranslated import untranslated

PAGES = """
pages:
  - name: agreed
    part: core
    questions:
      - {name: agreed, type: text, label: Akkoord?, disclosure: free-text}
  - name: price
    part: core
    questions:
      - {name: price, type: integer, label: Prijs?, disclosure: safe}
      - {name: fixed, type: calculate, calculation: "${price} * 2", trigger: [agreed], disclosure: safe}
  - name: dear
    part: core
    relevant: ${fixed} > 100
    questions:
      - {name: dear, type: text, label: Waarom?, disclosure: free-text}
"""
TODAY = date(2026, 11, 20)


@pytest.fixture
def survey():
    return small(PAGES)


def answered(survey, *posts):
    """The draft after these were typed one after another."""
    draft = Draft("secret", "version", "1", {})
    for typed in posts:
        now = Draft("secret", "version", "1", {**draft.typed, **typed}, held=draft.held)
        draft = holding(survey, draft, now, TODAY)
    return draft


def fixed(survey, *posts):
    return answers_of(survey, answered(survey, *posts), TODAY).route.calculated.get("fixed")


def test_routing_takes_the_value_that_is_held(survey):
    way = route(survey, {"agreed": "ja", "price": 10, "fixed": 200})
    assert way.calculated == {"fixed": 200}
    assert [page.name for page in way.pages] == ["agreed", "price", "dear"]


def test_what_holds_none_works_it_out_once_a_trigger_is_answered(survey):
    assert route(survey, {"agreed": "ja", "price": 10}).calculated == {"fixed": 20}
    assert route(survey, {"price": 10}).calculated == {}


def test_before_the_trigger_was_answered_it_has_no_value(survey):
    assert fixed(survey, {"price": ["10"]}) is None


def test_it_stays_when_what_it_looks_at_changes(survey):
    assert fixed(survey, {"price": ["10"]}, {"agreed": ["ja"]}, {"price": ["80"]}) == 20


def test_it_is_worked_out_again_when_the_trigger_changes(survey):
    posts = {"price": ["10"]}, {"agreed": ["ja"]}, {"price": ["80"]}
    assert fixed(survey, *posts, {"agreed": ["nee"]}) == 160
    assert fixed(survey, *posts, {"agreed": ["ja"]}) == 20


def test_a_trigger_that_changed_while_there_was_nothing_to_look_at_gives_none(survey):
    assert fixed(survey, {"agreed": ["ja"]}, {"price": ["10"]}) is None


def test_what_is_not_relevant_yet_holds_its_value_for_when_it_is():
    survey = small(PAGES.replace("trigger: [agreed]", 'trigger: [agreed], relevant: "${price} > 50"'))
    posts = {"price": ["10"]}, {"agreed": ["ja"]}
    assert fixed(survey, *posts) is None
    assert fixed(survey, *posts, {"price": ["80"]}) == 20


def test_of_two_with_one_trigger_the_second_looks_at_the_new_value_of_the_first():
    more = '      - {name: more, type: calculate, calculation: "${fixed} + 1", trigger: [agreed], disclosure: safe}\n'
    survey = small(PAGES.replace("  - name: dear\n    part", more + "  - name: dear\n    part"))
    posts = {"price": ["10"], "agreed": ["ja"]}, {"price": ["80"]}, {"agreed": ["nee"]}
    assert answered(survey, *posts).held == {"fixed": 160, "more": 161}


def test_a_draft_is_sealed_with_what_it_holds(survey):
    draft = answered(survey, {"price": ["10"]}, {"agreed": ["ja"]})
    assert draft_from(draft.as_json()).held == {"fixed": 20}
    assert "held" not in answered(survey, {"price": ["10"]}).as_json()


def test_in_a_repeat_the_trigger_is_that_of_the_same_instance():
    lines = PAGES.partition("pages:")[2].partition("  - name: dear")[0]
    inner = lines.replace("\n  ", "\n      ")
    survey = small(
        f"pages:\n  - repeat: house\n    label: Huis\n    more: Nog?\n    most: 2\n    pages:{inner}"
    )
    assert survey.questions["fixed_2"].trigger == ("agreed_2",)
    posts = (
        {"price_1": ["10"], "agreed_1": ["ja"], "house_more_1": ["OK"]},
        {"price_2": ["7"], "agreed_2": ["ja"]},
    )
    draft = answered(survey, *posts, {"price_1": ["80"], "agreed_2": ["nee"], "price_2": ["8"]})
    assert draft.held == {"fixed_1": 20, "fixed_2": 16}


def test_a_page_that_hangs_on_one_is_left_to_the_server():
    one_page = PAGES.replace("""  - name: dear
    part: core
    relevant: ${fixed} > 100
    questions:
      - {name: dear,""", """      - {name: dear, relevant: "${fixed} > 100",""").replace("""  - name: price
    part: core
    questions:
""", "").replace("part: core\n", "part: core\n    title: Alles\n")  # fmt: skip
    here = small(one_page)
    assert not unfolding(here, here.pages[0])
    without = small(one_page.replace("trigger: [agreed], ", ""))
    assert unfolding(without, without.pages[0])


def test_words_that_are_passed_on_are_sealed_as_ever():
    survey = small(PAGES.replace("${price} * 2", "concat(${agreed}, '!')"))
    assert "fixed" in free_texts(survey)


def test_it_is_written_as_a_list_or_as_xlsform_does(survey):
    both = small(PAGES.replace("[agreed]", '"${agreed}, ${price}"'))
    assert survey.questions["fixed"].trigger == ("agreed",)
    assert both.questions["fixed"].trigger == ("agreed", "price")


def test_a_version_keeps_it_and_writes_it_only_where_it_is_used(survey):
    version = published(survey, untranslated(survey))
    assert from_canonical(canonical(survey, untranslated(survey))).instrument == survey
    assert version.instrument.questions["fixed"].trigger == ("agreed",)
    without = small(PAGES.replace("trigger: [agreed], ", ""))
    assert b"trigger" not in canonical(without, untranslated(without))


def test_a_workbook_of_ours_brings_it_back(survey):
    assert the_same(survey)


def test_another_trigger_makes_another_variable(survey):
    other = small(PAGES.replace("[agreed]", "[agreed, price]"))
    before, after = (published(one, untranslated(one)) for one in (survey, other))
    assert diff(before, after) == [
        Change(Kind.TRIGGER_CHANGED, "fixed", "agreed", "agreed price", Effect.MEANING)
    ]


@pytest.mark.parametrize(
    ("trigger", "told"),
    [
        ("[agred]", '"agred" triggers question "fixed"; a trigger is a question that is asked.'),
        ("[fixed]", '"fixed" triggers question "fixed"; a trigger is a question that is asked.'),
        ("[dear]", '"dear" is asked later than where question "fixed" stands; a trigger is asked before'),
        ('"agreed, price"', '"agreed, price" as trigger; the names of questions'),
        ("[]", 'an empty trigger in question "fixed"; the names of questions'),
    ],
)
def test_a_trigger_that_cannot_be_one_is_told_with_its_place(problems_after_front, trigger, told):
    problems = problems_after_front(PAGES.replace("[agreed]", trigger))
    places = [one for one in problems if one.startswith("test.yaml:18:") and told in one]
    assert len(places) == 1, problems


def test_only_a_calculate_has_a_trigger(problems_after_front):
    problems = problems_after_front(PAGES.replace("label: Prijs?", "label: Prijs?, trigger: [agreed]"))
    assert any('"trigger" in question "price"; integer has none' in one for one in problems)


def test_what_is_asked_before_the_trigger_cannot_look_at_it(problems_after_front):
    early = PAGES.replace("label: Akkoord?", 'label: Akkoord?, relevant: "${fixed} > 1"')
    assert any("depends on itself" in one for one in problems_after_front(early))
