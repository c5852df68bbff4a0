"""The data folder: secrets, database, uploaded files, tombstones. Everything that is neither code nor shipped."""

import json
import os
import re
import secrets
import shutil
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

_DEMONSTRATION = "DEMONSTRATION.txt"
_SECRETS = "secrets.json"
_TEXT_KEYS = "text-keys.json"
_TOMBSTONES = "withdrawn.txt"
_DATABASE = "consult.sqlite"
_DAY_SECONDS = 86_400
_MEDIA = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{3,4}")


class NotADataFolder(Exception):
    """The data folder cannot be used as it is."""


@dataclass(frozen=True)
class DataFolder:
    """Where one installation keeps what it holds. `path` is made on first use, readable by its owner only."""

    path: Path

    def make(self) -> None:
        """Makes the folder, and the server's secret in a folder that holds nothing yet.

        A secret that was lost is never replaced in silence: every code and every draft would die with it.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not any((self.path / name).exists() for name in (_SECRETS, _TEXT_KEYS, _DATABASE)):
            self._write_private(
                _SECRETS, json.dumps({"server_key": b64encode(secrets.token_bytes(32)).decode()})
            )

    def server_key(self, purpose: str) -> bytes:
        """32 bytes for one purpose, derived from the server's secret.

        Raises NotADataFolder when the secret is not there: there is no default one.
        """
        secret_file = self.path / _SECRETS
        if not secret_file.exists():
            raise NotADataFolder(
                f"{secret_file} is missing beside what this folder holds. Put it back from the backup: "
                "without it no withdrawal code and no draft can be read."
            )
        secret = b64decode(json.loads(secret_file.read_text())["server_key"])
        return blake2b(purpose.encode(), key=secret, digest_size=32).digest()

    @property
    def database_address(self) -> str:
        """The address of the SQLite database in this folder."""
        return f"sqlite:///{(self.path / _DATABASE).absolute()}"

    # --- the keys of free text: public halves, and the research key's private half under a passphrase

    @property
    def text_keys(self) -> dict[str, str]:
        """What `keep_text_keys` wrote; empty when no text key was made yet."""
        file = self.path / _TEXT_KEYS
        return dict(json.loads(file.read_text())) if file.exists() else {}

    def keep_text_keys(self, keys: dict[str, str]) -> None:
        """Writes the public halves and the locked private half. Refuses to replace keys that texts are sealed to."""
        if self.text_keys:
            raise NotADataFolder(f"{self.path / _TEXT_KEYS} exists; texts are sealed to those keys")
        self._write_private(_TEXT_KEYS, json.dumps(keys))

    # --- a demonstration

    @property
    def is_demonstration(self) -> bool:
        """Whether this folder was made by `consult demo` and never held anything real."""
        return (self.path / _DEMONSTRATION).exists()

    def mark_as_demonstration(self) -> None:
        """Marks a folder that holds no database yet. Raises NotADataFolder when it does."""
        if not self.is_demonstration and (self.path / _DATABASE).exists():
            raise NotADataFolder(
                f"{self.path} holds a real database; a demonstration needs a folder of its own"
            )
        self.make()
        self._write_private(
            _DEMONSTRATION,
            "Alles in deze map is synthetisch: een demonstratie van consult.\n"
            "Everything in this folder is synthetic: a demonstration of consult.\n",
        )

    # --- withdrawals, outside the database, so that a restored backup can replay them

    def bury(self, response: str) -> None:
        """Remembers that a response (by its keyed hash) or notes (by their random id) were withdrawn; in an order and at a time that tell nothing."""
        withdrawn = sorted({*self.buried(), response})
        self._write_private(_TOMBSTONES, "".join(f"{one}\n" for one in withdrawn))
        day = int(time.time()) // _DAY_SECONDS * _DAY_SECONDS
        os.utime(self.path / _TOMBSTONES, (day, day))

    def buried(self) -> Iterator[str]:
        """The keyed hashes of withdrawn responses, and the ids of withdrawn notes."""
        file = self.path / _TOMBSTONES
        if file.exists():
            yield from file.read_text().split()

    # --- copies of answers that tables and releases are made from; made anew from the database at any time

    @property
    def copies(self) -> Path:
        """Where they lie, a folder for each consultation."""
        return self.path / "copies"

    def forget_copy(self, consultation: str) -> None:
        """Deletes the copy of a consultation, such as after a withdrawal: what was deleted is nowhere any more."""
        shutil.rmtree(self.copies / consultation, ignore_errors=True)

    @property
    def told(self) -> Path:
        """Where the tables that were told lie, a folder for each consultation: counts, protected, and no answers."""
        return self.path / "told"

    # --- files by content, sealed: a scan of notes tells nothing to who only has the disk

    def keep_file(self, content: bytes) -> str:
        """Stores bytes under their SHA-256 and returns it; the same bytes are stored once."""
        checksum = sha256(content).hexdigest()
        place = self._file(checksum)
        if not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = place.with_suffix(f".{secrets.token_hex(4)}")
            unfinished.write_bytes(self.sealed(content))
            unfinished.replace(place)
        return checksum

    def file(self, checksum: str) -> bytes:
        """The bytes of a stored file. Raises FileNotFoundError."""
        kept = self._file(checksum).read_bytes()
        if sha256(kept).hexdigest() == checksum:
            return kept  # of before files were sealed
        return self.unsealed(kept, checksum)

    def sealed(self, content: bytes) -> bytes:
        """Bytes for this disk: they tell nothing to who has not the secret."""
        return bytes(SecretBox(self.server_key("files")).encrypt(content))

    def unsealed(self, kept: bytes, called: str) -> bytes:
        """What `sealed` sealed. Raises NotADataFolder when another secret did."""
        try:
            return bytes(SecretBox(self.server_key("files")).decrypt(kept))
        except CryptoError as error:
            raise NotADataFolder(f"file {called} was sealed by another secret than the one here") from error

    def holds_file(self, checksum: str) -> bool:
        """Whether a file is there."""
        try:
            return self._file(checksum).exists()
        except FileNotFoundError:
            return False

    def forget_file(self, checksum: str) -> None:
        """Deletes a stored file; one that is not there is deleted."""
        if self.holds_file(checksum):
            self._file(checksum).unlink()

    def _file(self, checksum: str) -> Path:
        if len(checksum) != 64 or not set(checksum) <= set("0123456789abcdef"):
            raise FileNotFoundError(checksum)
        return self.path / "files" / checksum[:2] / checksum

    # --- what published instruments show: open to whoever has the address of a question, and so never sealed

    def keep_media(self, address: str, content: bytes) -> None:
        """Stores a picture, a sound or a film under its address, whole before it has its name."""
        place = self.media(address)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
        unfinished.write_bytes(content)
        unfinished.replace(place)

    def media(self, address: str) -> Path:
        """Where it lies. Raises FileNotFoundError for what is no such address."""
        if not _MEDIA.fullmatch(address):
            raise FileNotFoundError(address)
        return self.path / "media" / address

    def holds_media(self, address: str) -> bool:
        """Whether it is there."""
        return self.media(address).is_file()

    def _write_private(self, name: str, content: str) -> None:
        # Made with its final mode, whole before it has its name: never readable by others, never half there.
        unfinished = self.path / f"{name}.{secrets.token_hex(4)}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.path / name)
