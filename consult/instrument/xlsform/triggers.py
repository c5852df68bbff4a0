"""The trigger of a row that is worked out, where it can be done as its author meant it."""

from consult.instrument.definition import Type
from consult.instrument.source.triggers import named_in
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate

_OF_SEVERAL = (Type.MATRIX, Type.RANK)  # no single answer of theirs changes


def triggers_of(row: Candidate, deciding: Deciding, remarks: list[Remark]) -> list[str]:
    """The questions before a calculate that trigger it; none, with a remark, where one of them is not there."""
    cell = row.line.value("trigger")
    if not cell or row.kind.type is not Type.CALCULATE:
        return []
    names = named_in(cell)
    if names and all(_can_trigger(name, row, deciding) for name in names):
        return list(names)
    remarks.append(Remark("trigger_kept", row.line.place("trigger")))
    return []


def _can_trigger(name: str, row: Candidate, deciding: Deciding) -> bool:
    found = deciding.by_name.get(name)
    if found is None or not found.is_active or found.kind.type in (Type.NOTE, Type.CALCULATE, *_OF_SEVERAL):
        return False
    return deciding.places[name] < deciding.places[row.name]
