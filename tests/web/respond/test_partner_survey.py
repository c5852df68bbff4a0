"""The survey for organisations as it ships: asked whole, sent, and nobody is asked where he or she is from."""

import pytest
from flask import Flask

from consult.actions import answering
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, as_demonstration, published_shipped


@pytest.mark.parametrize("tag", ["nl", "fr", "en"])
def test_a_partner_comes_past_every_page_and_sends(app: Flask, time_passes: Clock, tag: str) -> None:
    as_demonstration(app)
    version = published_shipped("partners/partner-satisfaction")
    partner = Respondent(app, an_open_survey(version), tag)
    partner.agree()
    passed = []
    while (here := partner.page.name) != "check-answers":
        passed.append(here)
        partner.next(**({"initiative": "done"} if here == "initiative" else {}))
    assert passed == list(answering.published(version.id).instrument.pages_by_name)
    partner.send_form()
    (stored,) = rows("responses")
    assert (stored["state"], stored["document"]["initiative"]) == ("complete", "done")
    assert not {"foreign_origin", "target_group"} & set(stored["document"])


def test_a_partner_may_stop_and_send(app: Flask, time_passes: Clock) -> None:
    as_demonstration(app)
    partner = Respondent(app, an_open_survey(published_shipped("partners/partner-satisfaction")), "nl")
    partner.agree()
    partner.next(organisation="association")
    assert partner.press("stop").name == "check-answers"
    partner.send_form()
    (stored,) = rows("responses")
    assert stored["state"] == "partial"
