"""Which objectives a recommendation can serve, and whether the link stands in a document or is our own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.plan.definition import Action, Plan


class Where(StrEnum):
    """In which document an objective stands."""

    PLAN = "plan"
    RESULT = "result"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective, a Resultaat or a place in the policy note. key: unique over all documents; page: where it is printed."""

    key: str
    id: str
    where: Where
    nl: str
    gloss: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A recommendation serves this objective. official: a document says so; otherwise it is our own link."""

    objective: Objective
    official: bool


def objectives(plan: Plan) -> Sequence[Objective]:
    """Everything in and beside a plan that a recommendation can serve, in the order of the documents."""
    return (*_of_plan(plan), *_results(plan), *_of_policy_note(plan))


def linked(plan: Plan, keys: Sequence[str], results: Sequence[str]) -> tuple[Link, ...]:
    """The links of a recommendation that serves `keys` and, of the annual plan, the Resultaten with keys `results`.

    What stands under those Resultaten, or in the header of their Actie, is official; everything else is our own.
    """
    served = [one for one in objectives(plan) if one.key in (*keys, *results)]
    official = {id_ for key in results for id_ in _printed_with(plan, key)}
    return tuple(Link(one, one.where is Where.RESULT or one.id in official) for one in served)


def _printed_with(plan: Plan, result_key: str) -> Iterator[str]:
    """The ids that the documents connect with a Resultaat."""
    for strategic in plan.strategic_objectives:
        for objective in strategic.objectives:
            if result_key in [_result_key(plan, id_) for id_ in objective.results]:
                yield objective.id
    for action in _actions_with(plan, result_key):
        yield from action.policy_note_links
        for printed in action.linked_as_printed:
            yield from printed.split()


def _actions_with(plan: Plan, result_key: str) -> Iterator[Action]:
    for year in plan.annual_plans:
        for action in year.actions:
            if any(f"{one.document}/{one.id}" == result_key for one in action.results):
                yield action


def _result_key(plan: Plan, id_: str) -> str:
    return next((f"{one.document}/{one.id}" for one in plan.results if one.id == id_), "")


def _of_plan(plan: Plan) -> Iterator[Objective]:
    for strategic in plan.strategic_objectives:
        for one in strategic.objectives:
            yield Objective(f"{plan.id}/{one.id}", one.id, Where.PLAN, one.nl, one.gloss)


def _results(plan: Plan) -> Iterator[Objective]:
    for one in plan.results:
        yield Objective(f"{one.document}/{one.id}", one.id, Where.RESULT, one.nl, one.gloss)


def _of_policy_note(plan: Plan) -> Iterator[Objective]:
    note = plan.policy_note
    if note is None:
        return
    for one in note.objectives:
        yield Objective(one.key, one.id, Where.POLICY, one.nl, one.gloss, one.page)
    for passage in note.passages:
        yield Objective(f"{note.id}/{passage.id}", passage.id, Where.POLICY, passage.nl, "", passage.page)
