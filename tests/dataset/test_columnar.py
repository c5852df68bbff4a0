"""The columnar copy holds what the database holds, no more and no less, and leads to nobody."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from consult.dataset.building import build
from consult.dataset.columnar import ColumnarCopy, CopyOutOfStep, Held, held
from consult.dataset.encoding import StoredDocument
from tests.dataset.worlds import FIRST, SECOND, a_response, second, versions

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)

Stored = dict[str, StoredDocument]  # by id


def now(stored: Stored) -> dict[str, dict[date, Held]]:
    """What a database with these responses would say that it holds."""
    found = {response.version for response in stored.values()}
    return {
        version: held((id_, one.day) for id_, one in stored.items() if one.version == version)
        for version in found
    }


def refreshed(copy: ColumnarCopy, stored: Stored) -> list[StoredDocument]:
    """Refreshes the copy as an action would; what it had to read for that."""
    stale = copy.stale_days(now(stored))
    read = [one for one in stored.values() if one.day in stale.get(one.version, ())]
    copy.refresh(read, now(stored))
    return read


def sorted_rows(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(frame.astype(str).itertuples(index=False, name=None))


def same(copy: ColumnarCopy, stored: Iterable[StoredDocument]) -> bool:
    return sorted_rows(copy.dataset().frame) == sorted_rows(build(stored, copy.versions).frame)


@pytest.fixture
def copy(tmp_path: Path) -> ColumnarCopy:
    return ColumnarCopy(tmp_path, "w" * 26, versions(FIRST, SECOND))


@pytest.fixture
def stored() -> Stored:
    return {
        "a1": a_response(rent=600, tenure="private"),
        "b2": a_response(rent="dont_know", day=TUESDAY),
        "c3": a_response(effects="refused"),
        "d4": second(tenure="owner"),
    }


def test_the_copy_gives_the_same_dataset_as_the_documents(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    assert same(copy, stored.values())


def test_numbers_are_places_among_the_codes_and_negative_where_there_is_no_answer(
    copy: ColumnarCopy, stored: Stored
) -> None:
    refreshed(copy, stored)
    numbers = copy.numbers(["tenure", "effects.missing", "rent"])
    assert copy.variables["tenure"].codes == ("owner", "social", "private", "other")
    assert sorted(numbers["tenure"].tolist()) == [0, 1, 1, 2]
    assert sorted(numbers["effects.missing"].tolist()) == [-4, 0, 0, 0]
    assert sorted(numbers["rent"].tolist()) == [0, 0, 0, 600]


def test_a_copy_that_was_never_made_is_stale_even_of_nothing(copy: ColumnarCopy) -> None:
    assert copy.stale_days({})
    refreshed(copy, {})
    assert not copy.stale_days({})
    assert len(copy.dataset()) == 0


def test_only_the_days_that_changed_are_read_again(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    stored["e5"] = a_response(tenure="other", day=TUESDAY)
    assert copy.stale_days(now(stored))
    assert len(refreshed(copy, stored)) == 2
    assert not copy.stale_days(now(stored))
    assert same(copy, stored.values())


def test_a_withdrawn_response_leaves_the_copy(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    del stored["a1"]
    assert copy.stale_days(now(stored))
    refreshed(copy, stored)
    assert 600 not in copy.numbers(["rent"])["rent"]
    assert same(copy, stored.values())


def test_the_last_response_of_a_day_leaves_it_too(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    del stored["b2"], stored["d4"]
    refreshed(copy, stored)
    assert same(copy, stored.values())


def test_one_withdrawn_and_one_sent_on_the_same_day_is_seen(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    del stored["b2"]
    stored["f6"] = a_response(tenure="other", day=TUESDAY)
    assert copy.stale_days(now(stored)) == {"v1": {TUESDAY}}


def test_a_later_version_with_another_language_moves_no_answer(tmp_path: Path, stored: Stored) -> None:
    first = {id_: one for id_, one in stored.items() if one.version == "v1"}
    refreshed(ColumnarCopy(tmp_path, "c", versions(FIRST)), first)
    in_french = SECOND.replace("languages: [nl, ar]", "languages: [nl, fr, ar]")
    later = ColumnarCopy(tmp_path, "c", versions(FIRST, in_french))
    stored["g7"] = second()._replace(language="ar")
    stored["h8"] = a_response(day=TUESDAY)._replace(language="ar")
    refreshed(later, stored)
    assert later.variables["language"].codes == ("nl", "fr", "ar")
    assert same(later, stored.values())


def test_the_file_holds_no_id_and_no_order(copy: ColumnarCopy) -> None:
    stored = {f"id{number}": a_response(rent=number) for number in range(300)}
    refreshed(copy, stored)
    file = copy.folder / copy.consultation / "v1.parquet"
    assert not {"id", "response"} & set(pq.read_schema(file).names)
    assert copy.numbers(["rent"])["rent"].tolist() != sorted(range(300))
    assert b"id7" not in file.read_bytes() + file.with_suffix(".json").read_bytes()


def test_a_file_that_is_not_the_one_told_of_is_made_again(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    state = copy.folder / copy.consultation / "v1.json"
    told = state.read_text()
    del stored["a1"]
    refreshed(copy, stored)
    state.write_text(told)  # as when two processes wrote at once
    assert len(refreshed(copy, stored)) == 2
    assert same(copy, stored.values())


def test_a_broken_file_is_made_again(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    (copy.folder / copy.consultation / "v1.parquet").write_bytes(b"PAR1 no more")
    refreshed(copy, stored)
    assert same(copy, stored.values())


def test_responses_that_came_in_between_leave_the_copy_as_it_was(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    then = now(stored | {"e5": a_response(day=TUESDAY)})
    with pytest.raises(CopyOutOfStep, match="2026-03-03"):
        copy.refresh([a_response(day=TUESDAY)] * 3, then)
    assert not copy.stale_days(now(stored))
    assert sorted(file.suffix for file in (copy.folder / copy.consultation).iterdir()) == [
        ".json",
        ".json",
        ".parquet",
        ".parquet",
    ]


def test_responses_of_a_fresh_version_are_refused(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    stored["b3"] = a_response(day=TUESDAY)
    with pytest.raises(CopyOutOfStep, match="of which the copy is fresh"):
        copy.refresh([*stored.values()], now(stored))


def test_what_is_held_does_not_depend_on_the_order() -> None:
    ids = [("a", MONDAY), ("b", MONDAY), ("c", TUESDAY)]
    assert held(ids) == held(reversed(ids))
    assert held(ids)[MONDAY].n == 2
    assert held([("a", MONDAY)]) != held([("b", MONDAY)])


def test_a_dropped_copy_is_made_from_everything(copy: ColumnarCopy, stored: Stored) -> None:
    refreshed(copy, stored)
    copy.drop()
    assert len(refreshed(copy, stored)) == 4
    assert same(copy, stored.values())
