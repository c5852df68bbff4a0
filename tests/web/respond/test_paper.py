"""A survey on paper: every question with room to answer, who may pass it over in words, and nothing that only a screen can do."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.version import PublishedInstrument, published
from consult.web.respond.paper import paper_page
from tests.instrument.media.shows import write
from tests.kinds import a_version
from tests.untranslated import untranslated
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
    assert "vraag 2: 1 of meer" in said


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


PEOPLE = (
    SMALL.partition("pages:")[0]
    + """\
pages:
  - repeat: member
    label: Gezinslid
    more: Nog iemand?
    most: 9
    pages:
      - name: called
        part: core
        questions:
          - {name: called, type: text, label: Hoe heet die?, disclosure: free-text}
      - name: age
        part: core
        questions:
          - {name: age, type: integer, label: Hoe oud?, disclosure: safe}
      - name: school
        part: core
        relevant: "${age} < 18"
        questions:
          - {name: school, type: select_one yes_no, label: Gaat die naar school?, disclosure: safe}
  - name: end
    part: closing
    title: Einde
    questions:
      - {name: oldest, type: "select_one ${called}", label: Wie helpt het meest?, disclosure: safe}
      - {name: rich, type: select_one yes_no, label: Genoeg?, relevant: "${worth} > 1234567", disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Eerder?, default: "no", read_only: true, disclosure: safe}
      - {name: tenure, type: select_one tenure, label: Hoe woont u?, disclosure: key}
      - {name: effects, type: select_multiple effects, label: Waarom?, disclosure: safe}
      - {name: target_group, type: calculate, calculation: "'yes'", disclosure: key}
"""
).replace(
    "  - repeat: member",
    """\
  - name: worth
    part: core
    questions:
      - {name: worth, type: integer, label: Hoeveel is het waard?, disclosure: safe}
  - repeat: member""",
)


@pytest.fixture
def people(app: Flask) -> str:
    instrument = load_text(PEOPLE, "social-housing/small.yaml")
    return paper_page(published(instrument, untranslated(instrument)), "nl", 3)


def _of(page: str, label: str, which: int = 1) -> str:
    """All that is printed of a question and after it, up to the next; with who may pass it over."""
    ones = [one for one in page.split('<div class="one">') if label in one]
    return words("<body>" + ones[which - 1])


def test_who_of_those_in_a_repeat_is_chosen_is_written(people: str) -> None:
    assert "Anders" not in _of(people, "Wie helpt het meest?")
    assert 'class="tick"' not in people.partition("Wie helpt het meest?")[2].partition('<div class="one">')[0]


def test_the_condition_of_a_page_in_a_repeat_is_told_of_each_instance(people: str) -> None:
    assert "vraag 3: 17 of minder" in _of(people, "naar school?")
    assert "vraag 6: 17 of minder" in _of(people, "naar school?", 2)


def test_a_large_number_is_written_out(people: str) -> None:
    assert "vraag 1: 1234568 of meer" in _of(people, "Genoeg?")


def test_what_nobody_may_answer_otherwise_is_printed_with_its_answer(people: str) -> None:
    earlier = people.partition("Eerder?")[2].partition('<div class="one">')[0]
    assert '<p class="given">Nee</p>' in earlier
    assert 'class="tick"' not in earlier


def test_who_is_with_more_than_are_printed_asks_for_another_sheet(people: str) -> None:
    more = "Zijn er meer dan 4? Vraag dan nog een blad."
    assert words(people).count(more) == 1
    assert more in _of(people, "naar school?", 4)


def test_every_page_names_its_sheet_and_its_number(people: str) -> None:
    style = people.partition("<style>")[2].partition("</style>")[0]
    assert re.search(r'@bottom-left \{ content: "social-housing/small · 3 · [0-9a-f]{8} · nl"; \}', style)
    assert 'content: counter(page) " / " counter(pages)' in style


def test_a_word_in_arabic_takes_no_dutch_sheet_out_of_use(app: Flask, version: PublishedInstrument) -> None:
    arabic = {**version.translations.of("ar"), "title": Translation("سكن", State.MACHINE)}
    mended = published(version.instrument, Translations({**version.translations.by_language, "ar": arabic}))

    def sign(of: PublishedInstrument, tag: str) -> str:
        (found,) = re.findall(rf"<footer>.* · ([0-9a-f]{{8}}) · {tag}<", paper_page(of, tag, 1))
        return str(found)

    assert sign(version, "nl") == sign(mended, "nl")
    assert sign(version, "ar") != sign(mended, "ar")


def test_pictures_and_pictograms_are_printed(app: Flask, tmp_path: Path) -> None:
    checked = publishing.check_file(write(tmp_path))
    assert checked.instrument is not None
    assert checked.translations is not None
    version = published(checked.instrument, checked.translations)
    page = paper_page(version, "ar", 1, lambda file: f"/somewhere/{file.name}")
    assert re.findall(r'<img[^>]* src="/somewhere/([^"]+)"', page) == [
        *("street.jpg", "house.png", "flat.png", "house.png"),
    ]
    assert 'alt="شارع فيه بيت وشقة"' in page
