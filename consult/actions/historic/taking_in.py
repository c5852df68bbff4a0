"""The past from a workbook: consultations from before this system, taken in whole or not at all.

What came in counts once a second person confirmed it: see `batches`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from hashlib import sha256

from consult.actions import clock, plans, transaction
from consult.actions.consultations import add_project, partner_named
from consult.actions.historic import batches
from consult.actions.historic.cells import CellProblem, WorkbookRefused
from consult.actions.historic.columns import CONSULTATIONS, REPORTS
from consult.actions.historic.reading import read_workbook
from consult.actions.historic.values import Filed, Past
from consult.actions.identifiers import new_id
from consult.actions.records import all_consultations
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.plan.tally import Judged, Tally, count
from consult.store import audit
from consult.store import consultations as rows
from consult.store.plans import wait_for_turn


@dataclass(frozen=True)
class Incoming:
    """A row with what it amounts to once it is in and confirmed, under the rule of its plan."""

    past: Past
    judged: Judged


@dataclass(frozen=True)
class Brought:
    """What a workbook brought in, or would: new consultations, new projects, and rows that are held already.

    tally: once someone else confirmed the batch. batch: its id; empty when nothing new came in.
    """

    incoming: tuple[Incoming, ...]
    new_projects: tuple[str, ...]
    held: tuple[Past, ...]
    tally: Tally
    batch: str = ""

    @property
    def counting(self) -> int:
        """How many of the new ones count as soon as someone else confirms them."""
        return sum(one.judged.verdict.counts > 0 for one in self.incoming)


def read(content: bytes) -> list[Past]:
    """The consultations in a workbook. Raises WorkbookRefused with every problem at once."""
    return read_workbook(content, clock.today(), [one.title for one in rows.projects()])


def bring_in(
    content: bytes, by: str, *, demo: bool, dry_run: bool, begin: Callable[[], None] = transaction.go_on
) -> Brought:
    """Takes in a workbook, all of it or nothing; a dry run leaves no trace.

    demo: new projects belong to a demonstration. begin: takes the write lock, once the workbook was read. Raises WorkbookRefused, or NotThere while no plan was loaded.
    """
    pasts = read(content)
    begin()
    wait_for_turn()  # two who take in the same workbook at once store it once
    with rows.all_or_nothing(keep=not dry_run):
        checksum = sha256(content).hexdigest()
        brought = import_past(pasts, by, demo=demo, workbook=checksum)
        if not dry_run and brought.incoming:
            audit.note(by, "past brought in", brought.batch, n=len(brought.incoming), workbook=checksum)
        return brought


def import_past(pasts: Sequence[Past], by: str, *, demo: bool, workbook: str) -> Brought:
    """Adds every consultation that is not held yet, with its own days: once confirmed, it counts from when it did."""
    held = _days_by_key()
    _check_same_days(pasts, held)
    new = [past for past in pasts if past.key not in held]
    projects = _Projects({one.title.casefold(): one for one in rows.projects()}, pasts, by, demo)
    batch = batches.begin(workbook, by) if new else ""
    made = {past.row: _add(past, projects, batch, by) for past in new}
    tally = _tally(new, made.values())
    judged = {one.consultation.id: one for one in tally.judged}
    return Brought(
        tuple(Incoming(past, judged[made[past.row]]) for past in new),
        tuple(projects.made),
        tuple(past for past in pasts if past.key in held),
        tally,
        batch,
    )


@dataclass
class _Projects:
    """Projects by title, made when they are not there."""

    known: dict[str, rows.Project]
    pasts: Sequence[Past]
    by: str
    demo: bool

    def __post_init__(self) -> None:
        self.made: list[str] = []

    def named(self, past: Past) -> rows.Project:
        """The project of a row."""
        name = past.project.casefold()
        if name not in self.known:
            self.known[name] = self._make(past, name)
            self.made.append(past.project)
        return self.known[name]

    def _make(self, past: Past, name: str) -> rows.Project:
        word = next(
            one.report_word for one in self.pasts if one.project.casefold() == name and one.report_word
        )
        year = _known(past.first).year
        return add_project(
            past.project, REPORTS[word], past.theme, past.result, year, self.by, demo=self.demo
        )


Days = tuple[date | None, date | None]


def _days_by_key() -> dict[tuple[str, str, str], list[Days]]:
    """The days of every consultation that is held, by what makes it the same as a row."""
    held: dict[tuple[str, str, str], list[Days]] = {}
    for one in rows.consultations():
        key = one.project.title.casefold(), one.title.casefold(), one.method
        held.setdefault(key, []).append((one.opened_on, one.closed_on))
    return held


def _check_same_days(pasts: Sequence[Past], held: Mapping[tuple[str, str, str], Sequence[Days]]) -> None:
    """Raises WorkbookRefused for rows that are held with other days: brought in again, they would count twice."""
    differing = [past for past in pasts if past.key in held and (past.first, past.last) not in held[past.key]]
    if differing:
        raise WorkbookRefused([_held_differently(past, held[past.key][0]) for past in differing])


def _held_differently(past: Past, days: Days) -> CellProblem:
    key = "first" if past.first != days[0] else "last"
    found, kept = (past.first, days[0]) if key == "first" else (past.last, days[1])
    figures = (("held", kept.isoformat() if kept else "-"),)
    return CellProblem("held_differently", CONSULTATIONS, past.places.get(key, ""), str(found), figures)


def _tally(new: Sequence[Past], made: Collection[str]) -> Tally:
    """What the tally of the plan in which the last of the new ones falls becomes today, once they are confirmed."""
    day = max((_known(past.last) for past in new), default=clock.today())
    plan = plans.plan_of(day)
    if plan is None:
        raise plans.NotThere("no plan was loaded yet. Load the shipped ones with: consult plan load")
    once_confirmed = [
        replace(one, unconfirmed=one.unconfirmed and one.id not in made) for one in all_consultations()
    ]
    return count(once_confirmed, plan, plans.rule(plan.rule), clock.today())


def _add(past: Past, projects: _Projects, batch: str, by: str) -> str:
    project = projects.named(past)
    plan = plans.plan_of(_known(past.last))
    made = rows.Consultation(
        id=new_id(),
        project_id=project.id,
        title=past.title,
        method=past.method,
        theme=past.theme,
        result=past.result,
        indicators=[plan.consultations.id, plan.people_reached.id] if plan else [],
        criterion=past.criterion,
        partner_id=partner_named(past.partner).id if past.partner else None,
        longer_because=past.longer_because,
        opened_on=past.first,
        closed_on=past.last,
        historic=True,
        batch_id=batch,
        demo=project.demo,
        created_by=by,
        created_at=clock.now(),
    )
    rows.add(made)
    for session in _sessions(past, by):
        session.consultation_id = made.id
        rows.add(session)
    _add_documents(made.id, past, by)
    rows.refresh(made)
    audit.note(by, "past consultation added", made.id, row=past.row)
    return made.id


def _add_documents(consultation: str, past: Past, by: str) -> None:
    """Where each lies, with the day it bears; then who approved, by the name in the workbook."""
    last = _known(past.last)
    _file(consultation, DocumentKind.AGREEMENT, past.agreement, by)
    _file(consultation, DocumentKind.ATTENDANCE, Filed(past.attendance_at, last), by)
    report = _file(consultation, DocumentKind.REPORT, past.report, by, past.remark)
    if report and past.approved.on:
        rows.add(
            rows.ReportApproval(
                document_id=report,
                consultation_id=consultation,
                approved_by=past.approved.by,
                approved_on=past.approved.on,
            )
        )
    if past.second.on:
        rows.add(
            rows.Validation(
                id=new_id(),
                consultation_id=consultation,
                validated_by=past.second.by,
                validated_on=past.second.on,
                validated_at=datetime.combine(past.second.on, time(12), UTC),
            )
        )


def _file(consultation: str, kind: DocumentKind, filed: Filed, by: str, remark: str = "") -> str:
    if not filed.at:
        return ""
    made = rows.Document(
        id=new_id(),
        consultation_id=consultation,
        kind=kind,
        title=remark or filed.at,
        reference=filed.at,
        dated=filed.on,
        recorded_by=by,
        recorded_on=clock.today(),
    )
    rows.add(made)
    return made.id


@dataclass(frozen=True, slots=True)
class _Gathering:
    """How many of each class were there on a day. cards: of panel members, so that who came back is one person."""

    day: date
    target: int
    others: int = 0
    unknown: int = 0
    cards: range | tuple[int, ...] = ()


def _sessions(past: Past, by: str) -> Iterator[rows.GroupSession]:
    earlier = _earlier_of(past)
    for gathering in _gatherings(past):
        session = rows.GroupSession(
            id=new_id(),
            day=gathering.day,
            present=gathering.target + gathering.others + gathering.unknown,
            recorded_by=by,
            recorded_on=clock.today(),
        )
        lines = list(_panel_lines(gathering, earlier) if gathering.cards else _lines(gathering, earlier))
        lines += [("no", "unknown", gathering.others, ""), ("unknown", "unknown", gathering.unknown, "")]
        session.grid = [
            rows.GridRow(line=number, n=n, target_group=target, earlier=said, gave_input=True, card=card)
            for number, (target, said, n, card) in enumerate((one for one in lines if one[2]), start=1)
        ]
        yield session


def _gatherings(past: Past) -> Iterator[_Gathering]:
    first, last = _known(past.first), _known(past.last)
    if past.sessions and past.method is Method.CITIZEN_PANEL:
        yield from _panel(past)
    elif past.sessions:
        for one in past.sessions:
            yield _Gathering(_known(one.day), one.target, one.others, one.unknown)
    elif first < last and past.target > 1:
        # The first day is by definition that of a first participation; when the others came is not known.
        yield _Gathering(first, 1)
        yield _Gathering(last, past.target - 1, past.others, past.unknown)
    else:
        yield _Gathering(last, past.target, past.others, past.unknown)


def _panel(past: Past) -> Iterator[_Gathering]:
    """Cards dealt in turn, so that every member came at least once and each session holds as many as were there."""
    dealt, others, unknown = 0, past.others, past.unknown
    for one in past.sessions:
        cards = tuple((dealt + number) % past.target + 1 for number in range(one.target))
        dealt += one.target
        yield _Gathering(
            _known(one.day), one.target, min(one.others, others), min(one.unknown, unknown), cards
        )
        others, unknown = max(0, others - one.others), max(0, unknown - one.unknown)


Line = tuple[str, str, int, str]


def _earlier_of(past: Past) -> list[str]:
    """What each person of the target group said of earlier consultations: only how often each answer came matters."""
    yes, no, _ = (number or 0 for number in past.earlier)
    said = ["yes"] * yes + ["no"] * no
    return said + ["unknown"] * (past.target - len(said))


def _lines(gathering: _Gathering, earlier: list[str]) -> Iterator[Line]:
    """Deals the answers out over the sessions; one that was dealt is gone."""
    here = [earlier.pop() for _ in range(gathering.target)]
    for said in ("yes", "no", "unknown"):
        yield "yes", said, here.count(said), ""


def _panel_lines(gathering: _Gathering, earlier: Sequence[str]) -> Iterator[Line]:
    for card in gathering.cards:
        yield "yes", earlier[card - 1], 1, str(card)


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("a row without its days was read as if it had them")
    return day
