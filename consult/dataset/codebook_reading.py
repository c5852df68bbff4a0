"""A codebook that was written as CSV, read back: what is needed to read the files beside it."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from consult.dataset.definition import Kind, Variable
from consult.dataset.disarming import armed
from consult.instrument.definition import Type


def read_codebook_csv(path: Path) -> dict[str, Variable]:
    """The variables of a codebook with their codes; without labels. Raises ValueError when it is not one of ours."""
    lines = csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig")))
    found: dict[str, list[Mapping[str, str]]] = {}
    try:
        for line in lines:
            found.setdefault(armed(line["variable"]), []).append(line)
        return {name: _variable(name, of_variable) for name, of_variable in found.items()}
    except KeyError as missing:
        raise ValueError(f"{path.name} is no codebook: it has no column {missing}") from None


def _variable(name: str, lines: list[Mapping[str, str]]) -> Variable:
    about, codes = lines[0], lines[1:]
    return Variable(
        name=name,
        kind=Kind(about["kind"]),
        question=armed(about["question"]),
        type=Type.CALCULATE if about["calculation"] else None,
        codes=_codes(one for one in codes if not one["no answer"]),
        missing=_codes(one for one in codes if one["no answer"]),
    )


def _codes(lines: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(armed(line["code"]) for line in lines)
