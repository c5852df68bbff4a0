"""Questions of our instruments: several answers, routing, labels of what was recoded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pytest

from consult.disclosure.hierarchy import NO_ANSWER, hierarchy
from consult.disclosure.multi import held_by, ticks_that_may_leave
from consult.disclosure.profile import ReleaseProfile, Treatment
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.release import Released, release
from consult.disclosure.roles import Role
from consult.disclosure.table import Plain
from consult.instrument.definition import Disclosure
from tests.disclosure.worlds import a_profile

TENURE = hierarchy(
    "tenure",
    {"social": ["rents"], "private": ["rents"], "owner": ["owns"]},
    labels={"rents": {"nl": "Huurt"}},
)


@dataclass(frozen=True)
class Answers:
    """Answers to an instrument, described as a dataset describes them."""

    frame: pd.DataFrame
    variables: Mapping[str, Any]


def answers(*described: Plain, **columns: list[Any]) -> Answers:
    return Answers(pd.DataFrame(columns), {variable.name: variable for variable in described})


def ticks(*rows: tuple[int | None, int | None, int | None], third: str = "other") -> Answers:
    """Which languages are spoken: Arabic, Turkish, a third."""
    frame = pd.DataFrame(rows, columns=["speaks_ar", "speaks_tr", f"speaks_{third}"], dtype="Int8")
    frame["speaks.missing"] = ["refused" if row[0] is None else None for row in rows]
    described = [
        *(Plain(f"speaks_{code}", Disclosure.KEY, "several", "speaks", code) for code in ("ar", "tr", third)),
        Plain("speaks.missing", Disclosure.KEY, "missing", "speaks"),
    ]
    return Answers(frame, {variable.name: variable for variable in described})


SPOKEN = ticks(
    (1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 1), (1, 1, 1), (None, None, None), (None,) * 3
)


def test_several_answers_leave_as_a_summary() -> None:
    frame = release(SPOKEN, a_profile({})).frame
    assert list(frame) == ["speaks.how_many", "speaks.main", "speaks.with_other"]
    assert list(frame["speaks.how_many"]) == ["1", "1", "2", "2", "3+", "3+", NO_ANSWER, NO_ANSWER]
    assert list(frame["speaks.main"]) == ["ar"] * 6 + [NO_ANSWER] * 2
    assert list(frame["speaks.with_other"]) == ["0"] * 4 + ["1"] * 2 + [NO_ANSWER] * 2


def test_single_ticks_leave_where_they_are_asked_for_and_held_by_k() -> None:
    profile = replace(a_profile({"speaks": Treatment(Role.MULTI, ticks=True)}, k=3), suppression=1.0)
    released = release(ticks(*[(1, 0, 0)] * 3, *[(1, 1, 0)] * 3, (1, 0, 1), (1, 0, 1), third="so"), profile)
    assert {name for name in released.frame if "." not in name} == {"speaks_ar", "speaks_tr"}
    assert released.promise.ticks == {"speaks": ["speaks_ar", "speaks_tr"]}


def test_a_pair_of_ticks_that_few_hold_costs_the_rarer_of_the_two() -> None:
    frame = pd.DataFrame({"a": [1, 1, 1, 1], "b": [1, 1, 0, 1], "c": [1, 0, 1, 0]}, dtype="Int8")
    assert held_by(frame)["b", "c"] == 1
    assert ticks_that_may_leave(frame, 2) == ["a", "b"]


def housed(routing: str, tenure: list[str], waited: list[str], role: Disclosure = Disclosure.SAFE) -> Answers:
    return answers(
        Plain("tenure", Disclosure.KEY, "choice", "tenure", codes=("social", "private", "owner")),
        Plain("waited", role, "choice", "waited", routings=(routing,)),
        tenure=tenure,
        waited=waited,
    )


def tenures(level: int) -> ReleaseProfile:
    return a_profile({"tenure": Treatment(Role.KEY, TENURE, coarsest=level)})


def test_what_only_some_are_asked_does_not_leave_when_it_tells_what_was_recoded() -> None:
    table = housed("${tenure} = 'social'", ["social", "private"], ["long", "not_asked"])
    report = release(table, tenures(1)).report
    assert report.withheld == {"waited": "is asked of some only, which tells tenure"}


@pytest.mark.parametrize("routing", ["${tenure} = 'social' or ${tenure} = 'private'", "", "1 = 1"])
def test_what_all_who_look_alike_are_asked_leaves(routing: str) -> None:
    table = housed(routing, ["social", "private"], ["long", "short"])
    assert list(release(table, tenures(1)).frame) == ["tenure", "waited"]


def test_what_a_key_decides_leaves_when_the_key_is_told_as_it_is() -> None:
    table = housed(
        "${tenure} = 'social'", ["social", "social", "private", "private"], ["long"] * 2 + ["not_asked"] * 2
    )
    assert list(release(table, tenures(1)).frame) == ["tenure", "waited"]


def test_what_a_withheld_key_decides_does_not_leave_and_costs_nothing() -> None:
    """It is taken out before the search, so that no group is made larger for its sake."""
    table = housed("${tenure} = 'social'", ["social", "private"], ["long", "not_asked"], Disclosure.SENSITIVE)
    released = release(table, a_profile({"tenure": Role.WITHHELD}, l=2))
    assert list(released.frame) == []
    assert released.promise.sensitive == {}


def test_what_follows_from_what_follows_is_followed_too() -> None:
    table = answers(
        Plain("tenure", Disclosure.KEY, "choice", "tenure", codes=("social", "private", "owner")),
        Plain("waited", Disclosure.SAFE, "choice", "waited", routings=("${tenure} = 'social'",)),
        Plain("why_long", Disclosure.SAFE, "choice", "why_long", routings=("${waited} = 'long'",)),
        tenure=["social", "private", "private"],
        waited=["long", "not_asked", "not_asked"],
        why_long=["a", "not_asked", "not_asked"],
    )
    released = release(table, a_profile({"tenure": Role.WITHHELD}))
    assert list(released.frame) == []
    assert released.report.withheld["why_long"] == "is asked of some only, which tells tenure"


def test_what_an_earlier_version_asked_of_some_only_still_tells_it() -> None:
    table = answers(
        Plain("tenure", Disclosure.KEY, "choice", "tenure", codes=("social", "private", "owner")),
        Plain("waited", Disclosure.SAFE, "choice", "waited", routings=("${tenure} = 'social'", "")),
        tenure=["social", "private"],
        waited=["long", "not_asked"],
    )
    assert list(release(table, a_profile({"tenure": Role.WITHHELD})).frame) == []


def test_why_there_is_no_answer_does_not_leave_without_the_answer() -> None:
    """Alone it says one and the same of everybody, which no promise of differing answers can hold."""
    table = answers(
        Plain("age", Disclosure.KEY, "number", "age"),
        Plain(
            "total",
            Disclosure.SENSITIVE,
            "number",
            "total",
            calculation="${age} * 2",
            companion="total.missing",
        ),
        Plain("total.missing", Disclosure.SENSITIVE, "missing", "total"),
        age=["30", "70"] * 5,
        **{"total": ["60", "140"] * 5, "total.missing": [""] * 10},
    )
    released = release(table, a_profile({"age": Role.WITHHELD}, l=2))
    assert list(released.frame) == []
    assert released.report.withheld["total.missing"] == "is worked out from age, which it tells"


def test_what_is_worked_out_from_a_withheld_answer_does_not_leave() -> None:
    table = answers(
        Plain("age", Disclosure.KEY, "number", "age"),
        Plain("senior", Disclosure.SAFE, "calculated", "senior", calculation="if(${age} > 64, 'yes', 'no')"),
        age=["30", "70"],
        senior=["no", "yes"],
    )
    released = release(table, a_profile({"age": Role.WITHHELD}))
    assert released.report.withheld["senior"] == "is worked out from age, which it tells"


def test_the_follow_up_of_a_withheld_sensitive_answer_does_not_leave() -> None:
    table = answers(
        Plain("discriminated", Disclosure.SENSITIVE, "choice", "discriminated"),
        Plain("reported", Disclosure.SAFE, "choice", "reported", routings=("${discriminated} = 'yes'",)),
        discriminated=["yes", "no"],
        reported=["no", "not_asked"],
    )
    assert list(release(table, a_profile({"discriminated": Role.WITHHELD})).frame) == []


def test_a_tick_that_all_of_a_group_hold_is_no_mixed_group() -> None:
    """The combinations differ; that each of them was discriminated for their religion does not."""

    def grounds(*rows: tuple[int, int]) -> Answers:
        return answers(
            Plain("sex", Disclosure.KEY, "choice", "sex"),
            *(
                Plain(f"grounds_{one}", Disclosure.SENSITIVE, "several", "grounds", one)
                for one in ("religion", "sex")
            ),
            sex=["w"] * len(rows),
            grounds_religion=[religion for religion, _ in rows],
            grounds_sex=[sex for _, sex in rows],
        )

    with pytest.raises(ReleaseRefused):
        release(grounds((1, 1), (1, 0)), a_profile({}, l=2))
    assert len(release(grounds((1, 1), (0, 0)), a_profile({}, l=2)).frame) == 2


def test_ways_of_having_no_answer_are_not_different_answers() -> None:
    table = answers(
        Plain("sex", Disclosure.KEY, "choice", "sex"),
        Plain("faith", Disclosure.SENSITIVE, "choice", "faith"),
        sex=["w"] * 3,
        faith=["a", "refused", "not_asked"],
    )
    assert release(table, a_profile({}, l=2)).report.l == 2
    with pytest.raises(ReleaseRefused):
        release(table, a_profile({}, l=3))


def test_a_recoded_key_is_described_by_its_level() -> None:
    released: Released = release(housed("", ["social", "private"], ["x", "x"]), tenures(1))
    assert released.variables["tenure"].codes == ("rents", "owns")


def test_a_summary_is_described_too() -> None:
    assert list(release(SPOKEN, a_profile({})).variables) == [
        "speaks.how_many",
        "speaks.main",
        "speaks.with_other",
    ]


def test_no_description_tells_a_value_of_a_row_that_was_left_out() -> None:
    table = answers(Plain("rent", Disclosure.KEY, "number", "rent"), rent=[400, 400, 650])
    released = release(table, replace(a_profile({}), suppression=0.4))
    assert released.variables["rent"].codes == ("400",)
    assert list(released.frame["rent"].cat.categories) == ["400"]


def test_a_number_that_is_a_key_leaves_in_one_column() -> None:
    rent = hierarchy("rent", {str(euro): [f"{euro // 100 * 100}+"] for euro in range(400, 700)})
    table = answers(
        Plain("rent", Disclosure.KEY, "number", "rent", companion="rent.missing"),
        Plain("rent.missing", Disclosure.KEY, "missing", "rent"),
        rent=pd.array([410, 420, None, None], dtype="Int64"),
        **{"rent.missing": [None, None, "refused", "dont_know"]},
    )
    frame = release(table, a_profile({"rent": Treatment(Role.KEY, rent)})).frame
    assert list(frame) == ["rent"]
    assert list(frame["rent"]) == ["400+", "400+", NO_ANSWER, NO_ANSWER]


def test_days_become_months() -> None:
    days = pd.to_datetime(["2026-03-02", "2026-03-09", "2026-04-01", "2026-04-30"]).as_unit("s")
    table = answers(Plain("day", Disclosure.KEY, "day"), day=list(days))
    assert list(release(table, a_profile({})).frame["day"]) == ["2026-03"] * 2 + ["2026-04"] * 2
