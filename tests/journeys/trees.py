"""Expressions and answers drawn at random, and trees written out again as XPath for another engine."""

from typing import Any

from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from consult.instrument.expression.tree import Node
from consult.instrument.expression.value import text
from tests.journeys.engines import Case

NAMES = ("tenure", "rent", "effects", "born", "Name-2", "never")
CODES = ("social", "private", "none", "a1", "a1 private")
# Where one step to either side is another answer.
_WRITTEN = (
    *CODES,
    *(
        "",
        " ",
        "0",
        "-0",
        "1",
        "-1",
        "5.",
        ".5",
        "-.5",
        "1.0",
        "007",
        " 12 ",
        "1e3",
        "+1",
        "1,5",
        "NaN",
        "true",
    ),
    *("2026-11-03", "2026-02-30", "2024-02-29", "1969-12-31", "0000-01-01", "0001-01-01", "2026-1-3"),
    *("08:30", "17:00:30.5+01:00", "24:00"),
    *("2026-11-03x", "999999999999999999999", "0.00000015", "سكن", "😀 a", "A12", "1200", "x\ny"),
)
_NUMBERS = (0.0, 1.0, 2.0, 3.5, -2.5, 0.5, 10.0, 18.0, 1e-7, 0.1, 1200.0, 20_000.0, 1e21, 2.0**53, -7.0)
PATTERNS = (
    *(
        "[0-9]{4}",
        "^[0-9]{4}$",
        r"^\d{2,3}$",
        "[A-Z][0-9]{2}",
        "[A-Za-z ]+",
        "[a-z0-9 ]*",
        "a1",
        r"5\.",
        "[+-]?[0-9]+",
    ),
    *("^[^a-z]+$", "(a|b)+", ".*", r"\w+", "social|private", "", "[", "a{2,1}", r"\s", "(?i)a", "^A12"),
)
_UNARY = ("not", "string", "string-length", "number", "int", "round", "count-selected", "once")
_BINARY = ("selected", "coalesce", "contains", "starts-with", "ends-with", "round", "concat")
_OPERATORS = ("or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")


def _names() -> SearchStrategy[Node]:
    return some.sampled_from(NAMES).map(lambda name: ["name", name])


def _leaves() -> SearchStrategy[Node]:
    return some.one_of(
        _names(),
        some.sampled_from(_WRITTEN).map(lambda written: ["text", written]),
        some.sampled_from(_NUMBERS).map(lambda amount: ["number", amount]),
        some.sampled_from([["self"], ["call", "today"], ["call", "true"], ["call", "false"]]),
        some.tuples(_names(), some.sampled_from(PATTERNS)).map(
            lambda both: ["call", "regex", both[0], ["text", both[1]]]
        ),
    )


def _branches(inner: SearchStrategy[Node]) -> SearchStrategy[Node]:
    return some.one_of(
        some.tuples(some.sampled_from(_OPERATORS), inner, inner).map(list),
        some.tuples(some.sampled_from(_BINARY), inner, inner).map(lambda drawn: ["call", *drawn]),
        some.tuples(some.sampled_from(_UNARY), inner).map(lambda drawn: ["call", *drawn]),
        some.tuples(some.just("if"), inner, inner, inner).map(lambda drawn: ["call", *drawn]),
        inner.map(lambda operand: ["negative", operand]),
    )


ANSWERS: SearchStrategy[Any] = some.one_of(
    some.sampled_from(_WRITTEN),
    some.integers(-9_999_999_999, 9_999_999_999),
    some.decimals(-99_999, 99_999, places=3).map(float),
    some.lists(some.sampled_from(["social", "private", "none", "a1", "5"]), unique=True),
)
# What an operand can be; each function is tried on each pair of these.
OPERANDS: tuple[Any, ...] = (
    *(
        "",
        " ",
        "0",
        "1",
        " 12 ",
        "5.",
        "social",
        "private",
        "a1 private",
        "😀 a",
        "2026-11-03",
        "0000-01-01",
        "2026-02-30",
        "08:30",
    ),
    *(0, 1200, -2.5, -0.0, 0.5, 1e-7, 1e21, 18.0, True, False, [], ["social"], ["5"], ["social", "private"]),
)
UNARY, BINARY = ("negative", *_UNARY), (*_OPERATORS, *_BINARY)


def applied(name: str, operands: int) -> Node:
    """A function or an operator on the answers `a` and `b`."""
    arguments: list[Any] = [["name", "a"], ["name", "b"]][:operands]
    return [name, *arguments] if name in (*_OPERATORS, "negative") else ["call", name, *arguments]


TREES: SearchStrategy[Node] = some.recursive(_leaves(), _branches, max_leaves=8)
CASES: SearchStrategy[Case] = some.builds(
    Case,
    TREES,
    some.dictionaries(some.sampled_from(NAMES[:-1]), ANSWERS),
    some.one_of(some.just(""), ANSWERS),
)


def as_xpath(node: Node) -> str:
    """A tree as the text that another engine reads, over a document with the answers below /data."""
    kind, *rest = node
    if kind == "number":
        return text(rest[0])  # type: ignore[arg-type]  # the parser puts a float here
    if kind == "text":
        return f'"{rest[0]}"' if "'" in str(rest[0]) else f"'{rest[0]}'"
    if kind == "self":
        return "."
    if kind in ("name", "column"):
        return f"/data/{rest[0]}" if kind == "name" else f"/data/column.{rest[0]}"
    if kind == "call":
        return f"{rest[0]}({', '.join(as_xpath(part) for part in rest[1:] if isinstance(part, list))})"
    operands = [as_xpath(part) for part in rest if isinstance(part, list)]
    return f"(-{operands[0]})" if kind == "negative" else f"({operands[0]} {kind} {operands[1]})"


# --- expressions as people write them: each operand of the kind that is expected of it


def _call(name: str, *arguments: SearchStrategy[Node]) -> SearchStrategy[Node]:
    return some.tuples(*arguments).map(lambda drawn: ["call", name, *drawn])


def _of(signs: str, left: SearchStrategy[Node], right: SearchStrategy[Node]) -> SearchStrategy[Node]:
    return some.tuples(some.sampled_from(signs.split()), left, right).map(list)


def _named(*names: str) -> SearchStrategy[Node]:
    return some.sampled_from([["name", name] for name in names])


def _written(*texts: str) -> SearchStrategy[Node]:
    return some.sampled_from([["text", written] for written in texts])


_AMOUNTS = some.one_of(
    _named("rent", "adults"),
    some.sampled_from([["number", amount] for amount in (0.0, 1.0, 2.0, 3.5, 12.0, 100.0, 750.0)]),
)
_COUNTS = some.one_of(
    _call("count-selected", _named("effects")), _call("string-length", _named("tenure", "name"))
)
_NUMERIC = some.recursive(
    some.one_of(_AMOUNTS, _COUNTS),
    lambda inner: some.one_of(_of("+ - * div mod", inner, inner), _call("int", inner), _call("round", inner)),
    max_leaves=4,
)
_TEXTS = some.one_of(
    _named("tenure", "name"),
    _written("social", "private", "Mol", "", "5"),
    _call("concat", _named("tenure"), _written(" ", "-"), _named("name", "rent")),
    _call("coalesce", _named("tenure"), _named("name")),
)
_TRUTHS = some.one_of(
    _of("= != < <= > >=", _NUMERIC, _NUMERIC),
    _of("= !=", _named("tenure", "name", "born"), _written("social", "private", "", "2026-11-03")),
    _of("< <= > >=", _named("born"), some.one_of(_call("today"), _written("2026-11-03", "2000-02-29"))),
    _of("= !=", _TEXTS, _TEXTS),
    _call("selected", _named("effects", "tenure"), _written("social", "work", "health")),
    _call("contains", _TEXTS, _TEXTS),
    _call("starts-with", _TEXTS, _TEXTS),
    _call("regex", _named("name"), _written("^[A-Z][a-z]+$", "^[0-9]{4}$", "^[A-Za-z ]*$")),
)
_CONDITIONS = some.recursive(
    _TRUTHS, lambda inner: some.one_of(_of("and or", inner, inner), _call("not", inner)), max_leaves=5
)
ORDINARY: SearchStrategy[Case] = some.builds(
    Case,
    some.one_of(
        _CONDITIONS,
        _NUMERIC,
        _TEXTS,
        _call("if", _CONDITIONS, _TEXTS, _TEXTS),
        _call("if", _CONDITIONS, _NUMERIC, _NUMERIC),
    ),
    some.fixed_dictionaries(
        {},
        optional={
            "tenure": some.sampled_from(["social", "private", "other"]),
            "name": some.sampled_from(["Mol", "Sint-Truiden", "De Panne", "2400", "مول"]),
            "rent": some.integers(0, 2_000),
            "adults": some.integers(0, 12),
            "effects": some.lists(some.sampled_from(["health", "work", "social"]), unique=True, min_size=1),
            "born": some.sampled_from(["2000-02-29", "1969-12-31", "2026-11-03", "2026-11-04"]),
        },
    ),
)
