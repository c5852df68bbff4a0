"""Protected tables as a page and as figures: nothing here has seen a count that may not leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from consult.actions import tabulating
from consult.actions.consultations import Consultation
from consult.actions.tabulating import NothingToTell, NotTabulated, StillOpen, Told
from consult.dataset.definition import nearest
from consult.dataset.words import MISSING_LABELS
from consult.disclosure.tables import SUPPRESSED, Cell, ProtectedTable
from consult.evidence.figures import draw
from consult.evidence.telling import Labels, Order, alternative, percent
from consult.web.staff.gate import folder


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is, its cells, how many."""

    label: str
    cells: tuple[str | None, ...]  # None: too small to show
    total: str | None = ""


@dataclass(frozen=True)
class Shown:
    """A table as the page shows it. lines: none where it is withheld, and `words` says why."""

    name: str
    title: str
    language: str
    by: str
    by_title: str
    base: int
    words: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    no_answer: tuple[tuple[str, str | None], ...]


def page(row: Consultation) -> ResponseReturnValue:
    """Every question; above them the one that was asked for per subgroup."""
    try:
        told = tabulating.frequencies(row, folder())
    except StillOpen:
        return _none_yet(row, "open")
    except NothingToTell:
        return _none_yet(row, "none")
    crossed = _asked(row)
    return render_template(
        "staff/tables.html",
        row=row,
        absent="",
        shown=[_shown(one) for one in told],
        crossed=_shown(crossed) if crossed else None,
        questions=_options([one.question for one in told if not one.question.variable.several]),
        subgroups=_options(tabulating.subgroups(row, folder())),
        chosen=request.args,
    )


def figure(row: Consultation, question: str) -> ResponseReturnValue:
    """The figure of one table; there is none of a table that is withheld."""
    by = request.args.get("per", "")
    try:
        told = (
            tabulating.crosstab(row, folder(), question, by)
            if by
            else tabulating.frequency(row, folder(), question)
        )
    except NotTabulated:
        abort(404)
    if not isinstance(told.table, ProtectedTable):
        abort(404)
    return Response(draw(told.table, told.labels(g.language), Order.SCALE), mimetype="image/svg+xml")


def _none_yet(row: Consultation, why: str) -> str:
    return render_template("staff/tables.html", row=row, absent=why)


def _asked(row: Consultation) -> Told | None:
    question, by = request.args.get("question", ""), request.args.get("per", "")
    if not question or not by or question == by:
        return None
    try:
        return tabulating.crosstab(row, folder(), question, by)
    except NotTabulated:
        abort(404)


def _options(questions: Sequence[tabulating.Question]) -> list[tuple[str, str]]:
    return [(one.name, one.title(g.language)) for one in questions]


def _shown(told: Told) -> Shown:
    labels, table = told.labels(g.language), told.table
    return Shown(
        name=told.question.name,
        title=labels.title,
        language=told.question.language(g.language),
        by=told.by.name if told.by else "",
        by_title=labels.by,
        base=table.base if isinstance(table, ProtectedTable) else 0,
        words=alternative(table, labels, Order.SCALE),
        headings=tuple(labels.columns.values()),
        lines=_lines(table, labels) if isinstance(table, ProtectedTable) else (),
        no_answer=_no_answer(told.no_answer),
    )


def _lines(table: ProtectedTable, labels: Labels) -> tuple[Line, ...]:
    if table.columns is None:
        return tuple(
            Line(labels.rows[code], (_told(table.cells[place][0]), _share(table, place)))
            for place, code in enumerate(table.rows.codes)
        )
    return tuple(
        Line(
            labels.rows[code],
            tuple(_told_with_share(table, place, column) for column in range(len(table.cells[place]))),
            _told(table.row_totals[place]),
        )
        for place, code in enumerate(table.rows.codes)
    )


def _told(cell: Cell) -> str | None:
    return None if cell is SUPPRESSED else str(cell)


def _share(table: ProtectedTable, place: int) -> str | None:
    return None if table.cells[place][0] is SUPPRESSED else percent(table.percentage(place))


def _told_with_share(table: ProtectedTable, row: int, column: int) -> str | None:
    cell, share = table.cells[row][column], table.percentage(row, column)
    if cell is SUPPRESSED:
        return None
    return str(cell) if share is None else f"{cell} ({percent(share)})"


def _no_answer(kinds: ProtectedTable | None) -> tuple[tuple[str, str | None], ...]:
    """Why people gave no answer, as far as anyone did."""
    if kinds is None:
        return ()
    return tuple(
        (nearest(MISSING_LABELS[code], g.language, code).text, _told(cells[0]))
        for code, cells in zip(kinds.rows.codes, kinds.cells, strict=True)
        if cells[0] != 0
    )
