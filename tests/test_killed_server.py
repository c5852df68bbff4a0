"""A server that is killed at any moment loses nothing that was thanked for, and stores nothing twice."""

import random
import re
import signal
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask

from consult.actions import answering
from consult.response import sealing
from consult.store.base import db
from tests.serving import Server, serving
from tests.test_privacy import MARKERS, SOUGHT, TEXT
from tests.web.respond.world import publish

PHONES = 3
MOST_ANSWERS_BETWEEN_KILLS = 80  # a journey is thirteen
_CARRIED = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_CODE = re.compile(r'class="code"><bdi dir="ltr">([A-Z0-9-]+)<')


class Phone:
    """A respondent on a bad line: asks again, with the same cookies, until there is an answer."""

    def __init__(self, server: Server, survey: str, enough: threading.Event) -> None:
        self._server, self._enough = server, enough
        self.answers = 0
        self._base = f"/f/{survey}/nl/"
        self._cookies = {"merkcookie": "merkinhoud"}
        self.thanked: list[str] = []

    def answer_until_enough(self) -> None:
        """One whole journey after the other."""
        while not self._enough.is_set():
            self.thanked.append(self._journey())

    def _journey(self) -> str:
        page = self._ask("GET", "")
        for name, typed in (
            ("", {}),
            ("home", {"tenure": "social"}),
            ("effects", {"effects": "other", "effects_other": TEXT, ".go": "stop"}),
            ("origin", {"origin": "yes"}),
            ("earlier", {"earlier": "no"}),
            ("check-answers", {}),
        ):
            page = self._ask("POST", name, typed | dict(_CARRIED.findall(page)))
        (code,) = _CODE.findall(page)
        return str(code)

    def _ask(self, method: str, name: str, fields: dict[str, str] | None = None) -> str:
        status, location, page = self._patiently(method, self._base + name, fields)
        while status == 303:
            status, location, page = self._patiently("GET", location, None)
        assert status == 200, (method, name, status, page)
        return page

    def _patiently(self, method: str, address: str, fields: dict[str, str] | None) -> tuple[int, str, str]:
        until = time.monotonic() + 30
        while True:
            try:
                return self._once(method, address, fields)
            except (OSError, HTTPException):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def _once(self, method: str, address: str, fields: dict[str, str] | None) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=10)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "User-Agent": MARKERS["HTTP_USER_AGENT"],
            "X-Forwarded-For": MARKERS["HTTP_X_FORWARDED_FOR"],
            "Referer": MARKERS["HTTP_REFERER"],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, address, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        self.answers += 1
        # Only now: a browser keeps no cookie of an answer that did not come through.
        for line in answer.headers.get_all("Set-Cookie", []):
            self._keep(line)
        return answer.status, answer.headers.get("Location", ""), page

    def _keep(self, line: str) -> None:
        name, _, value = line.partition(";")[0].partition("=")
        if "Max-Age=0" in line:
            self._cookies.pop(name, None)
        else:
            self._cookies[name] = value


def _submit_under_kills(server: Server, survey: str, kills: int, rng: random.Random) -> list[str]:
    """The codes of everyone who was thanked while the server was killed so many times."""
    enough = threading.Event()
    phones = [Phone(server, survey, enough) for _ in range(PHONES)]
    threads = [threading.Thread(target=phone.answer_until_enough) for phone in phones]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        _wait_for_answers(phones, rng.randint(1, MOST_ANSWERS_BETWEEN_KILLS))
        time.sleep(rng.uniform(0, 0.01))  # somewhere inside the next request
        server.stop(signal.SIGKILL)
        server.start()
    enough.set()
    for thread in threads:
        thread.join(60)
    return [code for phone in phones for code in phone.thanked]


def _wait_for_answers(phones: list[Phone], more: int) -> None:
    """Counted in answers and not in seconds, so that a slow machine kills as far into a journey as a fast one."""
    wanted, until = sum(phone.answers for phone in phones) + more, time.monotonic() + 60
    while sum(phone.answers for phone in phones) < wanted:
        assert time.monotonic() < until, "the phones get no answers"
        time.sleep(0.001)


@pytest.mark.usefixtures("both_databases")
@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.soak)])
def test_a_thank_you_means_stored_and_stored_once(
    app: Flask, database_url: str, tmp_path: Path, kills: int
) -> None:
    survey, folder = publish(), Path(app.config["DATA"])
    db.session.remove()
    settings = {"CONSULT_FORM_REQUESTS_PER_MINUTE": "1000000", "CONSULT_DATABASE_URL": database_url}
    with serving(folder, **settings) as server:
        codes = _submit_under_kills(server, survey, kills, random.Random(kills))
    key = answering.answer_keys(app.extensions["folder"]).server
    stored = {row[0] for row in db.session.execute(sa.text("SELECT id FROM responses"))}
    tally = db.session.execute(sa.text("SELECT sum(n) FROM participation_tallies")).scalar()
    texts = db.session.execute(sa.text("SELECT count(*) FROM texts")).scalar()
    assert len(codes) >= kills, "too few sent for the kills to mean anything"
    assert {sealing.response_id(code, key) for code in codes} == stored
    assert len(codes) == len(stored) == tally == texts
    said = server.log.read_bytes()
    assert [marker for marker in SOUGHT if marker.encode() in said] == []
    assert b"/f/" not in said  # no line for each request
