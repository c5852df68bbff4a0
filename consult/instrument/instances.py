"""What a name of an expression stands for once repeats are written out, rewritten in its tree.

inside an instance    ${age}, ../age and ${member}/age are that of the instance, position(..) its number
outside               they are the node-set ${age_1} | ${age_2} | ...
${member}             one member for each instance there is, also from inside
${member}[...]/age    each instance's if(${member_1} = 1 and (...), ${age_1}, ''), the bare words in [...] being its answers
indexed-repeat()      the instances of a question, and which of them: instance-at(instances(${age_1}, ${age_2}), 2)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from consult.instrument.definition import Repeat
from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.surroundings import ARITHMETIC
from consult.instrument.expression.tree import Expression, Node, asked_of, parts
from consult.instrument.expression.writing import expression_of
from consult.instrument.instance_names import Named, Numbers, suffix_of

_Part = Callable[[], Node]  # one that is made only where it is used


class Seen:
    """Expressions as they are seen from one place. instances: the repeats around it with their number, outermost first."""

    def __init__(self, named: Mapping[str, Named], instances: Sequence[tuple[str, int]]) -> None:
        self.named = named
        self.instances = tuple(instances)
        self.numbers = dict(instances)

    @property
    def outside(self) -> "Seen":
        """The same place, outside of every [...]."""
        return self

    @property
    def suffix(self) -> str:
        """What the names of this instance end in."""
        return suffix_of(self.numbers.values())

    def expression(self, expression: Expression | None) -> Expression | None:
        """An expression about the instances that its author meant; the same where it is about none."""
        if expression is None:
            return None
        tree = self.node(expression.tree)
        return expression if tree == expression.tree else expression_of(tree)

    def renames(self) -> dict[str, str]:
        """The names that stand for one answer only, with the name of that answer."""
        of_one = ((name, named) for name, named in self.named.items() if self._stands_for_one(named))
        return {name: self._names(named)[0] for name, named in of_one}

    def _stands_for_one(self, named: Named) -> bool:
        *around, last = named.repeats
        own = last.most if named.is_repeat else len(self._range(last))
        return own == 1 and all(len(self._range(repeat)) == 1 for repeat in around)

    def names_of(self, name: str) -> list[str]:
        """What a name of a repeat stands for from here; nothing for a name of no repeat."""
        named = self.named.get(name)
        return self._names(named) if named else []

    def node(self, node: Node) -> Node:
        """A part of an expression about the instances that its author meant."""
        if node[0] == "name":
            return self.name(str(node[1]))
        if node[0] == "where":
            return self._where(node, "")
        if node[0] == "answers":
            where, answer = parts(node)
            return self._where(where, str(answer[1]))
        if node[0] == "rows":  # what [...] of a list calls a point or a place is of its rows
            return [self.outside.node(part) if isinstance(part, list) else part for part in node]
        if node[:2] == ["call", "position"] and parts(node):
            return self._position(node)
        if node[:2] == ["call", "indexed-repeat"]:
            return self._indexed(parts(node))
        return self._choices_of([self.node(part) if isinstance(part, list) else part for part in node])

    def name(self, name: str) -> Node:
        """The answers that a name stands for from here."""
        named = self.named.get(name)
        return self._together(self._names(named)) if named else ["name", name]

    def _names(self, named: Named) -> list[str]:
        numbers = self._beside(named) if named.is_repeat else product(*map(self._range, named.repeats))
        return [named.at(one) for one in numbers]

    def _beside(self, named: Named) -> Iterator[Numbers]:
        """Every instance of a repeat within what is around it, also seen from inside one."""
        for families in self._families(named):
            yield from families

    def _families(self, named: Named) -> Iterator[list[Numbers]]:
        """The instances of a repeat, those together that have the same ones around them."""
        *around, last = named.repeats
        for numbers in product(*map(self._range, around)):
            yield [(*numbers, number) for number in range(1, last.most + 1)]

    def _range(self, repeat: Repeat) -> Sequence[int]:
        """The instances of a repeat that are seen: the own one from inside."""
        own = self.numbers.get(repeat.name)
        return range(1, repeat.most + 1) if own is None else (own,)

    # --- some instances of a repeat

    def whence(self, looked_at: Node) -> "Seen":
        """From where the instances are seen that [...] looks at."""
        return self

    def _where(self, node: Node, answer: str) -> Node:
        looked_at, *predicates = parts(node)
        named = self.named.get(str(looked_at[1])) if looked_at[0] in ("name", "member") else None
        if named is None or not named.is_repeat:
            inside = [self.outside.node(predicate) for predicate in predicates]
            return self.name(answer) if answer else ["where", self.node(looked_at), *inside]
        families = self.whence(looked_at)._families(named)
        return together(
            [one for family in families for one in self._those(named, family, predicates, answer)]
        )

    def _those(
        self, named: Named, family: Sequence[Numbers], predicates: Iterable[Node], answer: str
    ) -> Iterator[Node]:
        """The instances of one family that are left by every [...], or what they were answered."""
        members = [_Member.of(named, numbers, self.named) for numbers in family]
        there: list[Node] = [["=", one.itself, ["number", 1.0]] for one in members]
        for turn, predicate in enumerate(predicates):
            there = self._narrowed(members, there, predicate, is_first=turn == 0)
        for one, holds in zip(members, there, strict=True):
            yield _if(holds, one.seen.name(answer) if answer else one.itself)

    def _narrowed(
        self, members: Sequence["_Member"], there: Sequence[Node], predicate: Node, *, is_first: bool
    ) -> list[Node]:
        """Whether each is left by one more [...]. there: whether it was so far."""
        found: list[Node] = []
        for number, (one, before) in enumerate(zip(members, there, strict=True), start=1):
            # All that are there come first, so that the place among them is the number, until something is left out.
            place = (
                partial(list, ["number", float(number)])
                if is_first
                else partial(self._counted, there[:number])
            )
            holds = _Inside(self, one, place, partial(self._counted, there)).node(predicate)
            found.append(["and", before, ["=", holds, place()] if is_place(predicate) else holds])
        return found

    def _counted(self, conditions: Sequence[Node]) -> Node:
        """How many of these hold."""
        return ["call", "count", together([_if(one, ["number", 1.0]) for one in conditions])]

    def _together(self, names: Sequence[str]) -> Node:
        return together([["name", name] for name in names])

    def _position(self, node: Node) -> Node:
        levels = int(float(str(parts(node)[0][1])))
        if levels > len(self.instances):
            return node
        return ["number", float(self.instances[-levels][1])]

    def _choices_of(self, node: Node) -> Node:
        """jr:choice-name(${q}, '${q}'): the choices are those of any instance."""
        named = self.named.get(asked_of(node))
        return [*node[:3], ["text", f"${{{self._names(named)[0]}}}"]] if named else node

    def _indexed(self, arguments: list[Node]) -> Node:
        """indexed-repeat(${age}, ${house}, 1, ${member}, 2): what no number is given for is the own instance, or any."""
        named = self.named.get(str(arguments[0][1]))
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
        given = [self.node(places[one.name]) for one in named.repeats if one.name in places]
        return ["call", "instance-at", self._instances(named, (), numbers), *given]

    def _instances(self, named: Named, before: Numbers, numbers: Sequence[list[Numbers]]) -> Node:
        """The instances by their first number, within each by the next one."""
        here, *further = numbers
        if not further:
            return self._together([named.at((*before, *last)) for last in here])
        inner = (self._instances(named, (*before, *one), further) for one in here)
        return ["call", "instances", *inner]


@dataclass(frozen=True, slots=True)
class _Member:
    """One instance that is looked at. itself: what says that it is there. seen: as from within it."""

    itself: Node
    seen: Seen

    @classmethod
    def of(cls, named: Named, numbers: Numbers, all_named: Mapping[str, Named]) -> "_Member":
        instances = [(repeat.name, number) for repeat, number in zip(named.repeats, numbers, strict=True)]
        return cls(["name", named.at(numbers)], Seen(all_named, instances))


class _Inside(Seen):
    """What stands in [...] as it is seen for one instance: its own answers, and ${name} as outside."""

    def __init__(self, seen: Seen, member: "_Member", place: _Part, last: _Part) -> None:
        super().__init__(seen.named, seen.instances)
        self.seen = seen
        self.member = member
        self.of_itself: Mapping[str, _Part] = {
            "self": partial(list, member.itself),
            "position": place,
            "last": last,
        }

    @property
    def outside(self) -> Seen:
        return self.seen.outside

    def node(self, node: Node) -> Node:
        if node[0] == "member":
            return self.member.seen.name(str(node[1]))
        if node == ["self"] or node in (["call", "position"], ["call", "last"]):
            return self.of_itself[str(node[-1])]()
        return super().node(node)

    def whence(self, looked_at: Node) -> Seen:
        return self.member.seen if looked_at[0] == "member" else self


def together(nodes: Sequence[Node], operator: str = "|") -> Node:
    """Node-sets as one; put together by halves, since hundreds one after another are a tree too deep to walk."""
    if len(nodes) == 1:
        return nodes[0]
    middle = len(nodes) // 2
    return [operator, together(nodes[:middle], operator), together(nodes[middle:], operator)]


def _if(condition: Node, value: Node) -> Node:
    return ["call", "if", condition, value, ["text", ""]]


def is_place(predicate: Node) -> bool:
    """Whether a predicate is the number of an instance: [2], [last()]."""
    if predicate[0] == "call":
        function = FUNCTIONS.get(str(predicate[1]))
        return function is not None and function.result == "number"
    return predicate[0] == "number" or str(predicate[0]) in ARITHMETIC
