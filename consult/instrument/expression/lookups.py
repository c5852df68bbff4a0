"""What an expression finds outside of itself: rows of choice lists, instances of a repeat, labels of choices."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from consult.instrument.expression.closure import Closure, Labels, Setting
from consult.instrument.expression.tables import COLUMN, Table
from consult.instrument.expression.value import Operand, members, number, text, truth

# In a predicate: the place of what is looked at, and how many there are.
PLACE, LAST = "#", "#last"
_OWN = "#own"  # and, where the point is a member, the answer to the question itself


def place_in_predicate() -> Closure:
    """position() in a predicate."""
    return _number_under(PLACE)


def last_in_predicate() -> Closure:
    """last() in a predicate."""
    return _number_under(LAST)


def _number_under(name: str) -> Closure:
    return lambda values, this, setting: number(values.get(name, 1))


def instance_at(found: Closure, *places: Closure) -> Closure:
    """The one of the instances with this number, from 1; of a repeat in a repeat one number for each."""

    def look_up(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
        instance = found(values, this, setting)
        for place in places:
            instance = _instance(instance, number(place(values, this, setting)))
        return instance

    return look_up


def instances(*found: Closure) -> Closure:
    """Each instance in its place, also one that is not there."""
    return lambda values, this, setting: tuple(one(values, this, setting) for one in found)


def _instance(found: Operand, place: float) -> Operand:
    if not isinstance(found, tuple):
        return found if place == 1 else ""
    return found[int(place) - 1] if 1 <= place < len(found) + 1 else ""


def choice_name(code: Closure, table: Table) -> Closure:
    """The label of the choice of `table` with this code; "" when there is none such."""

    def look_up(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
        rows = table.having("name", text(code(values, this, setting)))
        return _label(table, rows[0], setting[1]) if rows else ""

    return look_up


def _label(table: Table, row: Mapping[str, Operand], labels: Labels | None) -> str:
    translated = labels(table.name, text(row[f"{COLUMN}name"])) if labels else ""
    return translated or text(row[f"{COLUMN}label"])


Rows: TypeAlias = Sequence[Mapping[str, Operand]]
Narrowing: TypeAlias = Callable[[Rows, Mapping[str, Operand], Operand, Setting], Rows]


def rows(table: Table, column: str, narrowing: Sequence[Narrowing]) -> Closure:
    """A column of the rows for which the predicates hold; the names of the rows when no column is given."""
    cell = COLUMN + (column or "name")

    def look_up(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
        found: Rows = table.as_values
        for narrowed in narrowing:
            found = narrowed(found, values, this, setting)
        if column == "label":
            return tuple(_label(table, row, setting[1]) for row in found)
        return tuple(row.get(cell, "") for row in found)

    return look_up


def tried(holds: Closure) -> Narrowing:
    """Any predicate, tried on one row after another."""

    def narrowed(found: Rows, values: Mapping[str, Operand], this: Operand, setting: Setting) -> Rows:
        seen, kept = {**values, LAST: len(found)}, []
        for place, row in enumerate(found, start=1):
            seen.update(row)
            seen[PLACE] = place
            if _stays(holds(seen, this, setting), place):
                kept.append(row)
        return kept

    return narrowed


def looked_up(table: Table, column: str, key: Closure, otherwise: Narrowing) -> Narrowing:
    """The usual first predicate, `name = ${town}`, by an index instead of on each of 20,000 rows.

    key: what no row has a say in. otherwise: the same predicate tried, for a key that is not text and so compares by other rules.
    """

    def narrowed(found: Rows, values: Mapping[str, Operand], this: Operand, setting: Setting) -> Rows:
        sought = key(values, this, setting)
        if isinstance(sought, str):
            return table.having(column, sought)
        return otherwise(found, values, this, setting)

    return narrowed


def _stays(result: Operand, place: int) -> bool:
    """Whether a predicate's result keeps what is in this place: a number is the place to be kept, as in XPath."""
    if isinstance(result, (int, float)) and not isinstance(result, bool):
        return result == place
    return truth(result)


def where(values_of: Closure, predicates: Sequence[Closure]) -> Closure:
    """The members of a node-set for which the predicates hold; `.` in them is the member."""

    def look_up(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
        found = list(members(values_of(values, this, setting)))
        for holds in predicates:
            seen = {**values, LAST: len(found), _OWN: values.get(_OWN, this)}
            found = [
                member
                for place, member in enumerate(found, start=1)
                if _stays(holds({**seen, PLACE: place}, member, setting), place)
            ]
        return tuple(found)

    return look_up


def own(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
    """current()/. in a predicate of a node-set."""
    return values.get(_OWN, this)
