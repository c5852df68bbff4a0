"""What a column holds stays one thing: within an instrument, and from version to version."""

import pytest

from consult.instrument.calculated import Result, free_texts, result
from consult.instrument.definition import Instrument
from consult.instrument.fielding import publishable_after
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import published
from tests.heads import head
from tests.untranslated import untranslated

HEAD = head("columns")
LISTS = """choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
"""
MEMBER = """  - repeat: member
    label: Lid
    more: Nog iemand?
    most: 2
    pages:
      - name: age
        part: core
        questions:
          - {name: age, type: integer, label: "Hoe oud?", disclosure: key}
"""


def asked(*questions: str, pages: str = "") -> str:
    """A file with these questions on a page of their own, after other pages."""
    lines = "".join(f"      - {{{one}}}\n" for one in questions)
    first = f"  - name: first\n    part: core\n    title: Eerst\n    questions:\n{lines}" if lines else ""
    body = f"{pages}{first}"
    return f"{HEAD}{LISTS if 'yes_no' in body else ''}pages:\n{body}"


def loaded(text: str) -> Instrument:
    return load_text(text, "columns.yaml")


def refusals(text: str) -> list[str]:
    with pytest.raises(InstrumentProblems) as refused:
        loaded(text)
    return [problem.found for problem in refused.value.problems]


def after(old: str, new: str) -> list[str]:
    """Why the new file cannot be published after the old one."""
    versions = [published(one, untranslated(one)) for one in map(loaded, (old, new))]
    return [problem.found for problem in publishable_after(*versions)]


# --- within one instrument


@pytest.mark.parametrize(
    ("outside", "inside", "name"),
    [
        ("name: trust_1_x, type: integer, label: A, disclosure: safe", "matrix", "trust_1_x"),
        ("name: trust_1_other, type: integer, label: A, disclosure: safe", "other", "trust_1_other"),
    ],
)
def test_what_an_instance_makes_of_a_name_may_not_be_taken(outside: str, inside: str, name: str) -> None:
    question = {
        "matrix": "name: trust, type: matrix yes_no, label: B, rows: [{name: x, label: X}], disclosure: safe",
        "other": "name: trust, type: select_one yes_no or_other, label: B, disclosure: safe",
    }[inside]
    pages = MEMBER.replace('name: age, type: integer, label: "Hoe oud?", disclosure: key', question)
    assert refusals(asked(outside, pages=pages)) == [f'"{name}" is taken']


def test_names_of_repeats_in_repeats_may_not_meet() -> None:
    inner = """      - repeat: toy
        label: Speelgoed
        more: Nog?
        most: 2
        pages:
          - name: price
            part: core
            questions:
              - {name: age_1, type: integer, label: "Prijs?", disclosure: safe}
"""
    deeper = (
        MEMBER
        + inner.replace("age_1", "cost")
        + "      - name: cost-1\n        part: core\n        questions:\n          - {name: cost_1, type: integer, label: Som, disclosure: safe}\n"
    )
    assert refusals(asked(pages=deeper)) == ['"cost_1_1" is taken']


def test_a_page_may_not_be_called_as_one_of_an_instance() -> None:
    page = "  - name: age-1\n    part: core\n    questions:\n      - {name: q, type: integer, label: Q, disclosure: safe}\n"
    assert refusals(asked(pages=page + MEMBER)) == ['"age-1" is taken']


# --- what people wrote


@pytest.mark.parametrize(
    "calculation",
    [
        "number(${told})",
        "${told} * 1",
        "int(substr(${told}, 0, 6))",
        "decimal-date-time(${told})",
        "if(${n} > 1, number(${told}), 0)",
    ],
)
def test_a_number_that_is_what_someone_wrote_is_sealed_as_their_words_are(calculation: str) -> None:
    instrument = loaded(
        asked(
            "name: told, type: text, label: Telefoon, disclosure: free-text",
            "name: n, type: integer, label: N, disclosure: safe",
            f'name: again, type: calculate, calculation: "{calculation}", disclosure: safe',
            'name: twice, type: calculate, calculation: "${again} + ${n}", disclosure: safe',
        )
    )
    assert free_texts(instrument) == {"told", "again", "twice"}


def test_how_much_someone_wrote_is_a_number() -> None:
    instrument = loaded(
        asked(
            "name: told, type: text, label: Verhaal, disclosure: free-text",
            'name: length, type: calculate, calculation: "string-length(${told}) * 2", disclosure: safe',
        )
    )
    assert free_texts(instrument) == {"told"}
    assert result(instrument, instrument.questions["length"]) is Result.NUMBER


@pytest.mark.parametrize(
    "calculation", ["${from}", "concat('x', ${from})", "if(${n} > 1, ${from}, 'no')", "string(${from})"]
)
def test_an_answer_that_is_not_kept_is_not_kept_by_a_calculate_either(calculation: str) -> None:
    text = asked(
        "name: from, type: text, label: Van waar?, keep: derived, disclosure: direct",
        "name: n, type: integer, label: N, disclosure: safe",
        f'name: again, type: calculate, calculation: "{calculation}", disclosure: safe',
    )
    assert refusals(text) == ['question "again" gives the answer to "from" again']


def test_a_class_of_an_answer_that_is_not_kept_may_be_kept() -> None:
    instrument = loaded(
        asked(
            "name: born, type: integer, label: Geboren?, keep: derived, disclosure: sensitive",
            "name: young, type: calculate, calculation: \"if(${born} > 2000, 'yes', 'no')\", disclosure: key",
            'name: decade, type: calculate, calculation: "int(${born} div 10)", disclosure: key',
        )
    )
    assert result(instrument, instrument.questions["young"]) == ("yes", "no")


# --- from version to version

SEVERAL = "name: q, type: select_multiple yes_no, label: Q, disclosure: safe"


def test_a_question_takes_no_column_that_was_a_choice_nor_gives_its_own_to_one() -> None:
    question = "name: q_yes, type: integer, label: R, disclosure: safe"
    assert after(asked(SEVERAL), asked(SEVERAL, question)) == ['column "q_yes" is of question "q_yes"']
    assert after(asked(SEVERAL, question), asked(SEVERAL)) == ['column "q_yes" is of question "q (yes)"']
    assert after(asked(SEVERAL, question), asked(SEVERAL, question)) == []


def test_a_calculate_goes_on_giving_codes_or_numbers() -> None:
    number = "name: n, type: integer, label: N, disclosure: safe"
    codes = "name: c, type: calculate, calculation: \"if(${n} > 1, 'yes', 'no')\", disclosure: safe"
    other_codes = codes.replace("'no'", "'never'")
    numbers = 'name: c, type: calculate, calculation: "${n} * 2", disclosure: safe'
    assert after(asked(number, codes), asked(number, other_codes)) == []
    assert after(asked(number, codes), asked(number, numbers)) == ['calculate "c" gives numbers']


def test_a_question_stays_in_its_repeat_but_a_repeat_may_be_renamed() -> None:
    house = MEMBER.replace("member", "house").replace("name: age", "name: year")
    turned = MEMBER.replace("name: age", "name: year") + house.replace("name: year", "name: age")
    assert after(asked(pages=MEMBER + house), asked(pages=turned)) == [
        'question "age" is in the repeat "house", not in "member"',
        'question "year" is in the repeat "member", not in "house"',
    ]
    assert after(asked(pages=MEMBER), asked(pages=MEMBER.replace("repeat: member", "repeat: person"))) == []
