"""How an expression is read, and what an author is told when it cannot be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.instrument.expression.parsing import ExpressionError, parse


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("${tenure} = 'social'", ["=", ["name", "tenure"], ["text", "social"]]),
        (". <= 60", ["<=", ["self"], ["number", 60.0]]),
        ("1 + 2 * 3", ["+", ["number", 1.0], ["*", ["number", 2.0], ["number", 3.0]]]),
        ("1 - 2 - 3", ["-", ["-", ["number", 1.0], ["number", 2.0]], ["number", 3.0]]),
        ("${a}-1", ["-", ["name", "a"], ["number", 1.0]]),
        ("-.5", ["negative", ["number", 0.5]]),
        ("(1)", ["number", 1.0]),
        ('concat("l\'eau", ${ a })', ["call", "concat", ["text", "l'eau"], ["name", "a"]]),
        ("count-selected(.) > 1", [">", ["call", "count-selected", ["self"]], ["number", 1.0]]),
        ("true()", ["call", "true"]),
        (
            "${a} or ${b} and ${c}",
            ["or", ["name", "a"], ["and", ["name", "b"], ["name", "c"]]],
        ),
    ],
)
def test_an_expression_becomes_a_tree(source, tree):
    assert parse(source).tree == tree


def test_an_expression_knows_the_names_it_depends_on():
    assert parse("${a} = 'x' and (. > ${b} or ${a} = '')").names == {"a", "b"}


def test_the_tree_is_json():
    tree = parse("if(${a} > 1.5, 'yes', -${b})").tree
    assert json.loads(json.dumps(tree)) == tree


@pytest.mark.parametrize(
    ("source", "column", "found", "expected"),
    [
        ("tenure = 'a'", 1, '"tenure"', "${tenure} for an answer, 'tenure' for a text, or tenure(...) for a function"),
        ("${a} == 'x'", 6, '"=="', "a single ="),
        ("${a} = 1 && ${b} = 2", 10, '"&"', "and"),
        ("${a} = ‘x’", 8, '"‘"', "a straight '"),
        ("${nam", 1, '"${"', "the name of a question and a closing }"),
        ("${a} = 'x", 8, '"\'"', "a closing '"),
        ("not(${a}", 9, "the end", "a comma or a closing )"),
        ("", 1, "the end", "a value such as ${name}, 'text' or 3"),
        ("1 2", 3, '"2"', "an operator (= != < > + - * div mod and or) or the end"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(source, column, found, expected):
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert (caught.value.column, caught.value.found, caught.value.expected) == (column, found, expected)


@pytest.mark.parametrize(
    "source", ["(" * 2000 + "1" + ")" * 2000, "-" * 2000 + "1", "1" + "+1" * 2000, "x" * 10_000, "not(" * 600]
)
def test_an_expression_made_to_exhaust_the_machine_is_refused(source):
    with pytest.raises(ExpressionError):
        parse(source)


@given(st.text(alphabet="${}ab'\". ()+-*=<>!,13ordivmn\n", max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_column_inside_it(source):
    assert 1 <= _column_of_the_mistake(source) <= len(source) + 1


def _column_of_the_mistake(source):
    try:
        parse(source)
    except ExpressionError as error:
        return error.column
    return 1
