"""Real files that are elsewhere: absent as a whole they are not run, absent one by one they are missed."""

from pathlib import Path

import pytest

from tests.elsewhere import real_file


def test_a_folder_that_is_absent_as_a_whole_is_told_as_not_run(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match="^not run: there is no "):
        real_file("xlsforms", "a*", tmp_path / "data")


@pytest.mark.parametrize("kind", ["xlsforms", "microdata"])
def test_a_file_that_is_missing_from_a_folder_that_is_there_fails(tmp_path: Path, kind: str) -> None:
    (tmp_path / "xlsforms").mkdir()
    with pytest.raises(pytest.fail.Exception, match="is not there"):
        real_file(kind, "a*", tmp_path)


def test_a_file_is_found_by_how_its_name_begins(tmp_path: Path) -> None:
    (tmp_path / "xlsforms").mkdir()
    (tmp_path / "xlsforms" / "ab.xlsx").touch()
    assert real_file("xlsforms", "a*", tmp_path).name == "ab.xlsx"
