"""What makes a translation break a form, or read as unfinished, without anyone who maintains it noticing."""

import re
from collections import Counter
from collections.abc import Iterator

from consult.instrument.hidden_signs import code_points, hidden_signs
from consult.instrument.languages import Language, to_latin_digits
from consult.instrument.media.files import is_shown, medium_of
from consult.instrument.placeholders import broken, placeholders
from consult.instrument.terms import terms_left

# Names that Belgian letters and counters write so in every language.
LATIN_NAMES = frozenset(
    [
        "LEVL",
        "OCMW",
        "CPAS",
        "VDAB",
        "CLB",
        "VZW",
        "VUB",
        "CAW",
        "GDPR",
        "AVG",
        "SMS",
        "QR",
        "PDF",
        "B1",
        "A2",
        "EU",
    ]
)

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c]\d+)*")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9@./-]*")
_ADDRESS = re.compile(r"[@/.]")
_QUESTION_MARKS = {"Arab": "؟", "Ethi": "?፧"}
# Translated text grows, Latin script most; half as long again no longer fits a telephone's button.
_LONGEST_RATIO = 1.5
_SHORT_SOURCE = 20


def faults(source: str, text: str) -> Iterator[tuple[str, str]]:
    """What must be mended before `text` may be shown for `source`: pairs of found and expected."""
    if is_shown(source):
        yield from _other_file(source, text)
        return
    if broken(text):
        yield f'broken placeholder "{broken(text)}"', "it is written ${name}, as in the source"
    yield from _different("placeholders", placeholders(source), placeholders(text))
    yield from _different("markup", _MARKUP.findall(source), _MARKUP.findall(text))
    if Counter(map(_digits, _numbers(source))) != Counter(map(_digits, _numbers(text))):
        yield f"numbers {_listed(_numbers(text))}", f"the source has {_listed(_numbers(source))}"
    if signs := hidden_signs(text):
        yield f"invisible characters {code_points(signs)}", "none: type the text again without them"
    if text != text.strip():
        yield "space at the start or the end", "none, as in the source"


def faults_of_new(text: str) -> Iterator[tuple[str, str]]:
    """What must be mended in a text where none stood, beside what a file is refused for: pairs of found and expected."""
    if tags := _MARKUP.findall(text):
        yield f"markup {_listed(tags)}", "none: people would read it as it stands"


def _other_file(source: str, text: str) -> Iterator[tuple[str, str]]:
    """A language names a file of its own, of the same kind."""
    if not is_shown(text) or medium_of(text) is not medium_of(source):
        yield f'the file "{text}"', f"a {medium_of(source)}, as {source} is"


def _different(what: str, expected: list[str], found: list[str]) -> Iterator[tuple[str, str]]:
    if Counter(expected) != Counter(found):
        yield f"{what} {_listed(found)}", f"the source has {_listed(expected)}"


def _listed(words: list[str]) -> str:
    return ", ".join(sorted(words)) or "none"


def _numbers(text: str) -> list[str]:
    """The numbers in a text as it writes them, in Latin digits."""
    without_names = re.sub(r"\$\{[^}]*\}", " ", text)
    # French writes 10 000; three digits after a space belong to what stands before it.
    without_names = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", without_names)
    return [to_latin_digits(number) for number in _NUMBER.findall(without_names)]


def _digits(number: str) -> str:
    """A number as bare digits: 1.000 in Dutch is 1,000 in English."""
    return re.sub(r"\D", "", number)


def wrong_script(source: str, text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Latin words inside a text that is written otherwise: pairs of found and expected."""
    if language.script in ("Arab", "Ethi"):
        words = _latin_words(source, text)
        if words:
            yield f"Latin letters: {', '.join(words)}", f"text in the script of {language.own_name}"


def doubts(source: str, text: str, language: Language) -> Iterator[tuple[str, str]]:
    """What a reviewer should look at: pairs of found and expected."""
    if is_shown(source):
        return
    yield from wrong_script(source, text, language)
    marks = _QUESTION_MARKS.get(language.script, "?;")
    if source.rstrip().endswith("?") and not any(mark in text for mark in marks):
        yield "no question mark", f"one of {' '.join(marks)}, since the source asks something"
    if len(source) > _SHORT_SOURCE and len(text) > _LONGEST_RATIO * len(source):
        yield f"{len(text)} characters", f"at most {_LONGEST_RATIO} times the {len(source)} of the source"
    yield from terms_left(source, text, language.tag)


def _latin_words(source: str, text: str) -> list[str]:
    bare = re.sub(r"\$\{[^}]*\}|</?[A-Za-z][^>]*>", " ", text)
    # A Dutch word that is what people will see on paper (between brackets or quotes) is wanted, when the source has it.
    quoted = {
        word for part in re.findall(r"[(«“\"]([^)»”\"]*)[)»”\"]", bare) for word in _LATIN_WORD.findall(part)
    }
    return [
        word
        for word in dict.fromkeys(_LATIN_WORD.findall(bare))
        if word.strip(".-/").upper() not in LATIN_NAMES
        and not _ADDRESS.search(word.strip("."))
        and not (word in quoted and word.lower() in source.lower())
    ]
