"""Other words in a file of YAML: only those words change, whatever way they were written in."""

from pathlib import Path

import pytest

from consult.instrument.loading import load_text
from consult.instrument.source.rewording import Unwritable, places, reworded
from consult.instrument.version import structure_hash
from consult.shipped import shipped

FILE = """\
# Who made this, and why.
instrument: social-housing/small
title: Wonen  # as on the poster
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
intro: 'Dag, ''u'' daar.'
consent:
  version: 2026-11
  text: |-
    Lees dit eerst.

    Doe dan mee.

  # below the text
  agree: "Ik doe mee"
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]  # both
  town: |
    name,label,region
    gent,Gent,oost
    aalst,"Aalst, stad",oost
pages:
  - name: years
    part: core
    questions: [{name: years, type: integer, label: Hoeveel jaar wacht u?, disclosure: safe}]
  - name: town
    part: background
    title: Uw stad
    questions:
      - name: town
        type: select_one town
        label: >-
          Waar woont
          u nu?
        disclosure: key
      - name: help
        type: select_one yes_no
        label: U wacht ${years} jaar.
        hint: Een stad
        disclosure: safe
"""


@pytest.mark.parametrize(
    ("key", "words", "line"),
    [
        ("title", "Wonen in Gent", "title: Wonen in Gent  # as on the poster"),
        ("title", "Wonen: een vraag #1", "title: 'Wonen: een vraag #1'  # as on the poster"),
        ("title", "null", "title: 'null'  # as on the poster"),
        ("intro", "Dag 'ik'.", "intro: 'Dag ''ik''.'"),
        ("consent/agree", 'Ik zeg "ja"', '  agree: "Ik zeg \\"ja\\""'),
        ("choices/yes_no/yes", "Ja, graag", "  yes_no: [{name: \"yes\", label: 'Ja, graag'}, {name: \"no\", label: Nee}]  # both"),
        ("choices/town/gent", "Gent, stad", '    gent,"Gent, stad",oost'),
        ("years/label", "Hoe lang?", "    questions: [{name: years, type: integer, label: Hoe lang?, disclosure: safe}]"),
        ("help/label", "Al ${years} jaar?", "        label: Al ${years} jaar?"),
    ],
)  # fmt: skip
def test_only_the_words_change_in_the_way_they_were_written(key: str, words: str, line: str) -> None:
    changed = reworded(FILE, {key: words}).split("\n")
    different = [new for old, new in zip(FILE.split("\n"), changed, strict=True) if old != new]
    assert different == [line]


def test_a_text_of_several_lines_keeps_its_shape_and_the_comment_below_it() -> None:
    changed = reworded(FILE, {"consent/text": "Eén.\n\nTwee."})
    assert "  text: |-\n    Eén.\n\n    Twee.\n\n  # below the text\n" in changed


@pytest.mark.parametrize("key", ["intro", "help/hint", "title", "years/label", "town/label"])
def test_a_text_may_become_one_of_several_lines(key: str) -> None:
    changed = reworded(FILE, {key: "Eén.\n\nTwee: ja."})
    assert load_text(changed, "").source_texts[key] == "Eén.\n\nTwee: ja."


def test_several_texts_change_at_once_and_their_answers_mean_the_same() -> None:
    changes = {
        "title": "Huizen",
        "choices/town/gent": "G.",
        "choices/town/aalst": "A.",
        "help/label": "Hulp?",
    }
    before, after = load_text(FILE, ""), load_text(reworded(FILE, changes), "")
    assert {key: after.source_texts[key] for key in changes} == changes
    assert structure_hash(after) == structure_hash(before)


def test_a_text_that_is_not_in_the_file_is_not_written() -> None:
    with pytest.raises(Unwritable):
        reworded(FILE, {"years/hint": "Denk aan de wachtlijst."})


FOLDER = shipped("instruments")
SHIPPED = [path for path in sorted(FOLDER.glob("*/*.yaml")) if path.parent.name not in ("shared", "blocks")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_text_of_what_ships_can_be_changed_and_the_same_words_change_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    instrument, found = load_text(text, str(path)), places(text)
    shared = {
        key
        for name in instrument.blocks
        for key in places((FOLDER / "blocks" / f"{name}.yaml").read_text("utf-8"))
    }
    assert set(instrument.source_texts) - set(found) <= shared
    assert reworded(text, {key: place.text for key, place in found.items()}) == text
    own = {key: words for key, words in instrument.source_texts.items() if key not in shared}
    odd = {key: f"{words} - 'zo': \"{{of}}\" # anders" for key, words in own.items()}
    after = load_text(reworded(text, odd), str(path))
    assert {key: after.source_texts[key] for key in own} == odd
    assert structure_hash(after) == structure_hash(instrument)
    assert after.questions.keys() == instrument.questions.keys()
