"""Signs that nobody sees, and answers to begin with: what an author is told of them. What a test adds starts on line 8."""

import pytest

from tests.instrument.pages import LISTS, TENURE, page


def _told(problems_after_front, question):
    """Problems, without their place, of one question after a right one about tenure."""
    text = LISTS.lstrip() + "pages:\n" + page(TENURE, name="before") + page(question)
    return [problem.split("  ", 1)[1] for problem in problems_after_front(text)]


@pytest.mark.parametrize(
    ("written", "signs"),
    [
        ('"a\\u202E b"', "U+202E"),
        ('"\\x02nonsense\\x03"', "U+0002, U+0003"),
        ('"a\\u2067b"', "U+2067"),
        ('"a\\u200Bb"', "U+200B"),
    ],
)
def test_a_source_text_hides_no_signs_either(problems_after_front, written, signs):
    text = "pages:\n" + page(f"{{name: years, type: integer, label: {written}, disclosure: safe}}")
    assert problems_after_front(text) == [
        f"test.yaml:12:45  invisible characters {signs}; none. Type the text again without them."
    ]


def test_a_hidden_sign_is_shown_where_it_stands(problems_after_front):
    text = "pages:\n" + page("{name: years, type: integer, label: Hoeveel \u202e jaar, disclosure: safe}")
    assert problems_after_front(text)[0].startswith("test.yaml:12:53  invisible characters U+202E")


def test_a_pair_around_a_number_is_as_it_should_be(load_after_front):
    text = "pages:\n" + page(
        "{name: a, type: note, label: Bel \u20661712\u2069 nu}", more="part: core\n    title: Bel"
    )
    assert load_after_front(text).questions["a"].label == "Bel \u20661712\u2069 nu"


DEFAULTS = [
    ("integer", "abc", "a whole number of at most 10 digits"),
    ("integer", "12345678901", "a whole number of at most 10 digits"),
    ("decimal", "1.5.2", "a number, with a point before the fraction"),
    ("range", "99", "a number of the range"),
    ("range", "1.5", "a number of the range"),
    ("date", "2026-02-30", "a day, written 2026-11-01"),
    ("time", "25:00", "a time, written 14:30"),
    ("dateTime", "2026-11-01", "a day and a time, written 2026-11-01T14:30"),
    ("select_one tenure", "owned", "a choice of its list"),
    (
        "select_multiple tenure",
        "social owned",
        "choices of its list, parted by spaces, an exclusive one alone",
    ),
    ("acknowledge", "yes", '"OK"'),
]


@pytest.mark.parametrize(("type_", "default", "expected"), DEFAULTS)
def test_a_question_begins_with_an_answer_that_it_takes(problems_after_front, type_, default, expected):
    span = ", span: {start: 0, end: 10}" if type_ == "range" else ""
    written = f'{{name: q, type: {type_}, label: Wat?, disclosure: safe, default: "{default}"{span}}}'
    assert _told(problems_after_front, written) == [
        f'default "{default}" of question "q"; {expected}. Mend it or remove it.'
    ]


def test_what_nobody_can_change_is_not_worked_out_and_says_what_shows_it(problems_after_front):
    written = '{name: q, type: date, label: Wat?, disclosure: safe, default: "today()", read_only: true}'
    (told,) = _told(problems_after_front, written)
    assert told.startswith('an expression in question "q", which is read_only; what is worked out')
    assert told.endswith("Make it a calculate, and show it with ${name} in a note on a later page.")


def test_a_question_begins_with_an_answer_that_its_constraint_takes(problems_after_front):
    written = '{name: q, type: integer, label: Wat?, disclosure: safe, default: "99", read_only: true, constraint: ". < 5"}'
    assert _told(problems_after_front, written) == [
        'default "99" of question "q"; an answer for which its constraint holds. Mend one of the two.'
    ]


@pytest.mark.parametrize(
    ("type_", "default", "constraint"),
    [
        ("integer", "9", ". > 5"),
        ("integer", "9", ". < ${n}"),
        ("date", "2020-01-01", ". > today()"),
        ("select_one tenure", "social", ". = pulldata('tenure', 'name', 'label', 'Privé')"),
    ],
)
def test_a_constraint_that_holds_or_looks_further_than_the_answer_lets_a_question_begin_with_it(
    load_after_front, type_, default, constraint
):
    before = page("{name: n, type: integer, label: Nu?, disclosure: safe}", name="before")
    after = page(TENURE, name="after")
    asked = f'{{name: q, type: {type_}, label: Wat?, disclosure: safe, default: "{default}", constraint: "{constraint}"}}'
    instrument = load_after_front(LISTS.lstrip() + "pages:\n" + before + page(asked) + after)
    assert instrument.questions["q"].default == default


def test_a_default_that_is_worked_out_looks_at_earlier_pages_only(problems_after_front):
    """When its page is met, nothing on that page was answered yet."""
    text = """\
        pages:
          - name: a
            part: core
            title: A
            questions:
              - {name: one, type: integer, label: Een?, disclosure: safe}
              - {name: two, type: integer, label: Twee?, default: "${one} + 1", disclosure: safe}
        """
    (problem,) = problems_after_front(text)
    told = '"one" is not answered yet in question "two"; "default" looks at earlier questions only; move one of the two.'
    assert problem == f"test.yaml:14:60  {told}"
