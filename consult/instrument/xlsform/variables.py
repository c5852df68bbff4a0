"""What an expression can say of the answer to a row: the same as the loader says of the question."""

from consult.instrument.definition import ACKNOWLEDGED, OTHER, Type
from consult.instrument.expression.checking import Variable
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.row_checks import chosen_from
from consult.instrument.xlsform.survey import Candidate

_KINDS = {Type.INTEGER: "number", Type.DECIMAL: "number", Type.RANGE: "number", Type.TEXT: "text"}
_OF_LISTS = (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.MATRIX)


def variable_of(one: Candidate, found: FoundList | None) -> Variable:
    """The kind of answer that a row has. found: its list of choices, when it has one."""
    type_ = one.kind.type
    if not one.is_active or type_ is None:
        return Variable("any")
    if chosen_from(one):
        return Variable("instance" if type_ in _OF_LISTS else "any")
    if type_ is Type.ACKNOWLEDGE:
        return Variable("one", frozenset([ACKNOWLEDGED]))
    if type_ not in _OF_LISTS:
        return Variable(_KINDS.get(type_, "any"))
    codes = frozenset([*(found.choices if found else ()), *([OTHER] if one.kind.or_other else [])])
    return Variable("many" if type_ is Type.SELECT_MULTIPLE else "one", codes)
