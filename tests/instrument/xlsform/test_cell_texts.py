"""A report shows what stands in the cells that it is about."""

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.xlsform.cell_texts import LONGEST, texts_at
from consult.instrument.xlsform.remarks import Remark

HEADINGS = ("type", "name", "label::English (en)", "relevant")
ROWS = (HEADINGS, ("text", "a", "What  is\nyour name?", ""), ("text", "b", "", "x" * 200))
BOOK = Workbook("xlsx", (Sheet("my ! survey", ROWS),), survey="my ! survey")


def said(*cells: str) -> dict[str, str]:
    return texts_at(BOOK, [Remark("type_missing", cells[0], also=cells[1:])])


def test_a_cell_says_what_stands_in_it_on_one_line_and_not_too_long() -> None:
    long = said("my ! survey!D3")["my ! survey!D3"]
    assert (len(long), long[-1]) == (LONGEST, "…")
    assert said("my ! survey!C2") == {"my ! survey!C2": "What is your name?"}


def test_an_empty_cell_or_a_row_says_what_the_row_is_known_by() -> None:
    assert said("my ! survey!D2", "my ! survey!2", "my ! survey!3") == {
        "my ! survey!D2": "What is your name?",
        "my ! survey!2": "What is your name?",
        "my ! survey!3": "b",
    }


def test_what_stands_in_no_cell_says_nothing() -> None:
    assert said("the form", "group 1, question Q2", "gone!A1", "my ! survey!ZZ99") == {}
