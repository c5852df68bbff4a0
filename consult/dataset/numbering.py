"""Numbers and names for SPSS, which labels numbers and knows shorter names than we do."""

import re
from collections.abc import Iterable, Mapping
from itertools import count

from consult.dataset.definition import Kind, Variable
from consult.instrument.definition import DONT_KNOW, NOT_ANSWERED, NOT_ASKED, REFUSED

_LONGEST_NAME_BYTES = 64
_NO_SIGN_OF_A_NAME = re.compile(r"[^\w.$#@]")
_RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}

# As survey syntax has them: 77, 88, 99 (and 66), or 777 and so on when the codes of the variable reach that far.
_DIGITS = {NOT_ASKED: 6, DONT_KNOW: 7, REFUSED: 8, NOT_ANSWERED: 9}


def numbers_of(variable: Variable, largest: int = 0) -> dict[str, int]:
    """The number of every code of a variable, those of having no answer above all others.

    A code that is a number keeps it when all are; else codes are numbered from 1 in their order. largest: the largest
    number in a column of numbers, which those of having no answer have to pass.
    """
    whole_numbers = all(
        code.isascii() and code.isdigit() and str(int(code)) == code for code in variable.codes
    )
    answers = {
        code: int(code) if whole_numbers else place for place, code in enumerate(variable.codes, start=1)
    }
    return answers | _of_missing(variable.missing, max([largest, *answers.values()]))


def _of_missing(codes: Iterable[str], largest: int) -> dict[str, int]:
    others = [code for code in codes if code not in _DIGITS]
    length = next(length for length in count(2) if int("6" * length) - len(others) > largest)
    found = {code: int(str(_DIGITS[code]) * length) for code in codes if code in _DIGITS}
    # What a release adds, such as a value that was suppressed, stands just under them: 65, 64 ...
    return found | {code: int("6" * length) - place for place, code in enumerate(others, start=1)}


def missing_range(variable: Variable, numbers: Mapping[str, int]) -> tuple[int, int] | None:
    """The lowest and highest number that mean "no answer"; None when they are the answer (a `.missing` column)."""
    if variable.kind is Kind.MISSING or not variable.missing:
        return None
    found = [numbers[code] for code in variable.missing]
    return min(found), max(found)


def spss_names(names: Iterable[str]) -> dict[str, str]:
    """A legal SPSS name for each name, unique whatever the case; most stay as they are."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        given[name] = _unused(_legal(name), taken)
        taken.add(given[name].lower())
    return given


def _legal(name: str) -> str:
    legal = _NO_SIGN_OF_A_NAME.sub("_", name).rstrip(".")
    if not legal[:1].isalpha() or legal.lower() in _RESERVED:
        legal = f"v_{legal}"
    return cut(legal, _LONGEST_NAME_BYTES, end="").rstrip(".")


def _unused(name: str, taken: set[str]) -> str:
    found = name
    for number in count(2):
        if found.lower() not in taken:
            break
        found = f"{cut(name, _LONGEST_NAME_BYTES - 6, end='')}_{number}"
    return found


def cut(text: str, longest_bytes: int, end: str = "…") -> str:
    """`text` in at most so many bytes of UTF-8, cut between letters, with `end` where something was cut off."""
    if len(text.encode()) <= longest_bytes:
        return text
    room = longest_bytes - len(end.encode())
    return text.encode()[:room].decode(errors="ignore").rstrip() + end
