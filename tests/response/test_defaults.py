"""An instrument loads with just those defaults that a page, sent as it stands, takes for answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.response.answer import prefilled, read
from tests.instrument.conftest import FRONT

TYPES = {
    "integer": "",
    "decimal": "",
    "range": ", span: {start: 0, end: 10, step: '0.5'}",
    "date": "",
    "time": "",
    "dateTime": "",
    "select_one rent or_other": ", refused: true",
    "select_multiple rent": ", dont_know: true",
    "acknowledge": ", refused: true",
}
ANSWERS = ["5", "-3", "€ 1.200", "0,5", "7.5", "11", "2026-11-01", "31/02/2026", "1/2/2026", "14u30", "24:00", "2026-11-01T14:30:00.000+02:00",
           "2026-11-01 14:30", "high", "low high", "none high", "other", "refused", "dont_know", "high dont_know", "OK", "٣"]  # fmt: skip
LIST = "choices: {rent: [{name: high, label: Hoog}, {name: low, label: Laag}, {name: none, label: Niets, exclusive: true}]}"


@pytest.mark.parametrize("type_", TYPES)
@given(default=some.sampled_from(ANSWERS) | some.text("0123456789-/:.,uT", min_size=1, max_size=12))
def test_a_default_loads_if_the_page_takes_it(type_: str, default: str) -> None:
    lists = LIST if "rent" in type_ else ""
    written = (
        f"{FRONT}{lists}\npages:\n  - name: one\n    part: core\n    questions:\n"
        f"      - {{name: q, type: {type_}, label: Wat?, disclosure: safe, default: '{default}'{TYPES[type_]}}}\n"
    )
    question = load_text(written.replace(f", default: '{default}'", ""), "x.yaml").questions["q"]
    question = replace(question, default=default)
    assert _loads(written) == (not read(question, prefilled(question)).problems)


def _loads(written: str) -> bool:
    try:
        load_text(written, "x.yaml")
    except InstrumentProblems:
        return False
    return True
