"""Every sentence of the staff door is also there in English, with the same blanks to fill in."""

from collections.abc import Iterator

import polib
from flask import Flask

from consult.shipped import PACKAGE
from tests.house import said
from tests.house.said import blanks

CATALOGUE = PACKAGE / "translations" / "staff" / "en.po"
TEMPLATES = ("staff", "layout/staff.html", "parts/staff.html", "errors")
CODE = (PACKAGE / "web" / "staff", PACKAGE / "web" / "protection.py")


def sentences(app: Flask) -> Iterator[tuple[str, str]]:
    """Every source sentence of the staff door, with its plural or an empty text."""
    return said.sentences(app, TEMPLATES, CODE)


def test_every_sentence_has_an_english_one(app: Flask) -> None:
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
    missing = sorted(
        {one for one, _ in sentences(app) if one not in catalogue or not catalogue[one].translated()}
    )
    assert missing == []


def test_plurals_have_both_forms(app: Flask) -> None:
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
    counted = [(one, many) for one, many in sentences(app) if many]
    assert counted
    assert [
        one
        for one, many in counted
        if catalogue[one].msgid_plural != many or len(catalogue[one].msgstr_plural) != 2
    ] == []


def test_no_english_sentence_lost_or_invented_a_blank() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        for translated in [entry.msgstr, *entry.msgstr_plural.values()]:
            if translated:
                assert blanks(translated) == blanks(entry.msgid_plural or entry.msgid), entry.msgid


def test_the_catalogue_holds_nothing_that_is_no_longer_said(app: Flask) -> None:
    still_said = {one for one, _ in sentences(app)}
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.msgid not in still_said] == []
