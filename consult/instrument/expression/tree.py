"""The compiled form of an expression: nested lists that are JSON, so that a published instrument carries them.

A node is one of
  ["number", 3.0]  ["text", "social"]  ["name", "tenure"]
  ["self"]   the answer to the question itself; in a predicate of "where" the member at hand, and there
  ["own"]    the answer to the question itself
  [OPERATOR, left, right]   with OPERATOR one of or and = != < <= > >= + - * div mod, and | for two node-sets as one,
      in which a single answer that is empty has no part
  ["negative", operand]
  ["call", "selected", argument, ...]   of which four read more than their arguments:
      ["call", "position", ["number", 1.0]]   for position(..), 2.0 for position(../..): which instance of the repeat this is
      ["call", "position"]  ["call", "last"]   in a predicate and a choice filter only: the place of the row or choice at hand,
          and how many there are
      ["call", "indexed-repeat", ["name", "age"], ["name", "member"], number, ...]   which instance of age
      ["call", "jr:choice-name", code, ["text", "${tenure}"]]   the choices of tenure
      and, where repeats are written out, in the place of position(..) and indexed-repeat(), what no author writes:
      ["call", "instance-at", ["call", "instances", ["name", "age_1"], ["name", "age_2"]], number, ...]
  ["column", "region"]   a column of the choice at hand in a choice filter, of the row at hand in a predicate of "rows"
  ["rows", "towns", "label", predicate, ...]   a node-set: one column of the rows of a choice list for which the predicates
      hold, one after another; "" stands for the rows themselves. pulldata() is ["call", "string", ["rows", ...]].
  ["where", node-set, predicate, ...]   the members of a node-set for which the predicates hold, one after another;
      of ["name", REPEAT] the instances, and then
  ["member", "age"]   in a predicate: what the instance at hand was answered
  ["answers", ["where", ...], ["name", "pets"]]   what those instances were answered
      (neither is left where repeats are written out)
A predicate that gives a number holds for the row or member in that place, from 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from consult.instrument.expression.tables import Table

Node: TypeAlias = list["str | float | Node"]


@dataclass(frozen=True)
class Expression:
    """Source text as the author wrote it, its compiled tree, and the names it depends on (`.` excluded).

    tables: the choice lists that it looks things up in, by name; the choices of a question under `${question}`.
    They are bound when an instrument is loaded and are no part of what is stored or compared.
    """

    source: str
    tree: Node
    names: frozenset[str]
    tables: Mapping[str, Table] = field(default_factory=dict, compare=False, repr=False)


def parts(node: Node) -> list[Node]:
    """The nodes right below a node."""
    return [part for part in node[1:] if isinstance(part, list)]


def asked_of(node: Node) -> str:
    """The question whose choices a jr:choice-name(code, '${question}') looks at; "" for any other node."""
    if node[:2] != ["call", "jr:choice-name"] or len(node) != 4 or not isinstance(node[3], list):
        return ""
    choices = str(node[3][1]) if node[3][0] == "text" else ""
    return choices[2:-1] if choices.startswith("${") and choices.endswith("}") else ""


def names_in(tree: Node) -> Iterator[str]:
    """The names of the questions that a tree depends on."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node[0] in ("name", "member"):
            yield str(node[1])
        elif name := asked_of(node):
            yield name
        waiting.extend(parts(node))


def counts_places(tree: Node) -> bool:
    """Whether a tree asks for the place of a row or a choice, or how many there are."""
    return tree in (["call", "position"], ["call", "last"]) or any(map(counts_places, parts(tree)))


def lists_of(tree: Node) -> set[str]:
    """The keys of every table that a tree looks things up in: names of lists, `${question}` for its choices."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if node[0] == "rows":
            found.add(str(node[1]))
        elif question := asked_of(node):
            found.add(f"${{{question}}}")
    return found
