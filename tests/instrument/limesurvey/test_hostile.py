"""Files that are broken, or made to do harm, or no survey at all."""

import io
import zipfile

import pytest

from consult.apart.workbook import WorkbookRefused
from consult.instrument.importing import imported_form
from consult.instrument.limesurvey.survey_file import is_limesurvey
from consult.instrument.xlsform.sentences import REFUSALS
from tests.instrument.limesurvey.surveys import Survey, codes

WHOLE = Survey().ask("Q1", "S").written
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'
)


def an_archive(**files: bytes) -> bytes:
    """A zip of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (WHOLE[: len(WHOLE) // 2], "lss_broken"),
        (b"\x00\x01\x02 nothing", "lss_broken"),
        (b'<?xml version="1.0" encoding="klingon"?><document/>', "lss_broken"),
        (BOMB, "lss_entities"),
        (b"<html><body>Fout</body></html>", "lss_other"),
        (WHOLE.replace(b">Survey<", b">Label set<"), "lss_other"),
        (Survey().written, "lss_no_questions"),
        (an_archive(tokens__lst=b"<x/>"), "lss_not_in_archive"),
        (an_archive(survey__lss=WHOLE)[:-30], "lss_archive_broken"),
        (an_archive(survey__lss=b" " * 100_000_001), "lss_bomb"),
        (b"x" * 20_000_001, "file_too_large"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_why(content: bytes, code: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        imported_form(content, "survey.lsa" if content.startswith(b"PK") else "survey.lss")
    assert refused.value.code == code
    what, mend = (sentence.format(**refused.value.facts) for sentence in REFUSALS[code])
    assert what
    assert mend


def test_a_survey_that_breaks_off_is_told_where() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        imported_form(WHOLE[:300], "survey.lss")
    assert refused.value.facts["line"] == 2


def test_the_survey_in_an_archive_is_read_and_its_answers_are_not() -> None:
    found = imported_form(an_archive(s__lss=WHOLE, s_responses__lsr=b"<x/>"), "survey.lsa")
    assert [one.name for one in found.outcomes] == ["Q1"]
    assert codes(found) == ["lss_answers_left"]
    assert "s_responses.lsr" in found.remarks[0].found


def test_a_survey_is_known_by_what_is_in_it() -> None:
    assert imported_form(WHOLE, "something.txt").kind == "lss"


def test_rows_without_numbers_or_codes_do_no_harm() -> None:
    survey = Survey().ask("Q1", "S").table("questions", {"title": "lost"}).table("answers", {"code": "A"})
    survey.table("conditions", {}).table("groups", {}).table("question_attributes", {"value": "1"})
    found = survey.imported()
    assert [one.name for one in found.outcomes] == ["Q1"]
    assert codes(found) == ["lss_lost"]


def test_a_workbook_with_such_bytes_in_it_stays_a_workbook() -> None:
    book = an_archive(survey__lss=WHOLE, **{"[Content_Types]__xml": b"<Types/>"})
    assert not is_limesurvey(book, "form.xlsx")


def test_a_survey_that_reads_backwards_is_read_as_it_was_typed() -> None:
    found = Survey().ask("Q1", "S", "Wat\u202e nu?").imported()
    assert found.instrument is not None
    assert found.instrument.questions["Q1"].label == "Wat nu?"
    assert "signs_removed" in codes(found)
