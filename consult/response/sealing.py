"""Sealing: drafts under a key of two halves, free text under two public keys, codes as keyed hashes.

Libsodium through PyNaCl throughout; the server's half comes from the data folder.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from consult.instrument.languages import to_latin_digits

# 30 letters that no one mistakes for another, nor reads as a word: no vowels but A E, no I L O U.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_CODE_LETTERS = 12  # 12 of 30 letters are 58 bits; a guess goes through the server's rate limit
_BLOCK = 256  # texts are padded to blocks, so that their length says little
_SEALED_BOX_OVERHEAD = 48  # crypto_box_SEALBYTES: an ephemeral public key and an authenticator


class Unsealable(Exception):
    """What is sealed cannot be opened with this key."""


@dataclass(frozen=True, slots=True)
class DraftKeys:
    """What the cookie's secret and the server's key give together."""

    id: str
    key: bytes
    withdrawal_code: str


def new_cookie_secret() -> str:
    """The respondent's half: 256 bits, in the cookie alone."""
    return secrets.token_urlsafe(32)


def draft_keys(cookie_secret: str, server_key: bytes) -> DraftKeys:
    """The draft's id, its key and the withdrawal code: the same halves always give the same three.

    So a response that is sent twice carries the same code, and is stored once.
    """
    half = cookie_secret.encode()
    return DraftKeys(
        id=_keyed(server_key, b"draft", half).hex(),
        key=_keyed(server_key, b"draft-key", half),
        withdrawal_code=_as_code(_keyed(server_key, b"withdrawal", half)),
    )


def response_id(withdrawal_code: str, server_key: bytes) -> str:
    """The keyed hash under which a response is stored, looked up and withdrawn; 64 hexadecimal digits."""
    return _keyed(server_key, b"response", plain_code(withdrawal_code).encode()).hex()


def plain_code(typed: str) -> str:
    """A code as typed by hand, without spaces and dashes, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def plain_digits(typed: str) -> str:
    """A code of digits as typed by hand, in any digits, without spaces and dashes."""
    return "".join(sign for sign in to_latin_digits(typed) if sign.isalnum())


def grouped(code: str) -> str:
    """A code in groups of four, as it is shown."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _as_code(entropy: bytes) -> str:
    number, letters = int.from_bytes(entropy, "big"), []
    for _ in range(_CODE_LETTERS):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _keyed(key: bytes, person: bytes, content: bytes) -> bytes:
    return blake2b(content, key=key, digest_size=32, person=person).digest()


def token(key: bytes, content: str) -> str:
    """A short keyed hash for a form: proves that this server wrote it for `content`."""
    return _keyed(key, b"token", content.encode()).hex()[:32]


def seal(content: Any, key: bytes) -> bytes:
    """JSON content under a symmetric key, padded."""
    return bytes(SecretBox(key).encrypt(sodium_pad(json.dumps(content, ensure_ascii=False).encode(), _BLOCK)))


def unseal(sealed: bytes, key: bytes) -> Any:
    """What `seal` sealed. Raises Unsealable."""
    try:
        return json.loads(sodium_unpad(SecretBox(key).decrypt(sealed), _BLOCK))
    except (CryptoError, ValueError) as error:
        raise Unsealable("another key sealed this") from error


def new_passphrase() -> str:
    """24 letters in groups of four: 117 bits, to be written on paper."""
    return grouped("".join(secrets.choice(_LETTERS) for _ in range(24)))


# --- continue later: a code in digits that anyone can read and type


def new_resume_code() -> str:
    """16 digits, the last a check digit (Luhn: every single mistyped digit is seen)."""
    digits = "".join(secrets.choice("0123456789") for _ in range(15))
    return digits + _luhn(digits)


def is_resume_code(code: str) -> bool:
    """Whether the check digit holds, so that a slip of the finger is told at once."""
    return len(code) == 16 and code.isascii() and code.isdigit() and _luhn(code[:-1]) == code[-1]


def _luhn(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def resume_keys(code: str, server_key: bytes) -> tuple[str, bytes]:
    """Id and key of a draft that waits under a code. Slow on purpose: argon2id over code and server key."""
    salt = _keyed(server_key, b"resume-salt", b"")[: argon2id.SALTBYTES]
    stretched = argon2id.kdf(
        64,
        code.encode(),
        salt,
        opslimit=argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=argon2id.MEMLIMIT_INTERACTIVE,
    )
    return _keyed(server_key, b"resume", stretched[:32]).hex(), _keyed(
        server_key, b"resume-key", stretched[32:]
    )


# --- free text: an envelope to the research key and to the recovery key


@dataclass(frozen=True)
class TextKeys:
    """The public halves that every free text is sealed to."""

    research: PublicKey
    recovery: PublicKey


def seal_texts(texts: Mapping[str, str], keys: TextKeys) -> dict[str, bytes]:
    """The free texts of one response, each an envelope that either private key opens.

    An envelope is two sealed copies of a fresh key, then the text under it. The key is the response's: its texts are
    parted by no one, and sealing a key costs fifty times what the text does.
    """
    if not texts:
        return {}
    key = secrets.token_bytes(SecretBox.KEY_SIZE)
    copies = b"".join(bytes(SealedBox(public).encrypt(key)) for public in (keys.research, keys.recovery))
    box = SecretBox(key)
    return {
        name: copies + bytes(box.encrypt(sodium_pad(text.encode(), _BLOCK))) for name, text in texts.items()
    }


def open_text(sealed: bytes, private: PrivateKey) -> str:
    """The text of an envelope, opened with one of the two private keys. Raises Unsealable."""
    copy = SecretBox.KEY_SIZE + _SEALED_BOX_OVERHEAD
    for start in (0, copy):
        try:
            key = SealedBox(private).decrypt(sealed[start : start + copy])
            return str(sodium_unpad(SecretBox(key).decrypt(sealed[2 * copy :]), _BLOCK).decode())
        except CryptoError:
            continue
    raise Unsealable("this text was sealed to other keys")


def locked(private: PrivateKey, passphrase: str) -> str:
    """A private key under a passphrase, as hexadecimal text: salt, then the sealed key."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    return (salt + bytes(SecretBox(_stretched(passphrase, salt)).encrypt(bytes(private)))).hex()


def unlocked(locked_key: str, passphrase: str) -> PrivateKey:
    """The private key under a passphrase. Raises Unsealable."""
    content = bytes.fromhex(locked_key)
    salt, sealed = content[: argon2id.SALTBYTES], content[argon2id.SALTBYTES :]
    try:
        return PrivateKey(SecretBox(_stretched(passphrase, salt)).decrypt(sealed))
    except CryptoError as error:
        raise Unsealable("this passphrase does not open the key") from error


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return bytes(
        argon2id.kdf(
            SecretBox.KEY_SIZE,
            passphrase.encode(),
            salt,
            opslimit=argon2id.OPSLIMIT_MODERATE,
            memlimit=argon2id.MEMLIMIT_MODERATE,
        )
    )
