"""A survey on paper: what is agreed to, every question with boxes to tick or room to write, and in words who may pass it over."""

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256

from flask import render_template
from markupsafe import Markup, escape

from consult.instrument.additions import Mode
from consult.instrument.asked_when import Amount, Clause, Lines, amount, asked_when, there_when
from consult.instrument.definition import Instrument, Page, Question, Repeat, Type
from consult.instrument.in_mode import in_mode
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.placeholders import Placeholder, placeholders
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Text, Wording
from consult.shipped import shipped
from consult.web import interface
from consult.web.interface import _, speak
from consult.web.respond.media import Address, ShownFile, published_at, shown

MOST_INSTANCES = 4  # of a repeat: a household of more takes a second sheet
MOST_CHOICES = 40  # of a longer list the answer is written
MOST_POINTS = 11  # of a range as boxes
_BLANK = Markup('<span class="blank" aria-hidden="true"></span>')


@dataclass(frozen=True)
class Paper:
    """One survey in one language, as paper asks it."""

    published: PublishedInstrument
    language: Language
    address: Address = published_at  # where its pictures are

    @cached_property
    def wording(self) -> Wording:
        """Its texts."""
        return self.published.wordings[self.language.tag]

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return self.published.instrument

    @cached_property
    def pages(self) -> list[Page]:
        """The pages with something to read or to fill in, of a repeat a few instances."""
        return [
            page
            for page in self.instrument.pages
            if all(number <= MOST_INSTANCES for _repeat, number in page.instances) and self.shown(page)
        ]

    def shown(self, page: Page) -> list[Question]:
        """What stands on a page: not what is worked out, nor a note that tells it, nor whether there is another instance."""
        more = {f"{name}_more" for name in self.instrument.repeats}
        return [
            one
            for one in page.questions
            if one.type is not Type.CALCULATE and one.said_as not in more and not self._tells_a_result(one)
        ]

    def _tells_a_result(self, question: Question) -> bool:
        """Whether it is a note with something worked out: on paper a gap that a reader would have to work out."""
        return question.type is Type.NOTE and not self._worked_out.isdisjoint(placeholders(question.label))

    @cached_property
    def _worked_out(self) -> set[str]:
        instruments = (self.instrument, self.instrument.as_written)
        asked = (one for instrument in instruments for one in instrument.questions.values())
        return {one.name for one in asked if one.type is Type.CALCULATE}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each question."""
        asked = [one.name for page in self.pages for one in self.shown(page) if one.asks]
        return {name: number for number, name in enumerate(asked, start=1)}

    def instance(self, page: Page) -> str:
        """Which person or house a page is about: "Gezinslid 2"."""
        repeats: dict[str, Repeat] = dict(self.instrument.repeats)
        return " · ".join(
            f"{self.wording.text(repeats[name].label_key)} {number}" for name, number in page.instances
        )

    def more_than(self, page: Page) -> Markup:
        """What whoever is of more than are printed does, after the last page of the last one; mostly nothing."""
        repeats: dict[str, Repeat] = dict(self.instrument.repeats)
        last = [one for one in page.instances if one[1] == MOST_INSTANCES < repeats[one[0]].most]
        after = self.pages[self.pages.index(page) + 1 :]
        goes_on = after[0].instances if after else ()
        if not any(one not in goes_on for one in last):
            return Markup()
        sentence = _("Zijn er meer dan %(number)s? Vraag dan nog een blad.")
        return Markup(escape(sentence)) % {"number": MOST_INSTANCES}  # noqa: S704

    # --- words

    def text(self, key: str) -> Markup:
        """A text, with a line to think an answer into where a screen would show it."""
        return self._marked(self.wording.text(key))

    def paragraphs(self, key: str) -> list[Markup]:
        """A text in paragraphs."""
        text = self.wording.text(key)
        return [self._marked(Text(part, text.language)) for part in text.paragraphs]

    def _marked(self, text: Text) -> Markup:
        whole = Markup().join(
            _BLANK if isinstance(part, Placeholder) else escape(part) for part in text.parts
        )
        if text.language == self.language:
            return whole
        return Markup('<span lang="{}" dir="{}">{}</span>').format(text.language.tag, text.direction, whole)

    def instruction(self, question: Question) -> Markup:
        """What whoever fills in is told about a question; empty when that is nothing."""
        return self.text(question.key(f"{Mode.PAPER}/instruction"))

    def passing(self, page: Page, question: Question) -> list[Markup] | None:
        """The lines that all have to hold for a question to be filled in; None when that cannot be said in words."""
        return self._in_words(self._lines(page, question))

    def being_there(self, page: Page) -> list[Markup] | None:
        """On the first page of an instance of a repeat, the lines that have to hold for there to be one."""
        place = self.pages.index(page)
        before = self.pages[place - 1].instances if place else ()
        repeats: dict[str, Repeat] = dict(self.instrument.repeats)
        lines: list[tuple[Clause, ...]] = []
        for name, number in page.instances:
            found = () if (name, number) in before else there_when(self.instrument, repeats[name], number)
            if found is None:
                return None
            lines += found
        return self._in_words(_renamed(tuple(lines), page))

    def _in_words(self, lines: Lines | None) -> list[Markup] | None:
        if lines is None or not all(self._is_sayable(clause) for line in lines for clause in line):
            return None
        either = Markup(" <i>{}</i> ").format(_("of"))
        return [either.join(self._clause(clause) for clause in line) for line in lines]

    def _lines(self, page: Page, question: Question) -> Lines | None:
        """What has to hold for a question; of an instance not that it is there, which its heading says."""
        if not page.instances:
            return asked_when(self.instrument, page.relevant, question.relevant)
        written = self.instrument.as_written
        around = (written.repeats[name].relevant for name, _number in page.instances)
        of_page = asked_when(written, *around, written.pages_by_name[page.said_as].relevant)
        of_question = asked_when(self.instrument, question.relevant)
        if of_page is None or of_question is None:
            return None
        return tuple(dict.fromkeys((*_renamed(of_page, page), *of_question)))

    def _is_sayable(self, clause: Clause) -> bool:
        question = self.instrument.questions.get(clause.question)
        if question is None or clause.question not in self.numbers:
            return False
        return not clause.compared or amount(question, clause) is not None

    def _clause(self, clause: Clause) -> Markup:
        number = Markup('<b><bdi dir="ltr">{}</bdi></b>').format(self.numbers[clause.question])
        question = self.instrument.questions[clause.question]
        if clause.compared:
            answers = _amount_in_words(amount(question, clause) or Amount())
        else:
            said = (self.choice(question, code) for code in clause.codes)
            answers = Markup(" / ").join(Markup("“{}”").format(one) for one in said)
        is_not = clause.is_not or clause.compared.startswith("≠")
        sentence = _("vraag %(number)s: niet %(answers)s") if is_not else _("vraag %(number)s: %(answers)s")
        return Markup(escape(sentence)) % {"number": number, "answers": answers}  # noqa: S704

    def choice(self, question: Question, code: str) -> Markup:
        """The words of a choice."""
        key = f"choices/{question.list_name}/{code}"
        if question.chooses_from:
            return self._whose(question, code)
        return self.text(key) if key in self.instrument.source_texts else escape(_("Anders"))

    def _whose(self, question: Question, code: str) -> Markup:
        """A choice that is an answer from a repeat: what was answered is not here, whose it is can be said."""
        label = next(one.label for one in question.choices if one.name == code)
        asked = self.instrument.questions[label.removeprefix("${").removesuffix("}")]
        return escape(self.instance(self.instrument.page_of(asked)))

    # --- pictures

    def picture(self, key: str) -> ShownFile | None:
        """The picture or pictogram of a question or a choice, by the key that it has without one."""
        return self._shown(f"{key}/image") or self._shown(f"{key}/big-image")

    def _shown(self, key: str) -> ShownFile | None:
        return shown(self.wording, key, self.address) if key in self.instrument.source_texts else None

    def alternative(self, key: str) -> str:
        """What a picture shows, for a file that is read aloud."""
        return self.wording.text(f"{key}/alt").text if f"{key}/alt" in self.instrument.source_texts else ""

    # --- what there is to fill in

    def given(self, question: Question) -> list[Markup]:
        """What a question that nobody may answer otherwise begins with; nothing where that is worked out."""
        if not question.read_only or not question.default:
            return []
        if question.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE):
            return [self.choice(question, code) for code in question.default.split()]
        return [Markup("<bdi>{}</bdi>").format(question.default)]

    def points(self, question: Question) -> list[str]:
        """The numbers of a short range; none of a long one."""
        span = question.span
        return [str(one) for one in span.points] if span and span.length < MOST_POINTS else []

    def is_written(self, question: Question) -> bool:
        """Whether the list is too long to print, or is what somebody answers elsewhere."""
        return bool(question.chooses_from) or len(question.choices) > MOST_CHOICES


def _renamed(lines: Lines, page: Page) -> Lines:
    """The same of this instance: "age" of whoever it is, "age_2" of the second."""
    here = page.renames
    return tuple(
        tuple(replace(one, question=here.get(one.question, one.question)) for one in line) for line in lines
    )


def _amount_in_words(amount: Amount) -> Markup:
    """ "2 or more": a sign would be turned over where text runs from right to left."""
    number = Markup('<bdi dir="ltr">{}</bdi>').format(amount.least or amount.most)
    if amount.least == amount.most:
        return number
    sentence = _("%(number)s of meer") if amount.least else _("%(number)s of minder")
    return Markup(escape(sentence)) % {"number": number}  # noqa: S704


def paper_page(
    published: PublishedInstrument, tag: str, number: int = 0, address: Address = published_at
) -> str:
    """The whole questionnaire in one file, to print. From here on the request speaks the language.

    number: of the version; none of one that is not published, of which no answers can be taken in. address: of its pictures.
    """
    speak("respond", tag)
    paper = Paper(in_mode(published, Mode.PAPER), LANGUAGES[tag], address)
    is_read = published.translations.is_reviewed(tag) and interface.is_reviewed("respond", tag)
    return render_template(
        "print/questionnaire.html",
        paper=paper,
        language=paper.language,
        unreviewed=not is_read,
        style=_style(published, tag, number),
        foot=_foot(published, tag, number),
    )


def _foot(published: PublishedInstrument, tag: str, number: int) -> str:
    """What a sheet is called, so that loose ones can be laid together and answers go to the right version.

    The sign behind the number is that of the sheet before where nothing on it changed: a stack that was printed need not be thrown away.
    """
    return f"{published.instrument.name} · {number or '–'} · {published.sheet_hash(tag)[:8]} · {tag}"


def _style(published: PublishedInstrument, tag: str, number: int) -> Markup:
    """The sheet of styles; of a published version it prints the name of the sheet in the margin of every page."""
    if not number:
        return _plain_style()
    # Into the style and not the page: what stands in the margin of paper can only be said there.
    foot = f'@page {{ @bottom-left {{ content: "{_foot(published, tag, number)}"; }} }}\n'
    return _plain_style() + Markup(foot)  # noqa: S704  a key, a hash and a tag


def paper_style_digest() -> str:
    """The SHA-256 of the sheet of styles of what nobody published."""
    return _digest(_plain_style())


def style_digest(published: PublishedInstrument, tag: str, number: int = 0) -> str:
    """The SHA-256 of the sheet of styles, as the content security policy wants it."""
    return _digest(_style(published, tag, number))


def _digest(style: Markup) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


@cache
def _plain_style() -> Markup:
    return Markup((shipped("templates") / "print" / "questionnaire.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
