"""What changed in what our own files add to a question: facts for `changes`, by the word for the kind and for the effect."""

from collections.abc import Iterator

from consult.instrument.additions import Lineage
from consult.instrument.definition import Instrument, Origin, Question

_Fact = tuple[str, str, str, str]  # kind, before, after, effect


def added_changes(was: Question, now: Question) -> Iterator[_Fact]:
    """Each of these with what it was and is, also where that is the same."""
    yield "soft-check-changed", _check(was), _check(now), "wording"
    yield "unprompted-changed", " ".join(was.unprompted), " ".join(now.unprompted), "wording"
    yield "trigger-changed", " ".join(was.trigger), " ".join(now.trigger), "meaning"
    yield "lineage-changed", said_of_lineage(was.lineage), said_of_lineage(now.lineage), "none"
    yield "origin-changed", said_of_origin(was.origin), said_of_origin(now.origin), "none"
    yield "translator-note-changed", was.translator_note, now.translator_note, "none"


def _check(question: Question) -> str:
    return question.soft_check.check.source if question.soft_check else ""


def said_of_lineage(lineage: Lineage | None) -> str:
    """A lineage as a line: `merged from a, b since 2`."""
    if lineage is None:
        return ""
    come_from = f" from {', '.join(lineage.was)}" if lineage.was else ""
    return f"{lineage.change}{come_from}{f' since {lineage.since}' if lineage.since else ''}"


def continued_in(name: str, after: Instrument) -> str:
    """Which questions a question that went was made into: `continued in rent, costs`."""
    heirs = [
        one.name for one in after.questions.values() if one.lineage is not None and name in one.lineage.was
    ]
    return f"continued in {', '.join(heirs)}" if heirs else ""


def said_of_origin(origin: Origin | None) -> str:
    """An origin as a line: source, licence, and whether the words are still its own."""
    if origin is None:
        return ""
    return ", ".join(filter(None, (origin.source, origin.licence, "" if origin.changed else "unchanged")))
