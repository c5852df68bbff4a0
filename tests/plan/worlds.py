"""A plan with the two indicators that consultations feed, and the shipped rules."""

from datetime import date

from consult.plan.definition import Indicator, Kind, OperationalObjective, Plan, StrategicObjective
from consult.plan.rule import load_rules, rule_named

RULES = load_rules()
LEVL_1 = rule_named("LEVL-1", RULES)
EVERY_INTERVIEW = rule_named("every-interview", RULES)
PER_TRAJECTORY = rule_named("per-trajectory", RULES)


def a_plan(*, demo: bool = False) -> Plan:
    """2022-2026, at least 20 consultations."""
    indicators = (
        Indicator(
            "OD2.1-a", "mjp", 1, "20 consultaties", "", Kind.COUNT_MIN, 20, counted_from="consultation"
        ),
        Indicator("OD2.1-b", "mjp", 1, "Bereikte personen", "", Kind.COUNT, counted_from="person_reached"),
    )
    objective = OperationalObjective("OD2.1", "Input", "", indicators)
    strategic = StrategicObjective("SD2", "Deelname", "", (objective,))
    return Plan("mjp", "Meerjarenplan", date(2022, 1, 1), date(2026, 12, 31), (strategic,), demo=demo)


PLAN = a_plan()
END = date(2027, 12, 31)
