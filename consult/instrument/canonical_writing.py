"""An instrument as plain JSON.

Values that are as by default are left out, so that a version keeps its hash when the definition learns something new.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from consult.instrument.canonical_additions import about_added, consent_modes, structure_added
from consult.instrument.definition import Instrument, Page, Question, Repeat
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.translated import Texts

Json: TypeAlias = dict[str, Any]


def _given(**values: Any) -> Json:
    """The values that differ from the default, which is always an empty one here."""
    return {key: value for key, value in values.items() if value not in ("", None, False, 0, [], {})}


def structure(instrument: Instrument) -> Json:
    """Everything that gives answers their meaning, texts apart."""
    return {
        "name": instrument.name,
        "method": instrument.method.value,
        "report": instrument.report.value if instrument.report else "",
        "consent_version": instrument.consent.version,
        "retention": [instrument.retention.texts_days, instrument.retention.withdrawal_days],
        "choices": {
            name: [
                _given(name=choice.name, exclusive=choice.exclusive, columns=dict(choice.columns))
                for choice in choices
            ]
            for name, choices in instrument.choice_lists.items()
        },
        "pages": [_written(item) for item in instrument.written or instrument.pages],
        **_given(
            criterion=instrument.criterion,
            target_group=instrument.target_group,
            earlier=instrument.earlier,
            never_counts=not instrument.counts,
        ),
    }


def about(instrument: Instrument) -> Json:
    """What a reader of the version wants to know and what changes no answer."""
    questions = {
        name: _question_about(question) for name, question in instrument.as_written.questions.items()
    }
    return {
        "languages": list(instrument.languages),
        **_given(
            results=list(instrument.results),
            indicators=list(instrument.indicators),
            estimated_minutes=instrument.estimated_minutes,
            quick_exit=instrument.quick_exit,
            questions={name: about for name, about in questions.items() if about},
            choice_order=list(instrument.choice_lists),
            consent_modes=consent_modes(instrument.consent),
        ),
    }


def _question_about(question: Question) -> Json:
    origin = question.origin
    written = [origin.source, origin.licence, origin.changed] if origin else []
    return _given(translator_note=question.translator_note, origin=written, **about_added(question))


def _written(item: Page | Repeat) -> Json:
    if isinstance(item, Page):
        return _page(item)
    return {
        "repeat": item.name,
        "most": item.most,
        "pages": [_written(one) for one in item.pages],
        **_given(count=_expression(item.count), relevant=_expression(item.relevant)),
    }


def _page(page: Page) -> Json:
    return {
        "name": page.name,
        "part": page.part.value,
        "questions": [_question(question) for question in page.questions],
        **_given(relevant=_expression(page.relevant)),
    }


def _question(question: Question) -> Json:
    return {
        "name": question.name,
        "type": question.type.value,
        **_given(
            list=question.list_name,
            or_other=question.or_other,
            randomize=question.randomize,
            rows=[row.name for row in question.rows],
            span=[str(part) for part in (question.span.start, question.span.end, question.span.step)]
            if question.span
            else [],
            default=question.default,
            begins_with=_expression(question.begins_with),
            read_only=question.read_only,
            required=question.required,
            relevant=_expression(question.relevant),
            choice_filter=_expression(question.choice_filter),
            constraint=_expression(question.constraint),
            calculation=_expression(question.calculation),
            appearance=question.appearance,
            dont_know=question.dont_know,
            refused=question.refused,
            dropped=not question.keep,
            disclosure=question.disclosure.value if question.disclosure else "",
            **structure_added(question, _expression),
        ),
    }


def _expression(expression: Expression | None) -> Json | None:
    if expression is None:
        return None
    return {
        "source": expression.source,
        "tree": _tree(expression.tree),
        "names": sorted(expression.names),
    }


def _tree(node: Node) -> Node:
    """The tree with 3.0 as 3: JavaScript writes it so, and a hash must not depend on who wrote it."""
    return [_tree(part) if isinstance(part, list) else _whole(part) for part in node]


def _whole(part: str | float) -> str | float:
    return int(part) if isinstance(part, float) and part == int(part) else part


def media(instrument: Instrument, translations: Iterable[Texts]) -> Json:
    """The files that any language shows, by name: nothing but what tells their content and how they are shown."""
    named = {
        of_language[key].text
        for of_language in translations
        for key in instrument.file_keys
        if key in of_language
    }
    shown = ((name, instrument.media[name]) for name in sorted(named & instrument.media.keys()))
    return {
        name: _given(digest=one.digest, type=one.type, length=one.length, width=one.width, height=one.height)
        for name, one in shown
    }


def texts(translations: Texts) -> Json:
    """The texts of one language with the state each has reached; what is missing is left out."""
    return {
        key: _given(text=translation.text, state=translation.reached.value, stale=translation.stale)
        for key, translation in translations.items()
        if translation.text
    }
