"""The cells of one column, as a form here would have posted them."""

from collections.abc import Iterator, Mapping

from consult.instrument.definition import ACKNOWLEDGED, NOT_ANSWERED, NOT_ASKED, OTHER, Type
from consult.response.bringing.columns import Columns
from consult.response.bringing.incoming import IncomingTable, Matched
from consult.response.bringing.values import NoSuchChoice, OnlyAloud, Values, is_ticked, takes_codes
from consult.response.bringing.written_as import as_posted
from consult.response.reading import missing_field, missing_offered

Field = tuple[str, list[str]]  # a control of a form, and what it posts


class Cells:
    """One column of a table. Its fields are named as in the first instance, where it is of a repeat."""

    def __init__(self, columns: Columns, matched: Matched, table: IncomingTable) -> None:
        self.columns, self.matched = columns, matched
        self.place = list(table.names).index(matched.column)
        self.question = columns.variables[matched.variable]
        self.variable = columns.stands_for(matched.variable)
        self.values = self._values(table)
        self.takes_codes = takes_codes(self.question, self.variable)

    def _values(self, table: IncomingTable) -> Values:
        column, told = self.matched.column, self.columns.mapping.values
        return Values(
            self.question,
            self.variable,
            self.columns.published,
            {**told.get(self.matched.question, {}), **told.get(self.matched.variable, {})},
            table.value_labels.get(column, {}),
            table.missing.get(column, frozenset()),
            self.columns.elsewhere.codes,
        )

    def fields(self, value: str) -> Iterator[Field]:
        """What a cell that is not empty posts; nothing for one that says that there is no answer. Raises NoSuchChoice."""
        if self.question.type is Type.RANK and self.variable == self.question.name and self.matched.choice:
            yield from self._at_a_place(value)
        elif self.matched.choice:
            yield from self._of_one_choice(value)
        elif self.takes_codes:
            yield from self._codes(value)
        else:
            yield from self._written(value)

    def _at_a_place(self, value: str) -> Iterator[Field]:
        """order[1]: which choice comes first."""
        if code := self.values.one(value):
            yield f"{self.question.name}_{code}", [self.matched.choice]

    def _of_one_choice(self, value: str) -> Iterator[Field]:
        if self._is_missing(value):
            yield from self._why(value)
        elif is_ticked(value, self.matched.choice):
            yield self.variable, [self.matched.choice]

    def _codes(self, value: str) -> Iterator[Field]:
        if self.question.type is Type.ACKNOWLEDGE and value not in missing_offered(self.question):
            yield from [(self.variable, [ACKNOWLEDGED])] if is_ticked(value, ACKNOWLEDGED) else []
            return
        if self.question.chooses_from and self.question.type is Type.SELECT_ONE:
            yield (
                self.variable,
                [value],
            )  # what was answered in an instance, which the whole row says the number of
            return
        # A rank stands in one column of codes, the first one first, or in a column of places for each choice.
        several = self.question.type is Type.SELECT_MULTIPLE or (
            self.question.type is Type.RANK and self.variable == self.question.name
        )
        codes = self.values.several(value) if several else [self.values.one(value)]
        if any(codes):
            yield self.variable, codes

    def _written(self, value: str) -> Iterator[Field]:
        """A number, a day, a text; or why there is none."""
        if value in (NOT_ASKED, NOT_ANSWERED):
            return
        if (
            value in missing_offered(self.question)
            or value in self.question.unprompted
            or self._is_missing(value)
        ):
            yield from self._why(value)
        elif self.variable == self.question.other_variable:
            # In LimeSurvey the text alone says that "other" was ticked.
            if self.question.type is Type.SELECT_MULTIPLE:
                yield self.question.name, [OTHER]
            yield self.variable, [value]
        else:
            yield self.variable, [as_posted(self.question.type, value)]

    def _is_missing(self, value: str) -> bool:
        return value in self.values.missing

    def _why(self, value: str) -> Iterator[Field]:
        """Which way of having no answer it is, where the question offers it."""
        why = self.values.why_missing(value) or value
        if why in missing_offered(self.question):
            yield (self.variable if self.takes_codes else missing_field(self.question)), [why]
        elif why in self.question.unprompted:
            raise OnlyAloud(value)
        elif why not in (NOT_ASKED, NOT_ANSWERED):
            raise NoSuchChoice(value)


def split_differs(whole: list[str], ticks: Mapping[str, bool]) -> bool:
    """Whether the columns of each choice say otherwise than the column of all of them. ticks: by choice."""
    return {choice for choice, is_there in ticks.items() if is_there} != {*whole} & ticks.keys()
