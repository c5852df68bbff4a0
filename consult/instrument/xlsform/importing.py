"""From a workbook that someone else made to an instrument of ours, with everything that is to be said about it."""

from collections.abc import Mapping
from dataclasses import replace

from consult.apart.workbook import Workbook, WorkbookRefused
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.asked_of_each import expanded
from consult.instrument.xlsform.choice_lists import FoundList, allows_twice, read_lists
from consult.instrument.xlsform.headings import headings
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.kinds import FILES
from consult.instrument.xlsform.list_files import (
    lists_in_files,
    refuse_other_columns,
    refuse_what_is_missing,
)
from consult.instrument.xlsform.opening import open_workbook
from consult.instrument.xlsform.own.head import head_of
from consult.instrument.xlsform.own.reading import read_back
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.renaming import renames_of
from consult.instrument.xlsform.renaming import said as renamed_names
from consult.instrument.xlsform.searching import searched
from consult.instrument.xlsform.spoken import languages_of, stood_in, unmarked_language
from consult.instrument.xlsform.supplied import mark_what_is_shown
from consult.instrument.xlsform.survey import SurveyReading
from consult.instrument.xlsform.tables import Table, other_sheets, read_table, settings_of
from consult.instrument.xlsform.writing import Writing

_CHOICE_SHEETS = ("choices", "external_choices")
MOST_QUESTIONS = 3_000  # the longest real form has 410 rows
MOST_CHOICES = 500_000  # of all questions together; the largest real form has 9,000
_SETTINGS_READ = {"form_title", "form_id", "version", "default_language", "allow_choice_duplicates"}


def import_workbook(content: bytes, file: str, wish: Wish | None = None) -> Imported:
    """The instrument in a workbook. file: what it is called. Raises WorkbookRefused when there is nothing to import."""
    wish = wish or Wish()
    workbook = _with_survey(open_workbook(content, file))
    if head := head_of(workbook):
        return read_back(workbook, head, file, wish)
    remarks = [Remark(code, "", dict(facts)) for code, facts in workbook.oddities]
    if workbook.survey != "survey":
        remarks.append(Remark("survey_named", workbook.survey, {"sheet": workbook.survey}))
    settings = settings_of(workbook)
    remarks += [
        Remark("setting_kept", "settings", {"setting": name})
        for name in settings
        if name not in _SETTINGS_READ
    ]
    unmarked = unmarked_language(workbook, settings, wish, remarks)
    tables = stood_in(_tables(workbook, unmarked, remarks), wish, remarks)
    tables["survey"] = expanded(tables["survey"], tables.get("choices"), remarks)
    tables = _renamed(tables, remarks)
    lists = {
        sheet: read_lists(tables.get(sheet), remarks, allows_twice=allows_twice(settings, sheet))
        for sheet in _CHOICE_SHEETS
    }
    tables["survey"] = searched(tables["survey"], lists["choices"], wish.files, remarks)
    reading = SurveyReading(remarks)
    reading.read(tables["survey"].lines)
    mark_what_is_shown(reading.candidates, wish.files)
    languages = languages_of(workbook, tables.values(), wish, remarks)
    lists[FILES] = lists_in_files(wish.files, tables["survey"].lines, unmarked, remarks)
    refuse_what_is_missing(reading.looked_up, lists[FILES], remarks)
    refuse_other_columns(reading.candidates, remarks)
    _check_size(reading, lists)
    deciding = Deciding(reading.candidates, reading.dropped, reading.group_names, lists, languages, remarks)
    deciding.decide()
    asked_of = {str(one.facts["list"]) for one in remarks if one.code == "asked_of_each"}
    remarks += _unused(deciding, lists, asked_of)
    writing = Writing(workbook, deciding, reading.dropped, remarks, wish, unmarked, reading.looked_up)
    return writing.written(settings, file)


def _with_survey(workbook: Workbook) -> Workbook:
    """The workbook with the sheet that holds the questions, when only one looks like it and none is called so."""
    if workbook.sheet("survey") is not None:
        return workbook
    alike = [sheet.name for sheet in workbook.sheets if headings(sheet, "survey") is not None]
    return replace(workbook, survey=alike[0]) if len(alike) == 1 else workbook


def _tables(workbook: Workbook, unmarked: str, remarks: list[Remark]) -> dict[str, Table]:
    found = {
        kind: table
        for kind in ("survey", *_CHOICE_SHEETS)
        if (table := read_table(workbook, kind, unmarked, remarks)) is not None
    }
    if "survey" not in found:
        raise WorkbookRefused(
            "no_survey", sheets=", ".join(sheet.name for sheet in workbook.sheets) or "none"
        )
    if not found["survey"].lines:
        raise WorkbookRefused("no_questions")
    if len(found["survey"].lines) > MOST_QUESTIONS:
        raise WorkbookRefused("too_many_questions", rows=len(found["survey"].lines), most=MOST_QUESTIONS)
    remarks += [
        Remark("no_list_column", sheet.name, {"sheet": sheet.name})
        for sheet in workbook.sheets
        if sheet.name.strip().casefold() in _CHOICE_SHEETS
        and sheet.name.strip().casefold() not in found
        and sheet.rows
    ]
    remarks += other_sheets(workbook)
    return found


def _renamed(tables: dict[str, Table], remarks: list[Remark]) -> dict[str, Table]:
    """The sheets under names that answers can be stored under."""
    survey, choices = tables["survey"], [table for kind, table in tables.items() if kind != "survey"]
    renames = renames_of(survey, choices)
    remarks += renamed_names(renames, survey, choices)
    return {kind: renames.applied(table) for kind, table in tables.items()}


def _check_size(reading: SurveyReading, lists: Mapping[str, Mapping[str, FoundList]]) -> None:
    """Refuses a form whose questions together have more choices than fit the memory: each knows its own."""
    sizes = {name: len(found.choices) for of_sheet in lists.values() for name, found in of_sheet.items()}
    together = sum(sizes.get(one.kind.list_name, 0) for one in reading.candidates)
    if together > MOST_CHOICES:
        raise WorkbookRefused("too_many_choices", choices=together, most=MOST_CHOICES)


def _unused(
    deciding: Deciding, lists: Mapping[str, Mapping[str, FoundList]], asked_of: set[str]
) -> list[Remark]:
    used = {id(deciding.list_of(one)) for one in deciding.active() if one.kind.list_name}
    unused = [
        found
        for sheet, of_sheet in lists.items()
        for found in of_sheet.values()
        if id(found) not in used and found.choices and sheet != FILES and found.name not in asked_of
    ]
    if not unused:
        return []
    cells = tuple(next(iter(found.choices.values())).line.place("list_name") for found in unused)
    facts = {"lists": ", ".join(found.name for found in unused)}
    return [Remark("list_unused", cells[0], facts, cells[1:])]
