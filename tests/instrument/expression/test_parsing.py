"""How an expression is read, and what an author is told when it cannot be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.instrument.expression.parsing import parse
from consult.instrument.expression.words import ExpressionError


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


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("current()/. > 3", [">", ["self"], ["number", 3.0]]),
        ("current() > 3", [">", ["self"], ["number", 3.0]]),
        ("../age", ["name", "age"]),
        ("current()/../age", ["name", "age"]),
        ("/data/household/age", ["name", "age"]),
        ("${household}/age", ["name", "age"]),
        ("position(..)", ["call", "position", ["number", 1.0]]),
        ("position( ../.. )", ["call", "position", ["number", 2.0]]),
        ("count(${a} | ${b})", ["call", "count", ["|", ["name", "a"], ["name", "b"]]]),
        ("sum(${a}[. > 17])", ["call", "sum", ["where", ["name", "a"], [">", ["self"], ["number", 17.0]]]]),
        ("${m}[. = current()/.]", ["where", ["name", "m"], ["=", ["self"], ["own"]]]),
        ("${m}[age]", ["where", ["name", "m"], ["member", "age"]]),
        ("${m}[./g/age]", ["where", ["name", "m"], ["member", "age"]]),
        ("${m}[../age]", ["where", ["name", "m"], ["name", "age"]]),
        ("${m}[current()/./age]", ["where", ["name", "m"], ["name", "age"]]),
        ("/data/m[${age}]/g/pets", ["answers", ["where", ["name", "m"], ["name", "age"]], ["name", "pets"]]),
        ("string-length( )", ["call", "string-length"]),
        (
            "instance('towns')/root/item[region = ${r}][2]/label",
            ["rows", "towns", "label", ["=", ["column", "region"], ["name", "r"]], ["number", 2.0]],
        ),
        (
            "count(instance( 'towns' ) / root / item [ name = current()/. ])",
            ["call", "count", ["rows", "towns", "", ["=", ["column", "name"], ["self"]]]],
        ),
        (
            "instance('t')/root/item[position() = last()]/name",
            ["rows", "t", "name", ["=", ["call", "position"], ["call", "last"]]],
        ),
        (
            "pulldata('towns.csv', 'mayor', 'code', ${t})",
            ["call", "string", ["rows", "towns", "mayor", ["=", ["column", "code"], ["name", "t"]]]],
        ),
        (
            "jr:choice-name(${a}, '${ a }')",
            ["call", "jr:choice-name", ["name", "a"], ["text", "${a}"]],
        ),
        ("if(\n  ${a} < 0,\r\n\t'x' , \"y\"\n)", ["call", "if", ["<", ["name", "a"], ["number", 0.0]], ["text", "x"], ["text", "y"]]),
    ],
)  # fmt: skip
def test_paths_lists_and_node_sets_become_trees(source, tree):
    assert parse(source).tree == tree


def test_a_bare_word_is_a_column_where_there_are_rows():
    assert parse("region = ${r}", of_choices=True).tree == ["=", ["column", "region"], ["name", "r"]]
    inside = parse("name = instance('towns')/root/item[region = ${r}]/name", of_choices=True).tree
    assert inside[2] == ["rows", "towns", "name", ["=", ["column", "region"], ["name", "r"]]]


def test_an_expression_depends_on_the_question_whose_labels_it_shows():
    assert parse("jr:choice-name('x', '${tenure}')").names == {"tenure"}


@pytest.mark.parametrize(
    ("source", "column", "found", "expected"),
    [
        ("1 + ..", 5, '".."', "the name of a question after it; .. alone stands in position(..)"),
        ("${a} / 2", 6, '"/"', "div"),
        ("${a}/${b}", 5, '"/"', "div"),
        ("${a} || ${b}", 7, '"|"', "or"),
        ("1 + position()", 5, '"position"', "position(..), or position(../..) for the repeat around that one"),
        ("position(${m})", 10, '"m"', "position(..), or position(../..) for the repeat around that one"),
        ("last()", 1, '"last"', "last() inside [...] only"),
        ("instance('x')/root/item[. = 3]", 25, '"."', "a column of the list, ${name}, or current()/. for the answer"),
        ("instance('x')/root", 19, "the end", "instance('list')/root/item[...]/column"),
        ("instance(${x})/root/item", 1, '"instance"', "instance('list')/root/item[...]/column"),
        ("instance('x')/root/item/*", 25, '"*"', "a column of the list"),
        ("instance('x')/root/item[name = 'a'", 35, "the end", "an operator or a closing ]"),
        ("pulldata(${a}, 'b', 'c', 'd')", 1, '"pulldata"', "pulldata('list', 'column', 'key column', key), the names between quotes"),
        ("current(", 9, "the end", "a closing )"),
        ("instance(", 10, "the end", "instance('list')/root/item[...]/column"),
    ],
)  # fmt: skip
def test_a_path_that_cannot_be_followed_is_told_with_its_place(source, column, found, expected):
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert (caught.value.column, caught.value.found, caught.value.expected) == (column, found, expected)


@pytest.mark.parametrize(
    "source", ["../a.b", "../group.one/a.b", "/data/a.b", "current()/../a.b", "${group}/a.b"]
)
def test_a_name_with_a_point_is_one_in_a_path_as_well(source: str) -> None:
    assert parse(source).tree == parse("${a.b}").tree


@pytest.mark.parametrize("source", ["1 and.5", "6 div.5 mod.2", ". > 1 or. < .5"])
def test_a_point_behind_an_operator_is_none_of_its_letters(source: str) -> None:
    assert parse(source).tree[0] in ("and", "mod", "or")
