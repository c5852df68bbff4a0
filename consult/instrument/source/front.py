"""The front of the file: what the instrument is and promises, and its pages."""

import re
from dataclasses import dataclass, replace

from consult.instrument.definition import (
    RESERVED_PAGES,
    Consent,
    Instrument,
    Method,
    Page,
    Part,
    Repeat,
    Report,
    Retention,
)
from consult.instrument.expression.checking import nearest_name
from consult.instrument.languages import LANGUAGES, SOURCE
from consult.instrument.problems import Said
from consult.instrument.source.additions import read_consent_modes
from consult.instrument.source.questions import (
    QUESTION_KEYS,
    ChoiceLists,
    ReadQuestion,
    read_choice_lists,
    read_question,
)
from consult.instrument.source.section import Section

FRONT_KEYS = (
    *("instrument", "title", "method", "report", "serves", "source", "languages", "criterion", "counting"),
    *("estimated_minutes", "quick_exit", "retention", "intro", "thanks", "consent", "choices", "pages"),
)
CONSENT_KEYS = ("version", "text", "agree", "modes")
PAGE_KEYS = ("name", "part", "title", "relevant", "questions")
REPEAT_KEYS = ("repeat", "label", "count", "more", "most", "relevant", "pages")
MOST_INSTANCES = (
    30  # eight people in the largest household that a survey here met; each instance is a row of columns
)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with the sections it was read from."""

    section: Section
    page: Page
    questions: tuple[ReadQuestion, ...]
    repeats: tuple[str, ...] = ()  # that it is in, outermost first


@dataclass(frozen=True, slots=True)
class ReadRepeat:
    """A repeat with the section it was read from, and its pages."""

    section: Section
    repeat: Repeat
    pages: tuple[ReadPage, ...]


@dataclass(frozen=True, slots=True)
class ReadInstrument:
    """An instrument, perhaps with blanks, and where each part of it stands in the file."""

    front: Section
    instrument: Instrument
    pages: tuple[ReadPage, ...]
    repeats: tuple[ReadRepeat, ...] = ()


def read_instrument(front: Section) -> ReadInstrument:
    """Everything in the file, with blanks for what is wrong."""
    counts = not front.is_word("counting", "none")
    serving = ("report",) if counts else ()
    front.need("instrument", "title", "method", *serving, "languages", "retention", "consent", "pages")
    choice_lists = read_choice_lists(front)
    reading = _Pages(choice_lists)
    written = reading.items(front, ())
    serves = front.section("serves", ("results", "indicators"))
    counting = front.section("counting", ("target_group", "earlier")) if counts else None
    report = front.member("report", Report)
    instrument = Instrument(
        name=_name(front, report),
        title=front.text("title"),
        method=front.member("method", Method) or Method.SURVEY,
        report=report or (Report.SOCIAL_HOUSING if counts else None),
        languages=_languages(front),
        pages=tuple(read.page for read in reading.pages),
        written=written if reading.repeats else (),
        consent=_consent(front),
        retention=_retention(front),
        results=serves.words("results") if serves else (),
        indicators=serves.words("indicators") if serves else (),
        criterion=front.text("criterion"),
        target_group=counting.text("target_group") if counting else "",
        earlier=counting.text("earlier") if counting else "",
        counts=counts,
        estimated_minutes=front.whole("estimated_minutes"),
        quick_exit=front.flag("quick_exit"),
        intro=front.text("intro"),
        thanks=front.text("thanks"),
        choice_lists=choice_lists,
    )
    _refuse_counted_indicators(front, instrument)
    return ReadInstrument(front, instrument, tuple(reading.pages), tuple(reading.repeats))


def _refuse_counted_indicators(front: Section, instrument: Instrument) -> None:
    counted = [one for one in instrument.indicators if one.startswith("OD2.1-")]
    if counted and not instrument.counts:
        expected = "it asks organisations, and those indicators count people"
        front.problem(
            "serves",
            Said("%(key)s for what never counts", key=counted[0]),
            expected,
            "Remove it, or counting: none.",
        )


def _name(front: Section, report: Report | None) -> str:
    name = front.text("instrument")
    if name and not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", name):
        front.problem(
            "instrument", Said('"%(name)s"', name=name), "it is <report>/<name>, in small letters and hyphens"
        )
    elif name and report and not name.startswith(f"{report}/"):
        front.problem(
            "instrument",
            Said('"%(name)s" for the report %(report)s', name=name, report=report),
            f"it starts with {report}/",
        )
    return name


def _languages(front: Section) -> tuple[str, ...]:
    tags = front.words("languages")
    for tag in tags:
        if tag not in LANGUAGES:
            expected = "it is one of " + ", ".join(LANGUAGES)
            nearest = nearest_name(tag, LANGUAGES.keys())
            front.problem(
                "languages", Said('unknown language "%(tag)s"', tag=tag), expected, "", nearest, fragment=tag
            )
    source = front.text("source") if "source" in front else SOURCE
    if tags and tags[0] != source:
        expected = f"the first is the language of the file, {source}"
        front.problem(
            "languages", Said('"%(tag)s" comes first', tag=tags[0]), expected, f"Put {source} first."
        )
    if len(set(tags)) < len(tags):
        front.problem("languages", "a language stands twice", "each stands once", "Remove one.")
    return tags


def _consent(front: Section) -> Consent:
    section = front.section("consent", CONSENT_KEYS)
    if section is None:
        return Consent("", "", "")
    section.need("version", "text", "agree")
    modes = read_consent_modes(section)
    return Consent(section.text("version"), section.text("text"), section.text("agree"), modes)


def _retention(front: Section) -> Retention:
    section = front.section("retention", ("texts_days", "withdrawal_days"))
    if section is None:
        return Retention(0, 0)
    section.need("texts_days", "withdrawal_days")
    return Retention(section.whole("texts_days"), section.whole("withdrawal_days"))


def _page_name(section: Section) -> str:
    name = section.address()
    if name in RESERVED_PAGES:
        section.problem(
            "name",
            Said('page "%(name)s" is taken', name=name),
            "the form itself has a page at that address",
            "Rename it.",
        )
    return name


class _Pages:
    """The pages of a file in order, and the repeats around them."""

    def __init__(self, choice_lists: ChoiceLists) -> None:
        self.choice_lists = choice_lists
        self.pages: list[ReadPage] = []
        self.repeats: list[ReadRepeat] = []

    def items(self, section: Section, repeats: tuple[str, ...]) -> tuple[Page | Repeat, ...]:
        """What stands under `pages`."""
        return tuple(
            self._repeat(inner, repeats) if "repeat" in inner else self._page(inner, repeats)
            for inner in section.sections("pages", "page", (*PAGE_KEYS, *REPEAT_KEYS))
        )

    def _page(self, section: Section, repeats: tuple[str, ...]) -> Page:
        _refuse_keys(section, REPEAT_KEYS, PAGE_KEYS, "a page")
        read = replace(_page(section, self.choice_lists), repeats=repeats)
        self.pages.append(read)
        return read.page

    def _repeat(self, section: Section, repeats: tuple[str, ...]) -> Repeat:
        _refuse_keys(section, PAGE_KEYS, REPEAT_KEYS, "a repeat")
        section.need("label", "most", "pages", *(() if "count" in section else ("more",)))
        name, first = section.name("repeat"), len(self.pages)
        items = self.items(section, (*repeats, name))
        if not items:
            section.problem("pages", "a repeat without pages", "it asks something", "Remove it.")
        repeat = Repeat(
            name=name,
            label=section.text("label"),
            pages=items,
            most=_most(section),
            count=section.expression("count"),
            more=section.text("more"),
            relevant=section.expression("relevant"),
        )
        self.repeats.append(ReadRepeat(section, repeat, tuple(self.pages[first:])))
        return repeat


def _refuse_keys(section: Section, others: tuple[str, ...], own: tuple[str, ...], what: str) -> None:
    for key in section.values:
        if key in others and key not in own:
            section.problem_at_key(
                key,
                Said('"%(key)s" in %(what)s', key=key, what=section.what),
                f"{what} has none",
                "Remove it.",
            )


def _most(section: Section) -> int:
    most = section.whole("most")
    if "most" in section and not 1 <= most <= MOST_INSTANCES:
        section.problem(
            "most", Said("at most %(most)s", most=most), f"a number from 1 to {MOST_INSTANCES}", "Mend it."
        )
        return 1
    return most or 1


def _page(section: Section, choice_lists: ChoiceLists) -> ReadPage:
    section.need("name", "part", "questions")
    questions = tuple(
        read_question(inner, choice_lists)
        for inner in section.sections("questions", "question", QUESTION_KEYS)
    )
    page = Page(
        name=_page_name(section),
        part=section.member("part", Part) or Part.CORE,
        questions=tuple(read.question for read in questions),
        relevant=section.expression("relevant"),
        title=section.text("title"),
    )
    return ReadPage(section, page, questions)
