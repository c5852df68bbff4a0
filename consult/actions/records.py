"""Rows of the store as the frozen values that the rules read: the one place where records become a Consultation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from consult.actions import clock, plans
from consult.actions.answering import published
from consult.actions.validations import validations
from consult.consultation.as_of import seen
from consult.consultation.definition import (
    Agreement,
    Cancellation,
    Confirmation,
    ConsentGiven,
    Consultation,
    Document,
    DocumentKind,
    InstrumentUsed,
    Known,
    Participation,
    ReportApproval,
    Session,
)
from consult.consultation.states import State, state
from consult.instrument.definition import Method, Report
from consult.plan.definition import Plan
from consult.plan.loading import load_plan
from consult.plan.missing import Missing, missing
from consult.plan.rule import CountingRule, load_rules
from consult.store import answers, findings
from consult.store import consultations as rows

Counted = tuple[answers.Tally, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a consultation stands today and everything that keeps it from counting."""

    consultation: Consultation
    state: State
    missing: tuple[Missing, ...]

    @property
    def counts(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def never_counts(self) -> bool:
        """Whether it asks organisations, so that nothing that is done makes it count."""
        return any(not used.counts for used in self.consultation.instruments)


@dataclass(frozen=True)
class Measure:
    """By what consultations are judged today: read once, however many are judged by it."""

    today: date
    plans: tuple[Plan, ...]
    rules: Mapping[str, CountingRule]
    tallies: Mapping[str, list[Counted]]

    def standing(self, row: rows.Consultation) -> Standing:
        """Where the consultation of this row stands today under the rule of its plan."""
        consultation = seen(_recorded(row, self.tallies.get(row.id, [])), self.today)
        plan = self._plan(row)
        lacking = missing(consultation, self.rules[plan.rule], plan, self.today)
        return Standing(consultation, state(consultation, self.today), lacking)

    def longest_months(self, row: rows.Consultation) -> int:
        """How many months a consultation of this method may take; 0 when the rule sets no bound."""
        return self.rules[self._plan(row).rule].methods[Method(row.method)].longest_months

    def _plan(self, row: rows.Consultation) -> Plan:
        """The plan whose period holds the days of this consultation, or else the last one."""
        day = row.opened_on or self.today
        return next((plan for plan in self.plans if plan.covers(day)), self.plans[-1])


def measure() -> Measure:
    """What holds today. Until a plan was loaded, the shipped one shows what will be missing; nothing is counted by it."""
    loaded, rules = plans.plans(), plans.rules()
    return Measure(
        clock.today(),
        tuple(loaded or [_shipped_plan()]),
        {rule.id: rule for rule in (rules or _shipped_rules())},
        answers.tallies(),
    )


def standing(row: rows.Consultation) -> Standing:
    """Where the consultation of this row stands today."""
    return measure().standing(row)


def longest_months(row: rows.Consultation) -> int:
    """How many months it may take under the rule of its plan; 0 when the rule sets no bound."""
    return measure().longest_months(row)


def all_consultations() -> tuple[Consultation, ...]:
    """Every consultation of the house as the rules read it, in a number of statements that does not grow with them."""
    tallies, cited = answers.tallies(), findings.rested_on_since()
    return tuple(_recorded(row, tallies.get(row.id, []), cited.get(row.id)) for row in rows.consultations())


def consultation_of(row: rows.Consultation, as_of: date) -> Consultation:
    """The records of one consultation, those of `as_of` and before."""
    tallies = answers.tallies_of(row.id) if row.method == Method.SURVEY else []
    return seen(_recorded(row, tallies), as_of)


def recorded(row: rows.Consultation) -> Consultation:
    """The records of one consultation as they stand today, without who answered: for what asks no numbers."""
    return seen(_recorded(row, []), clock.today())


def _recorded(
    row: rows.Consultation, tallies: Sequence[Counted], cited: datetime | None = None
) -> Consultation:
    """Every record of one consultation, each with its day: validations that were taken back included.

    cited: since when a finding rests on it; only what tells of the whole house reads that.
    """
    documents = _documents_of(row)
    *before, validated = [None, *validations(row.validations)]
    return Consultation(
        id=row.id,
        project=row.project_id,
        title=row.title,
        method=Method(row.method),
        theme=row.theme,
        report=Report(row.project.report) if row.project.report else None,
        result=row.result,
        indicators=tuple(row.indicators),
        instruments=tuple(_instruments_of(row)),
        criterion=row.criterion,
        owner=row.created_by,
        partner=row.partner.name if row.partner else "",
        agreement=_agreement(row, documents),
        span_justified=row.longer_because,
        opened=row.opened_on,
        closed=row.closed_on,
        cancelled=_cancellation(row),
        sessions=tuple(_session(one) for one in row.sessions),
        participations=tuple(_participations(tallies)),
        documents=tuple(_document(one, row) for one in documents),
        consents=tuple(_consents_of(row)),
        report_approved=_approval(row),
        validated=validated,
        validated_before=tuple(filter(None, before)),
        cited_on=cited.astimezone(clock.BRUSSELS).date() if cited else None,
        historic=row.historic,
        unconfirmed=row.batch is not None and row.batch.confirmed_at is None,
        demo=row.demo,
    )


_shipped_plan = cache(load_plan)
_shipped_rules = cache(load_rules)


def _documents_of(row: rows.Consultation) -> list[rows.Document]:
    """Its own documents, and a report of another consultation that was approved as telling of this one too."""
    own = list(row.documents)
    known = {document.id for document in own}
    shared = (rows.document(one.document_id) for one in row.approvals if one.document_id not in known)
    return own + [document for document in shared if document]


def _document(row: rows.Document, of: rows.Consultation) -> Document:
    # A document of the past may lie elsewhere: where it lies is then what proves it, not a checksum.
    return Document(DocumentKind(row.kind), row.checksum or row.reference, _filed(row, of), row.recorded_by)


def _filed(row: rows.Document, of: rows.Consultation) -> date:
    """Since when a document proves something. One of the past was there before it was entered here."""
    return row.dated if of.historic else row.recorded_on


def _agreement(row: rows.Consultation, documents: Sequence[rows.Document]) -> Agreement | None:
    signed = [one for one in documents if one.kind == DocumentKind.AGREEMENT]
    if not signed or row.partner is None:
        return None
    first = min(signed, key=lambda one: _filed(one, row))
    return Agreement(row.partner.name, _filed(first, row), first.checksum or first.reference)


def _cancellation(row: rows.Consultation) -> Cancellation | None:
    return Cancellation(row.cancelled_on, row.cancelled_because) if row.cancelled_on else None


def _approval(row: rows.Consultation) -> ReportApproval | None:
    """The latest: a report that was written anew is approved anew."""
    latest = max(row.approvals, key=lambda one: one.approved_on, default=None)
    return ReportApproval(latest.approved_on, latest.approved_by) if latest else None


def _session(row: rows.GroupSession) -> Session:
    return Session(
        id=row.id,
        day=row.day,
        present=row.present,
        participations=tuple(_grid_line(line, row.day) for line in row.grid),
        confirmed=_confirmation(row),
        consent_version=row.consent_version,
    )


def _grid_line(row: rows.GridRow, day: date) -> Participation:
    return Participation(
        row.n, day, Known(row.target_group), Known(row.earlier), row.gave_input, card=row.card
    )


def _confirmation(row: rows.GroupSession) -> Confirmation | None:
    if len(row.confirmations) < 2:
        return None
    first, second = sorted(row.confirmations, key=lambda one: one.confirmed_on)[:2]
    return Confirmation((first.confirmed_by, second.confirmed_by), second.confirmed_on)


def _participations(tallies: Sequence[Counted]) -> Iterator[Participation]:
    for tally, n in tallies:
        yield Participation(n, tally.day, Known(tally.target_group), Known(tally.earlier), tally.gave_input)


def _instruments_of(row: rows.Consultation) -> Iterator[InstrumentUsed]:
    for fielded in row.versions:
        instrument = published(fielded.version).instrument
        yield InstrumentUsed(fielded.version, instrument.languages, fielded.since, instrument.counts)


def _consents_of(row: rows.Consultation) -> Iterator[ConsentGiven]:
    for fielded in row.versions:
        instrument = published(fielded.version).instrument
        for language in instrument.languages:
            yield ConsentGiven(language, instrument.consent.version, fielded.since)


def consent_to_read(row: rows.Consultation) -> str:
    """The version of the consent that is read aloud at a session: that of the newest instrument in use; empty without one."""
    newest = row.newest_version
    return published(newest.version).instrument.consent.version if newest else ""
