"""A researcher asks for a release on a page, `consult run` makes it, and the file is opened."""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from consult.actions import clock
from tests.house.tree import ROOT
from tests.serving import _free_port

_CONSULT = (sys.executable, "-c", "from consult.cli.main import main; main()")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration, served by `consult run` with all that it starts."""
    folder, port = tmp_path_factory.mktemp("released") / "demo", _free_port()
    environment = os.environ | {"CONSULT_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    subprocess.run([*_CONSULT, "demo"], env=environment, check=True, capture_output=True)
    running = subprocess.Popen(
        [*_CONSULT, "run", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    _wait_for(port)
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
            try:
                connection.request("GET", "/")
                connection.getresponse()
            except OSError:
                time.sleep(0.2)
            else:
                return
    pytest.fail("consult run did not answer")


def test_from_consultation_to_an_opened_file(demonstration: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    page = context.new_page()
    page.goto(demonstration)
    page.click("form[action$=researcher] button")
    page.click("main a:has-text('Sociale huisvesting')")
    page.click("a:has-text('golf 1')")
    page.click("a:has-text('Uitgaven van de antwoorden')")
    page.click("main a:has-text('Nieuwe uitgave')")
    page.click("a:has-text('Bekijk researcher')")
    found = _axe(page)
    _fill_in(page)
    page.click("text=Maak de bestanden")
    page.wait_for_selector("h2:has-text('Bestanden')", timeout=60_000)
    found += _axe(page)
    rows = _downloaded(page, "-researcher.csv", tmp_path)
    assert len(rows) >= 162, "at least 90 % of the demonstration's 180"
    assert "rent" not in rows[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert found == [], "\n".join(found)
    _is_taken_back(demonstration, browser, page.url, tmp_path)
    context.close()


def _is_taken_back(address: str, browser: Browser, release: str, folder: Path) -> None:
    """By policy staff, in the dark, in English, on the narrowest phone."""
    context = browser.new_context(viewport={"width": 320, "height": 740}, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.click("form[action$=policy] button")
    page.click("text=English")
    page.goto(release)
    with page.expect_download() as waiting:
        page.click("text=The certificate")
    waiting.value.save_as(folder / "certificate.json")
    assert json.loads((folder / "certificate.json").read_text())["reached"]["k"] >= 5
    page.click("text=Recall this release")
    found = _axe(page)
    page.fill("#because", "files destroyed")
    page.click("main button")
    assert page.locator("a[href*='/files/']").count() == 0
    for words in ("", "nav a:has-text('Releases')", "td a", "main a:has-text('New release')"):
        if words:
            page.click(words)
        found += [f"{page.url}: {one}" for one in _axe(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    assert found == [], "\n".join(found)
    context.close()


def _fill_in(page: Page) -> None:
    page.fill("#recipient", "Universiteit (demo)")
    page.fill("#purpose", "Wachttijden")
    page.fill("#agreement", "dossier DEMO-12")
    page.fill("#agreed_on", clock.today().isoformat())


def _downloaded(page: Page, ending: str, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.click(f"a[href$='{ending}']")
    file = folder / waiting.value.suggested_filename
    assert file.name.startswith("DEMO-synthetic-")
    waiting.value.save_as(file)
    return list(csv.DictReader(StringIO(file.read_bytes().decode("utf-8-sig"))))


def _axe(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in violations for node in one["nodes"]]
