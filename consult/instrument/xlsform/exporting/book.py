"""A workbook on its way out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.xlsform.exporting.grid import Grid


@dataclass
class Book:
    """The sheets of a form. is_ours: written here from the start; else that of someone else, brought up to date.

    unmarked: the language of columns that say none. dropped: name and type of the rows that were left out.
    """

    survey: Grid
    choices: Grid
    settings: Grid
    others: list[Grid] = field(default_factory=list)
    is_ours: bool = True
    unmarked: str = ""
    dropped: list[tuple[str, ...]] = field(default_factory=list)
    order: Sequence[str] = ("survey", "choices", "settings")

    def grid(self, sheet: str) -> Grid:
        """The sheet of this name."""
        return next(grid for grid in self.grids if grid.name == sheet)

    @property
    def grids(self) -> list[Grid]:
        """Every sheet that holds anything, in the order of the file."""
        known = [self.survey, self.choices, self.settings, *self.others]
        places = {name: place for place, name in enumerate(self.order)}
        return sorted(
            (grid for grid in known if grid.rows), key=lambda grid: places.get(grid.name, len(places))
        )

    def workbook(self, *more: Sheet) -> Workbook:
        """The sheets as they stand, and more."""
        sheets = tuple(grid.sheet() for grid in self.grids)
        return replace(Workbook("xlsx", sheets, survey=self.survey.name), sheets=(*sheets, *more))
