"""Whom a printed survey sends past a question: in words, for the people in a repeat too, with no sum for the reader."""

import pytest
from flask import Flask

from consult.instrument.asked_when import Amount, amount, asked_when
from consult.instrument.expression.parsing import parse
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.version import PublishedInstrument, published
from consult.web.respond.paper import paper_page
from tests.web.respond.test_paper import words
from tests.web.respond.world import SMALL

NEIGHBOURS = (
    SMALL.partition("pages:")[0]
    + """\
pages:
  - name: many
    part: core
    questions:
      - {name: many, type: integer, label: Hoeveel buren?, disclosure: safe}
  - repeat: neighbour
    label: Buur
    count: ${many}
    most: 4
    pages:
      - name: years
        part: core
        questions:
          - {name: years, type: decimal, label: Hoeveel jaar?, disclosure: safe}
      - name: since
        part: core
        questions:
          - {name: since, type: text, label: Sinds wanneer?, relevant: "${years} > 2.5", disclosure: free-text}
  - repeat: quarrel
    label: Ruzie
    more: Nog een ruzie?
    most: 2
    pages:
      - name: about
        part: core
        questions:
          - {name: about, type: text, label: Waarover?, disclosure: free-text}
  - name: worked
    part: core
    title: Klaar
    questions:
      - {name: all_years, type: calculate, calculation: "sum(${years})", disclosure: safe}
      - {name: done, type: select_one yes_no, label: Klaar?, disclosure: safe}
      - {name: done_at, type: decimal, label: Hoe ver?, disclosure: safe}
  - name: together
    part: closing
    title: Samen
    questions:
      - {name: sum, type: note, label: "U kent ze samen ${all_years} jaar."}
      - {name: first, type: note, label: "U schreef ${many} op."}
      - {name: tenure, type: select_one tenure, label: Hoe woont u?, disclosure: key}
      - {name: effects, type: select_multiple effects, label: Waarom?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Eerder?, disclosure: safe}
      - {name: target_group, type: calculate, calculation: "'yes'", disclosure: key}
"""
)


@pytest.fixture
def neighbours() -> PublishedInstrument:
    instrument = load_text(NEIGHBOURS, "social-housing/small.yaml")
    arabic = {key: Translation(f"ع {text}", State.MACHINE) for key, text in instrument.source_texts.items()}
    return published(instrument, Translations({"nl": source_texts(instrument), "ar": arabic}))


def _headed(said: str, heading: str) -> str:
    return said.partition(heading)[2][:60].strip()


def test_each_of_a_repeat_says_who_has_one(app: Flask, neighbours: PublishedInstrument) -> None:
    said = words(paper_page(neighbours, "nl", 1))
    for number in (1, 2, 3, 4):
        told = _headed(said, f"Buur {number} ")
        assert told.startswith(f"Vul dit alleen in als dit klopt:vraag 1: {number} of meer"), told
    assert said.count("of meer") == 4  # once for each, and not again on its second page
    assert _headed(said, "Ruzie 2 ").startswith("Sla dit over als het niet over u gaat.")
    assert not _headed(said, "Ruzie 1 ").startswith("Sla dit over")


def test_no_sign_stands_where_words_should(app: Flask, neighbours: PublishedInstrument) -> None:
    said = words(paper_page(neighbours, "ar", 1))
    assert "2 أو أكثر" in said
    for sign in "<>≤≥":
        assert sign not in said


def test_a_note_that_only_a_sum_could_fill_is_left_out(app: Flask, neighbours: PublishedInstrument) -> None:
    page = paper_page(neighbours, "nl", 1)
    assert "U kent ze samen" not in page
    assert 'U schreef <span class="blank"' in page


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("${many} > 1", Amount(least="2")),
        ("${many} >= 1.5", Amount(least="2")),
        ("${many} < 18", Amount(most="17")),
        ("${many} <= 3", Amount(most="3")),
        ("${many} = 0", Amount("0", "0")),
        ("${done_at} >= 2.5", Amount(least="2.5")),
        ("${done_at} > 2.5", None),
    ],
)
def test_a_comparison_in_words(condition: str, said: Amount | None) -> None:
    instrument = load_text(NEIGHBOURS, "social-housing/small.yaml")
    ((clause,),) = asked_when(instrument, parse(condition)) or ()
    assert amount(instrument.questions[clause.question], clause) == said
