"""The demonstration's years before the software: a filled-in workbook, brought in as staff would."""

import io
from datetime import timedelta
from typing import Any

from openpyxl import load_workbook

from consult.actions.demonstration.cast import PAST, Past
from consult.actions.historic import batches, taking_in
from consult.actions.historic.columns import CONSULTATION_COLUMNS, CONSULTATIONS
from consult.actions.historic.workbook import template


def import_past(by: str, second: str) -> None:
    """Brings in the workbook of the demonstration, and has someone else confirm it."""
    brought = taking_in.bring_in(workbook(), by, demo=True, dry_run=False)
    batch = batches.batch(brought.batch)
    if batch is not None:  # the same workbook again brings in nothing
        batches.confirm(batch, second)


def workbook() -> bytes:
    """The template with a row for each consultation of the cast."""
    book = load_workbook(io.BytesIO(template()))
    sheet = book[CONSULTATIONS]
    for past in PAST:
        values = _values(past)
        sheet.append([values.get(column.key) for column in CONSULTATION_COLUMNS])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _values(past: Past) -> dict[str, Any]:
    first, last = past.days
    report_on = past.report or last
    return {
        "project": past.project,
        "title": past.title,
        "method": past.method,
        "theme": past.theme,
        "result": "R7" if past.theme == "wonen" else "R11",
        "organiser": "LEVL",
        "first": first,
        "last": last,
        "criterion": "Vlaamse overheid",
        "target": past.target,
        "others": past.other,
        "unknown": past.unknown,
        "report_at": f"demo/{report_on.year}/verslag (synthetisch)" if past.report else None,
        "report_on": past.report,
        "attendance_at": f"demo/{last.year}/aanwezigheid (synthetisch)",
        "approved_by": "Demo Beleid" if past.report else None,
        "approved_on": past.report,
        "second_by": "Demo Tweede Lezer" if past.report else None,
        "second_on": past.report + timedelta(days=14) if past.report else None,
        "remark": "DEMO, synthetisch",
    }
