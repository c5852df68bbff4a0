"""The lines of a gettext catalogue, looked over before polib reads them.

polib takes the first and the last sign of a text for its quotation marks: where one is missing, a letter goes without a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from consult.instrument.problems import Problem, Said

# Before a text may stand that it is set aside (#~) or is an earlier one (#|), and which text of its entry it is.
_LINE = re.compile(
    r"(?P<mark>#~|#\|)?\s*(?P<word>(?:msgctxt|msgid_plural|msgid|msgstr\[\d\]|msgstr)(?![\w\[]))?\s*(?P<text>.*)",
    re.DOTALL,  # U+2028 or U+0085 ends no line of a catalogue
)
_SIGN = re.compile(r'\\.|"', re.DOTALL)
_UNESCAPED = re.compile(r'\\.|"|\\$', re.DOTALL)
# After which text of an entry each can stand; "" is before the first.
_AFTER = {
    "msgctxt": ("", "msgstr", "msgstr[]"),
    "msgid": ("", "msgctxt", "msgstr", "msgstr[]"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
_STRAY = (
    Said("no gettext catalogue"),
    'a line is a comment with #, a keyword such as msgstr, or a text between " and "',
    "Put the text between quotation marks, or take the line away.",
)
_BETWEEN = "a text stands between two straight quotation marks"
_NO_MARKS = (Said("a text without quotation marks"), _BETWEEN, 'Put a " before it and a " after it.')
_NO_FIRST = (
    Said("a text without the quotation mark before it"),
    _BETWEEN,
    'Put a " before it, and look whether its first letter is still there.',
)
_NO_LAST = (
    Said("a text without the quotation mark after it"),
    _BETWEEN,
    'Put a " after it, and look whether its last letter is still there.',
)
_INSIDE = (
    Said("a quotation mark inside a text"),
    _BETWEEN,
    r"Write a mark that belongs to the text as \", and take away what stands after the last.",
)
_IN_ORDER = "msgctxt, msgid and msgstr of a text, in this order and each once"
_SAVE_AGAIN = "Save the file whole again in the program in which it was translated, or export it again and copy the translations into it."


class Overlooked(NamedTuple):
    """What keeps lines from being a catalogue. straight: them with the marks where they probably stood, None where nobody can guess."""

    problems: list[Problem]
    straight: list[str] | None


class _Line(NamedTuple):
    """A line with a text, or with part of one."""

    number: int
    mark: str
    word: str
    text: str

    @property
    def marks(self) -> list[int]:
        """Where its text has quotation marks that do not belong to it."""
        return [sign.start() for sign in _SIGN.finditer(self.text) if sign[0] == '"']

    @property
    def ends(self) -> tuple[bool, bool]:
        """Whether there is a mark before its text, and whether there is one after it."""
        marks, opens = self.marks, self.text.startswith('"')
        return opens, len(marks) > opens and marks[-1] == len(self.text) - 1

    @property
    def straight(self) -> str:
        opens, closes = self.ends
        inside = self.text[opens : len(self.text) - closes]
        escaped = _UNESCAPED.sub(lambda sign: sign[0] if len(sign[0]) == 2 else f"\\{sign[0]}", inside)
        return " ".join(filter(None, (self.mark, self.word, f'"{escaped}"')))


def look_over(lines: Sequence[str], file: str) -> Overlooked:
    """Everything that is wrong with the lines of a catalogue, each with its place; what its texts say is not looked at."""
    texts = list(_texts(lines))
    if texts and not any(line.word for line in texts):  # something else: not a word on each of its lines
        return Overlooked([_problem(file, texts[0].number, _STRAY)], None)
    misplaced = list(_misplaced(texts, file))
    unmarked = [_problem(file, line.number, wrong) for line in texts if (wrong := _wrong_marks(line))]
    problems = sorted(misplaced + unmarked, key=lambda problem: problem.line) or _broken_off(texts, file)
    if misplaced or any(problem.found == _STRAY[0] for problem in unmarked):
        return Overlooked(problems, None)
    straight = {line.number: line.straight for line in texts} if unmarked else {}
    return Overlooked(problems, [straight.get(number, line) for number, line in enumerate(lines, start=1)])


def _texts(lines: Iterable[str]) -> Iterator[_Line]:
    for number, line in enumerate(map(str.strip, lines), start=1):
        is_comment = line.startswith("#") and (line[:2] not in ("#~", "#|") or line.startswith("#~|"))
        if line and not is_comment and (found := _LINE.fullmatch(line)):
            yield _Line(number, found["mark"] or "", found["word"] or "", found["text"])


def _wrong_marks(line: _Line) -> tuple[str, str, str] | None:
    marks = line.marks
    if marks == [0, len(line.text) - 1]:
        return None
    if not marks:
        return _NO_MARKS if line.word else _STRAY
    if len(marks) > 1:
        return _INSIDE
    opens, closes = line.ends
    return _NO_LAST if opens else _NO_FIRST if closes else _INSIDE


def _misplaced(texts: Iterable[_Line], file: str) -> Iterator[Problem]:
    """Lines of an entry that another line should stand before; an entry that is set aside is one as any other."""
    before = ""
    for line in texts:
        if line.mark == "#|":
            continue
        word = "msgstr[]" if line.word.startswith("msgstr[") else line.word
        if (before not in _AFTER[word]) if word else (line.marks and not before):
            found = Said("%(word)s out of its place", word=line.word or line.text[:20])
            yield Problem(file, line.number, 1, found, _IN_ORDER, _SAVE_AGAIN)
        before = word or before


def _broken_off(texts: Sequence[_Line], file: str) -> list[Problem]:
    """That the last text was cut off before its translation."""
    last = next((line for line in reversed(texts) if line.word and line.mark != "#|"), None)
    if last is None or last.word.startswith("msgstr"):
        return []
    return [Problem(file, last.number, 1, Said("the last text has no msgstr"), _IN_ORDER, _SAVE_AGAIN)]


def _problem(file: str, line: int, wrong: tuple[str, str, str]) -> Problem:
    found, expected, mend = wrong
    return Problem(file, line, 1, found, expected, mend)
