"""An instrument as a workbook that ODK, Kobo and others read, and that is read back here without loss."""

from consult.instrument.definition import Instrument
from consult.instrument.translated import Translations
from consult.instrument.xlsform.exporting.file_writing import xlsx_of
from consult.instrument.xlsform.exporting.kept_form import kept_book
from consult.instrument.xlsform.exporting.overrides import say_the_rest
from consult.instrument.xlsform.exporting.own_form import own_book
from consult.instrument.xlsform.own.kept import Kept


def export_workbook(instrument: Instrument, translations: Translations, kept: Kept | None = None) -> bytes:
    """The .xlsx of an instrument. kept: the workbook that it was imported from. Raises CellTooLong."""
    if kept is None or kept.is_ours:
        book = own_book(instrument, translations)
    else:
        book = kept_book(kept, instrument, translations)
    ours = say_the_rest(book, instrument, translations)
    return xlsx_of(book.workbook(*ours).sheets)
