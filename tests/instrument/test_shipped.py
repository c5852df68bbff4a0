"""What ships is whole: every instrument loads, is translated, and can be walked to its end by every way."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import polib
import pytest

from consult.instrument.definition import Disclosure, Instrument, Method, Page, Part, Question, Report, Type
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.tree import Expression
from consult.instrument.loading import load
from consult.instrument.translated import State
from consult.instrument.translation import completeness, load_translations
from consult.response.draft import Draft
from consult.response.judging import Answers, problems, read_all
from consult.response.synthetic import answered
from consult.shipped import PACKAGE, shipped

FOLDER = shipped("instruments")
FILES = sorted(path for path in FOLDER.glob("*/*.yaml") if path.parent.name not in ("shared", "blocks"))
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


COUNTED = [path for path in FILES if shipped_at(path).counts]
SURVEYS = [path for path in COUNTED if shipped_at(path).method is Method.SURVEY]
GUIDES = [path for path in COUNTED if path not in SURVEYS]

every_survey = pytest.mark.parametrize("path", SURVEYS, ids=lambda path: f"{path.parent.name}/{path.stem}")
every_guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def test_what_ships_is_asked_in_these_ways() -> None:
    methods = {shipped_at(path).name: shipped_at(path).method for path in FILES}
    assert methods == {
        "social-housing/survey": Method.SURVEY,
        "social-housing/focus-group": Method.FOCUS_GROUP,
        "social-housing/interview": Method.INTERVIEW,
        "social-housing/discussion-table": Method.DISCUSSION_TABLE,
        "social-housing/citizen-panel": Method.CITIZEN_PANEL,
        "equal-opportunities-in-education/parents-survey": Method.SURVEY,
        "equal-opportunities-in-education/focus-group": Method.FOCUS_GROUP,
        "equal-opportunities-in-education/parents-interview": Method.INTERVIEW,
        "equal-opportunities-in-education/teachers-survey": Method.SURVEY,
        "equal-opportunities-in-education/young-people-survey": Method.SURVEY,
        "equal-opportunities-in-education/young-people-group": Method.FOCUS_GROUP,
        "partners/partner-satisfaction": Method.SURVEY,
    }


@every_instrument
def test_it_is_offered_in_dutch_french_and_english_at_least(path: Path) -> None:
    languages = shipped_at(path).languages
    assert languages[0] == "nl"
    assert {"fr", "en"} < set(languages)


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
def test_no_catalogue_holds_a_text_that_is_not_asked(path: Path) -> None:
    _, found = load_translations(FOLDER / "locale", shipped_at(path))
    assert [str(one) for one in found if "which the instrument does not have" in one.found] == []


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


# Young people are asked less: who is tired of school fills in no long form about it.
SHORT = {"young-people-survey": 18}


@every_survey
def test_a_survey_asks_enough_questions_and_about_eight_first(path: Path) -> None:
    asked = Counter(
        page.part for page in shipped_at(path).pages for question in page.questions if question.asks
    )
    assert asked.total() >= SHORT.get(path.stem, 25)
    assert 7 <= asked[Part.CORE] <= 9


@every_survey
def test_a_survey_goes_from_core_to_themes_to_background_to_the_two_closing_questions(path: Path) -> None:
    pages = shipped_at(path).pages
    assert [page.part for page in pages] == sorted((page.part for page in pages), key=list(Part).index)
    assert pages[-2].questions[0].name == "foreign_origin"
    assert [question.name for question in pages[-1].questions] == ["earlier_consultation"]
    assert [page.part for page in pages].count(Part.CLOSING) == 2


@every_survey
def test_what_is_asked_about_the_respondent_comes_behind_a_page_that_says_why(path: Path) -> None:
    first = next(page for page in shipped_at(path).pages if page.part is Part.BACKGROUND)
    assert [question.name for question in first.questions] == ["why_background"]


# Of another list or in other words these could not be put together over the surveys that ask them.
POOLED = (
    *("dutch", "age", "gender", "province", "home_language", "years_in_belgium", "education"),
    "why_not_reported",
)

# Young people are spoken to as "je". Nothing else in a question differs for it.
TO_A_YOUNG_PERSON = {
    "Hoe omschrijf je jezelf": "Hoe omschrijft u uzelf",
    "Heb je": "Hebt u",
    "Ben je": "Bent u",
    "Spreek je": "Spreekt u",
    "spreek je": "spreekt u",
    "woon je": "woont u",
    "je kunt": "u kunt",
    "je het best kent": "u het best kent",
    "Je hoeft": "U hoeft",
    **{f"je {noun}": f"uw {noun}" for noun in ("nationaliteit", "geboorte", "vader", "moeder")},
}


def _to_an_adult(text: str) -> str:
    """`text` as an adult is asked it."""
    for young, adult in TO_A_YOUNG_PERSON.items():
        text = re.sub(rf"\b{young}\b", adult, text)
    return text


@pytest.mark.parametrize("name", POOLED)
def test_what_several_surveys_ask_alike_has_the_same_words_and_codes(name: str) -> None:
    asking = [path for path in SURVEYS if name in shipped_at(path).questions]
    assert len(asking) > 1
    questions = [shipped_at(path).questions[name] for path in asking]
    assert len({(one.type, one.choices, one.or_other) for one in questions}) == 1
    assert len({(_to_an_adult(one.label), _to_an_adult(one.hint)) for one in questions}) == 1
    assert len({_texts(path)["en"][f"{name}/label"] for path in asking}) == 1
    to_adults = [path for path in asking if not path.stem.startswith("young-people")]
    assert len({_texts(path)["fr"][f"{name}/label"] for path in to_adults}) == 1


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_list_of_choices_that_several_instruments_share_reads_alike(language: str) -> None:
    """A code would else stand for two things in one table."""
    lists: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for path in FILES:
        for name, choices in shipped_at(path).choice_lists.items():
            texts = _texts(path)[language]
            labels = tuple((one.name, texts[f"choices/{name}/{one.name}"]) for one in choices)
            lists.setdefault(name, set()).add(labels)
    assert {name: ways for name, ways in lists.items() if len(ways) > 1} == {}


@cache
def _texts(path: Path) -> dict[str, dict[str, str]]:
    """Every text of an instrument by language and key."""
    translations, _ = load_translations(FOLDER / "locale", shipped_at(path))
    return {
        tag: {key: one.text for key, one in texts.items()} for tag, texts in translations.by_language.items()
    }


@every_instrument
def test_a_choice_that_a_hint_quotes_reads_in_every_language_as_in_the_list(path: Path) -> None:
    wrong = [
        f"{language}: {question.name}"
        for question in shipped_at(path).questions.values()
        for choice in question.choices
        if f'"{choice.label}"' in question.hint
        for language, texts in _texts(path).items()
        if texts[f"choices/{question.list_name}/{choice.name}"] not in texts[question.key("hint")]
    ]
    assert wrong == []


def test_the_target_group_is_asked_in_the_same_words_everywhere() -> None:
    """Else the people reached by a survey and by a group could not be added up."""
    assert len({tuple(_who_counts(shipped_at(path))) for path in COUNTED}) == 1


def test_only_what_is_asked_of_organisations_counts_for_nothing_and_serves_no_report() -> None:
    (partners,) = [shipped_at(path) for path in FILES if path not in COUNTED]
    assert (partners.name, partners.report) == ("partners/partner-satisfaction", None)
    assert (partners.criterion, partners.target_group, partners.earlier) == ("", "", "")
    assert partners.indicators == ("OD2.2-b", "OD1.1-d", "OD5.1-d")


def _who_counts(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.criterion, instrument.target_group, instrument.earlier)
    for name in ("foreign_origin", "target_group", "earlier_consultation"):
        question: Question = instrument.questions[name]
        yield from (
            _to_an_adult(question.label),
            _to_an_adult(question.hint),
            question.calculation.source if question.calculation else "",
        )
        yield from (choice.name for choice in question.choices)


# Whom a help card speaks to, where that is not the people that the report is about.
AUDIENCES = {"teachers-survey": "staff", "young-people-survey": "young", "young-people-group": "young"}


@pytest.mark.parametrize("report", Report)
def test_every_help_card_of_a_report_names_the_same_places_to_the_same_people(report: Report) -> None:
    cards: dict[str, set[str]] = {}
    for path in (path for path in FILES if path.parent.name == report):
        for card in (q.label for q in shipped_at(path).questions.values() if q.appearance == "help"):
            cards.setdefault(AUDIENCES.get(path.stem, ""), set()).add(card.partition("\n\n")[2])
    assert {audience: len(told) for audience, told in cards.items()} == dict.fromkeys(cards, 1)


@every_survey
def test_a_button_that_the_consent_names_is_called_as_the_door_calls_it(path: Path) -> None:
    named = [
        words
        for words in ("Verlaat deze pagina snel", "Dat zeg ik liever niet")
        if words in shipped_at(path).consent.text
    ]
    assert len(named) == 2
    for catalogue in (PACKAGE / "translations" / "respond").glob("*.po"):
        called = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))}
        consent = _texts(path).get(catalogue.stem, {}).get("consent/text")
        assert consent is None or [words for words in named if called[words] not in consent] == []


# --- topic guides: docs/instrument-format.md


def _themes(path: Path) -> list[Page]:
    return [page for page in shipped_at(path).pages if page.part is Part.THEMES]


def _said(path: Path) -> str:
    """All that a guide tells whoever leads the talk."""
    notes = [q for page in _themes(path) for q in page.questions if q.type is Type.NOTE]
    return "\n\n".join(note.label for note in notes)


@every_guide
def test_a_topic_guide_has_its_minutes_and_they_add_up(path: Path) -> None:
    minutes = [_minutes(page.questions[0].label, r"^Tijd: (\d+) minuten") for page in _themes(path)]
    assert sum(minutes) == shipped_at(path).estimated_minutes
    for page, allowed in zip(_themes(path), minutes, strict=True):
        assert 0 < sum(_minutes(question.hint, r"^(\d+) minuten") for question in page.questions) <= allowed


@every_guide
def test_the_minutes_of_a_topic_guide_are_the_same_in_every_language(path: Path) -> None:
    for texts in _texts(path).values():
        notes = [texts[page.questions[0].key("label")].partition("\n")[0] for page in _themes(path)]
        minutes = [int("".join(filter(str.isdigit, note))) for note in notes]
        assert sum(minutes) == shipped_at(path).estimated_minutes


@every_guide
def test_every_theme_of_a_topic_guide_has_a_main_question_with_probes(path: Path) -> None:
    for page in _themes(path):
        questions = [question for question in page.questions if question.asks]
        assert {question.disclosure for question in questions} == {Disclosure.FREE_TEXT}
        assert all(question.label.endswith("?") for question in questions)
        assert any('"' in question.hint for question in questions) or page.name == "ending"


@every_guide
def test_a_topic_guide_says_the_house_rules_and_what_to_do_when_someone_is_upset(path: Path) -> None:
    welcome = _themes(path)[0].questions[0].label
    assert 'Zeg de afspraken: "' in welcome
    assert "Lees de toestemming voor" in welcome
    assert "Wordt iemand boos, stil of verdrietig?" in _said(path)
    assert "hulpadressen" in _said(path)


@every_guide
def test_the_consent_of_a_topic_guide_is_read_aloud_and_promises_that_nothing_is_recorded(path: Path) -> None:
    consent = shipped_at(path).consent
    assert consent.text.startswith("Ik lees nu voor")
    assert "geen opname van geluid of beeld" in consent.text
    assert "Ik heb dit gehoord" in consent.agree


@every_guide
def test_the_profile_of_a_participant_is_the_two_closing_questions_and_nothing_else(path: Path) -> None:
    others = [page for page in shipped_at(path).pages if page.part is not Part.THEMES]
    assert {page.part for page in others} == {Part.CLOSING}
    assert [q.name for page in others for q in page.questions if q.asks] == [
        "foreign_origin",
        "earlier_consultation",
    ]


def _minutes(text: str, written: str) -> int:
    found = re.search(written, text)
    return int(found[1]) if found else 0
