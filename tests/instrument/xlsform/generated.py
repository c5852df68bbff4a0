"""Instruments of every shape that a file can have, and translations of them in every state, for properties."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as some

from consult.instrument.definition import Disclosure, Instrument, Method, Part
from consult.instrument.loading import load_text
from consult.instrument.translated import MISSING, State, Translation, Translations, source_texts
from consult.instrument.translation_gates import faults
from consult.instrument.xlsform.yaml_writing import yaml_of

Draw = Callable[[some.SearchStrategy[Any]], Any]

_LETTERS = "abz AZ éß ñ ا ب ሀ 字 🙂 019 .,;:!?'\"`´’«»()[]{}<>/\\|-_=+*#@%&~^$€\n\t\u00a0\u200f\u2028"
texts = (
    (
        some.text(_LETTERS, min_size=1, max_size=40)
        | some.sampled_from(["#N/A", "-", "--", "TRUE", "_x0041_", "=1+1"])
    )
    .map(str.strip)
    .filter(lambda text: text and "${" not in text)
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
_NAMES = [f"q{number}" for number in range(1, 12)]
_CODES = ["a", "b", "yes", "no", "1", "c/d", "é", "x-y", "none"]
_TYPES = [
    "text",
    "integer",
    "decimal",
    "date",
    "select_one",
    "select_multiple",
    "matrix",
    "note",
    "calculate",
]


@some.composite
def generated(draw: Draw) -> Instrument:
    """An instrument that the loader accepts."""
    lists = {
        name: draw(_choices())
        for name in draw(some.lists(some.sampled_from("klmn"), unique=True, max_size=3))
    }
    names = draw(some.lists(some.sampled_from(_NAMES), unique=True, min_size=1, max_size=6))
    parts = draw(some.lists(some.sampled_from(list(Part)[:3]), min_size=1, max_size=3))
    asked: list[str] = []
    pages: list[dict[str, Any]] = []
    for number, part in enumerate(parts):
        page = {"name": f"page-{number}", "part": part.value, "title": draw(lines), "questions": []}
        if asked and draw(some.booleans()):
            page["relevant"] = f"${{{draw(some.sampled_from(asked))}}} != ''"
        pages.append(page)
    for name in names:
        page = draw(some.sampled_from(pages))
        page["questions"].append(draw(_question(name, sorted(lists))))
    pages = [page for page in pages if page["questions"]]
    used = {
        question["type"].split(" ")[1]
        for page in pages
        for question in page["questions"]
        if " " in question["type"]
    }
    front = {
        **draw(_front()),
        "choices": {name: choices for name, choices in lists.items() if name in used},
        "pages": pages,
    }
    return load_text(
        yaml_of({key: value for key, value in front.items() if value not in ({}, "")}), "generated"
    )


@some.composite
def _front(draw: Draw) -> dict[str, Any]:
    return {
        "instrument": "social-housing/generated",
        "title": draw(lines),
        "method": draw(some.sampled_from(list(Method))).value,
        "report": "social-housing",
        "serves": draw(some.sampled_from([{}, {"results": ["R7"]}, {"indicators": ["OD2.1-a", "x"]}])),
        "languages": draw(some.sampled_from([["nl"], ["nl", "ar"], ["nl", "fa-AF", "nl-x-plain", "en"]])),
        "criterion": draw(some.sampled_from(["", "flemish-government"])),
        "estimated_minutes": draw(some.integers(0, 90)),
        "quick_exit": draw(some.booleans()),
        "retention": {"texts_days": draw(some.integers(0, 999)), "withdrawal_days": 30},
        "intro": draw(some.just("") | texts),
        "thanks": draw(some.just("") | texts),
        "consent": {
            "version": draw(some.sampled_from(["1", "2026-11"])),
            "text": draw(texts),
            "agree": draw(texts),
        },
    }


@some.composite
def _choices(draw: Draw) -> list[dict[str, Any]]:
    names = draw(some.lists(some.sampled_from(_CODES), unique=True, min_size=1, max_size=4))
    found = [{"name": name, "label": draw(texts)} for name in names]
    if draw(some.booleans()):
        found[-1]["exclusive"] = True
    return found


@some.composite
def _question(draw: Draw, name: str, lists: list[str]) -> dict[str, Any]:
    kind = draw(
        some.sampled_from(
            _TYPES if lists else [one for one in _TYPES if "select" not in one and one != "matrix"]
        )
    )
    if kind == "calculate":
        return {"name": name, "type": kind, "calculation": "1 + 1", "disclosure": draw(_role())}
    question = {"name": name, "type": kind, "label": draw(texts)}
    if kind in ("select_one", "select_multiple", "matrix"):
        question["type"] += f" {draw(some.sampled_from(lists))}"
        question["type"] += " or_other" if kind != "matrix" and draw(some.booleans()) else ""
    if kind == "matrix":
        rows = draw(some.lists(some.sampled_from(_CODES), unique=True, min_size=1, max_size=3))
        question["rows"] = [{"name": row, "label": draw(texts)} for row in rows]
    if draw(some.booleans()):
        question["hint"] = draw(texts)
    if draw(some.booleans()):
        question["translator_note"] = draw(texts)
    return question | (draw(_answered(kind)) if kind != "note" else {})


@some.composite
def _answered(draw: Draw, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"disclosure": draw(_role())}
    for flag in ("required", "dont_know", "refused"):
        found |= {flag: True} if draw(some.booleans()) else {}
    if draw(some.booleans()):
        found["required_message"] = draw(texts)
    if kind in ("text", "integer", "decimal") and draw(some.booleans()):
        found |= {
            "constraint": ". != '=1+1'" if kind == "text" else ". > 0",
            "constraint_message": draw(texts),
        }
    if draw(some.booleans()):
        found["origin"] = {"source": draw(texts), "licence": draw(lines), "changed": draw(some.booleans())}
    if kind == "text" and draw(some.booleans()):
        found["appearance"] = "multiline"
    return found


def _role() -> some.SearchStrategy[str]:
    return some.sampled_from([*(role.value for role in Disclosure), "undecided"])


@some.composite
def translated(draw: Draw) -> tuple[Instrument, Translations]:
    """An instrument with texts in its other languages, in every state."""
    instrument = draw(generated())
    by_language = {instrument.source: source_texts(instrument)}
    for tag in instrument.languages[1:]:
        by_language[tag] = {
            key: draw(_translation(source)) for key, source in instrument.source_texts.items()
        }
    return instrument, Translations(by_language)


@some.composite
def _translation(draw: Draw, source: str) -> Translation:
    if draw(some.booleans()):
        return MISSING
    state = draw(some.sampled_from([State.MACHINE, State.DRAFT, State.REVIEWED, State.PRETESTED]))
    stale = draw(some.booleans())
    text = draw(some.sampled_from([source, f"«{source}»"]) | texts)
    # Only a text that was made from another source may have other numbers than this one.
    return Translation(text, state, stale or any(faults(source, text)))
