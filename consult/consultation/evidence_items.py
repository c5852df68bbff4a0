"""Which pieces of evidence the records of a consultation amount to. Each item is derived, none is a lone tick box."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from consult.consultation.as_of import seen
from consult.consultation.definition import Consultation, DocumentKind, Session


class Item(StrEnum):
    """One piece of evidence, in the order in which things happen."""

    THEME = "theme"
    INSTRUMENT = "instrument"
    NOTICE = "notice"
    DATES = "dates"
    ATTENDANCE = "attendance"
    DATA = "data"
    REPORT = "report"
    SECOND_APPROVAL = "second_approval"


def evidence_of(consultation: Consultation, as_of: date) -> frozenset[Item]:
    """The items that the records of `as_of` and before prove."""
    known = seen(consultation, as_of)
    return frozenset(item for item, proves in _PROOFS.items() if proves(known))


def is_confirmed(session: Session) -> bool:
    """Whether two different people confirmed who was present."""
    return session.confirmed is not None and len(set(filter(None, session.confirmed.by))) == 2


def is_second_person(consultation: Consultation) -> bool:
    """Whether whoever validated neither owns the consultation nor wrote or approved its report."""
    validated = consultation.validated
    if validated is None or not validated.by:
        return False
    return validated.by not in first_people(consultation)


def first_people(consultation: Consultation) -> frozenset[str]:
    """Who did the first part of the work: owns the consultation, wrote or approved its report."""
    first = {consultation.owner} | {report.by for report in consultation.documents_of(DocumentKind.REPORT)}
    approved = consultation.report_approved
    return frozenset(first | {approved.by} if approved else first)


def _has_theme(consultation: Consultation) -> bool:
    return all((consultation.theme, consultation.result, consultation.indicators, consultation.criterion))


def _has_instrument(consultation: Consultation) -> bool:
    return any(used.version and used.languages for used in consultation.instruments)


def _has_notice(consultation: Consultation) -> bool:
    """Consent in every language offered; where people met, the version that was read aloud at each session."""
    if consultation.sessions:
        return all(session.consent_version for session in consultation.sessions)
    offered = {language for used in consultation.instruments for language in used.languages}
    consented = {consent.language for consent in consultation.consents if consent.version}
    return bool(consented) and offered <= consented


def _has_dates(consultation: Consultation) -> bool:
    return bool(consultation.opened and consultation.closed and consultation.opened <= consultation.closed)


def _has_attendance(consultation: Consultation) -> bool:
    """Every session confirmed by two; an attendance list or response log on file where sessions were not recorded."""
    on_file = bool(consultation.documents_of(DocumentKind.ATTENDANCE))
    if not consultation.sessions or (consultation.historic and on_file):
        return on_file
    return all(is_confirmed(session) for session in consultation.sessions)


def _has_data(consultation: Consultation) -> bool:
    if consultation.documents_of(DocumentKind.DATASET, DocumentKind.NOTES):
        return True
    return bool(consultation.sessions) and all(session.notes_checksum for session in consultation.sessions)


def _has_report(consultation: Consultation) -> bool:
    return bool(consultation.documents_of(DocumentKind.REPORT)) and consultation.report_approved is not None


def _has_second_approval(consultation: Consultation) -> bool:
    """Someone else's, and of the report as approved: a validation from before the approval saw something else.

    What a workbook says of a second approval is a name in a cell, until someone else than its importer confirmed it.
    """
    if consultation.unconfirmed:
        return False
    approved, validated = consultation.report_approved, consultation.validated
    if approved and validated and validated.on < approved.on:
        return False
    return is_second_person(consultation)


_PROOFS: Mapping[Item, Callable[[Consultation], bool]] = {
    Item.THEME: _has_theme,
    Item.INSTRUMENT: _has_instrument,
    Item.NOTICE: _has_notice,
    Item.DATES: _has_dates,
    Item.ATTENDANCE: _has_attendance,
    Item.DATA: _has_data,
    Item.REPORT: _has_report,
    Item.SECOND_APPROVAL: _has_second_approval,
}
