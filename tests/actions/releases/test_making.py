"""Releases: what leaves, what is refused and why, beside what left before; whole or not at all."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import clock, transaction
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.actions.releases import asking, files, making
from consult.actions.releases.asking import READY, REFUSED, Asked, Release
from consult.actions.releases.profiles import NoSuchProfile
from consult.dataset.writing.sav_file import read_sav
from consult.dataset.writing.xlsx_file import read_xlsx
from consult.disclosure.wording import said_again
from consult.store import answers, audit
from consult.store.base import db
from tests.actions.closed_survey import OPENED, TODAY, a_closed_survey, answer, folder, three_more_refuse
from tests.cli.conftest import Typed, typed  # noqa: F401  (the fixture)
from tests.dataset.writing.ddi_schema import problems


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def made(app: Flask, row: Consultation, profile: str = "researcher", **asked: object) -> Release:
    """A release that was asked for and made, as a page and the worker do it."""
    transaction.start_over_writing()
    waiting = asking.ask(row, folder(app), Asked(profile, **asked), "researcher")  # type: ignore[arg-type]
    transaction.commit()
    making.make(waiting, folder(app))
    found = asking.release(waiting.id)
    assert found is not None
    return found


def said(release: Release) -> list[str]:
    """Why it was refused."""
    return [said_again(told) for told in release.problems]


def files_of(app: Flask, release: Release) -> Path:
    return asking.place_of(release, folder(app))


def rows_of(app: Flask, release: Release) -> list[dict[str, str]]:
    (file,) = files_of(app, release).glob("*-researcher.csv")
    return list(csv.DictReader(StringIO(file.read_bytes().decode("utf-8-sig"))))


def test_what_leaves_is_what_was_answered_by_hand(both_databases: str, app: Flask) -> None:
    release = made(app, a_closed_survey())
    assert release.problems == []
    rows = rows_of(app, release)
    assert Counter((row["tenure"], row["gender"]) for row in rows) == {
        ("owner", "woman"): 20, ("owner", "man"): 13, ("social", "woman"): 11, ("social", "man"): 12,
    }  # fmt: skip
    assert Counter(row["help_family"] for row in rows) == {"1": 45, "0": 11}
    assert list(rows[0]) == ["tenure", "help_family", "help_office", "help.missing", "gender"]


def test_the_ddi_codebook_of_a_release_is_valid(app: Flask) -> None:
    release = made(app, a_closed_survey(), formats=("csv", "sav"))
    (codebook,) = files_of(app, release).glob("*-codebook.xml")
    assert problems(codebook.read_bytes()) == []


def test_every_format_holds_the_same_rows(app: Flask) -> None:
    release = made(app, a_closed_survey())
    place = files_of(app, release)
    expected = Counter((row["tenure"], row["help_office"]) for row in rows_of(app, release))
    sheet = read_xlsx(next(place.glob("*.xlsx")))
    assert Counter(zip(sheet["tenure"], sheet["help_office"].astype(str), strict=True)) == expected
    numbers, about = read_sav(next(place.glob("*.sav")))
    labels = about.variable_value_labels["tenure"]
    assert Counter(labels[one] for one in numbers["tenure"]) == {"Eigenaar": 33, "Sociale huur": 23}
    assert about.column_names_to_labels["tenure"] == "Hoe woont u?"


def test_the_certificate_and_the_ledger_tell_what_was_reached(app: Flask) -> None:
    release = made(app, a_closed_survey(), agreement="dossier 12", agreed_on=date(2026, 3, 30))
    told = release.certificate
    assert told["rows"] == {"in": 61, "released": 56, "suppressed": 5}
    assert told["reached"] == {"k": 11, "l": None, "groups": 4}
    assert (release.agreement, release.agreed_on) == ("dossier 12", date(2026, 3, 30))
    assert {line.act for line in audit.lines(release.id)} == {"release asked", "release made"}
    assert files.verify(files_of(app, release)) == ()


def test_nothing_that_leaves_or_stays_in_the_ledger_leads_to_a_response(
    both_databases: str, app: Flask
) -> None:
    row = a_closed_survey()
    ids = [id_ for days in answers.ids_and_days(row.id).values() for id_, _ in days]
    assert len(ids) == 61
    release = made(app, row)
    kept = json.dumps([release.held, release.certificate]).encode()
    for content in (kept, *(file.read_bytes() for file in files_of(app, release).iterdir())):
        assert not [id_ for id_ in ids if id_.encode() in content]


def test_rows_leave_in_another_order_every_time(app: Flask) -> None:
    row = a_closed_survey()
    one, other = (rows_of(app, made(app, row)) for _ in range(2))
    assert one != other
    assert sorted(map(str, one)) == sorted(map(str, other))


# --- refused


def test_a_survey_that_can_still_be_answered_is_not_released(app: Flask) -> None:
    row = a_closed_survey()
    row.closed_on = TODAY
    db.session.commit()
    with pytest.raises(Refused, match="still_open"):
        asking.ask(row, folder(app), Asked("researcher"), "researcher")


def test_a_survey_that_nobody_answered_is_not_released(app: Flask) -> None:
    row = a_closed_survey()
    withdraw(row, 61)
    assert said(made(app, row)) == ["nobody answered it, so there is nothing to release."]


def test_a_profile_that_there_is_not_is_told_with_those_there_are(app: Flask) -> None:
    with pytest.raises(NoSuchProfile, match="no release profile 'reasearcher'; there are: internal, public"):
        asking.ask(a_closed_survey(), folder(app), Asked("reasearcher"), "researcher")


def test_a_format_that_the_profile_does_not_allow_is_refused(app: Flask) -> None:
    with pytest.raises(Refused, match="format_not_allowed"):
        asking.ask(a_closed_survey(), folder(app), Asked("researcher", ("csv", "doc")), "researcher")


def test_a_profile_made_for_other_questions_is_refused_and_nothing_lies_there(app: Flask) -> None:
    row = a_closed_survey()
    file = folder(app).path / "exports" / "researcher.yaml"
    file.write_text(file.read_text().replace("structures: [", "structures: [0"))
    release = made(app, row)
    assert release.state == REFUSED
    assert "social-housing/survey changed since profile researcher was made" in said(release)[0]
    assert not files_of(app, release).exists()


def test_a_profile_that_changed_after_the_preview_is_refused(app: Flask) -> None:
    row = a_closed_survey()
    waiting = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    db.session.commit()
    file = folder(app).path / "exports" / "researcher.yaml"
    file.write_text(file.read_text().replace("suppression: 0.1", "suppression: 0.2"))
    making.make(waiting, folder(app))
    found = asking.release(waiting.id)
    assert found is not None
    assert said(found)[0] == "profile researcher was changed after this release was asked for."


def test_a_disk_that_fails_leaves_no_file_and_is_in_the_ledger(app: Flask) -> None:
    (folder(app).path / "releases").write_text("no folder")
    row = a_closed_survey()
    waiting = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    db.session.commit()
    with pytest.raises(OSError, match="releases"):
        making.make(waiting, folder(app))
    found = asking.release(waiting.id)
    assert found is not None
    assert (found.state, said(found)[0][:27]) == (REFUSED, "a mistake in consult itself")


# --- beside what left before


def withdraw(row: Consultation, number: int) -> None:
    """The first so many take their answers back."""
    for id_, _ in sorted(answers.ids_and_days(row.id)[row.versions[0].version])[:number]:
        answers.erase_response(id_, answers.Tally(row.id, OPENED, "yes", "no", gave_input=True))
    db.session.commit()


def test_after_one_withdrawal_nothing_leaves_beside_what_left(both_databases: str, app: Flask) -> None:
    row = a_closed_survey()
    made(app, row)
    withdraw(row, 1)
    second = made(app, row)
    assert second.state == REFUSED
    assert "0 came and 1 went since" in said(second)[0]


def test_after_taking_the_first_back_the_next_one_leaves(app: Flask) -> None:
    row = a_closed_survey()
    first = made(app, row)
    withdraw(row, 1)
    asking.recall(first, folder(app), "bestanden vernietigd", "policy")
    db.session.commit()
    assert [file.suffix for file in files_of(app, first).iterdir()] == [".json"], (
        "our own copy is gone as well"
    )
    second = made(app, row)
    assert (second.state, second.certificate["rows"]["in"]) == (READY, 60)


def test_ten_who_went_do_not_tell_who(app: Flask) -> None:
    row = a_closed_survey()
    made(app, row)
    withdraw(row, 10)
    assert made(app, row).state == READY


def two_that_do_not_go_together(app: Flask) -> Consultation:
    """The public file tells who helped, by a key that the researcher's does not have."""
    row = a_closed_survey()
    for number in range(61, 69):
        document = {"tenure": "street", "gender": "man", "help": ["office"], "target_group": "yes"}
        answer(row, number, document)
    three_more_refuse(row)
    file = folder(app).path / "exports" / "public.yaml"
    file.write_text(
        (folder(app).path / "exports" / "researcher.yaml").read_text()
        .replace("profile: researcher", "profile: public").replace("tenure: key", "tenure: withheld\n      help: key")
    )  # fmt: skip
    return row


def test_two_recodings_that_would_cut_each_other_smaller_do_not_leave_both(app: Flask) -> None:
    row = two_that_do_not_go_together(app)
    first, second = made(app, row), made(app, row, "public")
    assert (first.state, second.state) == (READY, REFUSED)
    assert f"release {first.id} under profile researcher is still out" in said(second)[0]


def test_of_two_that_are_made_at_the_same_time_the_slower_is_refused_and_leaves_no_file(app: Flask) -> None:
    row = two_that_do_not_go_together(app)
    transaction.start_over_writing()
    slow = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    transaction.commit()
    fast: list[Release] = []

    def meanwhile(stage: str) -> None:
        if stage == "codebook":
            fast.append(made(app, row, "public"))

    making.make(slow, folder(app), meanwhile)
    found = asking.release(slow.id)
    assert found is not None
    assert (fast[0].state, found.state) == (READY, REFUSED)
    assert f"release {fast[0].id} under profile public is still out" in said(found)[0]
    assert not files_of(app, found).exists()


def test_files_of_a_try_that_was_killed_do_not_hold_up_the_next(app: Flask) -> None:
    row = a_closed_survey()
    transaction.start_over_writing()
    waiting = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    transaction.commit()
    left = files_of(app, waiting)
    left.mkdir(parents=True)
    (left / "half.csv").write_text("x")
    making.make(waiting, folder(app))
    found = asking.release(waiting.id)
    assert found is not None
    assert found.state == READY
    assert not (left / "half.csv").exists()


def test_what_stays_inside_is_not_laid_beside_what_left(app: Flask) -> None:
    row = a_closed_survey()
    file = folder(app).path / "exports" / "internal.yaml"
    file.write_text(
        (folder(app).path / "exports" / "researcher.yaml").read_text()
        .replace("profile: researcher", "profile: internal").replace("audience: researcher", "audience: internal")
    )  # fmt: skip
    assert made(app, row).state == READY
    assert made(app, row, "internal").state == READY


def test_only_what_left_can_be_taken_back_and_with_a_reason(app: Flask) -> None:
    row = a_closed_survey()
    waiting = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    with pytest.raises(Refused, match="not_released"):
        asking.recall(waiting, folder(app), "weg", "policy")
    db.session.commit()
    with pytest.raises(Refused, match="no_reason"):
        asking.recall(made(app, row), folder(app), " ", "policy")


# --- who makes it


def test_work_makes_what_waits_oldest_first(app: Flask, typed: Typed) -> None:  # noqa: F811
    row = a_closed_survey()
    ids = [asking.ask(row, folder(app), Asked("researcher"), "researcher").id for _ in range(2)]
    db.session.commit()
    assert typed("work", "--once").exit_code == 0
    assert [asking.release(id_).state for id_ in ids] == [READY, READY]  # type: ignore[union-attr]


def test_a_release_whose_maker_fell_silent_is_made_again(app: Flask, typed: Typed) -> None:  # noqa: F811
    row = a_closed_survey()
    waiting = asking.ask(row, folder(app), Asked("researcher"), "researcher")
    waiting.state, waiting.seen_at = asking.WORKING, clock.now()
    db.session.commit()
    id_ = waiting.id
    typed("work", "--once")
    assert asking.release(id_).state == asking.WORKING  # type: ignore[union-attr]
    with clock.at(TODAY + timedelta(days=1)):
        typed("work", "--once")
        assert asking.release(id_).state == READY  # type: ignore[union-attr]


def test_a_release_that_fails_does_not_hold_up_the_next(app: Flask, typed: Typed) -> None:  # noqa: F811
    blocked = folder(app).path / "releases"
    blocked.write_text("no folder")
    row = a_closed_survey()
    ids = [asking.ask(row, folder(app), Asked("researcher"), "researcher").id for _ in range(2)]
    db.session.commit()
    assert typed("work", "--once").exit_code == 0
    assert [asking.release(id_).state for id_ in ids] == [REFUSED, REFUSED]  # type: ignore[union-attr]


def test_taking_responses_apart_from_their_codes_changes_no_release(app: Flask) -> None:
    """The purge gives them other ids; they are the same answers."""
    row = a_closed_survey()
    made(app, row)
    for id_, _ in answers.ids_and_days(row.id)[row.versions[0].version]:
        answers.unlink_response(id_)
    db.session.commit()
    assert made(app, row).state == READY


def test_a_release_is_taken_by_one_process_alone(both_databases: str, app: Flask) -> None:
    waiting = asking.ask(a_closed_survey(), folder(app), Asked("researcher"), "researcher")
    db.session.commit()
    assert [asking.take(waiting) for _ in range(2)] == [True, False]
    db.session.commit()
    with clock.at(TODAY + timedelta(days=1)):
        assert asking.take(waiting), "whoever had it fell silent"
