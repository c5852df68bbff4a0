"""What a variable is to someone who would recognise a respondent, and which other role a profile may give it."""

from collections.abc import Mapping
from enum import StrEnum

from consult.instrument.definition import Disclosure


class Role(StrEnum):
    """The role of a variable in a release: those of an instrument, and two that only a profile gives."""

    DIRECT = "direct"
    KEY = "key"
    SENSITIVE = "sensitive"
    SAFE = "safe"
    FREE_TEXT = "free-text"
    WEIGHT = "weight"
    MULTI = "multi"  # a key variable that takes several answers
    WITHHELD = "withheld"


NEVER_LEAVE = frozenset({Role.DIRECT, Role.FREE_TEXT, Role.WITHHELD})

# A profile may be stricter than the instrument, never less strict. That a sensitive variable becomes a key variable is
# not stricter: all of a group then share its value, and whoever knows the group knows the answer.
_MAY_BECOME: Mapping[Disclosure, frozenset[Role]] = {
    Disclosure.DIRECT: frozenset({Role.DIRECT, Role.WITHHELD}),
    Disclosure.FREE_TEXT: frozenset({Role.FREE_TEXT, Role.WITHHELD}),
    Disclosure.KEY: frozenset({Role.KEY, Role.MULTI, Role.WITHHELD}),
    Disclosure.SENSITIVE: frozenset({Role.SENSITIVE, Role.WITHHELD}),
    Disclosure.SAFE: frozenset({Role.SAFE, Role.SENSITIVE, Role.KEY, Role.MULTI, Role.WITHHELD}),
    Disclosure.WEIGHT: frozenset({Role.WEIGHT, Role.WITHHELD}),
}


def role_between(instrument: Disclosure | None, profile: Role | None) -> Role | None:
    """The role of a variable, given what its instrument and a profile say; None when neither says anything."""
    if profile is not None:
        return profile
    return Role(instrument.value) if instrument is not None else None


def may_become(instrument: Disclosure | None, profile: Role) -> bool:
    """Whether a profile may give this role to a variable that has that one in its instrument."""
    return instrument is None or profile in _MAY_BECOME[instrument]


def allowed_instead(instrument: Disclosure) -> str:
    """The roles that a profile may give instead, in a sentence."""
    return " or ".join(sorted(_MAY_BECOME[instrument]))
