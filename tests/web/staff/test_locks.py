"""Nobody else can write while the lock is held: it is taken last, and by those alone who may write."""

import pytest
from flask import Flask

from consult.actions import accounts, documents, sessions_of_staff, transaction
from consult.actions.accounts import Role
from consult.actions.historic import taking_in
from consult.actions.releases import making
from consult.instrument.definition import Method
from consult.store import base
from tests.actions.closed_survey import a_closed_survey
from tests.actions.historic.workbooks import a_workbook
from tests.web.staff.browser import PASSWORD, StaffBrowser, a_member, signed_in
from tests.web.staff.world import a_consultation, a_project, a_version, address_of, upload

_taken: list[str] = []


@pytest.fixture(autouse=True)
def _watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes in which order the lock is taken and let go, and the slow work is done."""
    _taken.clear()

    def noting(place: object, name: str, word: str) -> None:
        real = getattr(place, name)

        def noted(*given: object, **named: object) -> object:
            _taken.append(word)
            return real(*given, **named)

        monkeypatch.setattr(place, name, noted)

    noting(base, "begin_writing", "lock")
    noting(transaction, "commit", "free")
    noting(transaction, "rollback", "free")
    for place in (accounts, sessions_of_staff):
        noting(place, "is_right", "slow")
    noting(accounts, "hashed", "slow")
    noting(documents, "media_type", "slow")
    noting(taking_in, "read_workbook", "slow")
    noting(making, "preview", "slow")


def slow_under_lock() -> bool:
    """Whether slow work was done while the lock was held."""
    held = False
    for word in _taken:
        if word == "slow" and held:
            return True
        held = word == "lock" or (held and word != "free")
    return False


def test_a_password_is_hashed_before_the_lock_is_taken(app: Flask) -> None:
    a_member()
    browser = StaffBrowser(app).open("/staff/sign-in")
    browser.submit("Meld u aan", name="nour", password="not my secret")
    browser.submit("Meld u aan", name="nour", password=PASSWORD)
    new = "vier bomen in de tuin"
    browser.open("/staff/account").submit("Verander het wachtwoord", old=PASSWORD, password=new, again=new)
    assert browser.sees("Uw wachtwoord is veranderd.")
    assert _taken.count("slow") >= 4
    assert not slow_under_lock()


def test_a_file_is_looked_through_before_the_lock_is_taken(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    _taken.clear()
    nour.submit("Bewaar het document", title="Verslag", file=upload())
    assert nour.sees("Het document is bewaard.")
    nour.open("/staff/historic").submit("Kijk de werkmap na", workbook=upload(a_workbook({}), "v.xlsx"))
    assert _taken.count("slow") == 2
    assert not slow_under_lock()


def test_what_a_release_would_give_up_is_worked_out_before_the_lock_is_taken(app: Flask) -> None:
    nour = signed_in(app).open(f"{address_of(a_closed_survey())}/releases/new?profile=researcher")
    _taken.clear()
    nour.submit("Maak de bestanden", recipient="")
    assert nour.sees("Voor wie: Vul dit in.")
    assert _taken.count("slow") == 1
    assert not slow_under_lock()


def test_who_may_not_change_anything_never_takes_the_lock(app: Flask) -> None:
    inspector = signed_in(app, Role.INSPECTOR, "ines").open("/staff/account")
    _taken.clear()
    assert inspector.post("/staff/projects/new", form_token=inspector.token).status == 403
    assert inspector.post("/staff/account/language", form_token="0" * 32, language="en").status == 400
    assert StaffBrowser(app).post("/staff/projects/new").status == 302
    assert "lock" not in _taken
