"""Every sentence of a report is also there in English, with the same blanks to fill in."""

import polib

from consult.shipped import PACKAGE
from tests.house.said import blanks
from tests.house.said_reports import sentences

CATALOGUE = PACKAGE / "translations" / "report" / "en.po"


def test_the_catalogue_holds_every_sentence_and_nothing_else() -> None:
    written = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.translated()}
    assert written == set(sentences())


def test_no_english_sentence_lost_or_invented_a_blank() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        assert blanks(entry.msgstr) == blanks(entry.msgid), entry.msgid
