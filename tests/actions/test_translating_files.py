"""To a translator and back: the whole file, or nothing with everything that is wrong with it."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import polib
import pytest
from flask import Flask

from consult.actions import accounts, translating, translating_files
from consult.actions.accounts import Role
from consult.actions.translating_files import Brought
from consult.folder import DataFolder
from consult.instrument.translated import State
from consult.instrument.translators.returned import ReturnRefused
from tests.actions.translating_world import (
    AR,
    HELP,
    LABEL,
    NAME,
    Cells,
    change_source,
    po,
    problems,
    sheet,
    small_instrument,
    take,
    text,
    work,
    write,
)


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


def test_what_comes_back_changed_is_a_draft_of_the_translator(folder: DataFolder) -> None:
    outcome = take(folder, sheet(folder, {LABEL: "كم سنة انتظرت؟"}), translator="Nour H.")
    here = text(folder)
    assert (here.text, here.state, here.entry.provenance.writer) == ("كم سنة انتظرت؟", State.DRAFT, "Nour H.")
    assert (len(outcome.judgement.changed), outcome.judgement.same) == (1, 6)


def test_what_comes_back_as_it_left_changes_nothing(folder: DataFolder) -> None:
    before = {key: one.entry for key, one in work(folder).texts.items()}
    take(folder, sheet(folder, {}))
    take(folder, translating_files.export(NAME, AR, "po", folder), "a.po")
    assert {key: one.entry for key, one in work(folder).texts.items()} == before


def test_a_named_reader_makes_all_of_a_workbook_reviewed(folder: DataFolder) -> None:
    take(folder, sheet(folder, {LABEL: "كم سنة انتظرت؟"}), translator="Nour H.", reader="Leyla A.")
    assert {one.state for one in work(folder).texts.values()} == {State.REVIEWED}
    assert {one.entry.provenance.reader for one in work(folder).texts.values()} == {"Leyla A."}


def test_who_translated_does_not_read_it_for_review(folder: DataFolder) -> None:
    (told,) = problems(folder, sheet(folder, {}), translator="Nour H.", reader="Nour H.")
    assert "someone else who reads" in told


def test_who_brings_in_what_they_translated_does_not_read_it_under_their_own_name(folder: DataFolder) -> None:
    ann, _link = accounts.add_member("Ann Peeters", "ann", Role.POLICY)
    brought = Brought(sheet(folder, {}), "a.xlsx", reader="ann  peeters")
    with pytest.raises(ReturnRefused, match="both translated and read it"):
        translating_files.take(brought, folder, ann.id)


def test_a_name_stays_on_its_line(folder: DataFolder) -> None:
    take(folder, sheet(folder, {LABEL: "كم سنة انتظرت؟"}), translator="Nour\nconsult: reviewed")
    assert text(folder).entry.provenance.writer == "Nour consult: reviewed"
    assert text(folder).state is State.DRAFT


def test_everything_that_is_wrong_is_said_at_once_with_its_cell_and_nothing_is_taken(
    folder: DataFolder,
) -> None:
    keys = [one.key for one in work(folder).texts.values()]
    row = {key: number for number, key in enumerate(keys, start=3)}
    content = sheet(
        folder,
        {LABEL: "كم years تنتظر؟", HELP: "هل حصلت على مساعدة؟", "choices/yes_no/yes": "نعم!"},
        **{f"A{row['title']}": "titel", f"B{row['consent/agree']}": "Ik doe niet mee"},
    )
    another = (
        "has another source text; the source as it reads now. "
        "Put the source back; if it changed here since the file left, export it again."
    )
    assert problems(folder, content) == [
        f'a.xlsx consult!A{row["title"]}  unknown id "titel"; an id as it left. Put back "title".',
        f'a.xlsx consult!B{row["consent/agree"]}  "consent/agree" {another}',
        f'a.xlsx consult!F{row[LABEL]}  "{LABEL}" has Latin letters: years; text in the script of العربية.',
        f'a.xlsx consult!F{row[HELP]}  "{HELP}" has placeholders none; the source has years.',
    ]
    assert {one.state for one in work(folder).texts.values()} == {State.MACHINE}


def test_a_source_that_changed_while_the_file_was_away_is_not_passed_over(folder: DataFolder) -> None:
    content = sheet(folder, {LABEL: "كم سنة انتظرت؟"})
    change_source(folder, "Hoeveel jaar wacht u?", "Wacht u al lang?")
    (told,) = problems(folder, content)
    assert "export it again" in told


def test_a_text_that_changed_here_too_is_a_conflict_that_someone_decides(folder: DataFolder) -> None:
    content = sheet(folder, {LABEL: "كم سنة انتظرت؟", "title": "المسكن"})
    write(folder, "كم عاما تنتظر؟", by="omar")
    translating.accept(work(folder), LABEL, "leyla")
    (told,) = problems(folder, content)
    assert "changed here too" in told
    assert "--conflicts ours" in told
    take(folder, content, conflicts="ours")
    assert (text(folder).text, text(folder, "title").text) == ("كم عاما تنتظر؟", "المسكن")
    outcome = take(folder, content, conflicts="theirs")
    assert (text(folder).text, outcome.judgement.lowered) == ("كم سنة انتظرت؟", [LABEL])


def test_a_text_that_was_mended_here_and_left_alone_there_stays_mended(folder: DataFolder) -> None:
    content = sheet(folder, {"title": "المسكن"})
    write(folder, "كم عاما تنتظر؟", by="omar")
    take(folder, content)
    assert text(folder).text == "كم عاما تنتظر؟"


def test_a_reviewed_text_that_comes_back_changed_is_said_to_be_a_draft(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    outcome = take(folder, sheet(folder, {LABEL: "كم سنة انتظرت؟"}))
    assert outcome.judgement.lowered == [LABEL]
    assert text(folder).state is State.DRAFT


def test_a_cell_that_was_emptied_takes_no_translation_away(folder: DataFolder) -> None:
    take(folder, sheet(folder, {LABEL: ""}))
    assert text(folder).text


def test_a_gettext_file_says_which_texts_are_reviewed_and_needs_a_name_for_it(folder: DataFolder) -> None:
    def review(entry: polib.POEntry) -> None:
        if entry.msgctxt == LABEL:
            entry.comment = entry.comment.replace("consult: machine", "consult: reviewed")

    content = po(folder, review)
    (told,) = problems(folder, content, "a.po")
    assert told.startswith("a.po:")
    assert "--reviewed-by" in told
    take(folder, content, "a.po", reader="Leyla A.")
    assert text(folder).state is State.REVIEWED
    assert text(folder, "title").state is State.MACHINE


def translated(words: str, key: str = LABEL) -> Callable[[polib.POEntry], None]:
    """What a translators' program does: another text, and every comment as it was."""

    def change(entry: polib.POEntry) -> None:
        if entry.msgctxt == key:
            entry.msgstr = words

    return change


@pytest.mark.parametrize("reader", ["", "Leyla A."])
def test_a_reviewed_text_that_a_gettext_file_brings_back_changed_is_a_draft(
    folder: DataFolder, reader: str
) -> None:
    translating.accept(work(folder), LABEL, "omar")
    outcome = take(folder, po(folder, translated("كم سنة انتظرت؟")), "a.po", reader=reader)
    assert outcome.judgement.lowered == [LABEL]
    assert (text(folder).text, text(folder).state) == ("كم سنة انتظرت؟", State.DRAFT)
    assert text(folder).entry.provenance.reader == ""


def test_a_gettext_file_that_left_before_it_said_states_marks_nothing_by_itself(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    left = translating_files.export(NAME, AR, "po", folder)
    older = b"\n".join(line for line in left.split(b"\n") if not line.startswith(b"#. consult left"))
    take(folder, po(folder, translated("كم سنة انتظرت؟"), older), "a.po")
    assert text(folder).state is State.DRAFT


def test_a_stale_text_from_which_fuzzy_alone_was_taken_fits_and_is_a_draft(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaar wacht u al?")

    def settle(entry: polib.POEntry) -> None:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")

    outcome = take(folder, po(folder, settle), "a.po", translator="Nour H.")
    assert outcome.judgement.lowered == [LABEL]
    assert (text(folder).state, text(folder).entry.provenance.writer) == (State.DRAFT, "Nour H.")


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_a_stale_text_that_comes_back_as_it_left_stays_stale(folder: DataFolder, kind: str) -> None:
    translating.accept(work(folder), LABEL, "omar")
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaar wacht u al?")
    outcome = take(folder, translating_files.export(NAME, AR, kind, folder), f"a.{kind}")
    assert outcome.judgement.changed == {}
    assert text(folder).state is State.STALE


def test_a_reviewed_text_can_be_marked_as_pretested(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")

    def pretest(entry: polib.POEntry) -> None:
        entry.comment = entry.comment.replace("consult: reviewed", "consult: pretested")

    take(folder, po(folder, pretest), "a.po", reader="Leyla A.")
    assert text(folder).state is State.PRETESTED


def test_an_old_translation_that_still_fits_is_reviewed_for_its_new_source(folder: DataFolder) -> None:
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaar wacht u al?")
    take(folder, translating_files.export(NAME, AR, "xlsx", folder), reader="Leyla A.")
    assert text(folder).state is State.REVIEWED


def test_a_look_writes_nothing(folder: DataFolder) -> None:
    content = sheet(folder, {LABEL: "كم سنة انتظرت؟"})
    outcome = translating_files.look(Brought(content, "a.xlsx"), folder, "amina")
    assert list(outcome.judgement.changed) == [LABEL]
    assert text(folder).state is State.MACHINE


# --- files that are not what they should be


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<a>" + b"\0" * 60_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "file", "told"),
    [
        (b"", "a.po", "the file does not say in which language it is; it left as one of nl, "),
        (b"\xff\xfe\x00", "a.po", "no gettext catalogue"),
        (b'msgid ""\nmsgstr ""\n\nmsgctxt "title"\nWonen\n', "a.po", "a.po:5:1  no gettext catalogue"),
        (b"x" * 4_000_001, "a.po", "a file of 4000001 bytes; at most 4000000"),
        (b"x" * 5_000_001, "a.xlsx", "a file of 5000001 bytes; at most 5000000"),
        (b"PK\x03\x04 but no more", "a.xlsx", "a workbook that was exported here"),
        (b"hello", "a.xlsx", "a workbook that was exported here"),
        (b"hello", "a.docx", "neither a .po nor an .xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    folder: DataFolder, content: bytes, file: str, told: str
) -> None:
    (said,) = problems(folder, content, file)
    assert told in said


def test_a_gettext_file_that_breaks_off_is_refused_with_what_it_lacks(folder: DataFolder) -> None:
    whole = translating_files.export(NAME, AR, "po", folder)
    cut = whole.split(b"\n\n")
    (told,) = problems(folder, b"\n\n".join(cut[:3]) + b"\n", "a.po")
    assert told.startswith(
        'a.po  5 of the 7 texts that left are missing, among them "consent/agree", "years/label", "help/label", ...'
    )
    (told,) = problems(folder, cut[0] + b"\n", "a.po")
    assert "7 of the 7 texts" in told
    assert "export the file again" in told


def test_a_workbook_without_some_of_its_rows_is_refused(folder: DataFolder) -> None:
    book = openpyxl.load_workbook(BytesIO(translating_files.export(NAME, AR, "xlsx", folder)))
    book["consult"].delete_rows(5, 2)
    content = BytesIO()
    book.save(content)
    (told,) = problems(folder, content.getvalue())
    assert "2 of the 7 texts that left are missing" in told


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_a_text_that_the_source_got_since_is_not_missing_from_a_file(folder: DataFolder, kind: str) -> None:
    content = translating_files.export(NAME, AR, kind, folder)
    change_source(folder, "Hoeveel jaar wacht u?,", "Hoeveel jaar wacht u?, hint: Hele jaren.,")
    take(folder, content, f"a.{kind}")
    assert text(folder, "years/hint").state is State.MISSING


def test_a_zip_that_blows_up_is_refused(folder: DataFolder) -> None:
    (told,) = problems(folder, bomb())
    assert "a.xlsx" in told
    assert len(bomb()) < 100_000


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"C1": "xx"}, "the file says that it is in 'xx', which is no language here; it left as one of nl, "),
        ({"C1": "fr", "F2": "Français"}, "not translated into 'fr'"),
        ({"B1": "social-housing/smal"}, "did you mean 'social-housing/small'?"),
        ({"A1": "my own"}, 'no sheet "consult"'),
        (
            {"F2": "Vertaling"},
            'consult!F2  the heading is "Vertaling"; it was "العربية" when the file left, as the language in C1 says.',
        ),
        (
            {"G2": ""},
            'consult!G2  the heading is gone; it was "was" when the file left. Put it back, or export',
        ),
        ({"B1": "social-housing/smal"}, "there is no instrument 'social-housing/smal'; did you mean "),
        (
            {"B1": "social-housing/smal"},
            "did you mean 'social-housing/small'? Export the file again and copy",
        ),
    ],
)
def test_a_workbook_of_something_else_is_refused(folder: DataFolder, cells: Cells, told: str) -> None:
    (said,) = problems(folder, sheet(folder, {}, **cells))
    assert told in said


def test_a_translation_that_became_a_formula_is_refused_with_its_cell(folder: DataFolder) -> None:
    (told,) = problems(folder, sheet(folder, {LABEL: "=1+1"}))
    assert told.startswith("a.xlsx consult!F")
    assert told.endswith("  a formula; a text was expected. Type it with an apostrophe before it, as in '=.")
    assert text(folder).state is State.MACHINE


def test_a_formula_hides_nothing_else_that_is_wrong(folder: DataFolder) -> None:
    told = problems(folder, sheet(folder, {LABEL: "=1+1", HELP: "هل حصلت على مساعدة؟"}, A3="titel"))
    assert [one.partition("  ")[2][:10] for one in told] == ["unknown id", "a formula;", '"help/labe']


def test_one_changed_heading_hides_nothing_and_moved_columns_are_told_alone(folder: DataFolder) -> None:
    told = problems(folder, sheet(folder, {HELP: "هل حصلت على مساعدة؟"}, B2="Bron"))
    assert [one.partition("  ")[2][:11] for one in told] == ["the heading", '"help/label']
    told = problems(folder, sheet(folder, {HELP: "هل حصلت على مساعدة؟"}, B2="Bron", C2="Nota"))
    assert len(told) == 2


def test_an_id_that_was_misspelt_is_not_told_as_missing_too(folder: DataFolder) -> None:
    def damage(entry: polib.POEntry) -> None:
        entry.msgctxt = {HELP: "help/labell"}.get(entry.msgctxt, entry.msgctxt)

    left = translating_files.export(NAME, AR, "po", folder)
    cut = b"\n\n".join(one for one in left.split(b"\n\n") if b'msgctxt "consent/agree"' not in one)
    missing, unknown = problems(folder, po(folder, damage, cut), "a.po")
    assert '1 of the 7 texts that left are missing, among them "consent/agree"; ' in missing
    assert 'unknown id "help/labell"' in unknown


def test_texts_that_are_named_as_missing_are_counted_as_such(folder: DataFolder) -> None:
    def damage(entry: polib.POEntry) -> None:
        entry.msgctxt = {"title": "qq", HELP: "zz"}.get(entry.msgctxt, entry.msgctxt)

    left = translating_files.export(NAME, AR, "po", folder)
    cut = b"\n\n".join(one for one in left.split(b"\n\n") if b'msgctxt "consent/agree"' not in one)
    missing = problems(folder, po(folder, damage, cut), "a.po")[0]
    assert (
        '3 of the 7 texts that left are missing, among them "title", "consent/agree", "help/label"; '
        in missing
    )


def test_marks_that_turn_the_page_are_refused(folder: DataFolder) -> None:
    (told,) = problems(folder, sheet(folder, {LABEL: "كم \u202eسنة؟"}))
    assert "invisible characters U+202E" in told


def test_a_text_over_the_usual_length_is_taken_with_a_doubt(folder: DataFolder) -> None:
    outcome = take(folder, sheet(folder, {LABEL: "كم سنة تنتظر؟ " * 5 + "نعم"}))
    assert [problem.warning for problem in outcome.judgement.doubts] == [True]
    assert text(folder).state is State.DRAFT
