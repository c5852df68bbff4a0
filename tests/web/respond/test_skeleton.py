"""A page with holes: what a request fills, and what a text cannot pretend to be."""

import pytest

from consult.web.respond.skeleton import Skeleton, View, slot


def test_a_hole_is_filled_and_a_section_is_left_out() -> None:
    page = Skeleton(f"<p>{slot('token')}{slot('only', 'a')}A{slot('always')}.</p>")
    assert page.fill(View(token="t")) == "<p>t.</p>"
    assert page.fill(View(token="t", asked=frozenset({"a"}))) == "<p>tA.</p>"


@pytest.mark.parametrize("text", ["\x02nonsense\x03", "\x02value\x04q\x03", "\x02only\x04q\x03", "\x02"])
def test_a_text_of_an_instrument_makes_no_hole(text: str) -> None:
    page = Skeleton(f"<p>{text}</p>{slot('token')}")
    assert page.fill(View(token="t", typed={"q": ("<b>",)})) == f"<p>{text}</p>t"
