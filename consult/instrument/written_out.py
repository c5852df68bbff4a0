"""How much an instrument comes to once its repeats are written out, counted before anything is: the same walk as in instances.py."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from consult.instrument.definition import Instrument, Page, Question, Repeat
from consult.instrument.dependencies import expressions_in
from consult.instrument.expression import parsing
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.words import ExpressionError
from consult.instrument.instance_names import Named, named_in
from consult.instrument.instances import is_place

MOST_QUESTIONS = 3_000  # of an instrument with its repeats written out; the largest real form has some 900 so
# In all expressions together. The largest real form, a needs assessment of households (impact-initiatives, REACH 2024 MSNA), comes to
# 3,122 with ten members, the next one to 83; at this bound a form is loaded in a second, and made ready in another one.
MOST_NAMES = 20_000


class TooMuch(ValueError):
    """With its repeats written out an instrument is more than anything here is made for."""


def refuse_too_much(instrument: Instrument) -> None:
    """Raises TooMuch."""
    if (number := _questions_in(instrument.written)) > MOST_QUESTIONS:
        raise TooMuch(f"{number} questions with every repeat written out, at most {MOST_QUESTIONS}")
    if names_written(instrument) > MOST_NAMES:
        raise TooMuch(f"expressions that name more than {MOST_NAMES} answers with every repeat written out")


class TooDeep(ValueError):
    """An expression that cannot be told for each instance. question: whose it is, as it is written."""

    def __init__(self, question: str, error: ExpressionError) -> None:
        self.question = question
        super().__init__(str(error))


def refuse_too_deep(whole: Instrument) -> None:
    """Raises TooDeep where an expression of what was written out could not be read again, as the dataset has to."""
    for page in whole.pages:
        for question in page.questions:
            for expression in (page.relevant, *expressions_in(question)):
                try:
                    parsing.refuse_too_deep(expression.source if expression else "")
                except ExpressionError as error:
                    raise TooDeep(question.said_as or question.name, error) from None


def _questions_in(items: Iterable[Page | Repeat]) -> int:
    return sum(
        item.most * (2 + _questions_in(item.pages)) if isinstance(item, Repeat) else len(item.questions)
        for item in items
    )


def names_written(instrument: Instrument) -> int:
    """How many names of answers stand in all expressions together, once they are written out for each instance."""
    return sum(_in_items(instrument.written, _Place(named_in(instrument.written), frozenset()), 0))


def _in_items(items: Iterable[Page | Repeat], place: "_Place", conditions: int) -> Iterator[int]:
    """conditions: the names in what decides whether the instances around a page are there; each page has it."""
    for item in items:
        if isinstance(item, Page):
            yield conditions + place.names(item.relevant)
            yield from (_in_question(question, place) for question in item.questions)
            continue
        inner = conditions + place.names(item.relevant) + (place.names(item.count) if item.count else 1)
        within = _Place(place.named, place.around | {item.name})
        yield item.most * (sum(_in_items(item.pages, within, inner)) + (0 if item.count else inner))


def _in_question(question: Question, place: "_Place") -> int:
    chosen = place.stands_for(question.chooses_from) if question.chooses_from else 0
    return chosen + sum(map(place.names, expressions_in(question)))


@dataclass(frozen=True, slots=True)
class _Number:
    """How many names a part comes to: some as it stands, and more for each place of the instance at hand or last() in it."""

    names: int = 0
    places: int = 0
    lasts: int = 0

    def __add__(self, other: "_Number") -> "_Number":
        return _Number(self.names + other.names, self.places + other.places, self.lasts + other.lasts)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression stands. around: the repeats of which the own instance is seen. member: in [...], those of the one at hand."""

    named: Mapping[str, Named]
    around: frozenset[str]
    member: frozenset[str] | None = None

    def names(self, expression: Expression | None) -> int:
        """How many names an expression comes to in one instance; without one none."""
        return self.of(expression.tree).names if expression else 0

    def stands_for(self, name: str, seen: frozenset[str] | None = None) -> int:
        """The answers that a name stands for from here. seen: other repeats than those around."""
        named, known = self.named.get(name), self.around if seen is None else seen
        if named is None:
            return 1
        *outer, last = named.repeats
        own = 1 if last.name in known and not named.is_repeat else last.most
        return own * prod(1 if one.name in known else one.most for one in outer)

    def of(self, node: Node) -> _Number:
        """What a part of an expression comes to."""
        kind = node[0]
        if self.member is not None and (found := self._at_hand(node)):
            return found
        if kind == "name":
            return _Number(self.stands_for(str(node[1])))
        if kind == "where":
            return self._where(node, "")
        if kind == "answers":
            where, answer = parts(node)
            return self._where(where, str(answer[1]))
        if kind == "rows":
            return _together(self._outside.of(part) for part in parts(node))
        if node[:2] == ["call", "position"]:
            return _Number()
        if node[:2] == ["call", "indexed-repeat"]:
            return self._indexed(parts(node))
        return _together(map(self.of, parts(node)))

    @property
    def _outside(self) -> "_Place":
        return _Place(self.named, self.around)

    def _at_hand(self, node: Node) -> _Number | None:
        """What is said in [...] of the instance at hand."""
        if node[0] == "member":
            return _Number(self.stands_for(str(node[1]), self.member))
        if node == ["self"]:
            return _Number(1)
        if node == ["call", "position"]:
            return _Number(places=1)
        return _Number(lasts=1) if node == ["call", "last"] else None

    def _where(self, node: Node, answer: str) -> _Number:
        looked_at, *predicates = parts(node)
        named = self.named.get(str(looked_at[1])) if looked_at[0] in ("name", "member") else None
        if named is None or not named.is_repeat:
            inside = _together(map(self._outside.of, predicates))
            return _Number(self.stands_for(answer)) if answer else self.of(looked_at) + inside
        whence = self.member if looked_at[0] == "member" else None
        families = self.stands_for(named.stem, whence) // named.repeats[-1].most
        within = frozenset(one.name for one in named.repeats)
        left = _Place(self.named, self.around, within)._left(named.repeats[-1].most, predicates)
        given = self.stands_for(answer, within) if answer else 1
        return _Number(families * sum(one + given for one in left))

    def _left(self, most: int, predicates: Iterable[Node]) -> list[int]:
        """For each instance of a family, the names in whether every [...] leaves it."""
        there = [1] * most
        for turn, predicate in enumerate(predicates):
            one, all_ = self.of(predicate), sum(there)
            places = accumulate(there) if turn else [0] * most  # among all that are there it is a number
            again = is_place(predicate)
            there = [
                before + one.names + (one.places + again) * place + one.lasts * all_
                for before, place in zip(there, places, strict=True)
            ]
        return there

    def _indexed(self, arguments: list[Node]) -> _Number:
        named = self.named.get(str(arguments[0][1]))
        given = {str(one[1]): place for one, place in zip(arguments[1::2], arguments[2::2], strict=False)}
        if named is None:
            return _Number()
        seen = self.around - given.keys()
        asked = (given[one.name] for one in named.repeats if one.name in given)
        return _Number(self.stands_for(named.stem + named.tail, seen)) + _together(map(self.of, asked))


def _together(numbers: Iterable[_Number]) -> _Number:
    return sum(numbers, _Number())
