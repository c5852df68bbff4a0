"""A tree written as text is read as the same tree."""

import pytest

from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Node
from consult.instrument.expression.writing import expression_of, written
from tests.instrument.expression.real import Real, real_expressions
from tests.instrument.expression.specification import asked, examples

EVERY = (
    *real_expressions(),
    *(Real("calculation", one.expression) for one in (*examples(), *asked())),
)


def test_every_expression_of_real_forms_and_of_the_page_is_read_as_it_was() -> None:
    for real in EVERY:
        tree = parse(real.source, of_choices=real.of_choices).tree
        assert parse(written(tree), of_choices=real.of_choices).tree == tree, real.source


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("((${a}) + 1) * 2", "(${a} + 1) * 2"),
        ("1 - (2 - 3) - 4", "1 - (2 - 3) - 4"),
        ("-(${a} + 1) - -2", "-(${a} + 1) - -2"),
        ("(${a} = 1) = (2 = 3)", "${a} = 1 = (2 = 3)"),
        ("(${a} or ${b}) and (${c})", "(${a} or ${b}) and ${c}"),
        ("(${a} | (${b} | ${c}))[. > 1]", "(${a} | ${b} | ${c})[. > 1]"),
        ("\"it's\" != 'it'", "\"it's\" != 'it'"),
        ("0.000000000000001 + 123456789012345", "0.000000000000001 + 123456789012345"),
        (
            "instance('towns')/root/item[name = current()/../town][1]/label",
            "instance('towns')/root/item[name = ${town}][1]/label",
        ),
        (
            "instance('towns')/root/item[current()/. = name]",
            "instance('towns')/root/item[current()/. = name]",
        ),
        ("${a}[. = current()/.][ ./b ]", "(${a})[. = current()/.][./b]"),
        ("${a}[b > 1]/c + 1", "(${a})[./b > 1]/c + 1"),
        ("position( .. / .. ) + position(..)", "position(../..) + position(..)"),
    ],
)
def test_an_expression_is_written_with_the_brackets_that_it_needs(source: str, text: str) -> None:
    assert written(parse(source).tree) == text


def test_hundreds_of_names_are_read_back_although_nobody_may_type_them() -> None:
    source = " | ".join(f"${{a_{'long' * 10}_{number}}}" for number in range(900))
    values = {f"a_{'long' * 10}_{number}": 1 for number in range(900)}
    found = parse(f"sum({source})", written_out=True)
    assert evaluate(found, values) == 900
    assert expression_of(found.tree).names == values.keys()


def test_a_column_of_the_choices_stays_one() -> None:
    tree: Node = parse("region = ${region}", of_choices=True).tree
    assert written(tree) == "region = ${region}"
