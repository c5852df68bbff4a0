"""A workbook by page: what is wrong beside its cells, an instrument of it, and a version that a consultation can use."""

import pytest
from flask import Flask

from consult.actions import publishing
from consult.actions.accounts import Role
from consult.store import instruments
from consult.store.base import db
from consult.web.interface import speak
from consult.web.staff.import_clauses import clause
from tests.instrument.limesurvey.surveys import Survey
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import upload
from tests.xlsforms import REAL_WORKBOOKS, the_real

FORM = b"""
| survey |
| type                | name   | label::English (en) | label::Nederlands (nl) | relevant     |
| select_one yes_no   | rents  | Do you rent?        | Huurt u?               |              |
| integer             | rent   | How much?           | Hoeveel?               | ${rents}='y' |
| integer             | room   | How many rooms?     |                        |              |
| deviceid            | device |                     |                        |              |
| choices |
| list_name | name | label::English (en) | label::Nederlands (nl) |
| yes_no    | yes  | Yes                 | Ja                     |
| yes_no    | no   | No                  | Nee                    |
| settings |
| form_title | form_id |
| Renting    | renting |
"""
MENDED = FORM.replace(b"'y'", b"'yes'").replace(
    b"How many rooms?     |                        ", b"How many rooms?     | Hoeveel kamers?        "
)

SHOWN = b"""
| survey |
| type    | name  | label::English (en) | default | read_only |
| integer | rent  | How much?           |         |           |
| integer | year  | A year              | ${rent}*12 | yes    |
"""


def looked_at(app: Flask, content: bytes, name: str = "form.md", **wishes: object) -> StaffBrowser:
    page = signed_in(app).open("/staff/instruments").follow("Neem een formulier over")
    return page.submit("Kijk het formulier na", workbook=upload(content, name), **wishes)


def test_every_problem_stands_beside_its_cell_and_nothing_is_kept(app: Flask) -> None:
    page = looked_at(app, FORM)
    assert page.sees("Dit wordt het formulier")
    said = [item.text for item in page.page.all("li")]
    assert any(one.startswith("survey!E3") and 'heeft geen keuze "y"' in one for one in said), said
    assert any(
        one.startswith("survey!D4 How many rooms? :")
        and "Er is geen tekst in het Nederlands en wel een in het Engels" in one
        for one in said
    ), said
    assert page.sees("deviceid zou vastleggen wie antwoordt")
    assert publishing.own_files(app.extensions["folder"]) == []


NUMBERED = """
| survey |
| type    | name | label::English (en)  | label::Nederlands (nl) |
| integer | a    | How many of 3 rooms? | Hoeveel kamers?        |
| integer | b    | How many of 3 beds?  | Hoeveel bedden?        |
"""


def test_what_differs_is_a_whole_sentence_beside_what_every_cell_says(app: Flask) -> None:
    page = looked_at(app, NUMBERED.encode())
    (line,) = [one.text for one in page.page.all("li") if "past niet bij de bron" in one.text]
    assert line.startswith(
        "survey!D2 Hoeveel kamers? : De tekst in het Nederlands past niet bij de bron en wordt niet getoond."
        " De getallen zijn niet die van de bron: 3. Laat beide hetzelfde zeggen."
    )
    assert page.sees("Teksten in Nederlands gelden als ontwerp")
    assert "survey!D3 Hoeveel bedden?" in [one.text for one in page.page.all("li")]


HALF_ENGLISH = """
| survey |
| type              | name  | label::English (en) | relevant | choice_filter | calculation |
| select_one gone   | a     | One?                |          |               |             |
| select_on gone    | b     | Two?                |          |               |             |
| note              | c     | You said ${a}.      |          |               |             |
| integer           | d     | Three?              |          |               |             |
| integer           | i     | Six? ${j}           |          |               |             |
| integer           | j     | Seven?              |          |               |             |
| integer           | e     | Four?               | ${d} >   |               |             |
| integer           | f     | Five?               | ${x} = 1 |               |             |
| calculate         | g     |                     |          |               | instance('prijzen')/root/item[name='a']/label |
| calculate         | h     |                     |          |               | random()    |
"""


def test_a_page_in_dutch_says_nothing_in_english(app: Flask) -> None:
    page = looked_at(app, HALF_ENGLISH.encode())
    said = "\n".join(item.text for item in page.page.all("li"))
    for sentence in (
        "Lijst gone staat niet op blad choices. Schrijf haar keuzes.",
        'Onbekend type: select_on gone. Bedoelde u "',
        "De tekst toont ${a}: die vraag is bewaard en niet actief.",
        "De tekst toont ${j}: dat is dan nog niet beantwoord.",
        "relevant: het einde in kolom 7; verwacht: een waarde zoals",
        'relevant: onbekende naam "x"; de naam van een vraag. Noem een vraag van het formulier.',
        'calculation: onbekende lijst "prijzen" in kolom 10 kan nog niet.',
        "calculation: random() in kolom 1 kan nog niet.",
    ):
        assert sentence in said, said


def test_a_clause_that_has_no_dutch_words_says_that_it_is_english(app: Flask) -> None:
    with app.test_request_context():
        speak("staff", "nl")
        assert clause("a pattern that is worked out") == "in het Engels: a pattern that is worked out"
        assert clause("random()") == "random()"
        speak("staff", "en")
        assert clause("a pattern that is worked out") == "a pattern that is worked out"
        assert clause('unknown list "prijzen" in column 10') == 'unknown list "prijzen" in column 10'


def test_a_workbook_becomes_an_instrument_and_then_a_version(both_databases: str, app: Flask) -> None:
    page = looked_at(app, MENDED, reviewed=["nl"])
    page.submit("Maak er een instrument van")
    assert page.sees("Het formulier is een instrument geworden.")
    assert page.sees("3 op 3 pagina's")
    assert not page.sees("nog niet nagelezen")
    page.follow("Bekijk wat er verandert en publiceer").submit("Publiceer dit instrument")
    assert page.sees("Het instrument is gepubliceerd.")
    (version,) = instruments.versions_of("social-housing/renting")
    assert version.languages == ["en", "nl"]


def test_publishing_tells_again_what_the_form_could_not_say(app: Flask) -> None:
    page = looked_at(app, FORM).submit("Maak er een instrument van")
    page.follow("Bekijk wat er verandert en publiceer")
    assert page.sees("Bewaard en niet gesteld: 1 van de rijen van het formulier.")
    assert page.sees("2 vragen hebben nog geen rol")
    assert page.sees("Een formulier van elders heeft geen toestemming")
    assert page.sees("Niets vraagt of iemand tot de doelgroep hoort")
    shipped = signed_in(app).open("/staff/instruments/of/social-housing/survey/publish")
    assert not shipped.sees("Nog te doen")


def test_another_workbook_of_the_same_name_replaces_nothing_unless_it_is_said(app: Flask) -> None:
    looked_at(app, MENDED).submit("Maak er een instrument van")
    (file,) = publishing.own_files(app.extensions["folder"])
    first = file.read_text()
    page = looked_at(app, MENDED.replace(b"How much?", b"How much a month?"))
    page.submit("Maak er een instrument van")
    assert page.sees("Er is al een instrument met deze naam.")
    assert file.read_text() == first
    page.submit("Vervang het instrument dat er is")
    assert "How much a month?" in file.read_text()


def test_a_wish_that_changes_is_looked_at_again(app: Flask) -> None:
    page = looked_at(app, MENDED).submit("Kijk opnieuw na", source="nl", name="wonen")
    assert page.sees("social-housing/wonen")
    assert page.sees("Nederlands, Engels")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Kies eerst een bestand."),
        (b"%PDF-1.7 ...", "Dit is geen werkmap maar: PDF."),
        (b"PK\x03\x04 broken", "Het bestand breekt af of is beschadigd."),
        (b"just a letter", "Een tekst zonder regel met koppen."),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_what_to_do(
    app: Flask, content: bytes, sentence: str
) -> None:
    assert looked_at(app, content).sees(sentence)


def test_what_is_wrong_with_a_translation_names_its_language_and_line(app: Flask) -> None:
    page = looked_at(app, MENDED)
    page.submit("Maak er een instrument van")
    (own,) = publishing.own_files(app.extensions["folder"])
    catalogue = own.parent.parent / "locale" / "nl" / "social-housing" / "renting.po"
    catalogue.write_text(catalogue.read_text().replace("Hoeveel kamers?", "Hoeveel kamers van 3?"))
    page.open("/staff/instruments/own/social-housing/renting")
    (line,) = [one.text for one in page.page.all("li") if "room/label" in one.text]
    assert line.startswith("Nederlands, regel ")
    own.write_text(own.read_text().replace("type: integer", "type: intiger", 1))
    page.open("/staff/instruments/own/social-housing/renting")
    assert any(one.text.startswith("regel ") and "intiger" in one.text for one in page.page.all("li"))


def test_labels_of_a_workbook_are_no_markup_here(app: Flask) -> None:
    page = looked_at(app, MENDED.replace(b"Renting    ", b"<script>alert(1)</script>"))
    assert "<script>alert" not in str(page.response.get_data(as_text=True))


def test_who_only_looks_is_not_asked_for_a_workbook(app: Flask) -> None:
    page = signed_in(app, Role.INSPECTOR).open("/staff/instruments")
    assert not page.sees("Neem een formulier over")
    assert page.get("/staff/instruments/import").status == 403


def test_a_survey_of_limesurvey_becomes_an_instrument_and_then_a_version(app: Flask) -> None:
    survey = Survey().ask("Q1", "F", answers=["A1", "A2"], subs=["S1"]).ask("Q2", "|").written
    page = looked_at(app, survey, "wonen.lss")
    said = [item.text for item in page.page.all("li")]
    assert any(one.startswith("group 1, question Q2") and "type | van LimeSurvey" in one for one in said), (
        said
    )
    page.submit("Maak er een instrument van")
    page.follow("Bekijk wat er verandert en publiceer").submit("Publiceer dit instrument")
    assert page.sees("Het instrument is gepubliceerd.")


def test_a_survey_that_breaks_off_is_told_in_dutch(app: Flask) -> None:
    page = looked_at(app, Survey().ask("Q1", "S").written[:300], "wonen.lss")
    assert page.sees("De vragenlijst breekt af of is beschadigd: regel 2")


def test_a_value_that_is_only_shown_is_told_with_how_to_show_it(app: Flask) -> None:
    assert looked_at(app, SHOWN).sees("Toon het met ${...} in een andere vraag.")


@pytest.mark.parametrize("name", REAL_WORKBOOKS)
def test_the_whole_report_of_a_real_workbook_is_shown(app: Flask, name: str) -> None:
    file = the_real(name)
    page = looked_at(app, file.read_bytes(), file.name)
    assert page.response.status_code == 200
    assert page.sees("Maak er een instrument van")


def test_the_list_says_which_versions_came_by_command_and_folds_many_languages(app: Flask) -> None:
    path = publishing.file_of("social-housing/survey")
    checked = publishing.check_file(path)
    assert checked.instrument is not None
    assert checked.translations is not None
    publishing.publish(checked.instrument, checked.translations, by="machine")
    db.session.commit()
    page = signed_in(app).open("/staff/instruments")
    assert page.sees("met een opdracht op de server")
    assert [one.text for one in page.page.all("summary")].count("15 talen") == 1
