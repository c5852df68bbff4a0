"""`required` with a condition: read, judged, told and never lost on the way."""

from datetime import date

import pytest

from consult.instrument.changes import Effect, Kind, diff
from consult.instrument.definition import Instrument
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import canonical, from_canonical, published
from consult.response.judging import problems, read_all
from tests.instrument.xlsform.round_trips import rows, small, the_same, written
from tests.untranslated import untranslated

PAGES = """
pages:
  - name: you
    part: core
    title: Over u
    questions:
      - {name: age, type: integer, label: Hoe oud bent u?, disclosure: key}
      - name: job
        type: text
        label: Wat doet u?
        required: ${age} > 17
        required_message: Zeg wat u doet.
        disclosure: free-text
"""
REPEATED = """
pages:
  - repeat: member
    label: Persoon
    most: 2
    count: "2"
    pages:
      - name: member
        part: core
        title: Persoon
        questions:
          - {name: age, type: integer, label: Hoe oud?, disclosure: key}
          - {name: job, type: text, label: Wat doet hij?, required: "${age} > 17", disclosure: free-text}
"""


def missing(instrument: Instrument, **typed: str) -> list[tuple[str, str]]:
    answers = read_all(instrument, {name: [text] for name, text in typed.items()}, date(2026, 11, 21))
    found = problems(answers, [page.name for page in instrument.pages])
    return [(one.kind, one.question) for one in found]


@pytest.fixture
def form() -> Instrument:
    return small(PAGES)


def test_it_is_an_expression_and_no_flag(form: Instrument) -> None:
    job = form.questions["job"]
    assert (job.required, job.required_when.source, job.required_when.names) == (
        False,
        "${age} > 17",
        {"age"},
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"age": "18"}, [("required", "job")]),
        ({"age": "17"}, []),
        ({}, []),
        ({"age": "18", "job": "bakker"}, []),
    ],
)
def test_it_has_to_be_answered_by_those_for_whom_it_holds(form, typed, found) -> None:
    assert missing(form, **typed) == found


def test_nobody_who_stops_early_has_to_answer_it(form: Instrument) -> None:
    answers = read_all(form, {"age": ["18"]}, date(2026, 11, 21))
    assert problems(answers, ["you"], required=False) == ()


def test_in_a_repeat_it_is_of_each_by_itself() -> None:
    assert missing(small(REPEATED), age_1="18", age_2="3") == [("required", "job_1")]
    assert missing(small(REPEATED), age_1="3", age_2="18") == [("required", "job_2")]


def test_nothing_is_lost_in_a_version_nor_in_a_workbook(form: Instrument) -> None:
    assert from_canonical(canonical(form, untranslated(form))).instrument == form
    assert the_same(form)
    assert the_same(small(REPEATED))
    (row,) = [one for one in rows(written(form), "survey") if one.get("name") == "job"]
    assert row["required"] == "${age} > 17"


def test_what_is_required_of_all_is_published_as_it_always_was() -> None:
    plain = small(PAGES.replace("${age} > 17", "true"))
    (_age, job) = canonical(plain, untranslated(plain))["structure"]["pages"][0]["questions"]
    assert job == {"name": "job", "type": "text", "required": True, "disclosure": "free-text"}


def test_a_change_of_whom_it_is_required_is_told(form: Instrument) -> None:
    older = small(PAGES.replace("> 17", "> 20"))
    always = small(PAGES.replace("${age} > 17", "true"))
    for before, was in ((older, "${age} > 20"), (always, "yes")):
        (change,) = diff(published(before, untranslated(before)), published(form, untranslated(form)))
        assert (change.kind, change.before, change.after, change.effect) == (
            Kind.REQUIRED_CHANGED, was, "${age} > 17", Effect.BASE,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("required: ${huur} > 17", 'unknown name "huur"'),
        ("required: ${later} > 17", '"later" is not answered yet'),
        ("required: . > 17", "there is no answer of its own here"),
        ("required: soms", '"required" is neither true nor false'),
    ],
)
def test_what_is_wrong_with_it_is_said(line: str, said: str) -> None:
    later = "  - name: later\n    part: core\n    questions: [{name: later, type: integer, label: Later?, disclosure: key}]\n"
    with pytest.raises(InstrumentProblems) as refused:
        small(PAGES.replace("required: ${age} > 17", line) + later)
    assert [said in str(one) for one in refused.value.problems] == [True]
