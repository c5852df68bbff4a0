"""What `consult tabulate` tells; loaded when it is asked, since it brings pandas with it."""

from difflib import get_close_matches

from flask import current_app

from consult.actions import consultations, tabulating
from consult.actions.consultations import Consultation
from consult.actions.tabulating import NotTabulated, Told
from consult.cli.saying import fail, show, show_json
from consult.disclosure.tables import Withheld
from consult.evidence.tabulation import as_json
from consult.evidence.telling import Order, alternative
from consult.instrument.languages import SOURCE
from consult.reading import FileRefused


def tell_table(consultation: str, rows: str, columns: str | None, *, plain: bool) -> None:
    """Shows the table, or says why there is none and ends with 1."""
    row, folder = _consultation(consultation), current_app.extensions["folder"]
    try:
        told = (
            tabulating.crosstab(row, folder, rows, columns)
            if columns
            else tabulating.frequency(row, folder, rows)
        )
    except (NotTabulated, FileRefused) as refused:
        fail(f"consult tabulate: {refused}")
    if plain:
        show_json(_plain(told))
    else:
        show(alternative(told.table, told.labels(SOURCE), Order.SCALE))


def _plain(told: Told) -> dict[str, object]:
    if told.by:
        return as_json(told.table)
    no_answer = (
        None if told.no_answer is None or isinstance(told.table, Withheld) else as_json(told.no_answer)
    )
    return as_json(told.table) | {"no_answer": no_answer}


def _consultation(asked: str) -> Consultation:
    held = [row for project in consultations.projects() for row in project.consultations]
    found = [row for row in held if asked in (row.id, row.title)]
    if len(found) != 1:
        fail(f"consult tabulate: {_which(asked, held, found)}")
    return found[0]


def _which(asked: str, held: list[Consultation], found: list[Consultation]) -> str:
    if found:
        ids = ", ".join(row.id for row in found)
        return f"{len(found)} consultations are called {asked!r}. Give the id of one: {ids}"
    near = get_close_matches(asked, [name for row in held for name in (row.title, row.id)], n=1)
    rest = f"did you mean {near[0]!r}?" if near else "see them with: consult consultations list"
    return f"there is no consultation {asked!r}; {rest}"
