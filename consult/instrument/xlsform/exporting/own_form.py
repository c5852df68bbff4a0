"""An instrument of our own as the sheets of an XLSForm: groups for pages, a table-list for a matrix."""

import re
from collections.abc import Iterator, Mapping

from consult.apart.workbook import Sheet
from consult.instrument.definition import Choice, Instrument, Page, Question, Repeat, Type
from consult.instrument.languages import LANGUAGES
from consult.instrument.translated import MISSING, NO_SOURCE, Translations
from consult.instrument.version import published
from consult.instrument.xlsform.exporting.book import Book
from consult.instrument.xlsform.exporting.grid import Grid
from consult.instrument.xlsform.headings import PROPERTIES as KNOWN
from consult.instrument.xlsform.headings import headings
from consult.instrument.xlsform.own.columns import OF_CHOICES, PROPERTIES, TEXTS, type_said
from consult.instrument.xlsform.own.rows import PAGE, ROW, TEXT

Cells = dict[str, str]
_NOT_XML = re.compile(r"[^A-Za-z0-9_.-]")
_MESSAGES = ("required_message", "constraint_message")


def heading_of(property_: str, tag: str) -> str:
    """The heading of a text in a language: `label::Nederlands (nl)`."""
    return f"{property_}::{LANGUAGES[tag].own_name} ({tag})"


def own_book(instrument: Instrument, translations: Translations) -> Book:
    """The instrument as sheets, without what XLSForm has no words for."""
    writing = _OwnForm(instrument, translations)
    rows = list(writing.survey())
    texts = [heading_of(property_, tag) for property_ in TEXTS for tag in instrument.languages]
    columns = ["type", "name", *texts, *(one.column for one in PROPERTIES if one.column)]
    columns += ["repeat_count", PAGE, TEXT, ROW]
    choices = list(writing.choices())
    extra = dict.fromkeys(heading for row in choices for heading in row)
    labels = [heading_of("label", tag) for tag in instrument.languages]
    return Book(
        survey=Grid.of("survey", columns, rows),
        choices=Grid.of("choices", dict.fromkeys(["list_name", "name", *labels, *extra]), choices),
        settings=Grid.of("settings", settings := writing.settings(), [settings]),
        unmarked=instrument.source,
    )


def question_cells(instrument: Instrument, translations: Translations, question: Question) -> list[Cells]:
    """The rows of one question by heading."""
    return _OwnForm(instrument, translations).question(question)


def choice_cells(instrument: Instrument, translations: Translations, list_name: str, choice: Choice) -> Cells:
    """The row of one choice by heading."""
    return _OwnForm(instrument, translations).choice(list_name, choice)


class _OwnForm:
    """One instrument being written."""

    def __init__(self, instrument: Instrument, translations: Translations) -> None:
        self.instrument, self.translations = instrument, translations
        written = instrument.as_written
        self.taken = {*written.questions, *written.variables, *instrument.repeats}

    def settings(self) -> Cells:
        """The one row of the settings."""
        version = published(self.instrument, self.translations).version_hash[:12]
        source = LANGUAGES[self.instrument.source]
        return {
            "form_title": self.instrument.title,
            "form_id": self.instrument.name.replace("/", "-"),
            "version": version,
            "default_language": f"{source.own_name} ({source.tag})",
            "style": "pages",
        }

    def survey(self) -> Iterator[Cells]:
        """The rows of the survey; what is read before and after the questions stands in rows of its own."""
        yield from self._said("note", "intro")
        yield from self._said("note", "consent/text")
        yield from self._said("acknowledge", "consent/agree")
        for item in self.instrument.written or self.instrument.pages:
            yield from self._item(item)
        yield from self._said("note", "thanks")

    def choices(self) -> Iterator[Cells]:
        """The rows of the choices."""
        for name, choices in self.instrument.choice_lists.items():
            yield from (self.choice(name, choice) for choice in choices)

    def choice(self, list_name: str, choice: Choice) -> Cells:
        """The row of one choice."""
        texts = self._texts(f"choices/{list_name}/{choice.name}", "label")
        for property_ in choice.shown.files:
            texts |= self._texts(f"choices/{list_name}/{choice.name}/{property_}", property_)
        return {"list_name": list_name, "name": choice.name, **texts, **_columns(choice)}

    def question(self, question: Question) -> list[Cells]:
        """The row of a question, or those of a matrix."""
        return list(self._matrix(question)) if question.type is Type.MATRIX else [self._question(question)]

    def _said(self, type_: str, key: str) -> Iterator[Cells]:
        texts = self._texts(key, "label")
        if texts:
            name = self._free("consult_" + _NOT_XML.sub("_", key.replace("/", "_")))
            required = {"required": "yes"} if type_ == "acknowledge" else {}
            yield {"type": type_, "name": name, **texts, **required, TEXT: key}

    def _texts(self, key: str, property_: str) -> Cells:
        found = {}
        for tag in self.instrument.languages:
            text = self.translations.of(tag).get(key, MISSING).text
            if tag == self.instrument.source:
                text = self.instrument.source_texts.get(key, "")
            if text and text != NO_SOURCE:
                found[heading_of(property_, tag)] = text
        return found

    def _free(self, wanted: str) -> str:
        """A name that no question has: references would not know which is meant."""
        name, number = wanted, 2
        while name in self.taken:
            name, number = f"{wanted}_{number}", number + 1
        self.taken.add(name)
        return name

    def _item(self, item: Page | Repeat) -> Iterator[Cells]:
        if isinstance(item, Page):
            yield from self._page(item)
            return
        yield {
            "type": "begin repeat",
            "name": item.name,
            **self._texts(item.label_key, "label"),
            "relevant": item.relevant.source if item.relevant else "",
            "repeat_count": item.count.source if item.count else "",
        }
        for inner in item.pages:
            yield from self._item(inner)
        yield {"type": "end repeat"}

    def _page(self, page: Page) -> Iterator[Cells]:
        yield {
            "type": "begin group",
            "name": self._free(f"page_{page.name}" if page.name in self.taken else page.name),
            **self._texts(f"page/{page.name}/title", "label"),
            "appearance": "field-list",
            "relevant": page.relevant.source if page.relevant else "",
            PAGE: page.name,
        }
        for question in page.questions:
            yield from self.question(question)
        yield {"type": "end group"}

    def _question(self, question: Question) -> Cells:
        cells = dict.fromkeys((one.column for one in PROPERTIES if one.column), "")
        cells |= {one.column: said for one in PROPERTIES if one.column and (said := one.said(question))}
        type_ = type_said(question)
        if question.choice_filter:
            type_ = type_.removesuffix(" or_other")  # a list that is filtered cannot have one there
        if question.dont_know or question.refused:
            cells["required"] = (
                ""  # those two answers are ours: elsewhere nobody may be forced to choose another
            )
        texts = {} if question.type is Type.CALCULATE else self._all_texts(question, TEXTS)
        return {**cells, "type": type_, "name": question.name, **texts}

    def _all_texts(self, question: Question, properties: tuple[str, ...]) -> Cells:
        found: Cells = {}
        for property_ in properties:
            found |= self._texts(question.key(property_), property_)
        return found

    def _matrix(self, question: Question) -> Iterator[Cells]:
        cells = self._question(question)
        required, messages = cells.pop("required"), self._all_texts(question, _MESSAGES)
        kept = {key: cell for key, cell in cells.items() if key not in messages}
        yield {**kept, "type": "begin group", "appearance": "table-list"}
        for row, variable in zip(question.rows, question.row_variables, strict=True):
            name = _NOT_XML.sub("_", variable)
            yield {
                "type": f"select_one {question.list_name}",
                "name": name if name == variable else self._free(name),
                "required": required,
                **messages,
                **self._texts(f"{question.name}/row/{row.name}", "label"),
                ROW: "" if name == variable else row.name,
            }
        yield {"type": "end group"}


def _columns(choice: Choice) -> Mapping[str, str]:
    return {_column_heading(column): value for column, value in choice.columns}


def _column_heading(column: str) -> str:
    """The heading of a column for choice filters: its own name, unless XLSForm gives that another meaning."""
    found = headings(Sheet("choices", (("list_name", "name", column),)), "choices")
    is_free = found is not None and not found.columns[2].property and column not in KNOWN["choices"]
    return column if is_free else OF_CHOICES + column
