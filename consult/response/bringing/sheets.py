"""One table of a file, of the responses or of a repeat: its columns, and what a row of it would have posted."""

from dataclasses import dataclass, field
from functools import partial

from consult.response.bringing.cells import Cells, split_differs
from consult.response.bringing.columns import Columns
from consult.response.bringing.incoming import IncomingTable, Loss
from consult.response.bringing.instances import Instance, Numbers
from consult.response.bringing.losses import Cell, Losses
from consult.response.bringing.values import NoSuchChoice, OnlyAloud, is_ticked


@dataclass
class Posted:
    """A response as a form would have posted it. typed: by control. cells: where each stands. worked_out: what the file has
    for each calculation. instances: those of which a table has a row.
    """

    typed: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    worked_out: dict[str, tuple[Cell, str]] = field(default_factory=dict)
    instances: set[Instance] = field(default_factory=set)

    def place(self, *names: str) -> Cell:
        """Where the first of these names that was posted stands."""
        return next((self.cells[name] for name in names if name in self.cells), Cell(names[-1]))


class Sheet:
    """A table against the questions that it answers."""

    def __init__(self, columns: Columns, table: IncomingTable, losses: Losses) -> None:
        self.columns, self.table, self.losses = columns, table, losses
        self.matched = columns.match(table)
        self.cells = [Cells(columns, one, table) for one in self.matched]
        self.repeating = columns.repeating(table, self.matched)
        taken = {one.column for one in (*self.matched, *self.repeating)}
        self.calculated = {
            name: variable
            for name in table.names
            if name not in taken and (variable := columns.calculated(name))
        }
        self.places = {name: place for place, name in enumerate(table.names)}

    def called(self, column: str) -> str:
        """A column as people are told it: with its sheet, where it is that of a repeat."""
        return f"{self.table.name}!{column}" if self.columns.within else column

    def cell(self, number: int, column: str) -> Cell:
        """Where a cell stands."""
        return Cell(self.called(column), partial(self.table.place, number, column))

    def post(self, posted: Posted, number: int, numbers: Numbers = ()) -> None:
        """Adds a row. numbers: of the instance that it is."""
        row = self.table.rows[number]
        posted.instances.add((self.columns.within, numbers))
        for cells in self.cells:
            if value := row[cells.place].strip():
                self._post(posted, cells, value, number, numbers)
        for column, variable in self.calculated.items():
            name = self.columns.at(variable, numbers)
            posted.worked_out[name] = (self.cell(number, column), row[self.places[column]].strip())
        if self.repeating:
            self._compare_split(posted, number, numbers)

    def _post(self, posted: Posted, cells: Cells, value: str, number: int, numbers: Numbers) -> None:
        matched = cells.matched
        cell = self.cell(number, matched.column)
        try:
            for field_, codes in cells.fields(value):
                name = self._in_instance(field_, cells, numbers)
                posted.typed.setdefault(name, []).extend(codes)
                posted.cells.setdefault(name, cell)
        except OnlyAloud:
            self.losses.count(Loss.UNPROMPTED, cell, value[:60], matched.question)
        except NoSuchChoice as unknown:
            self.losses.count(Loss.VALUE, cell, str(unknown)[:60], matched.question)

    def _in_instance(self, field_: str, cells: Cells, numbers: Numbers) -> str:
        """A control of the first instance as it is called in another one."""
        if not numbers:
            return field_
        first = cells.question.name
        written = cells.question.said_as + field_.removeprefix(first)
        return self.columns.at(written, numbers)

    def _compare_split(self, posted: Posted, number: int, numbers: Numbers) -> None:
        """Counts the rows in which the columns of each choice say otherwise than the column of all choices, which is taken."""
        row = self.table.rows[number]
        ticks: dict[str, dict[str, bool]] = {}
        for one in self.repeating:
            value = row[self.places[one.column]].strip()
            try:
                if value:
                    ticks.setdefault(one.variable, {})[one.choice] = is_ticked(value, one.choice)
            except NoSuchChoice:
                continue
        for variable, of_choices in ticks.items():
            whole = posted.typed.get(self.columns.at(variable, numbers), [])
            if split_differs(whole, of_choices):
                cell = next(self.cell(number, one.column) for one in self.matched if one.variable == variable)
                self.losses.count(Loss.SPLIT, cell, "", variable)
