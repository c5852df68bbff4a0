"""The wheel works where no checkout is: installed in a clean environment, run from another folder."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

ROOT = Path(__file__).parents[1]
_UV = Path(sys.executable).with_name("uv")
_SHIPPED = ("config.py", "templates", "instruments", "migrations")


@dataclass(frozen=True)
class Installation:
    """A virtual environment that holds the wheel, and an empty folder to work from."""

    environment: Path
    elsewhere: Path

    def run(self, *command: str) -> str:
        """What a program of the environment says, run from elsewhere with no environment variable at all."""
        program = str(self.environment / "bin" / command[0])
        done = subprocess.run(
            [program, *command[1:]], cwd=self.elsewhere, env={}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def served(self) -> Iterator[str]:
        """`consult run` from elsewhere; its address while it runs."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [str(self.environment / "bin" / "consult"), "run", "--port", str(port)]
        settings = {"CONSULT_SECURE_COOKIES": "false"}  # there is no TLS here
        with (self.elsewhere / "log").open("w") as log:
            server = subprocess.Popen(command, cwd=self.elsewhere, env=settings, stdout=log, stderr=log)
        try:
            _wait_for(port, self.elsewhere / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)

    @property
    def packages(self) -> Path:
        """Its site-packages."""
        return next((self.environment / "lib").glob("python3*/site-packages"))

    def installed_files(self) -> dict[Path, int]:
        """Every file under the environment with the time of its last change; compiled modules left out."""
        files = (file for file in self.environment.rglob("*") if file.is_file())
        return {file: file.stat().st_mtime_ns for file in files if file.suffix != ".pyc"}


def _wait_for(port: int, log: Path) -> None:
    for _ in range(200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("wheel")
    environment, elsewhere = folder / "environment", folder / "elsewhere"
    elsewhere.mkdir()
    _uv("build", "--wheel", "--out-dir", folder)
    _uv("venv", "--python", sys.executable, environment)
    python = environment / "bin" / "python"
    _uv("pip", "install", "--python", python, "--require-hashes", "-r", ROOT / "requirements.lock")
    _uv("pip", "install", "--python", python, "--no-deps", next(folder.glob("*.whl")))
    return Installation(environment, elsewhere)


def _uv(*arguments: str | Path) -> None:
    command = [_UV, "--quiet", "--no-progress", *arguments]
    environment = {"UV_SYSTEM_CERTS": "true"} | os.environ  # as in the Makefile
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_that_ships_lies_inside_the_package(installation: Installation) -> None:
    found = installation.run(
        "python", "-c", f"from consult.shipped import shipped; print(*map(shipped, {_SHIPPED}), sep='\\n')"
    )
    for place in map(Path, found.split()):
        assert place.exists(), place
        assert installation.packages / "consult" in place.parents


def test_every_shipped_file_of_the_checkout_is_in_the_wheel(installation: Installation) -> None:
    for folder in ("templates", "instruments", "consult"):
        inside = installation.packages / "consult" / (folder if folder != "consult" else "")
        assert _files(ROOT / folder) - _files(inside) == set()


def _files(folder: Path) -> set[Path]:
    """Relative paths of the files of a folder, hidden ones and compiled modules left out."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return {file for file in files if file.suffix != ".pyc" and not file.name.startswith(".")}


def test_no_module_of_ours_lands_beside_the_package(installation: Installation) -> None:
    beside = {path.name for path in installation.packages.iterdir()}
    assert beside & {"config.py", "templates", "instruments", "tests"} == set()


def test_the_command_answers_from_another_folder(installation: Installation) -> None:
    assert "Usage: consult" in installation.run("consult", "--help")


def test_the_database_is_made_in_the_folder_where_one_stands(installation: Installation) -> None:
    before = installation.installed_files()
    installation.run("consult", "db", "upgrade")
    assert (installation.elsewhere / "data" / "consult.sqlite").exists()
    assert installation.installed_files() == before


def test_the_licence_travels_along(installation: Installation) -> None:
    licence = next(installation.packages.glob("consult-*.dist-info/licenses/LICENSE"))
    assert licence.read_text() == (ROOT / "LICENSE").read_text()


_OPEN_A_SURVEY = """
from consult.actions import consultations, transaction
from consult.app import create_app
from consult.instrument.definition import Method, Report
with create_app().app_context():
    transaction.begin_writing()
    project = consultations.add_project("Wonen", Report.SOCIAL_HOUSING, "wonen", "R7", 2026, by="machine")
    version = next(row for row in consultations.published_versions() if row.instrument == "social-housing/survey")
    decided = consultations.Decisions("Survey", Method.SURVEY, "wonen", version=version.id)
    survey = consultations.add_consultation(project, decided, by="machine")
    consultations.open_survey(survey, by="machine")
    transaction.commit()
    print(survey.id)
"""


def test_a_respondent_answers_through_the_wheel(installation: Installation) -> None:
    installation.run("consult", "setup")
    survey = installation.run("python", "-c", _OPEN_A_SURVEY).strip()
    with installation.served() as address:
        answered = _answer_and_stop(f"{address}/f/{survey}/nl/")
    assert "Uw antwoorden zijn verstuurd" in answered
    with closing(sqlite3.connect(installation.elsewhere / "data" / "consult.sqlite")) as database:
        ((state, document),) = database.execute("SELECT state, document FROM responses")
    assert state == "partial"
    assert json.loads(document)["tenure"] == "social"


def _answer_and_stop(consent: str) -> str:
    """Agrees, answers the first question, stops and sends, as a browser without JavaScript does."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(consent).read().decode()
    page = _send(browser, consent, page, {})
    page = _send(browser, f"{consent}home", page, {"tenure": "social", ".go": "stop"})
    for closing_page in ("origin", "earlier", "check-answers"):
        page = _send(browser, consent + closing_page, page, {".go": "next"})
    return page


def _send(browser: OpenerDirector, address: str, page: str, fields: dict[str, str]) -> str:
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    assert carried[".token"], page
    answer = browser.open(address, urlencode({**carried, **fields}).encode())
    assert answer.status == 200
    said: bytes = answer.read()
    return said.decode()
