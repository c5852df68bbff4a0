"""Identifiers that tell nothing: 128 random bits, never a number in order."""

import secrets
from base64 import b32encode
from hashlib import sha256


def new_id() -> str:
    """26 lower-case letters and digits."""
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def new_secret() -> str:
    """What a cookie or a one-time link carries: 256 bits, never stored."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is stored in its place. A plain hash: 256 random bits need no stretching."""
    return sha256(secret.encode()).hexdigest()
