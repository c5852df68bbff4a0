"""Texts as people read them: markup that workbooks carry is taken out, since every text here is shown as it stands."""

import html
import re

_HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_ENTITY = re.compile(r"&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_MARKDOWN = (
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), "**"),
    (re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL), "__"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), "*"),
    (re.compile(r"(?m)^#{1,6}[ \t]+(.+)$"), "#"),
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain_text(written: str) -> tuple[str, tuple[str, ...]]:
    """The text without markup, and which markup that was: names of tags, and signs of Markdown."""
    text, found = written.replace("\r\n", "\n").replace("\r", "\n"), list[str]()
    for tag in _TAG.findall(text):
        found.append(f"<{tag.lower()}>")
    text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text)))
    if _ENTITY.search(text):
        # Once: what is written as &amp;lt; is meant to be read as &lt;.
        text = html.unescape(text)
    for pattern, sign in _MARKDOWN:
        text, times = pattern.subn(r"\1", text)
        found += [sign] if times else []
    text = _NOT_TEXT.sub("", text).replace("\u00a0", " ")
    return re.sub(r"[ \t]+\n", "\n", text).strip(), tuple(dict.fromkeys(found))
