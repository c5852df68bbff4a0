"""Who is measured: an application, how a respondent goes through it, and what it stored in the end."""

import json
import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Protocol

from flask import Flask

from tests.benchmarks import bare
from tests.benchmarks.forms import Page, Request
from tests.benchmarks.journey import Answers, pages

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


CONTESTANTS: tuple[Contestant, ...] = (Bare(),)
