"""Conditions that a sheet of paper can say, and those that it leaves to the reader."""

import pytest

from consult.instrument.asked_when import Clause, asked_when
from consult.instrument.expression.parsing import parse
from tests.instrument.xlsform.round_trips import small

SURVEY = small("""\
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}, {name: none, label: Geen}]
pages:
  - name: all
    part: core
    title: Alles
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe?, disclosure: safe}
      - {name: helps, type: select_multiple tenure, label: Wie?, disclosure: safe}
      - {name: rent, type: integer, label: Huur?, disclosure: safe}
      - {name: why, type: text, label: Waarom?, disclosure: free-text}
""")


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        ("${tenure} = 'social'", ((Clause("tenure", ("social",)),),)),
        ("${tenure} != 'none'", ((Clause("tenure", ("none",), is_not=True),),)),
        ("${tenure} = 'social' or 'private' = ${tenure}", ((Clause("tenure", ("social", "private")),),)),
        (
            "${tenure} = 'social' or ${rent} >= 500",
            ((Clause("tenure", ("social",)), Clause("rent", compared="≥ 500")),),
        ),
        (
            "(${tenure} = 'social' or ${tenure} = 'other') and 0 < ${rent}",
            ((Clause("tenure", ("social", "other")),), (Clause("rent", compared="> 0"),)),
        ),
        ("selected(${helps}, 'none')", ((Clause("helps", ("none",)),),)),
        ("not(selected(${helps}, 'none'))", ((Clause("helps", ("none",), is_not=True),),)),
    ],
)
def test_a_condition_becomes_lines_that_all_hold(condition, lines):
    assert asked_when(SURVEY, parse(condition)) == lines


@pytest.mark.parametrize(
    "condition",
    [
        "string-length(${why}) > 3",
        "${why} = 'ja'",
        "${rent} * 12 > 5000",
        "${tenure} = 'social' or (${rent} > 1 and ${rent} < 9)",
        "not(${rent} > 3)",
        "not(${tenure} != 'social')",
        "today() > '2026-01-01'",
        "${rent} > ${rent}",
        "${tenure_other} != ${why}",
    ],
)
def test_what_nobody_can_look_up_on_paper_is_not_said(condition):
    assert asked_when(SURVEY, parse(condition)) is None


def test_the_conditions_of_page_and_question_are_said_once():
    condition = parse("${tenure} = 'social'")
    assert asked_when(SURVEY, condition, None, condition) == ((Clause("tenure", ("social",)),),)


def test_what_is_always_asked_needs_no_line():
    assert asked_when(SURVEY, None, None) == ()
