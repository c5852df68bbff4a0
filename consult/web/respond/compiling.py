"""A published instrument in one language, as pages ready to be filled: compiled once per process."""

import re
import string
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from types import MappingProxyType

from flask import render_template
from markupsafe import Markup, escape

from consult.actions import answering
from consult.actions.interface_texts import Edition
from consult.instrument.additions import Mode
from consult.instrument.definition import Instrument, Page, Question
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.span import Span
from consult.instrument.unfolding import rests_on, unfolding
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Text, Wording
from consult.response.written import steps_in_words
from consult.shipped import shipped
from consult.web import interface
from consult.web.interface import _, speak
from consult.web.respond.media import Address, ShownFile, published_at, shown, shows_anything
from consult.web.respond.skeleton import Skeleton, slot, without_answers

# Each language costs a page some 25 of its 3,000 bytes, and fourteen of them more than a telephone's screen.
MOST_TONGUES_ON_A_PAGE = 2
_COLOUR = re.compile(r"--([a-z-]+)")
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

    def shown(self, key: str) -> ShownFile | None:
        """The picture, sound or film behind a key."""
        found: Callable[[str], ShownFile | None] = self.common["shown"]  # type: ignore[assignment]
        return found(key)

    def choice(self, question: Question, name: str) -> Markup:
        """One choice of a question, with holes where answers go."""
        if question.chooses_from or question.said_as:
            wording, page = self.published.wordings[self.language.tag], self.instrument.page_of(question)
            return marked(wording.choice(question, name), wording, "answer", page.renames)
        return self.text(f"choices/{question.list_name}/{name}")

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
    read = published.translations
    tags = [
        tag
        for tag in published.instrument.languages
        if demo or (read.is_reviewed(tag) and interface.opens("respond", tag))
    ]
    return tuple(LANGUAGES[tag] for tag in tags)


def form(version: str, tag: str, demo: bool, mode: Mode = Mode.WEB) -> Form:
    """The compiled form; call it inside a request, which from here on speaks this language.

    Raises LookupError for a language that this version does not speak; one that is closed to who begins is spoken on to
    who began in it, and to who takes answers back.
    """
    return _compiled(version, tag, demo, mode, interface.edition("respond"))


@lru_cache(maxsize=256)
def _compiled(version: str, tag: str, demo: bool, mode: Mode, _edition: Edition) -> Form:
    published = answering.asked_in(version, mode)
    if tag not in published.instrument.languages or not (demo or published.translations.is_reviewed(tag)):
        raise LookupError(f"not offered in {tag}")
    return _form(published, LANGUAGES[tag], demo=demo, mode=mode)


def unpublished_form(
    published: PublishedInstrument, language: Language, mode: Mode = Mode.WEB, address: Address = published_at
) -> Form:
    """The form of a version that nobody published yet, in a language that may not be open; the request speaks it from here on.

    published: as `mode` asks it. address: where what it shows is served, which is nowhere for respondents yet.
    """
    return _form(published, language, demo=False, mode=mode, address=address)


def _form(
    published: PublishedInstrument,
    language: Language,
    *,
    demo: bool,
    mode: Mode = Mode.WEB,
    address: Address = published_at,
) -> Form:
    speak("respond", language.tag)
    common = {
        **_common(published, language, demo=demo, mode=mode),
        "shown": partial(shown, published.wordings[language.tag], address=address),
    }
    pages = _Pages(published, language, common)
    consent = _skeleton("respond/consent.html", common, {"here": "", "read": consent_read(published)})
    return Form(published, language, demo, consent, pages, MappingProxyType(common))


def consent_read(published: PublishedInstrument) -> str:
    """What the form of the consent carries, so that nobody agrees to another text than was on the screen."""
    return published.version_hash[:16]


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
                "style": style(of_questions=True, with_media=shows_anything(page)),
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
        "paragraphs": _paragraphs(wording, page.renames),
    }


def _common(
    published: PublishedInstrument, language: Language, *, demo: bool, mode: Mode = Mode.WEB
) -> dict[str, object]:
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
        "paragraphs": _paragraphs(wording),
        "slot": slot,
        "style": style(),
        "demo": demo,
        "unreviewed": not (
            published.translations.is_reviewed(language.tag)
            and interface.is_form_reviewed("respond", language.tag)
        ),
        "quick_exit": instrument.quick_exit,
        "minutes": _minutes(instrument),
        "between": _between,
        "mode": mode,
        "aloud": mode is Mode.INTERVIEWER,
        "instructed": _instructed(instrument, mode),
    }


def _instructed(instrument: Instrument, mode: Mode) -> frozenset[str]:
    """The questions with an instruction in this mode."""
    return frozenset(
        question.name
        for question in instrument.questions.values()
        if any(one.mode is mode and one.instruction for one in question.modes)
    )


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
        "heading": without_answers(plain_text(key).striptags()),
        "conditional": {one.name for one in page.questions if _is_settled_before(instrument, page, one)},
        "unfolding": unfolding(instrument, page),
        "counted": bool(asked),
        "optional": bool(may_change) and not any(one.required or one.required_when for one in may_change),
        "first": page is instrument.pages[0],
        "which": [(instrument.repeats[name].label_key, number) for name, number in page.instances],
    }


def _is_settled_before(instrument: Instrument, page: Page, question: Question) -> bool:
    """Whether it is known when the page opens if a question applies; if not, it is shown, and routing decides after."""
    return question.relevant is not None and not rests_on(instrument, page, question.relevant)


def _paragraphs(
    wording: Wording, renames: Mapping[str, str] = MappingProxyType({})
) -> Callable[[str], list[Markup]]:
    """A function from a key to its paragraphs, each marked by itself where the text fell back."""

    def paragraphs(key: str) -> list[Markup]:
        text = wording.text(key)
        return [marked(Text(part, text.language), wording, "answer", renames) for part in text.paragraphs]

    return paragraphs


def _texts(
    wording: Wording, hole: str = "answer", renames: Mapping[str, str] = MappingProxyType({})
) -> Callable[[str], Markup]:
    """A function from a key to safe markup: holes where answers go, a language mark where the text fell back."""

    @cache
    def text(key: str) -> Markup:
        return marked(wording.text(key), wording, hole, renames)

    return text


def marked(shown: Text, wording: Wording, hole: str, renames: Mapping[str, str]) -> Markup:
    """A text as safe markup: holes where answers go, a language mark where it fell back."""
    whole = Markup().join(
        escape(part) if isinstance(part, str) else slot(hole, renames.get(part.name, part.name))
        for part in shown.parts
    )
    if shown.language == wording.language:
        return whole
    return Markup('<span lang="{}" dir="{}">{}</span>').format(shown.language.tag, shown.direction, whole)


@cache
def style(*, of_questions: bool = False, with_media: bool = False) -> Markup:
    """The inline sheet, without comments and line breaks. of_questions: only what pages of questions need."""
    sheet = (shipped("templates") / "respond" / "style.css").read_text(encoding="utf-8")
    sheet = sheet.partition("/* From here on")[0] if of_questions else sheet
    if with_media:
        sheet += (shipped("templates") / "respond" / "media.css").read_text(encoding="utf-8")
    packed = re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
    # A letter for the name of each colour, which spares a page some 40 of its bytes.
    short = dict(zip(dict.fromkeys(_COLOUR.findall(packed)), string.ascii_letters, strict=False))
    return Markup(_COLOUR.sub(lambda name: f"--{short[name[1]]}", packed))  # noqa: S704  our own sheet


@cache
def style_digests() -> tuple[str, ...]:
    """The SHA-256 of the sheets, as the content security policy wants them."""
    sheets = (style(), style(of_questions=True), style(of_questions=True, with_media=True))
    return tuple(b64encode(sha256(sheet.encode()).digest()).decode() for sheet in sheets)
