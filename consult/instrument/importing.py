"""A form of someone else, whatever program made it."""

from dataclasses import replace

from consult.instrument.limesurvey.importing import import_survey
from consult.instrument.limesurvey.survey_file import is_limesurvey
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.supplied import unpacked


def imported_form(content: bytes, file: str, wish: Wish | None = None) -> Imported:
    """The instrument in a file of LimeSurvey, or in a workbook, perhaps in a zip with the files that it names.

    Raises WorkbookRefused when there is nothing to import.
    """
    wish = wish or Wish()
    if not is_limesurvey(content, file) and (together := unpacked(content)):
        file, content, files = together
        wish = replace(wish, files={**wish.files, **files})
    return (import_survey if is_limesurvey(content, file) else import_workbook)(content, file, wish)
