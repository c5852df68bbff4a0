"""A table cell as evidence: what the one exit for counts shows today, and never a cell that it does not show.

Loaded by name where it is asked for: tabulating brings pandas with it.
"""

from typing import Any

from consult.actions import clock, tabulating
from consult.actions.advising import findings
from consult.actions.advising.findings import Cited, StoredEvidence, StoredFinding
from consult.actions.answering import published
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.actions.tabulating import NotTabulated, StillOpen, Told
from consult.disclosure.counts import Kind
from consult.disclosure.tables import SUPPRESSED, ProtectedTable
from consult.evidence.findings import EvidenceKind, Stance
from consult.evidence.telling import Labels, percent
from consult.folder import DataFolder
from consult.instrument.languages import SOURCE
from consult.store import instruments


def cite_cell(
    row: StoredFinding,
    source: Consultation,
    folder: DataFolder,
    question: str,
    answer: str,
    by: str,
    per: str = "",
    group: str = "",
    stance: Stance = Stance.FOR,
) -> StoredEvidence:
    """Cites one cell of a closed survey's table as it stands now.

    per, group: the subgroup question and the code in it, of a cross-table. Raises Refused, also for a cell that is not
    shown: its figures then name the largest of its column that is.
    """
    told = _told(source, folder, question, per)
    table = told.table
    if not isinstance(table, ProtectedTable):
        raise Refused("table_withheld")
    place = _place(table, answer, group)
    if table.cells[place[0]][place[1]] is SUPPRESSED:
        raise _suppressed(told, table, place[1])
    return findings.cite(row, _cited(source, told, table, place, stance), by)


def _told(source: Consultation, folder: DataFolder, question: str, per: str) -> Told:
    try:
        if per:
            return tabulating.crosstab(source, folder, question, per)
        return tabulating.frequency(source, folder, question)
    except StillOpen as open_:
        raise Refused("survey_still_open") from open_
    except NotTabulated as none:
        raise Refused("no_such_table") from none


def _place(table: ProtectedTable, answer: str, group: str) -> tuple[int, int]:
    columns = table.columns.codes if table.columns else ("",)
    if answer not in table.rows.codes or group not in columns:
        raise Refused("no_such_cell")
    return table.rows.codes.index(answer), columns.index(group)


def _suppressed(told: Told, table: ProtectedTable, column: int) -> Refused:
    """Refuses, and names what can be cited instead: the largest cell of the same column that is shown."""
    labels = told.labels(SOURCE)
    shown = [
        (cell, code)
        for code, cells in zip(table.rows.codes, table.cells, strict=True)
        if (cell := cells[column]) is not SUPPRESSED
    ]
    if not shown:
        return Refused("cell_suppressed_all")
    count, code = max(shown)
    return Refused("cell_suppressed", answer=labels.rows[code], count=count)


def _cited(
    source: Consultation, told: Told, table: ProtectedTable, place: tuple[int, int], stance: Stance
) -> Cited:
    facts = _facts(source, told, table, place)
    names = [source.id, facts["question"], facts["answer"], facts.get("per", ""), facts.get("group", "")]
    return Cited(
        EvidenceKind.TABLE_CELL, "/".join(filter(None, names)), _said(facts), facts, stance, source.id
    )


def _facts(source: Consultation, told: Told, table: ProtectedTable, place: tuple[int, int]) -> dict[str, Any]:
    """Everything that a reader needs to know where the number comes from, without looking the table up again."""
    row, column = place
    labels, share = told.labels(SOURCE), table.percentage(row, column)
    whole = table.row_totals[row] if table.kind is Kind.CROSS else table.base
    facts = {
        "question": told.question.name,
        "title": labels.title,
        "answer": table.rows.codes[row],
        "label": labels.rows[table.rows.codes[row]],
        "count": table.cells[row][column],
        "base": table.base,
        "whole": None if whole is SUPPRESSED else whole,
        "percentage": None if share is None else round(share, 1),
        "percent": percent(share),
        "kind": table.kind.value,
        "weighted": False,
        "threshold": table.threshold,
        "versions": [_version(fielded.version) for fielded in source.versions],
        "as_of": clock.today().isoformat(),
        "beside": _beside(table, labels, column),
    }
    return facts | (_crossed_with(told, table, labels, column) if told.by else {})


def _crossed_with(told: Told, table: ProtectedTable, labels: Labels, column: int) -> dict[str, Any]:
    code = table.columns.codes[column] if table.columns else ""
    return {
        "per": told.by.name if told.by else "",
        "per_title": labels.by,
        "group": code,
        "group_label": labels.columns.get(code, code),
    }


def _beside(table: ProtectedTable, labels: Labels, column: int) -> list[dict[str, Any]]:
    """The whole column as it is shown, for a picture: what is not shown is null here too."""
    lines = []
    for row, code in enumerate(table.rows.codes):
        cell, share = table.cells[row][column], table.percentage(row, column)
        lines.append(
            {
                "label": labels.rows[code],
                "count": None if cell is SUPPRESSED else cell,
                "percentage": None if share is None else round(share, 1),
            }
        )
    return lines


def _version(hash_: str) -> dict[str, Any]:
    row = instruments.version(hash_)
    return {
        "hash": hash_,
        "number": row.number if row else None,
        "structure": published(hash_).structure_hash,
    }


def _said(facts: dict[str, Any]) -> str:
    """The cell in a sentence, in Dutch as the instrument is: what a report would print."""
    among = f" ({facts['group_label']})" if facts.get("group") else ""
    if facts["percentage"] is None:
        return f"{facts['title']} {facts['label']}{among}: {facts['count']}, niet gewogen"
    return (
        f"{facts['title']} {facts['label']}{among}: {facts['percent']} "
        f"({facts['count']} van {facts['whole']}), niet gewogen"
    )
