"""A survey with a question of each kind that is rare: a range, times, a rank, a box to tick, what stands ready."""

from datetime import date

from consult.instrument.loading import load_text
from consult.instrument.translated import Translations, source_texts
from consult.instrument.version import PublishedInstrument, published
from tests.heads import head

FILE = (
    head("kinds", "Soorten", consent="Waarom.")
    + """\
choices:
  needs:
    - {name: rent, label: "Huur"}
    - {name: room, label: "Ruimte"}
    - {name: quiet, label: "Rust"}
pages:
  - name: first
    part: core
    title: "Eerst"
    questions:
      - {name: score, type: range, label: "Hoe tevreden?", guidance_hint: "0 is niet, 10 is heel.", span: {start: 0, end: 10}, disclosure: safe}
      - {name: share, type: range, label: "Welk deel?", hint: "Neem wat erbij hoort.", span: {start: 0, end: 5, step: 0.25}, disclosure: safe}
      - {name: leaves, type: time, label: "Wanneer vertrekt u?", disclosure: sensitive}
      - {name: met, type: dateTime, label: "Wanneer was het gesprek?", disclosure: sensitive}
      - {name: order, type: rank needs, label: "Wat is het belangrijkst?", disclosure: safe}
      - {name: heard, type: acknowledge, label: "Dit is gezegd.", required: true, disclosure: safe}
      - {name: people, type: integer, label: "Hoeveel?", default: "1", disclosure: key}
      - {name: place, type: text, label: "Waar?", default: "Gent", read_only: true, disclosure: free-text}
  - name: second
    part: core
    questions:
      - name: why
        type: text
        relevant: "starts-with(${order}, 'room')"
        label: "Waarom ruimte, in ${place}?"
        disclosure: free-text
"""
)
TODAY = date(2026, 3, 2)
INSTRUMENT = load_text(FILE, "kinds.yaml")
TEXTS = Translations({"nl": source_texts(INSTRUMENT)})


def a_version() -> PublishedInstrument:
    """It as it is fielded."""
    return published(INSTRUMENT, TEXTS)
