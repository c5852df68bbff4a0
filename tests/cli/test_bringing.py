"""`consult responses import`: what comes along, what does not, and nothing half."""

import json
from pathlib import Path

import pytest

from consult.actions import accounts
from consult.actions.accounts import Role
from consult.store.base import db
from tests.actions.brought_world import a_survey, held
from tests.actions.test_bringing import KOBO, written
from tests.cli.conftest import Typed

pytestmark = pytest.mark.usefixtures("app")


def test_a_dry_run_tells_and_the_run_stores(typed: Typed, tmp_path: Path) -> None:
    row, file = a_survey(), str(written(tmp_path, KOBO))
    told = typed("responses", "import", row.id, file, "--dry-run")
    assert told.exit_code == 0, told.stderr
    assert "3 rows: 3 new, 0 came in before, 0 without an answer" in told.stderr
    assert "  group_a/tenure -> tenure" in told.stderr
    assert "left behind on purpose: start, _uuid, _submitted_by" in told.stderr
    assert "3 responses would come in. Nothing was stored." in told.stderr
    assert held(row) == []
    assert typed("responses", "import", "Survey wonen", file).stdout == "3 responses came in.\n"
    assert typed("responses", "import", row.id, file).stdout == "0 responses came in.\n"


def test_what_would_be_lost_ends_with_1_and_stores_nothing(typed: Typed, tmp_path: Path) -> None:
    row, file = a_survey(), str(written(tmp_path, "tenure,colour\ncastle,red\nowner,blue\n"))
    told = typed("responses", "import", row.id, file)
    assert told.exit_code == 1
    assert "Columns that no question belongs to:\n  colour (2 rows, first in line 2)" in told.stderr
    assert "Values that no choice belongs to:\n  tenure: “castle” (1 row, first in line 2)" in told.stderr
    assert "Nothing was stored" in told.stderr
    assert held(row) == []
    assert typed("responses", "import", row.id, file, "--accept-losses").stdout == "1 responses came in.\n"


def test_who_was_asked_aloud_is_said_once_for_the_file(typed: Typed, tmp_path: Path) -> None:
    row, file = a_survey(), str(written(tmp_path, "tenure\nowner\n"))
    refused = typed("responses", "import", row.id, file, "--interpreter")
    assert refused.exit_code == 1
    assert "--interpreter goes with --mode interviewer" in refused.stderr
    typed("responses", "import", row.id, file, "--mode", "interviewer", "--interpreter")
    assert [(one.mode, one.interpreter) for one in held(row)] == [("interviewer", True)]


def test_a_program_reads_everything_as_json(typed: Typed, tmp_path: Path) -> None:
    row, file = a_survey(), str(written(tmp_path, "tenure,colour\nowner,blue\n"))
    told = json.loads(typed("responses", "import", row.id, file, "--dry-run", "--json").stdout)
    assert (told["rows"], told["new"], told["stored"], told["dry_run"]) == (1, 1, 0, True)
    assert told["lost"] == [
        {"loss": "column", "column": "colour", "rows": 1, "place": "line 2", "value": "", "question": ""}
    ]


@pytest.mark.parametrize(
    ("said", "more", "told"),
    [
        ("", (), "is empty"),
        ("tenure\nowner\n", ("--sheet", "x"), 'There is no sheet "x"'),
        ("tenure\nowner\n", ("--mapping", "map.yaml"), "map.yaml:1:11  a is given to 'tenur'"),
        ("tenure\nowner\n", ("--by", "nobody"), "nobody called 'nobody' may bring answers in"),
    ],
)
def test_a_refusal_is_a_sentence(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, more: tuple[str, ...], told: str
) -> None:
    row, file = a_survey(), str(written(tmp_path, said))
    written(tmp_path, "columns: {a: tenur}\n", "map.yaml")
    monkeypatch.chdir(tmp_path)
    ended = typed("responses", "import", row.id, file, *more)
    assert ended.exit_code == 1
    assert told in ended.stderr
    assert held(row) == []


def test_a_facilitator_may_not_bring_answers_in(typed: Typed, tmp_path: Path) -> None:
    row, file = a_survey(), str(written(tmp_path, "tenure\nowner\n"))
    accounts.add_member("Bo", "bo", Role.FACILITATOR)
    accounts.add_member("Nour", "nour", Role.POLICY)
    db.session.commit()
    assert typed("responses", "import", row.id, file, "--by", "bo").exit_code == 1
    assert typed("responses", "import", row.id, file, "--by", "nour").exit_code == 0
