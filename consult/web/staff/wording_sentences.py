"""What the staff door says about the words of an instrument: what a text is, what is wrong with it, what changed."""

import re

from consult.instrument.changes import Effect, Kind
from consult.instrument.standing import Flaw
from consult.web.interface import _
from consult.web.staff.translation_sentences import flaw as flaw_of_translation


def text_name(key: str) -> str:
    """What a text is to people."""
    if key.startswith("choices/"):
        return _("Antwoord")
    if "/row/" in key:
        return _("Regel")
    if key.startswith("page/"):
        return _("Titel van de pagina")
    if key.startswith("repeat/"):
        return _("Waarvan er meer kunnen zijn")
    *_rest, whose, property_ = ("", "", *key.split("/"))
    if said := _in_modes().get((whose, property_)):
        return said
    return _names().get(key) or _properties().get(property_, key)


def _names() -> dict[str, str]:
    return {
        "title": _("Titel"),
        "intro": _("Inleiding"),
        "thanks": _("Dankwoord"),
        "consent/text": _("Toestemming"),
        "consent/agree": _("De zin waarmee iemand instemt"),
    }


def _properties() -> dict[str, str]:
    return {
        "label": _("Vraag of tekst"),
        "hint": _("Uitleg erbij"),
        "guidance_hint": _("Meer uitleg, klapt open onder de vraag"),
        "required_message": _("Melding als er niets is ingevuld"),
        "constraint_message": _("Melding als het antwoord niet kan"),
        "soft_check": _("Vraag om een ongewoon antwoord na te kijken"),
        "alt": _("Wat het beeld toont, voor wie het niet ziet"),
    }


def _in_modes() -> dict[tuple[str, str], str]:
    return {
        ("web", "label"): _("Op een scherm: vraag of tekst"),
        ("web", "hint"): _("Op een scherm: uitleg erbij"),
        ("web", "instruction"): _("Op een scherm: aanwijzing"),
        ("paper", "label"): _("Op papier: vraag of tekst"),
        ("paper", "hint"): _("Op papier: uitleg erbij"),
        ("paper", "instruction"): _("Op papier: aanwijzing voor wie invult"),
        ("web", "text"): _("Toestemming op een scherm"),
        ("web", "agree"): _("De zin waarmee iemand op een scherm instemt"),
        ("paper", "text"): _("Toestemming op papier"),
        ("paper", "agree"): _("De zin waarmee iemand op papier instemt"),
        ("interviewer", "text"): _("Toestemming om voor te lezen"),
        ("interviewer", "agree"): _("De zin waarmee iemand mondeling instemt"),
        ("interviewer", "label"): _("Mondeling: vraag of tekst"),
        ("interviewer", "hint"): _("Mondeling: uitleg om voor te lezen"),
        ("interviewer", "instruction"): _("Mondeling: aanwijzing, wordt niet voorgelezen"),
    }


def flaw(found: Flaw) -> str:
    """What is wrong with a text, in words for whoever writes it."""
    told, expected = found
    for pattern, sentence in _flaws().items():
        if match := re.fullmatch(pattern, told):
            return sentence % {"found": (*match.groups(), "")[0]}
    return flaw_of_translation(found)


def _flaws() -> dict[str, str]:
    return {
        r"no text": _("Hier moet een tekst staan. Een vraag weglaten kan alleen in het bestand."),
        r"shared by (.*)": _(
            "Deze woorden staan ook in %(found)s. Vink onder de velden aan dat u ze overal verandert."
        ),
        r"same meaning with .*": _(
            "Met een ander getal of een andere plaatshouder blijft de betekenis niet dezelfde."
        ),
        r'broken placeholder "(.*)"': _("De plaatshouder %(found)s is stuk. Schrijf hem als ${naam}."),
        r"markup none": _("De opmaak die hier stond, is weg."),
        r"placeholders none": _("De plaatshouder die hier stond, is weg."),
        r"numbers none": _("Hier stond een getal, en nu geen meer."),
        r"markup (.*)": _("De opmaak verschilt van wat er stond: %(found)s. Opmaak wordt als tekst getoond."),
        r"placeholders (.*)": _("Er staan andere plaatshouders dan tevoren: %(found)s."),
        r"numbers (.*)": _("Er staan andere getallen dan tevoren: %(found)s."),
        r'placeholder "(.*)" in .*': _(
            "%(found)s kan hier niet staan: alleen een antwoord van een eerdere pagina kan getoond worden."
        ),
        r'a placeholder in ".*"': _(
            "In deze tekst kan geen antwoord getoond worden: dat kan in een vraag en in de uitleg erbij."
        ),
    }


def wording_refusals() -> dict[str, str]:
    """Why an act was refused and how to go on."""
    meanwhile = _("Intussen veranderde iemand deze tekst. Er is niets bewaard; vergelijk, en bewaar opnieuw.")
    return {
        "wording_unknown": _("Deze tekst staat niet (meer) in het bestand. Laad de pagina opnieuw."),
        "wording_changed_meanwhile": meanwhile,
        "wording_file_changed_meanwhile": meanwhile,
        "wording_unwritable": _(
            "Deze tekst kan hier niet veranderd worden. Verander hem in het bestand zelf."
        ),
        "wording_not_newer": _("Wat meegeleverd wordt, is hier al overgenomen."),
        "wording_does_not_fit": _(
            "Uw woorden passen niet meer in het meegeleverde instrument. Vergelijk de bestanden en verander ze met de hand."
        ),
        "wording_other_version": _(
            "Intussen veranderde dit instrument of een vertaling. Er is niets gepubliceerd: lees wat er nu staat."
        ),
    }


def wording_acts() -> dict[str, str]:
    """What was just done."""
    return {
        "imported": _("Het formulier is een instrument geworden. Kijk het na en publiceer het."),
        "wording-changed": _("De woorden zijn bewaard. Respondenten zien ze na een publicatie."),
        "wording-same": _("Er was niets veranderd."),
        "wording-kept": _(
            "De woorden zijn bewaard, en de vertalingen blijven staan. Respondenten zien ze na een publicatie."
        ),
        "wording-consent": _(
            "De woorden zijn bewaard. De toestemming kreeg een nieuwe versie, want wie eerder instemde, las een andere tekst."
        ),
        "wording-renewed": _("Wat meegeleverd wordt, is overgenomen met uw woorden erin."),
    }


def effects() -> dict[Effect, str]:
    """What a change does to comparing answers, in words."""
    return {
        Effect.MEANING: _(
            "Niet meer te vergelijken: een andere vraag, of andere antwoorden om uit te kiezen"
        ),
        Effect.BASE: _("Gevraagd aan andere mensen: vergelijk alleen binnen dezelfde groep"),
        Effect.WORDING: _("Dezelfde vraag in andere woorden: vergelijk met zorg"),
        Effect.NEW: _("Nieuw: er is geen vroeger antwoord om mee te vergelijken"),
        Effect.END: _("Vervalt: er komen geen antwoorden meer bij"),
        Effect.NONE: _("Zonder gevolg voor het vergelijken"),
    }


def kinds() -> dict[Kind, str]:
    """What changed, in words."""
    return {
        Kind.QUESTION_ADDED: _("nieuwe vraag"),
        Kind.QUESTION_DESCENDED: _("gemaakt van vroegere vragen"),
        Kind.QUESTION_REMOVED: _("vraag weg"),
        Kind.QUESTION_MOVED: _("vraag verplaatst"),
        Kind.TYPE_CHANGED: _("ander soort antwoord"),
        Kind.REWORDED: _("andere woorden"),
        Kind.TRANSLATION_CHANGED: _("andere vertaling"),
        Kind.CHOICE_ADDED: _("nieuw antwoord om te kiezen"),
        Kind.CHOICE_REMOVED: _("antwoord weg"),
        Kind.ROW_ADDED: _("nieuwe regel"),
        Kind.ROW_REMOVED: _("regel weg"),
        Kind.RELEVANT_CHANGED: _("andere voorwaarde"),
        Kind.CONSTRAINT_CHANGED: _("andere grenzen"),
        Kind.CALCULATION_CHANGED: _("andere berekening"),
        Kind.TRIGGER_CHANGED: _("opnieuw berekend bij een andere wijziging"),
        Kind.CHOICE_FILTER_CHANGED: _("antwoorden op een andere voorwaarde aangeboden"),
        Kind.RANGE_CHANGED: _("een ander bereik"),
        Kind.DEFAULT_CHANGED: _("begint met een ander antwoord"),
        Kind.READ_ONLY_CHANGED: _("te veranderen of niet"),
        Kind.ORDER_CHANGED: _("antwoorden in een andere volgorde"),
        Kind.RANDOMIZE_CHANGED: _("antwoorden voor elke respondent in een andere volgorde, of niet meer"),
        Kind.EXCLUSIVE_CHANGED: _("andere antwoorden staan alleen"),
        Kind.APPEARANCE_CHANGED: _("ziet er anders uit"),
        Kind.COLUMNS_CHANGED: _("antwoorden horen bij andere"),
        Kind.PART_CHANGED: _("staat in een ander deel, en telt dus anders als inbreng"),
        Kind.SOFT_CHECK_CHANGED: _("een ander antwoord wordt nagevraagd"),
        Kind.UNPROMPTED_CHANGED: _("een interviewer kan andere antwoorden noteren"),
        Kind.LINEAGE_CHANGED: _("een andere afkomst"),
        Kind.ORIGIN_CHANGED: _("een andere bron"),
        Kind.NOTE_CHANGED: _("een andere nota voor vertalers"),
        Kind.REQUIRED_CHANGED: _("verplicht of niet"),
        Kind.MISSING_ANSWERS_CHANGED: _("andere manieren om niet te antwoorden"),
        Kind.DISCLOSURE_CHANGED: _("andere rol bij uitgaven"),
        Kind.KEEP_CHANGED: _("bewaard of niet"),
        Kind.CONSENT_CHANGED: _("andere versie van de toestemming"),
        Kind.RETENTION_CHANGED: _("andere bewaartijd"),
        Kind.COUNTING_CHANGED: _("anders geteld"),
        Kind.REPEAT_CHANGED: _("opnieuw gevraagd op een andere voorwaarde"),
        Kind.MEDIA_CHANGED: _("een ander beeld, geluid of filmpje"),
        Kind.MOST_CHANGED: _("hoeveel er hoogstens zijn"),
        Kind.COUNT_CHANGED: _("hoeveel er zijn"),
        Kind.LANGUAGE_ADDED: _("nieuwe taal"),
        Kind.LANGUAGE_REMOVED: _("taal weg"),
        Kind.LIST_CHANGED: _("antwoorden uit een andere lijst"),
        Kind.PAGE_CHANGED: _("staat met andere vragen op een pagina"),
        Kind.PAGE_RENAMED: _("een pagina met een andere naam"),
        Kind.ABOUT_CHANGED: _("wat over het instrument gezegd wordt"),
        Kind.TRANSLATION_STATE: _("hoe ver de vertaling is"),
        Kind.WRITTEN_OTHERWISE: _("anders samengesteld"),
    }
