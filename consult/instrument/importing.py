"""A form of someone else, whatever program made it."""

from consult.instrument.limesurvey.importing import import_survey
from consult.instrument.limesurvey.survey_file import is_limesurvey
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.importing import import_workbook


def imported_form(content: bytes, file: str, wish: Wish | None = None) -> Imported:
    """The instrument in a file of LimeSurvey or in a workbook. Raises WorkbookRefused when there is nothing to import."""
    return (import_survey if is_limesurvey(content, file) else import_workbook)(content, file, wish)
