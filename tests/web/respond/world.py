"""A small survey in two languages, with a question of each type and a page of several; and a clock that stands."""

from datetime import UTC, date, datetime, timedelta

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from tests.heads import counting_head
from tests.speakers import read_interface
from tests.worlds import an_open_survey

SMALL = (
    counting_head("small", languages="nl, ar", consent="Wie vraagt dit? 'LEVL'. Lees dit.")
    + """\
quick_exit: true
thanks: Dank u.
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  effects:
    - {name: health, label: Gezondheid}
    - {name: work, label: Werk}
    - {name: none, label: Niets, exclusive: true}
pages:
  - name: home
    part: core
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe woont u?, required: true, required_message: Kies hoe u woont., refused: true, disclosure: key}
  - name: rent
    part: core
    questions:
      - name: rent
        type: integer
        label: Hoeveel huur betaalt u?
        relevant: ${tenure} = 'private'
        constraint: . >= 1 and . <= 5000
        constraint_message: Vul een bedrag in van 1 tot 5000.
        dont_know: true
        disclosure: sensitive
  - name: budget
    part: core
    questions:
      - {name: budget, type: integer, label: "U betaalt ${rent} euro. Hoeveel kunt u betalen?", hint: In euro., relevant: "${rent} > 0", disclosure: sensitive}
  - name: effects
    part: themes
    questions:
      - {name: effects, type: select_multiple effects or_other, label: Gevolgen?, dont_know: true, disclosure: sensitive}
  - name: rules
    part: themes
    questions:
      - name: trust
        type: matrix yes_no
        label: Klopt dit?
        disclosure: safe
        rows: [{name: clear, label: De regels zijn duidelijk.}, {name: fair, label: De regels zijn eerlijk.}]
  - name: change
    part: themes
    questions:
      - {name: change, type: text, label: Wat moet veranderen?, hint: Schrijf geen namen., appearance: multiline, disclosure: free-text}
  - name: house
    part: background
    title: Uw huis
    questions:
      - {name: house_note, type: note, label: "Nog 'twee' vragen."}
      - {name: rooms, type: integer, label: Hoeveel kamers?, required: true, dont_know: true, disclosure: safe}
      - {name: landlord, type: text, label: Hoe is de eigenaar?, relevant: "${tenure} = 'private'", disclosure: free-text}
  - name: origin
    part: closing
    questions:
      - {name: origin, type: select_one yes_no, label: Herkomst?, refused: true, keep: derived, disclosure: sensitive}
      - {name: target_group, type: calculate, calculation: "if(${origin} = 'yes', 'yes', if(${origin} = 'no', 'no', 'unknown'))", disclosure: key}
  - name: earlier
    part: closing
    questions:
      - {name: earlier, type: select_one yes_no, label: Eerder?, dont_know: true, disclosure: safe}
"""
)

# The longest way, every page answered.
WHOLE: dict[str, dict[str, str | list[str]]] = {
    "home": {"tenure": "private"},
    "rent": {"rent": "700"},
    "budget": {"budget": "500"},
    "effects": {"effects": ["health", "other"], "effects_other": "slapen"},
    "rules": {"trust_clear": "no"},
    "change": {"change": "Meer woningen"},
    "house": {"rooms": "3", "landlord": "Vriendelijk"},
    "origin": {"origin": "yes"},
    "earlier": {"earlier": "no"},
}

TODAY = date(2026, 3, 2)


class Clock:
    """A clock that stands until a test moves it on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def pass_days(self, days: int) -> None:
        """It is so many days later."""
        self.moment += timedelta(days=days)


def publish(text: str = SMALL, state: State = State.REVIEWED) -> str:
    """The id of an open survey with this instrument, its Arabic texts in this state."""
    instrument = load_text(text, "social-housing/small.yaml")
    # Not Arabic but marked as it: what a page does with a language, no test of these reads.
    arabic = {key: Translation(f"ع {text}", state) for key, text in instrument.source_texts.items()}
    translations = Translations({"nl": source_texts(instrument), "ar": arabic})
    version, _new = publishing.publish(instrument, translations, by="machine")
    read_interface("ar")
    return an_open_survey(version)
