"""Figures and their alternatives: what they show, and that they cannot show what is suppressed."""

import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from consult.disclosure.counts import TableRule, Variable, cross_counts, frequency_counts, multiple_counts
from consult.disclosure.tables import Protected, ProtectedTable, protect
from consult.evidence.figures import Format, draw
from consult.evidence.telling import Labels, Order, alternative
from tests.house.tree import ROOT

RULE = TableRule(threshold=10, threshold_identity=10, smallest_base=30)
TENURE = Variable("tenure", ("owner", "social", "private", "other"))
HOMES = {"owner": "Eigen woning", "social": "Sociale huur", "private": "Private huur", "other": "Iets anders"}
DUTCH = Labels("nl", "Hoe woont u?", HOMES)
ARABIC = Labels(
    "ar",
    "كيف تسكن الآن؟",
    {"owner": "منزل ملك", "social": "سكن اجتماعي", "private": "إيجار خاص", "other": "شيء آخر"},
)
OPINION = Variable("opinion", ("against", "neither", "for"))
BY_OPINION = Labels(
    "nl",
    "Ik woon graag hier",
    HOMES,
    by="woning",
    columns={"against": "oneens", "neither": "geen van beide", "for": "eens"},
    agreement=True,
)


def _frequency(*cells: int) -> ProtectedTable:
    return _table(protect(frequency_counts(TENURE, np.array(cells)), RULE))


def _cross(*rows: tuple[int, int, int]) -> ProtectedTable:
    return _table(protect(cross_counts(TENURE, OPINION, np.array(rows)), RULE))


def _table(protected: Protected) -> ProtectedTable:
    assert isinstance(protected, ProtectedTable)
    return protected


def _texts(svg: bytes) -> list[str]:
    """What an SVG says: its text nodes, and the comments in which matplotlib keeps the words that it drew."""
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    root = ET.fromstring(svg, parser)
    return [node.text.strip() for node in root.iter() if node.text and node.text.strip()]


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", text)}


def _ink(png: bytes) -> np.ndarray:
    """Where a picture is dark."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 120


# Written out: 113 + 67 + 8 + 12, of which 8 is small and 12 protects it.
SUPPRESSED_NUMBERS = {8, 12, 4, 6}  # the counts, and what per cent of 200 they are


def test_no_suppressed_number_is_in_a_figure_its_title_or_its_alternative() -> None:
    table = _frequency(113, 67, 8, 12)
    said = [text for text in _texts(draw(table, DUTCH)) if not text.startswith(("*{", "image/"))]
    assert any("113" in text for text in said)
    for text in [*said, alternative(table, DUTCH)]:
        assert not _numbers(text) & SUPPRESSED_NUMBERS, text


@pytest.mark.parametrize("form", Format)
def test_what_is_suppressed_changes_nothing_in_the_file(form: Format) -> None:
    """Were any bar, gap or number drawn from what is hidden, one of these would differ."""
    assert draw(_frequency(113, 67, 8, 12), DUTCH, form=form) == draw(
        _frequency(113, 67, 3, 17), DUTCH, form=form
    )


def test_nor_in_a_cross_table() -> None:
    """One person moves around the hidden rectangle of 8, 5, 30 and 22; every total stays."""
    rows = ((40, 30, 50), (45, 35, 60))
    first = _cross((8, 5, 40), *rows, (30, 22, 31))
    second = _cross((7, 6, 40), *rows, (31, 21, 31))
    assert first.cells == second.cells
    assert draw(first, BY_OPINION) == draw(second, BY_OPINION)


def test_the_file_says_what_is_too_small_and_how_many_answered() -> None:
    said = _texts(draw(_frequency(113, 67, 8, 12), DUTCH))
    assert said.count("te klein om te tonen") == 2
    assert "n = 200, niet gewogen" in said
    assert "56 % (113)" in said


def test_bars_stand_by_size_with_the_suppressed_last_or_as_the_scale_has_them() -> None:
    table = _frequency(67, 8, 113, 12)
    homes = set(HOMES.values())
    by_size = [text for text in _texts(draw(table, DUTCH)) if text in homes]
    by_scale = [text for text in _texts(draw(table, DUTCH, Order.SCALE)) if text in homes]
    assert by_size == ["Private huur", "Eigen woning", "Sociale huur", "Iets anders"]
    assert by_scale == ["Eigen woning", "Sociale huur", "Private huur", "Iets anders"]


def test_from_right_to_left_bars_begin_on_the_right() -> None:
    """Where bars begin, all of them are; where they end, only the longest."""
    table = _frequency(150, 20, 15, 15)
    dutch, arabic = (_teal(draw(table, labels, form=Format.PNG)) for labels in (DUTCH, ARABIC))
    middle = len(dutch) // 2
    assert dutch.argmax() < middle < arabic.argmax()


def _teal(png: bytes) -> np.ndarray:
    """How much of every column of a picture is the colour of a bar."""
    return (np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) == (11, 90, 94)).all(axis=2).sum(axis=0)


def test_arabic_letters_are_joined() -> None:
    """Joined, a word is one run of ink; matplotlib without shaping draws every letter apart."""
    joined = _runs(draw(_frequency(113, 67, 8, 12), Labels("ar", "ببببب", ARABIC.rows), form=Format.PNG))
    apart = _runs(draw(_frequency(113, 67, 8, 12), Labels("ar", "ب ب ب ب ب", ARABIC.rows), form=Format.PNG))
    assert (joined, apart) == (1, 5)


def _runs(png: bytes) -> int:
    """How many pieces of ink the title has, from left to right."""
    columns = _ink(png)[:45].any(axis=0)  # the title's line of a figure of 200 dots per inch
    return int((np.diff(columns.astype(int)) == 1).sum())


def test_a_figure_reads_in_grey() -> None:
    """The two ends of a scale of agreement are darker than its middle, and so far apart that they differ in print."""
    colours = re.findall(r"fill: (#[0-9a-f]{6})", draw(_cross(*[(40, 30, 50)] * 4), BY_OPINION).decode())
    greys = {colour: _grey(colour) for colour in colours if colour not in {"#ffffff", "#1a2230"}}
    ends = max(greys.pop("#a63d17"), greys.pop("#0b5a5e"))
    assert max(greys.values()) - ends > 100


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_an_amount_of_money_is_no_formula() -> None:
    labels = Labels("en", "Rent", HOMES | {"owner": "from $600 to $700"})
    assert "from $600 to $700" in _texts(draw(_frequency(113, 67, 20, 12), labels))


def test_the_alternative_says_in_dutch_what_the_figure_shows() -> None:
    assert alternative(_frequency(113, 67, 8, 12), DUTCH) == (
        "Staafdiagram van Hoe woont u?: 200 antwoorden, niet gewogen. "
        "Eigen woning: 56 % (113); Sociale huur: 34 % (67). "
        "Te klein om te tonen: Private huur en Iets anders."
    )


def test_the_alternative_says_it_in_english() -> None:
    labels = Labels(
        "en",
        "How do you live?",
        {"owner": "Owner", "social": "Social", "private": "Private", "other": "Other"},
    )
    several = protect(multiple_counts(TENURE, np.array([150, 90, 4, 20]), 200), RULE)
    assert alternative(several, labels) == (
        "Bar chart of How do you live?: 200 people answered, more than one answer was possible, not weighted. "
        "Owner: 75 % (150); Social: 45 % (90); Other: 10 % (20). "
        "Too small to show: Private."
    )


def test_the_alternative_of_a_cross_table_goes_group_by_group() -> None:
    told = alternative(_cross((8, 50, 42), (40, 30, 30), (45, 35, 20), (50, 25, 25)), BY_OPINION)
    assert told.startswith(
        "Gestapelde staven van Ik woon graag hier, per woning: 400 mensen antwoordden op beide"
    )
    assert "Eigen woning (n = 100): geen van beide: 50 % (50); oneens en eens: te klein om te tonen." in told
    assert "Sociale huur (n = 100): oneens: 40 % (40); geen van beide: 30 % (30); eens: 30 % (30)." in told


def test_a_table_that_is_withheld_says_why() -> None:
    withheld = protect(frequency_counts(TENURE, np.array([10, 5, 6, 2])), RULE)
    assert alternative(withheld, DUTCH) == "Hoe woont u?: minder dan 30 antwoorden, dus geen cijfers."


def test_drawing_needs_no_screen() -> None:
    """Without pyplot there is no backend that looks for a display, and no figure that stays in memory."""
    program = "import sys; import consult.evidence.figures; sys.exit('matplotlib.pyplot' in sys.modules)"
    subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True
    )
