from pathlib import Path

import pytest

from consult.instrument.definition import Method
from consult.plan.rule import Approval, Unit, load_rules, rule_named
from consult.reading import FileRefused
from tests.plan.worlds import LEVL_1, RULES


def test_our_rule_is_a_proposal_that_nobody_approved_yet():
    assert (LEVL_1.status, LEVL_1.approval) == ("voorstel", Approval("", None))


def test_the_minimums_are_those_of_the_rule():
    minimums = {method.value: rule.minimum for method, rule in LEVL_1.methods.items()}
    assert minimums == {
        "survey": 10,
        "focus-group": 3,
        "discussion-table": 3,
        "citizen-panel": 5,
        "interview": 3,
    }


def test_there_are_three_readings_of_the_sentence():
    assert {rule.id: rule.unit for rule in RULES} == {
        "LEVL-1": Unit.CONSULTATION,
        "every-interview": Unit.INTERVIEW,
        "per-trajectory": Unit.TRAJECTORY,
    }


def test_the_latest_version_of_a_rule_is_the_one_that_holds(tmp_path: Path):
    text = _a_rule(version=1) + _a_rule(version=2).removeprefix("schema: 1\nrules:\n")
    rules = load_rules(_file(tmp_path, text))
    assert rule_named("X", rules).version == 2


def test_an_unknown_rule_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="choose one of LEVL-1, every-interview, per-trajectory"):
        rule_named("LEVL-2", RULES)


def test_all_problems_of_a_rule_come_at_once_with_their_place(tmp_path: Path):
    broken = (
        _a_rule()
        .replace("unit: consultation", "unit: consultatie")
        .replace("minimum: 3}", "minimum: drie}")
        .replace("[report]", "[raport]")
        .replace("status: voorstel", "statu: voorstel")
        .replace('by: ""', 'by: "ABB"')
    )
    with pytest.raises(FileRefused) as refused:
        load_rules(_file(tmp_path, broken))
    folder = tmp_path.name
    assert [str(problem) for problem in refused.value.problems] == [
        f"{folder}/rule.yaml:3:5  'status' is missing; add a line `status: ...`",
        f"{folder}/rule.yaml:5:5  'statu' is not known here; did you mean 'status'?",
        f"{folder}/rule.yaml:6:15  an approval has both a day (`on`) and an approver (`by`), or neither while it is a proposal",
        f"{folder}/rule.yaml:7:5  unit 'consultatie' is not known; did you mean 'consultation'?",
        f"{folder}/rule.yaml:12:32  minimum is 'drie', expected a whole number of 1 or more",
        f"{folder}/rule.yaml:16:5  historic_evidence names 'raport', which is not known; did you mean 'report'?",
    ]


def test_a_method_that_a_rule_forgets_is_a_problem(tmp_path: Path):
    forgetful = _a_rule().replace("      interview: {one_is: x, minimum: 2}\n", "")
    with pytest.raises(FileRefused, match="says nothing of 'interview'"):
        load_rules(_file(tmp_path, forgetful))


def test_a_file_that_is_no_yaml_is_refused_with_its_place(tmp_path: Path):
    with pytest.raises(FileRefused, match=r"rule\.yaml:3:1  is not YAML"):
        load_rules(_file(tmp_path, "schema: 1\nrules: [\n"))


def test_every_method_is_decided_by_every_rule():
    assert all(set(rule.methods) == set(Method) for rule in RULES)


def _file(folder: Path, text: str) -> Path:
    path = folder / "rule.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _a_rule(version: int = 1) -> str:
    return f"""schema: 1
rules:
  - id: X
    version: {version}
    status: voorstel
    approved: {{by: "", on: null}}
    unit: consultation
    title: X
    text: X
    methods:
      survey: {{one_is: x, minimum: 10}}
      focus-group: {{one_is: x, minimum: 3}}
      discussion-table: {{one_is: x, minimum: 4}}
      citizen-panel: {{one_is: x, minimum: 5}}
      interview: {{one_is: x, minimum: 2}}
    historic_evidence: [report]
    evidence: [report, data]
"""
