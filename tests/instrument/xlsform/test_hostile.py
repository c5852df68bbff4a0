"""Files that are no workbook, are broken, or were made to fill a computer: refused in seconds, with what to do."""

import io
import zipfile

import pytest

from consult.apart.workbook import WorkbookRefused
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.sentences import REFUSALS
from consult.instrument.xlsform.supplied import unpacked
from tests.instrument.xlsform.forms import a_workbook, inside, questions, row, said, with_file
from tests.xlsforms import the_real

FORM = {"survey": [["type", "name", "label"], ["text", "a", "What is it?"]]}
SHEET = "xl/worksheets/sheet1.xml"
pytestmark = pytest.mark.usefixtures("within_seconds")


def why_refused(content: bytes, file: str = "form.xlsx") -> str:
    with pytest.raises(WorkbookRefused) as refused:
        import_workbook(content, file)
    what, mend = (sentence.format(**refused.value.facts) for sentence in REFUSALS[refused.value.code])
    assert mend.endswith(".")
    return what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"\x00" * 5000, "the file is empty"),
        (b"%PDF-1.4", "this is no workbook but PDF"),
        (b"\x89PNG\r\n", "this is no workbook but PNG"),
        (b"\x7fELF\x00\x01", "this is no workbook but a binary file"),
        (b"<html><table><tr><td>type</td></tr></table>", "this is no workbook but HTML or XML"),
        (b"Dear Sir,\nplease find attached", "a text without a row of headings"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "the workbook is damaged, or of a kind that is not known",
        ),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(content: bytes, what: str) -> None:
    assert why_refused(content) == what


def test_a_file_of_more_than_twenty_megabytes_is_not_opened() -> None:
    assert why_refused(b"PK\x03\x04" + b"0" * 21_000_000) == "the file has 21 MB; at most 20"


def _form_in_a_zip() -> bytearray:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("form.csv", "type,name,label\n" + "text,a,Wat?\n" * 200)
    return bytearray(packed.getvalue())


def test_a_form_in_a_zip_whose_bytes_were_damaged_is_refused() -> None:
    damaged = _form_in_a_zip()
    start = damaged.index(b"form.csv") + len("form.csv")
    damaged[start : start + 8] = b"\xff" * 8
    with pytest.raises(WorkbookRefused) as refused:
        unpacked(bytes(damaged))
    assert refused.value.code == "truncated"


def test_a_locked_zip_with_a_form_says_that_it_is_locked() -> None:
    locked = _form_in_a_zip()
    locked[6] |= 1  # encrypted, as the head of the member says
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(WorkbookRefused) as refused:
        unpacked(bytes(locked))
    assert refused.value.code == "password"


def test_a_hundred_thousand_rows_are_refused() -> None:
    lines = "".join(f"text,q{number},Question {number}\n" for number in range(100_000))
    assert "rows" in why_refused(f"type,name,label\n{lines}".encode())


def test_ten_thousand_questions_are_read_in_bounded_time() -> None:
    lines = "".join(f"integer,q{number},Question {number}\n" for number in range(10_000))
    with pytest.raises(WorkbookRefused) as refused:
        import_workbook(f"type,name,label\n{lines}".encode(), "form.csv")
    assert refused.value.code == "too_many_questions"


def test_an_xls_named_xlsx_is_read_and_said() -> None:
    file = the_real("getodk__web-forms__ifrc")
    found = import_workbook(file.read_bytes(), file.name)
    assert "the form: the file is called .xlsx and is really an .xls; it was read as what it is." in said(
        found
    )


def test_macros_are_not_kept() -> None:
    content = with_file(a_workbook(FORM), "xl/vbaProject.bin", b"Sub Auto_Open()")
    assert any("macros; they were not run" in one for one in said(import_workbook(content, "form.xlsm")))


def test_a_formula_says_its_value_and_one_without_value_is_a_problem() -> None:
    whole = a_workbook({"survey": [*FORM["survey"], ["text", "b", "=A1"]]})
    without = import_workbook(whole, "form.xlsx")
    assert "survey!C3: a formula without a stored value." in " ".join(said(without))
    calculated = (
        inside(whole, SHEET)
        .replace(b"<f>A1</f><v />", b"<f>A1</f><v>What now?</v>")
        .replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>What now?</v>")
        .replace(b'<c r="C3">', b'<c r="C3" t="str">')
    )
    found = import_workbook(with_file(whole, SHEET, calculated), "form.xlsx")
    assert found.instrument is not None
    assert found.instrument.questions["b"].label == "What now?"


def test_rows_that_depend_on_themselves_are_inactive_and_told() -> None:
    found = questions(
        "| integer | a | A? | ${b} = 1 |\n| integer | b | B? | ${a} = 1 |\n"
        "| calculate | c | | | | ${d} + 1 |\n| calculate | d | | | | ${c} + 1 |\n| text | e | E? |"
    )
    assert [one.name for one in found.outcomes if one.fate == "inactive"] == ["a", "b", "c", "d"]
    assert "survey!2: it depends on itself: a -> b -> a. Break the circle." in said(found)
    assert "survey!4: it depends on itself: c -> d -> c. Break the circle." in said(found)


def a_chain(length: int) -> str:
    lines = "\n".join(f"| calculate | c{n} | | | | ${{c{n - 1}}} + 1 |" for n in range(1, length))
    return f"| integer | c0 | How many? |\n{lines}\n| text | why | Why? | ${{c{length - 1}}} > 400 |"


def test_a_long_chain_of_calculations_is_followed_as_far_as_anyone_can() -> None:
    assert row(questions(a_chain(90)), "why").fate == "asked"
    found = questions(a_chain(2500))
    assert row(found, "c100").fate == "worked out"
    assert row(found, "c101").fate == "inactive"
    assert row(found, "why").fate == "inactive"


def test_a_row_that_depends_on_itself_by_way_of_thousands_is_told() -> None:
    lines = "\n".join(f"| calculate | c{n} | | | | ${{c{(n - 1) % 2000}}} + 1 |" for n in range(2000))
    found = questions(f"{lines}\n| text | why | Why? |")
    assert {one.fate.value for one in found.outcomes if one.type == "calculate"} == {"inactive"}


def test_calculations_that_meet_again_and_again_are_followed_once() -> None:
    lines = "\n".join(
        f"| calculate | {name}{n} | | | | ${{c{n - 1}}} + ${{d{n - 1}}} |"
        for n in range(1, 60)
        for name in "cd"
    )
    found = questions(
        f"| integer | c0 | C? |\n| integer | d0 | D? |\n{lines}\n| text | why | Why? | ${{c59}} > 4 |"
    )
    assert row(found, "why").fate == "asked"


def test_brackets_in_brackets_do_not_exhaust_the_stack() -> None:
    deep = "(" * 5000 + "1" + ")" * 5000
    found = questions(f"| text | a | A? | {deep} |\n| text | b | B? |")
    assert row(found, "a").fate == "inactive"
    assert row(found, "b").fate == "asked"


def test_a_pattern_that_runs_for_hours_is_matched_in_a_moment() -> None:
    found = questions("| text | a | A? | | regex(., '(a+)+$') |")
    assert row(found, "a").fate == "asked"


def test_html_in_labels_is_taken_out_and_said() -> None:
    found = questions(
        "| text | a | <span style='color:red'>Your <b>name</b></span><script>alert(1)</script>? |"
    )
    assert found.instrument is not None
    assert found.instrument.questions["a"].label == "Your name?"
    assert "survey!C2: markup was taken out of texts: <span>, <b>, <script>." in said(found)


def test_what_only_looks_like_markup_stays() -> None:
    found = questions("| text | a | Is <facility> open if x < 5 and y > 3? _____ |")
    assert found.instrument is not None
    assert found.instrument.questions["a"].label == "Is <facility> open if x < 5 and y > 3? _____"


def test_control_signs_in_texts_do_not_reach_the_pages() -> None:
    found = questions("| text | a | What\x02 is\x03 it? |")
    assert found.instrument is not None
    assert found.instrument.questions["a"].label == "What is it?"
    assert said(found) == ["survey!C2: signs that nobody sees were taken out: U+0002, U+0003."]


def test_a_form_that_reads_backwards_is_read_as_it_was_typed() -> None:
    choices = "| list | one | N\u202eo\u202c |\n| list | two | \u2067Two |"
    found = questions("| select_one list | a | A &#x202e;b | | . != '\u200b' |", choices)
    assert found.instrument is not None
    assert found.instrument.questions["a"].label == "A b"
    assert [one.label for one in found.instrument.choice_lists["list"]] == ["No", "Two"]
    assert {"signs_removed", "not_loaded"} & {one.code for one in found.remarks} == {"signs_removed"}
