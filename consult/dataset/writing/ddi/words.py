"""The words of a DDI codebook that are not those of the instrument, in Dutch and English: those of the codebook as a page."""

from collections.abc import Mapping

from consult.dataset.words import CODEBOOK
from consult.dataset.writing.ddi.elements import Texts
from consult.instrument.definition import Method

CONDITIONS: Texts = {
    "nl": "Geanonimiseerd onder vrijgaveprofiel {profile}: elke groep mensen die op de sleutelvariabelen gelijk zijn, telt"
    " minstens {k} rijen. Probeer niemand te herkennen.",
    "en": "Anonymised under release profile {profile}: every group of people alike on the key variables counts at least"
    " {k} rows. Do not try to recognise anyone.",
}
SYNTHETIC: Texts = {
    "nl": "Synthetische gegevens van een demonstratie: niemand heeft dit geantwoord.",
    "en": "Synthetic data of a demonstration: nobody gave these answers.",
}

# With what was asked, as `resInstru` tells it.
METHODS: Mapping[Method, Texts] = {
    Method.SURVEY: {"nl": "Vragenlijst", "en": "Questionnaire"},
    Method.FOCUS_GROUP: {"nl": "Leidraad voor een focusgroep", "en": "Guide for a focus group"},
    Method.INTERVIEW: {"nl": "Leidraad voor een interview", "en": "Guide for an interview"},
    Method.DISCUSSION_TABLE: {"nl": "Leidraad voor gesprekstafels", "en": "Guide for discussion tables"},
    Method.CITIZEN_PANEL: {"nl": "Leidraad voor een burgerpanel", "en": "Guide for a citizen panel"},
}


def word(key: str) -> Texts:
    """A heading or phrase of the codebook."""
    return {language: str(words[key]) for language, words in CODEBOOK.items()}


def labelled(key: str, text: str) -> Texts:
    """`text` behind its heading, in each language."""
    return {language: f"{heading}: {text}" for language, heading in word(key).items()}
