"""What a name of an expression stands for once repeats are written out, rewritten in its tree.

inside an instance    ${age}, ../age and ${member}/age are that of the instance, position(..) its number
outside               they are the node-set ${age_1} | ${age_2} | ...; ${member} one member for each instance there is
indexed-repeat()      the instances of a question, and which of them: instance-at(instances(${age_1}, ${age_2}), 2)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from consult.instrument.definition import Page, Repeat
from consult.instrument.expression.tree import Expression, Node, asked_of, parts
from consult.instrument.expression.writing import expression_of

# In all expressions together: 225 instances that each look at all 225 are 50,625.
MOST_NAMES = 200_000

Numbers = tuple[int, ...]  # of an instance and of those around it, outermost first


class TooManyNames(ValueError):
    """With every repeat written out the expressions name more answers than anything here is made for."""


@dataclass(frozen=True, slots=True)
class Named:
    """What has a name of its own in each instance: `trust_rules`, in instance 2 `trust_2_rules`. repeats: outermost first."""

    stem: str
    tail: str
    repeats: tuple[Repeat, ...]

    def at(self, numbers: Numbers) -> str:
        """Its name in one instance."""
        return f"{self.stem}{_suffix(numbers)}{self.tail}"


def _suffix(numbers: Iterable[int]) -> str:
    return "".join(f"_{number}" for number in numbers)


def named_in(items: Iterable[Page | Repeat]) -> dict[str, Named]:
    """Everything in a repeat that expressions can name, the repeats themselves too."""
    return {name: named for name, named in _named_in(items, ()) if named.repeats}


def _named_in(items: Iterable[Page | Repeat], around: tuple[Repeat, ...]) -> Iterator[tuple[str, Named]]:
    for item in items:
        if isinstance(item, Repeat):
            yield item.name, Named(item.name, "", (*around, item))
            yield from _named_in(item.pages, (*around, item))
            continue
        for question in item.questions:
            for name in question.names:
                yield name, Named(question.name, name.removeprefix(question.name), around)


class Written:
    """The names of an instrument, and how many of them its expressions have come to."""

    def __init__(self, named: Mapping[str, Named]) -> None:
        self.named = named
        self.number = 0

    def add(self, number: int) -> None:
        """Counts names that are about to be written. Raises TooManyNames."""
        self.number += number
        if self.number > MOST_NAMES:
            raise TooManyNames(
                f"expressions that name more than {MOST_NAMES} answers with every repeat written out"
            )


class Seen:
    """Expressions as they are seen from one place. instances: the repeats around it with their number, outermost first."""

    def __init__(self, written: Written, instances: Sequence[tuple[str, int]]) -> None:
        self.written = written
        self.instances = tuple(instances)
        self.numbers = dict(instances)

    @property
    def suffix(self) -> str:
        """What the names of this instance end in."""
        return _suffix(self.numbers.values())

    def expression(self, expression: Expression | None) -> Expression | None:
        """An expression about the instances that its author meant; the same where it is about none."""
        if expression is None:
            return None
        tree = self._node(expression.tree)
        return expression if tree == expression.tree else expression_of(tree)

    def renames(self) -> dict[str, str]:
        """The names that stand for one answer only, with the name of that answer."""
        of_all = {name: self._names(named) for name, named in self.written.named.items()}
        return {name: found[0] for name, found in of_all.items() if len(found) == 1}

    def _node(self, node: Node) -> Node:
        if node[0] == "name":
            return self._name(str(node[1]))
        if node[:2] == ["call", "position"] and parts(node):
            return self._position(node)
        if node[:2] == ["call", "indexed-repeat"]:
            return self._indexed(parts(node))
        return self._choices_of([self._node(part) if isinstance(part, list) else part for part in node])

    def _name(self, name: str) -> Node:
        named = self.written.named.get(name)
        return self._together(self._names(named)) if named else ["name", name]

    def _names(self, named: Named) -> list[str]:
        return [named.at(numbers) for numbers in product(*map(self._range, named.repeats))]

    def _range(self, repeat: Repeat) -> Sequence[int]:
        """The instances of a repeat that are seen: the own one from inside."""
        own = self.numbers.get(repeat.name)
        return range(1, repeat.most + 1) if own is None else (own,)

    def _together(self, names: Sequence[str]) -> Node:
        self.written.add(len(names))
        return together([["name", name] for name in names])

    def _position(self, node: Node) -> Node:
        levels = int(float(str(parts(node)[0][1])))
        if levels > len(self.instances):
            return node
        return ["number", float(self.instances[-levels][1])]

    def _choices_of(self, node: Node) -> Node:
        """jr:choice-name(${q}, '${q}'): the choices are those of any instance."""
        named = self.written.named.get(asked_of(node))
        return [*node[:3], ["text", f"${{{self._names(named)[0]}}}"]] if named else node

    def _indexed(self, arguments: list[Node]) -> Node:
        """indexed-repeat(${age}, ${house}, 1, ${member}, 2): what no number is given for is the own instance, or any."""
        named = self.written.named.get(str(arguments[0][1]))
        places = {
            str(repeat[1]): place for repeat, place in zip(arguments[1::2], arguments[2::2], strict=False)
        }
        if named is None or not places.keys() <= {repeat.name for repeat in named.repeats}:
            return ["text", ""]  # a mistake that is told when an instrument is loaded
        numbers: list[list[Numbers]] = [[()]]
        for repeat in named.repeats:
            own = range(1, repeat.most + 1) if repeat.name in places else self._range(repeat)
            numbers[-1] = [(*before, number) for before in numbers[-1] for number in own]
            numbers += [[()]] if repeat.name in places else []
        given = [self._node(places[one.name]) for one in named.repeats if one.name in places]
        return ["call", "instance-at", self._instances(named, (), numbers), *given]

    def _instances(self, named: Named, before: Numbers, numbers: Sequence[list[Numbers]]) -> Node:
        """The instances by their first number, within each by the next one."""
        here, *further = numbers
        if not further:
            return self._together([named.at((*before, *last)) for last in here])
        inner = (self._instances(named, (*before, *one), further) for one in here)
        return ["call", "instances", *inner]


def together(nodes: Sequence[Node]) -> Node:
    """Node-sets as one; put together by halves, since hundreds one after another are a tree too deep to walk."""
    if len(nodes) == 1:
        return nodes[0]
    middle = len(nodes) // 2
    return ["|", together(nodes[:middle]), together(nodes[middle:])]
