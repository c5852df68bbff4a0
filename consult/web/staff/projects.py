"""Projects: what staff open first, and in each its consultations with what is still missing."""

from dataclasses import dataclass
from datetime import date

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import activities, clock, consultations
from consult.actions.consultations import Consultation, Project
from consult.actions.records import Measure, Standing, measure
from consult.consultation.states import State
from consult.instrument.definition import Method, Report
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.display import methods, reports, states
from consult.web.staff.fields import Count, Line, Most, Needed, OneOf, StaffForm
from consult.web.staff.gate import folder
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.sentences import done
from consult.web.staff.steps import Next, Step, how_many_things, next_step, steps


@dataclass(frozen=True)
class ProjectLine:
    """A project in a list: how many of its consultations count, and how many things are still missing."""

    project: Project
    consultations: int
    counting: int
    things: int


@dataclass(frozen=True)
class ConsultationLine:
    """A consultation in a list."""

    consultation: Consultation
    standing: Standing
    things: int
    next: Next | None
    steps: list[Step]

    @property
    def year(self) -> int:
        """The year in which it was held, or is planned."""
        held: date | None = self.consultation.closed_on or self.consultation.opened_on
        return held.year if held else self.consultation.project.year


class ProjectForm(StaffForm):
    """A new project."""

    title = Line("", [Needed(), Most(120)])
    report = OneOf("", [Needed()])
    theme = Line("", [Needed(), Most(120)])
    result = Line("", [Most(20)])
    year = Count([Needed()])


@staff.get("/")
def projects() -> ResponseReturnValue:
    """Every project, with what is still missing in each."""
    by = measure()
    listing = Listing(
        [_project_line(one, by) for one in consultations.projects()],
        _project_columns(),
        lambda line: f"{line.project.title} {line.project.theme} {line.project.result}",
    )
    return render_template("staff/projects.html", listing=listing)


@staff.get("/projects/<project_id>")
def project(project_id: str) -> ResponseReturnValue:
    """The consultations of one project."""
    found = project_or_404(project_id)
    by = measure()
    lines = [_consultation_line(one, by) for one in found.consultations]
    listing = Listing(
        lines,
        _columns(),
        lambda line: f"{line.consultation.title} {line.consultation.theme}",
        _filters(lines),
    )
    return render_template(
        "staff/project.html",
        project=found,
        listing=listing,
        counting=sum(line.standing.counts for line in lines),
        things=sum(line.things for line in lines),
        activities=len(activities.activities(found.id)),
        said=done(request.args.get("done")),
    )


@staff.route("/projects/new", methods=["GET", "POST"])
def new_project() -> ResponseReturnValue:
    """Asks what a new project is."""
    form = ProjectForm(request.form, year=clock.today().year)
    form.report.choices = list(reports().items())
    if request.method == "POST" and form.validate():
        made = consultations.add_project(
            form.title.data or "",
            Report(form.report.data),
            form.theme.data or "",
            (form.result.data or "").upper(),
            form.year.data or clock.today().year,
            by=g.member.id,
            demo=folder().is_demonstration,
        )
        return redirect(url_for("staff.project", project_id=made.id, done="project-added"))
    return render_template("staff/new_project.html", form=form)


def project_or_404(id_: str) -> Project:
    """The project, or the page that says there is none."""
    return consultations.project(id_) or abort(404)


def _project_line(one: Project, by: Measure) -> ProjectLine:
    standings = [by.standing(consultation) for consultation in one.consultations]
    return ProjectLine(
        one,
        len(standings),
        sum(each.counts for each in standings),
        sum(how_many_things(each) for each in standings),
    )


def _consultation_line(one: Consultation, by: Measure) -> ConsultationLine:
    now = by.standing(one)
    return ConsultationLine(one, now, how_many_things(now), next_step(now), steps(now))


def _project_columns() -> list[Column[ProjectLine]]:
    return [
        Column("title", _("Project"), lambda line: line.project.title.casefold()),
        Column("year", _("Jaar"), lambda line: line.project.year),
        Column("counting", _("Telt"), lambda line: line.counting),
        Column("things", _("Nog te doen"), lambda line: line.things),
    ]


def _columns() -> list[Column[ConsultationLine]]:
    order = list(State)
    return [
        Column("title", _("Consultatie"), lambda line: line.consultation.title.casefold()),
        Column("method", _("Methode"), lambda line: methods()[Method(line.consultation.method)]),
        Column("year", _("Jaar"), lambda line: line.year),
        Column("state", _("Staat"), lambda line: order.index(line.standing.state)),
        Column("things", _("Nog te doen"), lambda line: line.things),
    ]


def _filters(lines: list[ConsultationLine]) -> list[Filter[ConsultationLine]]:
    years = sorted({line.year for line in lines})
    return [
        Filter("state", _("Staat"), list(states().items()), lambda line: line.standing.state),
        Filter("method", _("Methode"), list(methods().items()), lambda line: line.consultation.method),
        Filter("year", _("Jaar"), [(str(year), str(year)) for year in years], lambda line: str(line.year)),
    ]
