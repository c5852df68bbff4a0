"""The plan page on the narrowest phone: nothing scrolls sideways."""

from flask import Flask
from playwright.sync_api import Browser

from consult.actions import consultations, plans
from consult.instrument.definition import Report
from consult.shipped import PACKAGE, shipped
from consult.store.base import db
from tests.web.staff.browser import signed_in
from tests.web.staff.world import documented

WIDTH = 320


def test_the_plan_page_fits_the_narrowest_phone(app: Flask, browser: Browser) -> None:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    row = documented(app)
    row.project.report, row.theme = Report.EQUAL_OPPORTUNITIES, "onderwijsloopbaanbegeleiding"
    consultations.validate(row, "sam")
    db.session.commit()
    html = signed_in(app).open("/staff/plan").response.get_data(as_text=True)
    context = browser.new_context(viewport={"width": WIDTH, "height": 740}, java_script_enabled=True)
    page = context.new_page()
    page.set_content(html)
    page.add_style_tag(content=(PACKAGE / "static" / "staff.css").read_text())
    wide = page.evaluate(
        "[...document.querySelectorAll('table, .sheet, .figure')]"
        f".filter(one => one.getBoundingClientRect().right > {WIDTH}).map(one => one.innerText.slice(0, 40))"
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    context.close()
