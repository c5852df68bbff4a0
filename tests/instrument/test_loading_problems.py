"""Every mistake an author can make, with the sentence that is shown. What a test adds starts on line 8."""

import pytest

from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from tests.instrument.pages import LISTS, TENURE, page


def test_the_example_of_the_convention(problems_after_front):
    text = """\
        choices:
          tenure:
            - {name: owner, label: Eigenaar}
            - {name: owner, label: Bezitter}
        pages:
          - name: one
            part: core
            questions:
              - {name: tenure, type: select_one tenure, label: Hoe?, disclosure: key}
        """
    assert problems_after_front(text) == [
        'test.yaml:11:14  choice "owner" is used twice in "tenure"; names of choices must be unique. Rename one.'
    ]


def test_a_list_that_nothing_uses_is_told_and_one_whose_name_was_misspelt_is_meant(problems_after_front):
    text = """\
        choices:
          tenure: [{name: social, label: Sociaal}]
          colours: [{name: red, label: Rood}]
        pages:
          - name: one
            part: core
            questions:
              - {name: tenure, type: select_one tenur, label: Hoe?, disclosure: key}
        """
    assert problems_after_front(text) == [
        'test.yaml:10:3  list "colours" is never used; a question or an expression uses each list. Remove it.',
        'test.yaml:15:30  unknown list "tenur"; a list under choices. Did you mean "tenure"?',
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(problems_after_front):
    text = """\
        choices:
          tenure:
            - {name: social, lable: Sociaal}
        pages:
          - name: one
            part: middle
            questions:
              - name: tenure
                type: select_one tenur
                label: Hoe?
                required: yes
                relevant: ${x} =
        """
    assert problems_after_front(text) == [
        'test.yaml:10:7  "label" is missing in choice "social"; it is needed. Add it.',
        (
            'test.yaml:10:22  unknown key "lable" in choice "social"; see docs/instrument-format.md. '
            'Did you mean "label"?'
        ),
        'test.yaml:13:11  "part" is "middle"; it is one of core, themes, background, closing.',
        (
            'test.yaml:15:9  "disclosure" is missing in question "tenure"; whatever is stored has a role: '
            "direct, key, sensitive, safe, free-text, weight. Add it."
        ),
        'test.yaml:16:15  unknown list "tenur"; a list under choices. Did you mean "tenure"?',
        'test.yaml:18:19  "required" is neither true nor false; it is one of those. Write true or false.',
        "test.yaml:19:25  found the end in relevant; expected a value such as ${name}, 'text' or 3.",
    ]


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (
            "{name: a, type: integr, label: A, disclosure: safe}",
            ('unknown type "integr"; it is one of select_one, select_multiple, integer, decimal, range, date, time, dateTime, text, matrix, rank, acknowledge, note, calculate. '
            'Did you mean "integer"?'),
        ),
        (
            "{name: a, type: integer, label: A, disclosure: safe, name: b}",
            '"name" stands twice in question "a"; a key stands once; the first is on line 18. Remove one.',
        ),
        (
            "{name: 1a, type: integer, label: A, disclosure: safe}",
            '"1a" is not a name; a name is letters, digits, _ and -, a letter or _ first, at most 64. Rename it.',
        ),
        (
            "{name: dont_know, type: integer, label: A, disclosure: safe}",
            ('"dont_know" is taken; it stands for something else in stored answers or translations. '
            "Rename the question."),
        ),
        ("{name: a, type: integer, disclosure: safe}", '"label" is missing in question "a"; it is needed. Add it.'),
        (
            "{name: a, type: integer, label: [A], disclosure: safe}",
            '"label" is a list or a mapping; it is a text. Put quotes around it.',
        ),
        (
            "{name: a, type: integer, label: , disclosure: safe}",
            '"label" is empty; it is a text. Write it or remove the key.',
        ),
        (
            "{name: a, type: integer, label: A, disclosure: saef}",
            ('"disclosure" is "saef"; it is one of direct, key, sensitive, safe, free-text, weight. '
            'Did you mean "safe"?'),
        ),
        (
            "{name: a, type: integer, label: A}",
            ('"disclosure" is missing in question "a"; whatever is stored has a role: '
            "direct, key, sensitive, safe, free-text, weight. Add it."),
        ),
        (
            "{name: a, type: select_one, label: A, disclosure: safe}",
            '"select_one"; it is written select_one LIST [or_other]. Name one list.',
        ),
        (
            "{name: a, type: matrix tenure, label: A, disclosure: safe}",
            '"rows" is missing in question "a"; it is needed. Add it.',
        ),
        (
            ("{name: a, type: matrix tenure, label: A, disclosure: safe, rows: [{name: x, label: X},"
            " {name: x, label: Y}]}"),
            'row "x" is used twice in "a"; names of rows must be unique. Rename one.',
        ),
        ("{name: a, type: calculate, disclosure: safe}", ('"calculation" is missing in question "a"; it is needed. '
         "Add it.")),
        (
            "{name: a, type: integer, label: A, disclosure: safe, calculation: 1 + 1}",
            '"calculation" in question "a"; integer has none. Remove it.',
        ),
        (
            "{name: a, type: integer, label: A, disclosure: safe, appearance: likert}",
            ('appearance "likert" for integer; it is one of likert for select_one, minimal for select_one, '
            "multiline for text, help for note. Remove it."),
        ),
        (
            "{name: a, type: integer, label: A, keep: derived}",
            ('nothing is derived from question "a"; its answer is dropped, so a calculate derives something from it. '
            "Add the calculate or remove keep."),
        ),
        (
            "{name: tenure, type: integer, label: A, disclosure: safe}",
            ('name "tenure" is used twice; each is unique; it is also used by question "tenure" on line 14. '
            "Rename one."),
        ),
        (
            "{name: a, type: integer, label: A, disclosure: safe, relevant: \"${tenur} = 'x'\"}",
            'unknown name "tenur"; the name of a question that is asked. Did you mean "tenure"?',
        ),
        (
            "{name: a, type: integer, label: A, disclosure: safe, relevant: \"${tenure} = 'x'\"}",
            '"tenure", a select_one, has no choice "x"; a name of its choices; no answer at all is \'\'.',
        ),
        (
            "{name: a, type: integer, label: A, disclosure: safe, relevant: \"${a} = 3\"}",
            'question "a" depends on itself: a -> a; no answer depends on itself. Break it.',
        ),
        (
            "{name: a, type: integer, label: 'U bent ${tenur', disclosure: safe}",
            'broken placeholder "${tenur"; it is written ${name}. Close it.',
        ),
        (
            "{name: a, type: integer, label: 'U bent ${tenur}', disclosure: safe}",
            ('placeholder "${tenur}" in question "a"; it shows a question of an earlier page of any type but matrix and note. '
            'Did you mean "tenure"?'),
        ),
        (
            "{name: a, type: integer, label: A, required_message: '${tenure}', disclosure: safe}",
            'a placeholder in "required_message"; only the label and the hint of a question have them. Remove it.',
        ),
        (
            ("{name: a, type: text, label: A, disclosure: safe, constraint: \"regex(., '(')\","
            " constraint_message: B}"),
            ('the pattern "(": missing ): (; a pattern that RE2 can match in linear time '
            "(no look-ahead, no back-references)."),
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_question(problems_of_question, question, problem):
    assert problems_of_question(question) == [problem]


def test_variables_that_a_question_makes_are_unique_too(problems_of_question):
    (problem,) = problems_of_question(
        "{name: tenure_other, type: select_one tenure or_other, label: A, disclosure: safe}\n"
        "      - {name: a, type: matrix tenure, label: A, disclosure: safe, rows: [{name: b, label: B}]}\n"
        "      - {name: a_b, type: text, label: A, disclosure: safe}\n"
        "    title: Several"
    )
    assert problem.startswith(
        'name "a_b" is used twice; each is unique; it is also used by question "a" on line 19. Rename one.'
    )


def test_what_decides_is_answered_before(problems_after_front):
    text = "pages:\n" + page(
        '{name: a, type: integer, label: A, disclosure: safe, relevant: "1 = 1 and ${b} > 3"}'
    )
    text += page("{name: b, type: integer, label: B, disclosure: safe}", name="two")
    assert problems_after_front(text) == [
        (
            'test.yaml:12:83  "b" is not answered yet in question "a"; '
            '"relevant" looks at earlier questions only; move one of the two.'
        )
    ]


def test_what_a_calculate_rests_on_is_answered_before_too(problems_after_front):
    text = "pages:\n" + page(
        "{name: double, type: calculate, calculation: '${b} * 2', disclosure: safe}",
        '{name: a, type: integer, label: A, disclosure: safe, relevant: "${double} > 3"}',
    )
    text += page("{name: b, type: integer, label: B, disclosure: safe}", name="two")
    (problem,) = problems_after_front(text)
    assert '"double" (through "b") is not answered yet in question "a"' in problem


def test_calculates_do_not_rest_on_each_other(problems_after_front):
    text = "pages:\n" + page(
        "{name: a, type: integer, label: A, disclosure: safe}",
        "{name: b, type: calculate, calculation: '${c} * 2', disclosure: safe}",
        "{name: c, type: calculate, calculation: '${b} * 2', disclosure: safe}",
    )
    (problem,) = problems_after_front(text)
    assert 'question "b" depends on itself: b -> c -> b' in problem


def test_a_mistake_in_an_expression_over_several_lines_has_the_place_of_the_expression(problems_after_front):
    text = """\
        pages:
          - name: one
            part: core
            questions:
              - name: a
                type: integer
                label: A
                disclosure: safe
                constraint: >-
                  . > 3
                  and nut(.)
                constraint_message: B
        """
    assert problems_after_front(text) == [
        'test.yaml:16:21  unknown function "nut"; a function of ODK that is supported. Did you mean "not"?'
    ]


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        (
            page("{name: a, type: note, label: A}"),
            'no heading on page "one"; a page of several questions, or of notes only, has a title. Add title.',
        ),
        (
            page(
                "{name: a, type: text, label: A, disclosure: safe}",
                "{name: b, type: text, label: B, disclosure: safe}",
            ),
            'no heading on page "one"; a page of several questions, or of notes only, has a title. Add title.',
        ),
        (
            page("{name: a, type: text, label: A, disclosure: safe}", more="part: closing")
            + page("{name: b, type: text, label: B, disclosure: safe}", name="two"),
            (
                'page "two" comes after a closing page; an early stop jumps to the closing pages, so they come last. '
                "Move it."
            ),
        ),
        (
            page("{name: a, type: text, label: A, disclosure: safe}")
            + page("{name: b, type: text, label: B, disclosure: safe}"),
            'page "one" is used twice; each is unique; it is also used by page "one" on line 9. Rename one.',
        ),
        (
            "  - {name: one, part: core, questions: []}\n",
            "a page without questions; a page asks something. Remove it.",
        ),
    ],
)
def test_a_mistake_in_a_page(problems_after_front, pages, problem):
    assert [told.split("  ", 1)[1] for told in problems_after_front("pages:\n" + pages)] == [problem]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "counting: {earlier: before}",
            'test.yaml:8:21  counting reads "before"; it reads a variable that is stored.',
        ),
        (
            "counting: {earlier: tenure}",
            ('test.yaml:8:21  "tenure" gives private, social; counting understands yes, no and unknown. '
            "Derive it with a calculate."),
        ),
        ("quick_exit: no", ('test.yaml:8:13  "quick_exit" is neither true nor false; it is one of those. '
         "Write true or false.")),
        ("estimated_minutes: ten", ('test.yaml:8:20  "estimated_minutes" is not a whole number; digits only. '
         "Write for example 12.")),
        ("metod: survey", ('test.yaml:8:1  unknown key "metod" in the instrument; see docs/instrument-format.md. '
         'Did you mean "method"?')),
        ("serves: R7", 'test.yaml:8:9  "serves" has no keys; keys and values. It knows: results, indicators.'),
        ("intro: Dag ${tenure}", ('test.yaml:8:12  a placeholder in "intro"; only the label and the hint of a question '
         "have them. Remove it.")),
        ("title: Again", ('test.yaml:8:1  "title" stands twice in the instrument; a key stands once; '
         "the first is on line 2. Remove one.")),
    ],
)  # fmt: skip
def test_a_mistake_in_the_front(problems_after_front, line, problem):
    assert problems_after_front(f"{line}\n" + LISTS.lstrip() + "pages:\n" + page(TENURE)) == [problem]


def test_an_empty_front_lacks_everything():
    with pytest.raises(InstrumentProblems) as caught:
        load_text("intro: Dag\n", "x.yaml")
    assert [problem.found.split('"')[1] for problem in caught.value.problems] == [
        *("instrument", "title", "method", "report", "languages", "retention", "consent", "pages")
    ]


def test_languages_are_known_and_dutch_is_first():
    with pytest.raises(InstrumentProblems) as caught:
        load_text("languages: [ar, prs]\n", "x.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert 'x.yaml:1:12  "ar" comes first; the first is the language of the file, nl. Put nl first.' in told
    assert any(problem.startswith('x.yaml:1:17  unknown language "prs"') for problem in told)


def test_a_page_may_not_take_an_address_of_the_form_itself(problems_after_front):
    text = LISTS.lstrip() + "pages:\n" + page(TENURE, name="thank-you")
    assert problems_after_front(text) == [
        'test.yaml:11:11  page "thank-you" is taken; the form itself has a page at that address. Rename it.'
    ]


def test_what_never_counts_feeds_no_indicator_of_people(problems_after_front):
    found = problems_after_front("""\
        serves: {indicators: [OD2.2-b, OD2.1-a]}
        counting: none
        pages:
          - name: one
            part: core
            questions: [{name: one, type: text, label: Wat?, disclosure: free-text}]
        """)
    assert len(found) == 1
    assert "OD2.1-a for what never counts" in found[0]
