"""A real browser before the real server: Debian's chromium, the shipped housing survey, a phone's width."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from consult.app import create_app
from consult.folder import DataFolder
from consult.store.base import db
from tests.journeys.people import Reader
from tests.serving import Server, serving
from tests.worlds import an_open_survey, as_demonstration, published_shipped

CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.skipif(
                    CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"
                )
            )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's browser; nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def survey() -> str:
    """The id of the housing survey on the server."""
    return "w" * 26


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str], survey: str
) -> Iterator[Server]:
    """The shipped server with the housing survey, as a demonstration: its Arabic is not yet reviewed."""
    folder = tmp_path_factory.mktemp("journey") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        as_demonstration(app)
        an_open_survey(published_shipped("social-housing/survey"), survey)
        db.session.remove()
        db.engine.dispose()
    with serving(folder) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, server: Server, survey: str) -> Iterator[Callable[..., Reader]]:
    """Makes a reader with a browser of its own: a phone of 360 pixels without JavaScript, unless it is said otherwise."""
    opened: list[BrowserContext] = []

    def make(tag: str = "nl", *, width: int = 360, **settings: Any) -> Reader:
        chosen = {"java_script_enabled": False, **settings}
        context = browser.new_context(viewport={"width": width, "height": 740}, **chosen)
        context.set_default_timeout(10_000)
        opened.append(context)
        return Reader(context.new_page(), f"{server.address}/f/{survey}/", tag)

    yield make
    for context in opened:
        context.close()
