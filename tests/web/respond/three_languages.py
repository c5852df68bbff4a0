"""A survey of three questions in Dutch, French and English, every text of it read by a speaker."""

from collections.abc import Mapping

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from tests.heads import counting_head
from tests.speakers import read_interface
from tests.worlds import an_open_survey

HOME = (
    counting_head("home", "Wonen", languages="nl, fr, en", consent="LEVL vraagt dit.")
    + """\
quick_exit: true
thanks: Dank u.
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: home
    part: core
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe woont u?, required: true, refused: true, disclosure: key}
  - name: rent
    part: core
    questions:
      - {name: rent, type: integer, label: Hoeveel huur betaalt u?, dont_know: true, disclosure: sensitive}
  - name: origin
    part: closing
    title: Over u
    questions:
      - {name: origin, type: select_one yes_no, label: Herkomst?, refused: true, keep: derived, disclosure: sensitive}
      - {name: target_group, type: calculate, calculation: "if(${origin} = 'yes', 'yes', if(${origin} = 'no', 'no', 'unknown'))", disclosure: key}
      - {name: earlier, type: select_one yes_no, label: Eerder?, dont_know: true, disclosure: safe}
"""
)

# By the Dutch, in French and in English.
TEXTS: Mapping[str, tuple[str, str]] = {
    "Wonen": ("Logement", "Housing"),
    "LEVL vraagt dit.": ("LEVL vous demande ceci.", "LEVL is asking this."),
    "Ik doe mee": ("Je participe", "I agree"),
    "Dank u.": ("Merci.", "Thank you."),
    "Sociaal": ("Logement social", "Social housing"),
    "Privé": ("Logement privé", "Private housing"),
    "Ja": ("Oui", "Yes"),
    "Nee": ("Non", "No"),
    "Hoe woont u?": ("Où habitez-vous ?", "Where do you live?"),
    "Hoeveel huur betaalt u?": ("Quel loyer payez-vous ?", "How much rent do you pay?"),
    "Over u": ("Sur vous", "About you"),
    "Herkomst?": ("Origine ?", "Origin?"),
    "Eerder?": ("Avant ?", "Before?"),
}


def publish_home() -> str:
    """The id of this survey, open."""
    instrument = load_text(HOME, "social-housing/home.yaml")
    french, english = (
        {key: Translation(TEXTS[text][of], State.REVIEWED) for key, text in instrument.source_texts.items()}
        for of in (0, 1)
    )
    translations = Translations({"nl": source_texts(instrument), "fr": french, "en": english})
    version, _new = publishing.publish(instrument, translations, by="machine")
    read_interface("fr", "en")
    return an_open_survey(version)
