"""Repeats: pages of each instance, expressions that see them from inside and from outside, versions that shift nothing."""

from datetime import date

import pytest

from consult.instrument.fielding import publishable_after
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.repeating import unrolled
from consult.instrument.routing import Route, route
from consult.instrument.translated import Translations, source_texts
from consult.instrument.version import PublishedInstrument, published
from tests.heads import head

FILE = (
    head("household", "Gezin", consent="Waarom.")
    + """\
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: size
    part: core
    questions:
      - {name: size, type: integer, label: "Met hoeveel woont u?", constraint: ". <= 4", constraint_message: "Hoogstens 4.", disclosure: key}
  - repeat: member
    label: "Gezinslid"
    count: "${size}"
    most: 4
    pages:
      - name: name
        part: core
        questions:
          - {name: called, type: text, label: "Hoe noemen we gezinslid?", keep: derived, disclosure: direct}
          - {name: has_name, type: calculate, calculation: "string-length(${called}) > 0", disclosure: safe}
      - name: age
        part: core
        questions:
          - {name: age, type: integer, label: "Hoe oud is ${called}?", constraint: ". < 120", constraint_message: "Minder dan 120.", disclosure: key}
      - name: school
        part: core
        questions:
          - {name: school, type: select_one yes_no, label: "Gaat ${called} naar school?", relevant: "${age} < 18", disclosure: sensitive}
      - repeat: toy
        label: "Speelgoed"
        more: "Is er nog speelgoed?"
        most: 2
        relevant: "${age} < 12"
        pages:
          - name: toy
            part: core
            questions:
              - {name: price, type: integer, label: "Wat kost het?", disclosure: safe}
  - name: total
    part: core
    questions:
      - {name: pupils, type: calculate, calculation: "count(${school})", disclosure: safe}
      - {name: oldest, type: calculate, calculation: "max(${age})", disclosure: key}
      - {name: members, type: calculate, calculation: "count(${member})", disclosure: key}
      - {name: worth, type: calculate, calculation: "sum(${price})", disclosure: safe}
      - {name: second, type: calculate, calculation: "indexed-repeat(${age}, ${member}, 1 + 1)", disclosure: key}
      - {name: minors, type: calculate, calculation: "if(${age} < 18, 'yes', 'no')", disclosure: safe}
      - {name: wish, type: text, label: "Wat wenst u?", disclosure: free-text}
"""
)
HOUSEHOLD = load_text(FILE, "household.yaml")


def _route(**values: str | int) -> Route:
    return route(HOUSEHOLD, values, date(2026, 3, 2))


def _version(file: str = FILE) -> PublishedInstrument:
    instrument = load_text(file, "household.yaml")
    return published(instrument, Translations({"nl": source_texts(instrument)}))


def test_each_instance_that_is_counted_has_its_pages() -> None:
    assert [page.name for page in _route(size=2).pages] == [
        "size",
        "name-1",
        "age-1",
        "name-2",
        "age-2",
        "total",
    ]
    assert [page.name for page in _route(size=0).pages] == ["size", "total"]
    assert [page.name for page in _route().pages] == ["size", "total"]


def test_an_expression_within_an_instance_is_about_that_instance() -> None:
    pages = [page.name for page in _route(size=2, age_1=40, age_2=14).pages]
    assert "school-2" in pages
    assert "school-1" not in pages


def test_an_expression_outside_sees_every_instance() -> None:
    found = _route(
        size=3, age_1=40, age_2=14, age_3=9, school_2="yes", school_3="yes", price_3_1=5
    ).calculated
    assert {name: found[name] for name in ("pupils", "oldest", "members", "worth", "second", "minors")} == {
        "pupils": 2, "oldest": 40, "members": 3, "worth": 5, "second": 14, "minors": "yes",
    }  # fmt: skip


def test_what_was_said_of_an_instance_that_is_gone_is_gone() -> None:
    found = _route(size=1, age_1=40, age_2=60)
    assert found.calculated["oldest"] == 40
    assert "age_2" not in found.answers


def test_another_one_is_asked_after_each_and_not_after_the_last() -> None:
    pages = [page.name for page in _route(size=1, age_1=5).pages]
    assert pages[4:6] == ["toy-1-1", "toy-more-1-1"]
    pages = [page.name for page in _route(size=1, age_1=5, toy_more_1_1="OK").pages]
    assert pages[4:7] == ["toy-1-1", "toy-more-1-1", "toy-1-2"]
    assert "toy-more-1-2" not in [page.name for page in HOUSEHOLD.pages]


def test_texts_are_written_and_translated_once() -> None:
    assert [key for key in HOUSEHOLD.source_texts if key.startswith("age/")] == [
        "age/label",
        "age/constraint_message",
    ]
    assert HOUSEHOLD.source_texts["repeat/member/label"] == "Gezinslid"
    assert HOUSEHOLD.source_texts["toy_more/label"] == "Is er nog speelgoed?"


def test_a_version_says_all_of_it_again_and_keeps_the_pages_once() -> None:
    version = _version()
    assert version.instrument.pages == HOUSEHOLD.pages
    assert version.instrument.repeats["member"].most == 4


def test_more_instances_leave_every_column_where_it_was() -> None:
    more = FILE.replace("most: 4", "most: 6")
    assert publishable_after(_version(), _version(more)) == []
    before, after = list(_version().instrument.variables), list(_version(more).instrument.variables)
    assert set(before) < set(after)


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("most: 2", "most: 1", 'question "price" can be asked 1 times'),
        ('type: integer, label: "Hoe oud', 'type: decimal, label: "Hoe oud', 'question "age" is decimal'),
    ],
)
def test_a_later_version_takes_no_column_away(was: str, now: str, found: str) -> None:
    (problem,) = publishable_after(_version(), _version(FILE.replace(was, now)))
    assert problem.found == found


def test_fewer_instances_are_told_once_for_all_their_questions() -> None:
    problems = publishable_after(_version(), _version(FILE.replace("most: 4", "most: 3")))
    assert [problem.found for problem in problems] == [
        'question "called" (and 3 beside it) can be asked 3 times',
        'question "price" can be asked 3 times',
    ]


def test_a_repeat_may_get_another_name() -> None:
    renamed = FILE.replace("repeat: member", "repeat: person").replace("${member}", "${person}")
    assert publishable_after(_version(), _version(renamed)) == []


FRONT = FILE[: FILE.index("choices:")]
CHILDREN = """\
pages:
  - name: wish
    part: core
    questions: [{name: wish, type: integer, label: Wens?, disclosure: safe}]
  - repeat: child
    label: Kind
    more: Nog een?
    most: 3
    pages:
      - name: age
        part: core
        questions: [{name: age, type: integer, label: Oud?, disclosure: key}]
"""
PLAIN = """\
pages:
  - name: age
    part: core
    questions: [{name: NAME, type: integer, label: LABEL, disclosure: key}]
"""


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        (CHILDREN, PLAIN.replace("NAME", "age"), 'question "age" is outside every repeat'),
        (PLAIN.replace("NAME", "age"), CHILDREN, 'question "age" is in a repeat'),
        # The first version asked age_1 of the first child; an instance of the repeat is called that as well.
        (PLAIN.replace("NAME", "age_1"), CHILDREN, 'column "age_1" is of question "age"'),
        (CHILDREN, PLAIN.replace("NAME", "age_1"), 'column "age_1" is of question "age_1"'),
    ],
)
def test_no_column_gets_the_answers_to_another_question(was: str, now: str, found: str) -> None:
    (problem,) = publishable_after(_version(FRONT + was), _version(FRONT + now))
    assert problem.found == found


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("most: 4", "most: 31", "at most 31"),
        ("name: wish", "name: age_1", '"age_1" is taken'),
        ("name: wish", "name: member", 'name "member" is used twice'),
        ("Wat wenst u?", "Wat wenst ${called}?", 'placeholder "${called}"'),
        ('count: "${size}"', 'count: "${siz}"', 'unknown name "siz"'),
        ('    count: "${size}"\n', "", '"more" is missing'),
        ('count: "${size}"', 'title: "Wie"', '"title" in'),
    ],
)
def test_a_mistake_is_told_with_what_was_found(was: str, now: str, found: str) -> None:
    assert was in FILE
    with pytest.raises(InstrumentProblems) as refused:
        load_text(FILE.replace(was, now), "household.yaml")
    assert any(found in one.sentence for one in refused.value.problems), refused.value.problems


def test_a_repeat_that_would_be_thousands_of_questions_is_refused() -> None:
    price = '              - {name: price, type: integer, label: "Wat kost het?", disclosure: safe}\n'
    more = "".join(price.replace("price", f"price{place}") for place in range(4))
    deeper = (
        FILE.replace(
            "name: toy\n            part: core",
            "name: toy\n            title: Speelgoed\n            part: core",
        )
        .replace(price, price + more)
        .replace("most: 4", "most: 30")
        .replace("most: 2", "most: 30")
    )
    with pytest.raises(InstrumentProblems) as refused:
        load_text(deeper, "household.yaml")
    assert any("questions with every repeat written out" in one.sentence for one in refused.value.problems)


def test_what_has_no_repeat_is_left_as_it_is() -> None:
    plain = HOUSEHOLD.as_written
    assert [page.name for page in plain.pages] == ["size", "name", "age", "school", "toy", "total"]
    assert unrolled(load_text(FILE, "household.yaml")).pages == HOUSEHOLD.pages
