"""A workbook that nobody here made, from the file to the thanks: in both of its languages, on a phone, without JavaScript."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.app import create_app
from consult.folder import DataFolder
from consult.instrument.xlsform.importing import import_workbook
from consult.store.base import db
from tests.journeys.people import Reader
from tests.serving import Server, serving
from tests.worlds import an_open_survey, as_demonstration
from tests.xlsforms import the_real

SURVEY = "s" * 26
PAGES = 26  # at least: those that every answer leads past


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str]
) -> Iterator[Server]:
    """The server with the survey that the workbook became; a demonstration, since nobody has read its Arabic."""
    file = the_real("onaio__onadata__subdistrict_profiling_tool")
    folder = tmp_path_factory.mktemp("imported") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    imported = import_workbook(file.read_bytes(), file.name)
    write_instrument(imported, publishing.own_instruments(DataFolder(folder)))
    app = create_app({"DATA": folder})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        as_demonstration(app)
        checked = publishing.check_file(publishing.file_of(imported.name, DataFolder(folder)))
        assert checked.errors == ()
        assert checked.instrument is not None
        assert checked.translations is not None
        version, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
        an_open_survey(version, SURVEY)
        db.session.remove()
        db.engine.dispose()
    with serving(folder) as running:
        yield running


class Anyone(Reader):
    """Someone who answers whatever is asked."""

    def fill_in(self) -> None:
        """Picks the first of everything, and types where something is to be typed."""
        super().fill_in()
        for select in self.page.locator("select").all():
            select.select_option(index=1)
        for box in self.page.locator(
            "main input:not([type=radio], [type=checkbox], [type=hidden]), textarea"
        ).all():
            if box.is_visible() and not box.input_value():
                kind = (
                    "day" if box.get_attribute("type") == "date" else box.get_attribute("inputmode") or "text"
                )
                box.fill({"day": "2026-11-02", "numeric": "7"}.get(kind, "Synthetisch"))


@pytest.fixture
def anyone(browser: Browser, server: Server) -> Iterator[Callable[..., Anyone]]:
    opened = []

    def make(tag: str, **settings: Any) -> Anyone:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=False, **settings
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return Anyone(context.new_page(), f"{server.address}/f/{SURVEY}/", tag)

    yield make
    for context in opened:
        context.close()


@pytest.mark.parametrize(
    ("tag", "governorate", "said"),
    [("en", "Al-Hasakeh", "Choose District"), ("ar", "الحسكة", "اختر المنطقة")],
)
def test_a_workbook_is_filled_from_the_language_to_the_thanks(
    anyone: Callable[..., Anyone], tag: str, governorate: str, said: str
) -> None:
    someone, faults = anyone(tag), []
    someone.begin()
    faults += someone.faults()
    assert governorate in someone.page.inner_text("#governorate")
    someone.fill_in()
    someone.press()
    assert said in someone.page.inner_text("h2")
    assert someone.page.locator("#district option").count() == 1 + 4, (
        "the districts of that governorate alone"
    )
    assert someone.walk(lambda: faults.extend(someone.faults())) >= PAGES
    assert governorate in someone.page.inner_text("dl")
    assert "02/11/2026" in someone.page.inner_text("dl")
    someone.go("main form button")
    assert someone.page.locator(".code").count() == 1
    assert faults == [], "\n".join(faults)
    assert someone.strangers() == []


def test_a_district_of_another_governorate_is_asked_anew(anyone: Callable[..., Anyone]) -> None:
    someone = anyone("en")
    someone.begin()
    someone.fill_in()
    someone.press()
    someone.fill_in()
    someone.press()
    someone.press("back")
    someone.press("back")
    someone.page.select_option("#governorate", "SY12")
    someone.press()
    assert someone.page.input_value("#district") == ""
    assert "Izra" in someone.page.inner_text("#district")
    someone.press()
    assert someone.page.locator("#district[aria-invalid]").count() == 1
