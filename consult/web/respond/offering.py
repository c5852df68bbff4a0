"""The choices of a question as controls, where they hang on earlier answers or stand in a list that unfolds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from random import Random

from markupsafe import Markup, escape

from consult.instrument.definition import DONT_KNOW, REFUSED, Choice, Page, Question, Type
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.placeholders import Placeholder
from consult.instrument.routing import Values, offered
from consult.instrument.unfolding import unfolding
from consult.response.reading import missing_offered
from consult.web.interface import _
from consult.web.respond.compiling import Form, marked
from consult.web.respond.journey import Way
from consult.web.respond.telling import filled


class Offered(Mapping[str, Markup]):
    """The controls by question; worked out only for a page that has a place for them."""

    def __init__(self, form: Form, way: Way, typed: Mapping[str, Sequence[str]]) -> None:
        self._form, self._answers, self._typed = form, way.answers, typed
        self._secret = way.draft.secret
        self._wording = form.published.wordings[form.language.tag]

    def __getitem__(self, name: str) -> Markup:
        """The options or boxes of one question."""
        question = self._form.instrument.questions[name]
        choices, withheld = self._choices(question)
        if question.appearance == "minimal" and not question.or_other:
            return Markup().join(self._options(question, choices, withheld))
        return Markup().join(self._boxes(question, choices, withheld))

    def _choices(self, question: Question) -> tuple[Sequence[Choice], frozenset[str]]:
        """What is on the page, and what of that is hidden."""
        choices = offered(question, self._answers.route.known, today=self._answers.today)
        withheld: frozenset[str] = frozenset()
        if self._unfolds(question):
            withheld = question.choice_names - {one.name for one in choices}
            choices = question.choices
        if question.randomize:
            choices = _in_own_order(question, choices, self._secret)
        return choices, withheld

    def _unfolds(self, question: Question) -> bool:
        """Whether a script shows and hides choices: then all are on the page, and a browser without it keeps some hidden."""
        instrument = self._form.instrument
        return question.name in unfolding(instrument, instrument.page_of(question)).filtered

    def __iter__(self) -> Iterator[str]:
        """The names of the questions."""
        return iter(self._form.instrument.questions)

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._form.instrument.questions)

    def _options(
        self, question: Question, choices: Sequence[Choice], withheld: frozenset[str]
    ) -> Iterator[Markup]:
        option = Markup('<option value="{}"{}{}{}>{}</option>')
        picked = self._typed.get(question.name, ())
        silent: list[Markup] = []
        for code, label, language in self._labelled(question, choices):
            selected = Markup(" selected") if code in picked else ""
            hidden = Markup(" hidden disabled") if code in withheld else ""
            made = option.format(code, self._marked(language), selected, hidden, label)
            if code in question.unprompted:
                silent.append(made)
            else:
                yield made
        if silent:  # only where an interviewer notes answers: elsewhere they are not offered
            group = Markup('<optgroup label="{}">{}</optgroup>')
            yield group.format(_("Niet voorlezen:"), Markup().join(silent))

    def _labelled(self, question: Question, choices: Sequence[Choice]) -> Iterator[tuple[str, str, Language]]:
        for one in choices:
            language = self._wording.choice(question, one.name).language
            yield one.name, self._said(question, one).striptags(), language
        said = {DONT_KNOW: _("Ik weet het niet"), REFUSED: _("Dat zeg ik liever niet")}
        for code in missing_offered(question):
            yield code, said[code], self._form.language

    def _marked(self, language: Language) -> Markup | str:
        if language == self._form.language:
            return ""
        return Markup(' lang="{}" dir="{}"').format(language.tag, LANGUAGES[language.tag].direction)

    def _boxes(
        self, question: Question, choices: Sequence[Choice], withheld: frozenset[str]
    ) -> Iterator[Markup]:
        box = Markup(
            '<label class="choice"{}><input type="{}" name="{}" value="{}"{}{}{}>{}<span{}>{}</span></label>\n'
        )
        first = next((one for one in choices if one.name not in withheld), None)
        kind = "radio" if question.type is Type.SELECT_ONE else "checkbox"
        picked = self._typed.get(question.name, ())
        for one in choices:
            text = self._wording.choice(question, one.name)
            id_ = Markup(' id="{}"').format(question.name) if one is first else ""
            checked = Markup(" checked") if one.name in picked else ""
            hidden, off = (Markup(" hidden"), Markup(" disabled")) if one.name in withheld else ("", "")
            mark = self._marked(text.language)
            picture = self._picture(question, one) if one.shown else ""
            said = self._said(question, one)
            whole = box.format(hidden, kind, question.name, one.name, id_, checked, off, picture, mark, said)
            yield self._with_sound(question, one, whole, said.striptags()) if one.shown else whole

    def _said(self, question: Question, choice: Choice) -> Markup:
        """The label of a choice, with the answers that it shows; its language is marked around it."""
        text = self._wording.choice(question, choice.name)
        if not any(isinstance(part, Placeholder) for part in text.parts):
            return escape(text.text)
        wording = replace(self._wording, language=text.language)
        page = self._form.instrument.page_of(question)
        return filled(self._form, marked(text, wording, "answer", page.renames), self._known())

    def _known(self) -> Values:
        """What a label can show."""
        return self._answers.shown

    def _with_sound(self, question: Question, choice: Choice, box: Markup, label: str) -> Markup:
        """A box in one frame with the film and the sound of its choice, as in `parts/question.html`."""
        key = f"choices/{question.list_name}/{choice.name}"
        film, sound = self._form.shown(f"{key}/video"), self._form.shown(f"{key}/audio")
        if not film and not sound:
            return box
        seen = Markup('<video src="{}" controls preload="none" playsinline aria-label="{}"></video>')
        heard = Markup('<audio src="{}" controls preload="none" aria-label="{}"></audio>')
        played = [form.format(one.address, label) for form, one in ((seen, film), (heard, sound)) if one]
        return Markup('<div class="heard">{}{}</div>\n').format(box, Markup().join(played))

    def _picture(self, question: Question, choice: Choice) -> Markup | str:
        file = self._form.shown(f"choices/{question.list_name}/{choice.name}/image")
        picture = Markup('<img src="{}" alt="" width="{}" height="{}" loading="lazy">')
        return picture.format(file.address, file.width, file.height) if file else ""


def orders(page: Page, secret: str) -> dict[str, tuple[str, ...]]:
    """The lines of each rank on a page, as this respondent meets them; of those that are the same for everyone nothing."""
    return {
        question.name: tuple(one.name for one in _in_own_order(question, question.choices, secret))
        for question in page.questions
        if question.type is Type.RANK and question.randomize
    }


def _in_own_order(question: Question, choices: Sequence[Choice], secret: str) -> tuple[Choice, ...]:
    """The choices in the order of this respondent, the same each time; what excludes the others stays last.

    The order hangs on the draft's secret, which goes with the draft: no answer tells later who saw which.
    """
    seed = blake2b(f"{secret}/{question.name}".encode()).digest()
    mixed = [one for one in choices if not one.exclusive]
    Random(seed).shuffle(mixed)  # noqa: S311  an order, and no secret
    return (*mixed, *(one for one in choices if one.exclusive))
