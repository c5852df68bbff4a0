"""What is not translated shows as its source has it, and is read in the direction of the source."""

from dataclasses import replace

from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from tests.untranslated import untranslated
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import SMALL, Clock
from tests.worlds import an_open_survey, as_demonstration


def test_every_paragraph_is_marked_with_its_language_and_direction(app: Flask, time_passes: Clock) -> None:
    as_demonstration(app)
    instrument = load_text(SMALL, "social-housing/small.yaml")
    instrument = replace(
        instrument, consent=replace(instrument.consent, text="Wie vraagt dit?\n\nU mag stoppen.")
    )
    version, _new = publishing.publish(instrument, untranslated(instrument), by="machine")
    html = Respondent(app, an_open_survey(version), "ar").open().html
    for words in ("Wie vraagt dit?", "U mag stoppen."):
        assert f'<p><span lang="nl" dir="ltr">{words}</span></p>' in html
