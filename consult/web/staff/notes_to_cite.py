"""The notes of a talk as words to cite: highlights, cells of the grid, and quotes; what cannot be cited yet says why."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from consult.actions import transaction
from consult.actions.advising import citing_notes
from consult.actions.advising.findings import StoredFinding
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.evidence.findings import EvidenceKind, Stance
from consult.instrument.definition import Method
from consult.web.staff.blueprint import staff
from consult.web.staff.chain_words import stances
from consult.web.staff.findings import finding_or_404, to_finding
from consult.web.staff.sentences import refusal

_BETWEEN = "/"  # between the kind of a thing and its id


@staff.route("/findings/<finding_id>/evidence/notes", methods=["GET", "POST"])
def cite_notes_for_finding(finding_id: str) -> ResponseReturnValue:
    """What was noted in a talk, of which each piece can be cited."""
    row = finding_or_404(finding_id)
    return _cite(row) if request.method == "POST" else _page(row)


def talks_of(row: StoredFinding) -> list[Consultation]:
    """The consultations of its project in which people spoke."""
    return [one for one in row.project.consultations if one.method != Method.SURVEY]


def _page(row: StoredFinding, problem: str = "") -> ResponseReturnValue:
    talks = talks_of(row)
    source = next((one for one in talks if one.id == _sent("source")), None) or _first_to_show(row, talks)
    found = citing_notes.citable(source) if source else []
    theme = _sent("theme")
    return render_template(
        "staff/cite_notes.html",
        row=row,
        talks=talks,
        source=source,
        themes=list(dict.fromkeys(one.theme for one in found if one.theme)),
        theme=theme,
        found=[one for one in found if theme in ("", one.theme)],
        cited={(one.kind, one.reference) for one in row.evidence if not one.withdrawn},
        value=lambda one: f"{one.kind.value}{_BETWEEN}{one.id}",
        refusal=lambda one: refusal(Refused(one.refusal)),
        stances=stances(),
        problem=problem,
    )


def _first_to_show(row: StoredFinding, talks: list[Consultation]) -> Consultation | None:
    """The first talk that the finding rests on, or else the first in which something was noted."""
    resting = [one for one in row.consultations if one in talks]
    return next((one for one in (*resting, *talks) if citing_notes.citable(one)), talks[0] if talks else None)


def _cite(row: StoredFinding) -> ResponseReturnValue:
    """Cites what the pressed button stands beside; a refusal stands above the same list."""
    kind, _bar, id_ = _sent("cited").partition(_BETWEEN)
    stance = Stance.AGAINST if _sent("stance") == Stance.AGAINST else Stance.FOR
    try:
        citing_notes.cite_from_notes(row, _kind(kind), id_, by=g.member.id, stance=stance)
    except Refused as refused:
        transaction.rollback()
        return _page(row, refusal(refused))
    return to_finding(row, "evidence-cited")


def _kind(sent: str) -> EvidenceKind:
    try:
        return EvidenceKind(sent)
    except ValueError as error:
        raise Refused("not_in_the_notes") from error


def _sent(name: str) -> str:
    return request.values.get(name, "")
