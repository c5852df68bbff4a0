"""Frequencies and cross-tables: counted right, told only through the one exit."""

import json
import re
from dataclasses import dataclass
from typing import Any, get_type_hints

import pandas as pd
import pytest

from consult.disclosure.counts import Counts, TableRule, Variable
from consult.disclosure.tables import SUPPRESSED, Cell, Protected, ProtectedTable, Withheld
from consult.evidence import tabulation
from consult.evidence.tabulation import as_json, crosstab, frequency, page
from tests.house.tree import ROOT

RULE = TableRule(threshold=10, threshold_identity=10, smallest_base=30)
HIDDEN = SUPPRESSED

TENURE = Variable("tenure", ("owner", "social", "private"))
GENDER = Variable("gender", ("woman", "man"))
HELP = Variable("help", ("family", "office"), several=True)


@dataclass(frozen=True)
class Answers:
    frame: pd.DataFrame


def _codes(*runs: tuple[str, int]) -> "pd.Categorical[Any]":
    """`("owner", 82), ("social", 38)` as a column of 120 answers; the categories in the order of the alphabet."""
    return pd.Categorical([code for code, times in runs for _ in range(times)])


def _answers(**columns: Any) -> Answers:
    return Answers(pd.DataFrame({name.replace("__", "."): column for name, column in columns.items()}))


def _column(protected: Protected | None) -> list[Cell]:
    assert isinstance(protected, ProtectedTable)
    return [row[0] for row in protected.cells]


def test_answers_are_told_in_the_order_of_the_variable() -> None:
    told = frequency(_answers(tenure=_codes(("private", 20), ("owner", 82), ("social", 38))), TENURE, RULE)
    assert _column(told.answers) == [82, 38, 20]


def test_no_answer_is_told_by_kind_and_is_no_part_of_the_base() -> None:
    runs = (("owner", 82), ("social", 38), ("not_asked", 40), ("dont_know", 12), ("refused", 15))
    told = frequency(_answers(tenure=_codes(*runs)), TENURE, RULE)
    assert isinstance(told.answers, ProtectedTable)
    assert told.answers.base == 120
    assert told.no_answer is not None
    assert told.no_answer.rows.codes == ("not_asked", "not_answered", "dont_know", "refused")
    assert _column(told.no_answer) == [40, 0, 12, 15]


def test_three_who_refused_are_not_told_apart() -> None:
    runs = (("owner", 82), ("social", 38), ("not_asked", 40), ("dont_know", 12), ("refused", 3))
    told = frequency(_answers(tenure=_codes(*runs)), TENURE, RULE)
    assert _column(told.no_answer) == [40, 0, HIDDEN, HIDDEN]


def test_a_cell_that_is_empty_in_the_frame_was_not_asked() -> None:
    told = frequency(_answers(tenure=pd.Categorical(["owner"] * 40 + [None] * 12)), TENURE, RULE)
    assert _column(told.no_answer) == [12, 0, 0, 0]


def test_of_a_question_with_several_answers_each_choice_is_told_against_everyone_who_answered() -> None:
    """60 answered: 40 family, 25 office, 5 of them both. 15 refused."""
    told = frequency(
        _answers(
            help_family=pd.array([1] * 40 + [0] * 20 + [None] * 15, dtype="Int8"),
            help_office=pd.array([1] * 5 + [0] * 35 + [1] * 20 + [None] * 15, dtype="Int8"),
            help__missing=pd.Categorical([None] * 60 + ["refused"] * 15),
        ),
        HELP,
        RULE,
    )
    assert isinstance(told.answers, ProtectedTable)
    assert _column(told.answers) == [40, 25]
    assert told.answers.base == 60
    assert _column(told.no_answer) == [0, 0, 0, 15]


def test_whom_a_choice_was_not_offered_yet_says_nothing_of_it() -> None:
    """The first 20 answered a version without the office."""
    told = frequency(
        _answers(
            help_family=pd.array([1] * 40 + [0] * 20, dtype="Int8"),
            help_office=pd.array([None] * 20 + [1] * 25 + [0] * 15, dtype="Int8"),
            help__missing=pd.Categorical([None] * 60, categories=["refused"]),
        ),
        HELP,
        RULE,
    )
    assert isinstance(told.answers, ProtectedTable)
    assert (told.answers.base, _column(told.answers)) == (40, [20, 25])


def test_a_cross_table_is_of_everyone_who_answered_both() -> None:
    rows = _codes(("owner", 60), ("social", 40), ("refused", 30))
    columns = _codes(("woman", 45), ("man", 15), ("man", 20), ("woman", 10), ("dont_know", 10), ("man", 30))
    table = crosstab(_answers(tenure=rows, gender=columns), TENURE, GENDER, RULE)
    assert isinstance(table, ProtectedTable)
    assert table.cells == ((45, 15), (10, 20), (0, 0))
    assert table.row_totals == (60, 30, 0)
    assert table.column_totals == (55, 35)
    assert table.base == 90


def test_one_choice_of_several_is_crossed_as_a_variable_of_its_own() -> None:
    ticked = Variable("help_family", ("1", "0"))
    answers = _answers(
        help_family=pd.array([1] * 40 + [0] * 40, dtype="Int8"),
        gender=_codes(("woman", 30), ("man", 10), ("woman", 20), ("man", 20)),
    )
    table = crosstab(answers, ticked, GENDER, RULE)
    assert isinstance(table, ProtectedTable)
    assert table.cells == ((30, 10), (20, 20))


def test_tables_of_one_page_hide_the_same_codes() -> None:
    """Nine rent privately: small in the frequency, so its row of the cross-table has no total either."""
    answers = _answers(
        tenure=_codes(("owner", 82), ("social", 38), ("private", 9)),
        gender=_codes(("woman", 41), ("man", 41), ("woman", 19), ("man", 19), ("woman", 9)),
    )
    told = page(answers, [TENURE, GENDER], [(TENURE, GENDER)], RULE)
    assert _column(told.frequencies[0].answers) == [82, HIDDEN, HIDDEN]
    assert isinstance(told.crossed[0], ProtectedTable)
    assert told.crossed[0].row_totals == (82, HIDDEN, HIDDEN)


def test_twenty_nine_answers_tell_nothing() -> None:
    told = frequency(_answers(tenure=_codes(("owner", 29), ("refused", 50))), TENURE, RULE)
    assert isinstance(told.answers, Withheld)
    assert told.no_answer is None
    assert as_json(told.answers) == {
        "rows": "tenure",
        "columns": None,
        "withheld": "base too small",
        "smallest_base": 30,
    }


def test_no_answers_at_all_tell_nothing() -> None:
    told = frequency(_answers(tenure=_codes()), TENURE, RULE)
    assert isinstance(told.answers, Withheld)


def test_a_code_that_the_variable_does_not_have_is_named() -> None:
    with pytest.raises(ValueError, match="'tenure' holds codes that it does not have: camper"):
        frequency(_answers(tenure=_codes(("owner", 40), ("camper", 2))), TENURE, RULE)


def test_in_json_a_suppressed_count_is_null_and_says_so() -> None:
    told = frequency(_answers(tenure=_codes(("owner", 82), ("social", 38), ("private", 9))), TENURE, RULE)
    cells = json.loads(json.dumps(as_json(told.answers)))["cells"]
    assert cells == [
        {"row": "owner", "column": None, "count": 82, "percentage": pytest.approx(100 * 82 / 129)},
        {"row": "social", "column": None, "count": None, "percentage": None, "suppressed": True},
        {"row": "private", "column": None, "count": None, "percentage": None, "suppressed": True},
    ]


def test_staff_can_ask_why_a_count_is_suppressed() -> None:
    told = frequency(_answers(tenure=_codes(("owner", 82), ("social", 38), ("private", 9))), TENURE, RULE)
    cells = as_json(told.answers, kinds=True)["cells"]
    assert [cell.get("suppressed") for cell in cells] == [None, "complementary", "primary"]


def test_in_json_a_cross_table_has_its_totals() -> None:
    answers = _answers(
        tenure=_codes(("owner", 60), ("social", 40)), gender=_codes(("woman", 50), ("man", 50))
    )
    cells = as_json(crosstab(answers, TENURE, GENDER, RULE))["cells"]
    totals = [(cell["row"], cell["column"], cell["count"]) for cell in cells if None in cell.values()]
    assert totals[-5:] == [
        ("owner", None, 60),
        ("social", None, 40),
        ("private", None, 0),
        (None, "woman", 50),
        (None, "man", 50),
    ]


def test_nothing_that_tabulation_gives_is_a_raw_count() -> None:
    public = [frequency, crosstab, page, as_json]
    given = {str(get_type_hints(function)["return"]) for function in public}
    assert not any(Counts.__name__ in name for name in given), given
    assert {name for name in vars(tabulation) if name[0] != "_" and callable(getattr(tabulation, name))} >= {
        function.__name__ for function in public
    }


def test_only_tabulation_makes_raw_counts() -> None:
    """A second place that counts would be a second exit."""
    makes = re.compile(r"\b(frequency|multiple|cross)_counts\(|\bCounts\(")
    allowed = {
        "consult/disclosure/counts.py",
        "consult/disclosure/tables.py",
        "consult/evidence/tabulation.py",
    }
    places = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "consult").rglob("*.py")
        if makes.search(file.read_text())
    }
    assert places == allowed
