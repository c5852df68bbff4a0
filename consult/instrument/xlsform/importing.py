"""From a workbook that someone else made to an instrument of ours, with everything that is to be said about it."""

from collections.abc import Mapping

from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.choice_lists import FoundList, read_lists
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.opening import open_workbook
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.spoken import languages_of, unmarked_language
from consult.instrument.xlsform.survey import SurveyReading
from consult.instrument.xlsform.tables import Table, other_sheets, read_table, settings_of
from consult.instrument.xlsform.workbook import Workbook, WorkbookRefused
from consult.instrument.xlsform.writing import Writing

_CHOICE_SHEETS = ("choices", "external_choices")
_SETTINGS_READ = {"form_title", "form_id", "version", "default_language"}


def import_workbook(content: bytes, file: str, wish: Wish | None = None) -> Imported:
    """The instrument in a workbook. file: what it is called. Raises WorkbookRefused when there is nothing to import."""
    wish = wish or Wish()
    workbook = open_workbook(content, file)
    remarks = [Remark(code, "", dict(facts)) for code, facts in workbook.oddities]
    settings = settings_of(workbook)
    remarks += [
        Remark("setting_kept", "settings", {"setting": name}) for name in settings if name not in _SETTINGS_READ
    ]
    tables = _tables(workbook, unmarked_language(workbook, settings, wish, remarks), remarks)
    reading = SurveyReading(remarks)
    reading.read(tables["survey"].lines)
    languages = languages_of(workbook, tables.values(), wish, remarks)
    lists = {sheet: read_lists(tables.get(sheet), remarks) for sheet in _CHOICE_SHEETS}
    deciding = Deciding(reading.candidates, reading.dropped, lists, languages, remarks)
    deciding.decide()
    remarks += _unused(deciding, lists)
    return Writing(workbook, deciding, reading.dropped, remarks, wish).written(settings, file)


def _tables(workbook: Workbook, unmarked: str, remarks: list[Remark]) -> dict[str, Table]:
    found = {
        kind: table
        for kind in ("survey", *_CHOICE_SHEETS)
        if (table := read_table(workbook, kind, unmarked, remarks)) is not None
    }
    if "survey" not in found:
        raise WorkbookRefused("no_survey", sheets=", ".join(sheet.name for sheet in workbook.sheets) or "none")
    if not found["survey"].lines:
        raise WorkbookRefused("no_questions")
    remarks += [
        Remark("no_list_column", sheet.name, {"sheet": sheet.name})
        for sheet in workbook.sheets
        if sheet.name.strip().casefold() in _CHOICE_SHEETS
        and sheet.name.strip().casefold() not in found
        and sheet.rows
    ]
    remarks += other_sheets(workbook)
    return found


def _unused(deciding: Deciding, lists: Mapping[str, Mapping[str, FoundList]]) -> list[Remark]:
    used = {id(deciding.list_of(one)) for one in deciding.active() if one.kind.list_name}
    return [
        Remark("list_unused", next(iter(found.choices.values())).line.place("list_name"), {"list": found.name})
        for of_sheet in lists.values()
        for found in of_sheet.values()
        if id(found) not in used and found.choices
    ]
