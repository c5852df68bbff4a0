"""A workbook that was written or kept here as one value: its rows, its lists of choices, and what its cells say."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from consult.apart.workbook import Workbook
from consult.instrument.keyed_texts import file_property
from consult.instrument.media.files import OF_CHOICES
from consult.instrument.translated import NO_SOURCE
from consult.instrument.translation_gates import faults
from consult.instrument.xlsform.asked_of_each import expanded
from consult.instrument.xlsform.choice_lists import FoundChoice, FoundList, allows_twice, read_lists
from consult.instrument.xlsform.headings import OF_FILES
from consult.instrument.xlsform.kinds import FILES
from consult.instrument.xlsform.own.columns import NOTHING
from consult.instrument.xlsform.own.columns import OF_CHOICES as OF_CHOICE_SHEETS
from consult.instrument.xlsform.own.rows import FormReading, FormRow, texts_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.renaming import Renames, renames_of
from consult.instrument.xlsform.supplied import Shelf
from consult.instrument.xlsform.tables import Line, Table, read_table, settings_of

_CHOICE_SHEETS = ("choices", "external_choices", OF_FILES)


@dataclass(frozen=True)
class Form:
    """The workbook, read. texts: what its cells say, by key and language; places: where that stands."""

    reading: FormReading
    lists: Mapping[str, FoundList]
    texts: Mapping[str, Mapping[str, str]]
    places: Mapping[str, Line]

    def choices(self, name: str) -> Mapping[str, FoundChoice]:
        """The choices of a list by name, in order; none when there is no such list."""
        return self.lists[name].choices if name in self.lists else {}

    def again(self, line: Line) -> tuple[Line, ...]:
        """The further rows of the choice that stands on a line, which say the same; mostly none."""
        return self._again.get((line.sheet, line.row), ())

    @cached_property
    def _again(self) -> Mapping[tuple[str, int], tuple[Line, ...]]:
        choices = (choice for found in self.lists.values() for choice in found.choices.values())
        return {(one.line.sheet, one.line.row): one.again for one in choices if one.again}

    def with_files(self, shelf: Shelf) -> "Form":
        """The same, in which only files are named that came along and may be shown."""
        found = {
            key: shelf.usable(line, property_)
            for key, line in self.places.items()
            if (property_ := file_property(key))
        }
        return replace(self, texts={**self.texts, **found})

    def without_faults(self, sources: Mapping[str, str], source: str) -> dict[str, dict[str, str]]:
        """The texts, apart from translations that would break the form: other numbers or placeholders than the source."""
        return {
            key: {
                tag: text
                for tag, text in of_key.items()
                if tag == source or _fits(sources.get(key, ""), text)
            }
            for key, of_key in self.texts.items()
        }


def _fits(source: str, text: str) -> bool:
    return not source or source == NO_SOURCE or not any(faults(source, text))


def form_of(
    workbook: Workbook, unmarked: str, languages: Collection[str], remarks: list[Remark], *, is_ours: bool
) -> Form:
    """The form in a workbook. unmarked: the language of columns that say none."""
    tables = {
        kind: read_table(workbook, kind, unmarked, remarks, as_it_stands=is_ours)
        for kind in ("survey", *_CHOICE_SHEETS)
    }
    if not is_ours:
        tables = _asked_of_each(tables)
        renames = _renames(tables)
        tables = {kind: table and renames.applied(table) for kind, table in tables.items()}
    survey = tables["survey"]
    reading = FormReading(is_ours=is_ours).read(survey.lines if survey else ())
    lists = _lists(reading, tables, settings_of(workbook), remarks)
    found = list(_texts(reading, lists, is_ours=is_ours))
    texts = {
        key: {tag: text for tag, text in of_key.items() if tag in languages} for key, of_key, _line in found
    }
    if is_ours and languages and (title := settings_of(workbook).get("form_title", "")):
        texts["title"] = {next(iter(languages)): title}
    return Form(reading, lists, texts, {key: line for key, _texts, line in found})


def renames_in(workbook: Workbook, unmarked: str) -> Renames:
    """What is called otherwise here than in the workbook of someone else."""
    return _renames(_tables_of_others(workbook, unmarked))


def survey_in(workbook: Workbook, unmarked: str) -> Table | None:
    """The survey of someone else's workbook, with every row as often as it is asked."""
    return _tables_of_others(workbook, unmarked)["survey"]


def _tables_of_others(workbook: Workbook, unmarked: str) -> dict[str, Table | None]:
    sheets = ("survey", *_CHOICE_SHEETS)
    return _asked_of_each({kind: read_table(workbook, kind, unmarked, []) for kind in sheets})


def _asked_of_each(tables: Mapping[str, Table | None]) -> dict[str, Table | None]:
    survey = tables["survey"]
    return {**tables, "survey": survey and expanded(survey, tables["choices"], [])}


def _renames(tables: Mapping[str, Table | None]) -> Renames:
    survey = tables["survey"]
    return (
        renames_of(survey, [one for one in tables.values() if one and one is not survey])
        if survey
        else Renames()
    )


def _lists(
    reading: FormReading,
    tables: Mapping[str, Table | None],
    settings: Mapping[str, str],
    remarks: list[Remark],
) -> dict[str, FoundList]:
    """Every list by name: that of the sheet which the first question with it names, else of the other."""
    by_sheet = [
        read_lists(tables[sheet], remarks, allows_twice=allows_twice(settings, sheet))
        for sheet in _CHOICE_SHEETS
    ]
    lists = {**by_sheet[2], **by_sheet[1], **by_sheet[0]}
    for row in reversed(reading.rows):
        sheet = by_sheet[_CHOICE_SHEETS.index(OF_FILES if row.kind.sheet == FILES else row.kind.sheet)]
        if row.kind.list_name in sheet and not row.is_left_out:
            lists[row.kind.list_name] = sheet[row.kind.list_name]
    return lists


def _texts(
    reading: FormReading, lists: Mapping[str, FoundList], *, is_ours: bool
) -> Iterator[tuple[str, Mapping[str, str], Line]]:
    for key, line in reading.said.items():
        yield key, line.texts.get("label", {}), line
    for name, line in reading.repeats.items():
        if is_ours:
            yield f"repeat/{name}/label", line.texts.get("label", {}), line
    for name, line in reading.pages.items():
        yield f"page/{name}/title", line.texts.get("label", {}), line
    for name, found in lists.items():
        for choice in found.choices.values():
            texts = choice.texts if is_ours else _one_line(choice.texts)
            yield f"choices/{name}/{choice.name}", texts or {}, choice.line
            yield from _files_of(f"choices/{name}/{choice.name}", choice.line)
    for row in asked(reading):
        yield from texts_of(row)


def _files_of(key: str, line: Line) -> Iterator[tuple[str, Mapping[str, str], Line]]:
    for property_ in OF_CHOICES:
        if property_ in line.texts and line.others.get(OF_CHOICE_SHEETS + property_) != NOTHING:
            yield f"{key}/{property_}", line.texts[property_], line


def asked(reading: FormReading) -> list[FormRow]:
    """The rows that are questions, the first of each name."""
    rows = {row.name: row for row in reversed(reading.rows) if not row.is_left_out}
    return [row for row in reading.rows if rows.get(row.name) is row]


def _one_line(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: " ".join(text.split()) for tag, text in texts.items()}


def column_of(choice: FoundChoice, column: str) -> str:
    """What a choice filter sees in a column, which has a heading of ours where its own would mean something else."""
    return choice.columns.get(column, "") or choice.columns.get(OF_CHOICE_SHEETS + column, "")
