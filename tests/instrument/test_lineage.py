"""Where a question came from: told in a comparison and in what goes with the data, and held against what was published."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from consult.actions import publishing
from consult.dataset.codebook import rows, write_codebook_html
from consult.dataset.variables import variables_of
from consult.dataset.writing.ddi.variable import Asking, Place, add_variable
from consult.instrument.changes import Effect, Kind, diff
from consult.instrument.lineage import lineage_problems
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import published
from tests.instrument.xlsform.round_trips import small
from tests.untranslated import untranslated

FIRST = """\
pages:
  - name: money
    part: core
    title: Geld
    questions:
      - {name: price, type: integer, label: Hoeveel huur?, disclosure: sensitive, origin: {source: "ESS 11, F41", licence: CC BY 4.0, changed: false}}
      - {name: costs, type: integer, label: Hoeveel kosten?, disclosure: sensitive}
      - {name: mood, type: text, label: Hoe gaat het?, disclosure: free-text}
"""
SECOND = """\
pages:
  - name: money
    part: core
    title: Geld
    questions:
      - {name: total, type: integer, label: Hoeveel alles samen?, disclosure: sensitive, lineage: {was: [price, costs], change: merged, since: 2}}
      - {name: mood, type: text, label: Hoe gaat het?, disclosure: free-text}
"""


def version(text):
    instrument = small(text)
    return published(instrument, untranslated(instrument))


def problems(lineage, name="total", kind="integer", earlier=(FIRST,)):
    text = SECOND.replace("total", name).replace("type: integer", f"type: {kind}")
    old = "lineage: {was: [price, costs], change: merged, since: 2}"
    assert old in text
    new = small(text.replace(old, f"lineage: {lineage}"))
    return [str(one).split("  ", 1)[-1] for one in lineage_problems([small(one) for one in earlier], new)]


def test_a_merged_question_is_told_with_what_it_was_made_of():
    changes = {change.subject: change for change in diff(version(FIRST), version(SECOND))}
    total = changes["total"]
    assert (total.kind, total.before, total.effect) == (
        Kind.QUESTION_DESCENDED,
        "merged from price, costs since 2",
        Effect.MEANING,
    )
    assert (changes["price"].kind, changes["price"].after) == (
        Kind.QUESTION_REMOVED,
        "continued in total",
    )


def test_a_reworded_question_is_compared_with_care():
    text = SECOND.replace("was: [price, costs], change: merged", "was: [price], change: reworded")
    changes = {change.subject: change for change in diff(version(FIRST), version(text))}
    assert changes["total"].effect is Effect.WORDING


def test_the_columns_of_both_versions_stand_under_their_own_names():
    variables = variables_of({"a" * 64: version(FIRST), "b" * 64: version(SECOND)})
    names = [name for name in variables if "." not in name]
    assert names[-4:] == ["total", "mood", "price", "costs"]
    lineage = variables["total"].lineage
    assert lineage is not None
    assert lineage.was == ("price", "costs")
    assert (variables["total"].since, variables["price"].until) == ("b" * 64, "a" * 64)


def test_what_is_true_is_no_problem():
    assert problems("{was: [price, costs], change: merged, since: 2}") == []
    assert problems("{was: [price], change: split}") == []
    assert problems("{was: [price], change: same}", name="price") == []
    assert problems("{change: new, since: 2}") == []


def test_without_an_earlier_version_nothing_can_be_held_against_it():
    assert problems("{was: [never], change: reworded}", earlier=()) == []


@pytest.mark.parametrize(
    ("lineage", "kind", "told"),
    [
        (
            "{was: [prise], change: reworded}",
            "integer",
            'lineage of "total": "prise" was never asked; a question of version 1. Did you mean "price"?',
        ),
        (
            "{was: [price], change: reworded}",
            "text",
            'lineage of "total": reworded, but "price" was integer; another type (text) is another question. Write change: new.',
        ),
        (
            "{was: [price], change: same}",
            "integer",
            'lineage of "total": the same as "price"; the name of a published question never changes. Call it "price".',
        ),
        (
            "{change: new, since: 5}",
            "integer",
            'lineage of "total": since 5; this becomes version 2. Write since: 2.',
        ),
        (
            "{was: [price], change: reworded, since: 1}",
            "integer",
            'lineage of "total": since 1; version 1 has no such question. Write the first version that has it.',
        ),
    ],
)
def test_what_is_not_so_is_told(lineage, kind, told):
    assert problems(lineage, kind=kind) == [told]


def test_a_question_that_was_asked_before_is_not_new():
    assert problems("{change: new}", name="costs") == [
        'lineage of "costs": new; version 1 asked it already. Write since, or what changed.'
    ]


def test_a_lineage_that_is_not_so_is_not_published(app: Flask):
    with app.app_context():
        first, wrong = small(FIRST), small(SECOND.replace("[price, costs]", "[price, cost]"))
        publishing.publish(first, untranslated(first), by="machine")
        with pytest.raises(InstrumentProblems, match='"cost" was never asked'):
            publishing.publish(wrong, untranslated(wrong), by="machine")


def test_what_goes_with_the_data_says_where_a_question_came_from(tmp_path):
    variables = variables_of({"a" * 64: version(FIRST), "b" * 64: version(SECOND)})
    write_codebook_html(variables, tmp_path / "codebook.html", "nl", "Geld")
    page = (tmp_path / "codebook.html").read_text(encoding="utf-8")
    assert "samengevoegd; vergelijk niet: <code>price</code>, <code>costs</code>" in page
    assert "ESS 11, F41, CC BY 4.0 (ongewijzigd)" in page
    heads, *lines = rows(variables)
    by_name = {line[0]: dict(zip(heads, line, strict=True)) for line in reversed(lines)}
    assert by_name["total"]["lineage"] == "merged from price, costs since 2"
    assert by_name["price"]["origin"] == "ESS 11, F41, CC BY 4.0, unchanged"
    parent = Element("dataDscr")
    for name in ("total", "price"):
        add_variable(parent, variables[name], Place("V1", "F1", ("nl",)), Asking())
    notes = {(note.get("type"), note.text) for note in parent.iter() if note.tag.endswith("notes")}
    assert ("lineage", "merged from price, costs since 2") in notes
    assert ("origin", "ESS 11, F41, CC BY 4.0, unchanged") in notes
