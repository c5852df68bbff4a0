"""Words where none stood, and none where some did: what else is in the file stays as it was."""

from pathlib import Path

import pytest

from consult.instrument.loading import load_text
from consult.instrument.source.adding_words import gaps, may_be_left_out, rewritten
from consult.instrument.source.rewording import Unwritable, places
from consult.instrument.version import structure_hash
from consult.shipped import shipped
from tests.instrument.test_rewording import FILE

PAGES = """\
instrument: social-housing/small
title: Wonen
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
pages:
  - name: work
    part: core
    title: Werk
    questions:
      - name: years
        type: integer
        label: |-
          Hoeveel jaar?

        # the law of 2019
        required: true  # decided in May
        disclosure: safe
        constraint: . < 99
      - {name: paid, type: decimal, label: Hoeveel per maand?, disclosure: safe}
      - name: said
        type: note
        label: Dank u.
      - name: twice
        type: calculate
        calculation: ${years} * 2
        disclosure: safe"""


@pytest.mark.parametrize(
    ("key", "words", "after", "lines"),
    [
        ("years/hint", "Denk na.", "          Hoeveel jaar?", ["        hint: Denk na."]),
        ("years/hint", "Denk: na.", "          Hoeveel jaar?", ["        hint: 'Denk: na.'"]),
        ("years/required_message", "Vul in.", "        required: true  # decided in May", ["        required_message: Vul in."]),
        ("years/constraint_message", "Te veel.", "        constraint: . < 99", ["        constraint_message: Te veel."]),
        ("intro", "Eén.\n\nTwee.", "title: Wonen", ["intro: |-", "  Eén.", "", "  Twee."]),
        (
            "years/interviewer/instruction",
            "Reken zelf.",
            "        constraint: . < 99",
            ["        modes:", "          interviewer:", "            instruction: Reken zelf."],
        ),
    ],
)  # fmt: skip
def test_new_words_come_on_lines_of_their_own(key: str, words: str, after: str, lines: list[str]) -> None:
    changed = rewritten(PAGES, {key: words}).split("\n")
    old = PAGES.split("\n")
    at = old.index(after) + 1
    assert changed == [*old[:at], *lines, *old[at:]]
    assert load_text("\n".join(changed), "").source_texts[key] == words


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("paid/hint", "      - {name: paid, type: decimal, label: Hoeveel per maand?, hint: 'Eén: \"twee\"', disclosure: safe}"),
        ("paid/paper/label", "      - {name: paid, type: decimal, label: Hoeveel per maand?, disclosure: safe, modes: {paper: {label: 'Eén: \"twee\"'}}}"),
    ],
)  # fmt: skip
def test_between_braces_they_come_between_braces(key: str, line: str) -> None:
    changed = rewritten(PAGES, {key: 'Eén: "twee"'}).split("\n")
    assert [new for old, new in zip(PAGES.split("\n"), changed, strict=True) if old != new] == [line]
    assert load_text("\n".join(changed), "").source_texts[key] == 'Eén: "twee"'


def test_words_for_a_mode_come_beside_those_that_are_there() -> None:
    first = rewritten(PAGES, {"years/paper/label": "Hoeveel jaren?"})
    both = rewritten(first, {"years/paper/hint": "Schat.", "years/interviewer/hint": "Help."})
    modes = load_text(both, "").questions["years"].modes
    assert {one.mode.value: (one.label, one.hint) for one in modes} == {
        "paper": ("Hoeveel jaren?", "Schat."),
        "interviewer": ("", "Help."),
    }
    assert both.count("modes:") == 1


def test_what_was_added_can_be_taken_away_again() -> None:
    added = {"years/hint": "Denk na.\n\nTel.", "paid/hint": "Netto.", "thanks": "Dank!"}
    with_words = rewritten(PAGES, added)
    assert {key: load_text(with_words, "").source_texts[key] for key in added} == added
    assert rewritten(with_words, dict.fromkeys(added, "")) == PAGES


@pytest.mark.parametrize(
    "key", ["years/label", "title", "consent/text", "choices/yes_no/yes", "page/town/title", "nowhere/hint"]
)
def test_what_is_needed_or_is_not_there_cannot_be_taken_away(key: str) -> None:
    with pytest.raises(Unwritable):
        rewritten(FILE, {key: ""})
    assert not may_be_left_out(key) or key not in places(FILE)


def test_no_words_are_offered_where_nothing_can_be_said() -> None:
    found = gaps(PAGES)
    assert not [key for key in found if key.startswith("twice/")]
    assert {key for key in found if key.startswith("said/")} == {
        f"said/{mode}/{property_}"
        for mode in ("interviewer", "paper")
        for property_ in ("label", "hint", "instruction")
    }
    assert "paid/required_message" not in found
    assert "years/alt" not in found


def test_words_that_are_changed_added_and_taken_away_at_once_leave_the_comments() -> None:
    changed = rewritten(FILE, {"title": "Huizen", "help/hint": "", "town/hint": "Nu."})
    texts = load_text(changed, "").source_texts
    assert (texts["title"], texts["town/hint"]) == ("Huizen", "Nu.")
    assert "help/hint" not in texts
    assert "# Who made this, and why." in changed
    assert "# below the text" in changed


SHIPPED = sorted(path for path in shipped("instruments").glob("*/*.yaml") if path.parent.name not in ("shared", "blocks"))  # fmt: skip


@pytest.mark.parametrize("path", SHIPPED[::3], ids=lambda path: path.stem)
def test_everything_that_ships_takes_a_text_wherever_one_can_come(path: Path) -> None:
    text = path.read_text("utf-8")
    before = load_text(text, str(path))
    wished = {key: f"Woorden: 'van' {number}" for number, key in enumerate(gaps(text))}
    few = dict(list(wished.items())[:: max(1, len(wished) // 12)])
    after = load_text(rewritten(text, few), str(path))
    assert {key: after.source_texts[key] for key in few} == few
    assert structure_hash(after) == structure_hash(before)
