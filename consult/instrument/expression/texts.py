"""The functions of expressions that work on text."""

import base64
import binascii
import hashlib
import math
import re

from consult.instrument.expression.value import Operand, codes, members, number, text

# By ODK's names; weak ones too, since a form says which it uses. Nothing here is protected by them.
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
ALGORITHMS = tuple(_DIGESTS)
ENCODINGS = ("base64", "hex")
_SPACE = re.compile(r"[ \t\r\n]+")


def selected_at(answer: Operand, place: Operand) -> str:
    """The code in this place of an answer, from 0; "" when there is none."""
    ticked, at = codes(answer), number(place)
    return ticked[int(at)] if 0 <= at < len(ticked) else ""


def part(value: Operand, start: Operand, end: Operand = math.inf) -> str:
    """From place `start` up to but not with place `end`; a negative place counts from the end, as in JavaRosa."""
    written = text(value)
    from_place, to_place = _place(start, written), _place(end, written)
    return "" if from_place is None or to_place is None else written[from_place:to_place]


def _place(value: Operand, written: str) -> int | None:
    place = number(value)
    if math.isnan(place):
        return None
    return int(max(min(place, len(written)), -len(written)))


def before(value: Operand, target: Operand) -> str:
    """What stands before the first `target`; "" when it is not there."""
    ahead, found, _behind = _parted(value, target)
    return ahead if found else ""


def after(value: Operand, target: Operand) -> str:
    """What stands after the first `target`; "" when it is not there."""
    return _parted(value, target)[2]


def _parted(value: Operand, target: Operand) -> tuple[str, str, str]:
    sought = text(target)
    return text(value).partition(sought) if sought else ("", "", text(value))


def translated(value: Operand, signs: Operand, others: Operand) -> str:
    """Each of `signs` replaced by the one in the same place of `others`, or left out where that has no more."""
    wanted = text(others)
    table: dict[int, str] = {}
    for place, sign in enumerate(text(signs)):
        table.setdefault(ord(sign), wanted[place : place + 1])
    return text(value).translate(table)


def normalized(value: Operand) -> str:
    """The text with one space where there was any, and none around it. A hard space is no space, as in XPath."""
    return _SPACE.sub(" ", text(value)).strip(" ")


def put_together(*values: Operand) -> str:
    """All members of all arguments after one another."""
    return "".join(text(member) for member in members(values))


def joined(separator: Operand, *values: Operand) -> str:
    """All members of all further arguments with `separator` between them."""
    return text(separator).join(text(member) for member in members(values))


def digest(value: Operand, algorithm: Operand, encoding: Operand = "base64") -> str:
    """The hash of a text, in base64 or hex; "" for an algorithm or an encoding that ODK does not know."""
    name, written_as = _DIGESTS.get(text(algorithm).upper()), text(encoding).lower()
    if name is None or written_as not in ENCODINGS:
        return ""
    hashed = hashlib.new(name, text(value).encode(errors="replace"), usedforsecurity=False).digest()
    return hashed.hex() if written_as == "hex" else base64.b64encode(hashed).decode()


def decoded(value: Operand) -> str:
    """The text that was written in base64; "" when it was not."""
    try:
        return base64.b64decode(text(value).encode(), validate=True).decode()
    except (binascii.Error, UnicodeError):
        return ""
