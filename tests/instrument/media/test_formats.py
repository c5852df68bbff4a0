"""What a file really is, whatever it is called, and what is taken out of it before anyone sees it."""

import io
from collections.abc import Callable
from contextlib import suppress

import pytest
from PIL import Image

from consult.instrument.media.formats import NotShown, inspect
from tests.pictures import a_jpeg, a_png, an_mp3

WEBP = a_jpeg(form="WEBP")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", a_png()), ("a.JPG", a_jpeg()), ("a.webp", WEBP)],
    ids=["png", "jpeg", "webp"],
)
def test_a_picture_keeps_its_size_and_loses_its_maker(name: str, content: bytes) -> None:
    assert b"marker-of-a-maker" in content
    found = inspect(name, content)
    assert (found.width, found.height) == (40, 30)
    assert b"marker-of-a-maker" not in found.content
    picture = Image.open(io.BytesIO(found.content))
    picture.load()
    assert picture.size == (40, 30)
    assert not picture.getexif()


def test_what_is_behind_the_end_of_a_picture_is_gone() -> None:
    assert inspect("a.png", a_png() + b"<script>").content == inspect("a.png", a_png()).content


def test_a_picture_that_lies_on_its_side_is_refused() -> None:
    """Its EXIF says how to turn it, and that goes."""
    with pytest.raises(NotShown, match="on its side"):
        inspect("a.jpg", a_jpeg(orientation=6))


def _said(name: str, content: bytes) -> str:
    with pytest.raises(NotShown) as refused:
        inspect(name, content)
    return f"{refused.value.found}; {refused.value.expected}"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", b"<svg/>", '"a.svg"; a file ends in png, jpg, jpeg, webp, mp3, ogg, m4a, mp4, webm'),
        ("a.png", b"<html><script>", '"a.png" is something else inside; a file of type image/png'),
        ("a.png", a_jpeg(), '"a.png" is something else inside; a file of type image/png'),
        ("a.mp3", b"", '"a.mp3" is something else inside; a file of type audio/mpeg'),
        ("a.png", a_png()[:40], '"a.png" is damaged; a whole image/png'),
        ("a.jpg", a_jpeg()[:30], '"a.jpg" is damaged; a whole image/jpeg'),
        ("a.webp", WEBP[:20], '"a.webp" is damaged; a whole image/webp'),
        ("a.mp3", an_mp3(2_001), "2001 kB; a sound of at most 2000 kB"),
        ("a.png", a_png(5_000, 1), "5000 x 1 pixels; at most 4096 in each direction"),
    ],
    ids=["svg", "page", "other", "empty", "png", "jpeg", "webp", "large", "wide"],
)
def test_what_may_not_be_shown_is_told(name: str, content: bytes, said: str) -> None:
    assert _said(name, content) == said


def test_a_film_that_tells_where_it_was_made_is_refused() -> None:
    film = b"\x00\x00\x00\x18ftypisom" + b"\x00" * 16
    assert inspect("a.mp4", film).form.type == "video/mp4"
    assert _said("a.mp4", film + b"\xa9xyz+50.8503+004.3517/").startswith("the place where it was recorded")


@pytest.mark.parametrize("make", [a_png, a_jpeg, lambda: WEBP], ids=["png", "jpeg", "webp"])
def test_a_damaged_picture_is_refused_and_never_a_crash(make: Callable[[], bytes]) -> None:
    """Cut anywhere, and with any byte turned around."""
    whole = make()
    name = {b"\x89P": "a.png", b"\xff\xd8": "a.jpg"}.get(whole[:2], "a.webp")
    for at in range(0, len(whole), 3):
        for content in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            with suppress(NotShown):
                assert inspect(name, content).width


@pytest.mark.parametrize("progressive", [False, True])
def test_what_a_telephone_writes_after_a_photograph_is_left_out(progressive: bool) -> None:
    content = io.BytesIO()
    picture = Image.effect_noise((64, 48), 90).convert("RGB")
    picture.save(content, "JPEG", progressive=progressive, quality=80)
    shown = inspect("a.jpg", content.getvalue() + b"SEFT Image_UTC_Data1700000000 GPS 51.05,3.72").content
    assert b"GPS" not in shown
    assert shown.endswith(b"\xff\xd9")
    seen, made = (Image.open(io.BytesIO(one)).convert("RGB") for one in (shown, content.getvalue()))
    assert seen.tobytes() == made.tobytes()


def test_a_file_of_one_byte_is_no_sound() -> None:
    assert _said("a.mp3", b"\xff") == '"a.mp3" is something else inside; a file of type audio/mpeg'
