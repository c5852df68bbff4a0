"""What changed in a source, shown to who translated the old one."""

import pytest

from consult.instrument.word_diff import Fate, Piece, word_diff

SIGNS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Huurt u nu?", "Huurt u nu?", "Huurt u nu?"),
        ("Huurt u nu een huis?", "Huurt u nu een woning?", "Huurt u nu een [-huis-]{+woning+}?"),
        ("", "Ja", "{+Ja+}"),
        ("Ja, graag", "Ja", "Ja[-, graag-]"),
        ("Een.\n\nTwee.", "Een.\n\nDrie.", "Een.\n\n[-Twee-]{+Drie+}."),
        ("هل تسكن هنا؟", "هل تعمل هنا؟", "هل [-تسكن-]{+تعمل+} هنا؟"),
    ],
)
def test_a_change_is_shown_by_the_word(old, new, shown):
    assert "".join(SIGNS[one.fate].format(one.text) for one in word_diff(old, new)) == shown


def test_a_long_text_with_many_spaces_shows_one_word():
    words = ["woord"] * 400
    old, new = " ".join(words), " ".join([*words[:200], "nieuw", *words[200:]])
    assert [piece.text for piece in word_diff(old, new) if piece.fate is not Fate.KEPT] == ["nieuw "] or [
        piece.text for piece in word_diff(old, new) if piece.fate is not Fate.KEPT
    ] == [" nieuw"]


def test_the_pieces_without_what_was_added_are_the_old_text():
    pieces = word_diff("a b c", "a x c d")
    assert "".join(one.text for one in pieces if one.fate is not Fate.ADDED) == "a b c"
    assert "".join(one.text for one in pieces if one.fate is not Fate.REMOVED) == "a x c d"
    assert pieces[0] == Piece(Fate.KEPT, "a ")
