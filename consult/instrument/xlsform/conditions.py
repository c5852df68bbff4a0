"""The expressions of a workbook: read, and checked against what the instrument asks."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from consult.instrument.expression.checking import Variable, nearest_name
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tables import Table as LookupTable
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.words import MENDS, ExpressionError
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line

_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u200b": ""}
)
# What XPath knows and this language does not: not a slip of the author's.
_UNREADABLE_HERE = (
    ("..", ".."),
    ("current(", "current()"),
    ("instance(", "instance()"),
    ("[", "a predicate [...]"),
)


# What a spreadsheet makes of true and false when it takes them for its own, and what ODK reads as those.
_WHOLE = {"true": "true()", "false": "false()", "yes": "true()", "no": "false()"}


# What the parser expects where someone writes another language's sign.
_SLIPS = frozenset(MENDS.values())


# What someone answered the last time that they filled in this form: nobody is known to have done so before. A point stands in
# no other name, and the sign that XLSForm has there in no expression.
LAST_SAVED = "last-saved."
_LAST_SAVED = re.compile(r"\$\{\s*last-saved#\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}")


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
    return _LAST_SAVED.sub(rf"${{{LAST_SAVED}\1}}", source)


def _unread(source: str, error: ExpressionError, property_: str, cell: str) -> Remark:
    outside_texts = re.sub(r"'[^']*'|\"[^\"]*\"", "''", source)
    unreadable = [name for sign, name in _UNREADABLE_HERE if sign in outside_texts]
    if unreadable and error.expected not in _SLIPS:
        found = f"{unreadable[0]} in column {error.column}"
        return Remark("expression_unsupported", cell, {"what": property_, "found": found})
    facts = {
        "what": property_,
        "found": f"{error.found} in column {error.column}",
        "expected": f"expected {error.expected}",
    }
    return Remark("expression_wrong", cell, {**facts, "nearest": ""})


def faults_of(
    condition: Condition,
    variables: Mapping[str, Variable],
    this: Variable | None,
    tables: Mapping[str, LookupTable],
) -> Iterator[Remark]:
    """What is wrong with an expression apart from the names that it looks at. tables: the lists of choices."""
    for mistake in mistakes(condition.expression, variables, this, tables):
        if mistake.unsupported:
            found = f"{mistake.found} in column {mistake.column}"
            yield Remark("expression_unsupported", condition.place, {"what": condition.key, "found": found})
            continue
        nearest = f'Did you mean "{mistake.nearest}"?' if mistake.nearest else ""
        facts = {
            "what": condition.key,
            "found": mistake.found,
            "expected": mistake.expected,
            "nearest": nearest,
        }
        yield Remark("expression_wrong", condition.place, facts)


def columns_in(expression: Expression) -> set[str]:
    """The columns of its own choices that a choice filter looks at."""
    return _columns(expression.tree)


def _columns(node: Node) -> set[str]:
    if node[0] == "column":
        return {str(node[1])}
    if node[0] == "rows":  # its columns are those of another list
        return set()
    return set[str]().union(*map(_columns, parts(node)))


def looked_up_in(expression: Expression) -> dict[str, set[str]]:
    """The lists that an expression looks things up in, and the columns of each that it looks at."""
    found: dict[str, set[str]] = {}
    waiting = [expression.tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if node[0] == "rows":
            columns = found.setdefault(str(node[1]), set())
            columns |= {str(node[2])} | set[str]().union(*map(_columns, parts(node)))
    return {name: columns - {"", "name", "label"} for name, columns in found.items()}


def shows_label(expression: Expression) -> bool:
    """Whether an expression looks up the label of a choice, which it finds in one language only."""
    waiting = [expression.tree]
    while waiting:
        node = waiting.pop()
        if node[0] == "rows" and node[2] == "label":
            return True
        waiting.extend(parts(node))
    return False


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


def nothing_worked_out(line: Line) -> Remark:
    """That a calculate calculates nothing."""
    facts = {"what": "calculation", "found": "nothing", "expected": "an expression", "nearest": ""}
    return Remark("expression_wrong", line.place("calculation"), facts)


def joined(conditions: Collection[Condition]) -> str:
    """Several conditions that all have to hold, as one expression."""
    return all_of(condition.expression.source for condition in conditions)


def all_of(expressions: Iterable[str]) -> str:
    """The same of expressions as they are written; "" when there is none."""
    sources = list(dict.fromkeys(expressions))
    return "".join(sources) if len(sources) < 2 else " and ".join(f"({source})" for source in sources)
