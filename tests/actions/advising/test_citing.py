"""A table cell as evidence: as it was when it was cited, and never one that is not shown."""

from collections.abc import Iterator

import pytest
from flask import Flask

from consult.actions import clock
from consult.actions.advising import citing, findings
from consult.actions.advising.findings import StoredFinding
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.store import findings as rows
from consult.store.base import db
from tests.actions.advising.advised import a_finding
from tests.actions.closed_survey import TODAY, a_closed_survey, answer, folder


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def cite(app: Flask, made: StoredFinding, source: Consultation, *asked: str, **more: str) -> None:
    citing.cite_cell(made, source, folder(app), *asked, by="ann", **more)
    db.session.commit()


@pytest.mark.usefixtures("both_databases")
def test_a_cell_is_cited_with_everything_a_reader_needs(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    cite(app, made, source, "tenure", "owner")
    db.session.expire_all()
    kept = rows.finding(made.id).evidence[0]
    assert kept.said == "Hoe woont u? Eigenaar: 56 % (33 van 59), niet gewogen"
    assert (kept.kind, kept.reference) == ("table-cell", f"{source.id}/tenure/owner")
    told = {
        name: kept.facts[name] for name in ("question", "answer", "count", "base", "percentage", "threshold")
    }
    assert told == {
        "question": "tenure",
        "answer": "owner",
        "count": 33,
        "base": 59,
        "percentage": 55.9,
        "threshold": 5,
    }
    assert [one["hash"] for one in kept.facts["versions"]] == [source.versions[0].version]
    assert [one.id for one in findings.finding(made.id).consultations] == [source.id]


def test_a_cell_of_a_cross_table_says_which_group(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    cite(app, made, source, "tenure", "owner", per="gender", group="woman")
    kept = made.evidence[0]
    assert kept.said == "Hoe woont u? Eigenaar (Vrouw): 61 % (20 van 33), niet gewogen"
    assert (kept.facts["per"], kept.facts["group"], kept.facts["whole"]) == ("gender", "woman", 33)


@pytest.mark.parametrize("hidden", ["street", "social"])
def test_a_suppressed_cell_cannot_be_cited_and_the_largest_that_can_is_named(app: Flask, hidden: str) -> None:
    """Three sleep in the street; 23 rent, but that would tell the three."""
    source = a_closed_survey()
    made = a_finding(source.project)
    with pytest.raises(Refused, match="cell_suppressed") as refused:
        cite(app, made, source, "tenure", hidden)
    assert refused.value.figures == {"answer": "Eigenaar", "count": 33}
    assert made.evidence == []


def test_what_is_kept_beside_a_cell_holds_no_suppressed_number(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    cite(app, made, source, "tenure", "owner")
    assert [(one["label"], one["count"]) for one in made.evidence[0].facts["beside"]] == [
        ("Eigenaar", 33),
        ("Sociale huur", None),
        ("Op straat", None),
    ]


def test_where_no_cell_of_a_group_is_shown_none_is_named(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    with pytest.raises(Refused, match="table_withheld"):
        cite(app, made, source, "earlier", "yes")  # nobody answered


@pytest.mark.parametrize(
    ("asked", "more", "why"),
    [
        (("nothing", "owner"), {}, "no_such_table"),
        (("tenure", "castle"), {}, "no_such_cell"),
        (("tenure", "owner"), {"per": "gender", "group": "queen"}, "no_such_cell"),
        (("tenure", "owner"), {"per": "help", "group": "family"}, "no_such_table"),
    ],
)
def test_a_cell_that_is_none_is_refused(
    app: Flask, asked: tuple[str, str], more: dict[str, str], why: str
) -> None:
    source = a_closed_survey()
    with pytest.raises(Refused, match=why):
        cite(app, a_finding(source.project), source, *asked, **more)


def test_a_survey_that_is_open_cannot_be_cited(app: Flask) -> None:
    source = a_closed_survey()
    source.closed_on = TODAY
    db.session.commit()
    with pytest.raises(Refused, match="survey_still_open"):
        cite(app, a_finding(source.project), source, "tenure", "owner")


def test_what_was_cited_stays_when_an_answer_is_withdrawn_later(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    cite(app, made, source, "tenure", "owner")
    answer(source, 900, {"tenure": "owner", "gender": "woman", "help": ["family"], "target_group": "yes"})
    db.session.commit()
    assert findings.finding_of(made).evidence[0].facts["count"] == 33
