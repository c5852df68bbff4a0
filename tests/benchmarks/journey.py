"""The journey that every application is measured by: its twenty questions, and what the nth respondent answers."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("journey.yaml")
_INSTRUMENT: Mapping[str, Any] = YAML(typ="safe").load(FILE)

Answer = str | int | list[str]
Answers = Mapping[str, Answer]

_SENTENCES = (
    "Een vriendin hielp mij met de formulieren.",
    "De wachttijd moet korter, en iemand moet zeggen hoe lang het nog duurt.",
    "Niets. Ik begreep de brieven niet, en aan het loket was er geen tolk.",
    "Meer woningen voor grote gezinnen: wij zijn met zeven in twee kamers.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the journey; `choices` are names, `variables` what its answer fills."""

    name: str
    kind: str
    variables: tuple[str, ...]
    choices: tuple[str, ...]
    required: bool
    constraint: str


def choices(list_name: str) -> list[tuple[str, str]]:
    """Name and label of the choices of a list."""
    return [(choice["name"], choice["label"]) for choice in _INSTRUMENT["choices"][list_name]]


def pages() -> dict[str, tuple[str, ...]]:
    """The variables of each page, in order."""
    return {
        page["name"]: tuple(name for written in page["questions"] for name in _asked(written).variables)
        for page in _INSTRUMENT["pages"]
    }


@cache
def questions() -> tuple[Asked, ...]:
    """The twenty, in order."""
    return tuple(_asked(written) for page in _INSTRUMENT["pages"] for written in page["questions"])


def _asked(written: Mapping[str, Any]) -> Asked:
    kind, _, list_name = written["type"].partition(" ")
    name, rows = written["name"], written.get("rows", ())
    return Asked(
        name=name,
        kind=kind,
        variables=tuple(f"{name}_{row['name']}" for row in rows) or (name,),
        choices=tuple(choice for choice, _ in choices(list_name)) if list_name else (),
        required=written.get("required", False),
        constraint=written.get("constraint", ""),
    )


def answers(respondent: int) -> Answers:
    """What this respondent answers; the same number always gives the same. One in ten passes an optional question by."""
    chance = Random(respondent)
    given: dict[str, Answer] = {}
    for question in questions():
        if question.required or chance.random() > 0.1:
            given |= {variable: _answer(question, chance) for variable in question.variables}
    return given


def _answer(question: Asked, chance: Random) -> Answer:
    match question.kind:
        case "integer":
            return chance.randint(1, 20)
        case "text":
            return chance.choice(_SENTENCES)
        case "select_multiple":
            return [name for name in question.choices if chance.random() < 0.4] or [question.choices[0]]
        case _:
            return chance.choice(question.choices)


def tally(documents: Iterable[Answers]) -> Counter[str]:
    """How often each set of answers is there, whatever the order of its keys; to compare what was stored."""
    return Counter(json.dumps(document, sort_keys=True, ensure_ascii=False) for document in documents)
