"""`consult waiting`: the queue for people and for programs."""

import json

from flask import Flask

from consult.actions import accounts, attendance
from consult.actions.accounts import Role
from consult.store.base import db
from tests.cli.conftest import Typed
from tests.web.staff.world import a_consultation, a_project, a_session


def test_the_queue_names_who_may_do_each_thing(app: Flask, typed: Typed) -> None:
    first, _link = accounts.add_member("Ann", "ann", Role.POLICY)
    accounts.add_member("Fay", "fay", Role.FACILITATOR)
    accounts.add_member("Ids", "ids", Role.INSPECTOR)
    row = a_consultation(a_project())
    attendance.confirm_attendance(row, a_session(row), first.id)
    db.session.commit()
    id_ = row.id
    (one,) = json.loads(typed("waiting", "--json").output)
    assert (one["kind"], one["id"], one["who"]) == ("attendance", id_, ["fay"])
    told = typed("waiting")
    assert "aanwezigheid bevestigen: Sociale huisvesting 2026: Focusgroep Gent" in told.output
    assert "1 wachten." in told.stderr


def test_an_empty_queue_is_an_empty_list(app: Flask, typed: Typed) -> None:
    assert json.loads(typed("waiting", "--json").output) == []
