"""What our own files add to a question of XLSForm: read, refused where it is wrong, and never lost on the way."""

import pytest

from consult.instrument.additions import Descent, InMode, Lineage, Mode, SoftCheck
from consult.instrument.changes import Effect, Kind, diff
from consult.instrument.version import canonical, from_canonical, published
from tests.instrument.xlsform.round_trips import small, the_same
from tests.untranslated import untranslated

FRONT_PAGE = """
pages:
  - name: home
    part: core
    questions:
      - {name: people, type: integer, label: Met hoeveel?, disclosure: safe}
  - name: rent
    part: core
    questions:
      - name: rent
        type: integer
        label: Hoeveel huur betaalt u?
        disclosure: sensitive
"""
ADDED = """\
        soft_check: {check: ". <= 2000 and ${people} < 20", message: Is dat voor één maand?}
        modes:
          paper: {label: "Hoeveel betaalt u?", instruction: Eén getal in het vak.}
          interviewer: {hint: "Met hoeveel: ${people}.", instruction: Lees voor. Noem geen bedragen.}
        unprompted: [refused, dont_know]
        lineage: {was: [price, costs], change: merged, since: 3}
"""


@pytest.fixture
def rent():
    return small(FRONT_PAGE + ADDED)


def test_each_is_read_as_a_value_of_its_question(rent):
    question = rent.questions["rent"]
    assert isinstance(question.soft_check, SoftCheck)
    assert question.soft_check.check.names == {"people"}
    assert question.modes == (
        InMode(Mode.PAPER, label="Hoeveel betaalt u?", instruction="Eén getal in het vak."),
        InMode(
            Mode.INTERVIEWER, hint="Met hoeveel: ${people}.", instruction="Lees voor. Noem geen bedragen."
        ),
    )
    assert question.unprompted == ("refused", "dont_know")
    assert question.lineage == Lineage(Descent.MERGED, ("price", "costs"), 3)


def test_the_texts_have_keys_for_translators(rent):
    assert [(key, text) for key, text in rent.source_texts.items() if key.startswith("rent/")] == [
        ("rent/label", "Hoeveel huur betaalt u?"),
        ("rent/soft_check", "Is dat voor één maand?"),
        ("rent/paper/label", "Hoeveel betaalt u?"),
        ("rent/paper/instruction", "Eén getal in het vak."),
        ("rent/interviewer/hint", "Met hoeveel: ${people}."),
        ("rent/interviewer/instruction", "Lees voor. Noem geen bedragen."),
    ]


def test_nothing_is_lost_in_a_version_nor_in_a_workbook(rent):
    assert from_canonical(canonical(rent, untranslated(rent))).instrument == rent
    assert the_same(rent)


def test_a_question_without_them_is_published_as_it_always_was():
    plain = small(FRONT_PAGE)
    document = canonical(plain, untranslated(plain))
    assert set(document["structure"]["pages"][1]["questions"][0]) == {"name", "type", "disclosure"}
    assert "questions" not in document["about"]


def test_words_for_a_mode_do_not_touch_what_answers_mean(rent):
    reworded = small(FRONT_PAGE + ADDED.replace("Hoeveel betaalt u?", "Wat betaalt u?"))
    before, after = published(rent, untranslated(rent)), published(reworded, untranslated(reworded))
    assert before.structure_hash == after.structure_hash
    (change,) = diff(before, after)
    assert (change.kind, change.subject, change.effect) == (
        Kind.REWORDED,
        "rent/paper/label",
        Effect.WORDING,
    )


def test_what_came_and_went_is_told(rent):
    plain = small(FRONT_PAGE)
    found = {
        (change.kind, change.subject)
        for change in diff(published(plain, untranslated(plain)), published(rent, untranslated(rent)))
    }
    assert found == {
        (Kind.SOFT_CHECK_CHANGED, "rent"),
        (Kind.UNPROMPTED_CHANGED, "rent"),
        (Kind.LINEAGE_CHANGED, "rent"),
        (Kind.REWORDED, "rent/soft_check"),
        (Kind.REWORDED, "rent/paper/label"),
        (Kind.REWORDED, "rent/paper/instruction"),
        (Kind.REWORDED, "rent/interviewer/hint"),
        (Kind.REWORDED, "rent/interviewer/instruction"),
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("soft_check: {check: . < 5}", '"message" is missing in "soft_check"; it is needed. Add it.'),
        (
            'soft_check: {check: ". < ${huur}", message: Zo?}',
            'unknown name "huur"; the name of a question that is asked.',
        ),
        (
            'soft_check: {check: ". < ${later}", message: Zo?}',
            '"later" is not answered yet in "soft_check"; "check" looks at earlier questions only; move one of the two.',
        ),
        (
            'soft_check: {check: . < 5, message: "Is ${years} goed?"}',
            'a placeholder in "message"; only the label and the hint of a question have them. Remove it.',
        ),
        (
            "modes: {fax: {label: Zo?}}",
            'unknown key "fax" in "modes"; see docs/instrument-format.md. Remove it.',
        ),
        (
            "modes: {paper: {}}",
            'nothing is said in "paper"; a label, a hint or an instruction. Add one.',
        ),
        (
            'modes: {paper: {label: "Hoe ${oud}?"}}',
            (
                'placeholder "${oud}" in "paper"; it shows a question of an earlier page of any type but matrix and note. '
                "Name such a question."
            ),
        ),
        ("unprompted: [other]", '"other" in unprompted; it is dont_know or refused.'),
        ("unprompted: [refused, refused]", '"refused" stands twice; each once. Remove one.'),
        (
            "lineage: {change: renamed}",
            '"change" is "renamed"; it is one of same, reworded, split, merged, new.',
        ),
        (
            "lineage: {change: merged, was: [a]}",
            'change: merged with 1 earlier question under "was"; at least two are merged into one. Name them under was.',
        ),
        (
            "lineage: {change: new, was: [a]}",
            'change: new with 1 earlier question under "was"; what is new comes from none. Remove was.',
        ),
        (
            "lineage: {change: split}",
            'change: split with 0 earlier questions under "was"; it comes from exactly one. Name it under was.',
        ),
    ],
)
def test_a_mistake_in_them_is_told_where_it_stands(problems_after_front, line, said):
    text = f"""\
pages:
  - name: one
    part: core
    questions:
      - name: years
        type: integer
        label: Hoeveel jaar?
        disclosure: safe
        {line}
  - name: two
    part: core
    questions:
      - {{name: later, type: integer, label: Later?, disclosure: safe}}
"""
    (problem,) = problems_after_front(text)
    place, _space, found = problem.partition("  ")
    assert place.startswith("test.yaml:16:")
    assert found == said


def test_what_everyone_is_offered_is_not_unprompted(problems_after_front):
    text = """\
pages:
  - name: one
    part: core
    questions:
      - {name: years, type: integer, label: Hoe?, refused: true, unprompted: [refused], disclosure: safe}
"""
    (problem,) = problems_after_front(text)
    assert problem == (
        'test.yaml:12:79  "refused" in unprompted; what everyone is offered (refused: true) is prompted. Remove one.'
    )


def test_of_a_matrix_no_single_answer_can_be_checked(problems_after_front):
    text = """\
choices:
  agree: [{name: a, label: Ja}]
pages:
  - name: one
    part: core
    questions:
      - {name: views, type: matrix agree, label: Hoe?, rows: [{name: r, label: R}], soft_check: {check: . = 1, message: Zo?}, disclosure: safe}
"""
    told = [problem.partition("  ")[2] for problem in problems_after_front(text)]
    assert '"soft_check" in question "views"; matrix has none. Remove it.' in told


def test_in_a_repeat_a_soft_check_looks_at_its_own_instance():
    instrument = small("""\
pages:
  - repeat: member
    label: Gezinslid
    more: Nog iemand?
    most: 2
    pages:
      - name: age
        part: core
        title: Leeftijd
        questions:
          - {name: age, type: integer, label: Hoe oud?, disclosure: safe}
          - {name: works, type: integer, label: Hoeveel uren?, disclosure: safe,
             soft_check: {check: "${age} > 14", message: Klopt de leeftijd?}}
""")
    soft = instrument.questions["works_2"].soft_check
    assert soft is not None
    assert soft.check.names == {"age_2"}
    assert the_same(instrument)
