"""Documents are known by their content, kept by their checksum and never opened by a browser."""

import io
import zipfile
from datetime import date
from hashlib import sha256

import pytest
from flask import Flask

from consult.actions import consultations, documents
from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.actions.documents import Filed
from consult.actions.refusal import Refused
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.store import answers
from consult.store.base import db
from tests.web.staff.browser import signed_in
from tests.web.staff.world import (
    MARCH,
    PDF,
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    reread,
    some_responses,
    the_next_day,
    upload,
)


def an_archive(*parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part in parts:
            archive.writestr(
                zipfile.ZipInfo(part), "<xml/>"
            )  # without the time: a test is named by its bytes
    return content.getvalue()


DOCX = an_archive("[Content_Types].xml", "word/document.xml")


@pytest.fixture
def row(app: Flask) -> Consultation:
    return a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (DOCX, "docx"),
        ("Notities met é en عربي".encode(), "txt"),
        ("Notities\tmet é\r\n".encode("utf-16"), "txt"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
    ],
)
def test_a_document_comes_back_as_it_was_as_a_download_only(
    app: Flask, row: Consultation, content: bytes, ending: str
) -> None:
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    nour.submit("Bewaar het document", title="Verslag", file=upload(content, "../../etc/passwd.exe"))
    assert nour.sees("Het document is bewaard.")
    nour.get(f"/staff/documents/{reread(row).documents[0].id}")
    assert nour.response.data == content
    assert nour.response.headers["Content-Disposition"].startswith('attachment; filename="report-2026-04-02-')
    assert nour.response.headers["Content-Disposition"].endswith(f'.{ending}"')
    assert nour.response.mimetype == "application/octet-stream"
    assert nour.response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"MZ\x90\x00 a program", "Dit is geen pdf"),
        (b"MZ a program of letters only", "Dit is geen pdf"),
        (b"#!/bin/sh\necho", "Dit is geen pdf"),
        ("een \x85 stuurteken".encode(), "Dit is geen pdf"),
        ("een \x00 stuurteken".encode("utf-16"), "Dit is geen pdf"),
        (b"\xff\xfe\x00", "Dit is geen pdf"),
        (b"<html>\x00", "Dit is geen pdf"),
        ("Café".encode("latin-1"), "Dit is geen pdf"),
        (an_archive("xl/workbook.xml", "[Content_Types].xml"), "Dit is geen pdf"),
        (DOCX[:40], "Dit is geen pdf"),
        (an_archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macro's"),
    ],
)
def test_what_is_no_document_is_refused_in_words(
    app: Flask, row: Consultation, content: bytes, sentence: str
) -> None:
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    nour.submit("Bewaar het document", title="Mijn verslag", file=upload(content, "verslag.pdf"))
    assert nour.sees(sentence)
    assert 'value="Mijn verslag"' in nour.response.get_data(as_text=True)
    assert reread(row).documents == []
    assert not (app.extensions["folder"].path / "files").exists()


def test_a_document_that_is_too_large_is_refused_with_the_limit(app: Flask, row: Consultation) -> None:
    app.config["MAX_UPLOAD_BYTES"] = 2_097_152
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    nour.submit("Bewaar het document", title="Groot", file=upload(PDF + b"0" * 3_000_000))
    assert nour.status == 413
    assert nour.sees("een document mag ten hoogste 2 MB zijn")
    assert nour.follow("Terug naar het formulier").sees("Bewaar het document")


def test_other_forms_take_no_large_posts(app: Flask) -> None:
    nour = signed_in(app).open("/staff/projects/new")
    nour.submit("Maak het project", title="x" * 300_000)
    assert nour.status == 413


def test_a_document_without_a_file_is_asked_for(app: Flask, row: Consultation) -> None:
    nour = (
        signed_in(app).open(f"{address_of(row)}/documents/new").submit("Bewaar het document", title="Verslag")
    )
    assert nour.sees("Bestand: Kies een bestand.")


def test_a_file_with_a_broken_name_is_asked_for_again(app: Flask, row: Consultation) -> None:
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    nour.submit("Bewaar het document", title="Verslag", file=upload(PDF, "a\r\nb.pdf"))
    assert nour.sees("Bestand: Kies een bestand.")


def test_the_same_file_twice_is_refused(app: Flask, row: Consultation) -> None:
    nour = signed_in(app)
    for _ in range(2):
        nour.open(f"{address_of(row)}/documents/new").submit(
            "Bewaar het document", title="Verslag", file=upload()
        )
    assert nour.sees("Precies dit staat al bij deze consultatie.")


def test_a_document_of_tomorrow_is_refused(app: Flask, row: Consultation) -> None:
    nour = signed_in(app).open(f"{address_of(row)}/documents/new")
    nour.submit("Bewaar het document", title="Verslag", dated="2026-04-03", file=upload())
    assert nour.sees("De datum van het document moet nog komen.")


def test_the_dataset_of_an_open_or_empty_survey_is_not_fixed(app: Flask) -> None:
    survey = a_consultation(a_project(), Method.SURVEY, version=a_version())
    nour = signed_in(app).open(address_of(survey)).submit("Zet de survey open")
    assert nour.post(f"{address_of(survey)}/dataset", form_token=nour.token).status == 409
    nour.open(f"{address_of(survey)}/close").submit("Sluit de survey")
    the_next_day(survey)
    nour.submit("Leg de dataset vast")
    assert nour.sees("Er zijn geen antwoorden om vast te leggen.")


def test_the_checksum_of_a_dataset_tells_when_an_answer_is_gone(app: Flask) -> None:
    survey = a_consultation(a_project(), Method.SURVEY, version=a_version())
    nour = signed_in(app).open(address_of(survey)).submit("Zet de survey open")
    some_responses(survey, 3)
    nour.open(f"{address_of(survey)}/close").submit("Sluit de survey")
    the_next_day(survey)
    nour.submit("Leg de dataset vast")
    some_responses_gone(survey)
    nour.submit("Leg de dataset opnieuw vast")
    datasets = [one for one in reread(survey).documents if one.kind == "dataset"]
    assert sorted(one.title for one in datasets) == ["2", "3"]
    assert len({one.checksum for one in datasets}) == 2


def test_the_checksum_of_a_dataset_comes_out_again_after_the_ids_were_replaced(app: Flask) -> None:
    survey = a_closed_survey(3)
    dataset, _ = documents.fix_dataset(survey, app.extensions["folder"], "ann")
    for number, response in enumerate(answers.responses_of(survey.id)):
        response.id = sha256(f"another {number}".encode()).hexdigest()
    db.session.commit()
    with pytest.raises(Refused, match="filed_before"):
        documents.fix_dataset(survey, app.extensions["folder"], "ann")
    assert dataset.checksum


def a_report(app: Flask, row: Consultation, dated: date, content: bytes = PDF) -> documents.Document:
    filed = Filed(DocumentKind.REPORT, f"Verslag van {row.title}", dated)
    made = documents.file_document(row, filed, content, app.extensions["folder"], "ann")
    db.session.commit()
    return made


def test_a_report_of_before_the_last_day_cannot_be_about_this_consultation(
    app: Flask, row: Consultation
) -> None:
    a_session(row, day=MARCH)
    earlier = a_consultation(row.project, title="Focusgroep van vorig jaar")
    a_report(app, earlier, MARCH.replace(year=2025))
    own = a_report(app, row, MARCH.replace(day=9))
    nour = signed_in(app).open(address_of(row))
    assert not nour.sees("Focusgroep van vorig jaar")
    assert not nour.sees("Keur dit verslag goed")
    nour.post(f"{address_of(row)}/documents/{own.id}/approve", form_token=nour.token)
    assert nour.status == 409
    assert nour.sees("Dit verslag is van voor de laatste dag van deze consultatie")
    assert reread(row).approvals == []


def test_reports_are_offered_newest_first_with_the_consultation_they_are_from(
    app: Flask, row: Consultation
) -> None:
    a_session(row, day=MARCH)
    for n, title in enumerate(("Focusgroep Aalst", "Focusgroep Zele")):
        other = a_consultation(row.project, title=title)
        a_report(app, other, MARCH.replace(day=10 + n), PDF + title.encode())
    text = signed_in(app).open(address_of(row)).page.text
    assert text.index("Verslag van Focusgroep Zele") < text.index("Verslag van Focusgroep Aalst")
    assert "· Focusgroep Zele" in text


def test_nothing_is_approved_before_it_is_over(app: Flask, row: Consultation) -> None:
    report = a_report(app, row, MARCH)
    nour = signed_in(app).open(address_of(row))
    assert nour.sees("Goedkeuren kan pas na de laatste dag")
    assert not nour.sees("Keur dit verslag goed")
    nour.post(f"{address_of(row)}/documents/{report.id}/approve", form_token=nour.token)
    assert (nour.status, reread(row).approvals) == (409, [])


def test_an_inspector_opens_the_log_of_how_many_answers_came_on_each_day(app: Flask) -> None:
    survey = a_closed_survey(3)
    _, log = documents.fix_dataset(survey, app.extensions["folder"], "ann")
    inspector = signed_in(app, Role.INSPECTOR, "ines").get(f"/staff/documents/{log.id}")
    assert inspector.response.data == b"2026-03-10\t3\n"


def a_closed_survey(responses: int) -> Consultation:
    survey = a_consultation(a_project(), Method.SURVEY, version=a_version())
    consultations.open_survey(survey, "ann")
    some_responses(survey, responses)
    consultations.close(survey, "ann")
    the_next_day(survey)
    return reread(survey)


def some_responses_gone(survey: Consultation) -> None:
    first = next(answers.responses_of(survey.id))
    tally = answers.Tally(survey.id, first.day, "yes", "no", gave_input=True)
    answers.erase_response(first.id, tally)
    db.session.commit()
