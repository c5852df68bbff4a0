"""The compiled form of an expression: nested lists that are JSON, so that a published instrument carries them.

A node is one of
  ["number", 3.0]  ["text", "social"]  ["name", "tenure"]  ["self"]
  [OPERATOR, left, right]   with OPERATOR one of or and = != < <= > >= + - * div mod
  ["negative", operand]
  ["call", "selected", argument, ...]
  ["column", "region"]   a column of the choice at hand, in a choice filter only
"""

from dataclasses import dataclass
from typing import TypeAlias

Node: TypeAlias = list["str | float | Node"]


@dataclass(frozen=True)
class Expression:
    """Source text as the author wrote it, its compiled tree, and the names it depends on (`.` excluded)."""

    source: str
    tree: Node
    names: frozenset[str]
