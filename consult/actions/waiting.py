"""One queue of everything that waits for a second pair of eyes, over all projects.

Another kind comes in with one function here, in `SOURCES`, and one line in `web/staff/waiting_kinds.py` that says
what it is called and where it is done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.actions import activities, clock, documents, plans, reviewing
from consult.actions.advising import findings
from consult.actions.clock import BRUSSELS
from consult.actions.consultations import first_people_of, is_still_sending
from consult.actions.historic import batches
from consult.actions.notes import quotes
from consult.actions.records import recorded
from consult.actions.releases import asking
from consult.consultation.definition import DocumentKind
from consult.consultation.states import State, state
from consult.evidence.findings import Stage, unready
from consult.store import consultations as rows
from consult.store import reports
from consult.store.consultations import Consultation


class Kind(StrEnum):
    """What is waited for."""

    ATTENDANCE = "attendance"
    REPORT = "report"
    VALIDATION = "validation"
    BATCH = "batch"
    RELEASE = "release"
    QUOTE = "quote"
    READING = "finding-reading"
    REVIEW = "finding-review"
    ACTIVITY = "activity"
    FICHE = "fiche"
    PROPOSED_REPORT = "proposed-report"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits since a day. done_by: who did the first part, and so cannot do this one.

    id: of the place where it is done: a consultation, a batch, a quote, a finding, an activity. project: its title; empty
    for what is of several. within: of a quote, its consultation.
    """

    kind: Kind
    id: str
    title: str
    project: str
    since: date
    done_by: frozenset[str] = frozenset()
    within: str = ""


def everything() -> list[Waiting]:
    """All that waits, longest first."""
    found = (one for source in SOURCES for one in source())
    return sorted(found, key=lambda one: (one.since, one.project.casefold(), one.title.casefold(), one.kind))


def _of_consultations() -> Iterator[Waiting]:
    """Attendance, reports and validations: what was cancelled or validated waits for nothing."""
    for row in rows.consultations():
        if row.cancelled_on is None and recorded(row).validated is None:
            yield from _attendance(row)
            yield from _reports(row)
            yield from _validation(row)


def _attendance(row: Consultation) -> Iterator[Waiting]:
    """Sessions that fewer than two people confirmed; those of the past were not confirmed but listed."""
    for session in () if row.historic else row.sessions:
        if len(session.confirmations) < 2:
            done_by = frozenset(one.confirmed_by for one in session.confirmations)
            yield _waiting(Kind.ATTENDANCE, row, session.recorded_on, done_by)


def _reports(row: Consultation) -> Iterator[Waiting]:
    """Its newest report of its own, when nobody approved it yet and it can be about it.

    Whoever filed it may approve it, since the house asks a second person for the validation; they cannot do that then.
    """
    own = [one for one in row.documents if one.kind == DocumentKind.REPORT]
    newest = max(own, key=lambda one: (one.dated, one.recorded_on), default=None)
    approved = {one.document_id for one in row.approvals}
    if newest and newest.id not in approved and documents.may_tell_of(row, newest):
        yield _waiting(Kind.REPORT, row, newest.recorded_on)


def _validation(row: Consultation) -> Iterator[Waiting]:
    today = clock.today()
    if state(recorded(row), today) is State.DOCUMENTED and not is_still_sending(row):
        since = max(one.approved_on for one in row.approvals)
        yield _waiting(Kind.VALIDATION, row, since, first_people_of(row))


def _waiting(kind: Kind, row: Consultation, since: date, done_by: frozenset[str] = frozenset()) -> Waiting:
    return Waiting(kind, row.id, row.title, row.project.title, since, done_by)


def _batches() -> Iterator[Waiting]:
    """Workbooks of the past that only their importer looked at."""
    for batch in batches.batches():
        if batch.confirmed_at is None:
            since = batch.brought_at.astimezone(BRUSSELS).date()
            yield Waiting(Kind.BATCH, batch.id, "", "", since, frozenset({batch.brought_by}))


def _releases() -> Iterator[Waiting]:
    """Releases that were asked for and are not made yet: for these, the machine is the second."""
    for release in asking.releases_of():
        if release.state in asking.UNDER_WAY:
            since = release.asked_at.astimezone(BRUSSELS).date()
            yield _waiting(Kind.RELEASE, release.consultation, since)


def _quotes() -> Iterator[Waiting]:
    """Quotes that fewer than two approved; one that still has to be translated waits for its writer."""
    for quote in quotes.quotes():
        if quotes.is_approved(quote) or quotes.needs_translation(quote) or not quote.source.quoting:
            continue
        row = rows.consultation(quote.source.consultation_id)
        if row is not None:
            done_by = quotes.cannot_approve(quote)
            yield Waiting(
                Kind.QUOTE, quote.id, row.title, row.project.title, quote.reviewed_on, done_by, row.id
            )


def _findings() -> Iterator[Waiting]:
    """Findings that wait for a second reader, and those of which something fell away."""
    for row in findings.findings_of():
        if row.stage == Stage.READING and not unready(findings.finding_of(row)):
            kind, since, done_by = Kind.READING, row.changed_at, frozenset(row.hands)
        elif row.review:
            kind, since, done_by = Kind.REVIEW, reviewing.since(row), frozenset()
        else:
            continue
        day = since.astimezone(BRUSSELS).date()
        yield Waiting(kind, row.id, row.statement, row.project.title, day, done_by)


def _activities() -> Iterator[Waiting]:
    """Activities of which only the validation is missing, and talks whose quote and strength nobody else read yet."""
    loaded = plans.plans()
    for row in activities.activities():
        if row.cancelled_on is not None or activities.is_validated(row):
            continue
        project = row.project.title if row.project else ""
        if activities.is_complete(row, loaded):
            done_by = frozenset({row.created_by, row.noted_by})
            yield Waiting(Kind.ACTIVITY, row.id, row.title, project, row.noted_on or clock.today(), done_by)
        if not row.held and (row.quote or row.strength) and row.approved_on is None:
            since = row.created_at.astimezone(BRUSSELS).date()
            yield Waiting(Kind.FICHE, row.id, row.title, project, since, frozenset({row.prepared_by}))


def _proposed_reports() -> Iterator[Waiting]:
    """Editions that only whoever proposed them looked at."""
    for one in reports.proposals():
        yield Waiting(Kind.PROPOSED_REPORT, one.project_id, one.title, one.project.title, one.proposed_on, frozenset({one.proposed_by}))  # fmt: skip


def _feedback() -> Iterator[Waiting]:
    """Pages for those who took part that nobody else read yet."""
    for page in reports.feedback_pages_to_read():
        since = page.changed_at.astimezone(BRUSSELS).date()
        yield _waiting(Kind.FEEDBACK, page.consultation, since, frozenset(page.hands))


SOURCES: tuple[Callable[[], Iterator[Waiting]], ...] = (
    _of_consultations,
    _batches,
    _releases,
    _quotes,
    _findings,
    _activities,
    _proposed_reports,
    _feedback,
)
