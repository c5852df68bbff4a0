"""Recommendations of a project: listed, written, followed up, and one of them as the chain that it hangs on."""

from typing import Any

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from wtforms import BooleanField, FileField, TextAreaField, ValidationError

from consult.actions import accounts, clock
from consult.actions.advising import chain, findings, handing_over, recommendations
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.advising.recommendations import StepRefused, StoredRecommendation
from consult.actions.consultations import Project
from consult.actions.documents import ENDINGS
from consult.recommendation.definition import Government, Recommendation
from consult.recommendation.follow_up import Happened, Problem, Step
from consult.recommendation.objectives import Objective, Where, objectives
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.chain_words import governments, steps_taken, text_names
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.display import words
from consult.web.staff.fields import Day, Line, Most, Needed, OneOf, SomeOf, StaffForm
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.meanwhile import Meanwhile, StartedFrom, show_both
from consult.web.staff.projects import project_or_404
from consult.web.staff.sentences import done

_AT_FIELD = {
    Problem.IN_THE_FUTURE: "day",
    Problem.BEFORE_HANDING_OVER: "day",
    Problem.TO_WHOM: "to_whom",
    Problem.FORUM: "forum",
    Problem.NOT_HANDED_OVER: "step",
    Problem.NO_PROOF: "words",
}


class RecommendationForm(StaffForm):
    """What is advised, to whom, on what, and for what."""

    title = Line("", [Needed(), Most(200)])
    explanation = TextAreaField("", [Most(4000)])
    addressee = Line("", [Needed(), Most(200)])
    government = OneOf("", [Needed()])
    domain = Line("", [Most(120)])
    findings = SomeOf("")
    objectives = SomeOf("")
    results = OneOf("")
    policy = SomeOf("")
    success = TextAreaField("", [Most(600)])
    further_study = BooleanField("")
    version = StartedFrom("")

    def validate_findings(self, field: SomeOf) -> None:
        """A recommendation rests on a finding."""
        if not field.data:
            raise ValidationError(_("Een aanbeveling rust op minstens één bevinding."))

    def validate_objectives(self, field: SomeOf) -> None:
        """And serves an objective."""
        if not field.data:
            raise ValidationError(_("Een aanbeveling dient minstens één doelstelling van het plan."))

    def advice(self) -> Recommendation:
        """What the form says, once it is valid."""
        return Recommendation(
            title=self.title.data or "",
            explanation=(self.explanation.data or "").strip(),
            addressee=self.addressee.data or "",
            government=Government(self.government.data),
            domain=self.domain.data or "",
            findings=tuple(self.findings.data or ()),
            objectives=tuple(self.objectives.data or ()),
            results=(self.results.data,) if self.results.data else (),
            policy=tuple(self.policy.data or ()),
            success=(self.success.data or "").strip(),
            further_study=bool(self.further_study.data),
        )


class StepForm(StaffForm):
    """What became of a recommendation, with its proof."""

    step = OneOf("", [Needed()])
    day = Day([Needed()])
    to_whom = Line("", [Most(200)])
    forum = Line("", [Most(200)])
    words = TextAreaField("", [Most(4000)])
    file = FileField("")

    def content(self) -> bytes:
        """The file, as far as one may be kept."""
        sent = self.file.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            return b""
        content: bytes = sent.read(current_app.config["MAX_UPLOAD_BYTES"] + 1)
        return content

    def happened(self, content: bytes) -> Happened:
        """What the form says, once it is valid."""
        return Happened(
            Step(self.step.data),
            self.day.data or clock.today(),
            self.to_whom.data or "",
            self.forum.data or "",
            (self.words.data or "").strip(),
            has_file=bool(content),
        )


@staff.get("/projects/<project_id>/recommendations", endpoint="recommendations")
def list_recommendations(project_id: str) -> ResponseReturnValue:
    """Every recommendation of a project, with its weakest finding and where it stands."""
    project = project_or_404(project_id)
    return render_template(
        "staff/recommendations.html",
        project=project,
        chains=[chain.chain_of(one) for one in recommendations.recommendations_of(project)],
        has_findings=bool(findings.findings_of(project)),
        said=done(request.args.get("done")),
    )


@staff.get("/recommendations/<recommendation_id>")
def recommendation(recommendation_id: str) -> ResponseReturnValue:
    """The chain: what people said, what it shows, what it serves, what became of it."""
    row = recommendation_or_404(recommendation_id)
    return render_template(
        "staff/recommendation.html",
        row=row,
        chain=chain.chain_of(row),
        talks=handing_over.talks_about(row),
        names=accounts.names(),
        where=Where,
        said=done(request.args.get("done")),
    )


@staff.get("/consultations/<consultation_id>/use")
def use_of_consultation(consultation_id: str) -> ResponseReturnValue:
    """The same chain from below: what was done with what people said here."""
    row = consultation_or_404(consultation_id)
    return render_template(
        "staff/use.html", row=row, above=chain.made_of(row), persons=findings.people_heard(row)
    )


@staff.route("/projects/<project_id>/recommendations/new", methods=["GET", "POST"])
def new_recommendation(project_id: str) -> ResponseReturnValue:
    """Asks what is advised."""
    project = project_or_404(project_id)
    form = _form(project, _start(project))
    if request.method == "POST" and form.validate():
        made = recommendations.write(project, form.advice(), by=g.member.id)
        return _to(made, "recommendation-written")
    return _form_page(form, project, None, None)


@staff.route("/recommendations/<recommendation_id>/edit", methods=["GET", "POST"])
def edit_recommendation(recommendation_id: str) -> ResponseReturnValue:
    """The same questions again. Who saves second sees both texts."""
    row = recommendation_or_404(recommendation_id)
    known = recommendations.texts_of(row)
    start = known | {"results": next(iter(known["results"]), ""), "version": str(row.version)}
    form = _form(row.project, start)
    meanwhile = None
    if request.method == "POST" and form.validate():
        try:
            with form.showing_refusals():
                recommendations.change(row, form.advice(), form.version.number, by=g.member.id)
                return _to(row, "recommendation-changed")
        except ChangedMeanwhile as changed:
            meanwhile = show_both(form, changed, _words_of(row.project))
            form.results.data = next(iter(changed.merge.texts["results"]), "")
    return _form_page(form, row.project, row, meanwhile)


@staff.route("/recommendations/<recommendation_id>/follow-up", methods=["GET", "POST"])
def follow_recommendation(recommendation_id: str) -> ResponseReturnValue:
    """Asks what became of it."""
    row = recommendation_or_404(recommendation_id)
    form = StepForm(CombinedMultiDict([request.files, request.form]), day=clock.today())
    form.step.choices = [(step, steps_taken()[step]) for step in Step]
    if request.method == "POST" and form.validate():
        content = form.content()
        begin_changes()
        try:
            with form.showing_refusals("file"):
                recommendations.note_step(row, form.happened(content), g.member.id, folder(), content)
                return _to(row, "step-noted")
        except StepRefused as refused:
            for problem in refused.problems:
                form.blame(_about_steps()[problem], _AT_FIELD[problem])
    most = current_app.config["MAX_UPLOAD_BYTES"] // 1_048_576
    return render_template("staff/follow_up.html", row=row, form=form, most=most)


@staff.get("/recommendations/<recommendation_id>/follow-up/<step_id>/proof")
def proof_of_recommendation(recommendation_id: str, step_id: str) -> ResponseReturnValue:
    """The file that proves a step, always as a download."""
    row = recommendation_or_404(recommendation_id)
    found = next((one for one in row.follow_up if one.id == step_id and one.checksum), None) or abort(404)
    try:
        content = folder().file(found.checksum)
    except FileNotFoundError:
        abort(404)
    response = Response(content, mimetype="application/octet-stream")
    name = f"{found.day.isoformat()}-{found.step}.{ENDINGS[found.media_type]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def recommendation_or_404(id_: str) -> StoredRecommendation:
    """The recommendation, or the page that says there is none."""
    return recommendations.recommendation(id_) or abort(404)


def _to(row: StoredRecommendation, act: str) -> ResponseReturnValue:
    return redirect(url_for("staff.recommendation", recommendation_id=row.id, done=act))


def _start(project: Project) -> dict[str, Any]:
    """Much of it follows from the project, and from the finding that it was begun from."""
    result = next((one.key for one in _served(Where.RESULT) if one.id == project.result), "")
    begun = [request.args["finding"]] if "finding" in request.args else []
    return {"domain": project.theme, "results": result, "findings": begun, "government": Government.FLEMISH, "version": "0"}  # fmt: skip


def _form(project: Project, start: dict[str, Any]) -> RecommendationForm:
    form = RecommendationForm(request.form, data=start)
    known = _words_of(project)
    form.government.choices = list(governments().items())
    form.findings.choices = list(known["findings"].items())
    form.objectives.choices = list(known["objectives"].items())
    form.results.choices = [("", _("geen")), *known["results"].items()]
    form.policy.choices = list(known["policy"].items())
    return form


def _form_page(
    form: RecommendationForm, project: Project, row: StoredRecommendation | None, meanwhile: Meanwhile | None
) -> str:
    return render_template(
        "staff/recommendation_form.html",
        form=form,
        project=project,
        row=row,
        meanwhile=meanwhile,
        labels=text_names(),
    )


def _words_of(project: Project) -> dict[str, dict[str, str]]:
    """What the values of each field mean."""
    return {
        "findings": {one.id: one.statement for one in findings.findings_of(project)},
        "objectives": {one.key: _named(one) for one in _served(Where.PLAN)},
        "results": {one.key: _named(one) for one in _served(Where.RESULT)},
        "policy": {one.key: _named(one) for one in _served(Where.POLICY)},
        "government": {one.value: name for one, name in governments().items()},
    }


def _served(where: Where) -> list[Objective]:
    return [one for one in objectives(recommendations.plan_now()) if one.where is where]


def _named(one: Objective) -> str:
    page = f" ({_('blz. %(page)s', page=one.page)})" if one.page else ""
    return f"{one.id}: {words(one)}{page}"


def _about_steps() -> dict[Problem, str]:
    return {
        Problem.IN_THE_FUTURE: _("Deze dag moet nog komen."),
        Problem.TO_WHOM: _("Schrijf aan wie ze overhandigd is: een kabinet, een dienst, een bestuur."),
        Problem.FORUM: _("Schrijf waar dat was: een overleg, een hoorzitting, een brief."),
        Problem.NOT_HANDED_OVER: _("Noteer eerst dat ze overhandigd is."),
        Problem.BEFORE_HANDING_OVER: _("Deze dag ligt voor de dag van het overhandigen."),
        Problem.NO_PROOF: _(
            "Geef een bewijs: schrijf wat er geantwoord of beslist is, of voeg een bestand toe."
        ),
    }
