"""The wheel works where no checkout is: installed in a clean environment, run from another folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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

    @property
    def packages(self) -> Path:
        """Its site-packages."""
        return next((self.environment / "lib").glob("python3*/site-packages"))

    def installed_files(self) -> dict[Path, int]:
        """Every file under the environment with the time of its last change; compiled modules left out."""
        files = (file for file in self.environment.rglob("*") if file.is_file())
        return {file: file.stat().st_mtime_ns for file in files if file.suffix != ".pyc"}


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
    for folder in ("templates", "instruments", "exports", "consult"):
        inside = installation.packages / "consult" / (folder if folder != "consult" else "")
        assert _files(ROOT / folder) - _files(inside) == set()


def _files(folder: Path) -> set[Path]:
    """Relative paths of the files of a folder, hidden ones and compiled modules left out."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return {file for file in files if file.suffix != ".pyc" and not file.name.startswith(".")}


def test_no_module_of_ours_lands_beside_the_package(installation: Installation) -> None:
    beside = {path.name for path in installation.packages.iterdir()}
    assert beside & {"config.py", "templates", "instruments", "exports", "tests"} == set()


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


# --- a response through the wheel: `consult run` from `installation.elsewhere`, a form sent, the response found again
