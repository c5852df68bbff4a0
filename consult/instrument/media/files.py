"""The files that an instrument shows: `instruments/<report>/<name>-media/`, beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from consult.instrument.media.formats import FORMS, Inspected, Medium, NotShown, ending, form_of, inspect

# Each property of XLSForm that names a file, and what that file is.
PROPERTIES: Mapping[str, Medium] = MappingProxyType(
    {
        "image": Medium.PICTURE,
        "big-image": Medium.PICTURE,
        "audio": Medium.SOUND,
        "video": Medium.FILM,
    }
)
OF_CHOICES = ("image", "audio", "video")
ALTERNATIVE = "alt"  # what a picture or a film shows, in words
DESCRIBED = ("image", "big-image", "video")
MOST_KB_ON_A_PAGE = 300  # of a picture that is shown at once; a big one is fetched on request
MOST_FILES = 2_000
_FOLDER = "-media"
# One file in one folder: no way up or down, no device of another system, nothing hidden.
_NAME = re.compile(r"(?!\.)[^/\\:*?\"<>|\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]{1,150}")
_ADDRESS_DIGITS = 32  # 128 bits of the digest: enough that nobody finds another file with them


class ChangedMeanwhile(FileNotFoundError):
    """The file that was looked at is gone: another lies in its place."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that may be shown. digest: SHA-256 of it without what a camera adds. path: where it lies, None once published."""

    name: str
    digest: str
    type: str
    length: int
    width: int = 0
    height: int = 0
    path: Path | None = field(default=None, compare=False)

    @property
    def address(self) -> str:
        """What it is called where it is served: the same bytes have the same address."""
        return f"{self.digest[:_ADDRESS_DIGITS]}.{ending(self.name)}"

    def content(self) -> bytes:
        """Its bytes, as they are shown.

        Raises FileNotFoundError for one of a published version, which the folder keeps; ChangedMeanwhile is one too.
        """
        if self.path is None:
            raise FileNotFoundError(self.name)
        content = inspect(self.name, self.path.read_bytes()).content
        if sha256(content).hexdigest() != self.digest:
            raise ChangedMeanwhile(self.name)
        return content


@dataclass(frozen=True)
class Shelf:
    """The files of one instrument by name, and those that may not be shown with why."""

    files: Mapping[str, MediaFile]
    refused: Mapping[str, NotShown]


def is_file_name(name: str) -> bool:
    """Whether a name is that of one file in one folder."""
    return bool(_NAME.fullmatch(name)) and name.strip() == name


def is_shown(name: str) -> bool:
    """Whether a text is the name of a picture, a sound or a film."""
    return is_file_name(name) and ending(name) in FORMS


def medium_of(name: str) -> Medium | None:
    """What a file is by its name."""
    form = form_of(name)
    return form.medium if form else None


def folder_beside(path: Path) -> Path:
    """Where the files of the instrument at `path` lie."""
    return path.with_name(path.stem + _FOLDER)


def shelf_in(folder: Path) -> Shelf:
    """What lies in a folder; nothing when it is not there. Links are passed over: they lead elsewhere."""
    files: dict[str, MediaFile] = {}
    refused: dict[str, NotShown] = {}
    for path in sorted(folder.glob("*"))[:MOST_FILES] if folder.is_dir() else ():
        if path.is_symlink() or not path.is_file() or form_of(path.name) is None:
            continue
        known = path.stat()
        found = _file(path, known.st_mtime_ns, known.st_size)
        if isinstance(found, MediaFile):
            files[path.name] = found
        else:
            refused[path.name] = found
    return Shelf(files, refused)


@lru_cache(maxsize=2 * MOST_FILES)
def _file(path: Path, _changed: int, _length: int) -> MediaFile | NotShown:
    """A file that was looked at once; pages of staff look at the same ones again and again."""
    try:
        return media_file(path.name, inspect(path.name, path.read_bytes()), path)
    except NotShown as why:
        return why


def media_file(name: str, inspected: Inspected, path: Path | None = None) -> MediaFile:
    """What is known of a file that was inspected."""
    content, form = inspected.content, inspected.form
    digest = sha256(content).hexdigest()
    return MediaFile(name, digest, form.type, len(content), inspected.width, inspected.height, path)
