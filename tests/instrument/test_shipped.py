"""What ships is whole: every instrument loads, is translated, and can be walked to its end by every way."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from consult.instrument.definition import Instrument, Method, Page, Part, Question, Report, Type
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.tree import Expression
from consult.instrument.loading import load
from consult.instrument.translated import State
from consult.instrument.translation import completeness, load_translations
from consult.response.draft import Draft
from consult.response.judging import Answers, problems, read_all
from consult.response.synthetic import answered
from consult.shipped import shipped

FOLDER = shipped("instruments")
FILES = sorted(path for path in FOLDER.glob("*/*.yaml") if path.parent.name != "shared")
SEEDS = range(1, 51)
DAY = date(2026, 3, 2)

every_instrument = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


@cache
def shipped_at(path: Path) -> Instrument:
    return load(path)


@cache
def walks(path: Path) -> tuple[tuple[Draft, Answers], ...]:
    """Fifty synthetic respondents, each with where the answers led."""
    instrument = shipped_at(path)
    drafts = [answered(instrument, Draft("s", "v", "1", {}), Random(seed), DAY) for seed in SEEDS]
    return tuple((draft, read_all(instrument, draft.typed, DAY)) for draft in drafts)


def survey() -> Path:
    return FOLDER / "social-housing" / "survey.yaml"


def topic_guides() -> list[Path]:
    return [path for path in FILES if shipped_at(path).method is not Method.SURVEY]


def test_a_survey_and_a_topic_guide_on_social_housing_ship() -> None:
    methods = {shipped_at(path).name: shipped_at(path).method for path in FILES}
    assert methods["social-housing/survey"] is Method.SURVEY
    assert methods["social-housing/focus-group"] is Method.FOCUS_GROUP


@every_instrument
def test_it_asks_something_of_substance(path: Path) -> None:
    pages = shipped_at(path).pages
    substantive = [page for page in pages if page.part in (Part.CORE, Part.THEMES)]
    assert any(question.asks for page in substantive for question in page.questions)


@every_instrument
def test_every_language_that_it_names_is_complete(path: Path) -> None:
    instrument = shipped_at(path)
    translations, found = load_translations(FOLDER / "locale", instrument)
    assert [str(problem) for problem in found if not problem.warning] == []
    missing = {
        language: states[State.MISSING] for language, states in completeness(instrument, translations).items()
    }
    assert missing == dict.fromkeys(instrument.languages, 0)


@every_instrument
def test_every_question_that_is_stored_has_a_role_in_disclosure(path: Path) -> None:
    stored = [q for q in shipped_at(path).questions.values() if q.type is not Type.NOTE and q.keep]
    assert [question.name for question in stored if question.disclosure is None] == []


@every_instrument
def test_every_walk_reaches_the_end_without_a_problem(path: Path) -> None:
    for draft, answers in walks(path):
        assert problems(answers, draft.seen, required=not draft.stopped) == ()
        assert {page.name for page in _due(draft, answers)} <= draft.seen


def _due(draft: Draft, answers: Answers) -> Iterator[Page]:
    """The pages that someone comes past who walks to the end, or who stops early."""
    return (page for page in answers.route.pages if page.part is Part.CLOSING or not draft.stopped)


@every_instrument
def test_every_page_is_reached_by_some_walk(path: Path) -> None:
    reached = {name for draft, _ in walks(path) for name in draft.seen}
    assert set(shipped_at(path).pages_by_name) - reached == set()


@every_instrument
def test_every_condition_holds_in_some_walk_and_fails_in_another(path: Path) -> None:
    to_the_end = [answers for draft, answers in walks(path) if not draft.stopped]
    found = {
        name: {_holds(relevant, answers) for answers in to_the_end}
        for name, relevant in _conditions(shipped_at(path))
    }
    assert {name: outcomes for name, outcomes in found.items() if outcomes != {True, False}} == {}


def _conditions(instrument: Instrument) -> Iterator[tuple[str, Expression]]:
    for page in instrument.pages:
        conditions = {f"page {page.name}": page.relevant}
        conditions |= {question.name: question.relevant for question in page.questions}
        yield from ((name, relevant) for name, relevant in conditions.items() if relevant)


def _holds(relevant: Expression, answers: Answers) -> bool:
    known = {**answers.route.answers, **answers.route.calculated}
    return is_true(relevant, known, today=DAY)


def test_the_survey_asks_at_least_twenty_five_questions() -> None:
    assert sum(question.asks for question in shipped_at(survey()).questions.values()) >= 25


def test_the_target_group_is_asked_in_the_same_words_everywhere() -> None:
    """Else the people reached by a survey and by a group could not be added up."""
    assert len({tuple(_who_counts(shipped_at(path))) for path in FILES}) == 1


def _who_counts(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.criterion, instrument.target_group, instrument.earlier)
    for name in ("foreign_origin", "target_group", "earlier_consultation"):
        question: Question = instrument.questions[name]
        yield from (
            question.label,
            question.hint,
            question.calculation.source if question.calculation else "",
        )
        yield from (choice.name for choice in question.choices)


@pytest.mark.parametrize("report", Report)
def test_every_help_card_of_a_report_names_the_same_places(report: Report) -> None:
    instruments = [shipped_at(path) for path in FILES if path.parent.name == report]
    cards = [q.label for one in instruments for q in one.questions.values() if q.appearance == "help"]
    assert len({card.partition("\n\n")[2] for card in cards}) <= 1


def test_a_topic_guide_has_its_minutes_and_they_add_up() -> None:
    for path in topic_guides():
        themes = [page for page in shipped_at(path).pages if page.part is Part.THEMES]
        minutes = [_minutes(page.questions[0].label, r"Tijd: (\d+) minuten") for page in themes]
        assert sum(minutes) == shipped_at(path).estimated_minutes
        for page, allowed in zip(themes, minutes, strict=True):
            assert sum(_minutes(question.hint, r"^(\d+) minuten") for question in page.questions) <= allowed


def _minutes(text: str, written: str) -> int:
    found = re.search(written, text)
    return int(found[1]) if found else 0
