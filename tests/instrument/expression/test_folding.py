"""What is left of an expression when some of its answers never come."""

import math

import pytest

from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.folding import NotFolded, folded
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.value import Value
from consult.instrument.expression.writing import written


def left_of(source: str, **known: Value) -> str:
    return written(folded(parse(source), known or {"photo": ""}, of_truth=True).tree)


LEFT = [
    ("(${begun} = 'yes') and ((${photo} != '') or (${box} != ''))", "${begun} = 'yes' and ${box} != ''"),
    ("${photo} != ''", "false()"),
    ("not(${photo}) or ${a} = 1", "true()"),
    ("if(${photo} = '', ${a}, 'seen')", "${a}"),
    ("${a} = ${photo}", "${a} = ''"),
    ("${a} + ${photo} > 3", "false()"),
    ("today() > ${photo}", "false()"),
    ("string-length(${photo}) > 0 and ${a}", "false()"),
    ("jr:choice-name(${photo}, '${photo}') = ''", "true()"),
    ("concat(${photo}, ${a}) = 'x'", "concat('', ${a}) = 'x'"),
    ("count(${member}[age > 3 and photo != ''])", "count((${member})[false()])"),
    ("indexed-repeat(${photo}, ${member}, 1) = ''", "true()"),
    ("${photo}[age > 3]/x = ''", "true()"),
    ("indexed-repeat(${a}, ${member}, ${photo}) = ''", "indexed-repeat(${a}, ${member}, '') = ''"),
]


@pytest.mark.parametrize(("source", "left"), LEFT)
def test_what_is_never_answered_is_taken_as_left_blank(source: str, left: str) -> None:
    assert left_of(source) == left


def test_what_looks_at_no_such_answer_stays_as_its_author_wrote_it() -> None:
    found = folded(parse("(1 = 1) and ((${a}) = 'x')"), {"photo": ""}, of_truth=True)
    assert (found.touched, found.tree) == (False, parse("(1 = 1) and ((${a}) = 'x')").tree)


def test_a_value_that_is_not_only_true_or_false_stays_that_value() -> None:
    """`'' or 5` is true, and not 5."""
    found = folded(parse("(${photo} != '') or ${a}"), {"photo": ""}, of_truth=False)
    assert written(found.tree) == "boolean(${a})"
    assert evaluate(parse(written(found.tree)), {"a": "5"}) is True


def test_a_known_number_is_worked_out_as_far_as_it_goes() -> None:
    assert left_of("${a} > ${n} - 5", n=3) == "${a} > -2"
    found = folded(parse("${n} * 2"), {"n": 3}, of_truth=False)
    assert (found.value, found.is_constant) == (6.0, True)
    nothing = folded(parse("${photo} * 2"), {"photo": ""}, of_truth=False)
    assert isinstance(nothing.value, float)
    assert math.isnan(nothing.value)


@pytest.mark.parametrize(
    "source", ["count(${photo}) = 2", "count(${member}[age > 3]/photo)", "count(${photo}[age > 3]/x)"]
)
def test_how_often_something_was_asked_cannot_be_told_beforehand(source: str) -> None:
    with pytest.raises(NotFolded):
        left_of(source)


@pytest.mark.parametrize("source", ["trim(${photo}) = ''", "regex(${photo}, '(')", "selected(${photo})"])
def test_a_mistake_in_it_is_left_to_who_tells_mistakes(source: str) -> None:
    assert not folded(parse(source), {"photo": ""}, of_truth=True).is_constant
