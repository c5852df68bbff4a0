"""The data folder loses nothing in silence and tells nothing by its files."""

import json
import stat
from base64 import b64encode
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


def test_a_filed_scan_lies_sealed_and_comes_back_whole(folder: DataFolder) -> None:
    checksum = folder.keep_file(b"D1: ik wacht negen jaar")
    (kept,) = [one for one in (folder.path / "files").rglob("*") if one.is_file()]
    assert b"negen" not in kept.read_bytes()
    assert folder.file(checksum) == b"D1: ik wacht negen jaar"


def test_a_file_of_before_sealing_is_read_as_it_lies(folder: DataFolder) -> None:
    checksum = folder.keep_file(b"D1: ik wacht negen jaar")
    (kept,) = [one for one in (folder.path / "files").rglob("*") if one.is_file()]
    kept.write_bytes(b"D1: ik wacht negen jaar")
    assert folder.file(checksum) == b"D1: ik wacht negen jaar"


def test_a_file_under_another_secret_is_told(folder: DataFolder) -> None:
    checksum = folder.keep_file(b"D1: ik wacht negen jaar")
    (folder.path / "secrets.json").write_text(json.dumps({"server_key": b64encode(bytes(32)).decode()}))
    with pytest.raises(NotADataFolder, match="sealed by another secret"):
        folder.file(checksum)


def test_a_forgotten_file_is_gone_and_forgetting_twice_is_no_matter(folder: DataFolder) -> None:
    checksum = folder.keep_file(b"D1: ik wacht negen jaar")
    for _ in range(2):
        folder.forget_file(checksum)
    assert not folder.holds_file(checksum)
    assert not folder.holds_file("../secrets.json")
    with pytest.raises(FileNotFoundError):
        folder.file(checksum)
