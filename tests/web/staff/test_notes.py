"""Notes come in whole or not at all, are coded on one screen, and go when people ask."""

import io
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from consult.actions import clock, consultations, documents, keeping
from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.actions.documents import Filed
from consult.actions.notes import highlighting, quotes
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.store import citations
from consult.store import notes as stored
from consult.store.base import db
from consult.store.citations import Cited
from tests.evidence.documents import a_docx, a_paragraph, a_run, deleted, inserted
from tests.web.staff.browser import signed_in
from tests.web.staff.notes_world import SAID, a_group, a_quote, notes_of, page_of, place_of, some_notes
from tests.web.staff.world import a_consultation, a_version, address_of, reread, upload


@pytest.fixture
def row(app: Flask) -> Consultation:
    return a_group()


def only_source(row: Consultation) -> stored.Source:
    db.session.expire_all()
    [found] = stored.sources_of(row.id)
    return found


# --- coming in


def test_pasted_notes_are_kept_and_prove_that_there_are_notes(app: Flask, row: Consultation) -> None:
    bo = signed_in(app, Role.FACILITATOR, "bo").open(address_of(row)).follow("Voeg de notities toe")
    bo.submit("Bewaar de notities", title="Verslag Gent", text=SAID.replace("\n", "\r\n"), quoting="y")
    assert bo.sees("De notities zijn bewaard. Hun tekst verandert niet meer.")
    source = only_source(row)
    assert (source.text, source.quoting, source.session_id) == (SAID, True, row.sessions[0].id)
    [proof] = [one for one in reread(row).documents if one.kind == "notes"]
    assert (proof.reference, proof.checksum) == ("notes", source.checksum)
    assert bo.open(address_of(row)).follow("Verslag Gent").sees("Rooster: thema per sessie")


def test_a_word_file_says_what_was_left_out(app: Flask, row: Consultation) -> None:
    body = a_paragraph(a_run("D1: Ik wacht ") + deleted("drie") + inserted("negen") + a_run(" jaar."))
    bo = signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/new")
    bo.submit("Bewaar de notities", title="Verslag", file=upload(a_docx(body), "../verslag.exe"))
    assert bo.sees("Bijgehouden wijzigingen: 1 schrappingen zijn weggelaten.")
    assert only_source(row).text == "D1: Ik wacht negen jaar."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Kies een bestand of plak een tekst."),
        ({"text": "a", "file": "b"}, "Kies een bestand of plak een tekst, niet allebei."),
        ({"text": "een \x07 letter"}, "Regel 1: hier staat een stuurteken (U+0007)."),
        ({"file": b""}, "Hier staat geen tekst in."),
        (
            {"file": "goed\ncaf\xe9".encode("latin-1")},
            "Regel 2: Deze tekst is niet in UTF-8 (gevonden: 0xE9).",
        ),
        ({"file": b"%PDF-1.7"}, "Dit is een pdf"),
        ({"file": b"PK\x03\x04 stuk"}, "Dit Word-document is beschadigd."),
        ({"file": b"{\\rtf1"}, "Dit is een rtf-bestand. Bewaar het als docx en probeer opnieuw."),
    ],
)
def test_what_cannot_come_in_is_said_and_nothing_of_it_stays(
    app: Flask, row: Consultation, typed: dict[str, object], sentence: str
) -> None:
    values = {**typed, "file": upload(bytes(typed["file"], "utf-8") if isinstance(typed["file"], str) else typed["file"])} if "file" in typed else typed  # type: ignore[arg-type]  # fmt: skip
    bo = signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/new")
    bo.submit("Bewaar de notities", title="Mijn titel", **values)
    assert bo.sees(sentence)
    assert 'value="Mijn titel"' in bo.response.get_data(as_text=True)
    assert (stored.sources_of(row.id), reread(row).documents) == ([], [])


def test_a_long_talk_is_pasted_whole(app: Flask, row: Consultation) -> None:
    long = "\n".join(["D1: أنتظر منذ تسع سنوات"] * 20_000)
    bo = signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/new")
    bo.submit("Bewaar de notities", title="Lang", language="ar", text=long, file=upload(b"", ""))
    assert bo.sees("De notities zijn bewaard.")
    assert only_source(row).text == long
    signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/grid/{row.sessions[0].id}").submit(
        "Bewaar het rooster",
        **{"cell-waiting": "ن" * 20_000, "cell-searching": "ن" * 20_000, "more": "ن" * 60_000},
    )
    assert len(stored.cells_of(row.id)) == 2


def test_a_spreadsheet_in_the_name_of_a_document_is_called_what_it_is(app: Flask, row: Consultation) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    bo = signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/new")
    bo.submit("Bewaar de notities", title="Verslag", file=upload(content.getvalue(), "verslag.docx"))
    assert bo.sees("Dit is geen Word-document maar een rekenblad (xlsx).")


def test_the_same_text_comes_in_once_and_a_survey_takes_none(app: Flask, row: Consultation) -> None:
    some_notes(row)
    bo = signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/new")
    bo.submit("Bewaar de notities", title="Nog eens", text=SAID)
    assert bo.sees("Precies deze tekst staat al bij deze consultatie.")
    survey = a_consultation(row.project, Method.SURVEY, "Survey", version=a_version())
    assert bo.open(notes_of(survey)).status == 409
    assert bo.sees("Een survey heeft geen notities")


def test_notes_of_a_validated_consultation_change_none_of_its_records(app: Flask, row: Consultation) -> None:
    before = len(row.documents)
    db.session.execute(
        text(
            "INSERT INTO validations (id, consultation_id, validated_by, validated_on, validated_at, withdrawn_because)"
            " VALUES ('v', :id, 'sam', '2026-04-01', '2026-04-01 10:00:00', '')"
        ),
        {"id": row.id},
    )
    db.session.commit()
    db.session.refresh(row)
    some_notes(row)
    assert len(reread(row).documents) == before


@pytest.mark.usefixtures("both_databases")
def test_the_database_refuses_another_text(app: Flask) -> None:
    source = some_notes(a_group())
    with pytest.raises(DBAPIError, match="stays as it came"):
        db.session.execute(text("UPDATE sources SET text = 'anders'"))
    db.session.rollback()
    assert only_source(a_reread(source)).text == SAID


def a_reread(source: stored.Source) -> Consultation:
    found = consultations.consultation(source.consultation_id)
    assert found
    return found


# --- coding


def test_a_paragraph_is_put_under_a_theme_of_the_guide(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(source))
    rik.submit("2 Wachten", turn="1", memo="lang")
    assert rik.response.request.query_string == b"at=1"
    assert rik.sees("Wachten: lang")
    [made] = only_source(row).highlights
    assert source.text[made.start : made.end] == "Ik wacht negen jaar. Niemand zegt mij waar ik sta."
    assert (made.theme, made.memo) == ("waiting", "lang")
    rik.submit("2 Wachten", turn="1", memo="")
    assert len(only_source(row).highlights) == 1
    rik.submit("×")
    assert only_source(row).highlights == []


def test_selected_words_are_highlighted_by_their_letters(app: Flask, row: Consultation) -> None:
    source = some_notes(row, "D1: Ja 🙂 ik wacht. Lang.")
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(source))
    rik.submit("1 Zoeken", turn="0", **{"from": "5", "to": "13"})
    [made] = only_source(row).highlights
    assert source.text[made.start : made.end] == "ik wacht"
    assert [mark.text for mark in rik.page.all("mark")] == ["ik wacht"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Daar staat geen tekst."),
        ({"turn": "99"}, "Daar staat geen tekst."),
        ({"turn": "1", "from": "9", "to": "3"}, "Daar staat geen tekst."),
        ({"turn": "²"}, "Daar staat geen tekst."),
    ],
)
def test_no_text_is_no_highlight(app: Flask, row: Consultation, typed: dict[str, str], sentence: str) -> None:
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(some_notes(row)))
    rik.submit("1 Zoeken", **typed)
    assert (rik.status, rik.sees(sentence)) == (409, True)
    assert only_source(row).highlights == []


def test_each_paragraph_is_shown_in_its_own_direction(app: Flask, row: Consultation) -> None:
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(some_notes(row)))
    turns = [one for one in rik.page.all("div") if one.attributes.get("class") == "turn"]
    assert [one.attributes["dir"] for one in turns] == ["ltr", "ltr", "ltr", "rtl"]


def test_a_facilitator_reads_the_text_without_the_themes_beside_it(app: Flask, row: Consultation) -> None:
    bo = signed_in(app, Role.FACILITATOR, "bo").open(page_of(some_notes(row)))
    assert bo.sees("Ik wacht negen jaar.")
    assert not bo.sees("Waarover gaat dit?")


# --- the grid


def test_the_grid_is_filled_by_theme_without_a_codebook(app: Flask, row: Consultation) -> None:
    bo = signed_in(app, Role.FACILITATOR, "bo").open(notes_of(row)).follow("Vul in")
    bo.submit("Bewaar het rooster", **{"cell-waiting": "Negen jaar,\r\nzonder nieuws."})
    assert bo.sees("Het rooster is bewaard.")
    assert bo.sees("Negen jaar, zonder nieuws.")
    [cell] = stored.cells_of(row.id)
    assert (cell.theme, cell.text, cell.revision) == ("waiting", "Negen jaar,\nzonder nieuws.", 1)
    assert [one.kind for one in reread(row).documents] == ["notes"]


def test_staff_add_a_theme_of_their_own_once(app: Flask, row: Consultation) -> None:
    bo = signed_in(app, Role.FACILITATOR, "bo").open(notes_of(row))
    bo.submit("Voeg het thema toe", label="Buren")
    assert bo.sees("Het thema is toegevoegd.")
    bo.submit("Voeg het thema toe", label="buren")
    assert bo.sees("Er is al een thema buren.")
    bo.submit("Voeg het thema toe", label=" ")
    assert bo.sees("Vul dit in.")
    assert [one.label for one in stored.themes_of(row.id)] == ["Buren"]


def test_two_people_in_one_cell_lose_nothing(app: Flask, row: Consultation) -> None:
    grid = f"{notes_of(row)}/grid/{row.sessions[0].id}"
    bo, ann = signed_in(app, Role.FACILITATOR, "bo").open(grid), signed_in(app, Role.POLICY, "ann").open(grid)
    bo.submit("Bewaar het rooster", **{"cell-waiting": "van Bo"})
    ann.submit("Bewaar het rooster", **{"cell-waiting": "van Ann", "cell-searching": "ook van Ann"})
    assert ann.sees("Bo veranderde dit intussen")
    assert ann.sees("van Bo")
    assert [one.text for one in ann.page.all("textarea") if "waiting" in one.attributes["name"]] == [
        "van Ann"
    ]
    ann.submit("Bewaar het rooster", **{"cell-waiting": "van Bo en van Ann"})
    assert ann.sees("Het rooster is bewaard.")
    assert {one.theme: one.text for one in stored.cells_of(row.id)} == {
        "waiting": "van Bo en van Ann",
        "searching": "ook van Ann",
    }


def test_a_cell_that_is_too_long_is_refused_and_what_was_seen_is_kept(app: Flask, row: Consultation) -> None:
    grid = f"{notes_of(row)}/grid/{row.sessions[0].id}"
    bo = signed_in(app, Role.FACILITATOR, "bo").open(grid)
    bo.submit("Bewaar het rooster", **{"cell-waiting": "a" * 20_001, "cell-searching": "kort"})
    assert bo.sees("Wachten: Dit is te lang: 20001 tekens, ten hoogste 20000.")
    assert stored.cells_of(row.id) == []


def test_a_session_with_notes_is_not_deleted(app: Flask, row: Consultation) -> None:
    some_notes(row)
    nour = signed_in(app).open(f"{address_of(row)}/sessions/{row.sessions[0].id}/delete")
    assert (nour.status, nour.sees("Bij deze sessie staan notities")) == (409, True)


# --- going


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[Cited]:
    """What those who cite were told."""
    told: list[Cited] = []
    monkeypatch.setattr(citations, "_listeners", [lambda gone, _because, _by: told.extend(gone)])
    return told


@pytest.mark.usefixtures("both_databases")
def test_a_withdrawn_source_takes_its_highlights_and_quotes_and_who_cites_is_told(
    app: Flask, gone: list[Cited]
) -> None:
    row = a_group()
    source = some_notes(row)
    made = highlighting.highlight(row, source, "waiting", place_of(source, "Ik wacht"), "", by="rik")
    quote = a_quote(app, row, source)
    wanted = {Cited("source", source.id), Cited("highlight", made.id), Cited("quote", quote.id)}
    nour = signed_in(app).open(page_of(source)).follow("Haal deze notities weg")
    assert nour.sees("met de markeringen (1) en de citaten (1)")
    nour.submit("Haal de notities weg")
    assert nour.sees("De notities, hun markeringen en citaten zijn weg.")
    assert set(gone) == wanted
    for table in ("sources", "highlights", "quotes"):
        assert db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0


def test_withdrawn_notes_leave_no_bytes_and_do_not_come_back_with_a_backup(app: Flask) -> None:
    row = a_group()
    id_, source = row.id, some_notes(row, "D1: zeldzaamwoord")
    backup = app.extensions["folder"].path.parent / "backup.sqlite"
    keeping.back_up(backup)
    sealed = db.session.execute(text("SELECT text FROM sources")).scalar_one()
    assert sealed in backup.read_bytes()
    signed_in(app).open(f"{page_of(source)}/withdraw").submit("Haal de notities weg")
    files = list(app.extensions["folder"].path.glob("consult.sqlite*"))
    assert files
    assert [file.name for file in files if sealed in file.read_bytes()] == []
    assert keeping.restore(backup, app.extensions["folder"]) == 1
    assert stored.sources_of(id_) == []


def test_consent_to_quote_that_is_taken_back_takes_the_quotes(
    app: Flask, row: Consultation, gone: list[Cited]
) -> None:
    source = some_notes(row)
    quote = a_quote(app, row, source)
    id_ = quote.id
    bo = signed_in(app, Role.FACILITATOR, "bo").open(page_of(source))
    bo.submit("Ze trokken dat in: niet citeren")
    assert bo.sees("De citaten eruit zijn weg.")
    assert gone == [Cited("quote", id_)]
    assert (only_source(row).quotes, only_source(row).quoting) == ([], False)


@pytest.mark.usefixtures("both_databases")
def test_when_the_days_are_over_the_words_go_and_approved_quotes_stay(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_group()
    source = some_notes(row)
    highlighting.highlight(row, source, "waiting", place_of(source, "Ik wacht"), "mijn gedachte", by="rik")
    kept, waits = a_quote(app, row, source), a_quote(app, row, source, "Ik wacht negen jaar.")
    for name in ("nour", "sam"):
        quotes.approve_quote(row, kept, app.extensions["folder"], by=name)
    signed_in(app, Role.FACILITATOR, "bo").open(f"{notes_of(row)}/grid/{row.sessions[0].id}").submit(
        "Bewaar het rooster", **{"cell-waiting": "kort"}
    )
    last = reread(row).closed_on
    assert last
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=730))
    assert keeping.purge(app.extensions["folder"], dry_run=True).notes == 0
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=731))
    assert keeping.purge(app.extensions["folder"], dry_run=False).notes == 2
    db.session.commit()
    emptied = only_source(row)
    assert (emptied.text, [one.memo for one in emptied.highlights]) == ("", [""])
    assert [one.id for one in emptied.quotes] == [kept.id]
    assert waits.id != kept.id
    assert stored.cells_of(row.id) == []
    assert signed_in(app, Role.RESEARCHER, "rik").open(page_of(emptied)).sees("hun tekst is gewist")


def test_a_scan_of_notes_goes_when_their_days_are_over_and_the_record_stays(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, folder = a_group(), app.extensions["folder"]
    last = row.sessions[0].day
    for kind, title, content in (
        (DocumentKind.NOTES, "Scan", b"%PDF-1.7 notes"),
        (DocumentKind.NOTES, "Ook de agenda", b"%PDF-1.7 agenda"),
        (DocumentKind.ATTENDANCE, "Agenda", b"%PDF-1.7 agenda"),
    ):
        documents.file_document(row, Filed(kind, title, last), content, folder, "ann")
    db.session.commit()
    scan, agenda = sha256(b"%PDF-1.7 notes").hexdigest(), sha256(b"%PDF-1.7 agenda").hexdigest()
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=730))
    assert keeping.purge(folder, dry_run=False).notes == 0
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=731))
    assert keeping.purge(folder, dry_run=True).notes == 1
    assert folder.holds_file(scan)
    assert keeping.purge(folder, dry_run=False).notes == 1
    assert keeping.purge(folder, dry_run=True).notes == 0
    assert (folder.holds_file(scan), folder.holds_file(agenda)) == (False, True)
    [filed] = [one for one in reread(row).documents if one.title == "Scan"]
    page = signed_in(app).open(f"/staff/documents/{filed.id}")
    assert page.sees("Dit bestand is er niet meer.")
