"""A small world for answers: one instrument with a question of each type."""

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from tests.heads import counting_head

SMALL = (
    counting_head("small")
    + """\
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  effects:
    - {name: health, label: Gezondheid}
    - {name: work, label: Werk}
    - {name: none, label: Niets, exclusive: true}
pages:
  - name: tenure
    part: core
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe woont u?, required: true, refused: true, disclosure: key}
  - name: rent
    part: core
    questions:
      - name: rent
        type: integer
        label: Hoeveel huur betaalt u?
        relevant: ${tenure} = 'private'
        constraint: . >= 0 and . <= 5000
        constraint_message: Vul een bedrag in van 0 tot 5000.
        dont_know: true
        disclosure: sensitive
  - name: effects
    part: themes
    questions:
      - {name: effects, type: select_multiple effects or_other, label: Gevolgen?, dont_know: true, disclosure: sensitive}
  - name: trust
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
      - {name: change, type: text, label: Wat moet veranderen?, appearance: multiline, disclosure: free-text}
  - name: origin
    part: closing
    questions:
      - {name: origin, type: select_one yes_no, label: Herkomst?, refused: true, keep: derived, disclosure: sensitive}
      - {name: target_group, type: calculate, calculation: "if(${origin} = 'yes', 'yes', if(${origin} = 'no', 'no', 'unknown'))", disclosure: sensitive}
  - name: earlier
    part: closing
    questions:
      - {name: earlier, type: select_one yes_no, label: Eerder?, dont_know: true, disclosure: safe}
"""
)


@pytest.fixture(scope="session")
def small() -> Instrument:
    """Seven pages: choice, number, several choices, matrix, text, screening, earlier."""
    return load_text(SMALL, "social-housing/small.yaml")
