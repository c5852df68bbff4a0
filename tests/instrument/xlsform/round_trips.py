"""An instrument sent out as a workbook and read back, as the tests of exports need it."""

import tempfile
from pathlib import Path

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.translated import Translations
from consult.instrument.version import canonical
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.opening import open_workbook
from consult.instrument.xlsform.own.kept import read_kept
from tests.untranslated import untranslated

FRONT = """\
instrument: social-housing/small
title: Klein
method: survey
report: social-housing
languages: [nl, fr]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee.}
"""


def small(rest: str) -> Instrument:
    """A small instrument with these choices and pages."""
    return load_text(FRONT + rest, "small.yaml")


def written(instrument: Instrument, translations: Translations | None = None) -> bytes:
    """Its workbook."""
    return export_workbook(instrument, translations or untranslated(instrument))


def files_of(imported: Imported) -> tuple[Instrument, Translations]:
    """What is read from the files that an import writes."""
    with tempfile.TemporaryDirectory() as folder:
        checked = publishing.check_file(write_instrument(imported, Path(folder))[0])
    assert checked.errors == ()
    assert checked.instrument is not None
    assert checked.translations is not None
    return checked.instrument, checked.translations


def read_back(content: bytes) -> tuple[Instrument, Translations]:
    """The instrument in a workbook, by way of the files that an import of it writes."""
    return files_of(import_workbook(content, "form.xlsx"))


def the_same(instrument: Instrument, translations: Translations | None = None) -> bool:
    """Whether it comes back as it went."""
    translations = translations or untranslated(instrument)
    back = read_back(written(instrument, translations))
    return canonical(*back) == canonical(instrument, translations) and back == (instrument, translations)


def goes_around(found: Imported, **files: bytes) -> bool:
    """Whether an imported form goes out with every cell that it had, comes back as the same instrument, and goes out the same."""
    instrument, translations = files_of(found)
    content = export_workbook(instrument, translations, read_kept(found.kept))
    again = import_workbook(content, "form.xlsx", Wish(files=files))
    back = files_of(again)
    return (
        canonical(*back) == canonical(instrument, translations)
        and _cells(again).items() >= _cells(found).items()
        and export_workbook(*back, read_kept(again.kept)) == content
    )


def _cells(found: Imported) -> dict[str, str]:
    """The cells of each sheet with their places, but for empty ones."""
    return {
        sheet.name: str([[(place, cell) for place, cell in enumerate(row) if cell] for row in sheet.rows])
        for sheet in read_kept(found.kept).workbook.sheets
    }


def rows(content: bytes, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet by heading."""
    found = open_workbook(content).sheet(sheet)
    assert found is not None
    return [
        {heading: cell for heading, cell in zip(found.rows[0], row, strict=False) if cell}
        for row in found.rows[1:]
    ]
