"""Whether a talk is with whom a recommendation is addressed to: both are written in words, by people."""

import re

_SHORTEST = 4  # letters; shorter words tell nothing: "van", "de", "vzw"
# Words for an office as such: two ministers share them and nothing else.
_OFFICES = frozenset(
    {"demo", "minister", "kabinet", "raadgever", "adviseur", "dienst", "diensten", "departement", "agentschap", "vlaamse", "vlaams"}
)  # fmt: skip


def is_addressed(addressee: str, with_whom: str) -> bool:
    """Whether they name the same: a word in common that is more than the word for an office. "minister van Wonen", "kabinet Wonen"."""
    return bool(_names(addressee) & _names(with_whom))


def _names(words: str) -> set[str]:
    found = re.findall(r"\w+", words.casefold())
    return {word for word in found if len(word) >= _SHORTEST and word not in _OFFICES}
