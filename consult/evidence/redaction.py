"""What in a passage could lead to a person: suggestions for someone who reads it. Never complete, and never said to be."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.instrument.languages import to_latin_digits

MARK = "[…]"
_CONTROL_BASE = 97  # of the register number and of IBAN alike


class Reason(StrEnum):
    """Why something is suggested; `CHOSEN` is what a reader covered without us."""

    REGISTER_NUMBER = "register-number"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) of a text, and why."""

    start: int
    end: int
    reason: Reason


# Every repetition has an upper bound, so that no text makes these slow.
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_REGISTER = re.compile(
    r"(?<!\d)\d{2}[ .-]{0,2}\d{2}[ .-]{0,2}\d{2}[ .-]{0,3}\d{3}[ .-]{0,2}\d{2}(?!\d)", re.ASCII
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}", re.ASCII)
_PHONE = re.compile(r"(?<![\d+])(?:\+|00|0)[\d(](?:[ ./()\-]{0,3}\d){6,14}(?!\d)", re.ASCII)
_LEAST_PHONE_DIGITS, _MOST_PHONE_DIGITS = 8, 15
# Of the countries that people here bank with; another is judged by its check digits alone.
_IBAN_LENGTHS = {
    "BE": 16, "NL": 18, "FR": 27, "DE": 22, "LU": 20, "ES": 24, "IT": 27, "PT": 25, "GB": 22, "IE": 22,
    "PL": 28, "RO": 24, "BG": 22, "TR": 26, "GR": 27, "AT": 20, "CH": 21, "MA": 28, "TN": 24, "SE": 24,
}  # fmt: skip
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34

_TITLES = (
    r"[Mm]evrouw|[Mm]evr\.?|[Mm]w\.|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.?|[Dd]e heer|[Jj]uffrouw|[Jj]uf|[Mm]eester|[Dd]okter"
    r"|[Dd]r\.|[Pp]rof\.|[Pp]rofessor|[Zz]uster|[Bb]roeder|[Ii]mam|[Pp]astoor|[Dd]irecteur|[Dd]irectrice"
    r"|[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|Mme\.?|Mlle\.?|MM?\.|[Dd]octeur|[Mm]aître"
    r"|Mr\.?|Mrs\.?|Ms\.?|[Mm]iss|[Mm]ister|[Dd]octor|[Tt]ante|[Nn]onkel|[Oo]om"
)
_PARTICLES = r"van|von|de|der|den|del|di|da|du|la|le|el|al|ben|bin|abu|ten|ter|te|'t|ait|aït|d'|l'"
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{0,40}"
_LATIN_NAME = re.compile(
    rf"(?<!\w)(?:{_TITLES})\s{{1,3}}(?P<name>(?:(?:{_PARTICLES})\s{{0,2}}){{0,3}}{_CAPITALISED}"
    rf"(?:\s(?:(?:{_PARTICLES})\s{{0,2}}){{0,3}}{_CAPITALISED}){{0,3}})"
)
_ARABIC_NAME = re.compile(
    r"(?<!\w)(?:السيدة|السيد|الدكتورة|الدكتور|الأستاذة|الأستاذ|الآنسة|الشيخ)\s{1,3}(?P<name>[\u0621-\u06ff]{2,30}(?:\s[\u0621-\u06ff]{2,30})?)"
)


def suggestions(text: str) -> tuple[Span, ...]:
    """What to cover in `text`, in order, without overlaps; the surest kind wins a place that two kinds claim."""
    readable = to_latin_digits(text)  # letter for letter: places stay what they are
    taken: list[Span] = []
    for find in (_register_numbers, _ibans, _emails, _phones, _names):
        taken += [span for span in find(readable) if not any(_overlap(span, one) for one in taken)]
    return tuple(sorted(taken))


def covered(text: str, spans: Sequence[Span]) -> str:
    """`text` with a mark in the place of each span. Spans that touch or overlap share one mark."""
    told, at = [], 0
    for start, end in _joined(spans):
        told += [text[at:start], MARK]
        at = end
    return "".join([*told, text[at:]])


def spans_of(words: str, text: str) -> tuple[Span, ...]:
    """Every place where exactly these words stand, whatever their capitals."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    found = pattern.finditer(text) if words.split() else iter(())
    return tuple(Span(one.start(), one.end(), Reason.CHOSEN) for one in found)


def is_register_number(digits: str) -> bool:
    """Whether eleven digits are a Belgian national register number: its last two answer for the nine before them."""
    if len(digits) != 11:
        return False
    number, check = int(digits[:9]), int(digits[9:])
    # Of who was born since 2000 the number is read with a 2 before it.
    return check in (
        _CONTROL_BASE - number % _CONTROL_BASE,
        _CONTROL_BASE - (2_000_000_000 + number) % _CONTROL_BASE,
    )


def is_iban(letters: str) -> bool:
    """Whether letters without spaces are an account number: right for its country, and its check digits answer (ISO 13616)."""
    known = _IBAN_LENGTHS.get(letters[:2].upper())
    if not _SHORTEST_IBAN <= len(letters) <= _LONGEST_IBAN or (known and len(letters) != known):
        return False
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % _CONTROL_BASE == 1


def _register_numbers(text: str) -> Iterator[Span]:
    for found in _REGISTER.finditer(text):
        if is_register_number(_only(found[0], str.isdigit)):
            yield Span(found.start(), found.end(), Reason.REGISTER_NUMBER)


def _ibans(text: str) -> Iterator[Span]:
    for found in _IBAN.finditer(text):
        end = _end_of_iban(found[0])
        if end:
            yield Span(found.start(), found.start() + end, Reason.IBAN)


def _end_of_iban(candidate: str) -> int:
    """Where the account number ends in what may go on with other words; 0 when there is none."""
    ends = [at for at in range(len(candidate), 0, -1) if candidate[at - 1].isalnum()]
    return next((at for at in ends if is_iban(_only(candidate[:at], str.isalnum))), 0)


def _emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text):
        yield Span(found.start(), found.end(), Reason.EMAIL)


def _phones(text: str) -> Iterator[Span]:
    for found in _PHONE.finditer(text):
        if _LEAST_PHONE_DIGITS <= len(_only(found[0], str.isdigit)) <= _MOST_PHONE_DIGITS:
            yield Span(found.start(), found.end(), Reason.PHONE)


def _names(text: str) -> Iterator[Span]:
    for pattern in (_LATIN_NAME, _ARABIC_NAME):
        for found in pattern.finditer(text):
            yield Span(found.start("name"), found.end("name"), Reason.NAME)


def _only(text: str, kept: Callable[[str], bool]) -> str:
    return "".join(letter for letter in text if kept(letter))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for span in sorted(spans):
        if span.start > end:
            if end > start:
                yield start, end
            start, end = span.start, span.end
        end = max(end, span.end)
    if end > start:
        yield start, end
