"""Staff see the survey for organisations among the instruments, and that it never counts."""

from flask import Flask

from consult.actions.accounts import Role
from consult.store.base import db
from tests.web.staff.browser import signed_in
from tests.web.staff.world import a_consultation, a_project, address_of
from tests.worlds import published_shipped


def test_it_stands_among_the_instruments_as_for_neither_report(app: Flask) -> None:
    published_shipped("partners/partner-satisfaction")
    db.session.commit()
    staff = signed_in(app, Role.RESEARCHER, "ann")
    assert staff.open("/staff/instruments").sees("partners/partner-satisfaction · geen van beide")


def test_a_consultation_with_it_says_that_it_never_counts(app: Flask) -> None:
    version = published_shipped("partners/partner-satisfaction")
    db.session.commit()
    row = a_consultation(a_project(), version=version.id)
    staff = signed_in(app, Role.RESEARCHER, "ann")
    assert staff.open(address_of(row)).sees("Ze bevraagt organisaties en geen mensen, en telt dus nooit.")


def test_two_instruments_with_one_title_are_told_apart(app: Flask) -> None:
    published_shipped("partners/partner-satisfaction")
    other = published_shipped("social-housing/focus-group")
    other.title = "Samenwerken met LEVL"
    project = a_project()
    db.session.commit()
    staff = signed_in(app, Role.POLICY, "ann").open(f"/staff/projects/{project.id}/consultations/new")
    offered = [one.text for one in staff.page.all("option") if one.text.startswith("Samenwerken")]
    assert sorted(one.partition("(")[2].partition(",")[0] for one in offered) == [
        "partners/partner-satisfaction",
        "social-housing/focus-group",
    ]


def test_any_project_can_hold_it_and_its_page_says_so(app: Flask) -> None:
    published_shipped("partners/partner-satisfaction")
    project = a_project()
    db.session.commit()
    staff = signed_in(app, Role.POLICY, "ann")
    staff.open("/staff/instruments/of/partners/partner-satisfaction")
    assert staff.sees("kiest u het in een consultatie van om het even welk project")
    staff.open(f"/staff/projects/{project.id}/consultations/new")
    offered = [one.text for one in staff.page.all("option") if "organisaties" in one.text]
    assert offered == ["Samenwerken met LEVL (survey, versie 1, bevraagt organisaties, telt niet)"]
