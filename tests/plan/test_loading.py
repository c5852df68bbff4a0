import time
from datetime import date
from pathlib import Path

import pytest

from consult.instrument.definition import Method
from consult.plan.definition import Kind
from consult.plan.loading import load_plan, load_plan_text
from consult.plan.rule import Approval
from consult.reading import FileRefused
from consult.shipped import shipped

MJP = load_plan()
OFFICIAL_OD21A = "LEVL organiseert minimaal 20 consultaties (o.a. diepte-interviews, surveys, focusgroepen) met mensen uit de doelgroep"


def test_the_plan_asks_for_twenty_consultations_from_2022_to_2026():
    assert (MJP.id, MJP.start, MJP.end) == ("mjp-2022-2026", date(2022, 1, 1), date(2026, 12, 31))
    assert (MJP.consultations.key, MJP.consultations.target) == ("mjp-2022-2026/OD2.1-a", 20)
    assert MJP.consultations.nl == OFFICIAL_OD21A


def test_the_people_reached_have_no_target():
    assert (MJP.people_reached.id, MJP.people_reached.kind, MJP.people_reached.target) == (
        "OD2.1-b",
        Kind.COUNT,
        None,
    )


def test_the_plan_and_the_policy_note_each_have_an_objective_2_1_and_the_keys_differ():
    of_note = {objective.key for objective in MJP.policy_note.objectives} if MJP.policy_note else set()
    assert "beleidsnota-2024-2029/BN-OD2.1" in of_note
    assert of_note.isdisjoint(indicator.key for indicator in MJP.indicators)


def test_a_resultaat_keeps_its_indicators_and_its_periods():
    housing = next(result for result in MJP.results if result.id == "R7")
    assert [indicator.key for indicator in housing.indicators] == ["jap-2025/R7-a", "jap-2025/R7-b"]
    assert [(period.name, period.start) for period in housing.periods] == [
        ("report", date(2025, 1, 1)),
        ("talks", date(2025, 9, 1)),
    ]


def test_every_indicator_has_a_version_a_gloss_and_an_approval_record():
    assert all(indicator.version == 1 and indicator.gloss for indicator in MJP.indicators)
    assert MJP.indicator("OD2.1-a").approval.on == date(2021, 10, 1)
    assert MJP.indicator("R7-a").approval == Approval()


def test_every_word_of_the_sources_for_a_method_is_one_of_ours_but_the_trajectory():
    methods = {word.id: word.method for word in MJP.methods_named}
    assert methods["burgerpanel"] is methods["consultatiepanel"] is Method.CITIZEN_PANEL
    assert [word for word, method in methods.items() if method is None] == ["kwalitatieve_bevraging"]


def test_an_unknown_indicator_is_named_with_the_plan():
    with pytest.raises(KeyError, match=r"plan 'mjp-2022-2026' has no indicator 'OD9\.9-z'"):
        MJP.indicator("OD9.9-z")


def test_all_problems_of_a_plan_come_at_once_with_their_place(tmp_path: Path):
    path = tmp_path / "plan.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_plan(path)
    assert [str(problem).removeprefix(f"{tmp_path.name}/") for problem in refused.value.problems] == [
        "plan.yaml:1:1  one indicator in force must be `counted_from: person_reached`; there are: none",
        "plan.yaml:5:31  the plan ends on 2022-01-01 before it starts on 2026-12-31; swap the two",
        "plan.yaml:17:25  version is 0, expected a whole number of 1 or more",
        "plan.yaml:18:13  OD1-b asks for a minimum but names no target; add `target: N` or make it a `count`",
        "plan.yaml:18:71  feeds names 'OD1-z', which is not in this file; did you mean 'OD1-b'?",
        "plan.yaml:19:14  'OD1-b' is used twice; give one of them another id or the next version",
        "plan.yaml:19:54  kind 'cuont' is not known; did you mean 'count'?",
        "plan.yaml:19:67  approval 'X' is not known; expected one of A",
        "plan.yaml:19:80  'tagret' is not known here; did you mean 'target'?",
    ]


def test_a_plan_kept_as_text_is_the_plan_of_its_file():
    text = (shipped("instruments") / "plan-2022-2026.yaml").read_text(encoding="utf-8")
    assert load_plan_text(text, "instruments/plan-2022-2026.yaml") == MJP


def test_a_plan_names_the_rule_that_its_actuals_follow():
    assert MJP.rule == "LEVL-1"


def test_a_file_that_is_no_text_is_refused_with_the_mend(tmp_path: Path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"plan: \xff\xfe")
    with pytest.raises(FileRefused, match=r"is no text in UTF-8; save it as UTF-8"):
        load_plan(path)


def test_a_later_version_of_an_indicator_takes_the_place_of_the_earlier(tmp_path: Path):
    path = tmp_path / "plan.yaml"
    text = (shipped("instruments") / "plan-2022-2026.yaml").read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if "{id: OD2.1-a," in line)
    new = old.replace("version: 1", "version: 2").replace("target: 20", "target: 25")
    path.write_text(text.replace(old, f"{old}\n{new}"), encoding="utf-8")
    renewed = load_plan(path)
    assert (renewed.consultations.version, renewed.consultations.target) == (2, 25)
    assert len(renewed.indicators) == len(MJP.indicators)


BROKEN = """schema: 1
plan:
  id: p
  title: P
  period: {start: 2026-12-31, end: 2022-01-01}
  funder: {name: F, supervisor: S}
  counting_rule: R
approvals:
  A: {by: "", on: null}
sources: {}
strategic_objectives:
  - id: SD1
    nl: x
    gloss: x
    operational_objectives:
      - {id: OD1, nl: x, gloss: x, indicators: [
            {id: OD1-a, version: 0, nl: x, gloss: x, kind: count, counted_from: consultation, approval: A},
            {id: OD1-b, version: 1, nl: x, gloss: x, kind: count_min, feeds: [OD1-z], approval: A},
            {id: OD1-b, version: 1, nl: x, gloss: x, kind: cuont, approval: X, tagret: 3}]}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema: 1\na: " + "[" * 1_500, r"^plan\.yaml:2:\d+  is nested more than 40 deep; close brackets"),
        ("schema: 1\nid: a\x02b", r"^plan\.yaml:2:1  holds a character that YAML does not allow"),
    ],
)
def test_a_plan_that_is_made_to_do_harm_is_refused_with_its_place(text: str, told: str):
    started = time.process_time()
    with pytest.raises(FileRefused, match=told):
        load_plan_text(text, "plan.yaml")
    assert time.process_time() - started < 1.5
