"""The page: one file, headings in order, captions, headers of tables, words for figures, directions."""

import re

from consult.report.page import page
from consult.report.wording import speech
from tests.report.worlds import ARABIC, a_report


def _told(*, is_draft: bool = True) -> str:
    return page(a_report(is_draft=is_draft)).decode()


def test_it_needs_nothing_beside_it_and_runs_no_script() -> None:
    told = _told()
    assert re.findall(r"(?:src|href)=\"([^#\"]+)\"", told) == [re.search(r'src="([^"]+)"', told)[1]]  # type: ignore[index]
    assert 'src="data:image/svg+xml;base64,' in told
    assert "<script" not in told
    assert " style=" not in told


def test_no_heading_level_is_skipped() -> None:
    levels = [int(one) for one in re.findall(r"<h(\d)", _told())]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_table_has_a_caption_headings_and_names_for_its_rows() -> None:
    told = _told()
    assert told.count("<caption") == told.count("<table") == 2
    assert '<th scope="col">Antwoord</th>' in told
    assert '<th scope="row">Eigenaar</th>' in told


def test_a_figure_says_what_it_shows_and_has_its_table_behind_it() -> None:
    assert 'alt="33 mensen zijn eigenaar."' in _told()
    assert re.search(r"<details>.*<td>33</td>.*</details>", _told(), re.DOTALL)


def test_arabic_keeps_its_language_and_direction() -> None:
    assert f'<bdi lang="ar" dir="rtl">{ARABIC}</bdi>' in _told()
    assert f'<blockquote lang="ar" dir="rtl"><p>{ARABIC}</p></blockquote>' in _told()


def test_a_draft_shows_where_to_write_and_an_edition_what_was_written() -> None:
    assert "Nog te schrijven: Schrijf hier." in _told()
    assert "Nog te schrijven" not in _told(is_draft=False)
    assert "Geschreven." in _told(is_draft=False)


def test_english_is_spoken_where_it_is_asked() -> None:
    assert speech("en")("Editie %(number)s", number=2) == "Edition 2"
