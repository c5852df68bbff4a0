"""Recommendations in talks: which are for whom we talk with, and that they were handed over there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.actions import activities
from consult.actions.activities import ActivityProblem, ActivityRefused, Afterwards
from consult.actions.advising import recommendations
from consult.actions.advising.recommendations import StoredRecommendation
from consult.folder import DataFolder
from consult.plan.activity import ActivityKind, tells_of_a_person
from consult.recommendation.addressee import is_addressed
from consult.recommendation.follow_up import Happened, Step
from consult.store import activities as rows
from consult.store.activities import Activity, ActivityAsk

MOST_ASKS = 5


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over in a talk, to which office, in which forum. recommendations: ids of those on its page."""

    recommendations: tuple[str, ...] = ()
    to_whom: str = ""
    forum: str = ""


def of_the_project(row: Activity) -> list[StoredRecommendation]:
    """Every recommendation that can be on the page of this talk: those for whom it is with first."""
    if row.project is None or not ActivityKind(row.kind).is_a_conversation:
        return []
    found = recommendations.recommendations_of(row.project)
    return sorted(found, key=lambda one: not is_for(one, row))


def is_for(one: StoredRecommendation, row: Activity) -> bool:
    """Whether a recommendation is addressed to whom this talk is with, at the same level of government."""
    return row.level in ("", one.government) and is_addressed(one.addressee, row.with_whom)


def suggested(row: Activity) -> list[StoredRecommendation]:
    """Those for whom this talk is with, as many as fit on its page."""
    return [one for one in of_the_project(row) if is_for(one, row)][:MOST_ASKS]


def on_the_page(row: Activity) -> list[StoredRecommendation]:
    """The recommendations among its asks, in their order; what is suggested before anybody prepared or held it."""
    if not row.asks and not row.held:
        return suggested(row)
    found = (recommendations.recommendation(one.recommendation_id or "") for one in row.asks)
    return [one for one in found if one is not None]


def handed_over_in(one: StoredRecommendation, row: Activity) -> bool:
    """Whether it was handed over in this talk."""
    return any(step.activity_id == row.id and step.step == Step.HANDED_OVER for step in one.follow_up)


def to_hand_over(row: Activity) -> list[StoredRecommendation]:
    """Those on its page, or for whom it was with, of which nobody noted yet that they were handed over there."""
    found = on_the_page(row) if row.asks else suggested(row)
    return [one for one in found if not handed_over_in(one, row)]


def talks_about(one: StoredRecommendation) -> list[Activity]:
    """The talks in which it is on the page to take along."""
    return rows.activities_asking(one.id)


def set_asks(row: Activity, asks: Sequence[str | StoredRecommendation]) -> None:
    """What is on its page, in this order. An ask whose words stay keeps what became of it."""
    became = {one.text: one.outcome for one in row.asks}
    row.asks = []
    rows.flush()  # the old lines must be gone before new ones take their numbers
    row.asks = [_line(line, ask, became) for line, ask in enumerate(asks, start=1)]
    rows.flush()


def note_talk(row: Activity, after: Afterwards, handed: Handed, by: str, folder: DataFolder) -> None:
    """Two minutes after a talk: what was said, and what was handed over there.

    Raises ActivityRefused with every problem at once, and notes nothing then.
    """
    waiting = {one.id: one for one in to_hand_over(row)}
    chosen = [waiting[id_] for id_ in handed.recommendations if id_ in waiting]
    if wrong := _problems(chosen, handed):
        raise ActivityRefused(wrong)
    if chosen and not row.asks:  # nobody prepared it: what was handed over was on its page
        set_asks(row, chosen)
    activities.note_afterwards(row, after, by)
    happened = Happened(Step.HANDED_OVER, after.day, handed.to_whom, handed.forum)
    for one in chosen:
        recommendations.note_step(one, happened, by, folder, activity=row.id)


def _line(line: int, ask: str | StoredRecommendation, became: Mapping[str, str]) -> ActivityAsk:
    if isinstance(ask, str):
        return ActivityAsk(line=line, text=ask, outcome=became.get(ask, ""))
    return ActivityAsk(line=line, text=ask.title, recommendation_id=ask.id)


def _problems(chosen: Sequence[StoredRecommendation], handed: Handed) -> list[ActivityProblem]:
    """What a handing over lacks: an office that is no person, and a forum."""
    asked = {"handed_to_whom": handed.to_whom, "handed_where": handed.forum} if chosen else {}
    lacking = [ActivityProblem(code) for code, words in asked.items() if not words]
    if chosen and tells_of_a_person(handed.to_whom):
        lacking.append(ActivityProblem("handed_to_a_person"))
    return lacking
