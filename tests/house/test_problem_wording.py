"""Every kind of mistake that a file can have is said in Dutch too, with what differs and nothing else."""

import ast
from collections.abc import Iterator

from flask import Flask

from consult.instrument.problems import Problem, Said
from consult.shipped import PACKAGE
from consult.web.interface import speak
from consult.web.staff import problem_sentences
from tests.house.said import blanks

# What is called with a clause in English, and which of its arguments that is.
_CLAUSES = {
    "Problem": 3,
    "problem": 1,
    "problem_at_key": 1,
    "problem_in": 3,
    "_hopeless": 3,
    "_problem": 3,
    "refuse": 1,
}
_ROOM = PACKAGE / "instrument"
_FILES = [
    *sorted((_ROOM / "source").glob("*.py")),
    *sorted((_ROOM / "translators").glob("*.py")),
    *(PACKAGE / "actions" / f"{name}.py" for name in ("publishing", "translating_files")),
    *(
        _ROOM / f"{name}.py"
        for name in ("loading", "translation", "catalogue", "catalogue_lines", "fielding", "lineage")
    ),
]


def _kinds() -> Iterator[tuple[str, set[str]]]:
    """Each kind, with the names of the values that are given."""
    for call in (node for file in _FILES for node in ast.walk(ast.parse(file.read_text()))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name == "Said" and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), {one.arg for one in call.keywords if one.arg}
        elif name in _CLAUSES and not _is_by_place(call):
            index = _CLAUSES[name] - any(isinstance(one, ast.Starred) for one in call.args)
            for clause in call.args[index : index + 1]:
                yield from ((said, set()) for said in _written_out(clause))


def _written_out(clause: ast.expr) -> list[str]:
    """A clause that stands there as it is, also where it is one of two."""
    branches = [clause.body, clause.orelse] if isinstance(clause, ast.IfExp) else [clause]
    return [
        one.value
        for one in branches
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
    ]


def _is_by_place(call: ast.Call) -> bool:
    """Whether what is called knows the place already: then the clause comes first, and is made by Said."""
    owner = getattr(call.func, "value", None)
    return (
        isinstance(call.func, ast.Name)
        and call.func.id == "problem"
        or getattr(owner, "id", getattr(owner, "attr", "")) in ("text", "named")
    )


def test_every_kind_of_mistake_has_its_dutch() -> None:
    kinds = dict(_kinds())
    assert len(kinds) > 100
    assert sorted(set(kinds) - set(problem_sentences.DUTCH)) == []


def test_no_dutch_is_left_over_or_names_what_is_not_given() -> None:
    kinds = dict(_kinds())
    given = {"expected", "nearest"}
    assert sorted(set(problem_sentences.DUTCH) - set(kinds)) == []
    wrong = [kind for kind, dutch in problem_sentences.DUTCH.items() if blanks(dutch) - kinds[kind] - given]
    assert wrong == []


def test_no_clause_of_a_mistake_is_put_together_out_of_sight() -> None:
    """An f-string where a clause is expected could not be said in another language."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in _FILES
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call)
        and (index := _CLAUSES.get(getattr(call.func, "id", getattr(call.func, "attr", "")))) is not None
        and not _is_by_place(call)
        and any(isinstance(argument, ast.JoinedStr) for argument in call.args[index : index + 1])
    ]
    assert hidden == []


def test_a_mistake_is_said_in_the_language_of_who_reads_it(app: Flask) -> None:
    what = Said("%(what)s%(named)s", what="question", named=' "tenure"')
    found = Said('unknown key "%(name)s" in %(what)s', name="lable", what=what)
    problem = Problem("a.yaml", 3, 1, found, "see docs/instrument-format.md", "Remove it.", "label")
    with app.test_request_context():
        speak("staff", "nl")
        dutch = problem_sentences.problem_sentence(problem)
        speak("staff", "en")
        english = problem_sentences.problem_sentence(problem)
    assert dutch == 'vraag "tenure" kent het woord "lable" niet. Bedoelde u "label"?'.replace('"', "&#34;")
    assert english == problem.sentence.replace('"', "&#34;")


def test_the_command_says_it_in_english() -> None:
    found = Said('unknown key "%(name)s" in %(what)s', name="lable", what="the instrument")
    assert str(Problem("a.yaml", 3, 1, found, "it is unknown")) == (
        'a.yaml:3:1  unknown key "lable" in the instrument; it is unknown.'
    )
