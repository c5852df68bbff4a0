"""The findings of a report with what they rest on, as the one exit for counts shows it to readers today.

A cell that changed since it was cited, or is too small for readers outside, is a problem and never a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from consult.actions import tabulating
from consult.actions.advising import findings
from consult.actions.advising.findings import StoredEvidence, StoredFinding
from consult.actions.consultations import Consultation, consultation
from consult.actions.notes import quotes
from consult.actions.table_profile import PUBLISHED
from consult.actions.tabulating import NotTabulated, Told
from consult.disclosure.counts import Kind
from consult.disclosure.tables import SUPPRESSED, ProtectedTable
from consult.evidence.findings import EvidenceKind, Stage, Stance
from consult.evidence.strength import Quality
from consult.evidence.telling import percent
from consult.folder import DataFolder
from consult.instrument.languages import SOURCE
from consult.report.material import Cell, Found, Ground, Tabled, Voice

Problem = tuple[str, str]  # why, and what it is about (report.words.problems)


@dataclass
class Gathering:
    """Findings while they are gathered. problems: everything that keeps them out of a report."""

    folder: DataFolder
    problems: list[Problem] = field(default_factory=list)

    def found(self, row: StoredFinding) -> Found:
        """One finding with the evidence that may be read by anyone."""
        strength = findings.strength_of(row)
        tables: dict[str, Tabled] = {}
        return Found(
            id=row.id,
            statement=row.statement,
            theme=row.theme,
            level=strength.level if strength else None,
            caps=tuple(strength.caps) if strength else (),
            judged=tuple(_judged(row)),
            counter_evidence=row.counter_evidence,
            also_heard=row.also_heard,
            sources=tuple((one.title, one.method) for one in row.consultations),
            grounds=tuple(ground for one in row.evidence for ground in self._ground(one, tables)),
            tables=tuple(tables.values()),
            ready=self._is_ready(row),
        )

    def _is_ready(self, row: StoredFinding) -> bool:
        if row.review:
            self.problems.append(("finding_review", row.statement))
        elif row.stage != Stage.SETTLED:
            self.problems.append(("finding_unsettled", row.statement))
        return row.stage == Stage.SETTLED and not row.review

    def _ground(self, row: StoredEvidence, tables: dict[str, Tabled]) -> Iterator[Ground]:
        """The evidence as it may be told; nothing of what may not, which becomes a problem."""
        if row.withdrawn:
            return
        source = row.consultation
        ground = Ground(row.id, row.kind, row.stance == Stance.AGAINST, source.title if source else "")
        match row.kind:
            case EvidenceKind.HIGHLIGHT | EvidenceKind.GRID_CELL:
                yield replace(ground, said=_where(row.facts))
            case EvidenceKind.TABLE_CELL if source:
                if cell := self._cell(row, source, tables):
                    yield replace(ground, cell=cell)
            case EvidenceKind.QUOTE:
                if voice := self._voice(row):
                    yield replace(ground, voice=voice)
            case _:
                yield replace(ground, said=row.said, reference="" if source else row.reference)

    def _cell(self, row: StoredEvidence, source: Consultation, tables: dict[str, Tabled]) -> Cell | None:
        question, per = row.facts["question"], row.facts.get("per", "")
        try:
            told = _told(source, self.folder, question, per)
        except NotTabulated:
            told = None
        cell = _shown(told, source, row) if told else None
        if told is None or cell is None:
            self.problems.append(("cell_hidden", row.said))
            return None
        if (cell.count, cell.whole) != (row.facts["count"], row.facts["whole"]):
            self.problems.append(("cell_changed", row.said))
        tables[reference_of(source, told)] = tabled(source, told)
        return cell

    def _voice(self, row: StoredEvidence) -> Voice | None:
        """The published wording of a quote: the translation, where the language of the original can tell who spoke."""
        quote = quotes.quote(row.reference)
        source = consultation(quote.source.consultation_id) if quote else None
        if quote is None or source is None or not quotes.is_approved(quote):
            self.problems.append(("quote_unapproved", row.said))
            return None
        hides = quotes.original_identifies(quote)
        ascribed = quotes.ascribed_to(source, quote, self.folder)
        return Voice(
            quote.translation if hides else quote.text,
            SOURCE if hides else quote.language,
            quote.language if hides else "",
            ascribed.value,
        )


def _where(facts: Mapping[str, Any]) -> str:
    """Where a passage stands, from its facts alone: what was said there is told by an approved quote, or not."""
    of = f", sessie van {facts['day']}" if facts.get("day") else ""
    return f"Notities over {facts['theme']}{of}" if facts.get("theme") else "Notities"


def tabled(source: Consultation, told: Told, language: str = SOURCE) -> Tabled:
    """A table as a report tells it."""
    return Tabled(source.title, reference_of(source, told), told.table, told.labels(language), told.no_answer)


def reference_of(source: Consultation, told: Told) -> str:
    """How the cells of a table are cited: the consultation, the question and, of a cross-table, per what."""
    return "/".join(filter(None, (source.id, told.question.name, told.by.name if told.by else "")))


def _told(source: Consultation, folder: DataFolder, question: str, per: str) -> Told:
    if per:
        return tabulating.crosstab(source, folder, question, per, PUBLISHED)
    return tabulating.frequency(source, folder, question, PUBLISHED)


def _shown(told: Told, source: Consultation, row: StoredEvidence) -> Cell | None:
    """The cited cell of today's table; None where it is not shown, or there is no such cell any more."""
    table, answer, group = told.table, row.facts["answer"], row.facts.get("group", "")
    if not isinstance(table, ProtectedTable):
        return None
    groups = table.columns.codes if table.columns else ("",)
    if answer not in table.rows.codes or group not in groups:
        return None
    place, column = table.rows.codes.index(answer), groups.index(group)
    count = table.cells[place][column]
    if count is SUPPRESSED:
        return None
    labels, whole = told.labels(SOURCE), table.row_totals[place] if table.kind is Kind.CROSS else table.base
    return Cell(
        reference="/".join(filter(None, (reference_of(source, told), answer, group))),
        question=labels.title,
        answer=labels.rows[answer],
        group=labels.columns.get(group, "") if group else "",
        count=count,
        whole=None if whole is SUPPRESSED else whole,
        percent=percent(table.percentage(place, column)),
    )


def _judged(row: StoredFinding) -> Iterator[tuple[str, str, str]]:
    for question in Quality:
        given = row.answers.get(question, {})
        if given:
            yield question.value, given["concern"], given["because"]
