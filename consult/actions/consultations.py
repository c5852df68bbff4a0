"""Projects and consultations: make them, change what was decided, open, close, cancel, validate."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from consult.actions import clock, progress, reviewing
from consult.actions.identifiers import new_id
from consult.actions.records import consultation_of, recorded
from consult.actions.refusal import Refused
from consult.consultation.evidence_items import first_people
from consult.consultation.states import State, state
from consult.instrument.definition import Method, Report
from consult.store import audit, instruments
from consult.store import consultations as rows
from consult.store.consultations import Consultation as Consultation  # the web may not import the tables
from consult.store.consultations import Partner as Partner
from consult.store.consultations import Project as Project
from consult.store.instruments import InstrumentVersion as InstrumentVersion

# Named definitions of the target group: the official four criteria, and that of another funder (counting.md, fact 5).
CRITERIA = ("flemish-government", "vesoc")
INDICATORS = ("OD2.1-a", "OD2.1-b")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided about a consultation before it is held. `partner`: who organises in our stead, by name."""

    title: str
    method: Method
    theme: str
    result: str = ""
    indicators: tuple[str, ...] = ()
    criterion: str = ""
    partner: str = ""
    version: str = ""
    longer_because: str = ""


def projects() -> list[Project]:
    """Every project, newest year first."""
    return rows.projects()


def project(id_: str) -> Project | None:
    """One project."""
    return rows.project(id_)


def consultation(id_: str) -> Consultation | None:
    """One consultation."""
    return rows.consultation(id_)


def is_over(row: Consultation) -> bool:
    """Whether no answer can come any more: on the day of closing, whoever had begun may still send."""
    return row.cancelled_on is None and row.closed_on is not None and row.closed_on < clock.today()


def partners() -> list[Partner]:
    """Every partner by name."""
    return rows.partners()


def published_versions() -> list[InstrumentVersion]:
    """Every published instrument version, by instrument, oldest first."""
    return instruments.all_versions()


def published_version(id_: str) -> InstrumentVersion | None:
    """A published version by its hash; None when nobody published that."""
    return instruments.version(id_)


def add_project(
    title: str, report: Report | None, theme: str, result: str, year: int, by: str, demo: bool = False
) -> Project:
    """A new project. demo: of a demonstration; so are its consultations, which never count in a real plan.

    report: None for a trajectory of the past that fed neither.
    """
    made = Project(
        id=new_id(), title=title, report=report or "", theme=theme, result=result, year=year, demo=demo
    )
    rows.add(made)
    audit.note(by, "project added", made.id)
    return made


def add_consultation(project: Project, decided: Decisions, by: str) -> Consultation:
    """A new consultation in a project; who adds it answers for it."""
    made = Consultation(
        id=new_id(),
        project_id=project.id,
        demo=project.demo,
        created_by=by,
        created_at=clock.now(),
        **_columns(decided),
    )
    rows.add(made)
    _field(made, decided.version)
    audit.note(by, "consultation added", made.id, method=decided.method)
    return made


def change_consultation(row: Consultation, decided: Decisions, by: str) -> None:
    """Other decisions about a consultation. Its method cannot change once something was recorded."""
    check_changeable(row)
    if decided.method != row.method and (row.opened_on or row.sessions):
        raise Refused("method_fixed")
    before = {name: getattr(row, name) for name in _columns(decided)}
    for name, value in _columns(decided).items():
        setattr(row, name, value)
    _field(row, decided.version)
    changed = [name for name, value in before.items() if getattr(row, name) != value]
    audit.note(by, "consultation changed", row.id, changed=changed)


def open_survey(row: Consultation, by: str) -> None:
    """From now on people can answer at the survey's address."""
    check_changeable(row)
    if row.method != Method.SURVEY:
        raise Refused("not_a_survey")
    if not row.versions:
        raise Refused("no_instrument")
    if row.opened_on:
        raise Refused("opened_before")
    row.opened_on = clock.today()
    audit.note(by, "survey opened", row.id)


def close(row: Consultation, by: str) -> None:
    """Nobody can begin any more (survey), or the last session was held; the day of the last session is the end."""
    check_changeable(row)
    if row.opened_on is None:
        raise Refused("never_opened")
    if row.closed_on:
        raise Refused("closed_before")
    held = [session.day for session in row.sessions]
    row.closed_on = max(held) if held else clock.today()
    audit.note(by, "consultation closed", row.id)


def cancel(row: Consultation, because: str, by: str) -> None:
    """It does not take place (any more); it stays in the register with the reason."""
    check_changeable(row)
    row.cancelled_on, row.cancelled_because = clock.today(), because
    if row.opened_on and not row.closed_on:
        row.closed_on = max(clock.today(), row.opened_on)
    audit.note(by, "consultation cancelled", row.id)
    reviewing.consultation_fell_away(row.id, reviewing.CANCELLED, by)


def validate(row: Consultation, by: str) -> None:
    """A second person looked at everything and agrees."""
    check_changeable(row)
    check_nobody_sends(row)
    today = clock.today()
    known = consultation_of(row, today)
    if state(known, today) is not State.DOCUMENTED:
        raise Refused("not_documented")
    if not may_validate(row, by):
        raise Refused("not_a_second_person")
    _add_validation(row, by)
    audit.note(by, "consultation validated", row.id)


def withdraw_validation(row: Consultation, because: str, by: str) -> None:
    """Takes the validation back; the consultation no longer counts until someone validates it again."""
    if not is_validated(row):
        raise Refused("not_validated")
    _add_validation(row, by, because)
    audit.note(by, "validation withdrawn", row.id)
    reviewing.consultation_fell_away(row.id, reviewing.VALIDATION_WITHDRAWN, by)


def is_validated(row: Consultation) -> bool:
    """Whether a validation holds now."""
    return consultation_of(row, clock.today()).validated is not None


def may_validate(row: Consultation, by: str) -> bool:
    """Whether this staff member is a second person for this consultation."""
    return by not in first_people_of(row)


def first_people_of(row: Consultation) -> frozenset[str]:
    """Who owns it, wrote its report or approved any of its reports: none of them can validate it."""
    return first_people(recorded(row)) | {approval.approved_by for approval in row.approvals}


def check_changeable(row: Consultation) -> None:
    """Raises Refused when the records are closed: what was validated is not changed behind the validator's back."""
    if row.cancelled_on:
        raise Refused("cancelled")
    if is_validated(row):
        raise Refused("validated")


def check_nobody_sends(row: Consultation) -> None:
    """Raises Refused on the day a survey closes: whoever began before it closed may send until midnight."""
    if is_still_sending(row):
        raise Refused("still_sending")


def is_still_sending(row: Consultation) -> bool:
    """Whether this is a survey that closes today."""
    return row.method == Method.SURVEY and row.closed_on is not None and row.closed_on >= clock.today()


def _columns(decided: Decisions) -> dict[str, object]:
    columns = asdict(decided)
    version, partner = columns.pop("version"), columns.pop("partner")
    published = instruments.version(version) if version else None
    return columns | {
        "indicators": list(decided.indicators),
        "instrument": published.instrument if published else "",
        "partner_id": partner_named(partner).id if partner else None,
    }


def partner_named(name: str) -> Partner:
    """The partner with this name, made when it is new."""
    for known in rows.partners():
        if known.name.casefold() == name.casefold():
            return known
    made = Partner(id=new_id(), name=name)
    rows.add(made)
    return made


def _field(row: Consultation, version: str) -> None:
    """Uses an instrument version from today. Before anyone answered, another version takes the first one's place."""
    if not version or version in [fielded.version for fielded in row.versions]:
        return
    if row.opened_on is None:
        _drop_all(row.versions)
    rows.add(rows.FieldedVersion(consultation_id=row.id, version=version, since=clock.today()))
    rows.refresh(row)


def _drop_all(versions: Sequence[rows.FieldedVersion]) -> None:
    for fielded in list(versions):
        rows.drop(fielded)


def _add_validation(row: Consultation, by: str, withdrawn_because: str = "") -> None:
    # What staff record waits for a validation, and what was validated they do not change: of their acts, only this one
    # turns a verdict. A respondent who takes an answer back changes the persons after it; that is booked when what is
    # past its term is erased (cli/keeping.py).
    rows.add(
        rows.Validation(
            id=new_id(),
            consultation_id=row.id,
            validated_by=by,
            validated_on=clock.today(),
            validated_at=clock.now(),
            withdrawn_because=withdrawn_because,
        )
    )
    rows.refresh(row)
    progress.settle(by)
