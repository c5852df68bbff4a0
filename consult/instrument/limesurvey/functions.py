"""The functions of ExpressionScript in the words of ODK: those that are called otherwise, and those that are several here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

RENAMED: Mapping[str, str] = MappingProxyType(
    {"strlen": "string-length", "abs": "abs", "round": "round", "if": "if", "intval": "int", "max": "max"}
)


def _count(arguments: Sequence[str]) -> str:
    return _added(f"if({one} != '', 1, 0)" for one in arguments)


def _sum(arguments: Sequence[str]) -> str:
    return _added(f"coalesce({one}, 0)" for one in arguments)


def _added(terms: Iterable[str]) -> str:
    return f"({' + '.join(terms)})"


def _floor(arguments: Sequence[str]) -> str:
    (one,) = arguments
    return f"(int({one}) - if(int({one}) > {one}, 1, 0))"


def _ceil(arguments: Sequence[str]) -> str:
    (one,) = arguments
    return f"(int({one}) + if(int({one}) < {one}, 1, 0))"


def _min(arguments: Sequence[str]) -> str:
    """Of answers of which one is left blank that is the smallest there."""
    blank = " or ".join(f"{one} = ''" for one in arguments)
    return f"if({blank}, '', min({', '.join(arguments)}))"


COMPOSED: Mapping[str, Callable[[Sequence[str]], str]] = MappingProxyType(
    {"count": _count, "sum": _sum, "floor": _floor, "ceil": _ceil, "min": _min}
)
OF_ONE = frozenset(["floor", "ceil"])
