"""The demonstration: played through the real actions, open without a password, and impossible anywhere else."""

import json
import shutil
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo
from flask.testing import FlaskClient

from consult.actions import clock, consultations, keeping, plans, progress, transaction, waiting
from consult.actions.advising import chain, handing_over, recommendations
from consult.actions.demonstration import story
from consult.actions.notes import grid, noted, quotes
from consult.actions.reports import drafting
from consult.app import create_app
from consult.cli.main import main
from consult.folder import DataFolder, NotADataFolder
from consult.report.page import page as report_page
from consult.store import answers
from consult.store import consultations as rows
from consult.store.base import db
from tests.cli.conftest import Typed, typed  # noqa: F401  (the fixture)

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str]
) -> Path:
    """A demonstration folder, played once for the tests of this file on a fixed day."""
    folder = tmp_path_factory.mktemp("demonstration")
    DataFolder(folder).mark_as_demonstration()
    DataFolder(folder).keep_text_keys(text_keys)
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder, "TESTING": True})
    with app.app_context(), clock.at(TODAY):
        transaction.begin_writing()
        story.demonstrate(app.extensions["folder"], responses=40, seed=7)
        transaction.commit()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def demo(played: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application on a copy of the played demonstration."""
    folder = tmp_path / "demo"
    shutil.copytree(played, folder)
    app = create_app({"DATA": folder, "TESTING": True})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def anyone(demo: Flask) -> FlaskClient:
    return demo.test_client()


def test_its_report_tells_where_notes_were_cited_and_their_words_by_approved_quotes_alone(
    demo: Flask,
) -> None:
    with clock.at(TODAY):
        project = next(one for one in consultations.projects() if one.title == "Sociale huisvesting 2025")
        page = report_page(drafting.draft(project, demo.extensions["folder"])).decode()
    assert "Notities over 3. Wachten en informatie" in page
    assert "samenvatting in het rooster" in page
    assert "Ik wacht al zes jaar" in page
    assert "Niets weten is het ergste" not in page


def test_it_shows_what_counts_and_every_way_of_not_counting(demo: Flask) -> None:
    with clock.at(TODAY):
        tally = progress.report_progress(plans.plan("mjp-2022-2026"), TODAY, plans.rule("LEVL-1"))
    counted = {one.consultation.title for one in tally.judged if one.verdict.counts}
    assert len(counted) == tally.counted == 11  # eight of the past, the first wave, two focus groups
    assert {"Survey wonen, golf 1", "Focusgroep Gent", "Focusgroep Brussel", "Discussietafel Genk"} <= counted
    why = {one.consultation.title: {str(reason) for reason in one.verdict.why} for one in tally.judged}
    assert "below minimum target participants" in why["Focusgroep Hasselt (bijna niemand kwam)"]
    assert why["Focusgroep Lochristi"] == {"target group not the majority of the session"}
    assert why["Focusgroep bij een partner, zonder overeenkomst"] == {
        "partner-run without agreement/LEVL instrument"
    }
    assert why["Focusgroep Mechelen"] == {"evidence missing: second_approval"}


def test_it_shows_talks_that_count_and_talks_that_do_not_yet(demo: Flask) -> None:
    with clock.at(TODAY):
        told = progress.report_indicators(plans.plan("mjp-2022-2026"), TODAY)
    standing = {one.indicator.id: one for one in told}
    why = {one.activity.title: [lacking.code for lacking in one.why] for one in standing["R7-a"].judged}
    assert why == {
        "Wachttijden en toewijzing": [],
        "Tolken aan het loket": [],
        "Discriminatie op de private woonmarkt": ["notes", "second_approval"],
        "Wachtlijstbrief: hoe verder": ["held", "notes", "second_approval"],
    }
    assert [standing[one].counted for one in ("R7-a", "OD3.2-a", "R11-b", "OD2.2-a")] == [2, 3, 1, 1]


def test_its_responses_have_refusals_other_a_small_language_and_early_stops(demo: Flask) -> None:
    stored = [
        row
        for project in rows.projects()
        for one in project.consultations
        for row in answers.responses_of(one.id)
    ]
    assert len(stored) == 44  # forty in the first wave, four in the one that is open
    values = [value for row in stored for value in row.document.values()]
    assert {"refused", "dont_know", "not_answered", "not_asked", "sealed"} <= {
        v for v in values if isinstance(v, str)
    }
    assert 0 < sum(row.language == "ar" for row in stored) < 10
    assert all(row.interviewer is None and row.mode == "web" for row in stored)


def test_it_advises_on_two_findings_and_follows_what_became_of_it(demo: Flask) -> None:
    with clock.at(TODAY):
        told = [chain.chain_of(one) for one in recommendations.recommendations_of()]
    assert [one.standing for one in told] == ["partly"]
    assert [one.strength.level for one in told[0].findings] == [4, 2]
    assert {one.row.kind for one in told[0].findings[0].evidence} == {
        "table-cell",
        "highlight",
        "quote",
        "grid-cell",
        "notes",
    }
    assert all(one.row.demo and "demo" in one.row.statement for one in told[0].findings)


def test_its_notes_say_that_they_are_synthetic_and_its_findings_use_three_consultations(demo: Flask) -> None:
    held = {one.title: one for project in rows.projects() for one in project.consultations}
    gent, brussel = held["Focusgroep Gent"], held["Focusgroep Brussel"]
    texts = [source.text for row in (gent, brussel) for source in noted.sources(row)]
    cells = [cell.text for row in (gent, brussel) for cell in grid.cells(row).values()]
    assert all("DEMO, synthetisch" in one or one.startswith("عرض توضيحي") for one in (*texts, *cells))
    assert [quotes.is_approved(one) for one in quotes.quotes()].count(True) == 2
    with clock.at(TODAY):
        tally = progress.report_progress(plans.plan("mjp-2022-2026"), TODAY, plans.rule("LEVL-1"))
        waits = {one.kind for one in waiting.everything()}
    used = {one.consultation.title for one in tally.judged if one.used}
    assert used == {"Survey wonen, golf 1", "Focusgroep Gent", "Focusgroep Brussel"}
    assert {"quote", "attendance", "validation"} <= waits


def test_its_recommendation_was_handed_over_in_a_talk(demo: Flask) -> None:
    (advised,) = recommendations.recommendations_of()
    talks = handing_over.talks_about(advised)
    assert "Overleg over wachtlijsten" in [one.title for one in talks]
    assert [one.step for one in advised.follow_up if one.activity_id] == ["handed-over"]


def test_the_same_seed_gives_the_same_answers(
    demo: Flask, tmp_path: Path, migrated_sqlite: Path, text_keys: dict[str, str]
) -> None:
    def documents() -> list[str]:
        found = db.session.execute(db.text("SELECT document FROM responses")).scalars()
        return sorted(json.dumps(json.loads(one), sort_keys=True) for one in found)

    first = documents()
    folder = tmp_path / "again"
    DataFolder(folder).mark_as_demonstration()
    DataFolder(folder).keep_text_keys(text_keys)
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    again = create_app({"DATA": folder, "TESTING": True})
    with again.app_context(), clock.at(TODAY):
        transaction.begin_writing()
        story.demonstrate(again.extensions["folder"], responses=40, seed=7)
        transaction.commit()
        assert documents() == first
        db.session.remove()
        db.engine.dispose()


def test_every_door_opens_without_a_password_and_says_demo(anyone: FlaskClient) -> None:
    page = anyone.get("/").text
    assert "DEMO, synthetisch" in page
    assert "/ar/" in page
    for role in ("policy", "researcher", "inspector", "facilitator", "administrator"):
        answer = anyone.post(f"/enter/{role}", follow_redirects=True)
        assert answer.status_code == 200
        assert answer.request.path == "/staff/"
        assert "DEMO, synthetisch" in answer.text


@pytest.mark.parametrize(
    ("language", "heading", "doors"),
    [
        ("nl", "Kies een deur", ("Beleidsmedewerker", "Onderzoeker", "Gespreksleider", "Beheerder")),
        ("en", "Choose a door", ("Policy officer", "Researcher", "Facilitator", "Administrator")),
    ],
)
def test_the_start_page_speaks_one_language_and_names_the_roles(
    anyone: FlaskClient, language: str, heading: str, doors: tuple[str, ...]
) -> None:
    page = anyone.get("/", headers={"Accept-Language": language}).text
    assert f'<html lang="{language}"' in page
    assert heading in page
    assert all(f">{door}</button>" in page for door in doors)


def test_an_inspector_of_the_demonstration_changes_nothing(anyone: FlaskClient) -> None:
    anyone.post("/enter/inspector")
    assert anyone.get("/staff/projects/new").status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_no_door_opens_through_a_proxy(anyone: FlaskClient, header: str) -> None:
    assert anyone.get("/", headers={header: "127.0.0.1"}).status_code == 404
    assert anyone.post("/enter/administrator", headers={header: "127.0.0.1"}).status_code == 404


def test_no_door_opens_to_another_machine(anyone: FlaskClient) -> None:
    assert anyone.get("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    assert anyone.post("/enter/administrator", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


def test_no_door_opens_from_another_site(anyone: FlaskClient) -> None:
    assert anyone.post("/enter/administrator", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404


def test_no_door_exists_where_the_server_listens_to_others(played: Path, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(played, folder)
    app = create_app({"DATA": folder, "TESTING": True, "HOST": "0.0.0.0"})
    assert app.test_client().get("/").status_code == 404
    assert app.test_client().post("/enter/administrator").status_code == 404


def test_no_door_exists_in_a_real_installation(app: Flask) -> None:
    assert app.test_client().get("/").status_code == 404
    assert app.test_client().post("/enter/administrator").status_code == 404


def test_a_folder_that_lost_its_mark_shuts_every_door(demo: Flask, anyone: FlaskClient) -> None:
    (Path(demo.config["DATA"]) / "DEMONSTRATION.txt").unlink()
    assert anyone.post("/enter/administrator").status_code == 404


def test_a_real_folder_never_becomes_a_demonstration(app: Flask, typed: Typed) -> None:  # noqa: F811
    result = typed("demo")
    assert result.exit_code == 1
    assert "holds a real database; a demonstration needs a folder of its own" in result.stderr
    with pytest.raises(NotADataFolder):
        story.demonstrate(app.extensions["folder"], responses=40, seed=1)


def test_a_demonstration_is_not_served_to_others(demo: Flask) -> None:
    result = CliRunner().invoke(main, ["run", "--host", "0.0.0.0"], obj=ScriptInfo(create_app=lambda: demo))
    assert result.exit_code == 1
    assert "served on a loopback address only" in result.stderr


def test_a_demonstration_counts_in_its_own_plan_only(demo: Flask) -> None:
    assert plans.plan("mjp-2022-2026").demo
    assert all(one.demo for project in rows.projects() for one in project.consultations)


def test_a_backup_of_the_demonstration_is_whole(demo: Flask, tmp_path: Path) -> None:
    keeping.back_up(tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_size > 100_000


def test_a_second_server_does_not_join_the_port_of_the_first(demo: Flask) -> None:
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        result = CliRunner().invoke(
            main, ["run", "--port", str(port)], obj=ScriptInfo(create_app=lambda: demo)
        )
    assert result.exit_code == 1
    assert f"Port {port} of 127.0.0.1 cannot be taken: Address already in use" in result.output
