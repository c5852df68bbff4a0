"""A topic guide on paper: what the facilitator reads aloud and asks, room to write, and the participants' slips to cut."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from consult.actions import answering, consultations
from consult.actions.consultations import InstrumentVersion
from consult.instrument.additions import Mode
from consult.instrument.definition import Method, Page, Part, Question, Type
from consult.instrument.in_mode import in_mode
from consult.instrument.languages import SOURCE
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Text, Wording
from consult.shipped import shipped
from consult.web.interface import languages, speak, wording
from consult.web.protection import allow_style
from consult.web.respond import paper
from consult.web.staff.blueprint import staff

_SPOKEN = (
    *("Ik weet het niet", "Dat zeg ik liever niet", "Dag", "Voor wie de vraag stelt:"),
    "Deze vertaling is nog niet nagelezen.",
)


@dataclass(frozen=True)
class GuideSheet:
    """One guide in one language: as it is asked aloud, and as the slips ask it on paper.

    spoken: the words of the respondents' door that stand on it, in the language of the guide, by the Dutch ones.
    version: None of one that is not published yet.
    """

    version: InstrumentVersion | None
    guide: Wording
    slips: Wording
    spoken: Mapping[str, str]

    @property
    def themes(self) -> list[Page]:
        """What is talked about, in order."""
        return [page for page in self.guide.instrument.pages if page.part is not Part.CLOSING]

    @property
    def slip(self) -> list[Question]:
        """What every participant fills in alone, without a name."""
        closing = [page for page in self.slips.instrument.pages if page.part is Part.CLOSING]
        return [question for page in closing for question in page.questions if question.asks]

    def instruction(self, question: Question) -> Text:
        """What the facilitator is told about a question, and does not read out."""
        return self.guide.text(question.key(f"{Mode.INTERVIEWER}/instruction"))

    def is_said(self, question: Question) -> bool:
        """Whether it is something to do or to say, and no question to note an answer to."""
        return question.type is Type.NOTE


@staff.get("/instruments/<version_id>/sheet")
def guide_sheet(version_id: str) -> ResponseReturnValue:
    """The guide or the survey to print, in the language asked for."""
    version = next((one for one in consultations.published_versions() if one.id == version_id), None)
    if version is None:
        abort(404)
    language = request.args.get("language", SOURCE)
    if language not in version.languages:
        abort(404)
    if not has_sheet(version):
        survey = answering.published(version.id)
        allow_style(paper.style_digest(survey, language, version.number))
        return paper.paper_page(survey, language, version.number)
    allow_style(style_digest())
    return guide_page(version, answering.published(version.id), language)


def has_sheet(version: InstrumentVersion) -> bool:
    """Whether a guide to ask by is printed: a survey is filled in by respondents themselves."""
    return Method(version.method) is not Method.SURVEY


def style_digest() -> str:
    """The SHA-256 of the sheet of style, as the content security policy wants it."""
    return b64encode(sha256(_sheet().encode()).digest()).decode()


def guide_page(version: InstrumentVersion | None, published: PublishedInstrument, language: str) -> str:
    """The whole page in one file. Words that no respondent reads are Dutch, or English where the guide is."""
    spoken = _spoken(language)
    speak("staff", language if language in languages("staff") else SOURCE)
    sheet = GuideSheet(
        version,
        in_mode(published, Mode.INTERVIEWER).wordings[language],
        in_mode(published, Mode.PAPER).wordings[language],
        spoken,
    )
    # Its own words run from left to right, also in a guide that does not: their signs would turn.
    own = Markup('lang="{}" dir="ltr"').format(g.language)
    return render_template("staff/guide_sheet.html", sheet=sheet, guide=sheet.guide, style=_sheet(), own=own)


def _spoken(language: str) -> Mapping[str, str]:
    words = wording("respond", language)
    return {said: words.gettext(said) for said in _SPOKEN}


@cache
def _sheet() -> Markup:
    return Markup((shipped("templates") / "print" / "guide.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
