"""The workbook that an instrument was imported from, brought up to date: every cell as it was, except what staff changed since."""

import re
from collections.abc import Iterator, Mapping

import polib

from consult.apart.workbook import Sheet
from consult.instrument.definition import Instrument, Question, Type
from consult.instrument.keyed_texts import file_property
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translated import MISSING, NO_SOURCE, Translations, source_texts
from consult.instrument.xlsform.exporting.book import Book
from consult.instrument.xlsform.exporting.grid import Grid
from consult.instrument.xlsform.exporting.kept_grid import KeptGrid
from consult.instrument.xlsform.exporting.own_form import choice_cells, question_cells
from consult.instrument.xlsform.headings import OF_FILES, headings
from consult.instrument.xlsform.imported import Wish
from consult.instrument.xlsform.kinds import Fate, kind_of
from consult.instrument.xlsform.own.columns import PROPERTIES, type_said
from consult.instrument.xlsform.own.form import Form, asked, form_of, renames_in
from consult.instrument.xlsform.own.kept import Kept
from consult.instrument.xlsform.own.rows import FormRow
from consult.instrument.xlsform.spoken import unmarked_language
from consult.instrument.xlsform.tables import settings_of

_EMPTY = "''"  # what is left of the value of a row that other rows look at and that may not be collected
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
Texts = Mapping[str, Mapping[str, str]]  # by key and language


def kept_book(kept: Kept, instrument: Instrument, translations: Translations) -> Book:
    """The kept workbook as the instrument is now."""
    unmarked = kept.unmarked
    if unmarked is None:  # kept by an earlier consult
        unmarked = unmarked_language(kept.workbook, settings_of(kept.workbook), Wish(), [])
    return _Updating(kept, unmarked, instrument, translations).book()


class _Updating:
    """One kept workbook and the instrument that came of it."""

    def __init__(self, kept: Kept, unmarked: str, instrument: Instrument, translations: Translations) -> None:
        self.kept, self.unmarked = kept, unmarked
        self.instrument, self.translations = instrument, translations
        self.sheets = {sheet.name: self._grid(sheet) for sheet in kept.workbook.sheets}
        self.survey = self._of("survey", ("type", "name"))
        self.choices = self._of("choices", ("list_name", "name"))
        self.settings = self._of("settings", ())
        self.before = _instrument_in(kept) or instrument
        self.texts_before = _texts_in(kept, self.before) if kept.text else self._texts()
        self.texts = self._texts()
        self.renames = renames_in(kept.workbook, unmarked)

    def _grid(self, sheet: Sheet) -> KeptGrid:
        name = sheet.name.strip().casefold()
        kind = "survey" if sheet.name == self.kept.workbook.survey else name
        known = kind in ("survey", "choices", "external_choices", OF_FILES, "settings")
        return KeptGrid.kept(sheet, headings(sheet, kind) if known else None, self.unmarked)

    def _of(self, kind: str, first: tuple[str, ...]) -> KeptGrid:
        sheet = self.kept.workbook.sheet(kind)
        if sheet is not None and self.sheets[sheet.name].rows:
            return self.sheets[sheet.name]
        new = Sheet(sheet.name if sheet else kind, (first,) if first else ())
        self.sheets[new.name] = self._grid(new)
        return self.sheets[new.name]

    def _texts(self) -> Texts:
        """Every text now; a hole is none."""
        found: dict[str, dict[str, str]] = {}
        for key, source in self.instrument.source_texts.items():
            found[key] = {
                tag: self.translations.of(tag).get(key, MISSING).text for tag in self.instrument.languages
            }
            found[key][self.instrument.source] = "" if source == NO_SOURCE else source
        return found

    def book(self) -> Book:
        """The sheets, with the device's rows left out and what staff changed written in."""
        dropped = list(self._drop())
        form = form_of(self.kept.workbook, self.unmarked, self.instrument.languages, [], is_ours=False)
        rows = {row.name: row for row in asked(form.reading)}
        self._change_questions(form, rows)
        self._change_choices(form)
        self._change_texts(form)
        if self.instrument.title != self.before.title:
            self.settings.put(self._settings_row(), "form_title", self.instrument.title)
        for grid in self.sheets.values():
            grid.close()
        grids: dict[str, Grid] = dict(self.sheets.items())
        survey, choices, settings = (
            grids.pop(one.name) for one in (self.survey, self.choices, self.settings)
        )
        return Book(
            survey=survey,
            choices=choices,
            settings=settings,
            others=list(grids.values()),
            is_ours=False,
            unmarked=self.unmarked,
            dropped=[*(tuple(row) for row in self.kept.dropped), *dropped],
            order=[sheet.name for sheet in self.kept.workbook.sheets],
        )

    def _settings_row(self) -> int:
        if not self.settings.rows:
            self.settings.rows.append([])
        if len(self.settings.rows) < self.settings.heading + 2:
            self.settings.rows.append([])
        return self.settings.heading + 1

    # --- what would tell who answers

    def _drop(self) -> Iterator[tuple[str, ...]]:
        """Takes out the rows that tell of the device and the minute; one that others look at is emptied.

        Yields their names and types.
        """
        wanted = self._looked_at()
        for number in range(self.survey.heading + 1, len(self.survey.rows)):
            type_, name = self.survey.said(number, "type"), self.survey.said(number, "name")
            if not type_ or kind_of(type_).fate is not Fate.DROPPED:
                continue
            yield name, type_
            if name in wanted:
                self.survey.put(number, "type", Type.CALCULATE.value)
                self.survey.put(number, "calculation", _EMPTY)
            else:
                self.survey.remove(number)

    def _looked_at(self) -> set[str]:
        cells = (cell for grid in self.sheets.values() for row in grid.rows for cell in row if "${" in cell)
        return {name for cell in cells for name in _REFERENCE.findall(cell)}

    # --- what staff changed

    def _change_questions(self, form: Form, rows: Mapping[str, FormRow]) -> None:
        for name in self.before.as_written.questions.keys() - self.instrument.as_written.questions.keys():
            if name in rows and not rows[name].line.copied:  # else its row is asked of others still
                self._remove(rows[name])
        after = self.survey.heading
        for name, question in self.instrument.as_written.questions.items():
            row, before = rows.get(name), self.before.as_written.questions.get(name)
            if row is None:
                cells = question_cells(self.instrument, self.translations, question)
                self.survey.insert(
                    after,
                    [{key: self._undone(key, cell) for key, cell in of_row.items()} for of_row in cells],
                )
                continue
            after = _last_line(row) + (1 if row.rows else 0)
            if row.line.copied:  # what is said of one choice stands in columns of ours
                after = row.line.order[0] - 1
            elif before is not None and before != question:
                self._change_cells(row, before, question)

    def _undone(self, heading: str, cell: str) -> str:
        if heading == "type":
            return self.renames.type_undone(cell)
        return cell if heading == "name" else self.renames.undone(cell)

    def _remove(self, row: FormRow) -> None:
        for number in range(row.line.row, _last_line(row) + (2 if row.rows else 1)):
            self.survey.remove(number)

    def _change_cells(self, row: FormRow, before: Question, question: Question) -> None:
        if type_said(before) != type_said(question):
            self.survey.put(row.line.row, "type", self.renames.type_undone(type_said(question)))
        for one in PROPERTIES:
            if one.column and one.said(before) != one.said(question):
                self.survey.put(row.line.row, one.column, self.renames.undone(one.said(question)))

    def _change_texts(self, form: Form) -> None:
        for key, line in form.places.items():
            if line.copied or (key.startswith("choices/") and key not in self.texts):
                continue  # of one choice, which a sheet of ours says; of a list that is no longer asked
            property_ = key.rpartition("/")[2]
            is_label = not file_property(key) and (line.sheet != self.survey.name or "/row/" in key)
            for tag, text in self._changed(key):
                written = self.renames.undone(text)
                for one in (line, *form.again(line)):
                    self.sheets[one.sheet].put_text(one.row, "label" if is_label else property_, tag, written)

    def _changed(self, key: str) -> Iterator[tuple[str, str]]:
        now, before = self.texts.get(key, {}), self.texts_before.get(key, {})
        for tag in self.instrument.languages:
            if now.get(tag, "") != before.get(tag, ""):
                yield tag, now.get(tag, "")

    def _change_choices(self, form: Form) -> None:
        for name, choices in self.instrument.choice_lists.items():
            found = form.choices(name)
            known = {choice.name: choice for choice in self.before.choice_lists.get(name, ())}
            for gone in (known.keys() & found.keys()) - {choice.name for choice in choices}:
                for line in (found[gone].line, *found[gone].again):
                    self.sheets[line.sheet].remove(line.row)
            lines = [one.line for one in found.values()]
            grid = self.sheets[lines[0].sheet] if lines else self._new_home(name)
            after = lines[-1].row if lines else len(grid.rows) - 1
            for choice in choices:
                if choice.name not in found:
                    cells = choice_cells(self.instrument, self.translations, name, choice)
                    grid.insert(after, [{**cells, "list_name": self.renames.list_undone(name)}])
                elif choice.name in known and known[choice.name].columns != choice.columns:
                    for column, value in choice.columns:
                        grid.put_under(found[choice.name].line.row, column, value)

    def _new_home(self, name: str) -> KeptGrid:
        """The sheet for a list that stands in none: our own for one that came in a file, which other tools go on reading."""
        if name not in self.before.choice_lists:
            return self.choices
        return self.sheets.get(OF_FILES) or self._of(OF_FILES, ("list_name", "name"))


def _last_line(row: FormRow) -> int:
    return max((row.line.row, *(line.row for line in row.rows)))


def _instrument_in(kept: Kept) -> Instrument | None:
    """The instrument as it was imported; None when that was not kept, or is no longer accepted."""
    try:
        return load_text(kept.text, kept.file) if kept.text else None
    except InstrumentProblems:
        return None


def _texts_in(kept: Kept, instrument: Instrument) -> Texts:
    found = {
        key: {instrument.source: "" if one.text == NO_SOURCE else one.text}
        for key, one in source_texts(instrument).items()
    }
    for tag, catalogue in kept.catalogues.items():
        for entry in polib.pofile(catalogue):
            found.setdefault(entry.msgctxt or "", {})[tag] = entry.msgstr
    return found
