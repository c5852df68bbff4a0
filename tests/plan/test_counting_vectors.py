"""Every pair of counting-vectors.json through the real functions, from real records."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consult.consultation.definition import (
    Agreement,
    Cancellation,
    Confirmation,
    ConsentGiven,
    Consultation,
    Document,
    DocumentKind,
    InstrumentUsed,
    Known,
    Participation,
    ReportApproval,
    Session,
    Validation,
)
from consult.consultation.methods import method_named
from consult.instrument.definition import Method, Report
from consult.plan.counting import verdict
from consult.plan.unique import Fieldwork, at_least_unique
from tests.plan.worlds import END, LEVL_1, PLAN

VECTORS = json.loads(
    (Path(__file__).parent.parent / "data" / "counting-vectors.json").read_text(encoding="utf-8")
)
EVIDENCE = frozenset(
    {"attendance", "data", "dates", "instrument", "notice", "theme", "report", "second_approval"}
)
KNOWN = {True: Known.YES, False: Known.NO, None: Known.UNKNOWN}


@dataclass(frozen=True)
class Records:
    """Which records exist, in the vectors' words, and what follows from that for a consultation of `method`."""

    evidence: frozenset[str]
    method: Method
    day: date

    def filed(self) -> tuple[Document, ...]:
        kinds = {"data": DocumentKind.DATASET, "report": DocumentKind.REPORT}
        if self.method is Method.SURVEY:
            kinds["attendance"] = DocumentKind.ATTENDANCE
        return tuple(
            Document(kinds[key], "f" * 64, self.day, "author") for key in kinds if key in self.evidence
        )

    def session(self, day: date, grid: tuple[Participation, ...]) -> Session:
        return Session(
            id=day.isoformat(),
            day=day,
            present=sum(one.count for one in grid),
            participations=grid,
            confirmed=Confirmation(("one", "two"), day) if "attendance" in self.evidence else None,
            consent_version="2025-01" if "notice" in self.evidence else "",
        )


def the_consultation(given: dict[str, Any]) -> Consultation:
    participations = tuple(the_participation(count, record) for count, record in given["participations"])
    days = sorted(one.day for one in participations) or [date(2025, 3, 10)]
    method = method_named(given["method"])
    has = frozenset(given.get("evidence", EVIDENCE))
    records = Records(has, method, days[-1])
    in_sessions = method is not Method.SURVEY
    grids = (
        {day: tuple(one for one in participations if one.day == day) for day in days} if in_sessions else {}
    )
    cancelled = given.get("status") == "cancelled"
    return Consultation(
        id="vector",
        project="project",
        title="Vector",
        method=method,
        theme="wonen" if "theme" in has else "",
        report=Report.SOCIAL_HOUSING,
        result="R7",
        indicators=("OD2.1-a", "OD2.1-b"),
        criterion="flemish-government",
        owner="author",
        partner="Partner" if given.get("organiser") == "partner" else "",
        agreement=Agreement("Partner", days[0], "a" * 64) if given.get("agreement") else None,
        instruments=(InstrumentUsed("b" * 64, ("nl",), days[0]),) if "instrument" in has else (),
        consents=(ConsentGiven("nl", "2025-01", days[0]),) if "notice" in has else (),
        opened=days[0],
        closed=days[-1] if "dates" in has else None,
        cancelled=Cancellation(days[0], "reden") if cancelled else None,
        sessions=tuple(records.session(day, grid) for day, grid in grids.items() if grid),
        participations=() if in_sessions else participations,
        documents=records.filed(),
        report_approved=ReportApproval(days[-1], "approver") if "report" in has else None,
        validated=Validation(days[-1], "second") if "second_approval" in has else None,
        historic=given.get("historic", False),
    )


def the_participation(count: int, record: dict[str, Any]) -> Participation:
    return Participation(
        count=count,
        day=date.fromisoformat(record["date"]),
        target_group=KNOWN[record["target"]],
        gave_input=record.get("input", True),
        card=record.get("token", ""),
    )


@pytest.mark.parametrize("vector", VECTORS["counting"], ids=lambda vector: vector["case"])
def test_the_rule_decides_as_agreed(vector: dict[str, Any]):
    judged = verdict(the_consultation(vector["input"]), LEVL_1, PLAN, END)
    assert {
        "consultation": judged.counts,
        "persons": judged.persons,
        "participations": judged.participations,
        "other": judged.other,
        "why": [str(reason) for reason in judged.why],
    } == vector["expected"]


@pytest.mark.parametrize("vector", VECTORS["unique"], ids=lambda vector: vector["case"])
def test_the_bound_on_unique_people_is_as_agreed(vector: dict[str, Any]):
    fieldworks = [
        Fieldwork(
            date.fromisoformat(one["opened"]),
            date.fromisoformat(one["closed"]),
            one["no"],
            one["yes"],
            one["unknown"],
        )
        for one in vector["input"]
    ]
    assert [fieldwork.people for fieldwork in fieldworks] == [one["n"] for one in vector["input"]]
    assert {
        "participations": sum(fieldwork.people for fieldwork in fieldworks),
        "at_least_unique": at_least_unique(fieldworks),
    } == vector["expected"]
