"""Instruments of every shape that a file can have, and translations of them in every state, for properties."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as some

from consult.instrument.definition import Disclosure, Instrument, Method, Part
from consult.instrument.loading import load_text
from consult.instrument.source.questions import is_worked_out
from consult.instrument.translated import MISSING, State, Translation, Translations, source_texts
from consult.instrument.translation_gates import faults
from consult.instrument.xlsform.yaml_writing import yaml_of

Draw = Callable[[some.SearchStrategy[Any]], Any]

_LETTERS = "abz AZ éß ñ ا ب ሀ 字 🙂 019 .,;:!?'\"`´’«»()[]{}<>/\\|-_=+*#@%&~^$€\n\t\u00a0\u200f"
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
_LISTED = ("select_one", "select_multiple", "matrix", "rank")
_TYPES = [
    *("text", "integer", "decimal", "range", "date", "time", "dateTime", "acknowledge", "note", "calculate"),
    *_LISTED,
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
    pages: list[dict[str, Any]] = [
        {"name": f"page-{number}", "part": part.value, "title": draw(lines), "questions": []}
        for number, part in enumerate(parts)
    ]
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
    pages = draw(_repeated(draw(_with_conditions(pages))))
    front = {
        **draw(_front()),
        "choices": {name: choices for name, choices in lists.items() if name in used},
        "pages": pages,
    }
    return load_text(
        yaml_of({key: value for key, value in front.items() if value not in ({}, "")}), "generated"
    )


@some.composite
def _with_conditions(draw: Draw, pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pages, some of which and of whose questions hang on what was asked before."""
    asked: list[str] = []
    for page in pages:
        for item in (page, *page["questions"]):
            if asked and draw(some.booleans()):
                item["relevant"] = f"${{{draw(some.sampled_from(asked))}}} != '=\u2019'"
        asked += [one["name"] for one in page["questions"] if one["type"] == "text"]
    return pages


@some.composite
def _repeated(draw: Draw, pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pages, of which the last may be asked several times."""
    for name in draw(some.lists(some.sampled_from(["member", "job"]), unique=True, max_size=2)):
        repeat = {"repeat": name, "label": draw(lines), "most": draw(some.integers(1, 3))}
        often = {"count": "2"} if draw(some.booleans()) else {"more": draw(lines)}
        pages = [*pages[:-1], {**repeat, **often, "pages": pages[-1:]}]
    return pages


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
    kind = draw(some.sampled_from(_TYPES if lists else _TYPES[: -len(_LISTED)]))
    if kind == "calculate":
        return {"name": name, "type": kind, "calculation": "1 + 1", "disclosure": draw(_role())}
    question = {"name": name, "type": kind, "label": draw(texts)}
    if kind == "range":
        spans = [{"start": "0", "end": "10"}, {"start": "-1", "end": "0.50", "step": "0.25"}]
        question["span"] = draw(some.sampled_from(spans))
    if kind in _LISTED:
        question["type"] += f" {draw(some.sampled_from(lists))}"
        question["type"] += " or_other" if kind.startswith("select") and draw(some.booleans()) else ""
    if kind == "matrix":
        rows = draw(some.lists(some.sampled_from(_CODES), unique=True, min_size=1, max_size=3))
        question["rows"] = [{"name": row, "label": draw(texts)} for row in rows]
    for property_ in ("hint", "guidance_hint"):
        question |= {property_: draw(texts)} if draw(some.booleans()) else {}
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
    if kind == "text" and draw(some.booleans()):
        found |= {"default": draw(lines.filter(_is_plain)), "read_only": draw(some.booleans())}
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


def _is_plain(default: str) -> bool:
    """Whether a default stands for itself: `a(` begins as a call does, and is read as one with its end missing."""
    return default != "=1+1" and not is_worked_out(default)
