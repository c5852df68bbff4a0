"""Numbers and names for SPSS."""

import pytest

from consult.dataset.definition import Kind, Variable
from consult.dataset.numbering import cut, numbers_of, spss_names


def a_variable(*codes: str, missing: tuple[str, ...] = ("not_asked", "refused")) -> Variable:
    return Variable("q", Kind.CHOICE, codes=codes, missing=missing)


def test_codes_are_numbered_in_their_order() -> None:
    assert numbers_of(a_variable("social", "private")) == {
        "social": 1,
        "private": 2,
        "not_asked": 66,
        "refused": 88,
    }


def test_codes_that_are_numbers_stay_so() -> None:
    assert numbers_of(a_variable("0", "5"))["5"] == 5
    assert numbers_of(a_variable("01", "5"))["5"] == 2


@pytest.mark.parametrize(("codes", "refused"), [(65, 88), (66, 888), (665, 888), (666, 8888)])
def test_no_answer_stands_above_every_code(codes: int, refused: int) -> None:
    assert numbers_of(a_variable(*(f"c{number}" for number in range(codes))))["refused"] == refused


def test_what_a_release_adds_stands_just_under_the_others() -> None:
    variable = a_variable("yes", missing=("not_asked", "suppressed", "refused"))
    assert numbers_of(variable) == {"yes": 1, "not_asked": 66, "suppressed": 65, "refused": 88}


def test_no_two_codes_share_a_number_whatever_is_added() -> None:
    variable = a_variable(*map(str, range(66)), missing=("not_asked", "suppressed"))
    numbers = numbers_of(variable)
    assert len(set(numbers.values())) == len(numbers)


def test_most_names_stay_as_they_are() -> None:
    names = ["tenure", "effects.missing", "العمر"]
    assert spss_names(names) == dict(zip(names, names, strict=True))


def test_names_are_legal_and_unique_whatever_the_case() -> None:
    given = spss_names(["a-b", "a_b", "A_B", "2nd", "with", "x.", "ع" * 80, "ع" * 81])
    assert list(given.values())[:6] == ["a_b", "a_b_2", "A_B_3", "v_2nd", "v_with", "x"]
    assert all(len(name.encode()) <= 64 for name in given.values())
    assert len({name.lower() for name in given.values()}) == 8


@pytest.mark.parametrize(
    ("text", "longest", "found"),
    [("kort", 4, "kort"), ("langer", 5, "la…"), ("ععع", 5, "ع…"), ("ععع", 6, "ععع")],
)
def test_a_text_is_cut_between_letters(text: str, longest: int, found: str) -> None:
    assert cut(text, longest) == found
