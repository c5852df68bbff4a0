"""Questions that cannot be asked here, and what looks at them: taken as left blank where their author can do without."""

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.xlsform.imported import Imported
from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported, questions, row, said
from tests.instrument.xlsform.round_trips import files_of
from tests.instrument.xlsform.test_exporting_kept import out

CONSENT = """\
| survey |
| type | name | label | relevant | calculation | required |
| select_one yes_no | begun | May I begin? | | | yes |
| image | sign | Sign here. | | | |
| acknowledge | box | Or tick here. | | | |
| calculate | agreed | | | (${begun} = 'yes') and ((${sign} != '') or (${box} != '')) | |
| integer | age | How old are you? | ${agreed} | | yes |
| note | seen | This is what you signed: ${sign} Thank you. | ${sign} != '' | | |
| text | why | Why did you not sign? ${sign} | ${sign} = '' and ${age} > 17 | | |
| choices |
| list_name | name | label |
| yes_no | yes | Yes |
| yes_no | no | No |
"""


def asked(found: Imported) -> Instrument:
    assert found.instrument is not None
    return found.instrument


def fates(found: Imported) -> dict[str, str]:
    return {one.name: one.fate.value for one in found.outcomes}


def why(found: Imported, name: str) -> list[str]:
    return [one.found for one in row(found, name).why]


def test_a_signature_is_taken_as_left_blank_by_whatever_looks_at_it() -> None:
    found = imported(CONSENT)
    assert fates(found) == {
        "begun": "asked", "sign": "inactive", "box": "asked", "agreed": "worked out", "age": "asked",
        "seen": "inactive", "why": "asked",
    }  # fmt: skip
    asks = asked(found).questions
    assert asks["agreed"].calculation.source == "${begun} = 'yes' and ${box} != ''"
    assert asks["age"].relevant.source == "${agreed}"
    assert asks["why"].relevant.source == "${age} > 17"
    assert asks["why"].label == "Why did you not sign?"


def test_what_could_never_be_asked_says_so() -> None:
    found = imported(CONSENT)
    assert why(found, "seen") == ["only asked after an answer to sign, which nobody can give here."]
    assert why(found, "sign") == ["type image is not supported yet."]


def test_the_report_says_where_an_answer_is_taken_as_left_blank() -> None:
    (told,) = [one for one in imported(CONSENT).remarks if one.code == "taken_unanswered"]
    assert (told.cell, told.also, told.sort.value) == ("survey!E5", ("survey!D8", "survey!C8"), "changed")
    assert told.found == "${sign} is taken as left blank, since nobody can answer it here."


def test_the_workbook_keeps_its_cells_and_comes_back_the_same() -> None:
    found = imported(CONSENT)
    content, instrument, translations = out(found)
    again = import_workbook(content, "form.xlsx")
    assert files_of(again) == (instrument, translations)
    assert "((${sign} != '') or (${box} != ''))" in found.kept
    assert fates(again) == fates(found)


def test_a_required_signature_takes_along_what_hangs_on_it_as_its_author_meant() -> None:
    found = imported(
        CONSENT.replace("| image | sign | Sign here. | | | |", "| image | sign | Sign here. | | | yes |")
    )
    assert fates(found) == {
        "begun": "asked", "sign": "inactive", "box": "asked", "agreed": "inactive", "age": "inactive",
        "seen": "inactive", "why": "inactive",
    }  # fmt: skip
    assert why(found, "agreed") == ['calculation looks at "sign", which is kept inactive.']


@pytest.mark.parametrize("answer", ["given.png", "${other}"])
def test_a_picture_that_has_a_default_is_not_blank(answer: str) -> None:
    found = imported(
        f"| survey |\n| type | name | label | relevant | default |\n| text | other | Other? | | |\n"
        f"| image | p | P | | {answer} |\n| text | b | B? | ${{p}} = '' | |"
    )
    assert fates(found)["b"] == "inactive"


def test_a_question_that_is_inactive_by_mistake_is_not_taken_as_blank() -> None:
    found = questions("| integr | a | A? |\n| text | b | B? | ${a} = '' |\n| text | c | C? |")
    assert fates(found) == {"a": "inactive", "b": "inactive", "c": "asked"}
    assert why(found, "b") == ['relevant looks at "a", which is kept inactive.']


def test_what_is_never_asked_is_itself_taken_as_left_blank() -> None:
    found = questions(
        "| barcode | code | Code? |\n| text | shop | Which shop? | ${code} != '' |\n"
        "| text | street | Which street? | ${shop} != '' |\n| text | town | Which town? | ${shop} = '' |"
    )
    assert fates(found) == {"code": "inactive", "shop": "inactive", "street": "inactive", "town": "asked"}
    assert why(found, "street") == ["only asked after an answer to code, which nobody can give here."]
    assert asked(found).questions["town"].relevant is None


def test_a_text_that_nobody_can_fill_in_is_blank() -> None:
    found = imported(
        "| survey |\n| type | name | label | relevant | calculation | read_only |\n"
        "| text | linked | Linked form: | | | yes |\n| calculate | alone | | | ${linked} = '' | |\n"
        "| note | warned | This form stands alone. | ${alone} | | |\n| text | same | Same house? | not(${alone}) | | |"
    )
    assert fates(found) == {"linked": "said", "alone": "worked out", "warned": "said", "same": "inactive"}
    assert asked(found).questions["alone"].calculation.source == "true()"
    assert asked(found).questions["warned"].relevant.source == "${alone}"
    assert 'survey!E3: it always gives "true", since nobody can answer linked here.' in said(found)


def test_a_moment_that_some_tools_fill_in_with_the_present_is_not_blank() -> None:
    found = imported(
        "| survey |\n| type | name | label | relevant | read_only |\n| dateTime | now | The time: | | yes |\n"
        "| text | b | B? | ${now} = '' | |\n| text | c | C? | | |"
    )
    assert fates(found) == {"now": "said", "b": "inactive", "c": "asked"}


def test_what_would_always_be_empty_is_not_worked_out() -> None:
    found = questions(
        "| image | p | P |\n| calculate | file | | | | concat(${p}, '') |\n| note | n | ${file} |\n| text | a | A? ${file} |"
    )
    assert fates(found) == {"p": "inactive", "file": "inactive", "n": "inactive", "a": "asked"}
    assert (
        why(found, "file")
        == why(found, "n")
        == ["always empty without an answer to p, which nobody can give here."]
    )
    assert asked(found).questions["a"].label == "A?"


def test_a_constraint_that_no_answer_could_satisfy_is_left_out() -> None:
    found = questions(
        "| image | p | P |\n| integer | a | A? | | . > 3 and ${p} != '' |\n| integer | b | B? | | . > 3 or ${p} != '' |\n"
        "| integer | c | C? | | . > 3 or ${p} = '' |"
    )
    constraints = {name: one.constraint for name, one in asked(found).questions.items()}
    assert (constraints["a"], constraints["c"]) == (None, None)
    assert constraints["b"].source == ". > 3"
    assert "survey!E3: the constraint is not applied; the question is asked without it." in said(found)


def test_choices_that_hang_on_it_are_those_that_are_left() -> None:
    found = imported(
        "| survey |\n| type | name | label | choice_filter |\n| geopoint | here | Here |\n"
        "| select_one town | near | Town? | ${here} = '' or near = 'yes' |\n| select_one town | at | Town? | place = ${here} |\n"
        "| select_one town | far | Town? | near = 'no' or place = ${here} |\n"
        "| choices |\n| list_name | name | label | near | place |\n| town | a | Aa | yes | x |\n| town | b | Bb | no | y |"
    )
    assert fates(found) == {"here": "inactive", "near": "asked", "at": "inactive", "far": "asked"}
    assert asked(found).questions["near"].choice_filter is None
    assert asked(found).questions["far"].choice_filter.source == "near = 'no' or place = ''"
    assert why(found, "at") == ["no choice is offered without an answer to here, which nobody can give here."]


def test_pictures_in_a_repeat_are_blank_within_it_and_unknown_outside_of_it() -> None:
    """`count(${p})` is how many there were, asked or not."""
    found = questions(
        "| begin repeat | r | R |\n| text | name | Name? |\n| image | p | P |\n| text | b | B? | ${p} = '' |\n"
        "| text | many | Many? | count(${p}) = 1 |\n| end repeat |\n| text | c | C? | ${p} = '' |"
    )
    assert fates(found) == {
        "name": "asked", "p": "inactive", "b": "asked", "many": "inactive", "c": "inactive",
    }  # fmt: skip


def test_a_repeat_that_hangs_on_a_picture_is_never_asked() -> None:
    found = imported(
        "| survey |\n| type | name | label | repeat_count |\n| image | p | P | |\n| text | a | A? | |\n"
        "| begin repeat | r | R | string-length(${p}) |\n| text | b | B? | |\n| end repeat | | | |"
    )
    assert fates(found) == {"p": "inactive", "a": "asked", "b": "inactive"}
    assert why(found, "b") == ["only asked after an answer to p, which nobody can give here."]


def test_an_answer_that_would_stand_ready_is_none_when_it_is_blank() -> None:
    found = imported(
        "| survey |\n| type | name | label | default |\n| image | p | P | |\n| text | a | A? | concat(${p}, '') |\n"
        "| text | b | B? | concat(${a}, ${p}) |"
    )
    assert asked(found).questions["a"].begins_with is None
    assert asked(found).questions["b"].begins_with.source == "concat(${a}, '')"
    assert not any(one.code == "property_kept" for one in found.remarks)


def test_the_heading_of_a_group_shows_nothing_in_its_place() -> None:
    found = questions(
        "| barcode | code | Code? |\n| begin group | g | About ${code} | | | | | field-list |\n| text | a | A? |\n"
        "| text | b | B? |\n| end group |"
    )
    assert asked(found).pages[0].title == "About"


def test_a_name_that_two_rows_have_is_not_taken_as_blank() -> None:
    found = questions(
        "| image | q | Q |\n| integer | q | Q? |\n| text | c | C? | ${q} = '' |\n| integer | d | D? |"
    )
    assert [one.fate.value for one in found.outcomes] == ["inactive", "inactive", "inactive", "asked"]


@pytest.mark.parametrize("column", ["default", "constraint", "relevant", "calculation"])
def test_looking_through_what_is_never_answered_is_no_mistake_of_ours(column: str) -> None:
    kind = "calculate" if column == "calculation" else "text"
    form = f"""\
| survey |
| type | name | label | {column} |
| image | r1 | Photograph | |
| {kind} | q | Q | ${{r1}}[age > 3]/x |
| text | z | Z | |
"""
    assert "z" in asked(imported(form)).questions


def test_what_was_answered_the_last_time_is_blank_since_nobody_is_known_to_have_done_so() -> None:
    found = imported(
        "| survey |\n| type | name | label | relevant | calculation | default |\n| xml-external | __last-saved | | | | |\n"
        "| text | street | Street? | | | ${last-saved#street} |\n| calculate | next | | | ${last-saved#n} + 4 | |\n"
        "| calculate | n | | | if(${last-saved#n} = '', 1, ${last-saved#n} + 1) | |\n"
        "| text | same | Still in ${last-saved#street}? | ${last-saved#street} != '' | | |\n"
        "| note | hello | Hello ${last-saved#street} | ${last-saved#street} = '' and ${street} != '' | | |"
    )
    questions_asked = asked(found).questions
    assert questions_asked["street"].begins_with is None
    assert questions_asked["n"].calculation.source == "1"
    assert questions_asked["hello"].relevant.source == "${street} != ''"
    assert questions_asked["hello"].label == "Hello"
    assert why(found, "same") == [
        "only asked after an answer to last-saved#street, which nobody can give here."
    ]
    told = [one.found for one in found.remarks if one.code == "taken_unanswered"]
    assert sorted(told) == [
        "${last-saved#n} is taken as left blank, since nobody can answer it here.",
        "${last-saved#street} is taken as left blank, since nobody can answer it here.",
    ]
    assert row(found, "next").fate.value == "inactive"


def test_a_long_row_of_questions_that_each_hang_on_the_next_falls_away_whole() -> None:
    hanging = [f"| text | q{number} | Q? | ${{q{number + 1}}} != '' |" for number in range(2_000)]
    found = questions("\n".join([*hanging, "| image | q2000 | P |", "| text | end | The end? |"]))
    assert {one.fate.value for one in found.outcomes[:-1]} == {"inactive"}
    assert why(found, "q0") == ["only asked after an answer to q2000, which nobody can give here."]
