"""The tables of a survey and their figures. What makes them is loaded when they are first asked for."""

from importlib import import_module
from types import ModuleType

from flask.typing import ResponseReturnValue

from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404


@staff.get("/consultations/<consultation_id>/tables")
def tables(consultation_id: str) -> ResponseReturnValue:
    """Every coded question, and one of them per subgroup."""
    page: ResponseReturnValue = _shown().page(consultation_or_404(consultation_id))
    return page


@staff.get("/consultations/<consultation_id>/tables/<question>.svg")
def figure(consultation_id: str, question: str) -> ResponseReturnValue:
    """The figure of one table."""
    drawn: ResponseReturnValue = _shown().figure(consultation_or_404(consultation_id), question)
    return drawn


def _shown() -> ModuleType:
    # By name and not by import: pandas and matplotlib cost a second and 70 MB, and most visits need no table.
    return import_module("consult.web.staff.tables_shown")
