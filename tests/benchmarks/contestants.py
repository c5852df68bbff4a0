"""Who is measured: an application, how a respondent goes through it, and what it stored in the end."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Protocol

from flask import Flask
from flask_migrate import upgrade
from nacl.public import PrivateKey

from consult.app import create_app
from consult.instrument.definition import MISSING_CODES
from consult.response.sealing import open_text
from consult.store.base import db
from tests.benchmarks import bare
from tests.benchmarks.forms import Page, Request
from tests.benchmarks.journey import FILE, Answers, pages
from tests.worlds import an_open_survey, published_text

SURVEY = "w" * 26
RESEARCH = PrivateKey(b"r" * 32)

Steps = Generator[Request, Page, None]


class Contestant(Protocol):
    """One application in the comparison.

    `served` is the factory that the server loads, as `module:function`; it reads the environment of `settings`.
    """

    name: str
    served: str

    def prepare(self, folder: Path) -> None:
        """Makes its database in an empty folder."""

    def settings(self, folder: Path) -> dict[str, str]:
        """The environment variables that its server needs."""

    def application(self, folder: Path) -> Flask:
        """The same application inside this process, where its statements can be counted."""

    def steps(self, answers: Answers) -> Steps:
        """One journey: each request from the page that the one before it led to. Raises JourneyBroken."""

    def stored(self, folder: Path) -> Iterator[Answers]:
        """The answers of every complete response that it holds, in the journey's own variables and codes."""


class Bare:
    """The baseline of `bare.py`."""

    name = "bare Flask + WTForms"
    served = "tests.benchmarks.bare:create_app"

    def prepare(self, folder: Path) -> None:
        """Makes the tables."""
        self.application(folder)

    def settings(self, folder: Path) -> dict[str, str]:
        """Where the database lies."""
        return {"BENCHMARK_DATA": str(folder)}

    def application(self, folder: Path) -> Flask:
        """The baseline in this process."""
        return bare.create_app(folder)

    def steps(self, answers: Answers) -> Steps:
        """The first page, four pages sent, the thank-you page."""
        page = yield Request("GET", "/")
        for number in range(len(pages())):
            page = yield page.says(f"Stap {number + 1} van 4").filled(answers)
        page.says("Dank u wel")

    def stored(self, folder: Path) -> Iterator[Answers]:
        """Complete responses, without what was passed by."""
        with sqlite3.connect(folder / "bare.sqlite") as database:
            for (document,) in database.execute("SELECT answers FROM responses WHERE complete"):
                yield {
                    name: value for name, value in json.loads(document).items() if value not in (None, "", [])
                }


class Consult:
    """The respondents' door as it is served, with sealed drafts, consent, a check of the answers and a withdrawal code."""

    name = "consult"
    served = "consult.app:create_app"

    def prepare(self, folder: Path) -> None:
        """A migrated database with the journey's instrument published and one survey open."""
        app = self.application(folder)
        with app.app_context():
            upgrade()
            app.extensions["folder"].keep_text_keys(
                {name: bytes(RESEARCH.public_key).hex() for name in ("research", "recovery")}
            )
            an_open_survey(published_text(FILE.read_text(encoding="utf-8")))
            db.engine.dispose()

    def settings(self, folder: Path) -> dict[str, str]:
        """As shipped, but for cookies without TLS; and no limit, since every client here comes at once."""
        return {
            "CONSULT_DATA": str(folder),
            "CONSULT_DOORS": "respond",
            "CONSULT_SECURE_COOKIES": "false",
            "CONSULT_FORM_REQUESTS_PER_MINUTE": "100000000",
        }

    def application(self, folder: Path) -> Flask:
        """The respondents' door in this process."""
        return create_app(
            {"DATA": folder, "DOORS": "respond", "SECURE_COOKIES": False, "FORM_REQUESTS_PER_MINUTE": 10**8}
        )

    def steps(self, answers: Answers) -> Steps:
        """Consent, four pages, the check of the answers, the thank-you page."""
        page = yield Request("GET", f"/f/{SURVEY}/nl/")
        page = yield page.says("Doet u mee?").filled({})
        for name in pages():
            page = yield page.says(f'action="{name}"').filled(answers)
        page = yield page.says("Kijk uw antwoorden na").filled({})
        page.says("Uw code")

    def stored(self, folder: Path) -> Iterator[Answers]:
        """Complete responses, with their free text opened, without what was not asked or not answered."""
        with sqlite3.connect(folder / "consult.sqlite") as database:
            texts: dict[str, dict[str, str]] = defaultdict(dict)
            for response, variable, sealed in database.execute(
                "SELECT response, variable, sealed FROM texts"
            ):
                texts[response][variable] = open_text(sealed, RESEARCH)
            for id_, document in database.execute(
                "SELECT id, document FROM responses WHERE state = 'complete'"
            ):
                answers = json.loads(document) | texts[id_]
                yield {name: value for name, value in answers.items() if value not in MISSING_CODES}


CONTESTANTS: tuple[Contestant, ...] = (Bare(), Consult())
