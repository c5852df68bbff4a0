"""The gespreksfiche: one page for one talk, with our asks, their own sentence, one quote and its strength."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consult.actions import clock, plans
from consult.actions.activities import ActivityProblem, ActivityRefused, check_changeable
from consult.actions.activity_records import plan_for, standing
from consult.actions.advising import handing_over, recommendations
from consult.actions.advising.findings import StoredEvidence
from consult.actions.advising.handing_over import MOST_ASKS
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.refusal import Refused
from consult.evidence.findings import EvidenceKind, Stance
from consult.evidence.strength import Level
from consult.plan.activity import ActivityKind
from consult.plan.definition import Passage, PolicyObjective
from consult.recommendation.follow_up import FORMULATED
from consult.recommendation.objectives import Objective, Where
from consult.store import activities as rows
from consult.store import audit
from consult.store.activities import Activity, ActivityAsk

Sentence = PolicyObjective | Passage


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that we ask, and what became of it.

    advice: the recommendation that it is, with its strength (that of its weakest finding, None before all were judged),
    whether one of its findings is to be reviewed, and the sentence of the policy note that it serves.
    """

    text: str
    outcome: str = ""
    advice: StoredRecommendation | None = None
    strength: Level | None = None
    to_review: bool = False
    sentence: Objective | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is prepared for a talk. passage: of the policy note, by id. strength: 4 to 1, 0 when not said.

    advice: ids of recommendations, which stand before the asks in words of our own.
    """

    asks: tuple[str, ...] = ()
    passage: str = ""
    quote: str = ""
    quote_from: str = ""
    strength: int = 0
    strength_from: str = ""
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fiche:
    """Everything on the page of one talk."""

    row: Activity
    asks: tuple[Ask, ...]
    sentence: Sentence | None
    note: str  # the title of the policy note
    indicators: tuple[str, ...]  # those that it is linked to
    counts: bool
    voice: StoredEvidence | None = (
        None  # a quote that two approved, beneath what is asked; when no other was written
    )

    @property
    def is_approved(self) -> bool:
        """Whether a second person read the quote and its strength."""
        return self.row.approved_on is not None


def fiche(row: Activity) -> Fiche:
    """The page of a talk. Raises Refused for an activity with nobody on the other side."""
    check_conversation(row)
    plan = plan_for(row, plans.plans())
    note = plan.policy_note if plan else None
    ids = {one.key: one.id for one in plan.indicators} if plan else {}
    asks = asks_of(row)
    return Fiche(
        row,
        asks,
        next((one for one in sentences(row) if one.id == row.passage), None),
        note.title if note else "",
        tuple(ids.get(key, key) for key in row.indicators),
        standing(row).counts,
        None if row.quote else _voice(asks),
    )


def asks_of(row: Activity) -> tuple[Ask, ...]:
    """Our asks in this talk. Until someone prepared it, the recommendations that are for whom it is with."""
    if not row.asks:
        return tuple(_advised(one, one.title, row) for one in handing_over.on_the_page(row))
    return tuple(_ask(one, row) for one in row.asks)


def sentences(row: Activity) -> tuple[Sentence, ...]:
    """What can be quoted from the policy note of the plan of this talk: its passages, then its objectives."""
    plan = plan_for(row, plans.plans())
    if plan is None or plan.policy_note is None:
        return ()
    return (*plan.policy_note.passages, *plan.policy_note.objectives)


def prepare(row: Activity, prepared: Prepared, by: str) -> None:
    """Writes the first half of the page. A quote or a strength that changed has to be read by a second person again.

    Raises ActivityRefused with every problem at once.
    """
    check_changeable(row)
    check_conversation(row)
    known = {one.id: one for one in handing_over.of_the_project(row)}
    asks = [known[id_] for id_ in prepared.advice if id_ in known] + [text for text in prepared.asks if text]
    problems = _problems(row, prepared, len(asks), known)
    if problems:
        raise ActivityRefused(problems)
    if _evidence(prepared) != {name: getattr(row, name) for name in _evidence(prepared)}:
        row.prepared_by, row.approved_by, row.approved_on = by, "", None
    for name, value in (_evidence(prepared) | {"passage": prepared.passage}).items():
        setattr(row, name, value)
    handing_over.set_asks(row, asks)
    audit.note(by, "talk prepared", row.id, asks=len(asks))


def approve_evidence(row: Activity, by: str) -> None:
    """A second person read the quote and the strength, and where they come from."""
    check_changeable(row)
    if not row.quote and not row.strength:
        raise Refused("no_evidence_to_approve")
    if by == row.prepared_by:
        raise Refused("evidence_is_your_own")
    row.approved_by, row.approved_on = by, clock.today()
    rows.flush()
    audit.note(by, "talk evidence approved", row.id)


def check_conversation(row: Activity) -> None:
    """Raises Refused for an activity that is not a conversation."""
    if not ActivityKind(row.kind).is_a_conversation:
        raise Refused("not_a_conversation")


def _ask(one: ActivityAsk, row: Activity) -> Ask:
    advice = recommendations.recommendation(one.recommendation_id) if one.recommendation_id else None
    return _advised(advice, one.text, row) if advice else Ask(one.text, one.outcome)


def _voice(asks: Sequence[Ask]) -> StoredEvidence | None:
    """The first quote that speaks for what is advised: two people approved its words for the outside."""
    below = [finding for ask in asks if ask.advice for finding in ask.advice.findings]
    quotes = (one for finding in below for one in finding.evidence if one.kind == EvidenceKind.QUOTE)
    return next((one for one in quotes if not one.withdrawn and one.stance == Stance.FOR), None)


def _advised(advice: StoredRecommendation, text: str, row: Activity) -> Ask:
    """text: as it stood when the page was prepared; what became of it follows from the recommendation, once it was handed over here."""
    served = (
        one.objective for one in recommendations.links_of(advice) if one.objective.where is Where.POLICY
    )
    became = recommendations.standing_of(advice) if handing_over.handed_over_in(advice, row) else FORMULATED
    return Ask(
        text,
        "" if became == FORMULATED else became,
        advice,
        recommendations.weakest_of(advice),
        recommendations.has_to_be_reviewed(advice),
        next(served, None),
    )


def _problems(row: Activity, prepared: Prepared, asks: int, known: Collection[str]) -> list[ActivityProblem]:
    found = []
    if asks > MOST_ASKS:
        found.append(ActivityProblem("too_many_asks", (("asks", str(asks)), ("most", str(MOST_ASKS)))))
    if not set(prepared.advice) <= set(known):
        found.append(ActivityProblem("advice_unknown"))
    if prepared.passage and prepared.passage not in [one.id for one in sentences(row)]:
        found.append(ActivityProblem("passage_unknown", (("passage", prepared.passage),)))
    if prepared.quote and not prepared.quote_from:
        found.append(ActivityProblem("quote_from_nowhere"))
    if prepared.strength and not prepared.strength_from:
        found.append(ActivityProblem("strength_from_nowhere"))
    return found


def _evidence(prepared: Prepared) -> dict[str, object]:
    return {
        "quote": prepared.quote,
        "quote_from": prepared.quote_from,
        "strength": prepared.strength,
        "strength_from": prepared.strength_from,
    }
