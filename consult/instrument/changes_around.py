"""What changed around questions: their pages, the lists they take, the instrument itself, how far translations are.

Facts for `changes`, by the word for the kind and for the effect.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from consult.instrument.canonical_writing import about, structure, texts
from consult.instrument.definition import Instrument, Page, Retention
from consult.instrument.translated import MISSING, State
from consult.instrument.version import PublishedInstrument

_Fact = tuple[str, str, str, str, str]  # kind, subject, before, after, effect


def around_changes(before: Instrument, after: Instrument) -> Iterator[_Fact]:
    """Each of these that differs, both as they are written."""
    yield from _of_instrument(before, after)
    yield from _of_pages(before, after)
    yield from _of_lists(before, after)


def said_of_retention(retention: Retention) -> str:
    """How long things are kept, as a line."""
    return f"texts {retention.texts_days} days, withdrawal {retention.withdrawal_days} days"


def _of_instrument(before: Instrument, after: Instrument) -> Iterator[_Fact]:
    was, now = _properties(before), _properties(after)
    for name in was:
        if was[name] != now[name]:
            yield "about-changed", name, was[name], now[name], "none"


def _properties(instrument: Instrument) -> dict[str, str]:
    """What is said of an instrument and is no question, by the name that it has in the file."""
    return {
        "instrument": instrument.name,
        "method": instrument.method.value,
        "report": instrument.report.value if instrument.report else "none",
        "serves": " ".join((*instrument.results, *instrument.indicators)),
        "estimated_minutes": str(instrument.estimated_minutes or ""),
        "quick_exit": "yes" if instrument.quick_exit else "no",
    }


def _of_pages(before: Instrument, after: Instrument) -> Iterator[_Fact]:
    """Questions that stand with others than before, once for each page; and pages with another name or title."""
    in_both = before.questions.keys() & after.questions.keys()
    homes = {one.name: page for page in before.pages for one in page.questions}
    for page in after.pages:
        known = [one.name for one in page.questions if one.name in in_both]
        if not known:
            continue
        was = homes[known[0]]
        yield from _put_elsewhere(known, {name: _beside(homes[name], name, in_both) for name in known})
        if was.name != page.name:
            yield "page-renamed", page.name, was.name, page.name, "none"
        # A title by the same key in both is told as any other text.
        if was.title != page.title and not (was.name == page.name and was.title and page.title):
            yield "reworded", page.title_key, was.title, page.title, "wording"


def _put_elsewhere(here: list[str], beside: Mapping[str, list[str]]) -> Iterator[_Fact]:
    for name in here:
        now = [one for one in here if one != name]
        if set(beside[name]) != set(now):
            # What is asked beside a question colours its answer, as the order does.
            yield "page-changed", name, " ".join(beside[name]), " ".join(now), "wording"
            return


def _beside(page: Page, name: str, in_both: set[str]) -> list[str]:
    return [one.name for one in page.questions if one.name in in_both and one.name != name]


def _of_lists(before: Instrument, after: Instrument) -> Iterator[_Fact]:
    """Questions that take their choices from elsewhere, and what the same codes are called there."""
    for name, now in after.questions.items():
        was = before.questions.get(name)
        if was is None or was.list_name == now.list_name:
            continue
        effect = "meaning" if was.chooses_from or now.chooses_from else "none"
        yield "list-changed", name, was.list_name, now.list_name, effect
        labels = {choice.name: choice.label for choice in was.choices}
        for choice in now.choices:
            if labels.get(choice.name, choice.label) != choice.label:
                key = f"choices/{now.list_name}/{choice.name}"
                yield "reworded", key, labels[choice.name], choice.label, "wording"


def states_changed(old: PublishedInstrument, new: PublishedInstrument) -> Iterator[_Fact]:
    """For each language how far its texts were and are, of those that are in another state now."""
    for language in new.instrument.languages[1:]:
        if language not in old.instrument.languages:
            continue
        was, now = old.translations.of(language), new.translations.of(language)
        both = old.instrument.source_texts.keys() & new.instrument.source_texts.keys()
        moved = [(_state(was, key), _state(now, key)) for key in both if _state(was, key) != _state(now, key)]
        if moved:
            before, after = (_counted(Counter(side)) for side in zip(*moved, strict=True))
            yield "translation-state", language, before, after, "none"


def _state(translated: Mapping[str, Any], key: str) -> State:
    state: State = translated.get(key, MISSING).state
    return state


def _counted(states: Counter[State]) -> str:
    return ", ".join(f"{states[state]} {state.value}" for state in State if states[state])


def differs_in_any_way(old: PublishedInstrument, new: PublishedInstrument) -> bool:
    """Whether two versions are more than the same thing written with other spaces."""
    return _whole(old) != _whole(new)


def _whole(version: PublishedInstrument) -> object:
    said = {tag: texts(version.translations.of(tag)) for tag in version.instrument.languages}
    return _without_spaces([structure(version.instrument), about(version.instrument), said])


def _without_spaces(document: Any) -> Any:
    """The same without the source of an expression, which its tree says again."""
    if isinstance(document, list):
        return [_without_spaces(one) for one in document]
    if not isinstance(document, dict):
        return document
    is_expression = document.keys() == {"source", "tree", "names"}
    return {
        key: _without_spaces(one) for key, one in document.items() if not (is_expression and key == "source")
    }
