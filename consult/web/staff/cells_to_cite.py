"""The tables of a survey as figures to cite: what is not shown has no button, and a forged one is refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from consult.actions import tabulating, transaction
from consult.actions.advising import citing
from consult.actions.advising.findings import StoredFinding
from consult.actions.consultations import Consultation, is_over
from consult.actions.refusal import Refused
from consult.actions.tabulating import NotTabulated, Told
from consult.disclosure.tables import SUPPRESSED, ProtectedTable
from consult.evidence.findings import Stance
from consult.evidence.telling import Order, alternative, percent
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.instrument.languages import SOURCE
from consult.web.staff.chain_words import stances
from consult.web.staff.findings import to_finding
from consult.web.staff.sentences import refusal

_BETWEEN = "/"  # between the code of an answer and that of a group; no code holds it


@dataclass(frozen=True)
class Button:
    """A cell. value: what its button sends; empty where it is too small to show."""

    words: str
    value: str
    name: str


@dataclass(frozen=True)
class Line:
    """One answer of a table with its cells."""

    label: str
    cells: tuple[Button, ...]


@dataclass(frozen=True)
class Shown:
    """The table that was asked for. lines: none where it is withheld, and `words` says why."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    base: int
    words: str

    @property
    def hides(self) -> bool:
        """Whether a cell is too small to show."""
        return any(not cell.value for line in self.lines for cell in line.cells)


def page(row: StoredFinding, folder: DataFolder, problem: str = "") -> ResponseReturnValue:
    """Which survey, which question, per which group; and the table of it."""
    sources = [one for one in row.project.consultations if one.method == Method.SURVEY and is_over(one)]
    source = next((one for one in sources if one.id == _sent("source")), sources[0] if sources else None)
    told = _told(source, folder) if source else []
    shown = _shown(source, folder, told) if source else None
    return render_template(
        "staff/cite_cell.html",
        row=row,
        sources=sources,
        source=source,
        questions=[(one.question.name, one.question.title(SOURCE)) for one in told],
        subgroups=[(one.name, one.title(SOURCE)) for one in tabulating.subgroups(source, folder)]
        if source and told
        else [],
        chosen={name: _sent(name) for name in ("question", "per")},
        shown=shown,
        stances=stances(),
        problem=problem,
    )


def cite(row: StoredFinding, folder: DataFolder, by: str) -> ResponseReturnValue:
    """Cites the cell whose button was pressed; a refusal stands above the same table."""
    source = next((one for one in row.project.consultations if one.id == _sent("source")), None)
    answer, _bar, group = _sent("cell").partition(_BETWEEN)
    if source is None or not answer:
        return page(row, folder)
    stance = Stance.AGAINST if _sent("stance") == Stance.AGAINST else Stance.FOR
    try:
        citing.cite_cell(
            row,
            source,
            folder,
            _sent("question"),
            answer,
            by,
            per=_sent("per") if group else "",
            group=group,
            stance=stance,
        )
    except Refused as refused:
        transaction.rollback()
        return page(row, folder, refusal(refused))
    return to_finding(row, "evidence-cited")


def _sent(name: str) -> str:
    return request.values.get(name, "")


def _told(source: Consultation, folder: DataFolder) -> Sequence[Told]:
    try:
        return tabulating.frequencies(source, folder)
    except NotTabulated:
        return []


def _shown(source: Consultation, folder: DataFolder, told: Sequence[Told]) -> Shown | None:
    """The table that was asked for; the first question before anything was."""
    by = {one.question.name: one for one in told}
    asked, per = _sent("question"), _sent("per")
    if per and per != asked:
        try:
            return _table(tabulating.crosstab(source, folder, asked, per))
        except NotTabulated:
            return _table(by[asked]) if asked in by else None
    found = by.get(asked, told[0] if told else None)
    return _table(found) if found else None


def _table(told: Told) -> Shown:
    labels, table = told.labels(SOURCE), told.table
    if not isinstance(table, ProtectedTable):
        return Shown(labels.title, (), (), 0, alternative(table, labels, Order.SCALE))
    groups = table.columns.codes if table.columns else ("",)
    lines = tuple(
        Line(
            labels.rows[code],
            tuple(
                _button(table, place, column, group, labels.rows[code]) for column, group in enumerate(groups)
            ),
        )
        for place, code in enumerate(table.rows.codes)
    )
    return Shown(labels.title, tuple(labels.columns.get(one, "") for one in groups), lines, table.base, "")


def _button(table: ProtectedTable, row: int, column: int, group: str, label: str) -> Button:
    cell = table.cells[row][column]
    if cell is SUPPRESSED:
        return Button("", "", label)
    share = table.percentage(row, column)
    words = str(cell) if share is None else f"{percent(share)} ({cell})"
    return Button(words, _BETWEEN.join(filter(None, (table.rows.codes[row], group))), label)
