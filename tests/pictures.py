"""Small pictures and sounds for tests, made here: what they show says nothing."""

import io
import struct
import zlib

from PIL import Image


def a_png(width: int = 40, height: int = 30, colour: tuple[int, int, int] = (11, 90, 94)) -> bytes:
    """A picture of one colour, with a text chunk as some programs add."""
    rows = (b"\x00" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"tEXt", b"Author\x00marker-of-a-maker"),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_jpeg(width: int = 40, height: int = 30, *, orientation: int = 1, form: str = "JPEG") -> bytes:
    """A photograph as a telephone makes it: with its maker and its place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "marker-of-a-maker"
    exif.get_ifd(0x8825)[1] = "N"
    content = io.BytesIO()
    Image.new("RGB", (width, height), (200, 120, 40)).save(content, form, exif=exif)
    return content.getvalue()


def an_mp3(kb: int = 1) -> bytes:
    """The beginning of a sound."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 250 * kb
