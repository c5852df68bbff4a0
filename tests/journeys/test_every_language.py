"""Every shipped instrument in every language, filled in with a real browser along ways on which every condition holds and fails.

`make test` fills in each instrument in a language or two, each language at least once; `make soak` all of them in all.
"""

import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from consult.actions import answering, publishing
from consult.app import create_app
from consult.folder import DataFolder
from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES
from consult.response.draft import Draft
from consult.response.judging import read_all
from consult.response.synthetic import answered
from consult.store.base import db
from tests.serving import Server, serving
from tests.web.respond.world import TODAY
from tests.worlds import an_open_survey, as_demonstration, published_shipped

Typed = Mapping[str, list[str]]

_FILL = """typed => {
  for (const box of document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')) {
    const values = typed[box.name] || []
    if (box.type === 'radio' || box.type === 'checkbox') box.checked = values.includes(box.value)
    else box.value = values[0] || ''
  }
}"""
_LOOK = """() => ({
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
  heading: document.querySelector('h1')?.innerText.trim(),
  holes: document.body.innerText.match(/\\$\\{[^}]*\\}|%\\([a-z]+\\)s|[\\u0002-\\u0004]/)?.[0] || '',
  wide: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
  problems: document.querySelectorAll('.error').length,
})"""


def _instruments() -> list[Instrument]:
    checked = [publishing.check_file(path).instrument for path in publishing.shipped_files()]
    return [one for one in checked if one is not None]


def _walks() -> list[object]:
    """Each instrument with each language; all but a few wait for the soak."""
    found: list[object] = []
    for place, instrument in enumerate(_instruments()):
        for number, tag in enumerate(instrument.languages):
            sampled = number == (place * 5 + 1) % len(instrument.languages)
            marks = () if sampled else (pytest.mark.soak,)
            found.append(pytest.param(instrument.name, tag, marks=marks))
    return found


@dataclass
class _Fielded:
    """The server with every instrument open. surveys: their public ids. ways: what is typed, by instrument."""

    server: Server
    surveys: dict[str, str] = field(default_factory=dict)
    ways: dict[str, list[Typed]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def fielded(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str]
) -> Iterator[_Fielded]:
    folder = tmp_path_factory.mktemp("languages") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder})
    surveys, ways = {}, {}
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        as_demonstration(app)
        for place, instrument in enumerate(_instruments()):
            version = published_shipped(instrument.name)
            surveys[instrument.name] = an_open_survey(version, "abcdefghijklmnop"[place] * 26)
            ways[instrument.name] = _covering(answering.published(version.id).instrument)
        db.session.remove()
        db.engine.dispose()
    with serving(folder) as running:
        yield _Fielded(running, surveys, ways)


def _covering(instrument: Instrument) -> list[Typed]:
    """Ways that together ask every question, and leave out each that can be left out."""
    conditional = {
        question.name
        for page in instrument.pages
        for question in page.questions
        if question.asks and (page.relevant or question.relevant)
    }
    left = {(question.name, True) for question in instrument.questions.values() if question.asks}
    left |= {(name, False) for name in conditional}
    ways: list[Typed] = []
    for seed in range(2_000):
        draft = answered(instrument, Draft("", "", "", {}), random.Random(seed), TODAY, {})
        if draft.stopped:
            continue
        route = read_all(instrument, draft.typed, TODAY).route
        asked = {question.name for questions in route.questions.values() for question in questions}
        met = {(name, True) for name in asked} | {(name, False) for name in conditional - asked}
        if met & left:
            ways.append(draft.typed)
            left -= met
        if not left:
            return ways
    raise AssertionError(f"{instrument.name}: no synthetic respondent comes past {sorted(left)}")


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    """A small telephone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "tag"), _walks())
def test_it_is_filled_in_to_the_end(screen: Page, fielded: _Fielded, name: str, tag: str) -> None:
    address = f"{fielded.server.address}/f/{fielded.surveys[name]}/{tag}/"
    page, faults = screen, list[str]()
    for typed in fielded.ways[name]:
        page.goto(address)
        _go(page, "main form button.button")
        while not page.url.endswith("/check-answers"):
            here = page.url
            faults += _faults(page, tag)
            page.evaluate(_FILL, typed)
            _go(page, "button[value=next]")
            assert page.url != here, f"{here}: {page.inner_text('main')[:300]}"
        faults += _faults(page, tag)
        _go(page, "main form button.button")
        assert page.url.endswith("/thank-you")
        faults += _faults(page, tag)
    assert faults == []


def _go(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


def _faults(page: Page, tag: str) -> list[str]:
    seen = page.evaluate(_LOOK)
    wanted = {"lang": tag, "dir": LANGUAGES[tag].direction, "holes": "", "problems": 0}
    faults = [f"{page.url}: {key} {seen[key]!r}" for key, value in wanted.items() if seen[key] != value]
    if not seen["heading"]:
        faults.append(f"{page.url}: no heading")
    if seen["wide"] > 0:
        faults.append(f"{page.url}: {seen['wide']} pixels too wide")
    return faults
