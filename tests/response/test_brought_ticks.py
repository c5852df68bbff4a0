"""What the column of one choice says about it, in files of others."""

from consult.response.bringing.values import is_ticked


def test_a_choice_called_0_is_ticked_only_where_its_column_says_so() -> None:
    assert [is_ticked(said, "0") for said in ("0", "", "1", "x")] == [False, False, True, True]
    assert [is_ticked(said, "no") for said in ("no", "yes")] == [False, True]
