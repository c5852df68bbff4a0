"""Mistakes in an expression that a parser cannot see."""

import pytest

from consult.instrument.expression.checking import Mistake, Variable, circles
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse

VARIABLES = {
    "size": Variable("number"),
    "why": Variable("text"),
    "tenure": Variable("one", frozenset({"social", "private"})),
    "scale": Variable("one", frozenset({"1", "2", "3"})),
    "help": Variable("many", frozenset({"friends", "family"})),
    "group": Variable("any"),
}


def found_in(source, this=None):
    return mistakes(parse(source), VARIABLES, this)


@pytest.mark.parametrize(
    "source",
    [
        "${tenure} = 'social' and ${size} > 2",
        "${tenure} = ''",
        "selected(${help}, 'family') or selected(${tenure}, 'private')",
        "${scale} >= 2 and ${scale} = 3",
        "${group} = 'anything'",
        "selected(${help}, 'family') + selected(${help}, 'friends') > 1",
        "today() > '2026-01-01'",
        "regex(${why}, '[a-z]+')",
        "${size} = ''",
    ],
)
def test_what_is_right_is_left_alone(source):
    assert found_in(source) == []


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        (
            "1 = 1 and ${tenur} = 'x'",
            Mistake(11, 'unknown name "tenur"', "the name of a question that is asked", "tenure"),
        ),
        (
            "select(${help}, 'family')",
            Mistake(1, 'unknown function "select"', "a function of ODK that is supported", "selected"),
        ),
        ("not()", Mistake(1, "not() is given 0", "it takes 1 argument")),
        ("round(1, 2, 3)", Mistake(1, "round() is given 3", "it takes 1 to 2 arguments")),
        (
            "selected(${size}, '3')",
            Mistake(1, 'selected() on "size", a number,', "a select_one or a select_multiple"),
        ),
        (
            "count-selected(${tenure})",
            Mistake(1, 'count-selected() on "tenure", a select_one,', "a select_multiple"),
        ),
        (
            "${tenure} = 'socal'",
            Mistake(
                13,
                '"tenure", a select_one, has no choice "socal"',
                "a name of its choices; no answer at all is ''",
                "social",
            ),
        ),
        ("${size} = 'many'", Mistake(11, '"size", a number, compared with "many"', "a number")),
        (
            "${tenure} > 3",
            Mistake(11, '"tenure", a select_one, beside ">"', "a number; compare a choice with = and 'name'"),
        ),
        ("${size} + 'x'", Mistake(9, '"x" beside "+"', "a number or a date like '2026-11-01'")),
        (". > 3", Mistake(1, '"."', "${name}: there is no answer of its own here")),
        (
            "regex(${why}, ${why})",
            Mistake(
                1,
                "a pattern that is worked out",
                "a pattern between quotes, so that it can be checked beforehand",
            ),
        ),
    ],
)
def test_a_mistake_says_where_what_and_how_to_mend(source, mistake):
    assert found_in(source) == [mistake]


def test_all_mistakes_are_told_at_once():
    assert len(found_in("${x} = 1 or nut(${y}) and selected(${help}, 'cat')")) == 4


def test_a_missing_answer_is_not_compared_with_its_code():
    assert found_in("${tenure} = 'dont_know'")[0].expected == "a name of its choices; no answer at all is ''"


def test_a_pattern_that_re2_cannot_match_is_a_mistake():
    mistake = found_in("regex(${why}, '(?=a)b')")[0]
    assert mistake.column == 15
    assert mistake.found.startswith('the pattern "(?=a)b": ')


def test_the_answer_itself_has_a_kind_too():
    assert found_in(". = 'x'", this=Variable("number"))[0].found == 'a number compared with "x"'


def test_names_that_depend_on_themselves_are_told_once_each():
    dependencies = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"d"}, "e": {"a"}}
    assert circles(dependencies) == [("a", "b", "c", "a"), ("d", "d")]


def test_a_chain_is_no_circle():
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []
