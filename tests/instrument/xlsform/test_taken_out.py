"""What the loader takes out, and what follows from it: no form is lost without a word."""

from consult.instrument.xlsform.imported import Imported
from tests.instrument.xlsform.forms import imported, row

HEAD = "| survey |\n| type | name | label::English (en) | relevant | default | constraint | read_only |\n"
# Nobody can change the 0 that it begins with, and its own constraint forbids it: the loader takes it out.
TAKEN_OUT = "| integer | c | Fixed | | 0 | . > 0 | yes |\n"


def fates(found: Imported) -> dict[str, str]:
    return {one.name: one.fate.value for one in found.outcomes}


def test_a_default_that_looks_at_what_is_taken_out_is_left_out_alone() -> None:
    found = imported(HEAD + TAKEN_OUT + "| integer | q | How many? | | ${c} | | |")
    assert fates(found) == {"c": "inactive", "q": "asked"}
    assert [one.code for one in row(found, "c").why] == ["not_loaded"]
    assert found.instrument is not None
    assert found.instrument.questions["q"].begins_with is None
    assert [one.cell for one in found.remarks if one.code == "property_kept"] == ["survey!E3"]


def test_a_long_chain_behind_what_is_taken_out_falls_with_it_and_each_row_says_why() -> None:
    names = ["c", *(f"d{number}" for number in range(40))]
    chain = "".join(
        f"| integer | {name} | How many? | ${{{before}}} > 1 | | | |\n"
        for before, name in zip(names, names[1:], strict=False)
    )
    found = imported(HEAD + TAKEN_OUT + chain + "| text | last | Why? | | | | |")
    assert found.instrument is not None
    assert list(found.instrument.questions) == ["last"]
    assert [str(one) for one in row(found, "d7").why] == [
        'survey!D10: relevant looks at "d6", which is kept inactive.'
    ]


def test_an_acknowledge_is_ticked_or_not_and_never_says_yes() -> None:
    found = imported(
        HEAD + "| acknowledge | ack | I agree | | | | |\n| integer | p | How many? | ${ack} = 'yes' | | | |\n"
        "| text | r | Why? | ${p} > 2 | | | |\n| text | s | So? | ${ack} = 'OK' | | | |"
    )
    assert fates(found) == {"ack": "asked", "p": "inactive", "r": "inactive", "s": "asked"}
    assert [one.code for one in row(found, "p").why] == ["expression_wrong"]
    assert [one.code for one in row(found, "r").why] == ["depends_on_inactive"]


def test_a_form_of_which_nothing_is_left_says_so() -> None:
    found = imported(HEAD + TAKEN_OUT)
    assert found.instrument is None
    assert [one.code for one in found.remarks if not one.cell] == ["nothing_asked"]
    calculated = imported("| survey |\n| type | name | calculation |\n| calculate | n | 1 + 1 |")
    assert [one.code for one in calculated.remarks if not one.cell] == ["nothing_asked"]


def test_a_constraint_that_its_type_cannot_have_is_left_out_alone_and_said() -> None:
    found = imported(
        HEAD
        + "| rank l | q | Which first? | | | . != '' | |\n| text | why | Why? | selected(${q}, 'a') | | | |\n"
        "| choices |\n| list_name | name | label::English (en) |\n| l | a | A |\n| l | b | B |"
    )
    assert fates(found) == {"q": "asked", "why": "asked"}
    assert found.instrument is not None
    assert found.instrument.questions["q"].constraint is None
    assert [str(one) for one in found.remarks if one.cell == "survey!F2"] == [
        'survey!F2: the question is asked without its constraint: "constraint" in question "q"; rank has none. Remove it.'
    ]
