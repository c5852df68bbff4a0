"""What somebody says of a file of answers: which column is which question, which value which choice. See docs/responses-import.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES
from consult.reading import FileRefused, Reader, nearest, read

LEFT_OUT = "-"  # in the place of a question or a choice: on purpose not taken along


@dataclass(frozen=True, slots=True)
class ResponseMapping:
    """columns: variable by column. values: code by value, by variable. id, day, language_of: columns, "" when there is none.

    language: of every response when no column tells it. consent: the version of the consent that people heard.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = ""
    id: str = ""
    day: str = ""
    language_of: str = ""
    language: str = ""
    consent: str = ""


def read_mapping(path: Path, instrument: Instrument) -> ResponseMapping:
    """The mapping in a YAML file. Raises FileRefused with every mistake, each with its place."""
    reading = read(path, path.name)
    columns, values = _texts(reading, "columns"), reading.reader("values", required=False)
    read_ = ResponseMapping(
        columns=columns,
        values={name: _texts(values, name) for name in map(str, values.mapping)},
        sheet=reading.text("sheet", ""),
        id=reading.text("id", ""),
        day=reading.text("day", ""),
        language_of=reading.text("language_of", ""),
        language=reading.one_of("language", list(LANGUAGES), ""),
        consent=reading.text("consent", ""),
    )
    _check_names(reading, instrument, read_)
    reading.done()
    if reading.problems:
        raise FileRefused(reading.problems)
    return read_


def _texts(reading: Reader, key: str) -> dict[str, str]:
    below = reading.reader(key, required=False)
    found = {}
    for name, value in below.mapping.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            found[str(name)] = str(value)
        else:
            below.note(
                f"{name} is {value!r}, expected a text; put quotes around yes, no, true and false", str(name)
            )
    return found


def _check_names(reading: Reader, instrument: Instrument, mapping: ResponseMapping) -> None:
    # In the table of a repeat a question has the name that it is written under, and no number of an instance.
    variables = {**instrument.as_written.variables, **instrument.variables}
    known = [name for name, question in variables.items() if question.asks]
    split = {
        f"{name}/{choice}"
        for name, question in {**instrument.as_written.questions, **instrument.questions}.items()
        for choice in question.choice_names
    }
    for column, variable in mapping.columns.items():
        if variable not in (LEFT_OUT, *known) and variable not in split:
            reading.reader("columns").note(
                f"{column} is given to {variable!r}, which is no question; {nearest(variable, known)}", column
            )
    for variable, values in mapping.values.items():
        question = variables.get(variable)
        if question is None or not question.choices:
            reading.reader("values").note(
                f"{variable!r} is no question with choices; {nearest(variable, known)}", variable
            )
            continue
        allowed = {*question.choice_names, "dont_know", "refused", LEFT_OUT}
        for value, code in values.items():
            if code not in allowed:
                reading.reader("values").reader(variable).note(
                    f"{value} is given to {code!r}, which is no choice; {nearest(code, sorted(allowed))}",
                    value,
                )
