"""What each kind on the queue is called, by which act it is done, and where: one line for each kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for

from consult.actions.accounts import StaffMember
from consult.actions.waiting import Kind, Waiting
from consult.web.interface import _
from consult.web.staff.access import may


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked, the endpoint of the act (empty when the machine does it), and where it is done: page and address."""

    name: str
    act: str
    page: str
    address: Callable[[Waiting], str]


def place(kind: Kind) -> Place:
    """How this kind of thing is shown."""
    return _places()[kind]


def names() -> dict[Kind, str]:
    """What each kind is called."""
    return {kind: one.name for kind, one in _places().items()}


def title(one: Waiting) -> str:
    """What it is about."""
    return one.title or _("Consultaties van het verleden")


def may_do(one: Waiting, member: StaffMember) -> bool:
    """Whether this staff member can do it: their role allows the act, and someone else did the first part."""
    act = place(one.kind).act
    return bool(act) and member.active and may(member.role, act) and member.id not in one.done_by


def may_see(one: Waiting, member: StaffMember) -> bool:
    """Whether this staff member can open the page where it is done."""
    return may(member.role, place(one.kind).page)


def who_may(one: Waiting, members: Iterable[StaffMember]) -> list[StaffMember]:
    """Everyone who can do it."""
    return [member for member in members if may_do(one, member)]


def _places() -> dict[Kind, Place]:
    consultation, finding, activity = "staff.consultation", "staff.finding", "staff.activity"
    return {
        Kind.ATTENDANCE: Place(
            _("aanwezigheid bevestigen"), "staff.confirm_attendance", consultation, _step("fieldwork")
        ),
        Kind.REPORT: Place(_("verslag goedkeuren"), "staff.approve_report", consultation, _step("report")),
        Kind.VALIDATION: Place(
            _("consultatie valideren"), "staff.validate_consultation", consultation, _step("validation")
        ),
        Kind.BATCH: Place(_("werkmap bevestigen"), "staff.confirm_batch", "staff.batch", _batch),
        Kind.RELEASE: Place(_("vrijgave maken"), "", consultation, _step("data")),
        Kind.QUOTE: Place(
            _("citaat goedkeuren"), "staff.approve_quote", "staff.notes_of_consultation", _quote
        ),
        Kind.READING: Place(
            _("bevinding lezen en vaststellen"), "staff.settle_finding", finding, _finding("reading")
        ),
        Kind.REVIEW: Place(_("bevinding opnieuw nakijken"), "staff.edit_finding", finding, _finding("")),
        Kind.ACTIVITY: Place(
            _("activiteit valideren"), "staff.validate_activity", activity, _activity("validation")
        ),
        Kind.FICHE: Place(
            _("citaat en sterkte nalezen"), "staff.approve_activity_evidence", activity, _activity("before")
        ),
        Kind.PROPOSED_REPORT: Place(_("rapport publiceren"), "staff.publish_report", "staff.report", _report),
        Kind.FEEDBACK: Place(
            _("terugkoppeling publiceren"), "staff.publish_feedback", "staff.feedback", _feedback
        ),
    }


def _step(key: str) -> Callable[[Waiting], str]:
    return lambda one: url_for("staff.consultation", consultation_id=one.id, _anchor=key)


def _finding(part: str) -> Callable[[Waiting], str]:
    return lambda one: url_for("staff.finding", finding_id=one.id, _anchor=part or None)


def _activity(step: str) -> Callable[[Waiting], str]:
    return lambda one: url_for("staff.activity", activity_id=one.id, _anchor=step)


def _quote(one: Waiting) -> str:
    return url_for("staff.quotes_of_consultation", consultation_id=one.within, _anchor=f"quote-{one.id}")


def _report(one: Waiting) -> str:
    return url_for("staff.report", project_id=one.id, _anchor="proposal")


def _feedback(one: Waiting) -> str:
    return url_for("staff.feedback", consultation_id=one.id)


def _batch(one: Waiting) -> str:
    return url_for("staff.batch", batch_id=one.id)
