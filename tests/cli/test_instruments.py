"""instrument check | list | publish | diff, and evaluate."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from consult.cli.changes_in_words import COMPARING, WHAT, in_words
from consult.instrument.changes import Change, Effect, Kind
from tests.cli.conftest import Typed
from tests.response.conftest import SMALL


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    folder = tmp_path / "instruments" / "social-housing"
    folder.mkdir(parents=True)
    file = folder / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_what_ships_passes_the_check(typed: Typed) -> None:
    result = typed("instrument", "check")
    assert result.exit_code == 0
    assert "social-housing/survey: 40 questions on 42 pages, in nl, nl-x-plain, fr, en, ar, " in result.stdout


def test_a_broken_file_tells_every_problem_with_its_place_and_ends_with_1(
    typed: Typed, small_file: Path
) -> None:
    broken = SMALL.replace("{name: private, label: Privé}", "{name: social, label: Privé}")
    broken = broken.replace("${tenure} = 'private'", "${tenur} = 'private'")
    small_file.write_text(broken, encoding="utf-8")
    result = typed("instrument", "check", str(small_file))
    assert result.exit_code == 1
    assert 'small.yaml:14:51  choice "social" is used twice in "tenure"' in result.stderr
    assert 'unknown name "tenur"' in result.stderr
    assert 'Did you mean "tenure"?' in result.stderr


def test_the_check_as_json_is_for_programs(typed: Typed, small_file: Path) -> None:
    (told,) = json.loads(typed("instrument", "check", str(small_file), "--json").stdout)
    assert (told["name"], told["ok"], told["problems"]) == ("social-housing/small", True, [])


def test_the_installations_own_instruments_are_checked_by_name(app: Flask, typed: Typed) -> None:
    own = app.extensions["folder"].path / "instruments" / "social-housing" / "small.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SMALL, encoding="utf-8")
    done = typed("instrument", "check", "social-housing/small")
    assert done.exit_code == 0
    assert done.stdout.startswith("social-housing/small: ")


def test_an_unknown_name_is_told_with_what_there_is(typed: Typed) -> None:
    result = typed("instrument", "check", "social-housing/surveys")
    assert result.exit_code == 1
    shipped = result.stderr.partition("there are ")[2]
    assert "social-housing/focus-group, social-housing/interview, social-housing/survey" in shipped


def test_publishing_twice_is_one_version_and_a_change_is_the_next(typed: Typed, small_file: Path) -> None:
    first = json.loads(typed("instrument", "publish", str(small_file), "--json").stdout)
    again = json.loads(typed("instrument", "publish", str(small_file), "--json").stdout)
    assert (first["number"], first["new"], again["number"], again["new"]) == (1, True, 1, False)
    small_file.write_text(SMALL.replace("Hoe woont u?", "Hoe woont u nu?"), encoding="utf-8")
    changed = json.loads(typed("instrument", "publish", str(small_file), "--json").stdout)
    assert changed["number"] == 2
    assert changed["structure_hash"] == first["structure_hash"]
    listed = json.loads(typed("instrument", "list", "--json").stdout)
    assert [row["number"] for row in listed["published"]] == [1, 2]
    assert "social-housing/survey" in listed["shipped_only"]


def test_publishing_says_how_far_each_language_is(typed: Typed, small_file: Path) -> None:
    small_file.write_text(SMALL.replace("languages: [nl]", "languages: [nl, fr]"), encoding="utf-8")
    catalogue = small_file.parent.parent / "locale" / "fr" / "social-housing" / "small.po"
    catalogue.parent.mkdir(parents=True)
    texts = [("tenure", "Hoe woont u?"), ("rent", "Hoeveel huur betaalde u?")]
    entries = [
        f'#. consult: draft\nmsgctxt "{name}/label"\nmsgid "{source}"\nmsgstr "Comment ?"\n'
        for name, source in texts
    ]
    catalogue.write_text("\n".join(['msgid ""\nmsgstr "Language: fr\\n"\n', *entries]), encoding="utf-8")
    told = typed("instrument", "publish", str(small_file))
    assert told.exit_code == 0
    counted = re.search(r"  fr: (\d+) texts: (\d+) missing, 1 made from an older source\n", told.stderr)
    assert counted, told.stderr
    assert int(counted[1]) == int(counted[2]) + 2
    as_json = json.loads(typed("instrument", "publish", str(small_file), "--json").stdout)
    assert as_json["not_reviewed"]["fr"] == {"missing": int(counted[2]), "stale": 1, "draft": 1}


def test_a_language_of_which_nothing_is_translated_is_told_so(typed: Typed, small_file: Path) -> None:
    small_file.write_text(SMALL.replace("languages: [nl]", "languages: [nl, fr]"), encoding="utf-8")
    assert ", in nl, fr (not translated)\n" in typed("instrument", "check", str(small_file)).stdout
    typed("instrument", "publish", str(small_file))
    assert "  nl, fr (not translated)  " in typed("instrument", "list").stdout


def test_a_repeat_counts_its_questions_once(typed: Typed, small_file: Path) -> None:
    repeated = SMALL.replace(
        "pages:\n",
        "pages:\n  - repeat: person\n    label: Persoon\n    more: Nog iemand?\n    most: 3\n    pages:\n"
        "      - {name: age, part: core, questions: [{name: age, type: integer, label: Hoe oud?, disclosure: key}]}\n",
        1,
    )
    small_file.write_text(SMALL, encoding="utf-8")
    before = re.search(
        r": (\d+) questions on (\d+) pages, in", typed("instrument", "check", str(small_file)).stdout
    )
    small_file.write_text(repeated, encoding="utf-8")
    said = typed("instrument", "check", str(small_file)).stdout
    assert before
    questions, pages = (int(number) + 1 for number in before.groups())
    assert (
        f": {questions} questions on {pages} pages ({questions + 4} with every repeat written out), in"
        in said
    )


def test_a_published_question_may_not_change_its_type(typed: Typed, small_file: Path) -> None:
    typed("instrument", "publish", str(small_file))
    text = "type: text, label: Wat moet veranderen?, appearance: multiline, disclosure: free-text"
    small_file.write_text(
        SMALL.replace(text, "type: integer, label: Hoeveel?, disclosure: safe"), encoding="utf-8"
    )
    result = typed("instrument", "publish", str(small_file))
    assert result.exit_code == 1
    line = small_file.read_text().split("name: change, ")[0].count("\n") + 1
    assert f'{small_file}:{line}:16  question "change" is integer; ' in result.stderr
    assert len(json.loads(typed("instrument", "list", "--json").stdout)["published"]) == 1


def test_a_question_that_was_translated_can_be_removed(typed: Typed, small_file: Path) -> None:
    translated = SMALL.replace("languages: [nl]", "languages: [nl, fr]")
    small_file.write_text(translated, encoding="utf-8")
    catalogue = small_file.parent.parent / "locale" / "fr" / "social-housing" / "small.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Language: fr\\n"\n\n#. consult: draft\n'
        'msgctxt "rent/label"\nmsgid "Hoeveel huur betaalt u?"\nmsgstr "Quel est votre loyer ?"\n',
        encoding="utf-8",
    )
    typed("instrument", "publish", str(small_file))
    before, _page, after = re.split(
        "(  - name: rent\n.*?)(?=  - name: effects\n    part)", translated, flags=re.DOTALL
    )
    small_file.write_text(before + after, encoding="utf-8")
    told = typed("instrument", "check", str(small_file))
    assert f'warning: {catalogue}:4:1  text "rent/label", which the instrument does not have;' in told.stderr
    assert "Did you mean" not in told.stderr
    assert typed("instrument", "publish", str(small_file)).exit_code == 0


def test_a_difference_is_told_in_words(typed: Typed, small_file: Path) -> None:
    typed("instrument", "publish", str(small_file))
    small_file.write_text(SMALL.replace("Hoe woont u?", "Hoe woont u nu?"), encoding="utf-8")
    result = typed("instrument", "diff", "social-housing/small@1", str(small_file))
    assert result.exit_code == 0
    assert result.stdout == (
        "tenure/label: other words: 'Hoe woont u?' -> 'Hoe woont u nu?'. Compare with care.\n"
    )
    assert typed("instrument", "diff", "social-housing/small@9", str(small_file)).exit_code == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            Change(Kind.REWORDED, "consent/text", "Lees\n\ndit.", "Lees dat.", Effect.WORDING),
            "consent/text: other words: 'Lees dit.' -> 'Lees dat.'. Compare with care.",
        ),
        (
            Change(Kind.REWORDED, "rent/hint", "Per maand.", "", Effect.WORDING),
            "rent/hint: other words: no longer 'Per maand.'. Compare with care.",
        ),
        (
            Change(Kind.QUESTION_ADDED, "sleep", "", "Hoe laat?", Effect.NEW),
            "sleep: a new question: 'Hoe laat?'. Nothing before it to compare with.",
        ),
        (
            Change(Kind.QUESTION_DESCENDED, "story2", "reworded from story since 2", "Wat?", Effect.WORDING),
            "story2: made of earlier questions: 'Wat?', reworded from story since 2. Compare with care.",
        ),
        (
            Change(Kind.QUESTION_REMOVED, "story", "Wat?", "continued in story2", Effect.END),
            "story: no longer asked: 'Wat?', continued in story2. Nothing after it to compare with.",
        ),
        (
            Change(Kind.LANGUAGE_ADDED, "so", "", "so", Effect.BASE),
            "so: a new language. Asked of other people: compare within those who were asked both times.",
        ),
    ],
)
def test_what_came_or_went_is_no_arrow_from_nothing(change: Change, sentence: str) -> None:
    assert in_words(change) == sentence


def test_every_difference_has_words() -> None:
    assert set(WHAT) == set(Kind)
    assert set(COMPARING) == set(Effect)


def test_an_expression_is_worked_out_over_answers(typed: Typed, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"n": 3, "effects": ["health", "work"], "empty": null}')
    for expression, value in {
        "if(${n} > 2, 'large', 'small')": "large",
        "count-selected(${effects})": 2,
        "selected(${effects}, 'work') and ${n} = 3": True,
        "${empty} > 0": False,
        "${n} div 2": 1.5,
        "number('a')": "NaN",
    }.items():
        told = json.loads(typed("evaluate", expression, "--answers", str(answers), "--json").stdout)
        assert told["value"] == value


@pytest.mark.parametrize("expression", ["${n} >", "selekted(${n}, 'a')", "("])
def test_a_broken_expression_is_told_with_its_column(typed: Typed, expression: str) -> None:
    result = typed("evaluate", expression)
    assert result.exit_code == 1
    assert "column" in result.stderr


def test_answers_that_are_no_json_are_told(typed: Typed, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text("{n: 3}")
    result = typed("evaluate", "1", "--answers", str(answers))
    assert result.exit_code == 1
    assert "expected JSON such as" in result.stderr


def test_the_answers_of_a_repeat_are_given_as_a_set(typed: Typed, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"age": {"set": [34, 8]}}')
    told = json.loads(typed("evaluate", "sum(${age})", "--answers", str(answers), "--json").stdout)
    assert told["value"] == 42


def test_an_answer_that_is_none_is_told(typed: Typed, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"age": {"is": 3}}')
    result = typed("evaluate", "${age}", "--answers", str(answers))
    assert result.exit_code == 1
    assert 'age  found {"is": 3}; expected a text' in result.stderr


def test_a_published_guide_is_written_to_print(typed: Typed, tmp_path: Path) -> None:
    assert typed("instrument", "publish", "social-housing/interview").exit_code == 0
    paper = tmp_path / "guide.html"
    result = typed("instrument", "sheet", "social-housing/interview@1", "--language", "en", "-o", str(paper))
    assert result.exit_code == 0, result.stderr
    page = paper.read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "Read this aloud before you begin" in page
    assert "src=" not in page


def test_a_published_survey_is_written_to_fill_in_on_paper(typed: Typed, tmp_path: Path) -> None:
    assert typed("instrument", "publish", "social-housing/survey").exit_code == 0
    paper = tmp_path / "survey.html"
    result = typed("instrument", "sheet", "social-housing/survey", "--language", "ar", "-o", str(paper))
    assert result.exit_code == 0, result.stderr
    page = paper.read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in page
    assert "src=" not in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("social-housing/interviews",), "no instrument 'social-housing/interviews' is published"),
        (("social-housing/interview@7",), "no instrument 'social-housing/interview@7' is published"),
        (("social-housing/interview", "--language", "xx"), "it is in nl, fr, en"),
    ],
)
def test_a_sheet_that_cannot_be_written_says_why(
    typed: Typed, tmp_path: Path, asked: tuple[str, ...], told: str
) -> None:
    assert typed("instrument", "publish", "social-housing/interview").exit_code == 0
    paper = tmp_path / "guide.html"
    result = typed("instrument", "sheet", *asked, "-o", str(paper))
    assert result.exit_code == 1
    assert told in result.stderr
    assert not paper.exists()
