"""The records as they stood at the end of a day: a record of a later day is not seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from consult.consultation.definition import (
    Agreement,
    Cancellation,
    Confirmation,
    Consultation,
    Lock,
    ReportApproval,
    Session,
    Validation,
)

Act = TypeVar("Act", Agreement, Cancellation, Confirmation, Lock, ReportApproval)


def seen(consultation: Consultation, as_of: date) -> Consultation:
    """`consultation` with only the records of `as_of` and before."""
    return replace(
        consultation,
        opened=_day(consultation.opened, as_of),
        closed=_day(consultation.closed, as_of),
        cited_on=_day(consultation.cited_on, as_of),
        instruments=tuple(one for one in consultation.instruments if one.since <= as_of),
        consents=tuple(one for one in consultation.consents if one.since <= as_of),
        documents=tuple(one for one in consultation.documents if one.on <= as_of),
        participations=tuple(one for one in consultation.participations if one.day <= as_of),
        sessions=tuple(_session(one, as_of) for one in consultation.sessions if one.day <= as_of),
        agreement=_act(consultation.agreement, as_of),
        cancelled=_act(consultation.cancelled, as_of),
        report_approved=_act(consultation.report_approved, as_of),
        validated=_validation(consultation, as_of),
        validated_before=(),
        locked=_act(consultation.locked, as_of),
    )


def record_days(consultation: Consultation) -> tuple[date, ...]:
    """Every day on which a record of `consultation` came to be, in order: between two of them nothing changes."""
    return tuple(sorted(set(_days(consultation))))


def _session(session: Session, as_of: date) -> Session:
    notes_on = _day(session.notes_on, as_of)
    return replace(
        session,
        participations=tuple(one for one in session.participations if one.day <= as_of),
        confirmed=_act(session.confirmed, as_of),
        notes_on=notes_on,
        notes_checksum=session.notes_checksum if notes_on else "",
    )


def _validation(consultation: Consultation, as_of: date) -> Validation | None:
    """The validation that held at the end of the day: the last one, unless it was taken back by then."""
    every = (*consultation.validated_before, consultation.validated)
    last = next((one for one in reversed(every) if one and one.on <= as_of), None)
    if last is None or _day(last.withdrawn_on, as_of):
        return None
    return replace(last, withdrawn_on=None)


def _day(day: date | None, as_of: date) -> date | None:
    return day if day and day <= as_of else None


def _act(act: Act | None, as_of: date) -> Act | None:
    return act if act and act.on <= as_of else None


def _days(consultation: Consultation) -> Iterator[date]:
    acts = (
        consultation.agreement,
        consultation.cancelled,
        consultation.report_approved,
        consultation.locked,
        *consultation.validated_before,
        consultation.validated,
    )
    yield from (act.on for act in acts if act)
    validations = (*consultation.validated_before, consultation.validated)
    yield from (one.withdrawn_on for one in validations if one and one.withdrawn_on)
    yield from (day for day in (consultation.opened, consultation.closed, consultation.cited_on) if day)
    yield from (instrument.since for instrument in consultation.instruments)
    yield from (consent.since for consent in consultation.consents)
    yield from (document.on for document in consultation.documents)
    yield from (participation.day for participation in consultation.participations)
    for session in consultation.sessions:
        yield from _days_of_session(session)


def _days_of_session(session: Session) -> Iterator[date]:
    yield session.day
    yield from (participation.day for participation in session.participations)
    if session.confirmed:
        yield session.confirmed.on
    if session.notes_on:
        yield session.notes_on
