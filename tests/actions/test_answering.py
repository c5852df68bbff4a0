"""Beside the responses stands a tally: it always says what the documents themselves say."""

import random
from collections import Counter
from datetime import date

import pytest
from flask import Flask

from consult.actions import answering, clock
from consult.actions.answering import AnswerKeys, Fielded
from consult.folder import DataFolder
from consult.response import document
from consult.response.draft import Draft
from consult.response.synthetic import answered
from consult.store import answers as stored
from consult.store.base import db
from tests.worlds import an_open_survey, published_shipped


def _as_the_documents_say(consultation: str) -> Counter[stored.Tally]:
    tallies: Counter[stored.Tally] = Counter()
    for response in stored.responses_of(consultation):
        instrument = answering.published(response.version).instrument
        tallies[
            stored.Tally(
                consultation,
                response.day,
                document.known_class(response.document["target_group"]),
                document.known_class(response.document["earlier_consultation"]),
                document.gave_input(instrument, response.document),
            )
        ] += 1
    return tallies


def _a_respondent(keys: AnswerKeys, survey: Fielded, rng: random.Random) -> Draft:
    """Answers all the way, part of it, or nothing at all."""
    draft = answering.begin(keys, survey, "1", days=7)
    instrument = answering.published(survey.version).instrument
    kind = rng.random()
    if kind < 0.2:
        return draft
    whole = answered(instrument, draft, rng, clock.today())
    if kind < 0.6:
        return whole
    pages = [page.name for page in instrument.pages]
    seen = frozenset(pages[: rng.randint(0, len(pages))])
    return Draft(draft.secret, draft.version, "1", whole.typed, seen, stopped=True)


@pytest.mark.usefixtures("both_databases")
@pytest.mark.parametrize("seed", range(3))
def test_the_tally_says_what_the_documents_say_through_sending_and_withdrawing(
    app: Flask, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, folder = random.Random(seed), app.extensions["folder"]
    assert isinstance(folder, DataFolder)
    keys = answering.answer_keys(folder)
    survey = answering.fielded(an_open_survey(published_shipped("social-housing/survey")))
    assert survey is not None
    codes: list[str] = []
    for number in range(40):
        monkeypatch.setattr(clock, "today", lambda day=date(2026, 3, 1 + number // 10): day)
        draft = _a_respondent(keys, survey, rng)
        for _ in range(rng.choice((1, 1, 2))):
            codes.append(answering.submit_response(keys, survey, draft, "nl"))
    for code in rng.sample(sorted(set(codes)), 15):
        assert answering.withdraw_response(keys, folder, survey, code)
    db.session.commit()
    assert Counter(dict(stored.tallies_of(survey.id))) == _as_the_documents_say(survey.id)
    assert sum(1 for _ in stored.responses_of(survey.id)) == 25
