"""Problems and values as a respondent reads them: in the language, with every inserted value isolated."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from textwrap import shorten
from typing import TypeAlias

from flask import render_template
from markupsafe import Markup, escape

from consult.instrument import additions
from consult.instrument.cut_off import cut_off
from consult.instrument.definition import DONT_KNOW, OTHER, Question, Type
from consult.instrument.expression.value import text as as_text
from consult.response.judging import is_missing
from consult.response.reading import Problem, Value
from consult.web.interface import _
from consult.web.respond.compiling import Form, steps_sentence
from consult.web.respond.journey import Way
from consult.web.respond.skeleton import Skeleton, View, has_holes

Problems: TypeAlias = tuple[Problem, ...]
NOTHING = Markup()
SOFT_CHECK = additions.SOFT_CHECK  # also the kind of problem that is none
_WITH_A_POINT = frozenset({"en", "so", "ti", "ar", "ps", "fa-AF"})  # between whole and part, in Latin digits
SHORT_LABEL = 60  # characters: two lines on a telephone


def isolated(value: object) -> Markup:
    """A code, number or range that keeps its own direction inside any sentence.

    Without it `+32 2 123` reads `123 2 32+` in Arabic. `dir` is spelled out because not every renderer isolates `<bdi>`.
    """
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


def say(sentence: str, **values: object) -> Markup:
    """A translated sentence with isolated values in it."""
    return Markup(escape(sentence)) % {name: isolated(value) for name, value in values.items()}  # noqa: S704


def problem_sentence(form: Form, problem: Problem) -> Markup:
    """What is wrong and how to mend it."""
    question = form.instrument.questions[problem.question]
    if problem.kind == SOFT_CHECK:
        return form.text(question.key(SOFT_CHECK))
    own = {"required": question.required_message, "constraint": question.constraint_message}.get(problem.kind)
    if own:
        return form.text(question.key(f"{problem.kind}_message"))
    return say(_sentence(problem.kind, question), **{"example": 800, **problem.limits})


def _sentence(kind: str, question: Question) -> str:
    picked = (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.MATRIX, Type.RANK, Type.ACKNOWLEDGE)
    sentences = {
        "required": _("Kies een antwoord.") if question.type in picked else _("Vul een antwoord in."),
        "unknown_choice": _("Dit antwoord hoort niet bij deze vraag. Kies een antwoord uit de lijst."),
        "exclusive_choice": _("U koos antwoorden die niet samen kunnen. Kies opnieuw."),
        "not_a_number": _(
            "Schrijf alleen een heel getal, zonder komma of woorden. Bijvoorbeeld: %(example)s"
        ),
        "not_a_decimal": _("Schrijf alleen een getal, zonder woorden. Bijvoorbeeld: 2,5"),
        "not_a_date": _("Schrijf een datum: dag, maand en jaar. Bijvoorbeeld: 31/12/2026"),
        "not_a_time": _("Schrijf een uur. Bijvoorbeeld: 14:30"),
        "out_of_range": _("Kies een getal van %(least)s tot %(most)s."),
        "out_of_steps": f"{_('Kies een getal van %(least)s tot %(most)s.')} {steps_sentence()}",
        "same_place": _("Geef elke plaats maar één keer."),
        "too_many_digits": _("Dit getal is te lang. Gebruik hoogstens %(limit)s cijfers."),
        "too_long": _(
            "Uw tekst is te lang (%(length)s tekens). Maak hem korter: hoogstens %(limit)s tekens."
        ),
        "constraint": _("Dit antwoord kan niet. Kijk het na."),
    }
    return sentences[kind]


def errors_by_field(form: Form, problems: Iterable[Problem]) -> dict[str, Markup]:
    """The line under each question that has a problem."""
    line = Markup('<p class="{}" id="{}.error">{}</p>')
    return {
        one.field: line.format(
            "notice" if one.kind == SOFT_CHECK else "error", one.field, problem_sentence(form, one)
        )
        for one in problems
    }


def summary(
    form: Form, problems: Problems, values: Mapping[str, Value], *, pages: Mapping[str, str] | None = None
) -> Markup:
    """The list above the heading. pages: the address of each question's page, when it is on another one."""
    addresses = [(pages or {}).get(one.question, "") + f"#{one.field}" for one in problems]
    sentences = [problem_sentence(form, one) for one in problems]
    if len(problems) > 1:  # read one after the other, four times "choose an answer" are one and the same link
        named = Markup("{} – {}")
        labels = [short_label(form, one, values) for one in problems]
        sentences = [named.format(*one) for one in zip(labels, sentences, strict=True)]
    lines = list(zip(addresses, sentences, strict=True))
    unusual = all(one.kind == SOFT_CHECK for one in problems)
    return Markup(render_template("parts/problems.html", lines=lines, unusual=unusual))  # noqa: S704


def short_label(form: Form, problem: Problem, values: Mapping[str, Value]) -> Markup:
    """What a question or a row of it asks, as the beginning of a line."""
    question = form.instrument.questions[problem.question]
    label = question_label(form, question, values)
    if problem.field in question.row_variables:
        row = question.row_names[question.row_variables.index(problem.field)]
        label = filled(form, form.text(question.row_key(row)), values)
    words = label.striptags()
    return label if len(words) <= SHORT_LABEL else escape(shorten(words, SHORT_LABEL, placeholder=" …"))


def question_label(form: Form, question: Question, values: Mapping[str, Value]) -> Markup:
    """What was asked, with the earlier answers in it."""
    return filled(form, form.label(question), values)


def filled(form: Form, text: Markup, values: Mapping[str, Value]) -> Markup:
    """A text with the answers in its holes; most texts have none."""
    if not has_holes(text):
        return text
    return Markup(Skeleton(text).fill(View(answers=Answers(form, values))))  # noqa: S704


def answer_labels(form: Form, question: Question, values: Mapping[str, Value]) -> list[Markup]:
    """What someone answered, in words, as lines; empty when nothing was."""
    if question.type in (Type.MATRIX, Type.RANK):
        return _row_labels(form, question, values)
    value = values.get(question.name)
    if value is None:
        return []
    codes = value if isinstance(value, list) else [value]
    return [_label(form, question, code, values) for code in codes]


def _row_labels(form: Form, question: Question, values: Mapping[str, Value]) -> list[Markup]:
    lines = []
    for row, variable in zip(question.row_names, question.row_variables, strict=True):
        if variable in values:
            label = _label(form, question, values[variable], values)
            row_label = filled(form, form.text(question.row_key(row)), values)
            lines.append(Markup("{} – {}").format(row_label, label))
    return lines


def _label(form: Form, question: Question, code: Value, values: Mapping[str, Value]) -> Markup:
    if is_missing(code):
        return escape(_("Ik weet het niet") if code == DONT_KNOW else _("Dat zeg ik liever niet"))
    if question.type in (Type.DECIMAL, Type.RANGE):
        return isolated(_as_written(code, form.language.tag))
    if question.type in (Type.INTEGER, Type.TIME, Type.RANK):
        return isolated(code)
    if question.type is Type.DATETIME:
        return isolated(datetime.fromisoformat(str(code)).strftime("%d/%m/%Y %H:%M"))
    if question.type is Type.ACKNOWLEDGE:
        return escape(_("Ja"))
    if question.type is Type.DATE:
        return isolated(date.fromisoformat(str(code)).strftime("%d/%m/%Y"))
    if question.type in (Type.TEXT, Type.CALCULATE):
        return Markup('<span dir="auto">{}</span>').format(code)
    if code == OTHER:
        other = values.get(question.other_variable)
        return (
            Markup('{}: <span dir="auto">{}</span>').format(_("Anders"), other)
            if other
            else escape(_("Anders"))
        )
    return filled(form, form.choice(question, str(code)), values)


def _as_written(number: Value, tag: str) -> str:
    """12.5 as people write it: 12,5, and 10.0 as 10."""
    return as_text(number).replace(".", "." if tag in _WITH_A_POINT else ",")


def progress(way: Way, name: str) -> Markup:
    """How far this page is, in words; to who stopped early, that nothing was sent yet."""
    number, of = way.number(name)
    if way.draft.stopped:
        left = len([page for page in way.pages if page.name == name or page.name not in way.draft.seen])
        return say(_("Nog niet verstuurd. Korte vragen voor u verstuurt: %(left)s"), left=left)
    return say(_("Vraag %(number)s van ongeveer %(of)s"), number=number, of=of)


def fallen_away(form: Form, way: Way, name: str) -> Markup:
    """Where a repeat begins that cannot be asked for all there are: that it is not."""
    answers = way.answers
    found = cut_off(form.instrument, form.instrument.pages_by_name[name], answers.route, answers.today)
    if found is None:
        return NOTHING
    sentence = _("Het zijn er %(count)s. We stellen deze vragen alleen voor de eerste %(most)s.")
    return Markup('<p class="notice">{}</p>').format(say(sentence, count=found.count, most=found.most))


def alarm(problems: Problems) -> Markup:
    """What the title begins with when there is a problem, so that a screen reader says it first."""
    return say(_("Fout: ")) if any(one.kind != SOFT_CHECK for one in problems) else NOTHING


class Answers(Mapping[str, Markup]):
    """Earlier answers as they appear inside a later question; worked out only when a page has such a hole."""

    def __init__(self, form: Form, values: Mapping[str, Value]) -> None:
        self._form, self._values = form, values

    def __getitem__(self, name: str) -> Markup:
        """The answer to one question in words."""
        labels = answer_labels(self._form, self._form.instrument.questions[name], self._values)
        if not labels:
            raise KeyError(name)
        return Markup(", ").join(labels)

    def __iter__(self) -> Iterator[str]:
        """The names of the questions."""
        return iter(self._form.instrument.questions)

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._form.instrument.questions)
