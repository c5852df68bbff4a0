"""The parts of an instrument in which a translation is counted."""

from collections import Counter

import pytest

from consult.instrument.sections import Section, completeness_by_section, in_reading_order, sections
from consult.instrument.translated import State
from tests.untranslated import untranslated

PAGES = """\
thanks: Dank u.
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
  unused: [{name: a, label: A}]
pages:
  - name: one
    part: core
    questions: [{name: help, type: select_one yes_no, label: "Hulp?", disclosure: safe}]
  - name: two
    part: background
    title: Over u
    questions:
      - {name: again, type: select_one yes_no, label: "Nog eens?", hint: Kies er een., disclosure: safe}
      - {name: why, type: text, label: Waarom?, disclosure: free-text}
"""


@pytest.fixture
def survey(load_after_front):
    return load_after_front(PAGES.replace("  unused: [{name: a, label: A}]\n", ""))


def test_a_choice_belongs_to_the_section_of_the_first_question_that_offers_it(survey):
    assert sections(survey) == {
        "title": Section.AROUND,
        "thanks": Section.AROUND,
        "consent/text": Section.AROUND,
        "consent/agree": Section.AROUND,
        "choices/yes_no/yes": Section.CORE,
        "choices/yes_no/no": Section.CORE,
        "help/label": Section.CORE,
        "page/two/title": Section.BACKGROUND,
        "again/label": Section.BACKGROUND,
        "again/hint": Section.BACKGROUND,
        "why/label": Section.BACKGROUND,
    }


def test_texts_are_read_as_a_respondent_meets_them(survey):
    assert in_reading_order(survey) == [
        "title", "consent/text", "consent/agree", "help/label", "choices/yes_no/yes", "choices/yes_no/no",
        "page/two/title", "again/label", "again/hint", "why/label", "thanks",
    ]  # fmt: skip


def test_each_section_is_counted_by_state(survey):
    counted = completeness_by_section(survey, untranslated(survey))
    assert counted["ar"] == {
        Section.AROUND: Counter({State.MISSING: 4}),
        Section.CORE: Counter({State.MISSING: 3}),
        Section.BACKGROUND: Counter({State.MISSING: 4}),
    }
    assert counted["nl"][Section.CORE] == Counter({State.REVIEWED: 3})


IN_A_REPEAT = """\
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - repeat: member
    label: Gezinslid
    more: Nog iemand?
    most: 2
    pages:
      - name: rules
        part: background
        title: Regels
        questions:
          - {name: trust, type: matrix yes_no, label: Waarin?, rows: [{name: law, label: De wet}], disclosure: safe}
"""


def test_titles_and_rows_in_a_repeat_stand_where_they_are_asked(load_after_front):
    survey = load_after_front(IN_A_REPEAT)
    found = sections(survey)
    keys = ("page/rules/title", "trust/label", "trust/row/law")
    assert [found[key] for key in keys] == [Section.BACKGROUND] * 3
    assert [key for key in in_reading_order(survey) if key in keys] == list(keys)
