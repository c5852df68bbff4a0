"""A file that is no YAML is told where it opened what does not close, with how to mend it."""

import pytest

_CLOSE = " Close it, or put a text with a colon, comma or bracket in it between quotes."


@pytest.mark.parametrize(
    ("written", "place", "told"),
    [
        (
            "pages: [a, {b: c\ntitle: x\n",
            "8:12",
            '"{" opens here, and goes on until line 9, column 6; the values with commas between them and then a closing "}".',
        ),
        (
            "pages: [a, b\ntitle: x\nintro: y\n",
            "8:8",
            '"[" opens here, and goes on until line 9, column 6; the values with commas between them and then a closing "]".',
        ),
    ],
    ids=["brace", "bracket"],
)
def test_a_bracket_that_does_not_close_is_told_where_it_opens(problems_after_front, written, place, told):
    (said,) = problems_after_front(written)
    assert said == f"test.yaml:{place}  {told}{_CLOSE}"


def test_a_quotation_mark_that_does_not_close_is_told_where_it_opens(problems_after_front):
    (said,) = problems_after_front('title: "Wonen\npages: 1\n')
    expected = "a quotation mark opens here and never closes; the text and then the same mark. Close it."
    assert said == f"test.yaml:8:8  {expected}"


def test_what_stumbles_for_another_reason_is_told_there_with_how_to_mend_it(problems_after_front):
    (said,) = problems_after_front("intro: Wonen: hier\n")
    assert said == (
        "test.yaml:8:13  mapping values are not allowed here; YAML. "
        "Look at brackets, quotes and indentation; a text with a colon and a space in it stands between quotes."
    )
