"""The data folder loses nothing in silence and tells nothing by its files."""

import stat
from pathlib import Path

import pytest

from consult.app import create_app
from consult.folder import DataFolder, NotADataFolder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path / "data")
    found.make()
    return found


def test_a_secret_is_its_owners_and_stays_the_same(folder: DataFolder) -> None:
    first = folder.server_key("answers")
    folder.make()
    assert folder.server_key("answers") == first
    assert folder.server_key("form") != first
    assert stat.S_IMODE((folder.path / "secrets.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("beside", ["consult.sqlite", "text-keys.json"])
def test_a_lost_secret_is_told_and_never_replaced(folder: DataFolder, beside: str) -> None:
    (folder.path / beside).write_text("{}")
    (folder.path / "secrets.json").unlink()
    folder.make()
    with pytest.raises(NotADataFolder, match="Put it back from the backup"):
        folder.server_key("answers")


def test_tombstones_stand_in_no_order_and_at_no_hour(folder: DataFolder) -> None:
    for response in ("c" * 64, "a" * 64, "b" * 64):
        folder.bury(response)
    file = folder.path / "withdrawn.txt"
    assert list(folder.buried()) == ["a" * 64, "b" * 64, "c" * 64]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert int(file.stat().st_mtime) % 86_400 == 0


def test_a_demonstration_never_stands_before_another_database(tmp_path: Path) -> None:
    DataFolder(tmp_path / "demo").mark_as_demonstration()
    with pytest.raises(NotADataFolder, match="may not stand before another database"):
        create_app(
            {"DATA": tmp_path / "demo", "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none"}
        )


def test_no_environment_variable_makes_errors_show_what_was_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONSULT_TESTING", "CONSULT_DEBUG"):
        monkeypatch.setenv(name, "true")
    app = create_app({"DATA": tmp_path / "data"})
    assert (app.testing, app.debug) == (False, False)


def test_a_door_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'respnd'; there are respond and staff"):
        create_app({"DATA": tmp_path / "data", "DOORS": "respnd staff"})
