"""Codes that people take along: one to continue elsewhere, one to withdraw what was sent."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from consult.actions import consultations, datasets, keeping, transaction
from consult.folder import DataFolder
from consult.store.base import db
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import WHOLE, Clock


@pytest.fixture
def elsewhere(app: Flask, someone: Respondent) -> Respondent:
    """The same person on another device."""
    return Respondent(app, someone.survey, "ar")


# --- continue later


@pytest.mark.usefixtures("both_databases")
def test_a_draft_goes_on_elsewhere_with_its_code_and_keeps_everything(
    someone: Respondent, elsewhere: Respondent
) -> None:
    someone.next(tenure="private")
    page = someone.answer(rent="650").press("later")
    assert page.heading == "Later verdergaan"
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{4}", page.code)
    assert elsewhere.give_code("continue", page.code).name == "rent"
    assert elsewhere.page.filled()["rent"] == ["650"]
    assert elsewhere.page.first("html").get("lang") == "ar"
    elsewhere.walk(WHOLE)
    elsewhere.send_form()
    assert rows("responses")[0]["document"]["rent"] == 700
    assert rows("drafts") == []


def test_the_code_is_shown_once_and_ends_the_draft_in_this_browser(someone: Respondent) -> None:
    someone.next(tenure="private")
    code = someone.press("later").code
    assert code
    again = someone.open("continue-later")
    assert again.code == ""
    assert code not in again.html
    assert someone.draft_cookie == ""
    assert someone.open("rent").status == 410


def test_the_code_is_spent_by_the_first_page_that_is_kept_after_it(
    app: Flask, someone: Respondent, elsewhere: Respondent
) -> None:
    code = someone.press("later").code
    elsewhere.give_code("continue", code)
    elsewhere.next(tenure="social")
    third = Respondent(app, someone.survey)
    page = third.give_code("continue", code)
    assert page.problems == [
        ("We vinden geen antwoorden bij deze code. Misschien is ze al gebruikt, of te oud.", "#code")
    ]
    assert third.draft_cookie == ""


def test_a_second_click_on_continue_still_opens_the_draft(
    app: Flask, someone: Respondent, elsewhere: Respondent
) -> None:
    """The answer to the first click is thrown away by the browser, and with it the cookie."""
    someone.next(tenure="private")
    code = someone.press("later").code
    elsewhere.give_code("continue", code)
    assert Respondent(app, someone.survey).give_code("continue", code).name == "rent"
    assert len(rows("drafts")) <= 2


@pytest.mark.usefixtures("both_databases")
def test_a_code_that_was_continued_leaves_nothing_behind_when_sent_or_wiped(
    app: Flask, someone: Respondent
) -> None:
    someone.walk(WHOLE)
    someone.open("home")
    code = someone.press("later").code
    someone.give_code("continue", code)
    someone.open("check-answers")
    someone.send_form()
    assert rows("drafts") == []
    other = Respondent(app, someone.survey)
    other.agree()
    other.give_code("continue", other.press("later").code)
    other.open("next-person")
    other.send_form()
    assert rows("drafts") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda code: code[:-1] + str((int(code[-1]) + 1) % 10),
        lambda code: code[:9],
        lambda code: "",
        lambda code: "²" * 16,
    ],
)
def test_a_slip_of_the_finger_is_told_at_once(someone: Respondent, change: object) -> None:
    code = someone.press("later").code
    page = someone.give_code("continue", change(code))  # type: ignore[operator]
    assert page.title.startswith("Fout: ")
    assert page.problems == [("Deze code klopt niet. Kijk elk cijfer na.", "#code")]
    assert someone.give_code("continue", code).name == "home"


def test_a_code_is_read_in_arabic_digits_and_without_dashes(someone: Respondent) -> None:
    code = someone.press("later").code.replace("-", " ").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert someone.give_code("continue", code).name == "home"


def test_a_waiting_draft_is_gone_after_its_days(someone: Respondent, time_passes: Clock) -> None:
    page = someone.press("later")
    assert "Uw antwoorden wachten 7 dagen." in page.words
    time_passes.pass_days(8)
    assert someone.give_code("continue", page.code).problems != []


# --- withdraw


@pytest.fixture
def code(someone: Respondent) -> str:
    """The withdrawal code of a whole response."""
    someone.walk(WHOLE)
    return someone.send_form().code


def _all_gone() -> bool:
    return [rows(table) for table in ("responses", "texts", "participation_tallies", "drafts")] == [
        [],
        [],
        [],
        [],
    ]


@pytest.mark.usefixtures("both_databases")
def test_withdrawing_deletes_the_response_its_texts_and_its_place_in_the_tally(
    app: Flask, someone: Respondent, code: str
) -> None:
    (stored,) = rows("responses")
    page = someone.give_code("take-back", code)
    assert page.heading == "Uw antwoorden zijn gewist"
    assert _all_gone()
    assert list(DataFolder(Path(app.config["DATA"])).buried()) == [stored["id"]]


def test_withdrawing_leaves_the_responses_of_others(app: Flask, someone: Respondent, code: str) -> None:
    other = Respondent(app, someone.survey)
    other.agree()
    other.walk(WHOLE)
    other.send_form()
    someone.give_code("take-back", code.lower().replace("-", " "))
    assert (len(rows("responses")), len(rows("texts"))) == (1, 3)
    assert [row["n"] for row in rows("participation_tallies")] == [1]


def test_after_withdrawing_no_byte_of_it_is_left_in_the_files(
    app: Flask, someone: Respondent, code: str
) -> None:
    folder, (stored,) = Path(app.config["DATA"]), rows("responses")
    files = [folder / "consult.sqlite", folder / "consult.sqlite-wal"]
    before = b"".join(file.read_bytes() for file in files if file.exists())
    someone.give_code("take-back", code)
    db.session.remove()
    after = b"".join(file.read_bytes() for file in files if file.exists())
    assert stored["id"].encode() in before
    assert stored["id"].encode() not in after


def test_withdrawing_deletes_the_copy_that_tables_are_made_from(
    app: Flask, someone: Respondent, code: str
) -> None:
    row = consultations.consultation(someone.survey)
    assert row is not None
    datasets.fresh_copy(row, app.extensions["folder"])
    db.session.remove()
    copies = Path(app.config["DATA"]) / "copies"
    assert len(list(copies.rglob("*.parquet"))) == 1
    someone.give_code("take-back", code)
    assert list(copies.rglob("*.*")) == []


@pytest.mark.parametrize("wrong", ["", "ABCD-EFGH-JKMN", "é", "9" * 40])
def test_a_wrong_code_is_told_honestly_and_deletes_nothing(
    someone: Respondent, code: str, wrong: str
) -> None:
    page = someone.give_code("take-back", wrong)
    assert page.problems == [
        ("We vinden geen antwoorden bij deze code. Kijk de code na. Na 30 dagen kunnen we uw antwoorden niet meer terugvinden.", "#code")
    ]  # fmt: skip
    assert len(rows("responses")) == 1


def test_on_the_last_day_the_code_works_and_the_day_after_it_does_not(
    someone: Respondent, code: str, time_passes: Clock
) -> None:
    time_passes.pass_days(31)
    assert someone.give_code("take-back", code).problems != []
    time_passes.pass_days(-1)
    assert someone.give_code("take-back", code).heading == "Uw antwoorden zijn gewist"


def test_a_code_of_another_survey_withdraws_nothing(app: Flask, someone: Respondent, code: str) -> None:
    second = "v" * 26
    consultations, fielded = (db.metadata.tables[name] for name in ("consultations", "fielded_versions"))
    for table, column in ((consultations, "id"), (fielded, "consultation_id")):
        row = dict(db.session.execute(sa.select(table)).mappings().one())
        db.session.execute(sa.insert(table).values({**row, column: second}))
    assert Respondent(app, second).give_code("take-back", code).problems != []
    assert len(rows("responses")) == 1


@pytest.mark.usefixtures("both_databases")
def test_a_purge_after_the_days_unlinks_the_response_from_its_code(
    someone: Respondent, code: str, time_passes: Clock
) -> None:
    (stored,) = rows("responses")
    time_passes.pass_days(31)
    assert keeping.purge(current_app.extensions["folder"], dry_run=True).responses_unlinked == 1
    keeping.purge(current_app.extensions["folder"], dry_run=False)
    transaction.commit()
    (unlinked,) = rows("responses")
    assert unlinked["id"] != stored["id"]
    assert {name: value for name, value in unlinked.items() if name != "id"} == {
        name: value for name, value in stored.items() if name != "id"
    }
    assert {row["response"] for row in rows("texts")} == {unlinked["id"]}
    assert keeping.purge(current_app.extensions["folder"], dry_run=True).responses_unlinked == 0


@pytest.mark.usefixtures("both_databases")
def test_a_restored_backup_replays_the_withdrawal(
    app: Flask, someone: Respondent, code: str, tmp_path: Path
) -> None:
    db.session.commit()
    keeping.back_up(tmp_path / "backup")
    someone.give_code("take-back", code)
    assert _all_gone()
    assert keeping.restore(tmp_path / "backup", DataFolder(Path(app.config["DATA"]))) == 1
    transaction.commit()
    assert _all_gone()
