"""Activities: put them in the register, link them to indicators, note what was said, validate, cancel."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from consult.actions import clock, plans, progress
from consult.actions.activity_records import recorded, standing, standing_in
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.consultation.definition import Validation
from consult.plan.activity import ActivityKind, Level, Setting, is_second_person, tells_of_a_person
from consult.plan.activity_links import refused_link
from consult.plan.definition import Indicator, Plan
from consult.store import activities as rows
from consult.store import audit
from consult.store.activities import Activity as Activity  # the web may not import the tables
from consult.store.activities import ActivityAsk as ActivityAsk
from consult.store.consultations import Project

OUTCOMES = ("", "handed-over", "answered", "adopted", "partly", "rejected", "no-answer")


@dataclass(frozen=True, slots=True)
class Described:
    """What an activity is. with_whom: organisations and functions, never a person. links: ids or keys of indicators."""

    title: str
    kind: ActivityKind
    day: date | None = None
    with_whom: str = ""
    level: Level | None = None
    setting: Setting | None = None
    place: str = ""
    links: tuple[str, ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is noted after it was held: on which day, what was said, what was agreed, what became of each ask of our own."""

    day: date
    said: str
    agreed: str = ""
    proof: str = ""
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityProblem:
    """What cannot be right in what was said of an activity; the page says it in the reader's language."""

    code: str
    figures: tuple[tuple[str, str], ...] = ()


class ActivityRefused(Exception):
    """What was said of this activity cannot all be right."""

    def __init__(self, problems: Sequence[ActivityProblem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def activities(project: str | None = None) -> list[Activity]:
    """Every activity, of one project or of all, by day."""
    return rows.activities(project)


def activity(id_: str) -> Activity | None:
    """One activity."""
    return rows.activity(id_)


def add_activity(project: Project | None, described: Described, by: str, *, demo: bool = False) -> Activity:
    """A new activity; who adds it answers for it. demo: of a demonstration, so that it never counts in a real plan.

    Raises ActivityRefused with every problem at once.
    """
    keys = _checked(described)
    made = Activity(
        id=new_id(),
        project_id=project.id if project else None,
        demo=project.demo if project else demo,
        created_by=by,
        created_at=clock.now(),
        **_columns(described, keys),
    )
    rows.add(made)
    audit.note(by, "activity added", made.id, kind=described.kind, indicators=keys)
    return made


def change_activity(row: Activity, project: Project | None, described: Described, by: str) -> None:
    """Other facts about an activity. Raises ActivityRefused with every problem at once."""
    check_changeable(row)
    columns = _columns(described, _checked(described, row)) | {"project_id": project.id if project else None}
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name, value in columns.items():
        setattr(row, name, value)
    rows.flush()
    rows.refresh(row)
    audit.note(by, "activity changed", row.id, changed=changed)


def note_afterwards(row: Activity, after: Afterwards, by: str) -> None:
    """It was held, and this was said: two minutes of notes. Whoever notes does not validate.

    Raises ActivityRefused when it still has to be held.
    """
    check_changeable(row)
    if after.day > clock.today():
        raise ActivityRefused([ActivityProblem("held_in_the_future")])
    row.day, row.held = after.day, True
    row.said, row.agreed, row.proof = after.said, after.agreed, after.proof or row.proof
    row.noted_by, row.noted_on = by, clock.today()
    _set_outcomes(row, after.outcomes)
    audit.note(by, "activity noted", row.id, asks=len(row.asks))


def follow_up(row: Activity, outcomes: Sequence[str], by: str) -> None:
    """What became of our asks, months later too: it changes nothing of what counts, so a validated activity takes it."""
    if row.cancelled_on:
        raise Refused("activity_cancelled")
    if not row.held:
        raise Refused("activity_not_held")
    _set_outcomes(row, outcomes)
    audit.note(by, "activity followed up", row.id, outcomes=[one.outcome for one in row.asks])


def cancel(row: Activity, because: str, by: str) -> None:
    """It does not take place; it stays in the register with the reason and never counts."""
    check_changeable(row)
    row.cancelled_on, row.cancelled_because = clock.today(), because
    rows.flush()
    audit.note(by, "activity cancelled", row.id)


def validate(row: Activity, by: str) -> None:
    """A second person looked at everything and agrees; from today it counts."""
    check_changeable(row)
    if not is_complete(row):
        raise Refused("activity_not_complete")
    if not may_validate(row, by):
        raise Refused("activity_not_a_second_person")
    _add_validation(row, by)
    audit.note(by, "activity validated", row.id)


def withdraw_validation(row: Activity, because: str, by: str) -> None:
    """Takes the validation back; the activity counts no longer until someone validates it again."""
    if not is_validated(row):
        raise Refused("activity_not_validated")
    _add_validation(row, by, because)
    audit.note(by, "activity validation withdrawn", row.id)


def is_complete(row: Activity, loaded: Sequence[Plan] | None = None) -> bool:
    """Whether nothing is missing but the second person. loaded: the plans, where many activities are asked for."""
    now = standing(row) if loaded is None else standing_in(row, loaded)
    return [one.code for one in now.missing] == ["second_approval"]


def is_validated(row: Activity) -> bool:
    """Whether a validation holds now."""
    validated = recorded(row).validated
    return validated is not None and validated.withdrawn_on is None


def may_validate(row: Activity, by: str) -> bool:
    """Whether this staff member is a second person for this activity."""
    return is_second_person(replace(recorded(row), validated=Validation(clock.today(), by)))


def check_changeable(row: Activity) -> None:
    """Raises Refused when the records are closed: what was validated is not changed behind the validator's back."""
    if row.cancelled_on:
        raise Refused("activity_cancelled")
    if is_validated(row):
        raise Refused("activity_validated")


def own_asks(row: Activity) -> list[ActivityAsk]:
    """The asks that are no recommendation: what became of them is noted here."""
    return [ask for ask in row.asks if ask.recommendation_id is None]


def _set_outcomes(row: Activity, outcomes: Sequence[str]) -> None:
    for ask, outcome in zip(own_asks(row), outcomes, strict=False):
        ask.outcome = outcome
    rows.flush()


def _add_validation(row: Activity, by: str, withdrawn_because: str = "") -> None:
    rows.add(
        rows.ActivityValidation(
            id=new_id(),
            activity_id=row.id,
            validated_by=by,
            validated_on=clock.today(),
            validated_at=clock.now(),
            withdrawn_because=withdrawn_because,
        )
    )
    rows.refresh(row)
    progress.settle(by)


def _checked(described: Described, row: Activity | None = None) -> list[str]:
    """The keys of the indicators that are linked. A link that stood before stays, whatever became of its indicator."""
    problems, keys = [], []
    for word in described.links:
        indicator = _indicator(word)
        if indicator is None:
            problems.append(ActivityProblem("link_unknown", (("indicator", word),)))
            continue
        keys.append(indicator.key)
        refused = refused_link(indicator)
        if refused and indicator.key not in (row.indicators if row else ()):
            problems.append(ActivityProblem(refused, _told(indicator)))
    problems += list(_problems(described, row))
    if problems:
        raise ActivityRefused(problems)
    return list(dict.fromkeys(keys))


def _told(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    return (("indicator", indicator.id), ("instead", indicator.superseded_by))


def _problems(described: Described, row: Activity | None) -> Iterator[ActivityProblem]:
    if tells_of_a_person(described.with_whom):
        yield ActivityProblem("with_a_person")
    if row is not None and row.held and (described.day is None or described.day > clock.today()):
        yield ActivityProblem("held_in_the_future")


def _indicator(word: str) -> Indicator | None:
    """The indicator with this id or key; where two plans have the same id, that of today's plan."""
    today = clock.today()
    loaded = sorted(plans.plans(), key=lambda plan: not plan.covers(today))
    every = [one for plan in loaded for one in plan.indicators]
    return next((one for one in every if word in (one.key, one.id)), None)


def _columns(described: Described, keys: list[str]) -> dict[str, object]:
    columns = asdict(described)
    del columns["links"]
    return columns | {
        "kind": described.kind.value,
        "level": described.level.value if described.level else "",
        "setting": described.setting.value if described.setting else "",
        "indicators": keys,
    }
