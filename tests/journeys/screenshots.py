"""The pictures of the README, from a running demonstration: `python -m tests.journeys.screenshots http://127.0.0.1:5000`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1180, "height": 860}


def take(address: str) -> None:
    """Writes every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language, press in (("nl", False), ("ar", True)):
            _question(browser, address, language, press=press)
        _staff(browser, address)
        browser.close()


def _question(browser: Browser, address: str, language: str, *, press: bool) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(address)
    page.click(f"a[href$='/{language}/']")
    page.click("form button.button")
    if press:
        page.click("button[value=next]")
    else:
        page.check("input[type=radio] >> nth=1")
    _keep(page, f"respondent-{language}")


def _staff(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=DESK, java_script_enabled=False, locale="nl-BE").new_page()
    page.goto(address)
    page.click("form[action$=policy] button")
    page.click("main a:has-text('Sociale huisvesting')")
    _keep(page, "staff-project")
    page.click("nav a:has-text('Plan')")
    _keep(page, "staff-progress")
    _release(
        browser.new_context(viewport=DESK, java_script_enabled=False, locale="nl-BE").new_page(), address
    )


def _release(page: Page, address: str) -> None:
    page.goto(address)
    page.click("form[action$=researcher] button")
    page.click("main a:has-text('Sociale huisvesting')")
    page.click("a:has-text('golf 1')")
    page.click("a:has-text('Uitgaven van de antwoorden')")
    page.click("main a:has-text('Nieuwe uitgave')")
    page.click("a:has-text('Bekijk researcher')")
    _keep(page, "staff-release")


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    take(sys.argv[1])
