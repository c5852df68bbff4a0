"""The gespreksfiche on paper: one A4, also when every field is as full as it may be."""

import re
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Browser

from consult.actions import activities, plans
from consult.actions.activities import Afterwards, Described
from consult.actions.advising import fiches
from consult.actions.advising.fiches import Prepared
from consult.plan.activity import ActivityKind, Level, Setting
from consult.shipped import shipped
from consult.web.interface import SOURCE_LANGUAGE, speak
from consult.web.staff.fiche import fiche_page
from tests.actions.advising.advised import a_recommendation, a_settled_finding
from tests.web.staff.world import a_consultation, a_project, a_session

_WORD = "wachtlijsten "


def full(letters: int) -> str:
    return (_WORD * letters)[: letters - 1] + "."


@pytest.mark.parametrize("noted", [False, True])
def test_the_fullest_talk_is_one_page(app: Flask, browser: Browser, noted: bool) -> None:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    described = Described(
        full(120),
        ActivityKind.TALK,
        date(2025, 9, 18),
        full(160),
        Level.FLEMISH,
        Setting.IN_PERSON,
        full(120),
        ("R7-a", "OD3.2-a"),
    )
    row = activities.add_activity(None, described, "ann", demo=True)
    asks = tuple(f"{line} {full(138)}" for line in range(1, 6))
    fiches.prepare(row, Prepared(asks, "BN-OD2.1-wonen", full(280), full(160), 3, full(200)), "ann")
    if noted:
        after = Afterwards(date(2025, 9, 18), full(700), full(300), "", ("partly",) * 5)
        activities.note_afterwards(row, after, "ann")
    speak("staff", SOURCE_LANGUAGE)
    page = browser.new_page()
    page.set_content(fiche_page(fiches.fiche(row)))
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.close()


@pytest.mark.parametrize("noted", [False, True])
def test_the_fullest_talk_with_recommendations_is_one_page(app: Flask, browser: Browser, noted: bool) -> None:
    row = a_consultation(a_project())
    a_session(row, 6)
    found = a_settled_finding(row)
    advised = [a_recommendation(found, title=f"{line} {full(198)}") for line in range(5)]
    described = Described(full(120), ActivityKind.TALK, date(2025, 9, 18), full(160), Level.FLEMISH, Setting.IN_PERSON, full(120))  # fmt: skip
    talk = activities.add_activity(row.project, described, "ann")
    prepared = Prepared(
        (), "BN-OD2.1-wonen", full(280), full(160), 3, full(200), tuple(one.id for one in advised)
    )
    fiches.prepare(talk, prepared, "ann")
    if noted:
        activities.note_afterwards(talk, Afterwards(date(2025, 9, 18), full(700), full(300)), "ann")
    speak("staff", SOURCE_LANGUAGE)
    page = browser.new_page()
    page.set_content(fiche_page(fiches.fiche(talk)))
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.close()
