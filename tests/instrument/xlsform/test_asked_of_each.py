"""Rows that stand once and are asked of each choice of a list: loops of pyxform, and tables, scores and ranks of Kobo."""

import pytest

from consult.instrument.xlsform.imported import Imported
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.own.kept import read_kept
from consult.instrument.xlsform.own.names_kept import names_in
from tests.instrument.xlsform.forms import imported, row
from tests.instrument.xlsform.round_trips import files_of, goes_around
from tests.instrument.xlsform.test_exporting_kept import comes_back, out

CHOICES = """\
| choices |
| list_name | name | label | label::French (fr) |
| vehicle | car | Car | Voiture |
| vehicle | none | None | Rien |
| vehicle | bike | Bicycle | Vélo |
| yn | yes | Yes | Oui |
| yn | no | No | Non |
"""
HEAD = "| survey |\n| type | name | label | label::French (fr) | relevant | required | appearance | "
LOOP = (
    HEAD + "kobo--matrix_list |\n| begin loop over vehicle | owned | Owned | Possédés | | | | |\n"
    "| integer | count | How many %(label)ss? | Combien (%(label)s) ? | | | | |\n"
    "| text | why_%(name)s | Why ${count}? | Pourquoi ${count} ? | ${count} > 3 | | | |\n| end loop | | | | | | | |\n"
    "| text | more | And ${why_bike}? | Et ${why_bike} ? | ${count} > 3 | | | |\n" + CHOICES
)
TABLE = (
    HEAD + "kobo--matrix_list |\n| begin_kobomatrix | m1 | Items | Objets | | | field-list | vehicle |\n"
    "| select_one yn | own | Own one? | Vous en avez ? | | yes | w1 | |\n"
    "| integer | n | How many? | Combien ? | ${own} = 'yes' | | | |\n| end_kobomatrix | | | | | | | |\n"
    + CHOICES
)
SCORE = (
    HEAD + "kobo--score-choices |\n| begin_score | s | Do you have | Avez-vous | | yes | | yn |\n"
    "| score__row | home | A home? | Un toit ? | | | | |\n| score__row | work | Work? | Un travail ? | | | | |\n"
    "| end_score | | | | | | | |\n" + CHOICES
)
RANK = (
    HEAD
    + "kobo--rank-items | kobo--rank-constraint-message |\n| begin_rank | r | Top | Tête | | | | vehicle | Twice! |\n"
    "| rank__level | first | First | Premier | | | | | |\n| rank__level | second | Second | Deuxième | | | | | |\n"
    "| end_rank | | | | | | | | |\n" + CHOICES
)


def asked(found: Imported) -> dict[str, str]:
    assert found.instrument is not None
    return {one.name: one.label for one in found.instrument.questions.values()}


def test_a_loop_is_asked_of_each_choice_but_none() -> None:
    found = imported(LOOP, source="en")
    assert asked(found) == {
        "car_count": "How many Cars?",
        "why_car": "Why ${car_count}?",
        "bike_count": "How many Bicycles?",
        "why_bike": "Why ${bike_count}?",
    }
    assert found.instrument is not None
    assert [page.title for page in found.instrument.pages] == ["Owned: Car"] * 2 + ["Owned: Bicycle"] * 2
    assert 'msgstr "Combien (Vélo) ?"' in found.catalogues["fr"]
    condition = found.instrument.questions["why_bike"].relevant
    assert condition is not None
    assert condition.source == "${bike_count} > 3"


def test_a_path_leads_to_the_row_about_the_same_choice_too() -> None:
    form = LOOP.replace("${count} > 3 | | | |\n| end", "../count > 3 | | | |\n| end", 1)
    found = imported(form, source="en")
    assert found.instrument is not None
    condition = found.instrument.questions["why_bike"].relevant
    assert condition is not None
    assert condition.names == {"bike_count"}


def test_a_list_that_rows_are_asked_of_is_used() -> None:
    unused = [one.facts["lists"] for one in imported(LOOP, source="en").remarks if one.code == "list_unused"]
    assert unused == ["yn"]


def test_what_looks_into_a_loop_from_outside_has_to_say_at_which() -> None:
    assert [one.code for one in row(imported(LOOP, source="en"), "more").why] == ["expression_wrong"]


def test_a_table_of_kobo_is_asked_row_after_row() -> None:
    found = imported(TABLE, source="en")
    assert asked(found) == {
        "m1_car_own": "Own one?",
        "m1_car_n": "How many?",
        "m1_bike_own": "Own one?",
        "m1_bike_n": "How many?",
    }
    assert found.instrument is not None
    assert {page.title for page in found.instrument.pages} == {"Items: Car", "Items: Bicycle"}
    condition = found.instrument.questions["m1_bike_n"].relevant
    assert condition is not None
    assert condition.source == "${m1_bike_own} = 'yes'"


def test_each_row_of_a_score_is_answered_from_its_list() -> None:
    found = imported(SCORE, source="en")
    assert found.instrument is not None
    (page,) = found.instrument.pages
    assert page.title == "Do you have"
    assert [(one.name, one.label, one.required, len(one.choices)) for one in page.questions] == [
        ("home", "A home?", True, 2),
        ("work", "Work?", True, 2),
    ]


def test_no_place_of_a_rank_takes_what_another_has() -> None:
    found = imported(RANK, source="en")
    assert found.instrument is not None
    first, second = found.instrument.questions.values()
    assert (first.required, first.constraint, second.constraint_message) == (True, None, "Twice!")
    assert second.constraint is not None
    assert second.constraint.source == ". != ${first}"


@pytest.mark.parametrize("form", [LOOP, TABLE, SCORE, RANK])
def test_the_rows_go_out_as_they_came_in(form: str) -> None:
    assert goes_around(imported(form, source="en"))


def test_a_loop_in_a_loop_is_asked_of_each_pair() -> None:
    inner = "| begin loop over yn | used | Used | Servi | | | | |\n| text | how | How? | Comment ? | | | | |\n| end loop | | | | | | | |\n"
    found = imported(LOOP.replace("| end loop", inner + "| end loop", 1), source="en")
    assert {"car_yes_how", "car_no_how", "bike_yes_how", "bike_no_how"} < asked(found).keys()
    assert goes_around(found)


def test_what_staff_change_of_one_choice_is_said_of_that_one() -> None:
    changed = out(
        imported(LOOP, source="en"), lambda text: text.replace("${bike_count} > 3", "${bike_count} > 5")
    )
    assert comes_back(*changed)
    words = out(imported(LOOP, source="en"), lambda text: text.replace("Why ${bike", "How come ${bike"))
    assert comes_back(*words)
    again = import_workbook(words[0], "form.xlsx")
    assert asked(again)["why_car"] == "Why ${car_count}?"
    assert files_of(again)[0].questions["why_bike"].label == "How come ${bike_count}?"


def test_answers_given_elsewhere_are_known_by_the_groups_around_them() -> None:
    known = names_in(read_kept(imported(LOOP, source="en").kept))
    assert known.here("owned/bike/count") == "bike_count"


def test_what_names_no_list_is_kept_and_not_asked() -> None:
    found = imported(LOOP.replace("over vehicle", "over nothing"), source="en")
    assert [str(one) for one in row(found, "count").why] == [
        "survey!A2: type begin loop is not supported yet."
    ]


def test_a_list_too_long_to_ask_about_each_of_it_is_not_expanded() -> None:
    many = "".join(f"| vehicle | v{one} | V {one} | V {one} |\n" for one in range(2_000))
    found = imported(LOOP + many, source="en")
    assert [one.name for one in found.outcomes] == ["count", "why_%(name)s", "more"]
