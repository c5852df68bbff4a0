"""A facilitator prints the guide: what to read aloud, what to ask, and slips without a name."""

import pytest
from flask import Flask

from consult.actions.accounts import Role
from consult.instrument.definition import Method
from consult.store.base import db
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import INSTRUMENT, a_consultation, a_project, a_version, address_of
from tests.worlds import published_shipped, published_text


@pytest.fixture
def guide(app: Flask) -> str:
    """The id of the housing guide's version."""
    version = published_shipped("social-housing/focus-group").id
    db.session.commit()
    return version


@pytest.fixture
def bo(app: Flask) -> StaffBrowser:
    return signed_in(app, Role.FACILITATOR, "bo")


def test_a_facilitator_goes_from_the_consultation_to_the_guide_in_french(
    guide: str, bo: StaffBrowser
) -> None:
    row = a_consultation(a_project(), version=guide)
    bo.open(address_of(row)).follow("Frans")
    [html] = bo.page.all("html")
    assert html.attributes["lang"] == "fr"
    assert bo.sees("Lees dit voor, voor u begint")
    assert bo.sees("Je ne sais pas")
    assert bo.sees("Nobody who speaks") is False


def test_the_sheet_holds_consent_every_theme_question_and_slips(guide: str, bo: StaffBrowser) -> None:
    bo.open("/staff/instruments").follow("Nederlands")
    assert bo.sees("Ik lees nu voor wat u moet weten voor we beginnen.")
    assert bo.sees("Ik ben 18 jaar of ouder. Ik heb dit gehoord en ik doe mee.")
    assert [one.text for one in bo.page.all("h2")][1:-1] == [
        "1. Welkom en afspraken", "2. Zoeken en inschrijven", "3. Wachten en informatie", "4. Regels voor de toewijzing",
        "5. Privaat huren en discriminatie", "6. Wat anders kan en wat moet blijven", "7. Afronden",
    ]  # fmt: skip
    asked = [one.text for one in bo.page.all("h3")]
    assert len(asked) == 16 + 3 * 2
    assert asked[-2:] == [
        "Is minstens één van deze vier nationaliteiten niet Belgisch?",
        "Hebt u al deelgenomen aan een andere bevraging van LEVL?",
    ]
    slip = [one.text for one in bo.page.all("li")]
    assert slip == ["Ja", "Nee", "Ik weet het niet", "Dat zeg ik liever niet"] * 6


def test_a_translation_that_nobody_read_says_so_on_paper_in_its_own_language(
    guide: str, bo: StaffBrowser
) -> None:
    sheet = f"/staff/instruments/{guide}/sheet"
    assert not bo.open(sheet).sees("nog niet nagelezen")
    assert bo.open(f"{sheet}?language=fr").sees("Cette traduction n’a pas encore été relue.")
    assert not bo.sees("Deze vertaling")


def test_dutch_words_in_a_guide_from_right_to_left_keep_their_signs(guide: str, bo: StaffBrowser) -> None:
    bo.open(f"/staff/instruments/{guide}/sheet?language=ar")
    dutch = [one for one in bo.page.all() if one.attributes.get("lang") == "nl"]
    assert [one.text for one in dutch if one.attributes.get("dir") != "ltr"] == []
    assert "Lees dit voor, voor u begint" in [one.text for one in dutch]
    assert "اليوم" in [one.text for one in bo.page.all("span")]


@pytest.mark.parametrize("asked", ["sheet?language=de", "sheet?language=xx"])
def test_a_language_that_the_guide_has_not_is_no_page(guide: str, bo: StaffBrowser, asked: str) -> None:
    assert bo.open(f"/staff/instruments/{guide}/{asked}").status == 404


def test_a_survey_prints_as_a_questionnaire_to_fill_in(bo: StaffBrowser) -> None:
    a_version(Method.SURVEY)
    assert not bo.open("/staff/instruments").sees("Druk af voor de gespreksleider")
    bo.follow("Nederlands")
    assert bo.sees("We vragen uw naam niet.")
    assert bo.sees("Woont u goed? (1)")
    assert not bo.sees("Lees dit voor")


def test_the_guide_is_printed_as_it_is_asked_aloud_and_the_slips_as_paper_asks(bo: StaffBrowser) -> None:
    aloud = """\
        modes:
          interviewer: {label: Vertel eens hoe u woont., instruction: Laat een stilte.}
"""
    slip = "modes: {paper: {label: Deed u eerder mee?}, interviewer: {label: NIET OP PAPIER}}, unprompted: [refused]"
    text = INSTRUMENT.format(method="interview", title="Gesprek", number=1)
    one = '{name: home, type: select_one yes_no, label: "Woont u goed? (1)", disclosure: safe}'
    block = (
        "name: home\n        type: text\n        label: Hoe woont u?\n        disclosure: free-text\n" + aloud
    )
    earlier = "label: Deed u al mee?,"
    assert one in text
    assert earlier in text
    guide = published_text(text.replace(one, block).replace(earlier, f"{earlier} {slip},")).id
    db.session.commit()
    bo.open(f"/staff/instruments/{guide}/sheet")
    assert bo.sees("Vertel eens hoe u woont.")
    assert bo.sees("Voor wie de vraag stelt: Laat een stilte.")
    assert bo.sees("Deed u eerder mee?")
    assert not bo.sees("NIET OP PAPIER")
    assert not bo.sees("Dat zeg ik liever niet")
