"""Our own instruments as XLSForm: in its own words where it has them, and back without loss."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from consult.actions import publishing
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.xlsform.exporting.file_writing import CellTooLong
from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import inside
from tests.instrument.xlsform.round_trips import files_of, read_back, rows, small, the_same, written

SHIPPED = list(publishing.shipped_files())

TENURE = """\
choices:
  tenure:
    - {name: social, label: Sociaal}
    - {name: none, label: Niets, exclusive: true}
pages:
  - name: home
    part: core
    questions:
      - {name: tenure, type: select_multiple tenure or_other, label: Hoe woont u?, hint: Kies., required: true, dont_know: true, disclosure: key}
"""
MATRIX = """\
choices:
  agree: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: views
    part: themes
    questions:
      - name: views
        type: matrix agree
        label: Bent u het eens?
        required: true
        required_message: Kies overal iets.
        rows: [{name: rent, label: De huur is te hoog}, {name: "a/b", label: Het is te ver}]
        disclosure: sensitive
"""
TOWNS = """\
choices:
  region: [{name: n, label: Noord}, {name: z, label: Zuid}]
  town: |
    name,label,region,tag
    a,Aalst,n,x
    b,Brugge,z,
pages:
  - name: where
    part: background
    questions:
      - {name: region, type: select_one region, label: Welke streek?, disclosure: key, keep: derived}
  - name: town
    part: background
    relevant: ${region} != ''
    questions:
      - {name: town, type: select_one town or_other, label: "Welke gemeente in ${region}?", choice_filter: "region = ${region} and tag = 'x'", disclosure: key}
      - {name: north, type: calculate, calculation: "if(${region} = 'n', 'yes', 'no')", disclosure: safe}
"""


RARER = """\
choices:
  help: [{name: money, label: Geld}, {name: advice, label: Raad}]
pages:
  - name: first
    part: core
    title: Eerst
    questions:
      - {name: trust, type: range, span: {start: 0, end: 10, step: "0.5"}, label: Vertrouwen?, default: "5", disclosure: safe}
      - {name: moved, type: dateTime, label: Wanneer?, guidance_hint: Lees traag., disclosure: key}
      - {name: woke, type: time, label: Hoe laat?, disclosure: safe}
      - {name: fixed, type: text, label: Vast?, default: ja, read_only: true, disclosure: safe}
      - {name: order, type: rank help, label: Wat helpt het meest?, disclosure: safe}
      - {name: agreed, type: acknowledge, label: Gelezen?, required: true, disclosure: safe}
"""
REPEATS = """\
pages:
  - name: size
    part: core
    questions: [{name: size, type: integer, label: Met hoeveel?, disclosure: key}]
  - repeat: member
    label: Gezinslid
    count: ${size}
    most: 4
    relevant: ${size} > 1
    pages:
      - name: age
        part: core
        questions: [{name: age, type: integer, label: Hoe oud?, disclosure: key}]
      - repeat: job
        label: Werk
        more: Nog werk?
        most: 2
        pages:
          - name: pay
            part: core
            relevant: ${age} > 17
            questions:
              - {name: pay, type: decimal, label: "Loon op ${age} jaar?", relevant: "${age} < 70", disclosure: sensitive}
  - name: eldest
    part: themes
    questions: [{name: eldest, type: calculate, calculation: "max(${age})", disclosure: safe}, {name: last, type: text, label: Wat nog?, disclosure: free-text}]
"""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_shipped_instrument_comes_back_as_it_went(path: Path) -> None:
    checked = publishing.check_file(path)
    assert checked.instrument is not None
    assert the_same(checked.instrument, checked.translations)


def test_a_question_stands_in_the_words_of_xlsform() -> None:
    content = written(small(TENURE))
    group, question, end = rows(content, "survey")[2:5]
    assert (group["type"], group["name"], group["appearance"]) == ("begin group", "home", "field-list")
    assert question["type"] == "select_multiple tenure or_other"
    assert question["label::Nederlands (nl)"] == "Hoe woont u?"
    assert question["consult::disclosure"] == "key"
    assert end == {"type": "end group"}
    assert rows(content, "choices")[0] == {
        "list_name": "tenure",
        "name": "social",
        "label::Nederlands (nl)": "Sociaal",
    }
    settings = rows(content, "settings")[0]
    assert (settings["form_title"], settings["form_id"]) == ("Klein", "social-housing-small")
    assert settings["default_language"] == "Nederlands (nl)"


def test_nobody_is_forced_to_answer_elsewhere_what_may_be_left_open_here() -> None:
    question = rows(written(small(TENURE)), "survey")[3]
    assert "required" not in question
    assert question["consult::required"] == "yes"
    assert the_same(small(TENURE))


def test_what_is_read_before_and_after_the_questions_is_shown_elsewhere_too() -> None:
    first, second = rows(written(small(TENURE)), "survey")[:2]
    assert (first["type"], first["label::Nederlands (nl)"], first["consult::text"]) == (
        "note",
        "Lees dit.",
        "consent/text",
    )
    assert (second["type"], second["required"]) == ("acknowledge", "yes")


def test_a_matrix_is_a_list_in_a_table() -> None:
    found = rows(written(small(MATRIX)), "survey")[3:7]
    assert [row["type"] for row in found] == [
        "begin group",
        "select_one agree",
        "select_one agree",
        "end group",
    ]
    assert (found[0]["name"], found[0]["appearance"]) == ("views", "table-list")
    assert [row.get("name") for row in found[1:3]] == ["views_rent", "views_a_b"]
    assert found[2]["consult::row"] == "a/b"
    assert the_same(small(MATRIX))


def test_a_page_called_as_a_question_has_a_group_of_another_name() -> None:
    assert rows(written(small(MATRIX)), "survey")[2]["name"] == "page_views"


def test_filtered_lists_keep_their_columns_whatever_those_are_called() -> None:
    content = written(small(TOWNS))
    assert rows(content, "choices")[2]["region"] == "n"
    assert rows(content, "choices")[2]["_consult_tag"] == "x"
    assert rows(content, "survey")[6]["type"] == "select_one town"  # with a filter, no or_other there
    assert the_same(small(TOWNS))


def test_the_rarer_types_are_those_of_xlsform() -> None:
    content = written(small(RARER))
    found = {row["name"]: row for row in rows(content, "survey")[3:9]}
    assert [row["type"] for row in found.values()] == [
        *("range", "dateTime", "time", "text", "rank help", "acknowledge"),
    ]
    assert found["trust"]["parameters"] == "start=0 end=10 step=0.5"
    assert found["moved"]["guidance_hint::Nederlands (nl)"] == "Lees traag."
    assert (found["fixed"]["default"], found["fixed"]["read_only"]) == ("ja", "yes")
    assert the_same(small(RARER))


def test_what_repeats_is_a_repeat_in_a_repeat() -> None:
    content = written(small(REPEATS))
    frames = [row for row in rows(content, "survey") if row["type"].endswith("repeat")]
    assert [(row["type"], row.get("name"), row.get("repeat_count")) for row in frames] == [
        ("begin repeat", "member", "${size}"),
        ("begin repeat", "job", None),
        ("end repeat", None, None),
        ("end repeat", None, None),
    ]
    assert (frames[0]["label::Nederlands (nl)"], frames[0]["relevant"]) == ("Gezinslid", "${size} > 1")
    assert the_same(small(REPEATS))


def test_every_state_of_a_translation_comes_back() -> None:
    instrument = small(TENURE)
    french = {
        "title": Translation("Petit", State.PRETESTED),
        "tenure/label": Translation("Comment habitez-vous en 2020 ?", State.REVIEWED, stale=True),
        "tenure/hint": Translation("Choisissez.", State.MACHINE),
        "choices/tenure/social": Translation("Social", State.DRAFT),
        "consent/text": Translation("Lisez ceci.", State.REVIEWED),
    }
    texts = {key: french.get(key, Translation("")) for key in instrument.source_texts}
    translations = Translations({"nl": source_texts(instrument), "fr": texts})
    _instrument, back = read_back(written(instrument, translations))
    assert back == translations


def _opened(content: bytes) -> Workbook:
    """As the spreadsheet program of a partner opens it."""
    return load_workbook(io.BytesIO(content))


def _saved(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_what_someone_writes_in_a_cell_is_what_comes_back() -> None:
    book = _opened(written(small(TENURE)))
    sheet = book["survey"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(5, headings.index("label::Nederlands (nl)") + 1).value = "Hoe woont u nu?"
    sheet.cell(5, headings.index("consult::disclosure") + 1).value = "sensitive"
    added = [{"type": "text", "name": "more", "label::Nederlands (nl)": "Wat nog?"}.get(h) for h in headings]
    sheet.append(added)
    instrument, _translations = read_back(_saved(book))
    assert instrument.questions["tenure"].label == "Hoe woont u nu?"
    assert instrument.questions["tenure"].disclosure == "sensitive"
    assert [page.name for page in instrument.pages] == ["home", "more-added"]
    assert instrument.questions["more"].disclosure is None


def test_a_row_that_someone_broke_is_inactive_and_told_with_its_place() -> None:
    book = _opened(written(small(TENURE)))
    headings = [cell.value for cell in book["survey"][1]]
    book["survey"].append(
        [
            {
                "type": "text",
                "name": "more",
                "label::Nederlands (nl)": "Wat?",
                "relevant": "${tenur} = 'a'",
            }.get(h)
            for h in [*headings, "relevant"]
        ]
    )
    book["survey"].cell(1, len(headings) + 1).value = "relevant"
    imported = import_workbook(_saved(book), "form.xlsx")
    assert [(one.name, one.fate.value) for one in imported.outcomes][-1] == ("more", "inactive")
    assert any("unknown name" in str(one) and one.cell == "survey!7" for one in imported.remarks)
    assert list(files_of(imported)[0].questions) == ["tenure"]


def test_a_row_that_someone_adds_in_a_repeat_is_asked_in_it() -> None:
    book = _opened(written(small(REPEATS)))
    sheet = book["survey"]
    headings = [cell.value for cell in sheet[1]]
    place = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "end repeat")
    sheet.insert_rows(place + 1)  # after the inner one
    for heading, text in {"type": "text", "name": "name", "label::Nederlands (nl)": "Wie?"}.items():
        sheet.cell(place + 1, headings.index(heading) + 1).value = text
    instrument, _translations = read_back(_saved(book))
    assert [page.name for page in instrument.as_written.pages] == [
        "size",
        "age",
        "pay",
        "name-added",
        "eldest",
    ]
    assert "name_2" in instrument.questions


@pytest.mark.parametrize("key", ["languages", "method", "texts_days", "page"])
def test_a_head_that_someone_broke_is_told_and_makes_no_instrument(key: str) -> None:
    book = _opened(written(small(TENURE)))
    for row in book["_consult"].iter_rows():
        if row[0].value == key:
            for cell in row[1:]:
                cell.value = "xx" if cell.value else None
    imported = import_workbook(_saved(book), "form.xlsx")
    assert (imported.text == "") == (key != "page")  # a page that is not known is one more
    assert any(one.code == "not_loaded" for one in imported.remarks) == (key != "page")


def test_the_same_instrument_gives_the_same_bytes_on_any_day() -> None:
    content = written(small(TENURE))
    assert content == written(small(TENURE))
    days = {one.date_time[:3] for one in ZipFile(io.BytesIO(content)).infolist()}
    assert days == {(1980, 1, 1)}
    made = re.findall(rb"<dcterms:\w+[^>]*>([^<]+)<", inside(content, "docProps/core.xml"))
    assert made == [b"1980-01-01T00:00:00Z"] * 2


def test_an_expression_is_never_a_formula() -> None:
    content = written(
        small(TENURE.replace("Hoe woont u?", '"=HYPERLINK(\\"http://x\\")"').replace("Kies.", '"@SUM(1)"'))
    )
    assert rows(content, "survey")[3]["label::Nederlands (nl)"] == '=HYPERLINK("http://x")'
    assert b"<f>" not in inside(content, "xl/worksheets/sheet1.xml")


def test_a_text_that_no_cell_can_hold_is_told_with_its_place() -> None:
    long = small(TENURE.replace("Hoe woont u?", "Hoe " * 9_000))
    with pytest.raises(CellTooLong, match=r"survey!\w+5: a text of 35999 characters"):
        written(long)


def test_numbers_come_back_as_numbers_in_the_file() -> None:
    text = import_workbook(written(small(TENURE)), "form.xlsx").text
    assert "texts_days: 730" in text
    assert "withdrawal_days: 30" in text
