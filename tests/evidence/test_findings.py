"""A finding as a value: what it lacks before someone reads it, and how two people's texts come together."""

from consult.evidence.findings import (
    Answer,
    Change,
    Evidence,
    EvidenceKind,
    Finding,
    Stance,
    Unready,
    merged,
    unready,
)
from consult.evidence.strength import Basis, Concern, Level, Quality

SAID = Evidence(EvidenceKind.NOTES, "gent", "Niemand zei waar wij staan.", consultation="gent")
AGAINST = Evidence(EvidenceKind.NOTES, "genk", "Ik wist het wel.", stance=Stance.AGAINST, consultation="genk")
ANSWERED = {question: Answer(Concern.NONE, "In orde.") for question in Quality}
SOLID = Basis(4, 3, 240)


def test_a_finding_with_evidence_and_four_answers_can_be_read() -> None:
    assert unready(Finding("Wachten weegt.", evidence=(SAID,), answers=ANSWERED)) == ()


def test_everything_that_is_missing_is_told_at_once() -> None:
    assert unready(Finding("Wachten weegt.")) == (Unready.NO_EVIDENCE, Unready.UNANSWERED)


def test_what_only_contradicts_a_statement_does_not_carry_it() -> None:
    assert unready(Finding("Wachten weegt.", evidence=(AGAINST,), answers=ANSWERED)) == (
        Unready.ONLY_AGAINST,
    )


def test_evidence_that_was_withdrawn_is_in_the_way() -> None:
    gone = Evidence(EvidenceKind.QUOTE, "q1", "…", withdrawn="De deelnemer trok het terug.")
    assert unready(Finding("Wachten weegt.", evidence=(SAID, gone), answers=ANSWERED)) == (Unready.WITHDRAWN,)


def test_there_is_no_strength_before_the_four_questions_are_answered() -> None:
    some = {Quality.METHOD: Answer(Concern.NONE, "In orde.")}
    assert Finding("Wachten weegt.", answers=some).strength(SOLID) is None


def test_a_finding_is_firm_with_counter_evidence_and_a_second_reader() -> None:
    texts = {
        "statement": "Wachten weegt.",
        "answers": ANSWERED,
        "counter_evidence": "Niets gevonden na zoeken.",
    }
    assert Finding(**texts, read_by="bo").strength(SOLID).level is Level.FIRM
    assert Finding(**texts).strength(SOLID).level is Level.FAIR


def test_of_two_who_changed_different_texts_both_stay() -> None:
    together = merged(
        {"statement": "Oud", "theme": "wonen"},
        theirs={"statement": "Nieuw van haar", "theme": "wonen"},
        mine={"statement": "Oud", "theme": "wachten"},
    )
    assert together.texts == {"statement": "Nieuw van haar", "theme": "wachten"}
    assert together.changes == [
        Change("statement", "Nieuw van haar", "Oud"),
        Change("theme", "wonen", "wachten"),
    ]


def test_of_two_who_changed_the_same_text_mine_stands_in_the_form_and_theirs_beside_it() -> None:
    together = merged({"statement": "Oud"}, {"statement": "Van haar"}, {"statement": "Van mij"})
    assert together.texts == {"statement": "Van mij"}
    assert together.changes == [Change("statement", "Van haar", "Van mij")]
