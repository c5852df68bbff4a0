"""The survey for parents as it ships, in the languages of its first wave: asked whole, answered, stored."""

from collections.abc import Iterator, Mapping

import pytest
from flask import Flask

from consult.actions import answering
from consult.instrument.version import PublishedInstrument
from consult.store.base import db
from consult.store.instruments import InstrumentVersion
from tests.web.respond.respondent import Respondent, Value
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, as_demonstration, published_shipped

in_each_language = pytest.mark.parametrize("tag", ["nl", "fr", "en"])

# A parent of a child in primary school, treated worse, who told nobody: past every page that there is.
ANSWERS: Mapping[str, Mapping[str, Value]] = {
    "level": {"level": "primary"},
    "wellbeing": {"wellbeing": "rather_good"},
    "barriers": {"barriers": ["language", "other"], "barriers_other": "de bus"},
    "change": {"change": "Meer tijd om te praten"},
    "dutch-child": {"dutch_child": "fair"},
    "dutch": {"dutch": "little"},
    "language-views": {"language_views_enough": "rather_disagree", "language_views_fewer": "dont_know"},
    "bridging": {"bridging": "child"},
    "discrimination": {"discrimination": "yes"},
    "situations": {"situations": ["advice", "speaking"]},
    "reported": {"reported": "no"},
    "not-reported": {"why_not_reported": "afraid"},
    "advice": {"advice": "yes"},
    "advice-fit": {"advice_fit": "easier"},
    "costs": {"costs": "none"},
    "allowance": {"allowance": "unaware"},
    "origin": {"foreign_origin": "yes"},
    "earlier": {"earlier_consultation": "no"},
}
STORED = {
    "level": "primary", "wellbeing": "rather_good", "barriers": ["language", "other"], "barriers_other": "sealed",
    "change": "sealed", "dutch_child": "fair", "language_views_enough": "rather_disagree",
    "language_views_fewer": "dont_know", "language_views_respect": "not_answered", "bridging": ["child"],
    "discrimination": "yes", "situations": ["advice", "speaking"], "reported": "no", "why_not_reported": ["afraid"],
    "advice_fit": "easier", "costs": ["none"], "allowance": "unaware", "school_satisfaction": "not_answered",
    "target_group": "yes", "earlier_consultation": "no",
}  # fmt: skip


@pytest.fixture
def version(app: Flask, time_passes: Clock) -> Iterator[InstrumentVersion]:
    """The published version, where translations that no speaker has read may be shown."""
    as_demonstration(app)
    yield published_shipped("equal-opportunities-in-education/parents-survey")
    db.session.rollback()


@pytest.fixture
def parent(app: Flask, version: InstrumentVersion, tag: str) -> Respondent:
    """A parent who has agreed, in this language, and sees the first question."""
    respondent = Respondent(app, an_open_survey(version), tag)
    respondent.agree()
    return respondent


def _heading(published: PublishedInstrument, tag: str, page: str) -> str:
    """The words that stand on top of a page of this instrument."""
    asked = published.instrument.pages_by_name[page]
    key = f"page/{page}/title" if asked.title else asked.questions[0].key("label")
    return " ".join(published.translations.of(tag)[key].text.split())


@in_each_language
def test_a_parent_comes_past_every_page_in_one_language_and_leaves_the_same_codes(
    parent: Respondent, version: InstrumentVersion, tag: str
) -> None:
    published, passed = answering.published(version.id), []
    while (here := parent.page.name) != "check-answers":
        assert parent.page.heading == _heading(published, tag, here)
        assert parent.page.first("html").get("lang") == tag
        passed.append(here)
        parent.next(**ANSWERS.get(here, {}))
        assert parent.page.name != here, parent.page.problems
    assert passed == list(published.instrument.pages_by_name)
    parent.send_form()
    (stored,) = rows("responses")
    assert (stored["language"], stored["state"]) == (tag, "complete")
    assert {name: stored["document"][name] for name in STORED} == STORED
    assert "foreign_origin" not in stored["document"]


@in_each_language
def test_no_dutch_of_the_instrument_is_left_on_a_page_of_another_language(
    parent: Respondent, version: InstrumentVersion, tag: str
) -> None:
    published = answering.published(version.id)
    texts = published.translations.of(tag)
    sources = published.instrument.source_texts
    dutch = [text for key, text in sources.items() if texts[key].text != text and len(text.split()) > 3]
    while (here := parent.page.name) != "check-answers":
        assert [text for text in dutch if " ".join(text.split()) in parent.page.words and tag != "nl"] == []
        parent.next(**ANSWERS.get(here, {}))


@in_each_language
def test_without_a_child_at_school_a_parent_is_asked_about_no_school(parent: Respondent) -> None:
    parent.next(level="none_now")
    passed = [parent.page.name]
    while passed[-1] != "check-answers":
        passed.append(parent.press("next").name)
    assert passed == [
        "change", "dutch", "teachers-importance", "help", "information", "why", "age", "gender", "province",
        "language", "years", "education", "origin", "earlier", "check-answers",
    ]  # fmt: skip


@in_each_language
def test_after_the_core_a_parent_may_stop_and_is_still_counted(parent: Respondent) -> None:
    parent.next(level="secondary")
    parent.next(school_satisfaction="very_satisfied")
    assert parent.press("stop").name == "origin"
    parent.next(foreign_origin="no")
    parent.next(earlier_consultation="yes")
    parent.send_form()
    (stored,) = rows("responses")
    document = stored["document"]
    assert stored["state"] == "partial"
    assert [document[name] for name in ("school_satisfaction", "age", "target_group", "earlier_consultation")] == [
        "very_satisfied", "not_asked", "no", "yes",
    ]  # fmt: skip


@in_each_language
def test_the_first_question_is_needed_and_may_be_refused(
    parent: Respondent, version: InstrumentVersion, tag: str
) -> None:
    message = answering.published(version.id).translations.of(tag)["level/required_message"].text
    (problem,) = parent.press("next").problems
    assert problem == (" ".join(message.split()), "#level")
    assert parent.next(level="refused").name == "satisfaction"
