"""The column required of a form from elsewhere where it says of whom an answer is needed."""

from consult.instrument.definition import Instrument
from consult.instrument.xlsform.imported import Imported
from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported, said
from tests.instrument.xlsform.round_trips import files_of
from tests.instrument.xlsform.test_exporting_kept import out

FORM = """\
| survey |
| type | name | label | required | required_message |
| integer | age | Age? | true() | |
| text | job | Job? | ${age} > 17 | Say what you do. |
| text | own | Own? | . = '' | |
| text | lost | Lost? | ${nothing} = 1 | |
| text | early | Early? | ${later} = 1 | |
| image | face | Face | | |
| text | never | Never? | ${face} != '' and ${age} > 3 | |
| text | blank | Blank? | ${face} = '' | |
| text | half | Half? | ${face} = '' and ${age} > 3 | |
| integer | later | Later? | selected(${age} | |
"""


def asked(found: Imported) -> Instrument:
    assert found.instrument is not None
    return found.instrument


def test_an_answer_is_needed_of_those_for_whom_it_holds() -> None:
    instrument = asked(imported(FORM))
    job = instrument.questions["job"]
    assert job.required_when is not None
    assert (job.required_when.source, job.required_message) == ("${age} > 17", "Say what you do.")


def test_what_cannot_be_told_is_required_of_nobody_and_said() -> None:
    found = imported(FORM)
    (kept,) = [one for one in found.remarks if one.code == "dynamic_required" and one.cell == "survey!D4"]
    assert kept.found == "\". = ''\" is not worked out yet for required; it is not required."
    told = {one.cell for one in found.remarks if one.code == "dynamic_required"}
    assert told == {"survey!D4", "survey!D5", "survey!D6", "survey!D11"}
    required = {name: (one.required, one.required_when) for name, one in asked(found).questions.items()}
    assert [required[name] for name in ("own", "lost", "early", "later")] == [(False, None)] * 4
    assert any('found unknown name "nothing"' in one for one in said(found))


def test_a_picture_that_nobody_can_take_decides_as_one_that_was_left_out() -> None:
    questions = asked(imported(FORM)).questions
    assert [questions[name].required for name in ("never", "blank", "half")] == [False, True, False]
    half = questions["half"].required_when
    assert half is not None
    assert half.source == "${age} > 3"


def test_it_goes_out_as_it_came() -> None:
    found = imported(FORM)
    content, instrument, translations = out(found)
    again = import_workbook(content, "form.xlsx")
    assert files_of(again) == (instrument, translations)
    assert "${face} = '' and ${age} > 3" in again.kept
