"""Damages of a translator's file that would be taken for text: each is refused at its place, with all others."""

import pytest
from flask import Flask

from consult.actions import translating_files
from consult.folder import DataFolder
from consult.instrument.translated import State
from tests.actions.translating_world import (
    AR,
    HELP,
    LABEL,
    NAME,
    change_source,
    problems,
    sheet,
    small_instrument,
    text,
    work,
)


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


def damaged(folder: DataFolder, name: str = NAME) -> tuple[bytes, int]:
    """A gettext file as it left, after the last quotation mark of one translation was lost, and the line of it."""
    lines = translating_files.export(name, AR, "po", folder).split(b"\n")
    line = next(number for number, one in enumerate(lines) if one.startswith(b"msgstr ") and len(one) > 20)
    lines[line] = lines[line][:-1]
    return b"\n".join(lines), line + 1


@pytest.mark.parametrize("name", [NAME, "interface"])
def test_a_gettext_file_that_lost_a_quotation_mark_is_refused_with_its_line(
    folder: DataFolder, name: str
) -> None:
    content, line = damaged(folder, name)
    (told,) = problems(folder, content, "a.po")
    assert told.startswith(f"a.po:{line}:1  a text without the quotation mark after it; ")


def test_a_lost_quotation_mark_hides_nothing_else_that_is_wrong(folder: DataFolder) -> None:
    content, line = damaged(folder)
    content = content.replace("كم سنة".encode(), "كم year".encode()).replace(b'"title"', b'"titel"')
    told = problems(folder, content, "a.po")
    assert [one.partition("  ")[2][:14] for one in told] == [
        'unknown id "ti',
        "a text without",
        '"years/label" ',
    ]
    assert text(folder).state is State.MACHINE


def test_an_error_and_a_logical_value_are_no_translations_and_hide_nothing_else(folder: DataFolder) -> None:
    keys = [one.key for one in work(folder).texts.values()]
    row = {key: number for number, key in enumerate(keys, start=3)}
    typed = {"title": "#N/A", LABEL: "#REF!", HELP: "هل حصلت على مساعدة؟", "consent/agree": True}
    mend = "Type the translation in its place"
    or_so = "; if this is it, with an apostrophe before it, as in 'True."
    assert problems(folder, sheet(folder, typed)) == [
        f"a.xlsx consult!F{row['title']}  the error #N/A; a text was expected. {mend}.",
        f"a.xlsx consult!F{row['consent/agree']}  the value TRUE; a text was expected. {mend}{or_so}",
        f"a.xlsx consult!F{row[LABEL]}  the error #REF!; a text was expected. {mend}.",
        f'a.xlsx consult!F{row[HELP]}  "{HELP}" has placeholders none; the source has years.',
    ]
    assert {one.state for one in work(folder).texts.values()} == {State.MACHINE}


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_a_text_that_is_asked_no_longer_gets_no_advice_to_take_the_id_of_another(
    folder: DataFolder, kind: str
) -> None:
    label, hint = "label: Hoeveel jaar wacht u?,", "hint: Hele jaren.,"
    change_source(folder, label, f"{label} {hint}")
    left = translating_files.export(NAME, AR, kind, folder)
    change_source(folder, hint, "")
    change_source(folder, "name: help, type", "name: help, hint: Met papieren., type")
    (told,) = problems(folder, left, f"a.{kind}")
    assert told.partition("  ")[2] == (
        'no text has the id "years/hint", or none has it any more; the texts as they are asked now. '
        "Export the file again and copy the translations into it; the translation of a text that is gone has no place there."
    )


def test_an_id_that_was_misspelt_is_known_by_its_source_among_those_that_look_like_it(
    folder: DataFolder,
) -> None:
    change_source(folder, "name: help, type", "name: help, hint: Met papieren., type")
    change_source(folder, "Hoeveel jaar wacht u?,", "Hoeveel jaar wacht u?, hint: Hele jaren.,")
    left = translating_files.export(NAME, AR, "po", folder)
    misspelt = left.replace(b'"help/hint"', b'"heap/hint"').replace(b'"years/hint"', b'"heps/hint"')
    assert [one.rpartition(". ")[2] for one in problems(folder, misspelt, "a.po")] == [
        'Put back "years/hint".',
        'Put back "help/hint".',
    ]
