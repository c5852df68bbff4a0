"""Plans and rules are loaded by command, kept whole in versions, and refused when they do not fit together."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import plans
from consult.plan.loading import load_plan
from consult.plan.rule import load_rules
from consult.reading import FileRefused
from consult.shipped import shipped
from consult.store import audit
from consult.store.plans import newest_plan, newest_rule


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan and rules, to change."""
    place = tmp_path / "plans"
    place.mkdir()
    for name in ("plan-2022-2026.yaml", "counting-rule.yaml"):
        (place / name).write_text(
            (shipped("instruments") / name).read_text(encoding="utf-8"), encoding="utf-8"
        )
    return place


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder: Path, *, demo: bool = False) -> list[plans.Loaded]:
    return plans.load_plans(folder, demo=demo, by="ann")


def test_what_was_loaded_is_what_the_files_hold(both_databases: str, app: Flask) -> None:
    load(shipped("instruments"))
    assert plans.plan("mjp-2022-2026") == load_plan()
    assert {one.id: one for one in plans.rules()} == {one.id: one for one in load_rules()}


def test_loading_twice_keeps_one_version(app: Flask, folder: Path) -> None:
    assert [one.is_new for one in load(folder)] == [True] * 4
    assert [(one.is_new, one.number) for one in load(folder)] == [(False, 1)] * 4


def test_a_changed_plan_gets_the_next_number_and_the_text_is_kept_whole(app: Flask, folder: Path) -> None:
    load(folder)
    change(folder / "plan-2022-2026.yaml", 'title: "Meerjarenplan 2022-2026"', 'title: "Ons meerjarenplan"')
    assert [one for one in load(folder) if one.is_new] == [
        plans.Loaded("plan", "mjp-2022-2026", 2, is_new=True)
    ]
    row = newest_plan("mjp-2022-2026")
    assert row is not None
    assert row.document["text"] == (folder / "plan-2022-2026.yaml").read_text(encoding="utf-8")
    assert plans.plan("mjp-2022-2026").title == "Ons meerjarenplan"


def test_a_text_that_is_put_back_is_a_version_of_its_own(app: Flask, folder: Path) -> None:
    load(folder)
    change(folder / "plan-2022-2026.yaml", 'title: "Meerjarenplan 2022-2026"', 'title: "X"')
    load(folder)
    change(folder / "plan-2022-2026.yaml", 'title: "X"', 'title: "Meerjarenplan 2022-2026"')
    assert [one.number for one in load(folder) if one.is_new] == [3]


def test_approving_a_rule_makes_a_version_of_that_rule_alone(app: Flask, folder: Path) -> None:
    load(folder)
    change(folder / "counting-rule.yaml", "status: voorstel", "status: goedgekeurd")
    assert [(one.name, one.number) for one in load(folder) if one.is_new] == [("LEVL-1", 2)]


def test_a_rule_that_counts_otherwise_under_the_same_version_is_refused(app: Flask, folder: Path) -> None:
    """Ledger lines name rule and version: what they counted by must stay what it was."""
    load(folder)
    change(folder / "counting-rule.yaml", "minimum: 10}", "minimum: 1}")
    with pytest.raises(FileRefused, match=r"rule 'LEVL-1' version 1 counts otherwise .* as version 2"):
        load(folder)
    row = newest_rule("LEVL-1")
    assert row is not None
    assert row.number == 1


def test_a_plan_that_names_no_rule_of_ours_is_refused_with_the_nearest(app: Flask, folder: Path) -> None:
    change(folder / "plan-2022-2026.yaml", "counting_rule: LEVL-1", "counting_rule: LEVL1")
    with pytest.raises(FileRefused, match=r"counting_rule 'LEVL1' is not known; did you mean 'LEVL-1'\?"):
        load(folder)


def test_the_problems_of_all_files_come_at_once_and_nothing_is_kept(app: Flask, folder: Path) -> None:
    change(folder / "plan-2022-2026.yaml", "target: 20", "target: twintig")
    change(folder / "counting-rule.yaml", "unit: consultation", "unit: consultatie")
    with pytest.raises(FileRefused) as refused:
        load(folder)
    assert len(refused.value.problems) >= 2
    assert plans.versions() == []


def test_a_folder_without_a_rule_is_refused(app: Flask, folder: Path) -> None:
    (folder / "counting-rule.yaml").unlink()
    with pytest.raises(FileRefused, match=r"plans/counting-rule\.yaml:1:1  is not there"):
        load(folder)


def test_a_plan_of_a_demonstration_is_marked_as_one(app: Flask, folder: Path) -> None:
    load(folder, demo=True)
    assert plans.plan("mjp-2022-2026").demo


def test_an_unknown_plan_is_told_with_the_nearest_and_with_the_command_when_none_is_there(app: Flask) -> None:
    with pytest.raises(plans.NotThere, match="consult plan load"):
        plans.plan("mjp-2022-2026")
    load(shipped("instruments"))
    with pytest.raises(plans.NotThere, match=r"no plan 'mjp-2022'; did you mean 'mjp-2022-2026'\?"):
        plans.plan("mjp-2022")
    with pytest.raises(plans.NotThere, match=r"no counting rule 'LEVL1'; did you mean 'LEVL-1'\?"):
        plans.rule("LEVL1")


def test_who_loaded_a_plan_stands_in_the_audit_log(app: Flask, folder: Path) -> None:
    load(folder)
    assert {line.act for line in audit.lines()} == {"plan loaded", "counting rule loaded"}
    assert list(audit.breaks()) == []
