"""Cells that show an error of the spreadsheet: what they would have said is not known, and nobody is asked as if they were empty."""

from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import a_workbook, imported, row
from tests.instrument.xlsform.test_exporting_kept import comes_back, out

HEAD = [
    "type",
    "name",
    "label::English (en)",
    "relevant",
    "calculation",
    "constraint",
    "choice_filter",
    "repeat_count",
]
SURVEY = [
    HEAD,
    ["text", "a", "A?"],
    ["text", "b", "B?", "#NAME?"],
    ["text", "c", "C?", '=CONCATENATE("${a}", " = 1")'],
    ["calculate", "d", None, None, "#REF!"],
    ["integer", "e", "E?", None, "#REF!"],
    ["select_one l", "f", "F?", None, None, None, "#VALUE!"],
    ["integer", "g", "G?", None, None, "#N/A"],
    ["begin repeat", "r", "R", None, None, None, None, "#DIV/0!"],
    ["text", "h", "H?"],
    ["end repeat"],
    ["text", "i", "I?", "${b} = 'x'"],
]
CHOICES = [["list_name", "name", "label"], ["l", "x", "X"]]


def test_what_hangs_on_a_cell_with_an_error_is_not_asked() -> None:
    content = a_workbook({"survey": SURVEY, "choices": CHOICES})
    found = import_workbook(content, "form.xlsx")
    assert [one.name for one in found.outcomes if one.fate.value == "asked"] == ["a", "g"]
    assert [str(one) for one in row(found, "b").why] == [
        "survey!D3: the cell shows #NAME?. Mend the formula or write the value."
    ]
    assert [one.code for one in row(found, "c").why] == ["formula_without_value"]
    assert [one.code for one in row(found, "d").why] == ["error_value"]
    assert [one.code for one in row(found, "e").why] == ["error_value"]
    assert [one.cell for one in row(found, "h").why] == ["survey!H9"]
    assert [one.code for one in row(found, "i").why] == ["depends_on_inactive"]
    assert [one.cell for one in found.remarks if one.code == "constraint_kept"] == ["survey!F8"]
    assert comes_back(*out(found))


def test_the_same_text_in_a_table_is_read_in_the_same_way() -> None:
    found = imported(
        "| survey |\n| type | name | label | relevant |\n| text | a | A? | |\n| text | b | B? | #NAME? |"
    )
    assert [one.fate.value for one in found.outcomes] == ["asked", "inactive"]
