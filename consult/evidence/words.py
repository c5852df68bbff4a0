"""The words around a figure, in the languages that reports are written in. Another language gets the Dutch ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consult.instrument.languages import SOURCE


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed sentences of one language; in braces what is filled in."""

    suppressed: str
    unweighted: str
    base: str
    frequency: str
    several: str
    cross: str
    gave: str
    hidden: str
    of_group: str
    group_hidden: str
    withheld_base: str
    withheld: str
    decimal: str
    joined: str


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "nl": Words(
            suppressed="te klein om te tonen",
            unweighted="niet gewogen",
            base="n = {base}, {unweighted}",
            frequency="Staafdiagram van {title}: {base} antwoorden, niet gewogen.",
            several="Staafdiagram van {title}: {base} mensen antwoordden, meer dan één antwoord was mogelijk, niet gewogen.",
            cross="Gestapelde staven van {title}, per {by}: {base} mensen antwoordden op beide, niet gewogen.",
            gave="{label}: {percentage} ({count})",
            hidden="Te klein om te tonen: {labels}.",
            of_group="{group} (n = {base}): {parts}.",
            group_hidden="{group}: te klein om te tonen.",
            withheld_base="{title}: minder dan {limit} antwoorden, dus geen cijfers.",
            withheld="{title}: geen cijfers, want elk cijfer zou te veel over enkele mensen zeggen.",
            decimal=",",
            joined=" en ",
        ),
        "en": Words(
            suppressed="too small to show",
            unweighted="not weighted",
            base="n = {base}, {unweighted}",
            frequency="Bar chart of {title}: {base} answers, not weighted.",
            several="Bar chart of {title}: {base} people answered, more than one answer was possible, not weighted.",
            cross="Stacked bars of {title}, by {by}: {base} people answered both, not weighted.",
            gave="{label}: {percentage} ({count})",
            hidden="Too small to show: {labels}.",
            of_group="{group} (n = {base}): {parts}.",
            group_hidden="{group}: too small to show.",
            withheld_base="{title}: fewer than {limit} answers, so no figures.",
            withheld="{title}: no figures, because any figure would say too much about a few people.",
            decimal=".",
            joined=" and ",
        ),
    }
)


def words(language: str) -> Words:
    """The words in `language`, or in Dutch."""
    return WORDS.get(language, WORDS[SOURCE])
