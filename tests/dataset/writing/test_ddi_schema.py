"""The schema that our DDI codebooks are held against: it lets a small document through and catches what is wrong in it."""

import pytest

from tests.dataset.writing.ddi_schema import problems

SMALL = """\
<codeBook xmlns="ddi:codebook:2_5" version="2.5">
  <stdyDscr><citation><titlStmt><titl xml:lang="nl-x-plain">Wonen</titl></titlStmt></citation></stdyDscr>
  <fileDscr ID="F1"/>
  <dataDscr>
    <varGrp type="grid" var="V1 V2"/>
    <var ID="V1" name="rent" files="F1" representationType="numeric"><labl>Huur</labl><varFormat/></var>
    <var ID="V2" name="half"><derivation><drvdesc><p>Half</p></drvdesc></derivation></var>
  </dataDscr>
</codeBook>
"""


def test_a_small_document_is_valid() -> None:
    assert problems(SMALL.encode()) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("<labl>Huur</labl><varFormat/>", "<varFormat/><labl>Huur</labl>", "labl': This element is not expected."),
        ("<varFormat/>", "<catStat/>", "catStat': This element is not expected."),
        ("<labl>Huur</labl>", "<labl>Huur <b>bruto</b></labl>", "b': This element is not expected."),
        ("<labl>Huur</labl>", "<labl size='1'>Huur</labl>", "attribute 'size' is not allowed."),
        ("numeric", "number", "'number' is not an element of the set {'code', 'datetime',"),
        ("grid", "table", "'table' is not an element of the set"),
        ("<titl xml:lang=\"nl-x-plain\">Wonen</titl>", "", "Missing child element(s). Expected is ( "),
        ("</titl>", "</titl><titl>Housing</titl>", "titl': This element is not expected."),
        ("</drvdesc>", "</drvdesc><drvdesc/>", "drvdesc': This element is not expected."),
        (' name="rent"', "", "The attribute 'name' is required but missing."),
        ('ID="V2"', 'ID="V1"', "'V1' is not a valid value of the atomic type 'xs:ID'."),
        ('ID="V2"', 'ID="2"', "'2' is not a valid value of the atomic type 'xs:ID'."),
        ('files="F1"', 'files="F2"', "line 6: nothing has the ID 'F2'."),
        ("V1 V2", "V1 V3", "line 5: nothing has the ID 'V3'."),
        ("nl-x-plain", "nl_BE", "'nl_BE' is not a valid value of the atomic type 'xs:language'."),
        ('"2.5"', '"2.6"', "does not match the fixed value constraint '2.5'."),
        ("ddi:codebook:2_5", "ddi:codebook:2_6", "No matching global declaration"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_caught(right: str, wrong: str, said: str) -> None:
    assert SMALL.count(right) == 1
    told = problems(SMALL.replace(right, wrong).encode())
    assert any(said in line for line in told), told
