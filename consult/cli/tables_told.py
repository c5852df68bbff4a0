"""What `consult tabulate` tells; loaded when it is asked, since it brings pandas with it."""

from flask import current_app

from consult.actions import tabulating
from consult.actions.tabulating import NotTabulated, Told
from consult.cli.choosing import consultation_called
from consult.cli.saying import fail, show, show_json
from consult.disclosure.tables import Withheld
from consult.evidence.tabulation import as_json
from consult.evidence.telling import Order, alternative
from consult.instrument.languages import SOURCE
from consult.reading import FileRefused


def tell_table(consultation: str, rows: str, columns: str | None, *, plain: bool) -> None:
    """Shows the table, or says why there is none and ends with 1."""
    row, folder = consultation_called(consultation, "consult tabulate"), current_app.extensions["folder"]
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
