"""Two versions of a small instrument, and documents that answer them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from consult.dataset.building import build
from consult.dataset.definition import Dataset
from consult.dataset.encoding import StoredDocument
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations
from consult.instrument.version import PublishedInstrument, published
from tests.heads import counting_head
from tests.untranslated import untranslated

_FRONT = counting_head("small", languages="nl, ar")

_CHOICES = """
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  effects: [{name: health, label: Gezondheid}, {name: none, label: Niets, exclusive: true}]
"""

_PAGES = """
pages:
  - name: tenure
    part: core
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe woont u?, refused: true, disclosure: key}
  - name: rent
    part: core
    relevant: ${tenure} = 'private' or ${tenure} = 'other'
    questions:
      - {name: rent, type: integer, label: Hoeveel huur?, relevant: "${tenure} = 'private'", dont_know: true, disclosure: sensitive}
      - {name: twice, type: calculate, calculation: "${rent} * 2", disclosure: sensitive}
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
      - {name: told, type: calculate, calculation: "concat('x', ${change})", disclosure: safe}
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

FIRST = _FRONT + _CHOICES + _PAGES

# A choice before and one after, a question before and one gone, a base that grew.
SECOND = (
    FIRST.replace(
        "tenure: [{name: social, label: Sociaal}",
        "tenure: [{name: owner, label: Eigenaar}, {name: social, label: Sociale huur}",
    )
    .replace(
        "{name: health, label: Gezondheid}", "{name: health, label: Gezondheid}, {name: work, label: Werk}"
    )
    .replace("relevant: ${tenure} = 'private' or ${tenure} = 'other'\n", "relevant: ${tenure} != 'owner'\n")
    .replace(
        "pages:\n",
        "pages:\n  - name: language\n    part: core\n    questions:\n"
        "      - {name: language, type: select_one yes_no, label: Taal?, disclosure: key}\n",
    )
    .replace(
        """  - name: earlier
    part: closing
    questions:
      - {name: earlier, type: select_one yes_no, label: Eerder?, dont_know: true, disclosure: safe}
""",
        "",
    )
    .replace(", earlier: earlier}", ", earlier: language}")
)

ARABIC = {
    "tenure/label": "كيف تسكن؟",
    "choices/tenure/social": "سكن اجتماعي",
    "choices/tenure/private": "سكن خاص",
    "effects/label": "العواقب؟",
    "choices/effects/health": "الصحة",
    "rent/label": "كم الإيجار؟",
}

ANSWERS: dict[str, Any] = {
    "tenure": "social",
    "tenure_other": "not_asked",
    "rent": "not_asked",
    "twice": "not_asked",
    "effects": ["health"],
    "effects_other": "not_asked",
    "trust_clear": "yes",
    "trust_fair": "not_answered",
    "change": "sealed",
    "told": "xhelp",
    "target_group": "yes",
    "earlier": "no",
}


def in_arabic_too(text: str) -> PublishedInstrument:
    """The version that `text` publishes, with some of its texts in Arabic."""
    instrument = load_text(text, "test.yaml")
    arabic = {key: Translation(words, State.REVIEWED) for key, words in ARABIC.items()}
    bare = untranslated(instrument)
    known = {**bare.of("ar"), **{key: text for key, text in arabic.items() if key in instrument.source_texts}}
    return published(instrument, Translations({**bare.by_language, "ar": known}))


def versions(*texts: str) -> dict[str, PublishedInstrument]:
    """Versions `v1`, `v2`, ... of an instrument, oldest first."""
    return {f"v{number}": in_arabic_too(text) for number, text in enumerate(texts or (FIRST,), start=1)}


def a_response(version: str = "v1", day: date = date(2026, 3, 2), **answers: Any) -> StoredDocument:
    """One stored response, to the first version unless told otherwise."""
    return StoredDocument(version, "nl", "web", "complete", day, ANSWERS | answers)


def second(**answers: Any) -> StoredDocument:
    """A response to the second version."""
    document = (
        {name: value for name, value in ANSWERS.items() if name != "earlier"} | {"language": "no"} | answers
    )
    return a_response("v2")._replace(document=document)


def a_dataset(*responses: StoredDocument, of: Mapping[str, PublishedInstrument] | None = None) -> Dataset:
    """The responses in the order in which they are given."""
    return build(responses, of or versions(), _Unshuffled())


class _Unshuffled(np.random.Generator):
    """Leaves rows where they are: only what a test looks at by place needs it."""

    def __init__(self) -> None:
        super().__init__(np.random.PCG64(0))

    def permutation(self, x: Any, axis: int = 0) -> Any:
        """The order as it is."""
        return np.arange(x)
