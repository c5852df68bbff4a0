"""The anonymous participant grid as form fields: one number per class of people, never a name.

A panel meets several times, so there its members have a card: a number that leads to no one, so that whoever comes
to four sessions is one person.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField

from consult.consultation.definition import Known, Participation
from consult.web.staff.fields import Count, Line, Most, OneOf, StaffForm

CARD_LINES = 12
_MOST_CARD_LINES = 96
INPUT = {"gave": True, "silent": False}


def cell_name(target_group: Known, earlier: Known, input_: str) -> str:
    """The field that holds how many people were of one class."""
    return f"n_{target_group.value}_{earlier.value}_{input_}"


class Answer(OneOf):
    """Yes, no or unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("", **kwargs)
        self.choices = [(known.value, known.value) for known in Known]


class CardLine(Form):
    """One member of a panel, by card number."""

    card = Line("", [Most(20)])
    target_group = Answer(default=Known.YES.value)
    earlier = Answer(default=Known.NO.value)
    gave_input = BooleanField("", default=True)


class GridForm(StaffForm):
    """How many people of each class were present; a cell left empty is nobody."""

    cards = FieldList(FormField(CardLine), min_entries=0, max_entries=_MOST_CARD_LINES)

    def cell(self, target_group: Known, earlier: Known, input_: str) -> Any:
        """The field of one class, for the template."""
        return self[cell_name(target_group, earlier, input_)]

    def participations(self, day: date) -> tuple[Participation, ...]:
        """The grid as the rules read it."""
        return (*self._counted(day), *self._carded(day))

    def show(self, grid: tuple[Participation, ...]) -> None:
        """Fills the fields with a grid that was recorded before."""
        for one in grid:
            if one.card:
                self.cards.append_entry(
                    {
                        "card": one.card,
                        "target_group": one.target_group.value,
                        "earlier": one.earlier.value,
                        "gave_input": one.gave_input,
                    }
                )
                continue
            cell = self.cell(one.target_group, one.earlier, "gave" if one.gave_input else "silent")
            cell.data = (cell.data or 0) + one.count

    def add_card_lines(self) -> None:
        """Offers empty lines up to the next dozen."""
        for _line in range(min(CARD_LINES, _MOST_CARD_LINES - len(self.cards.entries))):
            self.cards.append_entry()

    @property
    def has_silent(self) -> bool:
        """Whether anyone was there without giving input, so that their part of the grid stands open."""
        return any(
            self[cell_name(target, earlier, "silent")].data
            or self[cell_name(target, earlier, "silent")].errors
            for target, earlier in product(Known, Known)
        )

    def _counted(self, day: date) -> Iterator[Participation]:
        for target_group, earlier, (name, gave_input) in product(Known, Known, INPUT.items()):
            n = self.cell(target_group, earlier, name).data
            if n:
                yield Participation(n, day, target_group, earlier, gave_input)

    def _carded(self, day: date) -> Iterator[Participation]:
        for line in self.cards:
            if line.card.data:
                yield Participation(
                    1,
                    day,
                    Known(line.target_group.data),
                    Known(line.earlier.data),
                    line.gave_input.data,
                    card=line.card.data,
                )


for _target, _earlier, _input in product(Known, Known, INPUT):
    setattr(GridForm, cell_name(_target, _earlier, _input), Count())
