"""How a mistake is told."""

from consult.instrument.problems import InstrumentProblems, Problem

TWICE = Problem(
    "instruments/housing/survey.yaml",
    41,
    7,
    'choice "owner" is used twice in "tenure"',
    "names of choices must be unique",
    "Rename one.",
)


def test_a_problem_says_where_what_and_how_to_mend():
    assert str(TWICE) == (
        'instruments/housing/survey.yaml:41:7  choice "owner" is used twice in "tenure"; '
        "names of choices must be unique. Rename one."
    )


def test_a_problem_names_the_nearest_valid_name():
    problem = Problem("a.yaml", 2, 1, 'unknown key "lable"', "a key of a question", nearest="label")
    assert str(problem) == 'a.yaml:2:1  unknown key "lable"; a key of a question. Did you mean "label"?'


def test_a_problem_of_a_whole_file_has_no_line():
    assert (
        str(Problem("a.yaml", 0, 0, "900000 bytes", "at most 500000"))
        == "a.yaml  900000 bytes; at most 500000."
    )


def test_all_problems_are_told_at_once():
    assert str(InstrumentProblems((TWICE, TWICE))) == f"{TWICE}\n{TWICE}"
