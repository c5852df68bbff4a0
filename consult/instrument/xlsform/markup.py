"""Texts as people read them: markup that workbooks carry is taken out, since every text here is shown as it stands."""

import html
import re

from consult.instrument.hidden_signs import hidden_signs, without_hidden_signs

_HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
# Those that HTML has; <name of facility> is what an author means to fill in, and is read as it stands.
_NAMES = (
    "a abbr article b big blockquote body br button center cite code col dd del details div dl dt em embed fieldset font form"
    " frame h1 h2 h3 h4 h5 h6 head hr html i iframe img input ins kbd label legend li link main mark marquee meta nav object"
    " ol option p param picture pre q s samp script section select small source span strike strong style sub summary sup svg"
    " table tbody td textarea tfoot th thead title tr tt u ul var video audio wbr"
)
_TAG = re.compile(rf"<\s*/?\s*({'|'.join(_NAMES.split())})\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_MARKDOWN = (
    (re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*", re.DOTALL), "**"),
    (re.compile(r"(?<!\w)__(?=[^\s_])(.+?)(?<=[^\s_])__(?!\w)", re.DOTALL), "__"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), "*"),
    (re.compile(r"(?m)^#{1,6}[ \t]+(.+)$"), "#"),
)


def plain_text(written: str) -> tuple[str, tuple[str, ...], list[str]]:
    """The text without markup, which markup that was (names of tags, and signs of Markdown), and which hidden signs it had."""
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
    signs = hidden_signs(text)
    text = without_hidden_signs(text).replace("\u00a0", " ")
    return re.sub(r"[ \t]+\n", "\n", text).strip(), tuple(dict.fromkeys(found)), signs
