"""The DDI codebook: the same variables, in the words and in the order of DDI-Codebook 2.5."""

from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from consult.dataset.codebook import rows, write_codebook_html
from consult.dataset.definition import Variable
from consult.dataset.writing.ddi.codebook import ddi_codebook
from consult.dataset.writing.ddi.study import ReleasedFile, Study
from tests.dataset.worlds import FIRST, SECOND, a_dataset, versions
from tests.dataset.writing.ddi_schema import problems

DDI = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STUDY = Study(
    titles={"nl": "Klein & fijn", "en": "Small & fine"},
    number="social-housing/small",
    version="2",
    day="2026-03-02",
    modes=({"nl": "Online", "en": "Online"}, {"nl": "Op papier", "en": "On paper"}),
    instrument={"nl": "vragenlijst", "en": "questionnaire"},
    conditions={"nl": "Herken niemand.", "en": "Recognise nobody."},
    notes={"en": "Synthetic."},
    files=(ReleasedFile("klein.csv", "csv", 61), ReleasedFile("klein.sav", "sav", 61)),
)


@pytest.fixture
def variables() -> dict[str, Variable]:
    return dict(a_dataset(of=versions(FIRST, SECOND)).variables)


@pytest.fixture
def document(variables: dict[str, Variable]) -> Element:
    return fromstring(ddi_codebook(variables, STUDY))


def var(document: Element, name: str) -> Element:
    (found,) = (one for one in document.iter(f"{DDI}var") if one.get("name") == name)
    return found


def texts(parent: Element, path: str) -> list[tuple[str | None, str | None]]:
    found = parent.findall("/".join(f"{DDI}{step}" for step in path.split("/")))
    return [(one.get(LANG), one.text) for one in found]


def test_the_codebook_of_a_dataset_is_valid(variables: dict[str, Variable]) -> None:
    assert problems(ddi_codebook(variables, STUDY)) == []


def test_a_codebook_of_nothing_but_a_title_is_valid() -> None:
    assert problems(ddi_codebook({}, Study({"nl": "Wonen"}))) == []


def test_every_variable_is_there_once_and_stands_in_every_file(
    document: Element, variables: dict[str, Variable]
) -> None:
    found = list(document.iter(f"{DDI}var"))
    assert [one.get("name") for one in found] == list(variables)
    assert {one.get("files") for one in found} == {"F1 F2"}
    ids = [one.get("ID") for one in document.iter() if one.get("ID")]
    assert len(ids) == len(set(ids)) == len(found) + 2


def test_a_label_stands_there_in_every_language_that_has_it(document: Element) -> None:
    tenure = var(document, "tenure")
    assert texts(tenure, "labl") == [("nl", "Hoe woont u?"), ("ar", "كيف تسكن؟")]
    assert texts(tenure, "qstn/qstnLit") == [("nl", "Hoe woont u?"), ("ar", "كيف تسكن؟")]
    private = [one for one in tenure.iter(f"{DDI}catgry") if one.findtext(f"{DDI}catValu") == "private"]
    assert texts(private[0], "labl") == [("nl", "Privé"), ("ar", "سكن خاص")]


def test_having_no_answer_is_marked_as_missing(document: Element) -> None:
    categories = var(document, "tenure").findall(f"{DDI}catgry")
    assert [(one.findtext(f"{DDI}catValu"), one.get("missing"), one.get("missType")) for one in categories] == [
        ("owner", None, None), ("social", None, None), ("private", None, None), ("other", None, None),
        ("not_asked", "Y", "not_asked"), ("not_answered", "Y", "not_answered"),
        ("dont_know", "Y", "dont_know"), ("refused", "Y", "refused"),
    ]  # fmt: skip
    assert texts(categories[4], "labl") == [("nl", "Niet gevraagd"), ("ar", "لم يُطرح السؤال")]


def test_the_base_is_everyone_in_words_or_an_expression(document: Element) -> None:
    assert texts(var(document, "tenure"), "universe") == [("nl", "Iedereen"), ("en", "Everyone")]
    assert texts(var(document, "rent"), "universe") == [
        (None, "(${tenure} != 'owner') and (${tenure} = 'private')")
    ]


def test_a_calculation_is_a_derivation_and_no_question(document: Element) -> None:
    twice = var(document, "twice")
    assert twice.findtext(f"{DDI}derivation/{DDI}drvcmd") == "${rent} * 2"
    assert twice.find(f"{DDI}qstn") is None


def test_a_calculation_with_a_trigger_tells_at_which_changes_it_is_worked_out(
    variables: dict[str, Variable],
) -> None:
    triggered = {**variables, "twice": replace(variables["twice"], trigger=("rent", "tenure"))}
    written = ddi_codebook(triggered, STUDY)
    assert problems(written) == []
    assert texts(var(fromstring(written), "twice"), "derivation/drvdesc/p") == [
        ("nl", "Opnieuw berekend als dit verandert: rent, tenure"),
        ("en", "Worked out again when this changes: rent, tenure"),
    ]
    headings, *lines = rows(triggered)
    at = headings.index("worked out again at")
    assert [line[at] for line in lines if line[at]] == ["rent tenure"]


def test_a_number_is_numeric_and_a_day_a_date(document: Element) -> None:
    formats = {
        name: var(document, name).find(f"{DDI}varFormat").attrib  # type: ignore[union-attr]
        for name in ("rent", "tenure", "day")
    }
    assert formats["rent"] == {"type": "numeric"}
    assert formats["tenure"] == {"type": "character"}
    assert formats["day"] == {"type": "character", "schema": "ISO", "category": "date"}


def test_notes_tell_the_role_and_which_versions_asked(
    document: Element, variables: dict[str, Variable]
) -> None:
    notes = [(one.get("type"), one.text) for one in var(document, "earlier").findall(f"{DDI}notes")]
    assert ("disclosure role", "safe") in notes
    assert ("asked since version", variables["earlier"].since) in notes
    assert ("asked until version", variables["earlier"].until) in notes


def test_the_columns_of_one_question_are_grouped(document: Element) -> None:
    groups = {one.get("name"): one for one in document.iter(f"{DDI}varGrp")}
    assert {name: one.get("type") for name, one in groups.items()} == {
        "effects": "multipleResp",
        "trust": "grid",
    }
    by_id = {one.get("ID"): one.get("name") for one in document.iter(f"{DDI}var")}
    assert [by_id[id_] for id_ in str(groups["trust"].get("var")).split()] == ["trust_clear", "trust_fair"]


def test_the_study_says_who_made_it_how_and_under_which_conditions(document: Element) -> None:
    study = document.find(f"{DDI}stdyDscr")
    assert study is not None
    assert texts(study, "citation/titlStmt/titl") == [("nl", "Klein & fijn")]
    assert texts(study, "citation/titlStmt/parTitl") == [("en", "Small & fine")]
    assert study.findtext(f"{DDI}citation/{DDI}prodStmt/{DDI}producer") == "LEVL vzw"
    version = study.find(f"{DDI}citation/{DDI}verStmt/{DDI}version")
    assert version is not None
    assert (version.text, version.get("date")) == ("2", "2026-03-02")
    assert texts(study, "dataAccs/useStmt/conditions") == [
        ("nl", "Herken niemand."),
        ("en", "Recognise nobody."),
    ]
    assert [text for _, text in texts(study, "method/dataColl/collMode")] == [
        "Online",
        "Online",
        "Op papier",
        "On paper",
    ]


def test_files_have_the_rows_that_they_are_told_to_have_and_nothing_else_is_counted(
    document: Element,
) -> None:
    assert [text for _, text in texts(document, "fileDscr/fileTxt/fileName")] == ["klein.csv", "klein.sav"]
    assert [text for _, text in texts(document, "fileDscr/fileTxt/dimensns/caseQnty")] == ["61", "61"]
    assert not {"catStat", "sumStat", "TotlResp"} & {one.tag.removeprefix(DDI) for one in document.iter()}


def test_the_same_variables_give_the_same_bytes(variables: dict[str, Variable]) -> None:
    assert ddi_codebook(variables, STUDY) == ddi_codebook(dict(variables), replace(STUDY))


def test_a_sign_that_no_document_can_hold_is_replaced(variables: dict[str, Variable]) -> None:
    odd = replace(variables["tenure"], labels={"nl": "Hoe\x0b <woont> u\x00?"})
    document = fromstring(ddi_codebook({"tenure": odd}, STUDY))
    assert texts(var(document, "tenure"), "labl") == [("nl", "Hoe\ufffd <woont> u\ufffd?")]


def test_of_the_variables_it_says_nothing_that_the_other_codebooks_do_not_say(
    document: Element, variables: dict[str, Variable], tmp_path: Path
) -> None:
    told = "\n".join(cell for row in rows(variables) for cell in map(str, row))
    for language in ("nl", "en"):
        write_codebook_html(variables, tmp_path / language, language, "Klein")
        told += unescape((tmp_path / language).read_text())
    data = document.find(f"{DDI}dataDscr")
    assert data is not None
    said = {(one.text or "").strip() for one in data.iter() if not one.tag.endswith("}txt")}
    assert {text for text in said if text not in told} == {"YYYY-MM-DD"}
