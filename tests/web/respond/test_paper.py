"""A survey on paper: every question with room to answer, who may pass it over in words, and nothing that only a screen can do."""

import re
from html import unescape

import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts, untranslated
from consult.instrument.version import PublishedInstrument, published
from consult.web.respond.paper import paper_page
from tests.kinds import a_version
from tests.web.respond.world import SMALL

RENT = "        label: Hoeveel huur betaalt u?\n"
ON_PAPER = """\
        modes:
          paper: {label: Schrijf uw huur per maand op., instruction: Eén getal.}
          interviewer: {label: Welke huur?}
        unprompted: [refused]
"""


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html.partition("<body>")[2])).split())


@pytest.fixture
def version() -> PublishedInstrument:
    instrument = load_text(SMALL.replace(RENT, RENT + ON_PAPER), "social-housing/small.yaml")
    arabic = {key: Translation(f"ع {text}", State.MACHINE) for key, text in instrument.source_texts.items()}
    return published(instrument, Translations({"nl": source_texts(instrument), "ar": arabic}))


def test_every_question_has_a_number_and_what_is_worked_out_has_none(
    app: Flask, version: PublishedInstrument
) -> None:
    page = paper_page(version, "nl", 1)
    assert re.findall(r'class="count">(\d+)<', page) == [str(number) for number in range(1, 11)]
    assert "target_group" not in page


def test_who_may_pass_a_question_over_is_said_in_words(app: Flask, version: PublishedInstrument) -> None:
    said = words(paper_page(version, "nl", 1))
    assert "Vul dit alleen in als dit klopt:vraag 1: “Privé”" in said.replace("klopt: ", "klopt:")
    assert "vraag 2: > 0" in said


def test_paper_has_its_own_words_and_nothing_unprompted(app: Flask, version: PublishedInstrument) -> None:
    page = paper_page(version, "nl", 1)
    assert "Schrijf uw huur per maand op." in page
    assert "Eén getal." in page
    assert "Hoeveel huur betaalt u?" not in page
    assert "Welke huur?" not in page
    rent = page.partition("Schrijf uw huur")[2].partition('class="count"')[0]
    assert "Ik weet het niet" in rent
    assert "Dat zeg ik liever niet" not in rent


SURVEYS = [
    *("social-housing/survey", "partners/partner-satisfaction", "equal-opportunities-in-education/parents-survey"),
    *("equal-opportunities-in-education/teachers-survey", "equal-opportunities-in-education/young-people-survey"),
]  # fmt: skip


@pytest.mark.parametrize("name", SURVEYS)
def test_the_sheets_that_ship_promise_nothing_that_only_a_screen_can_do(app: Flask, name: str) -> None:
    checked = publishing.check_file(publishing.file_of(name))
    assert checked.instrument is not None
    assert checked.translations is not None
    version = published(checked.instrument, checked.translations)
    said = words(paper_page(version, "nl", 1))
    assert "Op dit blad staat geen naam en geen code." in said
    for of_a_screen in ("Na het versturen", "toestel", "Verlaat deze pagina", "versturen wat"):
        assert of_a_screen not in said
    for tag in version.instrument.languages[1:]:
        texts = version.translations.of(tag)
        assert texts["consent/paper/text"].text not in ("", texts["consent/text"].text)
        assert texts["consent/paper/text"].state is State.MACHINE  # truthfully: no speaker has read it


def test_an_answer_that_a_screen_would_show_is_a_line(app: Flask, version: PublishedInstrument) -> None:
    page = paper_page(version, "nl", 1)
    assert "${" not in page
    assert 'U betaalt <span class="blank"' in page


def test_it_reads_from_right_to_left_and_says_that_nobody_read_it(
    app: Flask, version: PublishedInstrument
) -> None:
    page = paper_page(version, "ar", 1)
    assert '<html lang="ar" dir="rtl">' in page
    assert "املأ هذا فقط إذا كان ما يلي صحيحًا:" in page
    assert 'class="mark"' in page
    assert 'class="mark"' not in paper_page(version, "nl", 1)


def test_every_kind_of_question_has_somewhere_to_answer(app: Flask) -> None:
    page = paper_page(a_version(), "nl", 1)
    of_each = re.split(r'class="count">\d+<', page)[1:]
    assert len(of_each) == 9
    rooms = ('class="tick', 'class="room"', 'class="cells"', 'class="number"')
    assert all(any(room in one for room in rooms) for one in of_each)
    assert "Sla dit over als het niet over u gaat." in words(
        page
    )  # it asks for a text that begins with something


def test_of_a_repeat_a_few_instances_are_printed(app: Flask) -> None:
    text = (
        SMALL.partition("pages:")[0]
        + """\
pages:
  - repeat: member
    label: Gezinslid
    more: Nog iemand?
    most: 9
    pages:
      - name: home
        part: core
        title: Wonen
        questions:
          - {name: tenure, type: select_one tenure, label: Hoe woont die?, disclosure: key}
          - {name: effects, type: select_multiple effects, label: Waarom?, relevant: "${tenure} = 'private'", disclosure: safe}
  - name: end
    part: closing
    title: Einde
    questions:
      - {name: earlier, type: select_one yes_no, label: Eerder?, disclosure: safe}
      - {name: target_group, type: calculate, calculation: "'yes'", disclosure: key}
"""
    )
    instrument = load_text(text, "social-housing/small.yaml")
    said = words(paper_page(published(instrument, untranslated(instrument)), "nl", 1))
    assert said.count("Hoe woont die?") == 4
    assert "Gezinslid 4: Wonen" in said
    assert "Nog iemand?" not in said
    assert "vraag 7: “Privé”" in said
