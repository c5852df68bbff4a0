"""Every page of an instrument as it will be met: in each language, each mode and each state, behind a condition or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from flask import abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from consult.actions import consultations, publishing, translating
from consult.actions.publishing import Checked
from consult.instrument.additions import Mode
from consult.instrument.definition import Instrument, Method, Page
from consult.instrument.media.files import MediaFile
from consult.instrument.version import PublishedInstrument
from consult.web.interface import _
from consult.web.protection import allow_style, be_shown_in_a_page_of_ours, show_a_page_of_ours
from consult.web.respond import compiling, previewing
from consult.web.respond.paper import paper_page, style_digest
from consult.web.respond.previewing import State
from consult.web.staff import guide_sheet
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import folder


@dataclass(frozen=True)
class Step:
    """One page of the walk. name: empty for what people agree to first; conditional: some people never see it.

    written: the page as the file has it, once for all instances of a repeat.
    """

    name: str
    words: str
    conditional: bool = False
    written: str = ""


def modes(instrument: Instrument) -> Mapping[Mode, str]:
    """In which ways it is held, in words: the first is shown when none is asked for.

    Of a guide the paper is what the facilitator asks by, so nothing else is asked aloud.
    """
    web, paper = {Mode.WEB: _("op een telefoon")}, {Mode.PAPER: _("op papier")}
    if instrument.method is not Method.SURVEY:
        return {**paper, **web}
    return {**web, Mode.INTERVIEWER: _("mondeling, zoals een interviewer ze ziet"), **paper}


def steps(instrument: Instrument) -> list[Step]:
    """Every page in order, what people agree to first; of a repeat the first instance, since the others read the same."""
    written = instrument.as_written.pages_by_name
    pages = [
        page for page in instrument.pages if _shows(page) and all(which == 1 for _of, which in page.instances)
    ]
    return [
        Step("", _("Toestemming")),
        *(
            Step(
                one.name,
                words_of(one),
                _has_condition(one),
                here if (here := one.said_as or one.name) in written else "",
            )
            for one in pages
        ),
    ]


def words_of(page: Page) -> str:
    """What a page is called in lists."""
    return page.title or next((one.label for one in page.questions if one.label), page.name)


def _shows(page: Page) -> bool:
    return any(question.asks or question.type == "note" for question in page.questions)


def _has_condition(page: Page) -> bool:
    return page.relevant is not None or all(one.relevant is not None for one in page.questions)


@staff.get("/instruments/of/<report>/<name>/pages")
def walk_instrument(report: str, name: str) -> ResponseReturnValue:
    """One page in a frame for each state, with the way to the one before and the next, and to other languages and modes."""
    read = checked_or_404(report, name)
    instrument = read.instrument or abort(404)
    ways, walk = modes(instrument), steps(instrument)
    mode = _asked("mode", list(ways))
    tag = _asked("language", list(instrument.languages))
    at = next((place for place, step in enumerate(walk) if step.name == request.args.get("page", "")), 0)
    show_a_page_of_ours()
    return render_template(
        "staff/walk_instrument.html",
        instrument=instrument,
        key=(report, name),
        ways=ways,
        mode=mode,
        is_guide=instrument.method is not Method.SURVEY,
        tag=tag,
        states=_states(instrument, walk[at].name),
        walk=walk,
        at=at,
        here=walk[at],
    )


def _asked(what: str, allowed: list[str]) -> str:
    asked = request.args.get(what, "")
    return asked if asked in allowed else allowed[0]


def _states(instrument: Instrument, name: str) -> Mapping[State, str]:
    """Each state in which a page can be seen, in words."""
    states = {State.FIRST_SEEN: _("zoals ze opent")}
    if name and previewing.has_problems(instrument.pages_by_name[name]):
        states[State.WITH_PROBLEM] = _("met een fout erbij")
    return states


@staff.get("/instruments/of/<report>/<name>/preview/<mode>/<tag>/")
@staff.get("/instruments/of/<report>/<name>/preview/<mode>/<tag>/<page>")
def preview_instrument(report: str, name: str, mode: str, tag: str, page: str = "") -> ResponseReturnValue:
    """One page as it stands now, in a language and a mode; on paper the whole."""
    read = checked_or_404(report, name)
    version = read.version
    if read.instrument is None or version is None or tag not in read.instrument.languages:
        abort(404)
    if mode not in modes(read.instrument) or page not in {one.name for one in steps(read.instrument)}:
        abort(404)
    be_shown_in_a_page_of_ours()
    if mode == Mode.PAPER:
        return _on_paper(version, tag)
    return shown(version, tag, page, State(_asked("state", list(State))), Mode(mode))


def _on_paper(version: PublishedInstrument, tag: str) -> str:
    fielded = consultations.published_version(version.version_hash)
    if version.instrument.method is not Method.SURVEY:
        allow_style(guide_sheet.style_digest())
        return guide_sheet.guide_page(fielded, version, tag)
    number = fielded.number if fielded else 0
    allow_style(style_digest(version, tag, number))
    report, name = version.instrument.name.split("/")
    return paper_page(version, tag, number, partial(_shown_at, report, name))


def shown(
    version: PublishedInstrument,
    tag: str,
    page: str,
    state: State = State.FIRST_SEEN,
    mode: Mode = Mode.WEB,
) -> str:
    """A page on a telephone, for a frame."""
    allow_style(*compiling.style_digests())
    report, name = version.instrument.name.split("/")
    address = partial(_shown_at, report, name)
    return previewing.preview(version, tag, page, state, mode=mode, address=address)


def _shown_at(report: str, name: str, file: MediaFile) -> str:
    return url_for("staff.draft_media", report=report, name=name, address=file.address)


@staff.get("/instruments/of/<report>/<name>/media/<address>")
def draft_media(report: str, name: str, address: str) -> ResponseReturnValue:
    """A picture, a sound or a film of an instrument as it stands now: for staff, since nobody published it yet."""
    read = checked_or_404(report, name)
    shelf = read.instrument.media.values() if read.instrument else ()
    file = next((one for one in shelf if one.address == address), None)
    if file is None:
        abort(404)
    return send_file(BytesIO(file.content()), mimetype=file.type, etag=file.digest)


def checked_or_404(report: str, name: str) -> Checked:
    """An instrument that is here or ships, with its translations."""
    for path in publishing.files(folder()):
        if (path.parent.name, path.stem) == (report, name):
            return translating.checked(path, folder())
    return abort(404)
