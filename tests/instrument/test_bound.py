"""Expressions that look things up in the instrument's own lists of choices."""

from datetime import date
from pathlib import Path

import pytest

from consult.instrument.cut_off import CutOff, cut_off
from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import route
from consult.instrument.translation import load_translations
from consult.instrument.version import canonical, from_canonical, published
from tests.instrument.xlsform.forms import imported, said

FILE = """
instrument: social-housing/lookups
title: Gemeenten
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
counting: {target_group: target, earlier: target}
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
choices:
  towns: |
    name,label,mayor
    a,Aalst,Ann
    b,Brugge,Bea
  fees: |
    name,label,amount
    a,Laag,10
    b,Hoog,20
pages:
  - name: where
    part: core
    questions:
      - {name: town, type: select_one towns, label: Gemeente?, disclosure: key}
      - {name: target, type: calculate, calculation: "if(FEE > 10, 'yes', 'no')", disclosure: safe}
      - {name: called, type: calculate, calculation: "jr:choice-name(${town}, '${town}')", disclosure: safe}
      - {name: mayor, type: calculate, calculation: "pulldata('towns', 'mayor', 'name', ${town})", disclosure: safe}
"""
FEE = "instance('fees')/root/item[name = ${town}]/amount"


@pytest.fixture
def instrument() -> Instrument:
    return load_text(FILE.replace("FEE", FEE), "lookups.yaml")


def worked_out(instrument: Instrument, town: str) -> dict[str, object]:
    return dict(route(instrument, {"town": town}).calculated)


def test_an_instrument_looks_things_up_in_its_own_lists(instrument: Instrument) -> None:
    assert worked_out(instrument, "b") == {"target": "yes", "called": "Brugge", "mayor": "Bea"}
    assert worked_out(instrument, "a") == {"target": "no", "called": "Aalst", "mayor": "Ann"}


def test_a_published_version_looks_them_up_too(instrument: Instrument, tmp_path: Path) -> None:
    translations, _ = load_translations(tmp_path, instrument)
    fielded = from_canonical(canonical(instrument, translations)).instrument
    assert worked_out(fielded, "b") == {"target": "yes", "called": "Brugge", "mayor": "Bea"}
    assert fielded == instrument


def test_the_tables_are_no_part_of_what_is_published(instrument: Instrument, tmp_path: Path) -> None:
    version = published(instrument, load_translations(tmp_path, instrument)[0])
    calculation = version.instrument.questions["mayor"].calculation
    assert calculation is not None
    assert calculation.tables.keys() == {"towns"}
    assert "Bea" not in str(calculation)


def test_a_list_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(InstrumentProblems) as refused:
        load_text(FILE.replace("FEE", FEE.replace("'fees'", "'fee'")), "lookups.yaml")
    assert [str(problem) for problem in refused.value.problems] == [
        'lookups.yaml:24:67  unknown list "fee"; a list of choices. Did you mean "fees"?',
    ]


REPEATED = """
  - repeat: visit
    label: Bezoek
    count: "instance('fees')/root/item[name = ${town}]/amount div 10"
    most: 2
    pages:
      - name: visit
        part: core
        questions:
          - {name: seen, type: select_one towns, label: Waar?, disclosure: key}
          - {name: seen_in, type: calculate, calculation: "jr:choice-name(${seen}, '${seen}')", disclosure: safe}
"""


def test_a_repeat_looks_things_up_in_each_instance() -> None:
    instrument = load_text(FILE.replace("FEE", "2") + REPEATED.lstrip("\n"), "lookups.yaml")
    found = route(instrument, {"town": "b", "seen_1": "a", "seen_2": "b"}).calculated
    assert (found["seen_in_1"], found["seen_in_2"]) == ("Aalst", "Brugge")
    once = route(instrument, {"town": "a", "seen_1": "a", "seen_2": "b"}).calculated
    assert "seen_in_2" not in once


FORM = """
| survey |
| type | name | label::English (en) | calculation |
| select_one towns | town | Town? | |
| calculate | fee | | {calculation} |
| choices |
| list_name | name | label::English (en) | amount | note |
| towns | a | Aalst | | |
| fees | a | Low | 10 | x |
"""


def test_a_workbooks_list_comes_along_when_only_an_expression_looks_at_it() -> None:
    found = imported(FORM.format(calculation=FEE))
    assert found.instrument is not None
    assert "name,label,amount\n    a,Low,10" in found.text
    assert worked_out(found.instrument, "a") == {"fee": "10"}


def test_a_file_beside_the_workbook_is_no_slip() -> None:
    found = imported(FORM.format(calculation="pulldata('prices.csv', 'amount', 'name', ${town})"))
    assert 'survey!D3: calculation: unknown list "prices" in column 10 is not supported yet.' in said(found)


CUT = """
  - repeat: visit
    label: Bezoek
    count: "instance('fees')/root/item[name = ${town}]/amount"
    most: 15
    pages:
      - name: visit
        part: core
        questions:
          - {name: seen, type: select_one towns, label: Waar?, disclosure: key}
"""


def test_a_repeat_that_looks_up_how_often_says_what_falls_away() -> None:
    instrument = load_text(FILE.replace("FEE", "2") + CUT.lstrip("\n"), "lookups.yaml")
    first, today = instrument.pages_by_name["visit-1"], date(2026, 11, 21)
    assert cut_off(instrument, first, route(instrument, {"town": "b"}), today) == CutOff(20, 15)
    assert cut_off(instrument, first, route(instrument, {"town": "a"}), today) is None


def test_the_name_of_a_choice_that_is_an_answer_is_asked_for_where_it_was_given() -> None:
    form = """
  - repeat: member
    label: Lid
    count: "2"
    most: 2
    pages:
      - {name: called, part: core, questions: [{name: called, type: text, label: Naam?, disclosure: direct}]}
  - name: head
    part: core
    questions:
      - {name: head, type: "select_one ${called}", label: Wie?, disclosure: safe}
      - {name: first, type: calculate, calculation: "jr:choice-name(${head}, '${head}')", disclosure: safe}
"""
    with pytest.raises(InstrumentProblems) as refused:
        load_text(FILE.replace("FEE", "2") + form.lstrip("\n"), "lookups.yaml")
    (problem,) = (str(one) for one in refused.value.problems if "choice-name" in str(one))
    assert "jr:choice-name() of answers as choices" in problem
    assert "indexed-repeat(${question}, ${repeat}, ${head})" in problem
