"""Choices in another order for each respondent, and in the same one each time that one looks."""

from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

FILE = (
    head("order", "Volgorde", consent="Waarom.")
    + """\
choices:
  needs:
    - {name: none, label: Niets, exclusive: true}
    - {name: rent, label: Huur}
    - {name: room, label: Ruimte}
    - {name: quiet, label: Rust}
    - {name: green, label: Groen}
    - {name: near, label: Dichtbij}
pages:
  - name: needs
    part: core
    questions:
      - {name: needs, type: select_multiple needs or_other, label: "Wat mist u?", randomize: true, disclosure: safe}
"""
)


def _order(respondent: Respondent) -> list[str]:
    return [one.get("value") for one in respondent.page.all("input") if one.get("name") == "needs"]


def test_everyone_has_an_order_of_their_own_that_stays(app: Flask, time_passes: Clock) -> None:
    survey, orders = an_open_survey(published_text(FILE)), set()
    for _number in range(6):
        respondent = Respondent(app, survey)
        respondent.agree()
        order = _order(respondent)
        respondent.open("needs")
        assert _order(respondent) == order
        assert sorted(order[:5]) == ["green", "near", "quiet", "rent", "room"]
        assert order[5:] == ["none", "other"]  # what excludes the others, and what is typed, come last
        orders.add(tuple(order))
    assert len(orders) > 1


RANKED = FILE.replace("select_multiple needs or_other", "rank needs").replace(", exclusive: true", "")


def test_the_lines_of_a_rank_have_an_order_of_their_own_that_stays_with_what_was_placed(app: Flask) -> None:
    survey, orders = an_open_survey(published_text(RANKED)), set()
    for _number in range(6):
        respondent = Respondent(app, survey)
        respondent.agree()
        order = [one.get("name") for one in respondent.page.all("select")]
        assert sorted(order) == [
            f"needs_{name}" for name in ("green", "near", "none", "quiet", "rent", "room")
        ]
        respondent.next(needs_rent="1", needs_room="1")
        assert [one.get("name") for one in respondent.page.all("select")] == order
        placed = [one for one in respondent.page.all("option") if "selected" in one.attributes]
        assert len(placed) == 2
        orders.add(tuple(order))
    assert len(orders) > 1
