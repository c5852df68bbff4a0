"""Recruitment as counts: by partner how many people were invited and how many came; never who, and never a target."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.actions import attendance
from consult.actions.consultations import check_changeable, partner_named
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.store import audit
from consult.store import consultations as held_rows
from consult.store.consultations import Consultation
from consult.store.planned_sessions import PlannedSession, Recruitment


@dataclass(frozen=True, slots=True)
class Response:
    """How many were personally invited, and how many of those came; None while it is not known of everyone."""

    invited: int
    came: int | None


def record_recruitment(
    row: Consultation, plan: PlannedSession, partner: str, invited: int, came: int | None, by: str
) -> None:
    """What one partner (empty: we ourselves) did; a second time it corrects the first, and 0 invited takes it away.

    Raises Refused when more came than were invited or were present, and for who came before it was held.
    """
    check_changeable(row)
    if plan.called_off_on is not None:
        raise Refused("plan_is_over")
    id_ = partner_named(partner).id if partner else None
    others = [one for one in plan.recruitment if one.partner_id != id_]
    _check(plan, others, invited, came)
    plan.recruitment = others
    if invited:
        line = Recruitment(id=new_id(), partner_id=id_, invited=invited, came=came)
        plan.recruitment = [*others, line]
    held_rows.flush()
    held_rows.refresh(plan)
    audit.note(by, "recruitment recorded", row.id, planned=plan.id, invited=invited)


def response(plans: Iterable[PlannedSession]) -> Response | None:
    """The response over some sessions; None when nobody was personally invited to any of them."""
    lines = [line for plan in plans for line in plan.recruitment]
    if not lines:
        return None
    came = [line.came for line in lines if line.came is not None]
    return Response(sum(line.invited for line in lines), sum(came) if len(came) == len(lines) else None)


def _check(plan: PlannedSession, others: list[Recruitment], invited: int, came: int | None) -> None:
    if came is None:
        return
    if plan.session_id is None:
        raise Refused("came_before_it_was_held")
    if came > invited:
        raise Refused("more_came_than_invited", came=came, invited=invited)
    session = attendance.session(plan.session_id)
    all_came = came + sum(line.came or 0 for line in others)
    if session and all_came > session.present:
        raise Refused("more_came_than_present", came=all_came, present=session.present)
