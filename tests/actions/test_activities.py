"""Talks from the register to the ledger: linked by staff, noted afterwards, validated by a second person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import event

from consult.actions import activities, clock, consultations, plans, progress
from consult.actions.activities import Activity, ActivityRefused, Afterwards, Described
from consult.actions.activity_records import standing
from consult.actions.advising import fiches
from consult.actions.advising.fiches import Prepared
from consult.actions.refusal import Refused
from consult.plan.activity import ActivityKind, Level, Setting
from consult.plan.ledger import total
from consult.shipped import shipped
from consult.store import audit
from consult.store.base import db
from tests.actions.worlds import a_project

TODAY = date(2025, 11, 20)
HELD = date(2025, 9, 18)
SAID = "De raadgever vroeg cijfers per provincie. Hij wil de wachttijden in maart bespreken."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 November 2025, and a little later each time someone looks."""
    noon, ticks = datetime(2025, 11, 20, 12, tzinfo=UTC), count()
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(milliseconds=next(ticks)))


@pytest.fixture
def loaded(app: Flask) -> None:
    """The shipped plan and rules."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")


def described(**changes: object) -> Described:
    what: dict[str, object] = {
        "title": "Toewijzing en wachttijden",
        "kind": ActivityKind.TALK,
        "day": HELD,
        "with_whom": "kabinet Wonen, raadgever",
        "level": Level.FLEMISH,
        "setting": Setting.IN_PERSON,
        "links": ("R7-a", "OD3.2-a"),
    }
    return Described(**(what | changes))  # type: ignore[arg-type]


def a_talk(*, demo: bool = False, **changes: object) -> Activity:
    return activities.add_activity(a_project(demo=demo), described(**changes), "ann")


def a_noted_talk(*, demo: bool = False, **changes: object) -> Activity:
    row = a_talk(demo=demo, **changes)
    activities.note_afterwards(row, Afterwards(row.day or HELD, SAID), "ann")
    return row


def in_ledger(indicator: str, as_of: date = TODAY) -> int:
    plan = plans.plan("mjp-2022-2026")
    return total(progress.ledger(plan), plan.indicator(indicator).key, as_of)


def counted(indicator: str, as_of: date = TODAY) -> int:
    told = progress.report_indicators(plans.plan("mjp-2022-2026"), as_of)
    return next(one.counted for one in told if one.indicator.id == indicator)


def refused(act: object, *words: object) -> str:
    with pytest.raises(Refused) as told:
        act(*words)  # type: ignore[operator]
    return told.value.reason


def problems(act: object, *words: object) -> list[str]:
    with pytest.raises(ActivityRefused) as told:
        act(*words)  # type: ignore[operator]
    return [one.code for one in told.value.problems]


def test_a_validated_talk_counts_for_both_indicators_and_stands_in_the_ledger(
    both_databases: str, app: Flask, loaded: None
) -> None:
    row = a_noted_talk()
    assert (counted("R7-a"), in_ledger("R7-a")) == (0, 0)
    activities.validate(row, "bob")
    db.session.commit()
    assert (counted("R7-a"), counted("OD3.2-a")) == (1, 1)
    assert (in_ledger("R7-a"), in_ledger("OD3.2-a"), in_ledger("OD2.1-a")) == (1, 1, 0)
    assert (counted("R7-a", date(2025, 11, 19)), in_ledger("R7-a", date(2025, 11, 19))) == (0, 0)
    assert progress.settle("machine") == 0


def test_a_validation_taken_back_is_booked_back_and_leaves_both_lines(
    both_databases: str, app: Flask, loaded: None
) -> None:
    row = a_noted_talk()
    activities.validate(row, "bob")
    activities.withdraw_validation(row, "verkeerde dag", "bob")
    db.session.commit()
    assert (counted("R7-a"), in_ledger("R7-a")) == (0, 0)
    amounts = [one.amount for one in progress.ledger(plans.plan("mjp-2022-2026"))]
    assert sorted(amounts) == [-1, -1, 1, 1]
    activities.change_activity(row, row.project, described(title="Toewijzing"), "ann")
    activities.validate(row, "bob")
    assert in_ledger("R7-a") == 1


def test_a_talk_of_a_demonstration_never_counts_in_a_real_plan(app: Flask, loaded: None) -> None:
    row = a_noted_talk(demo=True)
    assert [one.code for one in standing(row).missing] == ["demonstration", "second_approval"]
    assert refused(activities.validate, row, "bob") == "activity_not_complete"
    alone = activities.add_activity(None, described(), "ann", demo=True)
    assert alone.demo


def test_who_made_it_or_wrote_the_notes_is_no_second_person(app: Flask, loaded: None) -> None:
    row = a_talk()
    activities.note_afterwards(row, Afterwards(HELD, SAID), "bob")
    assert refused(activities.validate, row, "ann") == "activity_not_a_second_person"
    assert refused(activities.validate, row, "bob") == "activity_not_a_second_person"
    activities.validate(row, "cor")
    assert standing(row).counts


def test_nothing_of_a_validated_talk_changes_behind_the_validator(app: Flask, loaded: None) -> None:
    row = a_noted_talk()
    activities.validate(row, "bob")
    acts = (
        (activities.change_activity, row, None, described()),
        (activities.note_afterwards, row, Afterwards(HELD, SAID)),
        (activities.cancel, row, "toch niet"),
        (activities.validate, row),
        (fiches.prepare, row, Prepared()),
    )
    assert {refused(act, *words, "ann") for act, *words in acts} == {"activity_validated"}


def test_a_cancelled_talk_stays_with_its_reason_and_never_counts(app: Flask, loaded: None) -> None:
    row = a_noted_talk()
    activities.cancel(row, "afgelast door het kabinet", "ann")
    assert [one.code for one in standing(row).missing] == ["cancelled"]
    assert refused(activities.validate, row, "bob") == "activity_cancelled"
    assert refused(activities.follow_up, row, ("adopted",), "ann") == "activity_cancelled"


def test_what_still_has_to_be_held_is_not_noted(app: Flask, loaded: None) -> None:
    row = a_talk(day=date(2025, 12, 4))
    assert problems(activities.note_afterwards, row, Afterwards(date(2025, 12, 4), SAID), "ann") == [
        "held_in_the_future"
    ]
    assert not row.held


def test_all_problems_of_a_talk_are_told_at_once(app: Flask, loaded: None) -> None:
    links = ("R7-b", "OD2.1-a", "R99-z", "OD3.2-a")
    wrong = described(with_whom="mevrouw Peeters", links=links)
    assert problems(activities.add_activity, None, wrong, "ann") == [
        "link_counts_nothing",
        "link_counts_consultations",
        "link_unknown",
        "with_a_person",
    ]
    assert activities.activities() == []


def test_links_are_kept_by_their_key_and_once(app: Flask, loaded: None) -> None:
    row = a_talk(links=("R7-a", "jap-2025/R7-a", "OD3.2-a"))
    assert row.indicators == ["jap-2025/R7-a", "mjp-2022-2026/OD3.2-a"]


def test_a_talk_is_prepared_with_at_most_five_asks(app: Flask, loaded: None) -> None:
    row = a_talk()
    six = Prepared(
        asks=("een", "twee", "drie", "vier", "vijf", "zes"), quote="Wij wachten.", strength=3, passage="BN-x"
    )
    assert problems(fiches.prepare, row, six, "ann") == [
        "too_many_asks",
        "passage_unknown",
        "quote_from_nowhere",
        "strength_from_nowhere",
    ]
    assert problems(activities.add_activity, None, described(with_whom="a@b.be"), "ann") == ["with_a_person"]


def test_an_ask_whose_words_stay_keeps_what_became_of_it(
    both_databases: str, app: Flask, loaded: None
) -> None:
    row = a_talk()
    fiches.prepare(row, Prepared(asks=("Kortere wachtlijst", "Een tolk")), "ann")
    activities.note_afterwards(row, Afterwards(HELD, SAID, outcomes=("handed-over", "answered")), "ann")
    fiches.prepare(row, Prepared(asks=("Een tolk", "Kortere brieven")), "ann")
    db.session.commit()
    assert [(one.text, one.outcome) for one in fiches.asks_of(row)] == [
        ("Een tolk", "answered"),
        ("Kortere brieven", ""),
    ]


def test_follow_up_goes_on_after_the_validation(app: Flask, loaded: None) -> None:
    row = a_talk()
    fiches.prepare(row, Prepared(asks=("Een tolk",)), "ann")
    assert refused(activities.follow_up, row, ("adopted",), "ann") == "activity_not_held"
    activities.note_afterwards(row, Afterwards(HELD, SAID), "ann")
    activities.validate(row, "bob")
    activities.follow_up(row, ("adopted",), "ann")
    assert fiches.fiche(row).asks == (fiches.Ask("Een tolk", "adopted"),)
    assert in_ledger("R7-a") == 1


def test_a_quote_is_read_by_a_second_person_and_again_when_it_changes(app: Flask, loaded: None) -> None:
    row = a_talk()
    assert refused(fiches.approve_evidence, row, "bob") == "no_evidence_to_approve"
    said = Prepared(
        quote="Wij wachten al zeven jaar.", quote_from="focusgroep Gent", passage="BN-OD2.1-wonen"
    )
    fiches.prepare(row, said, "ann")
    assert refused(fiches.approve_evidence, row, "ann") == "evidence_is_your_own"
    fiches.approve_evidence(row, "bob")
    assert fiches.fiche(row).is_approved
    fiches.prepare(row, Prepared(quote="Wij wachten.", quote_from="focusgroep Gent"), "ann")
    assert not fiches.fiche(row).is_approved


def test_the_page_carries_their_own_sentence_with_its_page(app: Flask, loaded: None) -> None:
    row = a_talk()
    fiches.prepare(row, Prepared(passage="BN-OD2.1-wonen"), "ann")
    told = fiches.fiche(row)
    assert told.sentence
    assert (told.sentence.page, told.sentence.nl[:25]) == ("26", "Elke inwoner in Vlaandere")
    assert told.note == "Beleidsnota 2024-2029 Integratie, Inburgering en Samenleven"
    assert told.indicators == ("R7-a", "OD3.2-a")


def test_a_newsletter_has_no_gespreksfiche(app: Flask, loaded: None) -> None:
    row = a_talk(kind=ActivityKind.NEWSLETTER, with_whom="", links=("OD4.2-d",))
    assert refused(fiches.fiche, row) == "not_a_conversation"


def test_the_audit_names_what_was_done_and_quotes_nothing(app: Flask, loaded: None) -> None:
    row = a_noted_talk()
    activities.validate(row, "bob")
    lines = audit.lines(row.id)
    assert [one.act for one in reversed(lines)] == ["activity added", "activity noted", "activity validated"]
    assert "wachttijden" not in str([one.details for one in lines])


def test_counting_takes_as_many_statements_for_twenty_talks_as_for_two(app: Flask, loaded: None) -> None:
    plan, project = plans.plan("mjp-2022-2026"), a_project().id

    def statements_for(more: int) -> int:
        for _ in range(more):
            activities.add_activity(consultations.project(project), described(), "ann")
        db.session.commit()
        db.session.expunge_all()
        with counting_statements() as seen:
            progress.report_indicators(plan, TODAY)
        return len(seen)

    assert statements_for(2) == statements_for(18)


@contextmanager
def counting_statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*words: object) -> None:
        seen.append(str(words[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)
