"""A table of questions is one screen in ODK, and one page here."""

from tests.instrument.xlsform.forms import questions


def test_the_rows_of_a_table_are_asked_one_under_the_other_on_a_page() -> None:
    found = questions(
        "| begin group | g | G | | | | | table-list |\n| select_one often | a | A? |\n| select_one often | b | B? |\n"
        "| end group |\n| text | d | D? |",
        "| often | never | Never |\n| often | always | Always |",
    )
    assert found.instrument is not None
    pages = {page.name: [one.name for one in page.questions] for page in found.instrument.pages}
    assert pages == {"g": ["a", "b"], "d": ["d"]}
