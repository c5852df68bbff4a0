"""What is written of an instrument that was read back: its lists and its gettext files."""

import csv
import io
import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

import polib

from consult.instrument.definition import Instrument
from consult.instrument.media.files import OF_CHOICES
from consult.instrument.translated import NO_SOURCE, State, Translation
from consult.instrument.translation_gates import faults
from consult.instrument.xlsform.yaml_writing import Block

_LONG_LIST = 30
_NAME_IN_FILE = re.compile(r" {6,}- name: '?([A-Za-z0-9_-]+)'?")


def name_at(line: int, lines: Sequence[str], known: Container[str]) -> str:
    """The question that a line of the written file belongs to; "" when it stands before the first. known: their names."""
    for before in range(min(line, len(lines)) - 1, -1, -1):
        found = _NAME_IN_FILE.match(lines[before])
        if found and found[1] in known:
            return found[1]
    return ""


def slug(name: str) -> str:
    """A name as addresses have it: small letters, digits and hyphens, a letter first."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-")
    return plain if plain[:1].isalpha() else f"form-{plain}".rstrip("-")


def choices_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> object:
    """The choices of a list as our files write them: one by one, or as a table when there are many or a filter looks at them."""
    exclusive = any("exclusive" in row for row in rows)
    columns = (*columns, *(one for one in OF_CHOICES if any(one in row for row in rows)))
    lines = any("\n" in row["label"] for row in rows)
    if not set(columns) - set(OF_CHOICES) and (len(rows) <= _LONG_LIST or exclusive or lines):
        return rows
    table = io.StringIO()
    lines_of = [[row["name"], row["label"], *(row.get(column, "") for column in columns)] for row in rows]
    csv.writer(table, lineterminator="\n").writerows([["name", "label", *columns], *lines_of])
    return Block(table.getvalue().rstrip("\n"))


def catalogue(instrument: Instrument, tag: str, entries: Mapping[str, Translation], *, reviewed: bool) -> str:
    """The gettext file of one language. reviewed: whether someone who speaks it has read all of it."""
    file = polib.POFile(wrapwidth=120)
    file.metadata = {
        "Project-Id-Version": instrument.name,
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, source in instrument.source_texts.items():
        file.append(_entry(key, source, entries[key], reviewed=reviewed))
    return str(file) + "\n"


def _entry(key: str, source: str, translation: Translation, *, reviewed: bool) -> polib.POEntry:
    if not translation.text:
        return polib.POEntry(msgctxt=key, msgid=source)
    state = State.REVIEWED if reviewed else translation.reached
    # Made from a source that is no longer known, it is not held to the numbers of the present one.
    forgotten = translation.stale and any(faults(source, translation.text))
    return polib.POEntry(
        msgctxt=key,
        msgid=NO_SOURCE if forgotten else source,
        msgstr=translation.text,
        comment=f"consult: {state}",
        flags=["fuzzy"] if translation.stale else [],
    )
