"""What is suggested before anything is quoted: all of what has a form, names where a title gives them away."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.evidence.redaction import (
    MARK,
    Reason,
    Span,
    covered,
    is_iban,
    is_register_number,
    spans_of,
    suggestions,
)

SENTENCES = st.sampled_from(
    ["Mijn nummer is {}.", "Mon numéro est {} et voilà.", "It is {}, she said.", "رقمي {} .", "({})", "{}"]
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.reason.value) for one in suggestions(text)]


@st.composite
def register_numbers(draw: st.DrawFn) -> str:
    """Valid numbers of before and since 2000, as people write them."""
    nine = f"{draw(st.integers(0, 99)):02}{draw(st.integers(1, 12)):02}{draw(st.integers(1, 28)):02}{draw(st.integers(1, 997)):03}"
    base = int(draw(st.sampled_from(["", "2"])) + nine)
    check = f"{97 - base % 97:02}"
    digits = nine + check
    return draw(
        st.sampled_from(
            [
                digits,
                f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{check}",
                f"{digits[:6]} {digits[6:9]} {check}",
                digits.translate(EASTERN),
            ]
        )
    )


@st.composite
def belgian_ibans(draw: st.DrawFn) -> str:
    account = f"{draw(st.integers(0, 10**12 - 1)):012}"
    check = 98 - int(f"{account}111400") % 97
    letters = f"BE{check:02}{account}"
    spaced = " ".join(letters[at : at + 4] for at in range(0, 16, 4))
    return draw(st.sampled_from([letters, spaced, letters.lower(), spaced.replace(" ", "-")]))


@given(SENTENCES, register_numbers())
def test_a_register_number_is_found_however_it_is_written(sentence: str, number: str) -> None:
    assert (number, "register-number") in found(sentence.format(number))


@given(SENTENCES, belgian_ibans())
def test_an_account_number_is_found_however_it_is_written(sentence: str, number: str) -> None:
    assert (number, "iban") in found(sentence.format(number))


@given(
    SENTENCES,
    st.emails(domains=st.just("voorbeeld.be")).filter(
        lambda one: one.replace("@", "").replace(".", "").isalnum()
    ),
)
def test_an_address_for_mail_is_found(sentence: str, address: str) -> None:
    assert (address, "email") in found(sentence.format(address))


@given(
    SENTENCES,
    st.sampled_from(
        ["0470 12 34 56", "+32 470 12 34 56", "0032470123456", "02/123.45.67", "09 123 45 67", "+31 6 12345678", "06 12 34 56 78", "+212 661-234567", "٠٤٧٠١٢٣٤٥٦"]
    ),
)  # fmt: skip
def test_a_phone_number_is_found(sentence: str, number: str) -> None:
    assert (number, "phone") in found(sentence.format(number))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Dat zei mevrouw Janssens ook.", "Janssens"),
        ("Ik belde meneer Van den Broeck gisteren.", "Van den Broeck"),
        ("Volgens mevr. de Wilde kan dat.", "de Wilde"),
        ("Madame Ben Salah m'a dit", "Ben Salah"),
        ("Mme Lefèvre était là", "Lefèvre"),
        ("M. Dupont attend", "Dupont"),
        ("We saw Mrs Smith-Jones there", "Smith-Jones"),
        ("bij Dr. Özdemir geweest", "Özdemir"),
        ("dokter El Amrani Youssef kwam", "El Amrani Youssef"),
        ("قالت السيدة فاطمة ذلك", "فاطمة ذلك"),
    ],
)
def test_a_name_after_a_title_is_suggested_without_the_title(sentence: str, name: str) -> None:
    assert found(sentence) == [(name, "name")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik wacht al 9 jaar en betaal 850 euro.",
        "In 2019 waren er 12 345 678 woningen.",
        "mevrouw zei dat het niet kan",
        "De juf was vriendelijk.",
        "11 + 22 = 33",
        "De wet van 14/03/2026, artikel 12.",
    ],
)
def test_plain_speech_is_left_alone(sentence: str) -> None:
    assert found(sentence) == []


def test_check_digits_tell_a_number_from_a_row_of_digits() -> None:
    assert is_register_number("85073003328")  # the example of the register's own handbook
    assert not is_register_number("85073003329")
    assert is_iban("BE68539007547034")  # the example of the Belgian banks
    assert not is_iban("BE68539007547035")
    assert not is_iban("BE685390075470")


def test_an_account_number_ends_where_it_ends() -> None:
    assert found("BE68 5390 0754 7034 DANK U") == [("BE68 5390 0754 7034", "iban")]


@given(st.text(st.sampled_from("0123456789+. -/()@abBE68mevrouw. JAن\n")))
def test_suggestions_are_in_order_inside_the_text_and_apart(text: str) -> None:
    places = [place for one in suggestions(text) for place in (one.start, one.end)]
    assert places == sorted(set(places)) or all(a <= b for a, b in zip(places, places[1:], strict=False))
    assert all(0 <= one.start < one.end <= len(text) for one in suggestions(text))


@given(SENTENCES, register_numbers(), belgian_ibans())
def test_what_is_covered_is_gone_and_asks_for_nothing_more(sentence: str, one: str, other: str) -> None:
    text = sentence.format(f"{one} en {other}")
    left = covered(text, suggestions(text))
    assert one not in left
    assert other not in left
    assert suggestions(left) == ()


def test_spans_that_touch_share_a_mark_and_the_rest_stays() -> None:
    spans = [
        Span(2, 4, Reason.CHOSEN),
        Span(4, 6, Reason.NAME),
        Span(3, 5, Reason.CHOSEN),
        Span(8, 9, Reason.CHOSEN),
    ]
    assert covered("0123456789", spans) == f"01{MARK}67{MARK}9"
    assert covered("niets", []) == "niets"


def test_words_that_a_reader_covers_are_covered_everywhere() -> None:
    text = "In Genk, ja, in  genk woonde Ali."
    assert (
        covered(text, [*spans_of("in Genk", text), *spans_of("ali", text)])
        == f"{MARK}, ja, {MARK} woonde {MARK}."
    )
    assert spans_of("  ", text) == ()
    assert spans_of("a+(b", "a+(b") == (Span(0, 4, Reason.CHOSEN),)


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "0" * 200_000, "mevrouw " * 25_000, "BE68" * 50_000, "A A " * 50_000, "mevrouw " + "A" * 100_000, "1 " * 100_000, "a." * 50_000 + "@"],
)  # fmt: skip
def test_no_text_makes_it_slow(text: str) -> None:
    began = time.monotonic()
    suggestions(text)
    assert time.monotonic() - began < 3
