"""Who may what: every endpoint of the staff door is tried by every role, and by nobody."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from consult.actions import activities, clock, plans
from consult.actions.accounts import Role
from consult.actions.activities import Described
from consult.actions.consultations import Consultation
from consult.actions.historic import batches
from consult.actions.identifiers import new_id
from consult.instrument.definition import Method
from consult.plan.activity import ActivityKind
from consult.shipped import shipped
from consult.store import releases
from consult.store import staff as tables
from consult.store.base import db
from consult.store.releases import Release
from consult.web.staff import gate
from consult.web.staff.access import ACCESS, may
from tests.actions.advising.advised import a_recommendation, a_settled_finding
from tests.web.staff.browser import StaffBrowser, a_member, signed_in
from tests.web.staff.notes_world import a_quote, some_notes
from tests.web.staff.world import (
    a_consultation,
    a_project,
    a_version,
    address_of,
    documented,
    reread,
    some_responses,
    the_next_day,
    upload,
)


def rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("staff."))


def test_every_endpoint_of_the_staff_door_has_a_line_and_every_line_an_endpoint(app: Flask) -> None:
    assert {rule.endpoint for rule in rules(app)} == set(ACCESS)


def test_only_coming_in_is_open_to_someone_unknown() -> None:
    assert {endpoint for endpoint in ACCESS if may(None, endpoint)} == {"staff.sign_in", "staff.welcome"}


def test_an_endpoint_without_a_line_is_refused_to_everybody(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consult.web.staff.access.ACCESS", {})
    assert [role for role in (None, *Role) if may(role, "staff.projects")] == []
    assert signed_in(app, Role.ADMINISTRATOR).get("/staff/").status == 403


# A researcher takes out what is anonymised, under an agreement, codes notes and writes findings.
RESEARCHES = {
    "staff.ask_release", "staff.download_release", "staff.notes_of_consultation", "staff.source", "staff.add_note_theme",
    "staff.code_source", "staff.new_quote", "staff.change_quote", "staff.drop_quote",
    "staff.new_finding", "staff.edit_finding", "staff.cite_for_finding", "staff.cite_cell_for_finding", "staff.cite_notes_for_finding",
    "staff.drop_from_finding", "staff.send_finding_to_read", "staff.settle_finding", "staff.write_report",
    "staff.change_translation", "staff.download_translation", "staff.reword", "staff.change_wording", "staff.show_wording",
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "besides"),
    [(Role.INSPECTOR, set()), (Role.RESEARCHER, RESEARCHES)],
)
def test_who_only_looks_changes_nothing_but_their_own_account(role: Role, besides: set[str]) -> None:
    own = {"staff.sign_out", "staff.change_language", "staff.change_password", "staff.end_session"}
    reads = {"staff.account", "staff.projects", "staff.project", "staff.consultation", "staff.session", "staff.planned_session", "staff.instruments",
             "staff.progress", "staff.waiting", "staff.batch", "staff.download_document", "staff.tables", "staff.figure", "staff.releases_ledger", "staff.quotes_of_consultation",
             "staff.consultation_releases", "staff.release", "staff.release_certificate", "staff.address_as_svg", "staff.address_as_png",
             "staff.guide_sheet", "staff.export_version", "staff.activities", "staff.activity", "staff.activity_fiche", "staff.findings", "staff.finding",
             "staff.recommendations", "staff.recommendation", "staff.proof_of_recommendation", "staff.use_of_consultation",
             "staff.report", "staff.preview_report", "staff.download_report", "staff.proposed_report", "staff.feedback", "staff.feedback_qr", "staff.feedback_slip",
             "staff.translations", "staff.translation_matrix", "staff.translate", "staff.preview_translation",
             "staff.instrument", "staff.own_instrument", "staff.walk_instrument", "staff.preview_instrument", "staff.draft_media", "staff.download_instrument", "staff.proposed_version"}  # fmt: skip
    open_to_all = {"staff.sign_in", "staff.welcome"}
    assert {endpoint for endpoint in ACCESS if may(role, endpoint)} == own | reads | open_to_all | besides


def test_a_facilitator_writes_what_was_seen_in_the_field_and_nothing_else() -> None:
    reads = {endpoint for endpoint in ACCESS if may(Role.INSPECTOR, endpoint)}
    assert {endpoint for endpoint in ACCESS if may(Role.FACILITATOR, endpoint)} - reads == {
        "staff.ask_aloud", "staff.record_session", "staff.change_session", "staff.delete_session", "staff.confirm_attendance", "staff.file_document",
        "staff.plan_session", "staff.change_plan", "staff.call_off_session", "staff.record_recruitment",
        "staff.notes_of_consultation", "staff.source", "staff.add_source", "staff.fill_grid", "staff.note_quoting", "staff.add_note_theme",
        "staff.change_translation", "staff.download_translation",
    }  # fmt: skip


def test_a_facilitator_files_notes_and_attendance_but_no_report(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    bo = signed_in(app, Role.FACILITATOR, "bo").open(address_of(row))
    assert not bo.sees("Voeg het verslag toe")
    bo.open(f"{address_of(row)}/documents/new?kind=report")
    bo.submit("Bewaar het document", title="Verslag", kind="report", file=upload())
    assert bo.sees("Soort: Kies een van de mogelijkheden.")
    bo.submit("Bewaar het document", title="Notities", kind="notes", file=upload())
    assert [one.kind for one in reread(row).documents] == ["notes"]


def test_an_inspector_does_not_open_notes_that_were_filed(app: Flask) -> None:
    row = documented(app)
    [notes] = [one for one in row.documents if one.kind == "notes"]
    ines = signed_in(app, Role.INSPECTOR, "ines").open(address_of(row))
    assert f"/staff/documents/{notes.id}" not in ines.response.get_data(as_text=True)
    assert ines.get(f"/staff/documents/{notes.id}").status == 403
    assert signed_in(app, Role.RESEARCHER, "rik").get(f"/staff/documents/{notes.id}").status == 200


@pytest.mark.parametrize("role", [None, *Role])
def test_the_table_is_what_happens(app: Flask, role: Role | None) -> None:
    values = a_world(app)
    tried = {}
    for rule in rules(app):
        for method in sorted(rule.methods & {"GET", "POST"}):
            browser = signed_in(app, role) if role else StaffBrowser(app)
            tried[f"{method} {rule.endpoint}"] = _try(browser, method, _address(app, rule, values))
    wrong = {what: status for what, status in tried.items() if not _fits(role, what.split()[1], status)}
    assert wrong == {}
    assert len(tried) > 40


def a_world(app: Flask) -> dict[str, str]:
    """One of everything that an address can name."""
    row = documented(app)
    source = some_notes(row)
    return {
        "project_id": row.project_id,
        "consultation_id": a_consultation(row.project, Method.SURVEY, "Survey", version=a_version()).id,
        "session_id": row.sessions[0].id,
        "document_id": next(one.id for one in row.documents if one.kind == "report"),
        "member_id": a_member(Role.POLICY, "someone"),
        "session": "0" * 64,
        "secret": "spent",
        "plan_id": _a_plan(),
        "version_id": a_version(Method.FOCUS_GROUP, title="Leidraad"),
        **_a_chain(row),
        "question": "home",
        "release_id": _a_release(row),
        "name": "survey.csv",
        "report": "social-housing",
        "batch_id": _a_batch(),
        "planned_id": "unknown",
        "activity_id": an_activity(),
        "source_id": source.id,
        "quote_id": a_quote(app, row, source).id,
        "ending": "docx",
        "place": "summary",
        "tag": "ar",
        "mode": "web",
        "kind": "po",
        "page": "home",
        "address": f"{'0' * 32}.jpg",
    }


def _a_batch() -> str:
    made = batches.begin("0" * 64, "someone")
    db.session.commit()
    return made


def _a_release(row: Consultation) -> str:
    """A release that was refused: its page is there, and no file."""
    release = Release(
        id=new_id(), consultation_id=row.id, profile="researcher", profile_hash="", audience="researcher", formats=["csv"],
        language="nl", asked_by="someone", asked_at=clock.now(), state="refused",
    )  # fmt: skip
    releases.add(release)
    db.session.commit()
    return release.id


def an_activity() -> str:
    talk = Described("Wachttijden", ActivityKind.TALK, with_whom="kabinet Wonen")
    made = activities.add_activity(None, talk, "ann")
    db.session.commit()
    return made.id


def _a_chain(row: Consultation) -> dict[str, str]:
    finding = a_settled_finding(row)
    advised = a_recommendation(finding)
    return {
        "finding_id": finding.id,
        "evidence_id": finding.evidence[0].id,
        "recommendation_id": advised.id,
        "step_id": "none",
    }


def _a_plan() -> str:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    db.session.commit()
    return "mjp-2022-2026"


def _address(app: Flask, rule: Rule, values: dict[str, str]) -> str:
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})


def _try(browser: StaffBrowser, method: str, address: str) -> tuple[int, str]:
    if method == "GET":
        browser.get(address)
    else:
        token = browser.open("/staff/account").token
        browser.post(address, form_token=token)
    answer: Any = browser.response
    return answer.status_code, answer.location or ""


def _fits(role: Role | None, endpoint: str, answer: tuple[int, str]) -> bool:
    """Refused is 403, or the sign-in page for someone unknown; allowed is anything a real act can answer."""
    status, location = answer
    to_sign_in = status == 302 and location.startswith("/staff/sign-in?next") or location == "/staff/sign-in"
    if not may(role, endpoint):
        return to_sign_in if role is None else status == 403
    return status in (200, 302, 404, 409, 410) and not to_sign_in


def test_a_role_that_was_taken_away_is_gone_on_the_next_page(app: Flask) -> None:
    browser = signed_in(app, Role.ADMINISTRATOR, "ann")
    assert browser.get("/staff/members").status == 200
    tables.member_named("ann").role = Role.INSPECTOR
    db.session.commit()
    assert browser.get("/staff/members").status == 403


def test_the_menu_shows_only_what_one_may_see(app: Flask) -> None:
    assert signed_in(app, Role.ADMINISTRATOR, "ann").open("/staff/").sees("Beheer")
    assert not signed_in(app, Role.INSPECTOR, "ids").open("/staff/").sees("Beheer")


def test_an_inspector_reads_a_session_with_its_grid(app: Flask) -> None:
    row = documented(app)
    inspector = signed_in(app, Role.INSPECTOR, "ids").open(address_of(row)).follow("10 maart 2026")
    assert inspector.sees("Sessie van 10 maart 2026")
    assert inspector.sees("ja 0 6 0")
    assert [button.text for button in inspector.page.all("button")] == ["English", "Afmelden"]


def test_an_inspector_sees_the_checksum_and_the_days_of_a_survey(app: Flask) -> None:
    row = a_consultation(a_project(), Method.SURVEY, "Survey", version=a_version())
    nour = signed_in(app).open(address_of(row)).submit("Zet de survey open")
    some_responses(row, 3, reread(row).opened_on)
    nour.open(f"{address_of(row)}/close").submit("Sluit de survey")
    the_next_day(row)
    nour.open(address_of(row)).submit("Leg de dataset vast")
    checksum = next(one.checksum for one in reread(row).documents if one.kind == "dataset")
    inspector = signed_in(app, Role.INSPECTOR, "ids").open(address_of(row))
    assert (checksum[:12], checksum) in [
        (one.text, one.attributes["title"]) for one in inspector.page.all("code")
    ]
    assert inspector.sees("2 april 2026: 3")


def test_an_inspector_sees_no_button_that_would_be_refused(app: Flask) -> None:
    row = documented(app)
    inspector = signed_in(app, Role.INSPECTOR, "ids").open(f"/staff/consultations/{row.id}")
    assert [button.text for button in inspector.page.all("button")] == ["English", "Afmelden"]


class _Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = readinto = read  # type: ignore[assignment]


@pytest.mark.parametrize("address", ["/staff/historic", "/staff/consultations/none/documents/new"])
def test_a_file_of_someone_unknown_is_not_even_read(app: Flask, address: str) -> None:
    body = {"content_type": "multipart/form-data; boundary=x", "content_length": 3_000_000}
    assert app.test_client().post(address, input_stream=_Unread(), **body).status_code == 302


def test_the_form_token_is_compared_in_the_same_time_whatever_was_sent(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr(gate, "compare_digest", lambda one, other: compared.append(one) or one == other)
    signed_in(app).post("/staff/account/language", form_token="0" * 32, language="en")
    assert compared == [b"0" * 32]
