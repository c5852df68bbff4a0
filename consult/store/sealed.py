"""Columns that are sealed at rest: who has the database or its backup, and not the data folder, reads nothing of them."""

from typing import Any

from flask import current_app
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from consult.folder import NotADataFolder
from consult.response.sealing import Unsealable, seal, unseal


class Sealed(TypeDecorator[str]):
    """Text under the server's key, padded, so that its length says little. Empty text is empty bytes; it cannot be searched."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        """Seals."""
        if not value:
            return None if value is None else b""
        return seal(value, _key())

    def process_result_value(self, value: bytes | None, dialect: Any) -> str | None:
        """Opens. Raises NotADataFolder when another secret sealed it."""
        if not value:
            return None if value is None else ""
        try:
            return str(unseal(bytes(value), _key()))
        except Unsealable as error:
            raise NotADataFolder(
                "Notes in this database were sealed by another secret than secrets.json here. Put back the one they "
                "were written with, from its backup: without it nobody can read them."
            ) from error


def _key() -> bytes:
    key: bytes = current_app.extensions["folder"].server_key("notes")
    return key
