"""Releases as pages: the ledger, what a new one would give up, how far it is, its files, and taking one back.

What needs pandas is loaded when it is first asked for.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts
from consult.actions.consultations import Consultation, is_over
from consult.actions.releases import asking
from consult.actions.releases import profiles as release_profiles
from consult.actions.releases.asking import READY, UNDER_WAY, Release
from consult.actions.releases.profiles import NoSuchProfile
from consult.disclosure.profile import Audience, ReleaseProfile
from consult.instrument.definition import Method
from consult.reading import FileRefused
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import ReasonForm, consultation_or_404
from consult.web.staff.display import language_names
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.release_form import ReleaseForm
from consult.web.staff.release_sentences import told_again
from consult.web.staff.release_words import audiences, formats, stages, states
from consult.web.staff.sentences import done


@staff.get("/releases")
def releases_ledger() -> ResponseReturnValue:
    """Every release of every consultation."""
    return _ledger(None)


@staff.get("/consultations/<consultation_id>/releases")
def consultation_releases(consultation_id: str) -> ResponseReturnValue:
    """The releases of one survey."""
    return _ledger(consultation_or_404(consultation_id))


def _ledger(row: Consultation | None) -> str:
    return render_template(
        "staff/releases.html",
        row=row,
        lines=asking.releases_of(row),
        ready=READY,
        states=states(),
        audiences=audiences(),
        names=accounts.names(),
        may_ask=row is not None and is_over(row) and row.method == Method.SURVEY,
    )


@staff.route("/consultations/<consultation_id>/releases/new", methods=["GET", "POST"])
def ask_release(consultation_id: str) -> ResponseReturnValue:
    """Shows what a profile would give up, and asks for whom it is."""
    row = consultation_or_404(consultation_id)
    asking.check_can_be_released(row)
    profiles = _profiles(row)
    profile = profiles.get(request.args.get("profile", ""))
    if profile is None:
        return render_template("staff/release_choose.html", row=row, profiles=profiles, audiences=audiences())
    form = _form(row, profile)
    if request.method == "POST" and form.validate():
        with form.showing_refusals():
            begin_changes()
            asked = asking.ask(row, folder(), form.asked(profile), by=g.member.id)
            return redirect(url_for("staff.release", release_id=asked.id))
    return render_template(
        "staff/release_ask.html",
        row=row,
        profile=profile,
        audiences=audiences(),
        form=form,
        preview=import_module("consult.web.staff.releases_shown").preview(row, profile),
    )


def _profiles(row: Consultation) -> dict[str, ReleaseProfile]:
    """The profiles that can be read and were made for answers of ours, least strict first."""
    found = {}
    for name in release_profiles.profile_names(folder()):
        try:
            found[name] = release_profiles.profile_named(name, folder())
        except (FileRefused, NoSuchProfile):
            continue  # `consult release list` tells what is wrong with the file
    order: list[Audience] = [
        one for one in Audience if one is not Audience.TABLE
    ]  # which is of tables from elsewhere
    ours = [one for one in found.values() if one.audience in order]
    return {one.name: one for one in sorted(ours, key=lambda one: (order.index(one.audience), one.name))}


def _form(row: Consultation, profile: ReleaseProfile) -> ReleaseForm:
    form = ReleaseForm(request.form, formats=list(profile.formats), language=g.language)
    form.fit(profile.audience)
    form.formats.choices = [(one, formats()[one]) for one in profile.formats]
    names = language_names()
    form.language.choices = [(one, names[one]) for one in release_profiles.languages_of(row) if one in names]
    return form


@staff.get("/releases/<release_id>")
def release(release_id: str) -> ResponseReturnValue:
    """How far it is; its files when it is there."""
    found = _release_or_404(release_id)
    silent = asking.has_fallen_silent(found)
    under_way = found.state in UNDER_WAY
    looks_again = under_way and not silent and "still" not in request.args
    response = Response(
        render_template(
            "staff/release.html",
            release=found,
            row=found.consultation,
            files=_files(found),
            states=states(),
            stages=stages(found.formats),
            audiences=audiences(),
            problems=[told_again(one) for one in found.problems],
            under_way=under_way,
            silent=silent,
            looks_again=looks_again,
            certificate=asking.certificate_of(found, folder()),
            names=accounts.names(),
            said=done(request.args.get("done")),
        )
    )
    if looks_again:
        response.headers["Refresh"] = "2"
    return response


def _files(found: Release) -> list[tuple[str, Any]]:
    """What the certificate says of each file: rows before codebooks, in the order of the formats."""
    endings = [*formats(), "html", "xml"]
    return sorted(
        found.certificate.get("files", {}).items(),
        key=lambda one: ("-codebook." in one[0], endings.index(one[0].rpartition(".")[2])),
    )


@staff.get("/releases/<release_id>/files/<name>")
def download_release(release_id: str, name: str) -> ResponseReturnValue:
    """A file of a release that is out."""
    found = _release_or_404(release_id)
    return _download(found, asking.file_of(found, folder(), name) or abort(404))


@staff.get("/releases/<release_id>/certificate")
def release_certificate(release_id: str) -> ResponseReturnValue:
    """What was promised and reached: for whoever looks whether it was done well, without the answers."""
    found = _release_or_404(release_id)
    return _download(found, asking.certificate_of(found, folder()) or abort(404))


def _download(found: Release, file: Path) -> Response:
    """Always as a download; who took it stands in the audit log."""
    content = file.read_bytes()
    begin_changes()
    asking.note_download(found, file.name, g.member.id)
    response = Response(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


@staff.route("/releases/<release_id>/recall", methods=["GET", "POST"])
def recall_release(release_id: str) -> ResponseReturnValue:
    """Records that the files were taken back and destroyed."""
    found = _release_or_404(release_id)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        with form.showing_refusals("because"):
            asking.recall(found, folder(), form.because.data or "", g.member.id)
            return redirect(url_for("staff.release", release_id=found.id, done="release-recalled"))
    return render_template("staff/release_recall.html", release=found, row=found.consultation, form=form)


def _release_or_404(release_id: str) -> Release:
    return asking.release(release_id) or abort(404)
