"""Where a consultation stands on a day, as a pure function of its records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.consultation.as_of import seen
from consult.consultation.definition import Consultation, Session
from consult.consultation.evidence_items import Item, evidence_of, is_confirmed


class State(StrEnum):
    """planned -> running -> held -> documented -> validated -> locked, or cancelled."""

    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"  # the fieldwork is over, also when nobody came: the register keeps it
    DOCUMENTED = "documented"
    VALIDATED = "validated"  # ready to count; whether it counts is the rule's verdict
    LOCKED = "locked"
    CANCELLED = "cancelled"


def state(consultation: Consultation, as_of: date) -> State:
    """The furthest state that the records of `as_of` and before have reached; none is reached by skipping one."""
    known = seen(consultation, as_of)
    if known.locked:
        return State.LOCKED
    if known.cancelled:
        return State.CANCELLED
    if not known.opened:
        return State.PLANNED
    if not known.closed:
        return State.RUNNING
    return _state_after_fieldwork(evidence_of(known, as_of), historic=known.historic)


def _state_after_fieldwork(evidence: frozenset[Item], *, historic: bool) -> State:
    # Notes and data of a historic file are often gone; its report is what is left (counting.md, fact 4).
    documents = {Item.REPORT} if historic else {Item.REPORT, Item.DATA}
    if not documents <= evidence:
        return State.HELD
    return State.VALIDATED if Item.SECOND_APPROVAL in evidence else State.DOCUMENTED


@dataclass(frozen=True, slots=True)
class SessionProblem:
    """What is wrong with a session's records: `code` names it, `figures` are the numbers for the sentence on screen."""

    code: str
    figures: tuple[tuple[str, int | str], ...] = ()


def session_problems(session: Session, today: date) -> tuple[SessionProblem, ...]:
    """Everything in the records of `session` that cannot be so, at once."""
    return tuple(_session_problems(session, today))


def _session_problems(session: Session, today: date) -> Iterator[SessionProblem]:
    numbers = (("in_grid", session.in_grid), ("present", session.present))
    if session.present < 0:
        yield SessionProblem("present_negative", (("present", session.present),))
    if session.present == 0:
        yield SessionProblem("nobody_present")
    if session.in_grid > session.present:
        yield SessionProblem("more_in_grid_than_present", numbers)
    if session.in_grid < session.present:
        yield SessionProblem("more_present_than_in_grid", numbers)
    if session.confirmed and not is_confirmed(session):
        yield SessionProblem("confirmed_by_one_person", (("by", session.confirmed.by[0]),))
    if session.confirmed and session.confirmed.on < session.day:
        yield SessionProblem("confirmed_before_it_was_held")
    if session.day > today:
        yield SessionProblem("in_the_future", (("day", session.day.isoformat()),))
    yield from _grid_problems(session)


def _grid_problems(session: Session) -> Iterator[SessionProblem]:
    cards = [participation.card for participation in session.participations if participation.card]
    for card in sorted({card for card in cards if cards.count(card) > 1}):
        yield SessionProblem("card_twice_in_one_session", (("card", card),))
    if any(participation.day != session.day for participation in session.participations):
        yield SessionProblem("participation_on_another_day")
