"""Who is busy when another version is published finishes on their own, in their language, and agrees to what they read."""

import pytest
from flask import Flask

from consult.actions import answering, clock, publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.store import consultations
from consult.store.base import db
from consult.store.instruments import InstrumentVersion
from consult.web.respond import interviewing
from tests.speakers import read_interface
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey

FILE = """
instrument: social-housing/twice
title: Wonen
method: survey
report: social-housing
languages: [nl, ar]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: "Waarom.", agree: "Ik doe mee"}
pages:
  - name: home
    part: core
    questions:
      - {name: home, type: text, label: "Hoe woont u?", disclosure: free-text}
"""


def _published(file: str, arabic: State) -> InstrumentVersion:
    instrument = load_text(file, "twice.yaml")
    texts = {key: Translation(f"ع {text}", arabic) for key, text in instrument.source_texts.items()}
    version, _new = publishing.publish(
        instrument, Translations({"nl": source_texts(instrument), "ar": texts}), by="machine"
    )
    return version


def _publish_another(survey: str, time_passes: Clock) -> None:
    """A day later, with other words, of which nobody read the Arabic yet."""
    file = FILE.replace("Hoe woont u?", "Waar woont u?").replace(
        'version: "1", text: "Waarom."', 'version: "2", text: "Ook uw verhuurder leest mee."'
    )
    version = _published(file, State.MACHINE)
    time_passes.pass_days(1)
    consultations.add(
        consultations.FieldedVersion(consultation_id=survey, version=version.id, since=clock.today())
    )
    db.session.commit()


@pytest.fixture
def survey(app: Flask, time_passes: Clock) -> str:
    read_interface("ar")
    return an_open_survey(_published(FILE, State.REVIEWED))


def test_the_withdrawal_code_is_shown_in_a_language_that_the_newest_version_lacks(
    app: Flask, survey: str, time_passes: Clock
) -> None:
    someone = Respondent(app, survey, "ar")
    someone.agree()
    someone.next(home="بيت")
    _publish_another(survey, time_passes)
    someone.open("check-answers")
    page = someone.send_form()
    assert (page.name, page.status) == ("thank-you", 200)
    assert page.code
    code = page.code
    assert someone.open("thank-you").status == 200  # a second look, without the code
    assert someone.give_code("take-back", code).status == 200
    assert rows("responses") == []


def test_the_code_to_go_on_is_shown_and_taken_in_such_a_language(
    app: Flask, survey: str, time_passes: Clock
) -> None:
    someone = Respondent(app, survey, "ar")
    someone.agree()
    _publish_another(survey, time_passes)
    code = someone.answer(home="بيت").press("later").code
    assert code
    assert someone.give_code("continue", code).name == "home"
    assert someone.page.filled()["home"] == ["بيت"]


def test_who_read_another_consent_reads_this_one_before_agreeing(
    app: Flask, survey: str, time_passes: Clock
) -> None:
    someone = Respondent(app, survey)
    assert "Waarom." in someone.open().words
    _publish_another(survey, time_passes)
    page = someone.send_form()
    assert (page.name, "Ook uw verhuurder leest mee." in page.words) == ("nl", True)
    assert rows("drafts") == []
    someone.send_form()
    someone.next(home="Huis.")
    someone.send_form()
    assert rows("responses")[0]["consent_version"] == "2"


def test_a_cookie_in_the_place_of_another_is_no_cookie(app: Flask, survey: str) -> None:
    someone = Respondent(app, survey)
    someone.agree()
    with app.test_request_context():
        response = app.make_response("")
        key = answering.answer_keys(app.extensions["folder"]).interview
        interviewing.hand_over(response, survey, interpreter=False, key=key)
    value = response.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    someone.client.set_cookie(f"slip-{survey[:8]}", value)
    assert (someone.open("thank-you").status, someone.page.code) == (200, "")
