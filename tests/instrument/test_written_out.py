"""What repeats come to is counted before anything is written out, and what is too much is refused at once."""

from datetime import date
from time import perf_counter

import pytest

from consult.instrument import written_out
from consult.instrument.definition import Instrument
from consult.instrument.dependencies import expressions_in
from consult.instrument.expression import evaluation
from consult.instrument.expression.tree import names_in
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import make_ready, route
from consult.instrument.translated import Translations, source_texts
from consult.instrument.version import canonical, from_canonical
from consult.instrument.written_out import names_written
from tests.heads import head
from tests.instrument.test_repeating import FILE


def _home(asked: str, within: str = "1 = 1", most: int = 4) -> Instrument:
    """A home of rooms, each with doors: four and three at most."""
    return load_text(
        head("home")
        + f"""\
pages:
  - {{name: size, part: core, questions: [{{name: size, type: integer, label: Hoeveel?, disclosure: safe}}]}}
  - repeat: room
    label: Kamer
    count: "${{size}}"
    most: {most}
    relevant: "${{size}} > 0"
    pages:
      - name: wide
        part: core
        questions:
          - {{name: wide, type: integer, label: Breed?, disclosure: safe}}
          - {{name: own, type: calculate, calculation: "{within}", disclosure: safe}}
      - repeat: door
        label: Deur
        count: "${{wide}}"
        most: 3
        pages:
          - {{name: high, part: core, questions: [{{name: high, type: integer, label: Hoog?, disclosure: safe}}]}}
  - name: last
    part: core
    questions:
      - {{name: wish, type: text, label: Wens?, disclosure: safe}}
      - {{name: found, type: calculate, calculation: "{asked}", disclosure: safe}}
""",
        "home.yaml",
    )


def _there(instrument: Instrument) -> int:
    """The names in every expression that came of it."""
    found = [page.relevant for page in instrument.pages if page.relevant]
    found += [one for question in instrument.questions.values() for one in expressions_in(question)]
    return sum(1 for one in found for _name in names_in(one.tree))


@pytest.mark.parametrize(
    "asked",
    [
        "sum(${high}) + ${size}",
        "count(${room}) + count(${door})",
        "sum(${room}[wide > 1]/wide)",
        "sum(${room}[wide > 1][2]/high)",
        "sum(${room}[wide > ${size}][position() > 1][last()]/wide)",
        "count(${door}[high > 1 and . = 1][position() = last() - 1])",
        "count(${room}[count(door[high > 2]) = 2][last()])",
        "count(${room}[count(${door}[last()]) > position()])",
        "sum(indexed-repeat(${high}, ${room}, ${size}))",
        "indexed-repeat(${high}, ${room}, 1, ${door}, 2 + ${size})",
        "sum(${wide}[. > ${size}])",
    ],
)
def test_the_names_are_counted_that_are_written(asked: str) -> None:
    instrument = _home(asked)
    assert names_written(instrument) == _there(instrument)


@pytest.mark.parametrize(
    "within",
    [
        "${wide} > 1 and sum(${high}) > 1",
        "count(${room}[wide > 2][last()]) > 1",
        "count(${door}[position() = last()]) > position(..)",
        "indexed-repeat(${high}, ${room}, position(..) - 1) > 1",
    ],
)
def test_seen_from_an_instance_they_are_too(within: str) -> None:
    instrument = _home("1", within)
    assert names_written(instrument) == _there(instrument)


def test_places_in_places_are_refused_before_they_are_written() -> None:
    begun = perf_counter()
    with pytest.raises(InstrumentProblems) as refused:
        _home("count(${room}[wide > 1]" + "[last()]" * 12 + ")", most=30)
    assert "expressions that name more than" in refused.value.problems[0].sentence
    assert perf_counter() - begun < 1


def test_a_household_of_which_each_asks_about_all_is_refused() -> None:
    """One that passed every bound took 24 seconds to load, and its first respondent waited 14."""
    each = "".join(
        f'          - {{name: c{place}, type: calculate, calculation: "count(${{member}}[age > {place}]/age)", disclosure: safe}}\n'
        for place in range(40)
    )
    file = FILE.replace("most: 4", "most: 30").replace("most: 2", "most: 1")
    with pytest.raises(InstrumentProblems) as refused:
        load_text(
            file.replace("      - name: school\n", f"{each}      - name: school\n", 1), "household.yaml"
        )
    assert "expressions that name more than" in refused.value.problems[0].sentence


def test_what_was_published_once_is_read_whatever_the_bounds_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    home = _home("count(${room}[wide > 1]/high)")
    stored = canonical(home, Translations({"nl": source_texts(home)}))
    monkeypatch.setattr(written_out, "MOST_NAMES", 1)
    monkeypatch.setattr(written_out, "MOST_QUESTIONS", 1)
    assert from_canonical(stored).instrument == home
    with pytest.raises(InstrumentProblems):
        _home("count(${room}[wide > 1]/high)")


def test_who_answers_first_waits_for_no_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    home = _home("count(${room}[wide > 1]/high)")
    make_ready(home)
    monkeypatch.setattr(evaluation, "_Compiling", None)  # nothing is compiled from here on
    answers = {"size": 1, "wide_1": 2, "high_1_1": 3, "high_1_2": 5}
    assert route(home, answers, date(2026, 3, 2)).calculated["found"] == 2
