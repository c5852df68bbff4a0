"""What a codebook says for people who read it beside the instrument: versions by number, units, whose answer a choice is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from consult.dataset.codebook import rows, write_codebook_html
from consult.dataset.definition import Variable
from consult.dataset.variables import variables_of
from consult.dataset.writing.ddi.codebook import ddi_codebook
from consult.dataset.writing.ddi.study import Study
from consult.instrument.translated import State, Translation, Translations
from tests.dataset.worlds import FIRST, SECOND, versions
from tests.heads import counting_head

DDI = "{ddi:codebook:2_5}"

HOUSEHOLD = (
    counting_head("small", languages="nl, ar")
    + """
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - repeat: person
    label: Persoon
    most: 2
    more: Nog iemand?
    pages:
      - name: called
        part: core
        questions: [{name: called, type: text, label: Hoe heet u?, disclosure: free-text}]
  - name: helper
    part: core
    title: Wie en wanneer
    questions:
      - {name: helper, type: "select_one ${called}", label: Wie helpt u?, disclosure: sensitive}
      - {name: sleep, type: time, label: Hoe laat gaat u slapen?, disclosure: safe}
      - {name: moved, type: dateTime, label: Wanneer verhuisde u?, disclosure: safe}
      - {name: born, type: date, label: Wanneer bent u geboren?, disclosure: key}
  - name: who
    part: closing
    title: Over u
    questions:
      - {name: target_group, type: select_one yes_no, label: Herkomst?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Eerder?, disclosure: safe}
"""
)


@pytest.fixture(scope="module")
def numbered() -> Mapping[str, Variable]:
    fielded = versions(FIRST, SECOND).items()
    return variables_of({name: replace(one, number=number) for number, (name, one) in enumerate(fielded, 3)})


@pytest.fixture(scope="module")
def household() -> Mapping[str, Variable]:
    return variables_of(versions(HOUSEHOLD))


def lines(variables: Mapping[str, Variable], name: str) -> list[dict[str, str]]:
    headings, *found = rows(variables)
    return [dict(zip(headings, line, strict=True)) for line in found if line[0] == name]


def notes(variables: Mapping[str, Variable], name: str) -> list[tuple[str | None, str | None, str | None]]:
    var = described(variables, name)
    return [(one.get("type"), one.text, one.get("subject")) for one in var.findall(f"{DDI}notes")]


def described(variables: Mapping[str, Variable], name: str) -> Element:
    document = fromstring(ddi_codebook(variables, Study({"nl": "Klein"})))
    return next(one for one in document.iter(f"{DDI}var") if one.get("name") == name)


def test_a_version_is_told_by_the_number_that_lineages_have(numbered: Mapping[str, Variable]) -> None:
    earlier = lines(numbered, "earlier")[0]
    assert (earlier["since"], earlier["until"]) == ("3", "3")
    assert (earlier["since hash"], earlier["until hash"]) == ("v1", "v1")
    assert (lines(numbered, "tenure")[0]["since"], lines(numbered, "tenure")[0]["until"]) == ("3", "")
    assert ("asked since version", "4", "v2") in notes(numbered, "language_")


def test_the_page_tells_the_number_and_which_version_that_is(
    numbered: Mapping[str, Variable], tmp_path: Path
) -> None:
    write_codebook_html(numbered, tmp_path / "codebook.html", "nl", "Klein")
    assert "<dt>Tot en met versie</dt><dd>3 <code>v1</code></dd>" in (tmp_path / "codebook.html").read_text()


def test_a_stale_label_with_another_number_is_no_label() -> None:
    (one,) = versions(FIRST).values()
    stale = {
        key: Translation(f"{text} 3", State.REVIEWED, stale=True)
        for key, text in (("tenure/label", "كيف تسكن؟"), ("choices/tenure/social", "سكن"))
    }
    arabic = {**one.translations.of("ar"), **stale}
    translated = Translations({**one.translations.by_language, "ar": arabic})
    variable = variables_of({"v1": replace(one, translations=translated)})["tenure"]
    assert variable.labels == {"nl": "Hoe woont u?"}
    assert "social" not in variable.value_labels["ar"]


def test_a_time_says_that_its_number_is_minutes(household: Mapping[str, Variable], tmp_path: Path) -> None:
    told = lines(household, "sleep")[0]
    assert told["unit nl"] == "minuten na middernacht: 0 is 0.00 uur, 1410 is 23.30 uur"
    assert told["unit en"].startswith("minutes since midnight")
    assert [text for kind, text, _ in notes(household, "sleep") if kind == "unit"] == [
        told["unit nl"],
        told["unit en"],
    ]
    write_codebook_html(household, tmp_path / "codebook.html", "en", "Small")
    assert "<dt>Unit</dt><dd>minutes since midnight" in (tmp_path / "codebook.html").read_text()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("moved", "the day alone: the time that was answered with it does not leave"),
        ("born", "a day: year, month and day"),
        ("sleep.missing", ""),
        ("target_group", ""),
    ],
)
def test_what_is_no_plain_number_says_what_it_is(
    household: Mapping[str, Variable], name: str, said: str
) -> None:
    assert lines(household, name)[0]["unit en"] == said


def test_a_choice_that_is_an_answer_from_a_repeat_says_whose(household: Mapping[str, Variable]) -> None:
    told = {line["code"]: line["label nl"] for line in lines(household, "helper")[1:]}
    assert (told["1"], told["2"]) == ("Persoon 1", "Persoon 2")
    labels = {
        one.findtext(f"{DDI}catValu"): one.findtext(f"{DDI}labl")
        for one in described(household, "helper").iter(f"{DDI}catgry")
    }
    assert labels["2"] == "Persoon 2"
