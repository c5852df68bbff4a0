"""Names that XLSForm allows and answers here are not stored under: another takes their place in every cell that says them."""

from collections import defaultdict

from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.own.kept import read_kept
from consult.instrument.xlsform.sentences import SENTENCES
from tests.instrument.xlsform.forms import imported, questions, row, said
from tests.instrument.xlsform.round_trips import files_of, rows
from tests.instrument.xlsform.test_exporting_kept import comes_back, out

ODD = """\
| survey |
| type | name | label | relevant | constraint |
| integer | âge | How old? | | . < 120 |
| text | q1.2 | Which street? | ${âge} > 17 | |
| text | العمر | You said ${q1.2}. | ${ q1.2 } != '' | |
| text | page | Which page? | | |
| select_one help | asked | Help? | | . != 'refused' |
| text | why | Why not? | ${asked} = "refused" or selected(${asked}, "don't know") | |
| choices |
| list_name | name | label | kind |
| help | yes | Yes | yes |
| help | refused | Rather not | refused |
| help | don't know | No idea | no |
"""


def test_a_name_with_a_point_an_accent_or_another_script_is_stored_under_plain_letters() -> None:
    found = imported(ODD)
    assert [one.name for one in found.outcomes if not one.why] == [
        "age",
        "q1_2",
        "name",
        "page_2",
        "asked",
        "why",
    ]
    assert found.instrument is not None
    street = found.instrument.questions["q1_2"]
    assert street.relevant is not None
    assert street.relevant.source == "${age} > 17"
    assert found.instrument.questions["name"].label == "You said ${q1_2}."
    assert any(one.startswith('survey!B3: answers to "q1.2" are stored under "q1_2"') for one in said(found))


def test_a_choice_that_would_be_no_answer_is_stored_otherwise() -> None:
    found = imported(ODD)
    assert found.instrument is not None
    assert [one.name for one in found.instrument.choice_lists["help"]] == ["yes", "refused_", "don_t know"]
    why = found.instrument.questions["why"].relevant
    assert why is not None
    assert why.source == '${asked} = "refused_" or selected(${asked}, "don_t know")'
    assert 'choices!B3: choice "refused" is stored as "refused_", since the other is no code here.' in said(
        found
    )


def test_the_workbook_keeps_its_own_names_on_the_way_out() -> None:
    content, instrument, translations = out(imported(ODD, source="en"))
    assert [one["name"] for one in rows(content, "survey")] == [
        "âge",
        "q1.2",
        "العمر",
        "page",
        "asked",
        "why",
    ]
    assert [one["name"] for one in rows(content, "choices")] == ["yes", "refused", "don't know"]
    assert comes_back(content, instrument, translations)
    again = import_workbook(content, "form.xlsx")
    assert files_of(again) == (instrument, translations)
    assert not any(one.code == "consult::relevant" for one in again.remarks)
    assert read_kept(again.kept).workbook.sheet("choices") == read_kept(imported(ODD).kept).workbook.sheet(
        "choices"
    )


def test_a_changed_condition_goes_out_under_the_names_of_the_workbook() -> None:
    def change(text: str) -> str:
        before = 'relevant: \'${asked} = "refused_" or selected(${asked}, "don_t know")\''
        assert before in text
        return text.replace(before, 'relevant: \'${q1_2} = "x" or ${asked} = "refused_"\'')

    content, instrument, translations = out(imported(ODD, source="en"), change)
    why = next(one for one in rows(content, "survey") if one["name"] == "why")
    assert why["relevant"] == '${q1.2} = "x" or ${asked} = "refused"'
    assert comes_back(content, instrument, translations)


def test_one_name_in_two_groups_is_two_questions_where_nothing_looks_at_them() -> None:
    form = (
        "| begin group | home | Home |\n| text | street | Street? |\n| end group | | |\n"
        "| begin group | work | Work |\n| text | street | Street? |\n| end group | | |\n"
    )
    assert [one.name for one in questions(form).outcomes] == ["street", "work_street"]
    looked_at = questions(form + "| text | why | Why ${street}? |")
    assert [one.code for one in row(looked_at, "street").why] == []
    assert [one.fate.value for one in looked_at.outcomes] == ["asked", "inactive", "asked"]


REPEATED = """\
| survey |
| type | name | label::English (en) | relevant | repeat_count |
| begin repeat | member | Person | | |
| text | member | Name? | | |
| integer | age | Age? | | |
| end repeat | | | | |
| begin group | home | Home | | |
| text | member | Whose? | | |
| end group | | | | |
| integer | age_1 | Age of the first? | | |
| text | member_more | More of them? | ${age_1} > 3 | |
| rank places | wish | Wishes? | | |
| integer | wish_park | How often in the park? | | |
| select_one places or_other | best | Best? | | |
| text | best_other | Which? | ${best} = 'other' | |
| integer | age_11_x | No instance | | |
| choices |
| list_name | name | label::English (en) |
| places | park | Park |
| places | wood | Wood |
"""


def test_a_question_called_as_a_repeat_or_as_what_is_made_of_one_is_stored_otherwise() -> None:
    found = imported(REPEATED)
    assert {one.fate.value for one in found.outcomes} == {"asked"}
    assert [one.name for one in found.outcomes] == [
        *("member_member", "age", "home_member", "age_1_own", "member_more_own"),
        *("wish", "wish_park_own", "best", "best_other_own", "age_11_x"),
    ]
    assert found.instrument is not None
    relevant = found.instrument.questions["member_more_own"].relevant
    assert relevant is not None
    assert relevant.source == "${age_1_own} > 3"
    assert sum(one.code == "name_shared" for one in found.remarks) == 6


def test_a_workbook_with_such_names_keeps_them_on_the_way_out() -> None:
    content, instrument, translations = out(imported(REPEATED))
    assert [one["name"] for one in rows(content, "survey") if "name" in one] == [
        *("member", "member", "age", "home", "member", "age_1", "member_more"),
        *("wish", "wish_park", "best", "best_other", "age_11_x"),
    ]
    assert comes_back(content, instrument, translations)


def test_of_two_repeats_of_one_name_the_second_is_stored_otherwise() -> None:
    found = questions(
        "| begin group | east | East |\n| begin repeat | kid | Child |\n| text | first | Name? |\n| end repeat |\n| end group |\n"
        "| begin group | west | West |\n| begin repeat | kid | Child |\n| text | called | Name? |\n| end repeat |\n| end group |"
    )
    assert found.instrument is not None
    assert list(found.instrument.repeats) == ["kid", "west_kid"]


def test_a_name_of_signs_alone_is_stored_under_a_plain_one() -> None:
    assert [one.name for one in questions("| text | 😀 | A? |\n| text | 😀😀 | B? ${😀} |").outcomes] == [
        "name",
        "name_2",
    ]


def test_a_name_that_no_form_may_have_is_a_mistake() -> None:
    assert [one.code for one in row(questions("| text | 1c | C? |"), "1c").why] == ["name_wrong"]


LISTED = """\
| survey |
| type | name | label | choice_filter | relevant |
| select_one yes/no | lives | Lives here? | | |
| select_multiple yes/no or_other | ever | Ever? | name != 'n/a' | ${lives} = 'n/a' |
| text | why | Why? | | count(instance('yes/no')/root/item[name = ${lives}]) > 0 |
| choices |
| list_name | name | label |
| yes/no | yes | Yes |
| yes/no | n/a | Not for me |
"""


def test_a_list_whose_name_would_part_its_texts_is_called_otherwise() -> None:
    found = imported(LISTED)
    assert [one.fate.value for one in found.outcomes] == ["asked", "asked", "asked"]
    assert found.instrument is not None
    assert list(found.instrument.choice_lists) == ["yes_no"]
    assert [one.name for one in found.instrument.choice_lists["yes_no"]] == ["yes", "n/a"]
    assert 'choices!A2: list "yes/no" is called "yes_no" here, since the other is no name.' in said(found)
    content, instrument, translations = out(found)
    assert [one["type"] for one in rows(content, "survey")] == [
        "select_one yes/no",
        "select_multiple yes/no or_other",
        "text",
    ]
    assert comes_back(content, instrument, translations)


def test_a_choice_added_to_such_a_list_goes_out_in_it() -> None:
    def change(text: str) -> str:
        first = "    - name: 'yes'\n      label: 'Yes'\n"
        assert first in text
        more = text.replace(first, f"{first}    - name: later\n      label: Later\n")
        return more.replace("item[name = ${lives}]", "item[name != ${lives}]")

    content, instrument, translations = out(imported(LISTED), change)
    assert [(one["list_name"], one["name"]) for one in rows(content, "choices")] == [
        ("yes/no", "yes"),
        ("yes/no", "n/a"),
        ("yes/no", "later"),
    ]
    assert "instance('yes/no')" in rows(content, "survey")[2]["relevant"]
    assert comes_back(content, instrument, translations)


def test_every_sentence_of_the_report_can_be_said() -> None:
    for _sort, found, mend in SENTENCES.values():
        assert (found + mend).format_map(defaultdict(lambda: "x"))
