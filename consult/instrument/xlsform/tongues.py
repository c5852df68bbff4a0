"""The languages of a workbook, whatever its sheets call them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.instrument.languages import LANGUAGES

UNMARKED = ""  # what a column without a language says

# What people write for the languages that consult speaks, beside their own names and the Dutch ones.
_OTHER_NAMES: Mapping[str, str] = {
    "nl": "dutch flemish vlaams dut nld néerlandais nl-be nl-nl",
    "nl-x-plain": "",
    "fr": "french francais fra fre fr-be fr-fr",
    "en": "english anglais eng en-gb en-us inglés ingles",
    "ar": "arabic arabe ara عربي عربية عربى arabisch",
    "tr": "turkish turc tur turkce",
    "uk": "ukrainian ukrainien ukr",
    "ps": "pashto pashtu pus pushto",
    "fa-AF": "dari prs fa farsi persian",
    "ro": "romanian roumain ron rum",
    "pl": "polish polonais pol",
    "bg": "bulgarian bulgare bul",
    "es": "spanish espagnol spa castellano espanol",
    "so": "somali som",
    "ti": "tigrinya tir",
}
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]{1,8})*)\s*\)\s*$")


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, language in LANGUAGES.items():
        for name in (tag, language.own_name, language.dutch_name, *_OTHER_NAMES[tag].split()):
            found.setdefault(name.casefold(), tag)
    return found


_TAGS = _names()


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of a workbook. tag: consult's, "" when consult does not speak it. names: as the sheets write it."""

    tag: str
    names: tuple[str, ...]


def tag_of(name: str) -> str:
    """The tag of what a workbook calls a language, "" when consult does not know it."""
    code = _CODE.search(name)
    bare = _CODE.sub("", name).strip().casefold()
    for candidate in (code[1].casefold().replace("_", "-") if code else "", bare, bare.split("-")[0].strip()):
        if candidate in _TAGS:
            return _TAGS[candidate]
    first = code[1].casefold().split("-")[0] if code else ""
    return _TAGS.get(first, "")


def identity(name: str) -> str:
    """What two names of one language have in common: the tag, or the name without code and capitals."""
    return tag_of(name) or _CODE.sub("", name).strip().casefold()


def tongues(names: Iterable[str]) -> list[Tongue]:
    """The languages behind the names that the headings use, in their order."""
    found: dict[str, list[str]] = {}
    for name in names:
        if name != UNMARKED:
            spelled = found.setdefault(identity(name), [])
            if name not in spelled:
                spelled.append(name)
    return [Tongue(tag_of(spelled[0]), tuple(spelled)) for spelled in found.values()]


# A few words that every text has, for workbooks that do not say what they are written in.
_COMMON = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of is your what you how and are in do does did have has been this that to for with from which other yes",
        "nl": "de het een van uw wat hoe en bent in is u heeft hebt dat dit welke voor met andere ja nee niet aan woont",
        "fr": "le la les de est votre vous quel quelle et des du avez êtes dans pour avec autre oui non une un combien",
        "es": "el los las de es su usted qué cuál y la del en para con otro tiene cuántos sí una un por cómo",
    }.items()
}
_FEWEST = (
    2  # different words of a language, before texts are taken to be in it: "es" is a part of Dar es Salaam
)


def guessed(texts: Iterable[str]) -> str:
    """The language that these texts look most like; English when there is nothing to go by."""
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    if sum("\u0600" <= word[0] <= "\u06ff" for word in words) * 2 > len(words) > 0:
        return "ar"
    counts = Counter(words)
    scores = {tag: sum(counts[word] for word in common) for tag, common in _COMMON.items()}
    best = max(scores, key=lambda tag: scores[tag])
    is_said = sum(word in counts for word in _COMMON[best]) >= _FEWEST
    return best if is_said and scores[best] > scores["en"] else "en"
