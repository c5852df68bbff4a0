"""Whether a question has to be answered, as the file writes it: true, false, or of whom: `required: ${age} > 17`."""

import re

from consult.instrument.expression.tree import Expression
from consult.instrument.source.section import Section

_WORKED_OUT = re.compile(r"[$(=<>]")


def read_required(section: Section) -> bool:
    """Whether everyone has to answer it."""
    return False if is_worked_out(section) else section.flag("required")


def read_required_when(section: Section) -> Expression | None:
    """Of whom it has to be answered; None when that is everyone, or nobody."""
    return section.expression("required") if is_worked_out(section) else None


def is_worked_out(section: Section) -> bool:
    """Whether an expression says it."""
    return "required" in section and is_expression(section.text("required"))


def is_expression(written: str) -> bool:
    """Whether what is written is more than a yes or a no."""
    return bool(_WORKED_OUT.search(written))
