"""Mistakes in an expression that a parser cannot see."""

import pytest

from consult.instrument.expression.checking import Mistake, Variable, circles
from consult.instrument.expression.functions import REFUSED
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.patterns import PatternError, matches, pattern
from consult.instrument.expression.tables import Table

VARIABLES = {
    "size": Variable("number"),
    "why": Variable("text"),
    "tenure": Variable("one", frozenset({"social", "private"})),
    "scale": Variable("one", frozenset({"1", "2", "3"})),
    "help": Variable("many", frozenset({"friends", "family"})),
    "group": Variable("any"),
}


TABLES = {"towns": Table("towns", ({"name": "gent", "label": "Gent", "province": "oost"},))}


def found_in(source, this=None):
    return mistakes(parse(source), VARIABLES, this, TABLES)


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
        "selected(${size}, '3') or selected(${why}, 'x') or selected(${tenure}, 'social ')",
        "count-selected(${tenure}) + count-selected(${why}) + count-selected(concat(${help}, ' ', ${help}))",
        "${help} = 'friends family' or ${help} != 'family'",
        "format-date(today(), '%a %b %e, %Y')",
        "${size} = ''",
        "instance('towns')/root/item[province = ${why}]/label = 'Gent'",
        "pulldata('towns', 'label', 'name', ${why})",
        "jr:choice-name(selected-at(${help}, 0), '${help}')",
        "indexed-repeat(${size}, ${group}, position(..))",
        "weighted-checklist(1, 3, ${why}, 2, ${why}, 1)",
        "digest(${why}, 'sha-256', 'HEX')",
        "format-date(today(), '%Y-%m-%d %%')",
        "format-date(now(), '%Y') = '2026' and date(now()) = today() and '2026-01-01' < now()",
        "count(${group}[. > 17])",
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
        ("pi(3)", Mistake(1, "pi() is given 1", "it takes no arguments")),
        ("round(1, 2, 3)", Mistake(1, "round() is given 3", "it takes 1 to 2 arguments")),
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
        ("uuid()", Mistake(1, "uuid()", REFUSED["uuid"], unsupported=True)),
        (
            "now() = '2026-01-01'",
            Mistake(
                1,
                "now()",
                "today(), or . <= now(): the exact time of an answer could tell who gave it",
                unsupported=True,
            ),
        ),
        (
            "string-length() > 2",
            Mistake(1, "string-length()", "string-length(${name}): there is no answer of its own here"),
        ),
        (
            "instance('town')/root/item/label",
            Mistake(10, 'unknown list "town"', "a list of choices", "towns"),
        ),
        (
            "instance('mayors')/root/item[x = 1]/y",
            Mistake(10, 'unknown list "mayors"', "a list of choices", unsupported=True),
        ),
        (
            "instance('towns')/root/item[provinc = 'oost']/label",
            Mistake(
                29,
                'unknown column "provinc"',
                "a column of the list of choices, or ${name} for an answer",
                "province",
            ),
        ),
        (
            "pulldata('towns', 'lable', 'name', 'gent')",
            Mistake(
                19,
                'unknown column "lable"',
                "a column of the list of choices, or ${name} for an answer",
                "label",
            ),
        ),
        (
            "jr:choice-name(${tenure}, ${tenure})",
            Mistake(1, "jr:choice-name() of no question", "jr:choice-name(${name}, '${name}')"),
        ),
        (
            "jr:choice-name('x', '${tenur}')",
            Mistake(21, 'unknown name "tenur"', "a question with choices", "tenure"),
        ),
        (
            "jr:choice-name(${size}, '${size}')",
            Mistake(1, 'jr:choice-name() on "size", a number,', "a select_one or a select_multiple"),
        ),
        (
            "indexed-repeat(1, ${group}, 1)",
            Mistake(
                1,
                "indexed-repeat() of something else",
                "indexed-repeat(${question}, ${repeat}, number), and a repeat and a number more for each inside",
            ),
        ),
        (
            "weighted-checklist(1, 3, ${why}, 2, ${why})",
            Mistake(
                1,
                "weighted-checklist() is given 5",
                "least, most, and then each time an answer and its weight",
            ),
        ),
        (
            "digest(${why}, 'SHA-265')",
            Mistake(16, '"SHA-265" in digest()', "one of MD5, SHA-1, SHA-256, SHA-384, SHA-512", "SHA-256"),
        ),
        (
            "format-date(today(), '%Q')",
            Mistake(22, '"%Q"', "one of %Y %y %m %n %b %d %e %a %H %h %M %S %3"),
        ),
        (
            "format-date(now(), '%H')",
            Mistake(20, '"%H" of now()', "a sign of the day: now() has no time here"),
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


def test_inside_a_predicate_the_point_is_the_member():
    assert found_in("count(${group}[. > 17])") == []
    assert found_in("count(${group}[. > 17]) > .")[0].found == '"."'


def test_a_column_of_the_choices_is_none_of_the_list_that_is_looked_up():
    known = {**VARIABLES, "@region": Variable("any")}
    source = "region = instance('towns')/root/item[region = ${why}]/province"
    found = mistakes(parse(source, of_choices=True), known, None, TABLES)
    assert [one.found for one in found] == ['unknown column "region"']


@pytest.mark.parametrize(
    ("source", "text", "holds"),
    [
        (r"[\[]&&", "[&&", True),
        (r"[a[]&&", "[&&", True),
        (r"[]&]&&", "]&&", True),
        (r"[[:alpha:]\p{Digit}]+&&", "a1&&", True),
        (r"[^\u0041]", "A", False),
        (r"\\u0041", "\\u0041", True),
        (r"\P{Upper}", "é", True),
    ],
)
def test_a_pattern_is_read_as_java_reads_it(source, text, holds):
    assert matches(text, source) is holds


@pytest.mark.parametrize("source", ["[a&&b]", "[^a-z&&[^x]]", r"[\]&&]", "[]&&a]"])
def test_what_each_language_of_patterns_reads_otherwise_is_refused(source):
    with pytest.raises(PatternError):
        pattern(source)
