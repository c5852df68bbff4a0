"""The expressions of a workbook: read, and checked against what the instrument asks."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from consult.instrument.expression.checking import Variable, mistakes, nearest_name
from consult.instrument.expression.parsing import ExpressionError, parse
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line

_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u200b": ""}
)
# What ODK knows and this evaluator does not yet: not a slip of the author's.
ODK_FUNCTIONS = frozenset(
    [
        "position",
        "selected-at",
        "jr:choice-name",
        "indexed-repeat",
        "count",
        "count-non-empty",
        "sum",
        "max",
        "min",
        "substr",
        "substring-before",
        "substring-after",
        "translate",
        "normalize-space",
        "join",
        "boolean-from-string",
        "digest",
        "base64-decode",
        "extract-signed",
        "pow",
        "log",
        "log10",
        "abs",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "atan2",
        "sqrt",
        "exp",
        "exp10",
        "pi",
        "now",
        "decimal-date-time",
        "date",
        "decimal-time",
        "format-date",
        "format-date-time",
        "area",
        "distance",
        "geofence",
        "intersects",
        "random",
        "randomize",
        "uuid",
        "boolean",
        "checklist",
        "weighted-checklist",
        "pulldata",
        "instance",
        "current",
        "version",
        "jr:itext",
        "property",
        "last",
        "thousands-sep",
        "trim",
        "substring",
        "date-time",
    ]
)
_UNREADABLE_HERE = (
    ("..", ".."),
    ("current()", "current()"),
    ("instance(", "instance()"),
    ("[", "a predicate [...]"),
    ("/", "a path with /"),
)


# What a spreadsheet makes of true and false when it takes them for its own.
_WHOLE = {"true": "true()", "false": "false()"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One expression of a row or of a group around it. key: relevant, constraint, ..."""

    key: str
    expression: Expression
    line: Line

    @property
    def place(self) -> str:
        """Its cell."""
        return self.line.place(self.key)

    @property
    def names(self) -> frozenset[str]:
        """The names that it looks at."""
        return self.expression.names


def read_condition(line: Line, property_: str, remarks: list[Remark]) -> Condition | Remark | None:
    """The expression in a cell, None when it is empty; a remark when it cannot be read."""
    written = line.value(property_)
    if not written:
        return None
    source = _tidied(written, line.place(property_), remarks)
    try:
        return Condition(property_, parse(source, of_choices=property_ == "choice_filter"), line)
    except ExpressionError as error:
        remark = _unread(source, error, property_, line.place(property_))
        remarks.append(remark)
        return remark


def _tidied(written: str, cell: str, remarks: list[Remark]) -> str:
    plain = html.unescape(written) if re.search(r"&(?:lt|gt|amp|quot|apos);", written) else written
    source = _WHOLE.get(plain.strip().casefold(), plain.translate(_PLAIN_SIGNS))
    if source != written and not source.endswith("()"):
        remarks.append(Remark("quotes_straightened", cell))
    return source


def _unread(source: str, error: ExpressionError, property_: str, cell: str) -> Remark:
    outside_texts = re.sub(r"'[^']*'|\"[^\"]*\"", "''", source)
    for sign, name in _UNREADABLE_HERE:
        if sign in outside_texts:
            return Remark("expression_unsupported", cell, {"what": property_, "found": name})
    facts = {
        "what": property_,
        "found": f"{error.found} in column {error.column}",
        "expected": f"expected {error.expected}",
    }
    return Remark("expression_wrong", cell, {**facts, "nearest": ""})


def faults_of(
    condition: Condition, variables: Mapping[str, Variable], this: Variable | None
) -> Iterator[Remark]:
    """What is wrong with an expression apart from the names that it looks at."""
    for name in sorted(_functions(condition.expression.tree) & ODK_FUNCTIONS):
        yield Remark("expression_unsupported", condition.place, {"what": condition.key, "found": f"{name}()"})
    for mistake in mistakes(condition.expression, variables, this):
        if any(f'function "{name}"' in mistake.found for name in ODK_FUNCTIONS):
            continue
        nearest = f'Did you mean "{mistake.nearest}"?' if mistake.nearest else ""
        facts = {
            "what": condition.key,
            "found": mistake.found,
            "expected": mistake.expected,
            "nearest": nearest,
        }
        yield Remark("expression_wrong", condition.place, facts)


def _functions(node: Node) -> set[str]:
    found = {str(node[1])} if node[0] == "call" else set[str]()
    return found.union(*(_functions(part) for part in node if isinstance(part, list)))


def columns_in(expression: Expression) -> set[str]:
    """The columns of choices that a choice filter looks at."""
    return _columns(expression.tree)


def _columns(node: Node) -> set[str]:
    if node[0] == "column":
        return {str(node[1])}
    return set[str]().union(*(_columns(part) for part in node if isinstance(part, list)))


def unknown_name(condition: Condition, name: str, known: Collection[str]) -> Remark:
    """That a condition looks at something that the workbook does not have."""
    nearest = nearest_name(name, known)
    mend = f'Did you mean "{nearest}"?' if nearest else "Name a question of the survey."
    facts = {
        "what": condition.key,
        "found": f'unknown name "{name}"',
        "expected": "the name of a question",
    }
    return Remark("expression_wrong", condition.place, {**facts, "nearest": mend})


def joined(conditions: Collection[Condition]) -> str:
    """Several conditions that all have to hold, as one expression."""
    return all_of(condition.expression.source for condition in conditions)


def all_of(expressions: Iterable[str]) -> str:
    """The same of expressions as they are written; "" when there is none."""
    sources = list(dict.fromkeys(expressions))
    return "".join(sources) if len(sources) < 2 else " and ".join(f"({source})" for source in sources)
