"""Tables of a survey: counted right, told when nobody can answer any more, and safe side by side."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from time import perf_counter

import pytest
from flask import Flask

from consult.actions import answering, clock, tabulating, transaction
from consult.actions.consultations import Consultation
from consult.actions.demonstration import story
from consult.actions.releases.profiles import profile_named
from consult.actions.tabulating import (
    NothingToTell,
    NotTabulated,
    StillOpen,
    crosstab,
    frequencies,
    frequency,
)
from consult.app import create_app
from consult.disclosure.tables import SUPPRESSED, ProtectedTable, Reason, Withheld
from consult.folder import DataFolder
from consult.store import answers
from consult.store import consultations as rows
from consult.store.base import db
from tests.actions.closed_survey import (
    CLOSED,
    INSTRUMENT,
    TODAY,
    a_closed_survey,
    an_unanswered_one,
    answer,
    folder,
)
from tests.cli.conftest import Typed, typed  # noqa: F401  (the fixture)
from tests.disclosure.attacker import Attacker

NOVEMBER = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_answers_are_counted_as_by_hand(app: Flask, typed: Typed) -> None:  # noqa: F811
    """33 own, 23 rent, three sleep in the street: too few, so the next smallest goes with them."""
    row = a_closed_survey()
    told = json.loads(typed("tabulate", row.id, "--rows", "tenure", "--json").output)
    assert told["base"] == 59
    assert [(one["row"], one["count"], one.get("suppressed", False)) for one in told["cells"]] == [
        ("owner", 33, False),
        ("social", None, True),
        ("street", None, True),
    ]


def test_several_answers_are_counted_as_by_hand(app: Flask, typed: Typed) -> None:  # noqa: F811
    a_closed_survey()
    told = json.loads(typed("tabulate", "Survey wonen", "--rows", "help", "--json").output)
    assert {one["row"]: one["count"] for one in told["cells"]} == {"family": 48, "office": 24}
    assert told["kind"] == "multiple"
    assert told["no_answer"]["rows"] == "no_answer"


def test_a_cross_table_is_counted_as_by_hand(app: Flask, typed: Typed) -> None:  # noqa: F811
    row = a_closed_survey()
    told = json.loads(typed("tabulate", row.id, "--rows", "tenure", "--columns", "gender", "--json").output)
    counts = {(one["row"], one["column"]): one["count"] for one in told["cells"]}
    assert counts == {
        ("owner", "woman"): 20,
        ("owner", "man"): 13,
        ("social", "woman"): None,
        ("social", "man"): None,
        ("street", "woman"): None,
        ("street", "man"): None,
        ("owner", None): 33,
        ("social", None): None,
        ("street", None): None,
        (None, "woman"): 31,
        (None, "man"): 28,
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Survey wone", "--rows", "tenure"), "did you mean 'Survey wonen'?"),
        (("Survey wonen", "--rows", "tenur"), "did you mean 'tenure'?"),
        (("Survey wonen", "--rows", "tenure", "--columns", "gendr"), "did you mean 'gender'?"),
        (("Survey wonen", "--rows", "gender", "--columns", "tenure"), "there is no subgroup 'tenure'"),
        (("Survey wonen", "--rows", "help", "--columns", "gender"), "it has several answers"),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest(
    app: Flask,
    typed: Typed,  # noqa: F811
    words: tuple[str, ...],
    says: str,
) -> None:
    a_closed_survey()
    ended = typed("tabulate", *words)
    assert ended.exit_code == 1
    assert says in ended.stderr
    assert ended.output.replace(ended.stderr, "") == ""


@pytest.mark.parametrize("day", [date(2026, 3, 30), CLOSED])
def test_there_are_no_tables_while_anyone_can_stillanswer(app: Flask, day: date) -> None:
    """On the day of closing whoever had begun may still send."""
    row = a_closed_survey()
    if day < CLOSED:
        row.closed_on = None
    with clock.at(day), pytest.raises(StillOpen):
        frequencies(row, folder(app))


def test_nobody_answered_is_said(app: Flask) -> None:
    row = a_closed_survey()
    db.session.execute(db.text("DELETE FROM responses"))
    with pytest.raises(NothingToTell, match="nobody answered"):
        frequencies(row, folder(app))


def test_one_who_withdraws_is_not_seen_by_what_moved(app: Flask) -> None:
    """Tables stand still until ten went; also those of the report, which nobody had looked at yet."""
    row = a_closed_survey()
    (folder(app).path / "exports" / "report.yaml").write_text(
        (folder(app).path / "exports" / "internal.yaml")
        .read_text()
        .replace("internal", "report")
        .replace("threshold: 5", "threshold: 10")
    )
    assert _base(row, app) == 61
    crossed = crosstab(row, folder(app), "tenure", "gender").table
    _withdraw(1)
    tabulating._KEPT.clear()
    assert (_base(row, app), _base(row, app, "report")) == (61, 61)
    assert crosstab(row, folder(app), "tenure", "gender").table == crossed
    _withdraw(9)
    assert (_base(row, app), _base(row, app, "report")) == (51, 51)


def test_a_crossing_that_was_not_told_by_then_is_not_told_after_a_withdrawal(app: Flask) -> None:
    row = a_closed_survey()
    _base(row, app)
    _withdraw(1)
    table = crosstab(row, folder(app), "tenure", "gender").table
    assert isinstance(table, Withheld)
    assert table.reason is Reason.CHANGED


def test_nothing_that_is_kept_of_tables_is_an_answer(app: Flask) -> None:
    row = a_closed_survey()
    _base(row, app)
    kept = "".join(file.read_text() for file in folder(app).told.rglob("*.json"))
    assert '"street"' not in kept
    assert all(one.id not in kept for one in answers.responses_of(row.id))


ROUTED = """
      - {name: waited, type: select_one yes_no, label: Wacht u?, relevant: "${tenure} = 'social'", disclosure: safe}
"""


def a_routed_survey(people: Iterable[tuple[str, str]]) -> Consultation:
    """The survey with a question that only tenants are asked. people: how they live, and what they said to it."""
    anchor = "      - {name: help, type"
    row = an_unanswered_one(INSTRUMENT.replace(anchor, ROUTED.lstrip("\n") + anchor, 1))
    about_all = {"gender": "woman", "help": ["family"], "target_group": "yes"}
    for number, (tenure, waited) in enumerate(people):
        answer(row, number, {"tenure": tenure, "waited": waited, **about_all})
    db.session.commit()
    return row


def test_how_many_were_asked_does_not_tell_what_a_table_hides(app: Flask) -> None:
    """31 who rent were asked, and 3 on the street were not: together they are hidden, so the second table is too."""
    people = [("owner", "not_asked")] * 100 + [("social", "yes")] * 31 + [("street", "not_asked")] * 3
    row = a_routed_survey(people)
    tenure, waited = (frequency(row, folder(app), name).table for name in ("tenure", "waited"))
    assert isinstance(tenure, ProtectedTable)
    assert [cells[0] for cells in tenure.cells] == [100, SUPPRESSED, SUPPRESSED]
    assert isinstance(waited, Withheld)


def test_a_question_that_only_some_are_asked_is_told_where_nothing_is_hidden(app: Flask) -> None:
    people = [("owner", "not_asked")] * 40 + [("social", "yes")] * 41 + [("street", "not_asked")] * 30
    row = a_routed_survey(people)
    assert isinstance(frequency(row, folder(app), "waited").table, ProtectedTable)


def _withdraw(n: int) -> None:
    ids = (
        db.session.execute(db.text("SELECT id FROM responses ORDER BY id LIMIT :n"), {"n": n}).scalars().all()
    )
    for id_ in ids:
        answering.erase(id_)


def _base(row: Consultation, app: Flask, audience: str = "internal") -> int:
    table = frequency(row, folder(app), "target_group", audience).table
    assert isinstance(table, ProtectedTable)
    return table.base


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str]
) -> Path:
    """A demonstration of 180 people, played once."""
    made = tmp_path_factory.mktemp("demonstration")
    DataFolder(made).mark_as_demonstration()
    DataFolder(made).keep_text_keys(text_keys)
    shutil.copy(migrated_sqlite, made / "consult.sqlite")
    app = create_app({"DATA": made, "TESTING": True})
    with app.app_context(), clock.at(NOVEMBER):
        transaction.begin_writing()
        story.demonstrate(app.extensions["folder"], responses=180, seed=7)
        transaction.commit()
        db.session.remove()
        db.engine.dispose()
    return made


@pytest.fixture
def demo(played: Path) -> Iterator[tuple[Consultation, DataFolder]]:
    """The closed wave of the demonstration."""
    app = create_app({"DATA": played, "TESTING": True})
    with app.app_context(), clock.at(NOVEMBER):
        waves = [one for project in rows.projects() for one in project.consultations]
        yield next(one for one in waves if one.title == "Survey wonen, golf 1"), app.extensions["folder"]
        db.session.remove()
        db.engine.dispose()


def test_nothing_suppressed_can_be_worked_out_from_everything_the_demonstration_shows(
    demo: tuple[Consultation, DataFolder],
) -> None:
    """Frequencies and all fixed crossings together: nothing is recovered by subtraction, and no cell is known."""
    single = [one for one in frequencies(*demo) if not one.question.variable.several]
    by = tabulating.subgroups(*demo)
    pairs = [
        (one.question.name, group.name)
        for one, group in product(single, by)
        if one.question.name != group.name
    ]
    told = [one.table for one in single] + [crosstab(*demo, *pair).table for pair in pairs]
    shown = [one for one in told if isinstance(one, ProtectedTable)]
    attacker = Attacker(shown)
    assert len(attacker.hidden) > 200
    assert attacker.subtracted() == {}
    known = {spot: ends for spot, ends in attacker.intervals().items() if ends[0] == ends[1]}
    assert known == {}


def test_a_cross_table_takes_less_than_a_second_of_work(demo: tuple[Consultation, DataFolder]) -> None:
    frequencies(*demo)
    start = perf_counter()
    crosstab(*demo, "home_language", "age")
    assert perf_counter() - start < 3  # on a busy machine; a tenth of that alone


def test_turned_a_cross_table_of_subgroups_hides_the_same(demo: tuple[Consultation, DataFolder]) -> None:
    one, other = (crosstab(*demo, *names).table for names in (("gender", "age"), ("age", "gender")))
    assert isinstance(one, ProtectedTable)
    assert isinstance(other, ProtectedTable)
    assert tuple(zip(*one.cells, strict=True)) == other.cells
    assert any(cell is SUPPRESSED for line in one.cells for cell in line)


# --- the profile


def test_the_shipped_profile_is_what_privacy_asks(app: Flask) -> None:
    profile = profile_named("internal", folder(app))
    safety = profile.safety
    assert (safety.threshold, safety.threshold_identity, safety.smallest_base) == (5, 10, 30)
    assert profile.instruments["social-housing/survey"].subgroups == ("gender", "age", "target_group")


def test_an_instrument_nobody_made_a_profile_for_is_told_as_if_all_were_identity(app: Flask) -> None:
    """With the profile the hidden cells of `help` would need 5; without, 10, and nothing is crossed."""
    row = a_closed_survey()
    (folder(app).path / "exports" / "internal.yaml").unlink()
    told = frequency(row, folder(app), "tenure").table
    assert isinstance(told, ProtectedTable)
    assert told.threshold == 10
    with pytest.raises(NotTabulated, match="no subgroup 'gender'"):
        crosstab(row, folder(app), "tenure", "gender")


def test_a_wrong_profile_is_refused_with_its_place(app: Flask, typed: Typed) -> None:  # noqa: F811
    row = a_closed_survey()
    file = folder(app).path / "exports" / "internal.yaml"
    file.write_text(file.read_text().replace("subgroups: [gender", "subgroups: [gender, gender"))
    told = typed("tabulate", row.id, "--rows", "tenure")
    assert told.exit_code == 1
    assert "'gender' twice; name it once" in told.output
    assert "internal.yaml:" in told.output


def test_a_question_cannot_be_crossed_with_itself(app: Flask) -> None:
    with pytest.raises(NotTabulated, match="the same question"):
        crosstab(a_closed_survey(), folder(app), "gender", "gender")
