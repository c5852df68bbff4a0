"""A plan whose indicators count talks too, and a talk with everything it takes to count."""

from dataclasses import replace
from datetime import date
from typing import Any

from consult.consultation.definition import Validation
from consult.plan.activity import Activity, ActivityKind
from consult.plan.definition import (
    Action,
    AnnualPlan,
    Indicator,
    Kind,
    OperationalObjective,
    Plan,
    Result,
    SourceRef,
    StrategicObjective,
)
from tests.plan.worlds import PLAN

TALKS = Indicator(
    "R7-a",
    "jap-2025",
    1,
    "4 gesprekken",
    "",
    Kind.COUNT_MIN,
    4,
    "gesprek",
    (),
    "meeting_policy",
    ("OD3.2-a",),
)
REPORT = Indicator("R7-b", "jap-2025", 1, "Rapport", "", Kind.DELIVERABLE, 1, counted_from="report")
POLICY = Indicator(
    "OD3.2-a", "mjp", 1, "30 keer overleg", "", Kind.COUNT_MIN, 30, "overleg", (), "meeting_policy"
)
NEWSLETTERS = Indicator("OD4.2-d", "mjp", 1, "25 nieuwsbrieven", "", Kind.COUNT_MIN, 25, counted_from="newsletter")  # fmt: skip


def a_plan_with_talks() -> Plan:
    """2022-2026, with R7-a of the year plan 2025 and two indicators of the whole period."""
    objective = OperationalObjective("OD3.2", "Beleid", "", (POLICY, NEWSLETTERS))
    result = Result("R7", "jap-2025", "Wonen", "", (TALKS, REPORT))
    action = Action("ACTIE5", "Wonen", "", "wonen", (result,), SourceRef("S1"))
    return replace(
        PLAN,
        strategic_objectives=(
            *PLAN.strategic_objectives,
            StrategicObjective("SD3", "Beleid", "", (objective,)),
        ),
        annual_plans=(AnnualPlan("jap-2025", 2025, (action,)),),
    )


HELD, NOTED, VALIDATED = date(2025, 9, 18), date(2025, 9, 19), date(2025, 9, 25)
SAID = "De raadgever vroeg cijfers per provincie. Hij wil de wachttijden in maart bespreken."


def a_talk(**changes: Any) -> Activity:
    """A talk of September 2025, linked to R7-a and OD3.2-a, with its notes and a second person."""
    talk = Activity(
        id="talk",
        title="Toewijzing",
        kind=ActivityKind.TALK,
        day=HELD,
        held=True,
        with_whom="kabinet Wonen, raadgever",
        links=("jap-2025/R7-a", "mjp/OD3.2-a"),
        said=SAID,
        noted_by="ann",
        noted_on=NOTED,
        owner="ann",
        validated=Validation(VALIDATED, "bob"),
    )
    return replace(talk, **changes)
