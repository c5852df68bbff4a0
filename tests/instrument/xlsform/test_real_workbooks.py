"""The ten real workbooks: what becomes of every row, as it was found to be right beside the workbook itself."""

from pathlib import Path

import pytest

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.instrument.version import published
from consult.instrument.xlsform.imported import Fate, Imported
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.remarks import Sort
from tests.instrument.xlsform.forms import row, said
from tests.xlsforms import the_real

# asked, said, worked out, inactive, dropped, problems; docs/xlsform-import.md says why.
REAL = {
    "onaio__onadata__subdistrict": (75, 0, 1, 1, 2, 4),
    "onaio__onadata__tutorial_arabic": (4, 0, 0, 2, 0, 0),
    "onaio__onadata__good_eats": (6, 0, 2, 3, 1, 2),
    "onaio__onadata__multi_lingual": (5, 0, 0, 0, 0, 0),
    "getodk__web-forms__ifrc": (74, 1, 1, 13, 6, 0),
    "getodk__web-forms__socio": (16, 0, 0, 1, 0, 2),
    "impact-initiatives": (199, 24, 41, 7, 4, 7),
    "PMA-2020__ppp__BFR5-Female": (162, 63, 62, 61, 5, 27),
    "PMA-2020__ppp__BFR5-Selection": (18, 6, 5, 4, 5, 0),
    "unhcr-americas": (105, 10, 35, 179, 3, 28),
}


def of(name: str) -> Imported:
    file = the_real(name)
    return import_workbook(file.read_bytes(), file.name)


@pytest.mark.parametrize("name", REAL)
def test_every_row_of_a_real_workbook_is_accounted_for(name: str) -> None:
    found = of(name)
    fates = (Fate.ASKED, Fate.SAID, Fate.WORKED_OUT, Fate.INACTIVE, Fate.DROPPED)
    assert (*(found.count(fate) for fate in fates), len(found.of(Sort.PROBLEM))) == REAL[name]
    assert [one.name for one in found.outcomes if one.fate is Fate.INACTIVE and not one.why] == []
    assert [one for one in found.remarks if "{" in one.found.replace("${", "") or not one.found] == []


@pytest.mark.parametrize("name", REAL)
def test_what_is_written_is_accepted_as_any_instrument_is(name: str, tmp_path: Path) -> None:
    found = of(name)
    files = write_instrument(found, tmp_path)
    checked = publishing.check_file(files[0])
    assert checked.errors == ()
    assert checked.instrument is not None
    assert checked.translations is not None
    version = published(checked.instrument, checked.translations)
    assert version.instrument == checked.instrument
    assert version.wordings[found.languages[-1]].text("title").text


def test_languages_that_sheets_name_differently_are_one() -> None:
    found = of("onaio__onadata__subdistrict")
    assert found.languages == ("en", "ar")
    assert found.instrument is not None
    assert found.instrument.questions["governorate"].choices[0].label == "Al-Hasakeh"
    assert 'the form: "English" and "English (EN)" are taken for one language, en.' in said(found)


def test_a_slip_in_a_condition_is_told_with_the_nearest_name() -> None:
    why = row(of("onaio__onadata__subdistrict"), "_4_11_3_Others").why
    assert [(one.code, one.cell) for one in why] == [("expression_wrong", "survey!H82")]
    assert why[0].mend == 'Did you mean "other__specify"?'


def test_a_translation_with_another_number_is_kept_and_not_shown() -> None:
    """Row 38 of the form asks 2.10.1 in English and 2.7.1 in Arabic."""
    found = of("onaio__onadata__subdistrict")
    assert any(
        one.startswith("survey!D38: the ar text has numbers 2.7.1; the source has 2.10.1.")
        for one in said(found)
    )
    assert "in the workbook: 2.7.1." in found.catalogues["ar"]


def test_a_real_xls_with_a_cascade_of_three_is_asked_as_it_was_made() -> None:
    found = of("getodk__web-forms__ifrc")
    assert found.instrument is not None
    last = found.instrument.questions["neighbourhood"]
    assert last.choice_filter is not None
    assert last.choice_filter.source == "township=${township}"
    assert dict(last.choices[0].columns) == {"township": "Township 01"}


def test_repeats_are_asked_as_often_as_an_answer_says_or_until_there_is_no_other_one() -> None:
    found = of("impact-initiatives")
    assert found.instrument is not None
    repeats = found.instrument.repeats
    counts = {name: repeat.count.source if repeat.count else "" for name, repeat in repeats.items()}
    assert counts == dict.fromkeys(("roster", "edu_ind", "health_ind", "nut_ind"), "${hh_size}")
    other = of("getodk__web-forms__socio").instrument
    assert other is not None
    assert other.repeats["familyMembers"].more == "Is there another one?"
    assert [page.name for page in other.pages if page.instances == (("familyMembers", 2),)][
        -1
    ] == "familymembers-more-2"


def test_who_answers_with_which_device_is_never_recorded() -> None:
    found = of("impact-initiatives")
    assert [one.name for one in found.outcomes if one.fate is Fate.DROPPED] == [
        "audit", "start", "end", "deviceid",
    ]  # fmt: skip
    assert found.instrument is not None
    assert not {"audit", "start", "end", "deviceid"} & found.instrument.questions.keys()
