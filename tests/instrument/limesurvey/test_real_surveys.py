"""Real surveys: what becomes of every question, and that the instrument is one like any other."""

from pathlib import Path

import pytest

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.instrument.importing import imported_form
from consult.instrument.version import published
from consult.instrument.xlsform.imported import Fate, Imported
from consult.instrument.xlsform.remarks import Sort
from tests.elsewhere import real_file
from tests.instrument.limesurvey.surveys import Survey

# asked, said, worked out, inactive, problems; docs/limesurvey-import.md shows the same.
REAL = {"twenty-questions": (20, 0, 0, 0, 0)}


def of(name: str) -> Imported:
    file = real_file("limesurvey", f"{name}.lss")
    return imported_form(file.read_bytes(), file.name)


@pytest.mark.parametrize("name", REAL)
def test_every_question_of_a_real_survey_is_accounted_for(name: str) -> None:
    found = of(name)
    fates = (Fate.ASKED, Fate.SAID, Fate.WORKED_OUT, Fate.INACTIVE)
    assert (*(found.count(fate) for fate in fates), len(found.of(Sort.PROBLEM))) == REAL[name]


@pytest.mark.parametrize("name", REAL)
def test_a_real_survey_is_accepted_as_any_instrument_is(name: str, tmp_path: Path) -> None:
    _accepted(of(name), tmp_path)


def test_a_survey_of_every_kind_is_accepted_and_kept_beside_it(tmp_path: Path) -> None:
    survey = Survey(("nl", "ar")).ask("Q1", "L", answers=["A1", "A2"], other="Y").ask("Q2", "Y")
    survey.group().ask("Q3", "F", answers=["A1"], subs=["S1", "S2"]).ask("Q4", "R", answers=["A1", "A2"])
    files = _accepted(survey.ask("Q5", "P", subs=["S1"]).imported(), tmp_path)
    assert [file.name for file in files] == ["survey.yaml", "survey.limesurvey.json", "survey.po"]


def _accepted(found: Imported, folder: Path) -> list[Path]:
    files = write_instrument(found, folder)
    checked = publishing.check_file(files[0])
    assert checked.errors == ()
    assert checked.instrument is not None
    assert checked.translations is not None
    assert published(checked.instrument, checked.translations).instrument == checked.instrument
    return files
