"""Passwords of staff: argon2id, twelve characters or more, none that everybody tries first."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from consult.actions.refusal import Refused

SHORTEST = 12
_LONGEST = 200  # argon2 takes any length; a megabyte of password is an attack on the server
# Guessed first where Dutch or English is spoken, as far as they are long enough. Compared without signs and digits
# at the end, so that Wachtwoord123! is among them.
# fmt: off
_COMMON = frozenset((
    "wachtwoord", "geheim", "welkom", "paswoord", "password", "passwort", "letmein", "iloveyou", "qwerty",
    "qwertyuiop", "azerty", "azertyuiop", "administrator", "beheerder", "antwerpen", "anderlecht",
    "brussel", "vlaanderen", "belgie", "sinterklaas", "zonnebloem", "vriendschap", "chocolade", "voetbal",
    "changeme", "consult", "levl", "levlvzw", "welcome", "mijnwachtwoord", "geheimwachtwoord",
    "wachtwoordwachtwoord", "passwordpassword", "abcdefghijkl", "qwertyqwerty", "azertyazerty",
    "correcthorsebatterystaple",
))
# fmt: on
_hasher = PasswordHasher()


def check_password(password: str, name: str) -> None:
    """Raises Refused when nobody should choose this password, least of all whoever signs in as `name`."""
    if len(password) < SHORTEST:
        raise Refused("password_short", least=SHORTEST, length=len(password))
    if len(password) > _LONGEST:
        raise Refused("password_long", most=_LONGEST)
    plain = "".join(letter for letter in password.casefold() if letter.isalpha())
    if len(set(password)) < 5 or not plain or plain in _COMMON or plain == name.casefold():
        raise Refused("password_common")


def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher.hash(password)


def is_right(password: str, kept: str) -> bool:
    """Whether `password` gives `kept`. As slow when there is nothing to compare with, so that names cannot be tried."""
    try:
        return _hasher.verify(kept or _nobodys(), password[:_LONGEST]) and bool(kept)
    except VerificationError:
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody signs in with this")
