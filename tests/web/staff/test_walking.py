"""Every page of an instrument, in each language, mode and state."""

import pytest
from flask import Flask

from consult.actions.accounts import Role
from tests.web.staff.browser import StaffBrowser, signed_in

SURVEY = "/staff/instruments/of/social-housing/survey"
GUIDE = "/staff/instruments/of/social-housing/focus-group"


@pytest.fixture
def ines(app: Flask) -> StaffBrowser:
    return signed_in(app, Role.INSPECTOR, "ines")


def test_the_walk_leads_past_every_page_also_those_behind_a_condition(ines: StaffBrowser) -> None:
    ines.open(f"{SURVEY}/pages?language=ar")
    all_ = len([one for one in ines.page.all("option") if ". " in one.text])
    seen, conditional = 0, 0
    while "Volgende pagina" in [one.text for one in ines.page.all("a")]:
        ines.follow("Volgende pagina")
        seen, conditional = seen + 1, conditional + ines.sees("niet iedereen ziet ze")
        frame = next(ines.page.all("iframe"))
        assert "/preview/web/ar/" in frame.attributes["src"]
    assert seen == all_ > 20
    assert conditional > 5


@pytest.mark.parametrize("tag", ["nl", "ar"])
def test_a_page_is_shown_with_a_problem_and_every_choice(ines: StaffBrowser, tag: str) -> None:
    ines.open(f"{SURVEY}/preview/web/{tag}/home?state=with-problem")
    html = ines.response.get_data(as_text=True)
    assert 'class="error"' in html
    assert f'<html lang="{tag}"' in html
    assert ines.response.headers["Content-Security-Policy"].count("frame-ancestors 'self'") == 1
    ines.open(f"{SURVEY}/preview/web/{tag}/home")
    assert 'class="error"' not in ines.response.get_data(as_text=True)


def test_a_guide_is_shown_as_it_is_printed_before_it_is_published(ines: StaffBrowser) -> None:
    ines.open(f"{GUIDE}/pages")
    (frame,) = ines.page.all("iframe")
    ines.open(frame.attributes["src"])
    assert ines.sees("nog niet gepubliceerd")
    assert ines.sees("Lees dit voor, voor u begint")


@pytest.mark.parametrize("address", ["paper/nl/", "web/xx/", "web/nl/nowhere", "fax/nl/"])
def test_what_is_not_there_is_not_found(ines: StaffBrowser, address: str) -> None:
    assert ines.get(f"{SURVEY}/preview/{address}").status == 404
