"""What the cells of a form do not say of an instrument, said in columns and sheets of our own.

The form is read as it will be read back, and whatever comes out otherwise is written down: so nothing is lost.
"""

from collections.abc import Mapping

from consult.apart.workbook import Sheet
from consult.instrument.definition import Instrument
from consult.instrument.keyed_texts import file_property
from consult.instrument.translated import Translations
from consult.instrument.xlsform.exporting.book import Book
from consult.instrument.xlsform.kinds import Fate
from consult.instrument.xlsform.own.columns import (
    NOTHING,
    OF_CHOICES,
    OURS,
    PROPERTIES,
    TEXTS,
    own_cell,
    type_said,
)
from consult.instrument.xlsform.own.form import Form, asked, form_of
from consult.instrument.xlsform.own.head import head_rows, head_sheet
from consult.instrument.xlsform.own.rows import ASKED, CHOICE_POSITION, PAGE, POSITION, FormReading, FormRow
from consult.instrument.xlsform.own.texts import texts_sheet
from consult.instrument.xlsform.tables import Line


def say_the_rest(book: Book, instrument: Instrument, translations: Translations) -> tuple[Sheet, ...]:
    """Adds our columns to the sheets of `book`; returns the sheets of our own."""
    once = instrument.as_written
    form = _read(book, instrument)
    _leave_out(book, form.reading, once)
    form = _read(book, instrument)
    rows = {row.name: row for row in asked(form.reading) if row.name in once.questions}
    for row in rows.values():
        _say(book, form.reading, row, once)
        _silence(book, row, form, instrument)
    _silence_choices(book, form, instrument)
    _order_rows(book, rows, once)
    _order_choices(book, form, instrument)
    said = _read(book, instrument).without_faults(instrument.source_texts, instrument.source)
    head = head_rows(
        instrument, book.unmarked, book.dropped, is_ours=book.is_ours, conditions=not book.is_ours
    )
    return head_sheet(head), texts_sheet(instrument, translations, said)


def _read(book: Book, instrument: Instrument) -> Form:
    return form_of(book.workbook(), book.unmarked, instrument.languages, [], is_ours=book.is_ours)


def _leave_out(book: Book, reading: FormReading, instrument: Instrument) -> None:
    """Marks the rows that are no question of the instrument, now or once more types are known."""
    seen = set[str]()
    for row in reading.rows:
        is_question = row.name in instrument.questions and row.name not in seen
        seen.add(row.name)
        if not is_question and row.kind.fate is not Fate.DROPPED:
            _put(book, row.line, ASKED, "no")


def _say(book: Book, reading: FormReading, row: FormRow, instrument: Instrument) -> None:
    question = instrument.questions[row.name]
    plain = reading.plain(row)
    wanted = {"type": type_said(question), **{one.key: one.said(question) for one in PROPERTIES}}
    for key, text in wanted.items():
        if text != plain.get(key, ""):
            _put(book, row.line, OURS + key, own_cell(text))
    page = instrument.page_of(question).name
    if row.page is None or row.page.others[PAGE] != page:
        _put(book, row.line, PAGE, page)


def _silence(book: Book, row: FormRow, form: Form, instrument: Instrument) -> None:
    """Marks the texts that the row has and the question does not."""
    for property_ in TEXTS:
        key = f"{row.name}/{property_}"
        if any(form.texts.get(key, {}).values()) and key not in instrument.source_texts:
            _put(book, form.places[key], OURS + property_, NOTHING)


def _silence_choices(book: Book, form: Form, instrument: Instrument) -> None:
    """The same of the files that choices name."""
    for key, line in form.places.items():
        property_ = file_property(key)
        is_gone = key not in instrument.source_texts and any(form.texts[key].values())
        if property_ and is_gone and line.sheet != book.survey.name:
            book.grid(line.sheet).say(line.row, OF_CHOICES + property_, NOTHING)


def _order_rows(book: Book, rows: Mapping[str, FormRow], instrument: Instrument) -> None:
    for page in instrument.pages:
        lines = [rows[question.name].line for question in page.questions if question.name in rows]
        places = [line.order for line in lines]
        for line, place in zip(lines, sorted(places), strict=True) if places != sorted(places) else ():
            _put(book, line, POSITION, ".".join(map(str, place)))


def _order_choices(book: Book, form: Form, instrument: Instrument) -> None:
    for name, choices in instrument.choice_lists.items():
        found = form.choices(name)
        lines = [found[choice.name].line for choice in choices if choice.name in found]
        places = [line.row for line in lines]
        for row, place in zip(places, sorted(places), strict=True) if places != sorted(places) else ():
            book.grid(lines[0].sheet).say(row, CHOICE_POSITION, str(place))


def _put(book: Book, line: Line, heading: str, text: str) -> None:
    """Writes into the row of a line; a row that is asked of several choices has a column for each of them."""
    book.survey.say(line.row, f"{heading}/{line.copied.about}" if line.copied else heading, text)
