"""An uploaded file -> a source: judged by its content, bounded in time and memory, and every problem at once."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from consult.evidence.captions import read_captions
from consult.evidence.sources import Format, Remark, SourceRefused, SourceText, source_text
from consult.evidence.word import read_word

_MOST_LINES_NAMED = 5
# What people upload in error, by how it begins; each gets the sentence that mends it.
_OTHER_FILES = (
    (b"%PDF-", "source_is_pdf"),
    (b"\xd0\xcf\x11\xe0", "source_is_old_word"),  # .doc, and a docx under a password
    (b"{\\rtf", "source_is_rtf"),
    (b"\x89PNG", "source_is_image"),
    (b"\xff\xd8\xff", "source_is_image"),
    (b"GIF8", "source_is_image"),
    (b"MZ", "source_is_program"),
    (b"\x7fELF", "source_is_program"),
    (b"#!", "source_is_program"),
)


def read_source(content: bytes, language: str) -> SourceText:
    """The notes or transcript in a file (txt, docx or vtt), told apart by what is in it. Raises SourceRefused."""
    for beginning, code in _OTHER_FILES:
        if content.startswith(beginning):
            raise SourceRefused([Remark(code)])
    if content.startswith(b"PK"):
        text, remarks = read_word(content)
        return source_text(text, language, Format.WORD, remarks)
    text = decoded(content)
    if text.lstrip("\ufeff").startswith("WEBVTT"):
        text, remarks = read_captions(text)
        return source_text(text, language, Format.CAPTIONS, remarks)
    return source_text(text, language, Format.TEXT)


def decoded(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 that says so. Another encoding is not guessed: a wrong guess changes what people said.

    Raises SourceRefused with the lines that are neither.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decoded_wide(content)
    lines = content.removeprefix(BOM_UTF8).split(b"\n")
    problems = list(_undecodable(lines))
    if problems:
        raise SourceRefused(problems)
    return content.decode("utf-8-sig")


def _decoded_wide(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise SourceRefused([Remark("source_encoding")]) from error


def _undecodable(lines: list[bytes]) -> Iterator[Remark]:
    named = 0
    for number, line in enumerate(lines, start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield Remark("source_encoding", number, found=f"0x{line[error.start]:02X}")
            named += 1
        if named == _MOST_LINES_NAMED:
            return
