"""What the staff door says about translations: states, sections, what the gates found, refusals."""

import re
from enum import StrEnum

from consult.instrument.sections import Section
from consult.instrument.sentences import Place
from consult.instrument.standing import Flaw
from consult.instrument.translated import State
from consult.web.interface import _

# How a state looks: the kinds of tags that the sheet knows. The word is always there too.
LOOKS = {
    State.MISSING: "no",
    State.MACHINE: "wait",
    State.DRAFT: "on",
    State.STALE: "no",
    State.REVIEWED: "ok",
    State.PRETESTED: "ok",
}


def states() -> dict[State, str]:
    """The word for each state."""
    return {
        State.MISSING: _("ontbreekt"),
        State.MACHINE: _("van een machine"),
        State.DRAFT: _("ontwerp"),
        State.STALE: _("bron veranderd"),
        State.REVIEWED: _("nagelezen"),
        State.PRETESTED: _("uitgetest"),
    }


def sections() -> dict[StrEnum, str]:
    """The word for each section of an instrument, and for where sentences around the questions are read."""
    return {
        Section.AROUND: _("Rond de vragen"),
        Section.CORE: _("Kern"),
        Section.THEMES: _("Thema's"),
        Section.BACKGROUND: _("Achtergrond"),
        Section.CLOSING: _("Slot"),
        Place.FORM: _("Op de vragenlijst"),
        Place.PAPER: _("Op papier"),
        Place.FEEDBACK: _("Wat er van kwam"),
    }


def flaw(found: Flaw) -> str:
    """What a gate found, in words for whoever writes the text."""
    told, expected = found
    for pattern, sentence in _flaws().items():
        if match := re.fullmatch(pattern, told):
            return sentence % {"found": (*match.groups(), "")[0], "expected": _bare(expected)}
    return f"{told}; {expected}"


def _bare(expected: str) -> str:
    bare = re.sub(r"^(the source has|one of) |, since .*", "", expected)
    return _("geen") if bare == "none" else bare


def _flaws() -> dict[str, str]:
    return {
        r'broken placeholder "(.*)"': _("De plaatshouder %(found)s is stuk. Schrijf hem zoals in de bron."),
        r"placeholders (.*)": _("De plaatshouders zijn niet die van de bron: %(expected)s."),
        r"markup (.*)": _("De opmaak is niet die van de bron: %(expected)s."),
        r"numbers (.*)": _("De getallen zijn niet die van de bron: %(expected)s."),
        r"blanks (.*)": _("Wat ingevuld wordt, is niet wat de bron invult: %(expected)s."),
        r"a % that fills nothing": _("Een procentteken breekt deze pagina. Schrijf het woord ervoor."),
        r"space at the start or the end": _("Er staat een spatie voor of na de tekst."),
        r"invisible characters (.*)": _(
            "Er staan onzichtbare tekens in (%(found)s). Typ de tekst opnieuw zonder die tekens."
        ),
        r"Latin letters: (.*)": _("Er staan Latijnse letters in: %(found)s."),
        r"no question mark": _("De bron vraagt iets, en hier staat geen vraagteken: %(expected)s."),
        r"(\d+) characters": _(
            "%(found)s tekens is veel langer dan de bron. Op een telefoon past dat misschien niet."
        ),
        r'the file "(.*)"': _("Hier hoort de naam van een ander bestand van dezelfde soort, niet %(found)s."),
        r'no word for "(.*)"': _("Het vaste woord voor „%(found)s” ontbreekt: %(expected)s."),
    }


def translation_refusals() -> dict[str, str]:
    """Why an act was refused and how to go on."""
    return {
        "translation_unknown": _("Deze tekst staat niet (meer) in het instrument. Laad de pagina opnieuw."),
        "translation_changed_meanwhile": _(
            "Intussen veranderde iemand deze tekst. Er is niets bewaard; vergelijk, en bewaar opnieuw."
        ),
        "translation_missing": _("Er is nog geen vertaling om na te lezen."),
        "translation_is_your_own": _("U schreef deze tekst zelf. Vraag een collega die de taal spreekt."),
        "translation_has_faults": _("De tekst past niet bij de bron zoals ze nu is. Verbeter hem eerst."),
        "translation_no_reason": _("Schrijf waarom."),
        "translation_not_stale": _("De bron van deze tekst is niet veranderd."),
        "translation_not_saved": _("U veranderde deze tekst. Bewaar hem eerst."),
        "translation_file_broken": _(
            "Het bestand met vertalingen %(file)s is stuk op regel %(line)s; er is niets bewaard. Wie het systeem beheert, kan het herstellen."
        ),
    }


def translation_acts() -> dict[str, str]:
    """What was just done."""
    return {
        "translation-saved": _("De vertaling is bewaard als ontwerp. Iemand anders leest ze na."),
        "translation-accepted": _("De vertaling is nagelezen."),
        "translation-sent-back": _("De vertaling is teruggestuurd, met de reden erbij."),
        "translation-kept": _("De vertaling blijft staan: de betekenis van de bron is dezelfde."),
        "translations-imported": _("Het bestand is overgenomen."),
        "translation-published": _("Het instrument is met deze vertalingen gepubliceerd."),
    }
