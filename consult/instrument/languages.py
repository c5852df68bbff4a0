"""The languages that a text can be in: the one table that everything about a language is read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SOURCE = "nl"

_EASTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a page needs to know it.

    tag: BCP 47, also in addresses and in `lang`. direction: ltr or rtl. own_name: what its speakers call it.
    locale: the nearest that Babel knows, for dates and plurals. script: ISO 15924.
    fallback: the language of a text that is missing here. latin_digits: whether CLDR writes numbers with them;
    where it does not, forms do all the same (ask Babel for numbering_system="latn"): people copy numbers from
    Belgian letters.
    """

    tag: str
    own_name: str
    dutch_name: str
    locale: str
    direction: str = "ltr"
    script: str = "Latn"
    fallback: str | None = SOURCE
    latin_digits: bool = True


def _table(*languages: Language) -> Mapping[str, Language]:
    return MappingProxyType({language.tag: language for language in languages})


LANGUAGES: Mapping[str, Language] = _table(
    Language("nl", "Nederlands", "Nederlands", "nl_BE", fallback=None),
    # Easy to read (A2). Babel rejects private subtags, so the locale stands apart from the tag.
    Language("nl-x-plain", "Nederlands, makkelijk", "Nederlands, makkelijk", "nl_BE"),
    Language("fr", "Français", "Frans", "fr_BE"),
    Language("en", "English", "Engels", "en_GB"),
    Language("ar", "العربية", "Arabisch", "ar", direction="rtl", script="Arab"),
    Language("tr", "Türkçe", "Turks", "tr"),
    Language("uk", "Українська", "Oekraïens", "uk", script="Cyrl"),
    Language("ps", "پښتو", "Pasjtoe", "ps", direction="rtl", script="Arab", latin_digits=False),
    # Dari. Babel rejects prs and calls fa-AF Persian, which is not what its speakers call it.
    Language("fa-AF", "دری", "Dari", "fa_AF", direction="rtl", script="Arab", latin_digits=False),
    Language("ro", "Română", "Roemeens", "ro"),
    Language("pl", "Polski", "Pools", "pl"),
    Language("bg", "Български", "Bulgaars", "bg", script="Cyrl"),
    Language("es", "Español", "Spaans", "es"),
    Language("so", "Soomaali", "Somalisch", "so"),
    Language("ti", "ትግርኛ", "Tigrinya", "ti", script="Ethi"),
)


def language(tag: str) -> Language:
    """The language with this tag. Raises KeyError for one that is not in the table."""
    return LANGUAGES[tag]


def to_latin_digits(text: str) -> str:
    """`text` with Arabic (٠-٩) and Persian (۰-۹) digits as 0-9; Unicode normalisation leaves those alone."""
    return text.translate(_EASTERN_DIGITS)
