"""What choices, lists and rows are called keeps the texts and the columns of one apart from those of another."""

import json

import pytest

from consult.instrument.translated import Translations, source_texts
from consult.instrument.version import canonical, from_canonical

PAGES = """
pages:
  - name: p
    part: core
    title: P
    questions:
"""
TOLD = [
    (
        'choices: {"a/b": [{name: c, label: C}]}',
        "{name: q, type: select_one a/b, label: Q, disclosure: safe}",
        '"a/b" is not a name; at most 64 signs, without quotes and /. Rename it.',
    ),
    (
        'choices: {a: [{name: b, label: B}, {name: b/alt, label: C}]}',
        "{name: q, type: select_one a, label: Q, disclosure: safe}",
        ('"b/alt" is no code; a code is at most 64 signs, without quotes, '
        "and none of /image, /big-image, /audio, /video, /alt at its end. Rename it."),
    ),
    (
        "choices: {a: [{name: b, label: B}]}",
        "{name: q, type: matrix a, label: Q, disclosure: safe, rows: [{name: x y, label: X}]}",
        '"x y" is no name of a row; a row is called by at most 64 signs, without spaces and quotes. Rename it.',
    ),
    (
        "choices: {a: [{name: b, label: B}]}",
        (
            "{name: q, type: matrix a, label: Q, disclosure: safe, rows: [{name: b.missing, label: X}]}\n"
            "      - {name: q_b, type: integer, label: N, dont_know: true, disclosure: safe}"
        ),
        'name "q_b.missing" is used twice; each is unique; it is also used by question "q" on line 14. Rename one.',
    ),
    (
        "choices: {a: [{name: b.missing, label: B}]}",
        ("{name: q, type: rank a, label: Q, disclosure: safe}\n"
        "      - {name: q_b, type: integer, label: N, dont_know: true, disclosure: safe}"),
        'name "q_b.missing" is used twice; each is unique; it is also used by question "q" on line 14. Rename one.',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("choices", "question", "problem"), TOLD)
def test_a_name_that_could_be_read_as_another_is_told(problems_after_front, choices, question, problem):
    (told,) = problems_after_front(f"{choices}{PAGES}      - {question}\n")
    assert told.split("  ", 1)[1] == problem


def test_a_code_with_a_slash_has_a_label_of_its_own(load_after_front):
    instrument = load_after_front(
        'choices: {a: [{name: n/a, label: Geen}, {name: n, label: N}, {name: 1/2, label: Half}]}'
        f"{PAGES}      - {{name: q, type: select_one a, label: Q, disclosure: safe}}\n"
    )  # fmt: skip
    texts = {key: text for key, text in instrument.source_texts.items() if key.startswith("choices/")}
    assert texts == {"choices/a/n/a": "Geen", "choices/a/n": "N", "choices/a/1/2": "Half"}


def test_a_version_that_was_published_with_such_names_is_still_read(load_after_front):
    instrument = load_after_front(
        "choices: {a_b: [{name: b, label: B}, {name: b_alt, label: C}]}"
        f"{PAGES}      - {{name: q, type: matrix a_b, label: Q, disclosure: safe, rows: [{{name: x_missing, label: X}}]}}\n"
    )
    stored = json.dumps(canonical(instrument, Translations({"nl": source_texts(instrument)})))
    for now, then in (("a_b", "a/b"), ("b_alt", "b/alt"), ("x_missing", "x missing")):
        stored = stored.replace(now, then)
    read = from_canonical(json.loads(stored)).instrument
    assert list(read.variables) == ["q_x missing"]
    assert [choice.label for choice in read.questions["q"].choices] == ["B", "C"]
