"""Signs that nobody sees in a text and that change how it is read: no text that is shown may carry them."""

import re

# Marks that turn the direction of all that follows: a page could be made to read backwards. Single marks (U+200E, U+200F,
# U+061C) turn nothing but their neighbour, Persian needs U+200C, and a pair around a telephone number is as it should be.
_TURNS_DIRECTION = re.compile("[\u202a-\u202e]")
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_PAIRED = re.compile(f"[{_OPENS}{_CLOSES}]")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffc-\uffff]")
_ENDS_A_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def hidden_signs(text: str) -> list[str]:
    """Those in a text that it may not carry."""
    return [*_TURNS_DIRECTION.findall(text), *_unpaired(text), *_INVISIBLE.findall(text)]


def code_points(signs: list[str]) -> str:
    """Signs as a person can look them up, each once: U+202E, U+0002."""
    return ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(signs))


def without_hidden_signs(text: str) -> str:
    """The text without them: one that ends a line becomes a line break; where a pair is broken, all pairs go."""
    text = _TURNS_DIRECTION.sub("", _INVISIBLE.sub("", _ENDS_A_LINE.sub("\n", text)))
    return _PAIRED.sub("", text) if _unpaired(text) else text


def _unpaired(text: str) -> list[str]:
    """The marks that open a stretch of another direction and do not close it, or close what none opened."""
    opened: list[str] = []
    for mark in _PAIRED.findall(text):
        if mark in _OPENS or not opened:
            opened.append(mark)
        elif opened[-1] in _OPENS:
            opened.pop()
    return opened
