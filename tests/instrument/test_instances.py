"""What expressions in and about a repeat mean, however they are written, and how far that goes."""

import json
from datetime import date
from time import perf_counter

import pytest

from consult.dataset.layout import base
from consult.instrument.definition import Instrument
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.parsing import parse
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import route
from consult.instrument.version import from_canonical
from tests.heads import head
from tests.house.tree import ROOT

FORM = (
    head("streets", "Straten", consent="Waarom.")
    + """\
pages:
  - {name: number, part: core, questions: [{name: number, type: integer, label: Welk?, disclosure: safe}]}
  - repeat: house
    label: Huis
    count: "2"
    most: 15
    relevant: RELEVANT
    pages:
      - repeat: member
        label: Lid
        count: "2"
        most: 15
        pages:
          - {name: age, part: core, questions: [{name: age, type: integer, label: Oud?, disclosure: key}]}
          - {name: work, part: core, questions: [{name: work, type: text, label: Werk?, relevant: INSIDE, disclosure: safe}]}
  - name: last
    part: core
    questions:
      - {name: wish, type: text, label: Wens?, disclosure: safe}
      - {name: found, type: calculate, calculation: OUTSIDE, disclosure: safe}
"""
)
INDEXED = "indexed-repeat(${age}, ${house}, 1, ${member}, 2) = 12"
AGES = {"age_1_1": 30, "age_1_2": 12, "age_2_1": 40, "age_2_2": 50}


def _form(outside: str = "1", inside: str = "1 = 1", relevant: str = "1 = 1") -> Instrument:
    form = FORM
    for place, source in (("OUTSIDE", outside), ("INSIDE", inside), ("RELEVANT", relevant)):
        form = form.replace(place, json.dumps(source))
    return load_text(form, "streets.yaml")


def _found(source: str, **values: int) -> object:
    return route(_form(source), {**AGES, **values}, date(2026, 11, 3)).calculated.get("found")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(/data/house/member/age)", 132),
        ("sum(/data/house/g/member/age)", 132),
        ("sum(${member}/age)", 132),
        ("count(/data/house/member)", 4),
        ("count(${house}/member)", 4),
        ("indexed-repeat(/data/house/member/age, /data/house, 2, /data/house/member, 1)", 40),
        ("indexed-repeat(${age}, ${house}, 1, ${member}, 2)", 12),
        ("indexed-repeat(${age}, ${member}, 2, ${house}, 1)", 12),
        ("indexed-repeat(${age}, ${member}, ${number}, ${house}, ${number} - 1)", 12),
        ("sum(indexed-repeat(${age}, ${house}, 2))", 90),
        ("concat('${age}', ' ', sum(${age}))", "${age} 132"),
        ("sum(${age}[. > 18])", 120),
    ],
)
def test_from_outside_every_way_to_name_an_answer_sees_all_instances(source: str, expected: object) -> None:
    assert _found(source, number=2) == expected


@pytest.mark.parametrize(
    "source",
    ["${age} > 17", "../age > 17", "../g/age > 17", "/data/house/member/age > 17", "${member}/age > 17"],
)
def test_from_inside_every_way_to_name_an_answer_sees_the_own_instance(source: str) -> None:
    pages = [page.name for page in route(_form(inside=source), AGES, date(2026, 11, 3)).pages]
    assert [name for name in pages if name.startswith("work")] == ["work-1-1", "work-2-1", "work-2-2"]


def test_another_instance_of_the_repeat_around_is_asked_for_by_its_number_alone() -> None:
    source = "indexed-repeat(${age}, ${house}, 1) = 30 and ${age} = 50"
    pages = [page.name for page in route(_form(inside=source), AGES, date(2026, 11, 3)).pages]
    assert [name for name in pages if name.startswith("work")] == []
    source = "indexed-repeat(${age}, ${member}, position(..) - 1) = 40"
    pages = [page.name for page in route(_form(inside=source), AGES, date(2026, 11, 3)).pages]
    assert [name for name in pages if name.startswith("work")] == ["work-2-2"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("indexed-repeat(${number}, ${member}, 1)", 'indexed-repeat() of "number", which is not in "member"'),
        ("indexed-repeat(${age}, ${number}, 1)", 'indexed-repeat() of "age", which is not in "number"'),
        ("indexed-repeat(${house}, ${member}, 1)", 'indexed-repeat() of "house", which is not in "member"'),
        ("indexed-repeat(1, ${member}, 1)", "indexed-repeat() of something else"),
    ],
)
def test_what_is_not_in_a_repeat_has_no_instance_in_it(source: str, found: str) -> None:
    with pytest.raises(InstrumentProblems) as refused:
        _form(source)
    assert [problem.found for problem in refused.value.problems] == [found]


def test_hundreds_of_instances_are_looked_at_at_once() -> None:
    begun = perf_counter()
    deep = "2"
    for _level in range(40):
        deep = f"indexed-repeat(${{age}}, ${{house}}, 1, ${{member}}, {deep} * 0 + 2)"
    assert _found(f"sum(${{age}}) + {deep}") == 144
    assert perf_counter() - begun < 10


def test_expressions_that_would_name_tens_of_thousands_of_answers_are_refused() -> None:
    with pytest.raises(InstrumentProblems) as refused:
        _form(" + ".join(["sum(${age} | ${work} | ${age} | ${work} | ${age})"] * 190))
    assert "expressions that name more than 20000 answers" in refused.value.problems[0].sentence


def test_whom_a_question_was_asked_can_be_read_again_over_hundreds_of_instances() -> None:
    form = FORM.replace("label: Wens?", 'label: Wens?, relevant: "sum(${age}) > 131 and ' + INDEXED + '"')
    for place in ("OUTSIDE", "INSIDE", "RELEVANT"):
        form = form.replace(place, "1 = 1")
    instrument = load_text(form, "streets.yaml")
    wish = instrument.questions["wish"]
    asked = parse(base(instrument.page_of(wish), wish), written_out=True)
    assert len(asked.names) == 225
    assert is_true(asked, AGES)
    assert not is_true(asked, {**AGES, "age_1_2": 13})


def test_a_version_that_was_published_keeps_the_names_of_its_columns() -> None:
    stored = json.loads((ROOT / "tests" / "data" / "versions" / "streets.json").read_text(encoding="utf-8"))
    instrument = from_canonical(stored).instrument
    assert [page.name for page in instrument.pages] == [
        "house-1", "rooms-1", "area-1-1", "area-1-2", "house-more-1",
        "house-2", "rooms-2", "area-2-1", "area-2-2", "end",
    ]  # fmt: skip
    assert list(instrument.variables) == [
        "house_1", "kind_1", "kind_1_other", "trust_1_rules", "trust_1_rent", "wishes_1_flat", "wishes_1_villa", "rooms_1",
        "floor_1_1", "area_1_1", "said_1_1", "floor_1_2", "area_1_2", "said_1_2", "house_more_1",
        "house_2", "kind_2", "kind_2_other", "trust_2_rules", "trust_2_rent", "wishes_2_flat", "wishes_2_villa", "rooms_2",
        "floor_2_1", "area_2_1", "said_2_1", "floor_2_2", "area_2_2", "said_2_2",
        "whole", "picked", "wish",
    ]  # fmt: skip
    found = route(
        instrument,
        {"kind_1": "flat", "rooms_1": 2, "area_1_2": 9, "house_more_1": "OK", "kind_2": "villa"},
        date(2026, 11, 3),
    )
    assert (found.calculated["said_1_2"], found.calculated["whole"], found.calculated["picked"]) == (
        "Flat21",
        11,
        "villa",
    )
