"""Evidence of a finding: a summary and what comes from elsewhere in words, a figure from a table, and taken away again."""

from importlib import import_module
from types import ModuleType

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField, ValidationError

from consult.actions.advising import findings
from consult.actions.advising.findings import Cited
from consult.evidence.findings import FROM_ELSEWHERE, EvidenceKind, Stance
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.chain_words import evidence_kinds, stances
from consult.web.staff.fields import Line, Most, Needed, OneOf, StaffForm
from consult.web.staff.findings import finding_or_404, to_finding
from consult.web.staff.gate import folder
from consult.web.staff.notes_to_cite import talks_of

_IN_WORDS = (EvidenceKind.NOTES, *(kind for kind in EvidenceKind if kind in FROM_ELSEWHERE))


class WordsForm(StaffForm):
    """Evidence in words: a summary of a talk, or something from elsewhere with where it stands."""

    kind = OneOf("", [Needed()])
    said = TextAreaField("", [Needed(), Most(2000)])
    source = OneOf("")
    reference = Line("", [Most(300)])
    stance = OneOf("")

    def validate_source(self, field: OneOf) -> None:
        """A summary is of a consultation."""
        if self.kind.data == EvidenceKind.NOTES and not field.data:
            raise ValidationError(_("Kies de consultatie waarvan dit een samenvatting is."))

    def validate_reference(self, field: Line) -> None:
        """What comes from elsewhere has a place where it stands."""
        if self.kind.data in FROM_ELSEWHERE and not field.data:
            raise ValidationError(_("Schrijf waar dit staat: titel en bladzijde, of waar het is genoteerd."))

    def cited(self) -> Cited:
        """What the form says, once it is valid."""
        kind, said = EvidenceKind(self.kind.data), (self.said.data or "").strip()
        if kind is EvidenceKind.NOTES:
            place = {"place": self.reference.data} if self.reference.data else {}
            return Cited(kind, self.source.data, said, place, Stance(self.stance.data), self.source.data)
        return Cited(kind, self.reference.data or "", said, {}, Stance(self.stance.data))


@staff.route("/findings/<finding_id>/evidence/new", methods=["GET", "POST"])
def cite_for_finding(finding_id: str) -> ResponseReturnValue:
    """Asks for evidence in words."""
    row = finding_or_404(finding_id)
    form = WordsForm(request.form)
    form.kind.choices = [(kind, evidence_kinds()[kind]) for kind in _IN_WORDS]
    form.stance.choices = list(stances().items())
    form.source.choices = [("", _("geen")), *((one.id, one.title) for one in talks_of(row))]
    if request.method == "POST" and form.validate():
        with form.showing_refusals():
            findings.cite(row, form.cited(), by=g.member.id)
            return to_finding(row, "evidence-cited")
    return render_template("staff/cite_words.html", row=row, form=form)


@staff.route("/findings/<finding_id>/evidence/figure", methods=["GET", "POST"])
def cite_cell_for_finding(finding_id: str) -> ResponseReturnValue:
    """A table of a closed survey, of which each shown figure can be cited."""
    row = finding_or_404(finding_id)
    if request.method == "POST":
        answer: ResponseReturnValue = _cells().cite(row, folder(), g.member.id)
        return answer
    page: ResponseReturnValue = _cells().page(row, folder())
    return page


@staff.post("/findings/<finding_id>/evidence/<evidence_id>/drop")
def drop_from_finding(finding_id: str, evidence_id: str) -> ResponseReturnValue:
    """Takes a piece of evidence away."""
    row = finding_or_404(finding_id)
    found = next((one for one in row.evidence if one.id == evidence_id), None) or abort(404)
    findings.drop_evidence(row, found, by=g.member.id)
    return to_finding(row, "evidence-dropped")


def _cells() -> ModuleType:
    # By name and not by import: pandas costs a second and 70 MB, and most visits need no table.
    return import_module("consult.web.staff.cells_to_cite")
