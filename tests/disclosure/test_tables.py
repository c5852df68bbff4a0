"""What a table tells, and that nobody can work out what it hides."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from consult.disclosure.counts import (
    Counts,
    TableRule,
    Variable,
    cross_counts,
    frequency_counts,
    multiple_counts,
)
from consult.disclosure.tables import (
    SUPPRESSED,
    Cell,
    Protected,
    ProtectedTable,
    Reason,
    Withheld,
    protect,
    protect_kinds,
    protect_together,
    transposed,
)
from tests.disclosure.attacker import Attacker

RULE = TableRule(threshold=10, threshold_identity=10, smallest_base=30)
HIDDEN = SUPPRESSED


def _variable(name: str, size: int, *, sensitive: bool = False, identity: bool = False) -> Variable:
    return Variable(name, tuple(f"{name}{number}" for number in range(size)), sensitive, identity)


def _frequency(*cells: int, name: str = "q", identity: bool = False) -> Counts:
    return frequency_counts(_variable(name, len(cells), identity=identity), np.array(cells))


def _multiple(*cells: int, base: int) -> Counts:
    return multiple_counts(_variable("q", len(cells)), np.array(cells), base)


def _cross(*rows: Sequence[int], names: str = "qp", sensitive: bool = False) -> Counts:
    cells = np.array(rows)
    return cross_counts(
        _variable(names[0], cells.shape[0]), _variable(names[1], cells.shape[1], sensitive=sensitive), cells
    )


def _table(protected: Protected) -> ProtectedTable:
    assert isinstance(protected, ProtectedTable)
    return protected


def _column(protected: Protected) -> list[Cell]:
    return [row[0] for row in _table(protected).cells]


def test_a_cell_of_nine_is_not_published_and_neither_is_the_smallest_other() -> None:
    assert _column(protect(_frequency(82, 38, 9), RULE)) == [82, HIDDEN, HIDDEN]


def test_a_cell_of_ten_is_published() -> None:
    table = _table(protect(_frequency(82, 38, 10), RULE))
    assert _column(table) == [82, 38, 10]
    assert table.complete


def test_a_zero_is_told_as_zero() -> None:
    assert _column(protect(_frequency(82, 0, 38), RULE)) == [82, 0, 38]


def test_two_small_cells_that_leave_room_hide_nothing_else() -> None:
    """9 + 8 = 17: each may be anything from 1 to 16."""
    assert _column(protect(_frequency(82, 9, 8), RULE)) == [82, HIDDEN, HIDDEN]


def test_two_small_cells_that_leave_too_little_room_take_a_third_along() -> None:
    """3 + 4 = 7: each would be known to lie between 1 and 6."""
    assert _column(protect(_frequency(82, 40, 3, 4), RULE)) == [82, HIDDEN, HIDDEN, HIDDEN]


def test_cells_of_one_size_go_together() -> None:
    """With 38 shown and 47 hidden, who knows that the smallest goes would know 9 + 38."""
    assert _column(protect(_frequency(9, 38, 38, 90), RULE)) == [HIDDEN, HIDDEN, HIDDEN, 90]


def test_a_suppressed_cell_is_no_number() -> None:
    cell = _column(protect(_frequency(82, 38, 9), RULE))[2]
    assert not isinstance(cell, int)
    with pytest.raises(TypeError):
        cell + 1  # type: ignore[operator]


def test_which_cells_were_small_and_which_protect_them_is_kept_for_staff() -> None:
    table = _table(protect(_frequency(82, 38, 9), RULE))
    assert (table.primary, table.complementary) == ({(2, 0)}, {(1, 0)})
    assert "primary" not in repr(table)


def test_nearly_everyone_is_as_telling_as_nearly_nobody_where_several_answers_are_possible() -> None:
    """Of 100 people 95 ticked the first: five did not, and that is a small cell too."""
    assert _column(protect(_multiple(95, 60, 4, 0, 100, base=100), RULE)) == [HIDDEN, 60, HIDDEN, 0, 100]


def test_a_table_of_identity_has_larger_cells() -> None:
    rule = TableRule(threshold=5, threshold_identity=10, smallest_base=30)
    assert _column(protect(_frequency(82, 38, 9), rule)) == [82, 38, 9]
    assert _column(protect(_frequency(82, 38, 9, identity=True), rule)) == [82, HIDDEN, HIDDEN]


def test_a_table_of_twenty_nine_people_is_withheld_with_the_reason() -> None:
    withheld = protect(_frequency(17, 12), RULE)
    assert isinstance(withheld, Withheld)
    assert (withheld.reason, withheld.limit) == (Reason.BASE_TOO_SMALL, 30)


def test_a_small_cell_of_a_cross_table_takes_the_cheapest_rectangle_along() -> None:
    """20, 40 and 31 are the least that close a rectangle with 9 and leave ten people to be moved around it."""
    table = _table(protect(_cross([20, 50, 9], [60, 30, 25], [40, 22, 31]), RULE))
    assert table.cells == ((HIDDEN, 50, HIDDEN), (60, 30, 25), (HIDDEN, 22, HIDDEN))
    assert table.row_totals == (79, 115, 93)
    assert table.column_totals == (120, 102, 65)


def test_a_small_total_is_a_small_cell() -> None:
    table = _table(protect(_cross([50, 40, 3], [45, 60, 4], [50, 41, 0]), RULE))
    assert table.column_totals[2] is SUPPRESSED


def test_a_small_group_that_gave_one_answer_is_not_told_of_a_sensitive_variable() -> None:
    """All twenty of the first group said the same; a shown zero beside it would tell that."""
    rows = ([20, 0, 0], [60, 30, 25], [40, 22, 31])
    assert _table(protect(_cross(*rows, sensitive=True), RULE)).cells[0] == (HIDDEN, HIDDEN, HIDDEN)
    assert _table(protect(_cross(*rows), RULE)).cells[0] == (20, 0, 0)


def test_a_large_group_may_agree() -> None:
    table = _table(protect(_cross([200, 0, 0], [60, 30, 25], [40, 22, 31], sensitive=True), RULE))
    assert table.cells[0] == (200, 0, 0)


def test_percentages_come_from_shown_cells_alone() -> None:
    table = _table(protect(_frequency(82, 38, 9, 71), RULE))
    assert [table.percentage(row) for row in range(4)] == [41.0, None, None, 35.5]


def _gender(women: int, men: int) -> Counts:
    return _frequency(women, men, name="p")


def test_what_a_frequency_hides_is_hidden_as_a_total() -> None:
    """The nine of the frequency are small, and 38 goes with it; so the cross-table tells neither total."""
    told = protect_together(
        [_frequency(82, 38, 9), _gender(65, 64), _cross([41, 41], [19, 19], [5, 4])], RULE
    )
    assert _column(told[0]) == [82, HIDDEN, HIDDEN]
    assert _table(told[2]).row_totals == (82, HIDDEN, HIDDEN)
    assert _table(told[2]).cells == ((41, 41), (HIDDEN, HIDDEN), (HIDDEN, HIDDEN))


def test_a_hidden_frequency_is_not_told_as_a_total_that_is_large_by_itself() -> None:
    """The frequency hides 38 for the sake of 9; of those nine nobody answered the other question."""
    tables = [_frequency(82, 38, 9), _gender(62, 58), _cross([41, 41], [21, 17], [0, 0])]
    frequency, _, cross = protect_together(tables, RULE)
    assert _column(frequency) == [82, HIDDEN, HIDDEN]
    assert _table(cross).row_totals == (82, HIDDEN, HIDDEN)


def test_a_cross_table_never_changes_what_a_frequency_tells() -> None:
    """Forty answered the question, nine of them the other question too."""
    tables = [_frequency(82, 60, 40), _gender(80, 60), _cross([41, 41], [30, 19], [9, 0])]
    frequency, _, cross = protect_together(tables, RULE)
    assert _column(frequency) == [82, 60, 40]
    assert _table(cross).row_totals == (82, HIDDEN, HIDDEN)


def test_a_total_that_the_frequency_gives_away_withholds_the_cross_table() -> None:
    """Of twelve nine answered both, and only those three skipped: whoever knows the bases knows the nine."""
    tables = [_frequency(82, 38, 12), _gender(65, 64), _cross([41, 41], [19, 19], [5, 4])]
    assert isinstance(protect_together(tables, RULE)[2], Withheld)


def test_a_cross_table_beside_others_needs_both_frequencies() -> None:
    with pytest.raises(ValueError, match="without the frequency of p"):
        protect_together([_frequency(82, 38, 9), _cross([41, 41], [19, 19], [5, 4])], RULE)


def test_turned_the_same_cells_are_hidden() -> None:
    table = _table(protect(_cross([20, 50, 9], [60, 30, 25], [40, 22, 31]), RULE))
    turned = _table(transposed(table))
    assert turned.cells == ((HIDDEN, 60, HIDDEN), (50, 30, 22), (HIDDEN, 25, HIDDEN))
    assert (turned.row_totals, turned.column_totals) == (table.column_totals, table.row_totals)


def test_two_versions_of_one_table_are_refused() -> None:
    with pytest.raises(ValueError, match="asked for twice"):
        protect_together([_cross([50, 50], [50, 50]), _cross([50, 50], [50, 50], names="pq")], RULE)


def test_a_table_that_no_suppression_saves_is_withheld() -> None:
    """12 + 9 = 21: with both hidden each is known to lie between 1 and 20, which is 19 apart and not 20."""
    rule = TableRule(threshold=20, threshold_identity=20, smallest_base=20)
    withheld = protect(_frequency(12, 9), rule)
    assert isinstance(withheld, Withheld)
    assert withheld.reason is Reason.NOTHING_HOLDS


def test_kinds_of_no_answer_are_told_where_they_hold_and_only_together_where_not() -> None:
    kinds = _variable("kind", 4)
    assert _column(protect_kinds(kinds, np.array([400, 30, 20, 3]), 10)) == [400, 30, HIDDEN, HIDDEN]
    assert _column(protect_kinds(kinds, np.array([0, 0, 2, 0]), 10)) == [HIDDEN] * 4
    assert _column(protect_kinds(kinds, np.array([0, 0, 0, 0]), 10)) == [0] * 4


@pytest.mark.parametrize(
    ("threshold", "identity", "base", "says"),
    [(1, 10, 30, "protects|protected"), (10, 5, 30, "origin"), (10, 10, 9, "smallest_base")],
)
def test_a_rule_that_protects_nothing_is_refused(threshold: int, identity: int, base: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        TableRule(threshold, identity, base)


def test_raw_counts_have_no_text_that_a_log_could_tell() -> None:
    assert "1234567" not in repr(_frequency(1_234_567, 38, 9))


# --- the attacker


def _assert_holds(protected: Sequence[Protected]) -> int:
    """Nothing hidden is known, and nothing nearly; gives how many cells were attacked."""
    tables = [table for table in protected if isinstance(table, ProtectedTable)]
    attacker = Attacker(tables)
    assert attacker.subtracted() == {}
    for (number, *_), (least, most) in attacker.intervals().items():
        assert most - least >= tables[number].threshold
    return len(attacker.hidden)


def _random_cross(seed: int, names: str = "qp") -> Counts:
    """Two to six rows and columns, skewed as answers are: about one cell in three is small."""
    random = np.random.default_rng(seed)
    rows, columns = random.integers(2, 7, 2)
    cells = random.negative_binomial(1, 0.03, (rows, columns))
    return _cross(*cells.tolist(), names=names, sensitive=bool(seed % 4 == 0))


def _page(seed: int) -> list[Counts]:
    """A cross-table with both its frequencies; in every other page some people skipped one of the questions."""
    cross = _random_cross(seed)
    random = np.random.default_rng(seed + 10_000)
    assert cross.columns
    by_row, by_column = cross.cells.sum(axis=1), cross.cells.sum(axis=0)
    skipped = (random.poisson(2, len(by_row)), random.poisson(2, len(by_column))) if seed % 2 else (0, 0)
    return [
        frequency_counts(cross.rows, by_row + skipped[0]),
        frequency_counts(cross.columns, by_column + skipped[1]),
        cross,
    ]


def test_the_attacker_finds_nothing_in_two_hundred_cross_tables() -> None:
    attacked = sum(_assert_holds([protect(_random_cross(seed), RULE)]) for seed in range(200))
    assert attacked > 1000


def test_the_attacker_finds_nothing_in_pages_of_tables() -> None:
    attacked = sum(_assert_holds(protect_together(_page(seed), RULE)) for seed in range(40))
    assert attacked > 300


def _assert_holds_against_insiders(counts: Counts) -> int:
    """No small cell inside the table is known to the only person in another one; gives how many such people asked."""
    protected = protect(counts, RULE)
    assert isinstance(protected, ProtectedTable)
    attacker, columns = Attacker([protected]), counts.columns.codes if counts.columns else ()
    small = {
        (0, counts.rows.codes[row], columns[column]): int(counts.cells[row, column])
        for row, column in protected.primary
        if row < len(counts.rows.codes) and column < len(columns)
    }
    alone = [spot for spot, size in small.items() if size == 1]
    for own in alone:
        for least, most in attacker.as_the_only_one_in(own, list(small)).values():
            assert least < most
    return len(alone)


def test_who_is_alone_in_a_cell_does_not_learn_another_small_one() -> None:
    """Two ones at opposite corners: with one rectangle hidden, each of the two would know the other."""
    assert _assert_holds_against_insiders(_cross([1, 40, 30], [40, 1, 30], [30, 30, 30])) == 2


def test_nobody_learns_a_small_cell_by_being_alone_in_another() -> None:
    tables = [counts for seed in range(1, 60) if (counts := _random_cross(seed)).base > 200 and seed % 4]
    assert sum(map(_assert_holds_against_insiders, tables)) > 20


@pytest.mark.soak
def test_the_attacker_finds_nothing_in_a_thousand_tables_and_pages() -> None:
    for seed in range(1000, 1700):
        _assert_holds([protect(_random_cross(seed), RULE)])
    for seed in range(1000, 1300):
        _assert_holds(protect_together(_page(seed), RULE))


_SIZES = some.integers(2, 4)


@some.composite
def _any_cross(draw: some.DrawFn) -> Counts:
    rows, columns = draw(_SIZES), draw(_SIZES)
    row = some.lists(some.integers(0, 60), min_size=columns, max_size=columns)
    cells = draw(some.lists(row, min_size=rows, max_size=rows))
    return _cross(*cells, sensitive=draw(some.booleans()))


@settings(max_examples=60, deadline=None)
@given(counts=_any_cross(), threshold=some.integers(2, 12))
def test_whatever_the_table_and_the_threshold_nothing_hidden_is_known(counts: Counts, threshold: int) -> None:
    _assert_holds([protect(counts, TableRule(threshold, 12, 20))])


@settings(max_examples=100, deadline=None)
@given(cells=some.lists(some.integers(0, 80), min_size=2, max_size=8), threshold=some.integers(2, 12))
def test_whatever_the_frequencies_nothing_hidden_is_known(cells: list[int], threshold: int) -> None:
    _assert_holds([protect(_frequency(*cells), TableRule(threshold, 12, 20))])


@settings(max_examples=60, deadline=None)
@given(counts=_any_cross())
def test_whatever_the_table_no_small_cell_is_told(counts: Counts) -> None:
    protected = protect(counts, RULE)
    if isinstance(protected, ProtectedTable):
        told = [cell for row in protected.cells for cell in row if cell is not SUPPRESSED]
        assert not {*told} & {*range(1, 10)}
