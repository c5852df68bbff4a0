"""Translating: who wrote, who read, and what a changed source does."""

import pytest
from flask import Flask

from consult.actions import auditing, publishing, translating
from consult.actions.refusal import Refused
from consult.actions.translating import NotTranslated, Typed
from consult.folder import DataFolder
from consult.instrument.sections import Section
from consult.instrument.translated import State
from consult.instrument.word_diff import Fate
from consult.shipped import shipped
from tests.actions.translating_world import (
    AR,
    HELP,
    LABEL,
    NAME,
    catalogue,
    change_source,
    small_instrument,
    text,
    work,
    write,
)


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


def refused(reason: str) -> object:
    return pytest.raises(Refused, match=f"^{reason}$")


def test_what_someone_types_is_their_draft(folder: DataFolder) -> None:
    assert write(folder, "كم سنة انتظرت؟") == {}
    here = text(folder)
    assert (here.text, here.state, here.entry.provenance.writer) == ("كم سنة انتظرت؟", State.DRAFT, "amina")


def test_a_text_that_would_break_the_form_is_not_written_nor_is_anything_beside_it(
    folder: DataFolder,
) -> None:
    here = work(folder)
    fine, broken = (
        Typed(words, translating.fingerprint(here.texts[key].text))
        for key, words in ((LABEL, "كم سنة؟"), (HELP, "هل حصلت على مساعدة؟"))
    )
    wrong = translating.write(here, {LABEL: fine, HELP: broken}, "amina")
    assert wrong == {HELP: [("placeholders none", "the source has years")]}
    assert text(folder).state is State.MACHINE


def test_a_text_that_changed_since_its_page_was_opened_is_not_written_over(folder: DataFolder) -> None:
    seen = translating.fingerprint(text(folder).text)
    write(folder, "كم سنة انتظرت؟", by="omar")
    with refused("translation_changed_meanwhile"):
        translating.write(work(folder), {LABEL: Typed("كم عاما؟", seen)}, "amina")
    assert text(folder).entry.provenance.writer == "omar"


def test_two_who_write_at_one_moment_do_not_lose_a_text(both_databases: str, folder: DataFolder) -> None:
    before = work(folder)
    write(folder, "كم سنة انتظرت؟", by="omar")
    with refused("translation_changed_meanwhile"):
        translating.accept(before, LABEL, "amina")


def test_nobody_accepts_a_text_of_their_own(folder: DataFolder) -> None:
    write(folder, "كم سنة انتظرت؟")
    with refused("translation_is_your_own"):
        translating.accept(work(folder), LABEL, "amina")
    translating.accept(work(folder), LABEL, "omar")
    assert (text(folder).state, text(folder).entry.provenance.reader) == (State.REVIEWED, "omar")


def test_a_pretested_text_stays_so_when_it_is_read_again_and_not_when_its_source_changed(
    folder: DataFolder,
) -> None:
    small_instrument(folder, years_label="pretested")
    translating.accept(work(folder), LABEL, "omar")
    assert text(folder).state is State.PRETESTED
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaar wacht u al?")
    translating.accept(work(folder), LABEL, "omar")
    assert text(folder).state is State.REVIEWED


def test_a_text_that_is_sent_back_is_a_draft_with_its_reason(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    with refused("translation_no_reason"):
        translating.send_back(work(folder), LABEL, "  ", "leyla")
    translating.send_back(work(folder), LABEL, "Te plechtig", "leyla")
    told = text(folder).entry.provenance
    assert (text(folder).state, told.remark, told.reader) == (State.DRAFT, "Te plechtig", "")


def test_a_changed_source_makes_its_translation_stale_and_shows_the_words(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaar wacht u al?")
    assert text(folder).state is State.STALE
    assert [one.text for one in text(folder).change if one.fate is Fate.ADDED] == [" al"]


def test_a_typing_mistake_leaves_the_meaning_when_someone_says_so_with_a_reason(folder: DataFolder) -> None:
    translating.accept(work(folder), LABEL, "omar")
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaren wacht u?")
    with refused("translation_no_reason"):
        translating.keep_meaning(work(folder), LABEL, "", "leyla")
    translating.keep_meaning(work(folder), LABEL, "Alleen een meervoud", "leyla")
    assert (text(folder).state, text(folder).entry.provenance.reader) == (State.REVIEWED, "omar")
    with refused("translation_not_stale"):
        translating.keep_meaning(work(folder), LABEL, "Nog eens", "leyla")


def test_a_source_that_now_asks_for_another_number_cannot_keep_its_translation(folder: DataFolder) -> None:
    change_source(folder, "Hoeveel jaar wacht u?", "Wacht u 3 jaar?")
    with refused("translation_has_faults"):
        translating.keep_meaning(work(folder), LABEL, "Zelfde", "leyla")
    with refused("translation_has_faults"):
        translating.accept(work(folder), LABEL, "leyla")


def test_who_did_what_stands_in_the_log_without_the_text(folder: DataFolder) -> None:
    write(folder, "كم سنة انتظرت؟")
    translating.accept(work(folder), LABEL, "omar")
    lines = auditing.lines(NAME)
    assert [(line.act, line.by, line.details) for line in lines] == [
        ("translation reviewed", "omar", {"language": AR, "texts": [LABEL], "count": 1}),
        ("translation written", "amina", {"language": AR, "texts": [LABEL], "count": 1}),
    ]
    assert not auditing.breaks()


def test_a_shipped_instrument_is_translated_in_the_data_folder_alone(app: Flask) -> None:
    folder: DataFolder = app.extensions["folder"]
    name, key = "social-housing/survey", "title"
    before = (shipped("instruments") / "locale" / "ar" / f"{name}.po").read_bytes()
    here = translating.opened(name, AR, folder)
    typed = Typed("السكن في فلاندرز", translating.fingerprint(here.texts[key].text))
    translating.write(here, {key: typed}, "amina")
    assert (shipped("instruments") / "locale" / "ar" / f"{name}.po").read_bytes() == before
    checked = publishing.check_file(publishing.file_of(name), folder)
    assert checked.translations
    assert checked.translations.of(AR)[key].text == "السكن في فلاندرز"


def test_a_language_is_counted_by_section_and_opens_when_all_is_read(folder: DataFolder) -> None:
    path = folder.path / "instruments" / f"{NAME}.yaml"
    counted = translating.counts(translating.checked(path, folder))
    assert {section: dict(n) for section, n in counted[AR].items()} == {
        Section.AROUND: {State.MACHINE: 3}, Section.CORE: {State.MACHINE: 1}, Section.BACKGROUND: {State.MACHINE: 3},
    }  # fmt: skip
    assert dict(translating.missing_by_language(translating.checked(path, folder))) == {
        AR: {State.MACHINE: 7}
    }
    for key in work(folder).texts:
        translating.accept(work(folder), key, "omar")
    assert list(translating.missing_by_language(translating.checked(path, folder))) == []


@pytest.mark.parametrize(
    ("name", "tag", "told"),
    [
        ("social-housing/smal", AR, "did you mean 'social-housing/small'?"),
        (NAME, "so", "social-housing/small is not translated into 'so'; expected one of ar"),
        (NAME, "nl", "social-housing/small is not translated into 'nl'; expected one of ar"),
    ],
)
def test_what_is_not_there_is_named(folder: DataFolder, name: str, tag: str, told: str) -> None:
    with pytest.raises(NotTranslated) as unknown:
        translating.opened(name, tag, folder)
    assert told in unknown.value.sentence


def test_a_catalogue_that_someone_broke_leaves_the_texts_missing_and_says_where(folder: DataFolder) -> None:
    broken = 'msgctxt "title"\nWonen\n'
    catalogue(folder).write_text(broken, encoding="utf-8")
    read = translating.checked(folder.path / "instruments" / f"{NAME}.yaml", folder)
    assert [problem.found for problem in read.errors] == ["no gettext catalogue"]
    assert text(folder).state is State.MISSING
    with refused("translation_file_broken"):
        write(folder, "كم سنة؟")
    assert catalogue(folder).read_text("utf-8") == broken


def test_a_catalogue_that_lost_a_quotation_mark_is_told_with_its_line_and_shows_no_half_word(
    folder: DataFolder,
) -> None:
    write(folder, "كم سنة؟")
    whole = catalogue(folder).read_text("utf-8")
    broken = whole.replace('"كم سنة؟"', '"كم سنة؟')
    catalogue(folder).write_text(broken, encoding="utf-8")
    (told,) = translating.checked(folder.path / "instruments" / f"{NAME}.yaml", folder).errors
    assert told.found == "a text without the quotation mark after it"
    assert told.line == broken[: broken.index('"كم سنة؟')].count("\n") + 1
    assert text(folder).state is State.MISSING
    with refused("translation_file_broken"):
        write(folder, "كم سنة الآن؟")
    assert catalogue(folder).read_text("utf-8") == broken
