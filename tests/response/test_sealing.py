"""Half a key opens nothing, and the same two halves always open the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from consult.response import sealing

SERVER, OTHER_SERVER = b"s" * 32, b"t" * 32


def test_the_same_halves_give_the_same_draft_and_the_same_withdrawal_code() -> None:
    secret = sealing.new_cookie_secret()
    assert sealing.draft_keys(secret, SERVER) == sealing.draft_keys(secret, SERVER)


def test_either_half_alone_gives_another_key() -> None:
    keys = sealing.draft_keys("cookie", SERVER)
    for other in (sealing.draft_keys("cookie", OTHER_SERVER), sealing.draft_keys("kookie", SERVER)):
        assert {keys.id, keys.key, keys.withdrawal_code}.isdisjoint(
            {other.id, other.key, other.withdrawal_code}
        )


def test_a_draft_opens_with_its_key_only() -> None:
    sealed = sealing.seal({"typed": {"change": ["geheim"]}}, b"k" * 32)
    assert sealing.unseal(sealed, b"k" * 32) == {"typed": {"change": ["geheim"]}}
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(sealed, b"l" * 32)


def test_a_short_and_a_longer_text_look_the_same_length() -> None:
    keys = sealing.TextKeys(PrivateKey.generate().public_key, PrivateKey.generate().public_key)
    sealed = sealing.seal_texts({"a": "ja", "b": "n" * 200}, keys)
    assert len(sealed["a"]) == len(sealed["b"])
    assert sealing.seal_texts({}, keys) == {}


@given(text=st.text(min_size=1))
def test_the_research_key_and_the_recovery_key_each_open_a_text(text: str) -> None:
    research, recovery = PrivateKey(b"r" * 32), PrivateKey(b"c" * 32)
    keys = sealing.TextKeys(research.public_key, recovery.public_key)
    sealed = sealing.seal_texts({"first": "iets anders", "second": text}, keys)["second"]
    assert sealing.open_text(sealed, research) == text
    assert sealing.open_text(sealed, recovery) == text
    with pytest.raises(sealing.Unsealable):
        sealing.open_text(sealed, PrivateKey(b"x" * 32))


@pytest.mark.parametrize("typed", ["abcd-efgh-jkmn", "ABCDEFGHJKMN", " abcd efgh jkmn "])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert sealing.response_id(typed, SERVER) == sealing.response_id("ABCD-EFGH-JKMN", SERVER)


# 4539 1488 0343 6467 is a number whose Luhn digit is right, worked out by hand from the definition.
@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("4539148803436467", True),
        ("4539148803436476", False),
        ("453914880343646", False),
        ("45391488034364x7", False),
    ],
)
def test_a_slip_of_the_finger_in_a_code_is_seen(code: str, right: bool) -> None:
    assert sealing.is_resume_code(code) is right


def test_a_new_code_to_continue_passes_its_own_check() -> None:
    assert all(sealing.is_resume_code(sealing.new_resume_code()) for _ in range(200))


def test_a_private_key_opens_with_its_passphrase_only() -> None:
    private = PrivateKey.generate()
    locked = sealing.locked(private, "juist")
    assert bytes(sealing.unlocked(locked, "juist")) == bytes(private)
    with pytest.raises(sealing.Unsealable):
        sealing.unlocked(locked, "fout")
