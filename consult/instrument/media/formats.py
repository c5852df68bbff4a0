"""Pictures, sound and film by their first bytes: what a file is, how large it shows, and without what tells where it was made."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType

MOST_PIXELS = 4_096  # in one direction; a telephone shows 1,200


class Medium(StrEnum):
    """What a file is for."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file. type: as browsers call it."""

    medium: Medium
    type: str


# No SVG: it is a program as much as a picture. What every browser since 2016 shows, and no other.
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "png": Form(Medium.PICTURE, "image/png"),
        "jpg": Form(Medium.PICTURE, "image/jpeg"),
        "jpeg": Form(Medium.PICTURE, "image/jpeg"),
        "webp": Form(Medium.PICTURE, "image/webp"),
        "mp3": Form(Medium.SOUND, "audio/mpeg"),
        "ogg": Form(Medium.SOUND, "audio/ogg"),
        "m4a": Form(Medium.SOUND, "audio/mp4"),
        "mp4": Form(Medium.FILM, "video/mp4"),
        "webm": Form(Medium.FILM, "video/webm"),
    }
)
# What a page may cost someone who pays for each megabyte, in kB.
MOST_KB: Mapping[Medium, int] = MappingProxyType(
    {Medium.PICTURE: 1_500, Medium.SOUND: 2_000, Medium.FILM: 15_000}
)


class NotShown(Exception):
    """A file that may not be shown: what was found, what was expected, how to mend it."""

    def __init__(self, found: str, expected: str, mend: str) -> None:
        self.found, self.expected, self.mend = found, expected, mend
        super().__init__(found)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be shown. content: without place, moment and device. width, height: in pixels, 0 for sound and film."""

    content: bytes
    form: Form
    width: int = 0
    height: int = 0


def ending(name: str) -> str:
    """The ending of a file's name, in small letters: jpg."""
    return PurePath(name).suffix.lower().lstrip(".")


def form_of(name: str) -> Form | None:
    """What a file is by its name; None for what is not shown."""
    return FORMS.get(ending(name))


def inspect(name: str, content: bytes) -> Inspected:
    """The file as it may be shown. Raises NotShown."""
    form = form_of(name)
    if form is None:
        raise NotShown(f'"{name}"', f"a file ends in {', '.join(FORMS)}", "Save it as one of these.")
    most = MOST_KB[form.medium]
    if len(content) > most * 1_000:
        raise NotShown(
            f"{len(content) // 1_000} kB", f"a {form.medium} of at most {most} kB", "Make it smaller."
        )
    if not _BEGINS[ending(name)](content):
        raise NotShown(f'"{name}" is something else inside', f"a file of type {form.type}", "Save it anew.")
    if form.medium is not Medium.PICTURE:
        _refuse_place(content)
        return Inspected(content, form)
    return _picture(name, content, form)


def _picture(name: str, content: bytes, form: Form) -> Inspected:
    try:
        bare, width, height = _PICTURES[form.type](content)
    except (IndexError, ValueError):
        raise NotShown(f'"{name}" is damaged', f"a whole {form.type}", "Save it anew.") from None
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        expected = f"at most {MOST_PIXELS} in each direction"
        raise NotShown(f"{width} x {height} pixels", expected, "Make it smaller.")
    return Inspected(bare, form, width, height)


# --- what a file is, whatever it is called


def _box(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


_BEGINS: Mapping[str, Callable[[bytes], bool]] = {
    "png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "webp": lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP",
    "mp3": lambda content: content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] >= b"\xe0"),
    "ogg": lambda content: content.startswith(b"OggS"),
    "m4a": _box,
    "mp4": _box,
    "webm": lambda content: content.startswith(b"\x1a\x45\xdf\xa3"),
}
# How telephones write where a film or a recording was made.
_PLACES = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location", b"LOCATION")


def _refuse_place(content: bytes) -> None:
    if any(mark in content for mark in _PLACES):
        raise NotShown(
            "the place where it was recorded",
            "a recording that tells nothing of who made it",
            "Save it without.",
        )


# --- pictures, with their size and without what a camera adds


def _number(content: bytes, at: int, length: int, order: str = "big") -> int:
    piece = content[at : at + length]
    if len(piece) < length:
        raise ValueError("the file breaks off")
    return int.from_bytes(piece, "big" if order == "big" else "little")


_PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    }
)


def _png(content: bytes) -> tuple[bytes, int, int]:
    pieces, at = [content[:8]], 8
    while at < len(content):
        length = _number(content, at, 4)
        kind, whole = content[at + 4 : at + 8], content[at : at + 12 + length]
        if len(whole) < 12 + length:
            raise ValueError("the file breaks off")
        pieces += [whole] if kind in _PNG_KEPT else []
        at += len(whole)
        if kind == b"IEND":  # what comes after it is no picture
            break
    return b"".join(pieces), _number(content, 16, 4), _number(content, 20, 4)


_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FROM_A_CAMERA = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}  # colours stay: APP2 and APP14


def _jpeg(content: bytes) -> tuple[bytes, int, int]:
    pieces, width, height = [content[:2]], 0, 0
    for marker, segment in _segments(content):
        if marker in _SIZES:
            height, width = _number(segment, 5, 2), _number(segment, 7, 2)
        if marker == 0xE1 and _is_turned(segment):
            raise NotShown(
                "a picture that lies on its side", "one that is upright by itself", "Turn it and save it."
            )
        if marker not in _FROM_A_CAMERA:
            pieces.append(segment)
    return b"".join((*pieces, _END)), width, height


_END = b"\xff\xd9"
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # \xff\x00 and restarts are part of the pixels


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each part with its marker, pixels with that which announces them. What telephones write after the end is no part."""
    at = 2
    while content[at : at + 2] != _END:
        if _number(content, at, 1) != 0xFF:
            raise ValueError("no marker")
        marker, end = _number(content, at + 1, 1), at + 2 + _number(content, at + 2, 2)
        if marker == 0xDA:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[at:end]
        at = end


def _is_turned(segment: bytes) -> bool:
    """Whether a camera's EXIF says that the picture is to be turned, which is lost with the rest of it."""
    exif = segment[4:]
    if exif[:6] != b"Exif\x00\x00":
        return False
    exif, order = exif[6:], "little" if exif[6:8] == b"II" else "big"
    first = _number(exif, 4, 4, order)
    for entry in range(_number(exif, first, 2, order)):
        at = first + 2 + entry * 12
        if _number(exif, at, 2, order) == 0x0112:
            return _number(exif, at + 8, 2, order) not in (0, 1)
    return False


_WEBP_DROPPED = (b"EXIF", b"XMP ")


def _webp(content: bytes) -> tuple[bytes, int, int]:
    pieces, at, width, height = [], 12, 0, 0
    while at < len(content):
        kind, length = content[at : at + 4], _number(content, at + 4, 4, "little")
        whole = bytearray(content[at : at + 8 + length + length % 2])
        if kind == b"VP8X":
            whole[8] &= ~0x0C  # no EXIF and no XMP is announced
            width, height = (1 + _number(content, at + 12 + 3 * place, 3, "little") for place in (0, 1))
        elif not width:
            width, height = _webp_size(kind, content[at + 8 : at + 8 + length])
        pieces += [bytes(whole)] if kind not in _WEBP_DROPPED else []
        at += len(whole)
    inner = b"WEBP" + b"".join(pieces)
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner, width, height


def _webp_size(kind: bytes, chunk: bytes) -> tuple[int, int]:
    if kind == b"VP8 ":
        return _number(chunk, 6, 2, "little") & 0x3FFF, _number(chunk, 8, 2, "little") & 0x3FFF
    if kind == b"VP8L":
        bits = _number(chunk, 1, 4, "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


_PICTURES: Mapping[str, Callable[[bytes], tuple[bytes, int, int]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
