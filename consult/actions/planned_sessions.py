"""Sessions that are still to be held: planned, moved or called off with a reason, and held once somebody came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from consult.actions import accounts, attendance, clock
from consult.actions.attendance import PLACES, Held, SessionRefused
from consult.actions.consultations import check_changeable
from consult.actions.identifiers import new_id
from consult.actions.records import longest_months
from consult.actions.refusal import Refused
from consult.consultation.states import SessionProblem
from consult.instrument.definition import Method
from consult.plan.counting import is_longer
from consult.store import audit
from consult.store import consultations as held_rows
from consult.store import planned_sessions as rows
from consult.store.consultations import Consultation, GroupSession
from consult.store.planned_sessions import PlannedSession as PlannedSession  # not the tables, for the web

PARTS_OF_DAY = ("morning", "afternoon", "evening")
KINDS_OF_PLACE = ("ours", "partner", "neighbourhood", "school", "library", "home", "online", "elsewhere")
# Who leads or writes when it is none of us: a function, since the name of someone outside is kept nowhere.
FUNCTIONS = ("partner", "external", "volunteer")
_YEARS_AHEAD = 2  # later is a slip of the pen


@dataclass(frozen=True, slots=True)
class Plan:
    """How a session is meant to be held. facilitator, note_taker: a staff id, one of FUNCTIONS, or empty."""

    day: date
    part_of_day: str
    place: str = ""
    kind_of_place: str = ""
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    version: str = ""
    facilitator: str = ""
    note_taker: str = ""

    def __post_init__(self) -> None:
        for value, known in (
            (self.part_of_day, PARTS_OF_DAY),
            (self.place, ("", *PLACES)),
            (self.kind_of_place, ("", *KINDS_OF_PLACE)),
        ):
            if value not in known:
                raise ValueError(f"{value!r} is none of {', '.join(filter(None, known))}")


def planned(id_: str) -> PlannedSession | None:
    """One planned session."""
    return rows.planned(id_)


def planned_of(row: Consultation) -> Sequence[PlannedSession]:
    """Every session planned for a consultation, in the order of their days; those called off too."""
    return rows.planned_of(row.id)


def plan_behind(session: GroupSession) -> PlannedSession | None:
    """The plan that a held session came from."""
    return rows.plan_behind(session.id)


def check_takes_a_plan(row: Consultation) -> None:
    """Raises Refused when no other session of this consultation can be planned."""
    attendance.check_takes_a_session(row)
    if row.method == Method.FOCUS_GROUP and any(one.is_to_come for one in rows.planned_of(row.id)):
        raise Refused("focus_group_is_planned")


def plan_session(row: Consultation, plan: Plan, by: str) -> PlannedSession:
    """Plans a session. Raises SessionRefused with every problem at once, Refused when there is no place for one."""
    check_takes_a_plan(row)
    _check(row, plan)
    made = _add(row, plan, by)
    audit.note(by, "session planned", row.id, planned=made.id)
    return made


def change_plan(
    row: Consultation, before: PlannedSession, plan: Plan, because: str, by: str
) -> PlannedSession:
    """Corrects a plan. On another day or part of the day it is moved: the old one stays, with the reason.

    Gives the plan that holds now. Raises Refused for one that is over, and for a move without a reason.
    """
    _check_to_come(row, before)
    _check(row, plan, without=before)
    if (plan.day, plan.part_of_day) == (before.day, before.part_of_day):
        for name, value in _columns(plan).items():
            setattr(before, name, value)
        held_rows.flush()
        audit.note(by, "plan of session changed", row.id, planned=before.id)
        return before
    return _move(row, before, plan, because, by)


def call_off(row: Consultation, plan: PlannedSession, because: str, by: str) -> None:
    """It does not take place; it stays in the list with the reason."""
    _check_to_come(row, plan)
    _end(plan, because)
    audit.note(by, "session called off", row.id, planned=plan.id)


def hold(row: Consultation, plan: PlannedSession, held: Held, by: str) -> GroupSession:
    """Records who was there: from now on the planned session is a held one."""
    _check_to_come(row, plan)
    session = attendance.record_session(row, held, by)
    plan.session_id = session.id
    held_rows.flush()
    return session


def leaders() -> list[str]:
    """The ids of everyone who can lead a session or write it down."""
    return [one.id for one in accounts.members() if one.active]


def _move(row: Consultation, before: PlannedSession, plan: Plan, because: str, by: str) -> PlannedSession:
    _end(before, because)
    made = _add(row, plan, by)
    for line in list(before.recruitment):  # who was invited, is invited to the new day
        line.planned_id = made.id
    before.moved_to = made.id
    held_rows.flush()
    held_rows.refresh(before)
    held_rows.refresh(made)
    audit.note(by, "session moved", row.id, planned=before.id, to=made.id)
    return made


def _end(plan: PlannedSession, because: str) -> None:
    if not because.strip():
        raise Refused("no_reason_to_move")
    plan.called_off_on, plan.called_off_because = clock.today(), because.strip()
    held_rows.flush()


def _check_to_come(row: Consultation, plan: PlannedSession) -> None:
    check_changeable(row)
    if not plan.is_to_come:
        raise Refused("plan_is_over")


def _add(row: Consultation, plan: Plan, by: str) -> PlannedSession:
    made = PlannedSession(
        id=new_id(), consultation_id=row.id, planned_by=by, planned_on=clock.today(), **_columns(plan)
    )
    held_rows.add(made)
    return made


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "day": plan.day,
        "part_of_day": plan.part_of_day,
        "place": plan.place,
        "kind_of_place": plan.kind_of_place,
        "languages": list(plan.languages),
        "interpreter": plan.interpreter,
        "version": plan.version or None,
        "facilitator": plan.facilitator,
        "note_taker": plan.note_taker,
    }


def _check(row: Consultation, plan: Plan, without: PlannedSession | None = None) -> None:
    problems = list(_problems(row, plan, without))
    if problems:
        raise SessionRefused(problems)


def _problems(row: Consultation, plan: Plan, without: PlannedSession | None) -> Iterator[SessionProblem]:
    today = clock.today()
    stays = without is not None and plan.day == without.day  # correcting a plan of yesterday is no new plan
    if plan.day < today and not stays:
        yield SessionProblem("planned_in_the_past")
    if plan.day.year > today.year + _YEARS_AHEAD:
        yield SessionProblem("planned_too_far_ahead", (("year", today.year + _YEARS_AHEAD),))
    yield from _too_long(row, plan.day, without)
    known = {"", *FUNCTIONS, *(one.id for one in accounts.members())}
    if not {plan.facilitator, plan.note_taker} <= known:
        yield SessionProblem("nobody_of_ours")


def _too_long(row: Consultation, day: date, without: PlannedSession | None) -> Iterator[SessionProblem]:
    """A series that takes longer than the rule allows would not count, unless the plan of it says why."""
    months = longest_months(row)
    days = [one.day for one in rows.planned_of(row.id) if one is not without and one.called_off_on is None]
    days = sorted([*days, *(session.day for session in row.sessions), day])
    if months and not row.longer_because and is_longer(days[0], days[-1], months):
        yield SessionProblem("series_too_long", (("months", months), ("first", days[0].isoformat())))
