"""The forms of an activity: what it is, what is prepared, what was said, what became of our asks."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import TextAreaField, ValidationError

from consult.actions import activities, clock, consultations, plans
from consult.actions.activities import Activity, ActivityProblem, Afterwards, Described
from consult.actions.activity_records import plan_for
from consult.actions.advising import fiches, handing_over
from consult.actions.advising.fiches import Prepared
from consult.actions.advising.handing_over import MOST_ASKS, Handed
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.consultations import Project
from consult.plan.activity import ActivityKind, Level, Setting
from consult.plan.activity_links import linkable, linkable_near
from consult.plan.definition import Indicator, Plan
from consult.web.interface import _
from consult.web.staff.activity_words import (
    activity_kinds,
    levels,
    outcomes,
    problem_sentence,
    settings,
    strengths,
)
from consult.web.staff.display import words
from consult.web.staff.fields import Day, Line, Most, Needed, OneOf, SomeOf, StaffForm

_AT_FIELD = {
    "with_a_person": "with_whom",
    "held_in_the_future": "day",
    "too_many_asks": "ask_1",
    "passage_unknown": "passage",
    "quote_from_nowhere": "quote_from",
    "strength_from_nowhere": "strength_from",
    "advice_unknown": "advice",
    "handed_to_whom": "to_whom",
    "handed_to_a_person": "to_whom",
    "handed_where": "forum",
}
_LINES = range(1, MOST_ASKS + 1)


class ActivityForm(StaffForm):
    """What an activity is."""

    title = Line("", [Needed(), Most(120)])
    kind = OneOf("", [Needed()])
    project = OneOf("")
    day = Day()
    with_whom = Line("", [Most(160)])
    level = OneOf("")
    setting = OneOf("")
    place = Line("", [Most(120)])
    links = SomeOf("")
    proof = TextAreaField("", [Most(500)])

    def described(self) -> Described:
        """What the form says, once it is valid."""
        return Described(
            title=self.title.data or "",
            kind=ActivityKind(self.kind.data),
            day=self.day.data,
            with_whom=self.with_whom.data or "",
            level=Level(self.level.data) if self.level.data else None,
            setting=Setting(self.setting.data) if self.setting.data else None,
            place=self.place.data or "",
            links=tuple(self.links.data or ()),
            proof=(self.proof.data or "").strip(),
        )

    def chosen_project(self) -> Project | None:
        """The project that it belongs to."""
        return consultations.project(self.project.data) if self.project.data else None


class OutcomesForm(StaffForm):
    """What became of each of our asks."""

    outcome_1 = OneOf("")
    outcome_2 = OneOf("")
    outcome_3 = OneOf("")
    outcome_4 = OneOf("")
    outcome_5 = OneOf("")

    def fit(self, row: Activity) -> None:
        """As many fields as there are asks of our own."""
        for line in _LINES:
            if line > len(activities.own_asks(row)):
                del self[f"outcome_{line}"]
                continue
            field = self[f"outcome_{line}"]
            if isinstance(field, OneOf):
                field.choices = list(outcomes().items())

    def outcomes(self) -> tuple[str, ...]:
        """What became of each, in the order of the asks."""
        return tuple(self[f"outcome_{line}"].data or "" for line in _LINES if f"outcome_{line}" in self)


class AfterwardsForm(OutcomesForm):
    """Two minutes after a talk."""

    day = Day([Needed()])
    said = TextAreaField("", [Most(700)])
    agreed = TextAreaField("", [Most(300)])
    proof = TextAreaField("", [Most(500)])
    handed = SomeOf("")
    to_whom = Line("", [Most(160)])
    forum = Line("", [Most(200)])

    def validate_day(self, field: Day) -> None:
        """What still has to come was not held."""
        if field.data and field.data > clock.today():
            raise ValidationError(problem_sentence(ActivityProblem("held_in_the_future")))

    def afterwards(self) -> Afterwards:
        """What the form says, once it is valid."""
        return Afterwards(
            day=self.day.data or clock.today(),
            said=(self.said.data or "").strip(),
            agreed=(self.agreed.data or "").strip(),
            proof=(self.proof.data or "").strip(),
            outcomes=self.outcomes(),
        )

    def handed_over(self) -> Handed:
        """Which recommendations were handed over, and to whom."""
        return Handed(tuple(self.handed.data or ()), self.to_whom.data or "", self.forum.data or "")


class PrepareForm(StaffForm):
    """The first half of the gespreksfiche."""

    advice = SomeOf("")
    ask_1 = Line("", [Most(140)])
    ask_2 = Line("", [Most(140)])
    ask_3 = Line("", [Most(140)])
    ask_4 = Line("", [Most(140)])
    ask_5 = Line("", [Most(140)])
    passage = OneOf("")
    quote = TextAreaField("", [Most(280)])
    quote_from = Line("", [Most(160)])
    strength = OneOf("")
    strength_from = Line("", [Most(200)])

    def prepared(self) -> Prepared:
        """What the form says, once it is valid."""
        return Prepared(
            asks=tuple(self[f"ask_{line}"].data or "" for line in _LINES),
            passage=self.passage.data or "",
            quote=(self.quote.data or "").strip(),
            quote_from=self.quote_from.data or "",
            strength=int(self.strength.data or 0),
            strength_from=self.strength_from.data or "",
            advice=tuple(self.advice.data or ()),
        )


def activity_form(project: Project | None, row: Activity | None = None) -> tuple[ActivityForm, Sequence[str]]:
    """The form, and the keys of the links that are shown first: those of the project's Resultaat and what stands."""
    plan = plan_for(row, plans.plans()) if row else plans.plan_of(clock.today())
    form = ActivityForm(request.form, data=_described(row) if row else _start(project))
    form.kind.choices = [(kind.value, name) for kind, name in activity_kinds().items()]
    form.project.choices = [
        ("", _("geen project")),
        *((one.id, one.title) for one in consultations.projects()),
    ]
    form.level.choices = [("", _("niet gekozen")), *((one.value, name) for one, name in levels().items())]
    form.setting.choices = [("", _("niet gekozen")), *((one.value, name) for one, name in settings().items())]
    own = list(row.indicators) if row else []
    near = [one.key for one in linkable_near(project.result, plan)] if project and plan else []
    first = list(dict.fromkeys([*near, *own]))
    every = sorted(
        _offered(plan, own), key=lambda one: first.index(one.key) if one.key in first else len(first)
    )
    form.links.choices = [(one.key, f"{one.id}: {words(one)}") for one in every]
    return form, first


def prepare_form(row: Activity) -> PrepareForm:
    """The form with what was prepared."""
    names = ("passage", "quote", "quote_from", "strength_from")
    start: dict[str, Any] = {name: getattr(row, name) for name in names}
    own = enumerate(activities.own_asks(row), start=1)
    start |= {f"ask_{line}": ask.text for line, ask in own} | {"strength": str(row.strength or "")}
    form = PrepareForm(
        request.form, data=start | {"advice": [one.id for one in handing_over.on_the_page(row)]}
    )
    form.advice.choices = [(one.id, _advice_line(one)) for one in handing_over.of_the_project(row)]
    form.passage.choices = [("", _("nog niet gekozen")), *_passages(row)]
    form.strength.choices = [
        ("", _("nog niet gekozen")),
        *((str(step), f"{step} · {name}") for step, name in strengths().items()),
    ]
    return form


def afterwards_form(row: Activity) -> AfterwardsForm:
    """The form with what was noted, or with the day for which it was planned when that has come."""
    came = row.day if row.day and row.day <= clock.today() else None
    start: dict[str, Any] = {"day": came or clock.today(), "said": row.said, "agreed": row.agreed}
    to_hand_over = handing_over.to_hand_over(row)
    # None is ticked: that something was handed over is noted once, and by somebody who says so.
    start |= {"to_whom": row.with_whom, "forum": row.title}
    form = AfterwardsForm(request.form, data=start | {"proof": row.proof} | _outcomes(row))
    form.fit(row)
    form.handed.choices = [(one.id, one.title) for one in to_hand_over]
    return form


def outcomes_form(row: Activity) -> OutcomesForm:
    """The form with what became of each ask so far."""
    form = OutcomesForm(request.form, data=_outcomes(row))
    form.fit(row)
    return form


def blame(form: StaffForm, problems: Sequence[ActivityProblem]) -> None:
    """Shows every problem at the field where it is mended."""
    for problem in problems:
        at = "links" if problem.code.startswith("link_") else _AT_FIELD.get(problem.code, "")
        form.blame(problem_sentence(problem), at if at in form else "")


def _offered(plan: Plan | None, own: Sequence[str]) -> list[Indicator]:
    """What may be linked, and what is linked already, whatever became of it."""
    if plan is None:
        return []
    may = {one.key for one in linkable(plan)} | set(own)
    return [one for one in plan.indicators if one.key in may]


def _start(project: Project | None) -> dict[str, Any]:
    return {"project": project.id if project else "", "kind": ActivityKind.TALK.value}


def _described(row: Activity) -> dict[str, Any]:
    names = ("title", "kind", "day", "with_whom", "level", "setting", "place", "proof")
    return {name: getattr(row, name) for name in names} | {
        "project": row.project_id or "",
        "links": list(row.indicators),
    }


def _outcomes(row: Activity) -> dict[str, str]:
    return {f"outcome_{line}": ask.outcome for line, ask in enumerate(activities.own_asks(row), start=1)}


def _advice_line(one: StoredRecommendation) -> str:
    return _("%(title)s (aan %(whom)s)", title=one.title, whom=one.addressee)


def _passages(row: Activity) -> list[tuple[str, str]]:
    return [
        (one.id, _("blz. %(page)s: %(words)s", page=one.page, words=one.nl)) for one in fiches.sentences(row)
    ]
