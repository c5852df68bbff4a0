"""How people write forms: headings, languages, types, groups and choices, and every mistake at once with its cell."""

from typing import Any

import polib
import pytest

from consult.apart.workbook import Sheet, letters
from consult.instrument.definition import Type
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.headings import headings
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.kinds import Fate, kind_of
from consult.instrument.xlsform.tongues import tag_of
from tests.instrument.xlsform.forms import a_workbook, imported, questions, row, said
from tests.xlsforms import the_small


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("label", ("label", "")),
        ("Label", ("label", "")),
        ("label::English (en)", ("label", "English (en)")),
        ("label:English", ("label", "English")),
        ("label :: العربية", ("label", "العربية")),
        ("label_creole", ("label", "creole")),
        ("caption", ("label", "")),
        ("media::audio::English", ("audio", "English")),
        ("media:image", ("image", "")),
        ("relevance", ("relevant", "")),
        ("bind:relevant", ("relevant", "")),
        ("bind::required", ("required", "")),
        ("readonly", ("read_only", "")),
        ("calculate", ("calculation", "")),
        ("constraint-message", ("constraint_message", "")),
        ("constraining message", ("constraint_message", "")),
        ("constraint message::fr", ("constraint_message", "fr")),
        ("bind:jr:constraintMsg", ("constraint_message", "")),
        ("guidance_hint::Français (fr)", ("guidance_hint", "Français (fr)")),
        ("choice filter", ("choice_filter", "")),
        ("jr:count", ("repeat_count", "")),
        ("relevant::English", ("", "")),
        ("my notes", ("", "")),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading: str, expected: tuple[str, str]) -> None:
    found = headings(Sheet("survey", (("type", "name", heading),)), "survey")
    assert found is not None
    assert (found.columns[2].property, found.columns[2].language) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("select_one yes_no", (Type.SELECT_ONE, "yes_no", False)),
        ("select one from yes_no", (Type.SELECT_ONE, "yes_no", False)),
        ("select one yes_no or specify other", (Type.SELECT_ONE, "yes_no", True)),
        ("select_one yes_no or_other", (Type.SELECT_ONE, "yes_no", True)),
        ("select1 yes_no", (Type.SELECT_ONE, "yes_no", False)),
        ("Select_Multiple  fruits", (Type.SELECT_MULTIPLE, "fruits", False)),
        ("select all that apply from fruits", (Type.SELECT_MULTIPLE, "fruits", False)),
        ("select_one_external towns", (Type.SELECT_ONE, "towns", False)),
        ("int", (Type.INTEGER, "", False)),
        ("string", (Type.TEXT, "", False)),
        ("decimal", (Type.DECIMAL, "", False)),
    ],
)
def test_a_type_is_known_however_it_is_written(cell: str, expected: tuple[Type, str, bool]) -> None:
    kind = kind_of(cell)
    assert (kind.type, kind.list_name, kind.or_other) == expected


@pytest.mark.parametrize(
    ("cell", "fate"),
    [
        ("begin group", Fate.BEGIN),
        ("begin_repeat", Fate.BEGIN),
        ("end group", Fate.END),
        ("deviceid", Fate.DROPPED),
        ("start-geopoint", Fate.DROPPED),
        ("geopoint", Fate.UNSUPPORTED),
        ("rank likes", Fate.ASKED),
        ("select_one_from_file towns.csv", Fate.ASKED),
        ("integr", Fate.UNKNOWN),
    ],
)
def test_the_other_types_have_their_fate(cell: str, fate: Fate) -> None:
    assert kind_of(cell).fate is fate


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English (en)", "en"), ("English", "en"), ("english", "en"), ("eng", "en"), ("en", "en"), ("EN", "en"),
        ("Français", "fr"), ("French (fr)", "fr"), ("Nederlands (nl-BE)", "nl"), ("العربية", "ar"), ("Arabic", "ar"),
        ("Dari (prs)", "fa-AF"), ("Swahili", ""), ("Local language", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_any_of_its_names(name: str, tag: str) -> None:
    assert tag_of(name) == tag


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_every_mistake_is_told_at_once_with_its_cell() -> None:
    found = questions(
        "| integr | a | A? |\n| integer | | B? |\n| integer | 1c | C? |\n| integer | d | |\n| integer | e | E? | ${f} = 1 |\n"
        "| select_one yes | g | G? |\n| integer | h | H? | ${d = 1 |\n| integer | d | D? |\n| end group |",
        "| yes_no | yes | Yes |\n| yes_no | yes | Again |\n| yes_no | | No |",
    )
    told = said(found)
    assert 'survey!A2: unknown type "integr". Did you mean "integer"?' in told
    assert "survey!B3: a integer without a name. Give it a name." in told
    assert (
        'survey!B4: "1c" is not a name. Use letters, digits, _ and -, a letter or _ first, at most 64.'
        in told
    )
    assert (
        'survey!C5: question "d" has no text in any language that is offered; its name is shown. Write its label.'
        in told
    )
    assert any(one.startswith('survey!D6: relevant: found unknown name "f"') for one in told)
    assert 'survey!A7: list "yes" is not in the sheet choices. Did you mean "yes_no"?' in told
    assert any(one.startswith('survey!D8: relevant: found "${" in column 1') for one in told)
    assert 'survey!B9: name "d" is used twice; it stands first at survey!B5. Rename one.' in told
    assert "survey!A10: an end of a group without a beginning. Remove it, or add the beginning." in told
    assert (
        'choices!B3: choice "yes" stands twice in "yes_no"; the first is read. Remove or rename one.' in told
    )
    assert "choices!B4: a choice without a name; it is left out. Write it, or remove the row." in told


def test_what_looks_at_an_inactive_row_is_inactive_too() -> None:
    found = questions(
        "| percentage | where | Where? |\n| text | b | B? | ${where} != '' |\n| text | c | C? | ${b} = 'x' |\n| text | d | D? |"
    )
    assert [(one.name, one.fate.value) for one in found.outcomes] == [
        ("where", "inactive"), ("b", "inactive"), ("c", "inactive"), ("d", "asked"),
    ]  # fmt: skip
    assert [one.code for one in row(found, "c").why] == ["depends_on_inactive"]


def test_a_constraint_that_cannot_be_read_does_not_take_its_question_along() -> None:
    found = questions("| integer | a | A? | | once(. > 3 |\n| integer | b | B? | | . > uuid() |")
    assert [one.fate.value for one in found.outcomes] == ["asked", "asked"]
    assert found.instrument is not None
    assert [one.constraint for one in found.instrument.questions.values()] == [None, None]
    assert sum("the constraint is not applied" in one for one in said(found)) == 1  # one remark at two cells


def test_the_conditions_of_groups_hold_for_what_stands_in_them() -> None:
    found = questions(
        "| integer | a | A? |\n| begin group | g | G | ${a} = 1 |\n| begin group | h | H | ${a} != 2 |\n"
        "| text | b | B? | ${a} < 9 |\n| end group |\n| end group |"
    )
    assert found.instrument is not None
    relevant = found.instrument.questions["b"].relevant
    assert relevant is not None
    assert relevant.source == "(${a} = 1) and (${a} != 2) and (${a} < 9)"


def test_a_page_is_split_where_a_question_hangs_on_an_answer_of_that_page() -> None:
    found = questions(
        "| begin group | g | G | | | | | field-list |\n| integer | a | A? |\n| integer | b | B? |\n"
        "| integer | c | C? | ${a} = 1 |\n| end group |\n| text | d | D? |"
    )
    assert found.instrument is not None
    pages = {page.name: [one.name for one in page.questions] for page in found.instrument.pages}
    assert pages == {"g": ["a", "b"], "g-2": ["c"], "d": ["d"]}
    assert (
        'survey!5: the page of "g" is split before "c", since it depends on an answer on that page.'
        in said(found)
    )


def test_a_cascade_of_choices_is_asked_with_its_filter() -> None:
    found = imported(
        "| survey |\n| type | name | label::English | choice_filter |\n| select_one region | region | Region? |\n"
        "| select_one town | town | Town? | region = ${region} |\n| choices |\n| list_name | name | label::English | region |\n"
        "| region | n | North | |\n| region | s | South | |\n| town | a | Aa | n |\n| town | b | Bb | s |"
    )
    assert found.instrument is not None
    assert [(one.name, dict(one.columns)) for one in found.instrument.questions["town"].choices] == [
        ("a", {"region": "n"}), ("b", {"region": "s"}),
    ]  # fmt: skip


def test_a_filter_on_a_column_that_is_not_there_is_told() -> None:
    found = questions("| select_one t | town | Town? | | | | regio = 'n' |", "| t | a | Aa |")
    assert any(
        one.startswith('survey!G2: choice_filter: found unknown column "regio"') for one in said(found)
    )


def test_texts_that_only_another_language_has_are_holes_in_the_source() -> None:
    found = imported(
        "| survey |\n| type | name | label::English | label::French |\n| text | a | A? | A en français ? |\n"
        "| text | b | B? | |\n| text | c | | C ? |\n| text | d | D? | D ? |"
    )
    assert found.languages[0] == "en"
    assert "⟦no source⟧" in found.text
    assert "survey!C4: no en text; another language is shown there. Write it in en." in said(found)
    assert any(one.startswith("survey!D3: no fr text where en has one") for one in said(found))


@pytest.mark.parametrize(
    ("label", "wishes", "source"),
    [
        ("What is your name?", {}, "en"),
        ("Wat is uw naam en hoe oud bent u?", {}, "nl"),
        ("Quel est votre nom ?", {}, "fr"),
        ("ما اسمك؟", {}, "ar"),
        ("Naam", {"source": "nl"}, "nl"),
    ],
)
def test_a_form_that_names_no_language_is_read_in_the_one_it_looks_like(
    label: str, wishes: dict[str, Any], source: str
) -> None:
    assert imported(f"| survey |\n| type | name | label |\n| text | a | {label} |", **wishes).languages == (
        source,
    )


def test_the_same_form_comes_in_from_a_workbook_a_csv_and_a_table() -> None:
    rows = [["type", "name", "label::English"], ["integer", "a", "How many?"], ["text", "b", "Why, then?"]]
    from_xlsx = import_workbook(a_workbook({"survey": rows}), "form.xlsx")
    csv = "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in rows)
    semicolons = "\n".join(";".join(cells) for cells in rows)
    sheets = "survey,,,\n" + "\n".join("," + ",".join(f'"{cell}"' for cell in cells) for cells in rows)
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in rows)
    for content in (csv, semicolons, sheets, table):
        assert import_workbook(content.encode(), "form").text == from_xlsx.text.replace(
            "title: form", "title: form"
        )


def test_a_page_without_a_label_is_headed_by_how_its_question_begins_in_each_language() -> None:
    found = imported(
        "| survey |\n| type | name | label::English (en) | label::Français (fr) | appearance |\n"
        "| begin group | g | | | field-list |\n| integer | a | How many? | Combien ? | |\n| text | b | Why? | Pourquoi ? | |\n"
        "| end group | | | | |\n| note | c | You said ${a}. | Vous avez dit ${a}. | |\n"
    )
    assert found.instrument is not None
    headings = {page.name: page.title for page in found.instrument.pages}
    assert headings == {"g": "How many?", "c": "You said …."}
    assert 'msgctxt "page/g/title"\nmsgid "How many?"\nmsgstr "Combien ?"' in found.catalogues["fr"]
    assert found.text.count("title: form") == 1


def test_a_label_that_is_looked_up_is_told_to_be_in_one_language() -> None:
    found = imported(
        "| survey |\n| type | name | label::English (en) | label::Français (fr) | calculation |\n"
        "| select_one gem | g | Where? | Où ? | |\n"
        "| calculate | c | | | instance('gem')/root/item[name=${g}]/label |\n"
        "| choices |\n| list_name | name | label::English (en) | label::Français (fr) |\n| gem | a | Ghent | Gand |\n"
    )
    (told,) = [one for one in found.remarks if one.code == "label_of_source"]
    assert str(told).startswith(
        "survey!E3: calculation: the label that is looked up is en in every language."
    )


def test_an_answer_has_no_role_before_someone_gives_it_one() -> None:
    found = questions("| integer | a | A? |")
    assert found.instrument is not None
    assert found.instrument.questions["a"].disclosure is None
    assert any(remark.code == "roles_undecided" for remark in found.remarks)


def test_everything_that_was_in_the_workbook_is_kept_as_it_was() -> None:
    content = a_workbook(
        {
            "survey": [["type", "name", "label", "my own"], ["geopoint", "a", "Where?", "x"]],
            "notes": [["hello"]],
        }
    )
    found = import_workbook(content, "form.xlsx")
    assert '"my own"' in found.kept
    assert '"hello"' in found.kept
    assert '"type_unsupported"' in found.kept


def test_a_reduced_real_form_keeps_its_cascade_of_four() -> None:
    file = the_small("subdistrict.xlsx")
    found = import_workbook(file.read_bytes(), file.name)
    assert found.instrument is not None
    filters = [one.choice_filter.source for one in found.instrument.questions.values() if one.choice_filter]
    assert len(filters) == 3
    assert [page.name for page in found.instrument.pages][:4] == [
        "group-data",
        "group-data-2",
        "group-data-3",
        "group-data-4",
    ]


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "nl"])
def test_consent_is_asked_in_every_language(tag: str) -> None:
    found = imported(
        f"| survey |\n| type | name | label::Nederlands (nl) | label::x ({tag}) |\n| text | a | 1? | 1? |"
    )
    assert found.languages == ("nl", tag)
    consent = {entry.msgctxt: entry.msgstr for entry in polib.pofile(found.catalogues[tag])}
    assert all(consent[key] for key in ("consent/text", "consent/agree", "consent/paper/text"))
    on_screen, on_paper = (consent[key].split("\n\n") for key in ("consent/text", "consent/paper/text"))
    assert on_paper[:2] == on_screen[:2]
    assert on_paper[2] != on_screen[2]  # paper shows no code


def test_questions_in_a_sheet_of_another_name_are_found() -> None:
    rows = [["type", "name", "label"], ["text", "a", "What is it?"]]
    found = import_workbook(a_workbook({"Read me": [["hello"]], "Sheet1": rows}), "form.xlsx")
    assert row(found, "a").cell == "Sheet1!B2"
    assert any('the questions stand in sheet "Sheet1"' in one for one in said(found))


def test_lists_of_one_name_in_two_sheets_are_not_mixed_up() -> None:
    found = imported(
        "| survey |\n| type | name | label::English |\n| select_one town | a | A? |\n| select_one_external town | b | B? |\n"
        "| choices |\n| list_name | name | label::English |\n| town | x | X |\n"
        "| external_choices |\n| list_name | name | label::English |\n| town | y | Y |"
    )
    assert [(one.name, one.fate.value) for one in found.outcomes] == [("a", "asked"), ("b", "inactive")]
    assert row(found, "b").why[0].code == "list_in_two_sheets"


def test_a_csv_can_name_a_sheet_in_the_row_of_its_headings() -> None:
    found = import_workbook(
        b'"survey","type","name","label"\n,"integer","people","How many?"\n,"select_one yn","alone","Alone?"\n'
        b'"choices","list name","name","label"\n,"yn","yes","Yes"\n,"yn","no","No"\n',
        "form.csv",
    )
    assert [(one.name, one.fate.value, one.cell) for one in found.outcomes] == [
        ("people", "asked", "survey!C2"),
        ("alone", "asked", "survey!C3"),
    ]


def test_a_form_in_a_language_that_consult_does_not_speak_is_asked_all_the_same() -> None:
    form = "| survey |\n| type | name | label::Português (pt) |\n| integer | idade | Qual é a sua idade? |"
    found = imported(form)
    assert found.instrument is not None
    assert found.languages == ("en",)
    assert found.instrument.questions["idade"].label == "Qual é a sua idade?"
    assert [one.code for one in found.remarks if one.sort.value == "problem"] == ["language_stood_in"]
    assert imported(form, source="es").languages == ("es",)


def test_a_form_without_any_text_is_read() -> None:
    found = imported("| survey |\n| type | name |\n| integer | people |")
    assert found.instrument is not None
    assert found.instrument.questions["people"].label == "people"


def test_marks_that_nobody_sees_are_read_over() -> None:
    found = questions("| \u200ftext | a\u200b | A? |\n| text\u200e | b | B? | ${a} = \u200f'x' |")
    assert [(one.name, one.fate.value) for one in found.outcomes] == [("a", "asked"), ("b", "asked")]


def test_choices_that_are_searched_in_a_file_are_not_those_of_the_sheet() -> None:
    form = "| select_one towns | town | Town? | | | | | minimal search('towns') |"
    found = questions(form, "| towns | name_key | name |")
    assert [str(one) for one in row(found, "town").why] == ["survey!H2: type search() is not supported yet."]


def test_an_answer_to_begin_with_that_the_question_does_not_take_is_left_out() -> None:
    found = imported(
        "| survey |\n| type | name | label | default | constraint | read_only |\n"
        "| integer | a | Hoeveel? | 0 | . > 0 | |\n| integer | b | Nu? | none | | |\n| integer | c | En? | 0 | . > 0 | yes |\n| text | d | Wat? | x | | |"
    )
    assert found.instrument is not None
    assert {name: one.default for name, one in found.instrument.questions.items()} == {
        "a": "",
        "b": "",
        "d": "x",
    }
    told = [str(one) for one in found.remarks if one.code == "default_left"]
    assert [one.partition(":")[0] for one in told] == ["survey!D2", "survey!D3"]
    assert row(found, "c").why[0].code == "not_loaded"
