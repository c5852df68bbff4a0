"""Sessions and their anonymous grid: what fits, what does not, and nothing typed is lost."""

import pytest
from flask import Flask

from consult.actions import records
from consult.instrument.definition import Method
from tests.web.staff.browser import signed_in
from tests.web.staff.world import (
    MARCH,
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    reread,
)


@pytest.mark.parametrize(
    ("present", "in_grid", "sentence"),
    [
        ("5", "8", "In het rooster staan 8 mensen, maar er waren 5 aanwezig."),
        ("8", "5", "Er waren 8 mensen aanwezig, maar in het rooster staan er 5."),
    ],
)
def test_a_session_and_its_grid_must_agree_and_nothing_typed_is_lost(
    app: Flask, present: str, in_grid: str, sentence: str
) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    nour = signed_in(app).open(f"{address_of(row)}/sessions/new")
    nour.submit("Bewaar de sessie", day="2026-03-10", place="limburg", languages=["ar", "tr"], interpreter="y",
                present=present, n_yes_no_gave=in_grid)  # fmt: skip
    assert nour.sees(sentence)
    values = {
        one.attributes["name"]: one.attributes.get("value")
        for one in nour.page.all("input")
        if "name" in one.attributes
    }
    assert (values["day"], values["present"], values["n_yes_no_gave"]) == ("2026-03-10", present, in_grid)
    ticked = [one.attributes["value"] for one in nour.page.all("input") if "checked" in one.attributes]
    assert ticked == ["ar", "tr", "y"]
    assert [one.attributes["value"] for one in nour.page.all("option") if "selected" in one.attributes] == [
        "limburg"
    ]
    assert reread(row).sessions == []


def test_every_mistake_in_a_session_is_told_at_once(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    nour = signed_in(app).open(f"{address_of(row)}/sessions/new")
    nour.submit("Bewaar de sessie", day="gisteren", present="veel", n_yes_no_gave="-3")
    assert nour.sees("Dag: Dit is geen datum. Schrijf bijvoorbeeld 14/03/2026.")
    assert nour.sees("Aanwezig: Schrijf een heel getal, zoals 8.")
    html = nour.response.get_data(as_text=True)
    assert all(f'value="{typed}"' in html for typed in ("gisteren", "veel", "-3"))


def test_a_session_of_tomorrow_is_not_recorded(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    nour = signed_in(app).open(f"{address_of(row)}/sessions/new")
    nour.submit("Bewaar de sessie", day="2026-04-03", present="6", n_yes_no_gave="6")
    assert nour.sees("Die dag moet nog komen.")


def test_a_day_may_be_typed_as_people_write_it(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    signed_in(app).open(f"{address_of(row)}/sessions/new").submit(
        "Bewaar de sessie", day="10/03/2026", present="6", n_yes_no_gave="6"
    )
    assert reread(row).sessions[0].day == MARCH


def test_a_corrected_session_must_be_confirmed_again(both_databases: str, app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    a_session(row, 6)
    nour = signed_in(app).open(address_of(row)).submit("Bevestig de aanwezigheid")
    nour.follow("10 maart 2026")
    assert nour.sees("De aanwezigheid was al bevestigd.")
    nour.submit("Bewaar de sessie", present="7", n_yes_no_gave="7")
    (session,) = reread(row).sessions
    assert (session.present, [line.n for line in session.grid], session.confirmations) == (7, [7], [])


def test_one_person_confirms_attendance_once(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    session = a_session(row)
    nour = signed_in(app).open(address_of(row)).submit("Bevestig de aanwezigheid")
    nour.post(f"{address_of(row)}/sessions/{session.id}/confirm", form_token=nour.token)
    assert nour.status == 409
    assert nour.sees("U hebt deze aanwezigheid al bevestigd.")


def test_a_session_is_not_reached_through_another_consultation(app: Flask) -> None:
    project = a_project()
    row, other = a_consultation(project), a_consultation(project, title="Focusgroep Aalst")
    session = a_session(row)
    assert signed_in(app).get(f"{address_of(other)}/sessions/{session.id}").status == 404


def test_members_of_a_panel_are_one_person_however_often_they_come(app: Flask) -> None:
    row = a_consultation(a_project(), Method.CITIZEN_PANEL, "Panel", version=a_version(Method.CITIZEN_PANEL))
    nour = signed_in(app)
    for day in ("2026-03-10", "2026-03-24"):
        nour.open(f"{address_of(row)}/sessions/new").submit("Meer regels voor kaarten", day=day, present="6")
        assert 'name="cards-23-card"' in nour.response.get_data(as_text=True)
        cards = {f"cards-{n}-card": str(n + 1) for n in range(5)} | {
            f"cards-{n}-earlier": "no" for n in range(5)
        }
        nour.submit("Bewaar de sessie", n_yes_unknown_gave="1", **cards)
        assert nour.sees("De sessie is genoteerd.")
    known = records.consultation_of(reread(row), MARCH.replace(month=4))
    assert sorted({one.card for one in known.everyone if one.card}) == ["1", "2", "3", "4", "5"]
    nour.follow("10 maart 2026").submit("Bewaar de sessie")
    assert nour.sees("De sessie is verbeterd.")
    assert records.consultation_of(reread(row), MARCH.replace(month=4)) == known


def test_a_card_twice_in_one_session_is_refused(app: Flask) -> None:
    row = a_consultation(a_project(), Method.CITIZEN_PANEL, "Panel", version=a_version(Method.CITIZEN_PANEL))
    nour = signed_in(app).open(f"{address_of(row)}/sessions/new")
    nour.submit(
        "Bewaar de sessie", day="2026-03-10", present="2", **{"cards-0-card": "7", "cards-1-card": "7"}
    )
    assert nour.sees("Kaart 7 staat twee keer in deze sessie.")
