"""The register of activities, and one activity: what it misses before it counts, before and after the talk."""

from dataclasses import dataclass

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts, activities, clock, consultations, plans
from consult.actions.activities import Activity, ActivityRefused
from consult.actions.activity_records import ActivityStanding, plan_for, standing, standing_in
from consult.actions.advising import fiches, handing_over
from consult.plan.activity import ActivityKind
from consult.plan.activity_links import suggested
from consult.plan.definition import Indicator
from consult.web.interface import _
from consult.web.staff.activity_forms import (
    activity_form,
    afterwards_form,
    blame,
    outcomes_form,
    prepare_form,
)
from consult.web.staff.activity_steps import activity_steps
from consult.web.staff.activity_words import (
    activity_kinds,
    levels,
    outcomes,
    settings,
    shortcoming,
    strengths,
)
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import ReasonForm
from consult.web.staff.gate import folder
from consult.web.staff.listing import AnyOf, Column, Filter, Listing
from consult.web.staff.projects import project_or_404
from consult.web.staff.sentences import done


@dataclass(frozen=True)
class ActivityLine:
    """An activity in the register."""

    row: Activity
    standing: ActivityStanding

    @property
    def counts(self) -> str:
        """For the filter: yes, not yet, or never."""
        if self.standing.counts:
            return "yes"
        return "never" if self.row.cancelled_on else "no"

    @property
    def things(self) -> int:
        """How many things are missing before it counts; 0 for a cancelled one, which never will."""
        return 0 if self.row.cancelled_on else len(self.standing.missing)


@staff.get("/activities", endpoint="activities")
def register() -> ResponseReturnValue:
    """Every activity, of one project or of all, with what it counts for."""
    loaded = plans.plans()
    lines = [ActivityLine(row, standing_in(row, loaded)) for row in activities.activities()]
    listing = Listing(lines, _columns(), _text, _filters(lines))
    chosen = request.args.get("project", "")
    project = consultations.project(chosen) if chosen else None
    return render_template(
        "staff/activities.html",
        listing=listing,
        project=project,
        said=done(request.args.get("done")),
    )


@staff.get("/activities/<activity_id>")
def activity(activity_id: str) -> ResponseReturnValue:
    """One activity: its facts, what it counts for, and what is missing."""
    row = activity_or_404(activity_id)
    now = standing(row)
    return render_template(
        "staff/activity.html",
        row=row,
        standing=now,
        steps=activity_steps(now),
        why=lambda lacking: [shortcoming(one, now.activity) for one in lacking],
        suggestions=_suggestions(row),
        levels={one.value: name for one, name in levels().items()},
        settings={one.value: name for one, name in settings().items()},
        outcomes=outcomes(),
        asks=fiches.asks_of(row) if ActivityKind(row.kind).is_a_conversation else (),
        strengths=strengths(),
        sentence=next((one for one in fiches.sentences(row) if one.id == row.passage), None),
        is_conversation=ActivityKind(row.kind).is_a_conversation,
        is_validated=activities.is_validated(row),
        is_complete=activities.is_complete(row),
        may_validate=activities.may_validate(row, g.member.id),
        names=accounts.names(),
        said=done(request.args.get("done")),
    )


@staff.route("/activities/new", methods=["GET", "POST"])
def add_activity() -> ResponseReturnValue:
    """Asks what a new activity is; much of it follows from its project."""
    asked = request.args.get("project", "")
    form, near = activity_form(project_or_404(asked) if asked else None)
    if request.method == "POST" and form.validate():
        try:
            project = form.chosen_project()
            demo = folder().is_demonstration
            made = activities.add_activity(project, form.described(), by=g.member.id, demo=demo)
            return _to(made, "activity-added")
        except ActivityRefused as refused:
            blame(form, refused.problems)
    return render_template("staff/activity_form.html", form=form, near=near, row=None, asked=asked)


@staff.route("/activities/<activity_id>/edit", methods=["GET", "POST"])
def change_activity(activity_id: str) -> ResponseReturnValue:
    """The same questions again, with what was said."""
    row = activity_or_404(activity_id)
    activities.check_changeable(row)
    form, near = activity_form(row.project, row)
    if request.method == "POST" and form.validate():
        try:
            activities.change_activity(row, form.chosen_project(), form.described(), by=g.member.id)
            return _to(row, "activity-changed")
        except ActivityRefused as refused:
            blame(form, refused.problems)
    return render_template("staff/activity_form.html", form=form, near=near, row=row, asked="")


@staff.route("/activities/<activity_id>/prepare", methods=["GET", "POST"])
def prepare_activity(activity_id: str) -> ResponseReturnValue:
    """Asks, their own sentence, one quote and its strength: the first half of the page to take along."""
    row = activity_or_404(activity_id)
    activities.check_changeable(row)
    fiches.check_conversation(row)
    form = prepare_form(row)
    if request.method == "POST" and form.validate():
        try:
            fiches.prepare(row, form.prepared(), by=g.member.id)
            return _to(row, "activity-prepared", "before")
        except ActivityRefused as refused:
            blame(form, refused.problems)
    return render_template("staff/activity_prepare.html", form=form, row=row)


@staff.post("/activities/<activity_id>/approve-evidence")
def approve_activity_evidence(activity_id: str) -> ResponseReturnValue:
    """A second person read the quote and its strength."""
    row = activity_or_404(activity_id)
    fiches.approve_evidence(row, by=g.member.id)
    return _to(row, "activity-evidence-approved", "before")


@staff.route("/activities/<activity_id>/afterwards", methods=["GET", "POST"])
def note_activity(activity_id: str) -> ResponseReturnValue:
    """Two minutes after the talk."""
    row = activity_or_404(activity_id)
    activities.check_changeable(row)
    form = afterwards_form(row)
    if request.method == "POST" and form.validate():
        try:
            handing_over.note_talk(row, form.afterwards(), form.handed_over(), g.member.id, folder())
            return _to(row, "activity-noted", "after")
        except ActivityRefused as refused:
            blame(form, refused.problems)
    return render_template("staff/activity_afterwards.html", form=form, row=row, own=activities.own_asks(row))


@staff.route("/activities/<activity_id>/follow-up", methods=["GET", "POST"])
def follow_up_activity(activity_id: str) -> ResponseReturnValue:
    """What became of our asks, months later too."""
    row = activity_or_404(activity_id)
    form = outcomes_form(row)
    if request.method == "POST" and form.validate():
        activities.follow_up(row, form.outcomes(), by=g.member.id)
        return _to(row, "activity-followed-up", "after")
    return render_template(
        "staff/activity_follow_up.html",
        form=form,
        row=row,
        own=activities.own_asks(row),
        advice=handing_over.on_the_page(row),
    )


@staff.route("/activities/<activity_id>/cancel", methods=["GET", "POST"])
def cancel_activity(activity_id: str) -> ResponseReturnValue:
    """Says what is lost, asks why, then cancels."""
    row = activity_or_404(activity_id)
    activities.check_changeable(row)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        activities.cancel(row, (form.because.data or "").strip(), by=g.member.id)
        return _to(row, "activity-cancelled")
    return render_template("staff/activity_cancel.html", row=row, form=form)


@staff.post("/activities/<activity_id>/validate")
def validate_activity(activity_id: str) -> ResponseReturnValue:
    """A second person agrees."""
    row = activity_or_404(activity_id)
    activities.validate(row, by=g.member.id)
    return _to(row, "activity-validated", "validation")


@staff.route("/activities/<activity_id>/withdraw-validation", methods=["GET", "POST"])
def withdraw_activity_validation(activity_id: str) -> ResponseReturnValue:
    """Says what is lost, asks why, then takes the validation back."""
    row = activity_or_404(activity_id)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        activities.withdraw_validation(row, (form.because.data or "").strip(), by=g.member.id)
        return _to(row, "activity-withdrawn", "validation")
    return render_template("staff/activity_withdraw.html", row=row, form=form)


def activity_or_404(id_: str) -> Activity:
    """The activity, or the page that says there is none."""
    return activities.activity(id_) or abort(404)


def _to(row: Activity, act: str, step: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("staff.activity", activity_id=row.id, done=act, _anchor=step))


def _suggestions(row: Activity) -> list[Indicator]:
    """What its kind and its Resultaat suggest and it is not linked to; those of other Resultaten are left out."""
    plan = plan_for(row, plans.plans())
    if plan is None:
        return []
    result = row.project.result if row.project else ""
    near = {one.key for each in plan.results if each.id == result for one in each.indicators}
    return [
        one
        for one in suggested(ActivityKind(row.kind), result, plan)
        if one.key not in row.indicators and (one.document == plan.id or one.key in near)
    ]


def _columns() -> list[Column[ActivityLine]]:
    return [
        Column("day", _("Dag"), lambda line: (line.row.day is None, line.row.day or clock.today())),
        Column("title", _("Activiteit"), lambda line: line.row.title.casefold()),
        Column("kind", _("Soort"), lambda line: activity_kinds()[line.standing.activity.kind]),
        Column("counts", _("Telt voor"), lambda line: line.counts != "yes"),
        Column("things", _("Nog te doen"), lambda line: line.things),
    ]


def _text(line: ActivityLine) -> str:
    row = line.row
    project = row.project.title if row.project else ""
    return (
        f"{row.title} {row.with_whom} {row.place} {project} {activity_kinds()[line.standing.activity.kind]}"
    )


def _filters(lines: list[ActivityLine]) -> list[Filter[ActivityLine]]:
    linked = {one.indicator.key: one.indicator.id for line in lines for one in line.standing.links}
    projects = {line.row.project.id: line.row.project.title for line in lines if line.row.project}
    kinds = [(one.value, name) for one, name in activity_kinds().items()]
    counts = [("yes", _("telt")), ("no", _("telt nog niet")), ("never", _("telt nooit"))]
    return [
        AnyOf("indicator", _("Indicator"), list(linked.items()), lambda line: " ".join(line.row.indicators)),
        Filter("project", _("Project"), list(projects.items()), lambda line: line.row.project_id or ""),
        Filter("kind", _("Soort"), kinds, lambda line: line.row.kind),
        Filter("counts", _("Telt?"), counts, lambda line: line.counts),
    ]
