"""Releases as pages: the ledger, what a new one would give up, how far it is, its files, and taking one back."""

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Response, abort, g, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts, release_profiles, releases
from consult.actions.consultations import Consultation, is_over
from consult.actions.releases import UNDER_WAY, Asked, Release
from consult.disclosure.profile import Audience, ReleaseProfile
from consult.instrument.definition import Method
from consult.reading import FileRefused
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import ReasonForm, consultation_or_404
from consult.web.staff.display import language_names
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.release_form import ReleaseForm
from consult.web.staff.release_words import audiences, formats, kind_of_file, readers, states, steps, told
from consult.web.staff.sentences import done

_SECONDS_BETWEEN_LOOKS = 3


@staff.get("/releases")
def releases_ledger() -> ResponseReturnValue:
    """Every release of every consultation."""
    return _ledger(None)


@staff.get("/consultations/<consultation_id>/releases")
def consultation_releases(consultation_id: str) -> ResponseReturnValue:
    """The releases of one consultation."""
    return _ledger(consultation_or_404(consultation_id))


@staff.route("/consultations/<consultation_id>/releases/new", methods=["GET", "POST"])
def ask_release(consultation_id: str) -> ResponseReturnValue:
    """First which profile; then what that would give up, and for whom it is."""
    row = consultation_or_404(consultation_id)
    releases.check_can_be_released(row)
    if "profile" not in request.args:
        return _choice_of_profile(row)
    profile = _profile_or_404(request.args["profile"])
    form = _form(row, profile)
    if request.method == "POST" and form.validate():
        with form.showing_refusals():
            begin_changes()
            return _ask(row, form.asked(profile))
    return _preview(row, profile, form)


@staff.get("/releases/<release_id>")
def release(release_id: str) -> ResponseReturnValue:
    """How far it is; once it is there, its files and what was reached."""
    found = _release_or_404(release_id)
    is_silent = releases.has_fallen_silent(found)
    looks_again = found.state in UNDER_WAY and not is_silent and "still" not in request.args
    page = make_response(_page(found, is_silent=is_silent, looks_again=looks_again))
    if looks_again:
        page.headers["Refresh"] = str(_SECONDS_BETWEEN_LOOKS)
    return page


@staff.get("/releases/<release_id>/files/<name>")
def download_release(release_id: str, name: str) -> ResponseReturnValue:
    """A file of a release that is out."""
    found = _release_or_404(release_id)
    return _download(found, releases.file_of(found, folder(), name))


@staff.get("/releases/<release_id>/certificate")
def release_certificate(release_id: str) -> ResponseReturnValue:
    """What was promised and reached; it stays when the files are taken back."""
    found = _release_or_404(release_id)
    return _download(found, releases.certificate_of(found, folder()))


@staff.route("/releases/<release_id>/recall", methods=["GET", "POST"])
def recall_release(release_id: str) -> ResponseReturnValue:
    """Says what taking back means, asks why, then records it."""
    found = _release_or_404(release_id)
    releases.check_can_be_recalled(found)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        releases.recall(found, form.because.data or "", by=g.member.id)
        return redirect(url_for("staff.release", release_id=found.id, done="release-recalled"))
    return render_template("staff/release_recall.html", release=found, row=found.consultation, form=form)


def _ledger(row: Consultation | None) -> str:
    return render_template(
        "staff/releases.html",
        row=row,
        ledger=releases.releases_of(row),
        names=accounts.names(),
        audiences=audiences(),
        states=states(),
        can_be_released=row is not None and row.method == Method.SURVEY and is_over(row),
    )


def _choice_of_profile(row: Consultation) -> str:
    profiles, unreadable = [], []
    for name in release_profiles.profile_names(folder()):
        try:
            profiles.append(release_profiles.profile_named(name, folder()))
        except FileRefused as refused:
            unreadable.append((name, [told(str(problem)) for problem in refused.problems]))
    order = list(Audience)
    return render_template(
        "staff/release_choose.html",
        row=row,
        profiles=sorted(
            (one for one in profiles if one.audience is not Audience.TABLE),
            key=lambda one: (order.index(one.audience), one.name),
        ),
        unreadable=unreadable,
        audiences=audiences(),
        readers=readers(),
    )


def _profile_or_404(name: str) -> ReleaseProfile:
    try:
        found = release_profiles.profile_named(name, folder())
    except (release_profiles.NoSuchProfile, FileRefused):
        abort(404)
    return found if found.audience is not Audience.TABLE else abort(404)


def _form(row: Consultation, profile: ReleaseProfile) -> ReleaseForm:
    form = ReleaseForm(request.form, formats=list(profile.formats), language=g.language)
    form.fit(profile.audience)
    form.formats.choices = [(one, formats()[one]) for one in profile.formats]
    names = language_names()
    form.language.choices = [(one, names[one]) for one in release_profiles.languages_of(row)]
    return form


def _ask(row: Consultation, asked: Asked) -> ResponseReturnValue:
    made = releases.ask(row, folder(), asked, by=g.member.id)
    return redirect(url_for("staff.release", release_id=made.id, done="release-asked"))


def _preview(row: Consultation, profile: ReleaseProfile, form: ReleaseForm) -> str:
    return render_template(
        "staff/release_ask.html",
        row=row,
        profile=profile,
        form=form,
        shown=_shown().preview(row, profile),
        audiences=audiences(),
        readers=readers(),
    )


def _shown() -> Any:
    # By name and not by import: pandas costs a second and 70 MB, and most visits need no preview.
    return import_module("consult.web.staff.releases_shown")


def _page(found: Release, *, is_silent: bool, looks_again: bool) -> str:
    return render_template(
        "staff/release.html",
        release=found,
        row=found.consultation,
        told=found.certificate,
        files=_files(found),
        steps=steps(found.stage, found.formats) if found.state in UNDER_WAY else [],
        is_silent=is_silent,
        looks_again=looks_again,
        problems=[told(one) for one in releases.problems_of(found)],
        certificate=releases.certificate_of(found, folder()),
        kind_of_file=kind_of_file,
        audiences=audiences(),
        states=states(),
        names=accounts.names(),
        said=done(request.args.get("done")),
    )


def _files(found: Release) -> list[tuple[str, Any]]:
    """The files with what the certificate says of each, rows before codebooks, in the order of the formats."""
    endings = [*formats(), "html"]
    return sorted(
        found.certificate.get("files", {}).items(),
        key=lambda one: ("-codebook." in one[0], endings.index(one[0].rpartition(".")[2])),
    )


def _download(found: Release, file: Path | None) -> Response:
    """Always as a download, with a line in the audit log."""
    if file is None:
        abort(404)
    begin_changes()
    releases.note_download(found, file.name, g.member.id)
    response = send_file(
        file,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.name,
        conditional=False,
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"  # the library says no-cache, which lets a browser keep it
    return response


def _release_or_404(id_: str) -> Release:
    return releases.release(id_) or abort(404)
