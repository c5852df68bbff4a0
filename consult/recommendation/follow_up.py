"""What became of a recommendation: handed over, answered, adopted or not; every step with its day, the end with proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """What happened. The last four end it, until something new happens."""

    HANDED_OVER = "handed-over"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    PARTLY = "partly"
    REJECTED = "rejected"
    NO_ANSWER = "no-answer"


OUTCOMES = (Step.ADOPTED, Step.PARTLY, Step.REJECTED, Step.NO_ANSWER)
FORMULATED = "formulated"  # where a recommendation stands before anything happened


class Problem(StrEnum):
    """Why a step cannot be noted so."""

    IN_THE_FUTURE = "in_the_future"
    TO_WHOM = "to_whom"
    FORUM = "forum"
    NOT_HANDED_OVER = "not_handed_over"
    BEFORE_HANDING_OVER = "before_handing_over"
    NO_PROOF = "no_proof"


@dataclass(frozen=True, slots=True)
class Happened:
    """One step. to_whom, forum: of a handing over, an office and a meeting, never a private person. proof: in words or a file."""

    step: Step
    on: date
    to_whom: str = ""
    forum: str = ""
    words: str = ""
    has_file: bool = False


def standing(happened: Sequence[Happened]) -> str:
    """Where the recommendation stands: the step that happened last, or `formulated`."""
    return in_order(happened)[-1].step if happened else FORMULATED


def in_order(happened: Sequence[Happened]) -> list[Happened]:
    """The steps as they happened; on one day, as they follow one another."""
    order = list(Step)
    return sorted(happened, key=lambda one: (one.on, order.index(one.step)))


def problems(new: Happened, before: Sequence[Happened], today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with a step, given what happened before it."""
    return tuple(_problems(new, before, today))


def _problems(new: Happened, before: Sequence[Happened], today: date) -> Iterator[Problem]:
    if new.on > today:
        yield Problem.IN_THE_FUTURE
    if new.step is Step.HANDED_OVER:
        if not new.to_whom:
            yield Problem.TO_WHOM
        if not new.forum:
            yield Problem.FORUM
        return
    handed = [one.on for one in before if one.step is Step.HANDED_OVER]
    if not handed:
        yield Problem.NOT_HANDED_OVER
    elif new.on < min(handed):
        yield Problem.BEFORE_HANDING_OVER
    # That nothing came is proven by what was asked and when; an answer or a decision by its own words or its file.
    if not new.words and not new.has_file:
        yield Problem.NO_PROOF
