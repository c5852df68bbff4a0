"""What an expression is compiled into: one function that knows its operands, which is what makes it cost microseconds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from consult.instrument.expression.value import Operand

Labels: TypeAlias = Callable[
    [str, str], str
]  # (list, choice) -> its label in some language, "" when it has none
# The day (None: ask the clock when it is needed), and the labels (None: those of the source language).
Setting: TypeAlias = tuple[date | None, Labels | None]
# Answers by variable, the answer to the question itself, and the setting.
Closure: TypeAlias = Callable[[Mapping[str, Operand], Operand, Setting], Operand]
