"""Sessions and who was present: an anonymous grid of counts, confirmed by two members of staff."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from consult.actions import clock, plans
from consult.actions.consultations import check_changeable
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.consultation.definition import Participation, Session
from consult.consultation.states import SessionProblem, session_problems
from consult.instrument.definition import Method
from consult.store import audit, notes
from consult.store import consultations as rows
from consult.store.consultations import Consultation
from consult.store.consultations import GroupSession as GroupSession  # the web may not import the tables
from consult.store.planned_sessions import plan_behind

PLACES = (
    "antwerpen",
    "limburg",
    "oost-vlaanderen",
    "vlaams-brabant",
    "west-vlaanderen",
    "brussel",
    "online",
)
_FIRST_DAY = date(2010, 1, 1)  # before a plan is loaded: 2001 for 2021, 0026 for 2026 is a slip all the same


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it was held. `place` is a province, Brussels or online, never an address."""

    day: date
    present: int
    grid: tuple[Participation, ...]
    place: str = ""
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    consent_version: str = ""


class SessionRefused(Exception):
    """The records of this session cannot all be right."""

    def __init__(self, problems: Sequence[SessionProblem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def session(id_: str) -> GroupSession | None:
    """One session."""
    return rows.session(id_)


def check_takes_a_session(row: Consultation) -> None:
    """Raises Refused when another session cannot be of this consultation."""
    check_changeable(row)
    if row.method == Method.SURVEY:
        raise Refused("survey_has_no_sessions")
    if row.method == Method.FOCUS_GROUP and row.sessions:
        raise Refused("focus_group_is_one_session")


def record_session(row: Consultation, held: Held, by: str) -> GroupSession:
    """Adds a session with its grid. The first one opens the consultation; a focus group is over with it.

    Raises SessionRefused with every problem at once, Refused when this consultation takes no sessions.
    """
    check_takes_a_session(row)
    _check(held)
    made = GroupSession(
        id=new_id(), consultation_id=row.id, recorded_by=by, recorded_on=clock.today(), **_columns(held)
    )
    made.grid = list(_grid(held))
    rows.add(made)
    rows.refresh(row)
    _set_dates(row)
    audit.note(by, "session recorded", row.id, session=made.id, present=held.present)
    return made


def change_session(row: Consultation, changed: GroupSession, held: Held, by: str) -> None:
    """Corrects a session; who confirmed its attendance has to do so again."""
    check_changeable(row)
    _check(held)
    for name, value in _columns(held).items():
        setattr(changed, name, value)
    for confirmation in list(changed.confirmations):
        rows.drop(confirmation)
    changed.grid = []
    rows.flush()  # the old lines must be gone before new ones take their numbers
    changed.grid = list(_grid(held))
    rows.flush()
    rows.refresh(changed)
    _set_dates(row)
    audit.note(by, "session changed", row.id, session=changed.id, present=held.present)


def delete_session(row: Consultation, deleted: GroupSession, by: str) -> None:
    """Takes away a session that was recorded by mistake. One that somebody confirmed was seen by them and stays."""
    check_deletable(row, deleted)
    audit.note(by, "session deleted", row.id, session=deleted.id, present=deleted.present)
    plan = plan_behind(deleted.id)
    if plan is not None:
        plan.session_id = None  # it is to come again
        for line in plan.recruitment:
            line.came = None
        rows.flush()
    rows.drop(deleted)
    rows.refresh(row)
    _set_dates(row)


def check_deletable(row: Consultation, session: GroupSession) -> None:
    """Raises Refused when a session stays."""
    check_changeable(row)
    if session.confirmations:
        raise Refused("session_was_confirmed")
    if notes.notes_at(session.id):
        raise Refused("session_has_notes")


def confirm_attendance(row: Consultation, confirmed: GroupSession, by: str) -> None:
    """A staff member says that the attendance is right; one person counts once."""
    check_changeable(row)
    if by in [one.confirmed_by for one in confirmed.confirmations]:
        raise Refused("confirmed_before")
    rows.add(
        rows.AttendanceConfirmation(session_id=confirmed.id, confirmed_by=by, confirmed_on=clock.today())
    )
    rows.refresh(confirmed)
    audit.note(by, "attendance confirmed", row.id, session=confirmed.id)


def _check(held: Held) -> None:
    known = Session(id="", day=held.day, present=held.present, participations=held.grid)
    problems = [*session_problems(known, clock.today()), *_too_early(held.day)]
    if problems:
        raise SessionRefused(problems)


def _too_early(day: date) -> Iterator[SessionProblem]:
    """A day before any plan is a slip of the pen; the past is brought in with its workbook."""
    first = min((plan.start for plan in plans.plans()), default=_FIRST_DAY)
    if day < first:
        yield SessionProblem("before_the_plan", (("year", first.year),))


def _columns(held: Held) -> dict[str, object]:
    return {
        "day": held.day,
        "present": held.present,
        "place": held.place,
        "languages": list(held.languages),
        "interpreter": held.interpreter,
        "consent_version": held.consent_version,
    }


def _grid(held: Held) -> Iterator[rows.GridRow]:
    for line, one in enumerate(held.grid, start=1):
        yield rows.GridRow(
            line=line,
            n=one.count,
            target_group=one.target_group,
            earlier=one.earlier,
            gave_input=one.gave_input,
            card=one.card,
        )


def _set_dates(row: Consultation) -> None:
    days = [session.day for session in row.sessions]
    if not days:
        row.opened_on = row.closed_on = None
        rows.flush()
        return
    row.opened_on = min(days)
    # One held session is a whole focus group or table event; a series or panel says itself when it is over.
    if row.closed_on or row.method in (Method.FOCUS_GROUP, Method.DISCUSSION_TABLE):
        row.closed_on = max(days)
    rows.flush()
