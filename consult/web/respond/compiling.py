"""A published instrument in one language, as pages ready to be filled: compiled once per process."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from types import MappingProxyType

from flask import render_template
from markupsafe import Markup, escape

from consult.actions import answering
from consult.instrument.definition import Instrument, Page, Question, Span
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.unfolding import rests_on, unfolding
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Wording
from consult.response.written import steps_in_words
from consult.shipped import shipped
from consult.web import interface
from consult.web.interface import _, speak
from consult.web.respond.skeleton import Skeleton, View, slot

# Each language costs a page some 25 of its 3,000 bytes, and fourteen of them more than a telephone's screen.
MOST_TONGUES_ON_A_PAGE = 2
# For who cannot read the page: the word in three languages, and a globe, which is drawn since many fonts have none. Pages of
# questions have not the 110 bytes to spare that it takes.
TONGUE_WORDS = "Taal · Language · لغة"
TONGUE_SIGN = (
    Markup(
        '<svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5">'
        '<path d="M2 10a8 8 0 0 0 16 0a8 8 0 0 0-16 0h16M10 2q8 8 0 16q-8-8 0-16"/></svg>'
    )
    + TONGUE_WORDS
)


@dataclass(frozen=True)
class Form:
    """One language of one instrument version: its pages with holes, and what else its pages need.

    common: what every template of this form is given.
    """

    published: PublishedInstrument
    language: Language
    demo: bool
    consent: Skeleton
    pages: Mapping[str, Skeleton]
    common: Mapping[str, object]

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return self.published.instrument

    def text(self, key: str) -> Markup:
        """One of the instrument's texts."""
        text: Callable[[str], Markup] = self.common["text"]  # type: ignore[assignment]
        return text(key)

    def label(self, question: Question) -> Markup:
        """What a question asks, with holes where answers go; in a repeat with the instance before it."""
        page = self.instrument.page_of(question)
        wording = self.published.wordings[self.language.tag]
        asked = _texts(wording, renames=page.renames)(question.key("label"))
        which = [
            (self.text(self.instrument.repeats[name].label_key), number) for name, number in page.instances
        ]
        return Markup().join([*(Markup("{} {} – ").format(*one) for one in which), asked])


def offered_languages(published: PublishedInstrument, *, demo: bool) -> tuple[Language, ...]:
    """The languages that respondents may choose: every text reviewed, or a demonstration that says it is not."""
    tags = [tag for tag in published.instrument.languages if demo or published.translations.is_reviewed(tag)]
    return tuple(LANGUAGES[tag] for tag in tags)


@lru_cache(maxsize=256)
def form(version: str, tag: str, demo: bool) -> Form:
    """The compiled form; call it inside a request, which from here on speaks this language.

    Raises LookupError for a language in which this version is not offered.
    """
    published = answering.published(version)
    if tag not in [one.tag for one in offered_languages(published, demo=demo)]:
        raise LookupError(f"not offered in {tag}")
    speak("respond", tag)
    language = LANGUAGES[tag]
    common = _common(published, language, demo=demo)
    pages = _Pages(published, language, common)
    consent = _skeleton("respond/consent.html", common, {"here": ""})
    return Form(published, language, demo, consent, pages, MappingProxyType(common))


class _Pages(Mapping[str, Skeleton]):
    """The pages of a form, each compiled when someone first comes to it: of repeats there can be hundreds."""

    def __init__(
        self, published: PublishedInstrument, language: Language, common: Mapping[str, object]
    ) -> None:
        self._published, self._language, self._common = published, language, common
        self._shown = {page.name: page for page in published.instrument.pages if _shows(page)}
        self._compiled: dict[str, Skeleton] = {}

    def __getitem__(self, name: str) -> Skeleton:
        """One page. Raises KeyError."""
        page = self._shown[name]
        if name not in self._compiled:
            common = {
                **self._common,
                "style": style(of_questions=True),
                **_own_texts(self._published.wordings[self._language.tag], page),
            }
            context = _page_context(self._published.instrument, page, common)
            self._compiled[name] = _skeleton("respond/page.html", common, context)
        return self._compiled[name]

    def __contains__(self, name: object) -> bool:
        return name in self._shown

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._shown)


def _shows(page: Page) -> bool:
    return any(question.asks or question.type == "note" for question in page.questions)


def _own_texts(wording: Wording, page: Page) -> dict[str, object]:
    """The texts of an instance of a repeat, in which the answers of that instance show."""
    if not page.renames:
        return {}
    text = _texts(wording, renames=page.renames)
    return {
        "text": text,
        "plain_text": _texts(wording, "plain-answer", page.renames),
        "paragraphs": _paragraphs(text),
    }


def preview(published: PublishedInstrument, tag: str, name: str) -> str:
    """One page as a respondent will see it, of a version that nobody published yet; `name` empty: what they agree to.

    Nothing is filled in and every question is shown, also those that routing would pass over. From here on the request
    speaks the language. Raises LookupError for a page that is not there.
    """
    speak("respond", tag)
    instrument, language = published.instrument, LANGUAGES[tag]
    common = _common(published, language, demo=False)
    if name:
        page = instrument.pages_by_name[name]
        skeleton = _skeleton("respond/page.html", common, _page_context(instrument, page, common))
    else:
        skeleton = _skeleton("respond/consent.html", common, {"here": ""})
    return skeleton.fill(View(asked=frozenset(instrument.questions)))


def _common(published: PublishedInstrument, language: Language, *, demo: bool) -> dict[str, object]:
    instrument, wording = published.instrument, published.wordings[language.tag]
    text = _texts(wording)
    tongues = offered_languages(published, demo=demo)
    return {
        "instrument": instrument,
        "language": language,
        "tongues": tongues,
        "many_tongues": len(tongues) > MOST_TONGUES_ON_A_PAGE,
        "tongue_sign": TONGUE_SIGN,
        "tongue_words": TONGUE_WORDS,
        "survey_title": text("title"),
        "text": text,
        "plain_text": _texts(wording, "plain-answer"),
        "paragraphs": _paragraphs(text),
        "slot": slot,
        "style": style(),
        "demo": demo,
        "unreviewed": not (
            published.translations.is_reviewed(language.tag)
            and interface.is_reviewed("respond", language.tag)
        ),
        "quick_exit": instrument.quick_exit,
        "minutes": _minutes(instrument),
        "between": _between,
    }


def _between(span: Span) -> Markup:
    """What may be typed for a range."""
    said = _("Een getal van %(start)s tot %(end)s.")
    if span.step != 1:
        said = f"{said} {steps_sentence()}"
    limits = {"start": span.start, "end": span.end, **steps_in_words(span)}
    isolated = {name: Markup('<bdi dir="ltr">{}</bdi>').format(limit) for name, limit in limits.items()}
    return Markup(escape(said)) % isolated  # noqa: S704


def steps_sentence() -> str:
    """Which numbers a range holds, where these are not all."""
    return _("In stappen van %(step)s: %(first)s, %(second)s, %(third)s ...")


def _minutes(instrument: Instrument) -> Markup:
    number = Markup('<bdi dir="ltr">{}</bdi>').format(instrument.estimated_minutes)
    return Markup(escape(_("Dit duurt ongeveer %(minutes)s minuten."))) % {"minutes": number}  # noqa: S704


def _skeleton(template: str, common: Mapping[str, object], context: Mapping[str, object]) -> Skeleton:
    page = render_template(template, **{**common, **context})
    return Skeleton(re.sub(r">\n+<", "><", page))  # bytes that a page with four languages has not to spare


def _page_context(instrument: Instrument, page: Page, common: Mapping[str, object]) -> dict[str, object]:
    plain_text: Callable[[str], Markup] = common["plain_text"]  # type: ignore[assignment]
    asked = [question for question in page.questions if question.asks]
    may_change = [question for question in asked if not question.read_only]
    key = page.title_key if page.title else asked[0].key("label")
    return {
        "page": page,
        "heading": plain_text(key).striptags(),
        "conditional": {one.name for one in page.questions if _is_settled_before(instrument, page, one)},
        "unfolding": unfolding(instrument, page),
        "counted": bool(asked),
        "optional": bool(may_change) and not any(question.required for question in may_change),
        "first": page is instrument.pages[0],
        "which": [(instrument.repeats[name].label_key, number) for name, number in page.instances],
    }


def _is_settled_before(instrument: Instrument, page: Page, question: Question) -> bool:
    """Whether it is known when the page opens if a question applies; if not, it is shown, and routing decides after."""
    return question.relevant is not None and not rests_on(instrument, page, question.relevant)


def _paragraphs(text: Callable[[str], Markup]) -> Callable[[str], list[Markup]]:
    return lambda key: [Markup(part) for part in re.split(r"\n\s*\n", text(key)) if part.strip()]  # noqa: S704


def _texts(
    wording: Wording, hole: str = "answer", renames: Mapping[str, str] = MappingProxyType({})
) -> Callable[[str], Markup]:
    """A function from a key to safe markup: holes where answers go, a language mark where the text fell back."""

    @cache
    def text(key: str) -> Markup:
        shown = wording.text(key)
        whole = Markup().join(
            escape(part) if isinstance(part, str) else slot(hole, renames.get(part.name, part.name))
            for part in shown.parts
        )
        if shown.language == wording.language:
            return whole
        return Markup('<span lang="{}" dir="{}">{}</span>').format(shown.language.tag, shown.direction, whole)

    return text


@cache
def style(*, of_questions: bool = False) -> Markup:
    """The inline sheet, without comments and line breaks. of_questions: only what pages of questions need."""
    sheet = (shipped("templates") / "respond" / "style.css").read_text(encoding="utf-8")
    sheet = sheet.partition("/* From here on")[0] if of_questions else sheet
    return Markup(re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)))  # noqa: S704


@cache
def style_digests() -> tuple[str, ...]:
    """The SHA-256 of both sheets, as the content security policy wants them."""
    sheets = (style(), style(of_questions=True))
    return tuple(b64encode(sha256(sheet.encode()).digest()).decode() for sheet in sheets)
