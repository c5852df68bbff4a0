"""Answers that were given elsewhere are brought into a survey: looked at, then all or nothing, and each row once.

Loaded by name where it is asked for: opening files of data brings pandas with it.
"""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from consult.actions import answering, clock, exporting_instruments, transaction
from consult.actions.brought_beside import (
    BringingRefused,
    NotBrought,
    check_days,
    days_of,
    languages_of,
    last_day,
)
from consult.actions.consultations import check_changeable
from consult.actions.refusal import Refused
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFile, SourceTable
from consult.folder import DataFolder
from consult.instrument.additions import Mode
from consult.instrument.definition import Instrument, Method
from consult.instrument.elsewhere import NamesElsewhere
from consult.instrument.version import PublishedInstrument
from consult.instrument.xlsform.own.names_kept import names_in
from consult.response import document, sealing
from consult.response.bringing.columns import Columns
from consult.response.bringing.incoming import IncomingTable
from consult.response.bringing.instances import is_of_a_repeat
from consult.response.bringing.mapping import ResponseMapping, read_mapping
from consult.response.bringing.rows import Understood, understand
from consult.response.document import Composed
from consult.response.judging import is_missing
from consult.store import answers as stored
from consult.store import audit, brought
from consult.store.consultations import Consultation

ALOUD = Mode.INTERVIEWER.value
MODES = ("offline", "paper", "web", ALOUD)


class Same(StrEnum):
    """What to do with rows that are equal to rows that came in before, in a file that tells no response from another."""

    SKIP = "skip"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is said of a file beside its mapping. mode: how everyone in it was asked; interpreter: and through one, of ALOUD.

    same: None where nobody decided yet.
    """

    mapping: Path | None = None
    sheet: str = ""
    mode: str = "offline"
    interpreter: bool = False
    same: Same | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it would come in. rows: of the table. days, languages: of each row that holds an answer.

    told_apart: by a column of the file (its name), or "" by what was answered. digests: of each of those rows.
    new: their numbers among them, that did not come in before. same: how many of them equal rows that did. answers: digests of
    what each says. changed: how many came in before under the same name and say otherwise now.
    """

    version: str
    table: str
    kind: str
    rows: int
    understood: Understood
    days: Sequence[date]
    languages: Sequence[str]
    consent: str
    mode: str
    interpreter: bool
    told_apart: str
    digests: Sequence[str]
    new: Sequence[int]
    same: int
    changed: int
    remarks: Sequence[str]
    answers: Sequence[str] = ()

    @property
    def held(self) -> int:
        """How many rows came in before."""
        return len(self.digests) - len(self.new)


def look(row: Consultation, file: Path, folder: DataFolder, wanted: Wanted) -> Incoming:
    """What would come in. Nothing is stored.

    Raises Refused for a consultation that takes none, DataFileRefused, FileRefused for the mapping, BringingRefused.
    """
    check_takes_answers(row)
    version = row.versions[-1].version
    published = _as_asked(version, wanted.mode)
    offered = published.instrument.languages
    mapping = read_mapping(wanted.mapping, published.instrument) if wanted.mapping else ResponseMapping()
    elsewhere = _names_elsewhere(published, folder)
    opened = open_data(file)
    table = _table(opened, wanted.sheet or mapping.sheet, Columns(published, mapping, elsewhere))
    _check_columns(table, mapping)
    days = days_of(row, table, mapping)
    understood = understand(table, published, mapping, [day or last_day(row) for day in days], elsewhere)
    check_days(row, table, mapping, days, understood.numbers)
    languages = languages_of(table, mapping, offered, understood.numbers)
    ids, contents = _ids(table, understood), _contents(understood, published.instrument)
    digests = [_digest(folder, row.id, key) for key in ids or contents]
    answers = [_digest(folder, row.id, key) for key in contents]
    known = brought.known(row.id)
    changed = sum(
        digest in known and said not in known for digest, said in zip(digests, answers, strict=True)
    )
    same = 0 if ids else sum(one in known for one in digests)
    if same and wanted.same is Same.ADD and same < len(digests):
        digests = [_digest(folder, row.id, key) for key in _beyond(folder, row.id, contents, known)]
    return Incoming(
        version, table.name, opened.kind, len(table.rows), understood,
        [days[number] or last_day(row) for number in understood.numbers], languages,
        mapping.consent or published.instrument.consent.version, wanted.mode, wanted.interpreter, understood.id if ids else "", digests,
        [number for number, one in enumerate(digests) if one not in known], same, changed, opened.remarks, answers,
    )  # fmt: skip


def bring_in(
    row: Consultation, incoming: Incoming, folder: DataFolder, wanted: Wanted, by: str, *, accept_losses: bool,
    begin: Callable[[], None] = transaction.go_on,
) -> int:  # fmt: skip
    """Stores every new row, in an order that tells nothing, or none; how many there were.

    begin: takes the write lock. Raises BringingRefused when something would be lost that nobody accepted.
    """
    begin()
    check_takes_answers(row)
    if incoming.understood.lost and not accept_losses:
        raise BringingRefused(NotBrought("losses", {"n": len(incoming.understood.lost)}))
    if incoming.same and incoming.new and wanted.same is None:
        raise BringingRefused(NotBrought("same_rows", {"n": incoming.same}))
    known = brought.known(row.id)  # a colleague may have brought in the same file meanwhile
    new = [number for number in incoming.new if incoming.digests[number] not in known]
    secrets.SystemRandom().shuffle(new)
    _store(row, incoming, folder, new)
    told_apart = (incoming.digests, incoming.answers) if incoming.told_apart else (incoming.digests,)
    brought.remember(row.id, {of_row[number] for of_row in told_apart for number in new} - known)
    folder.forget_copy(row.id)
    audit.note(
        by,
        "answers brought in",
        row.id,
        responses=len(new),
        mode=incoming.mode,
        losses=len(incoming.understood.lost),
    )
    return len(new)


def check_takes_answers(row: Consultation) -> None:
    """Raises Refused for a consultation into which no answers can be brought."""
    if row.method != Method.SURVEY:
        raise Refused("not_a_survey")
    check_changeable(row)
    if row.opened_on is None or row.opened_on > clock.today():
        raise Refused("not_opened_yet")


# --- the file


def _as_asked(version: str, mode: str) -> PublishedInstrument:
    """The version in the words of the mode; an interviewer also notes answers that nobody is offered."""
    if mode in {one.value for one in Mode}:
        return answering.asked_in(version, Mode(mode))
    return answering.published(version)


def _names_elsewhere(published: PublishedInstrument, folder: DataFolder) -> NamesElsewhere:
    """What the workbook that the instrument was imported from calls otherwise."""
    try:
        kept = exporting_instruments.kept_of(published.instrument.name, folder)
    except exporting_instruments.KeptUnreadable as unreadable:
        raise BringingRefused(NotBrought("kept_unreadable", {"path": str(unreadable.path)})) from None
    return names_in(kept) if kept else NamesElsewhere()


def _table(opened: DataFile, sheet: str, columns: Columns) -> IncomingTable:
    """The sheet that was named, or the one of which most columns answer something; the others beside it."""
    tables = {one.name: _incoming_table(one) for one in opened.tables}
    if sheet or len(tables) == 1:
        chosen = tables[opened.table(sheet).name]
    else:
        first = [one for one in tables.values() if not is_of_a_repeat(one)] or list(tables.values())
        chosen = max(first, key=lambda table: len(columns.match(table)))
    return replace(chosen, others=[one for one in tables.values() if one is not chosen])


def _incoming_table(table: SourceTable) -> IncomingTable:
    return IncomingTable(
        table.names,
        [tuple(row) for row in table.cells.itertuples(index=False, name=None)],
        table.place,
        {column.name: column.value_labels for column in table.columns if column.value_labels},
        {column.name: column.label for column in table.columns if column.label},
        {column.name: column.missing for column in table.columns if column.missing},
        table.name,
    )


def _check_columns(table: IncomingTable, mapping: ResponseMapping) -> None:
    """A mapping that names a column that is not there was made for another file."""
    anywhere = {name for one in (table, *table.others) for name in one.names}
    beside = [
        *filter(None, (mapping.day, mapping.language_of)),
        *([mapping.id] if mapping.id not in ("", "-") else []),
    ]
    absent = [name for name in mapping.columns if name not in anywhere]
    absent += [name for name in beside if name not in table.names]
    if absent:
        raise BringingRefused(*(NotBrought("no_such_column", {"column": name}) for name in absent))


# --- each row once


def _ids(table: IncomingTable, understood: Understood) -> list[str]:
    """What the file itself tells the rows apart by; nothing where it has no such column, or has one twice."""
    if understood.id not in table.names:
        return []
    place = list(table.names).index(understood.id)
    ids = [table.rows[number][place].strip() for number in understood.numbers]
    return ids if all(ids) and len(set(ids)) == len(ids) else []


def _contents(understood: Understood, instrument: Instrument) -> list[str]:
    """What was answered in each row, and the how manieth of equals it is."""
    equal: Counter[str] = Counter()
    keys = []
    for one in understood.composed:
        said = _said(one, instrument)
        keys.append(f"{equal[said]} {said}")
        equal[said] += 1
    return keys


def _said(one: Composed, instrument: Instrument) -> str:
    """Answers alone: what is worked out, or was not asked in an earlier version, makes nobody another person."""
    given = {
        name: one.texts.get(name, value)
        for name, value in one.document.items()
        if instrument.variables[name].asks and not is_missing(value)
    }
    return json.dumps(given, sort_keys=True, ensure_ascii=False)


def _beyond(folder: DataFolder, consultation: str, keys: Iterable[str], known: set[str]) -> list[str]:
    """Keys of rows that are other people than those of before who answered the same."""
    used: Counter[str] = Counter()
    found = []
    for key in keys:
        said = key.partition(" ")[2]
        while _digest(folder, consultation, f"{used[said]} {said}") in known:
            used[said] += 1
        found.append(f"{used[said]} {said}")
        used[said] += 1
    return found


def _digest(folder: DataFolder, consultation: str, key: str) -> str:
    return blake2b(
        f"{consultation} {key}".encode(), key=folder.server_key("brought"), digest_size=32
    ).hexdigest()


def _store(row: Consultation, incoming: Incoming, folder: DataFolder, new: Sequence[int]) -> None:
    keys = answering.answer_keys(folder)
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    tallies: Counter[stored.Tally] = Counter()
    for number in new:
        one, id_ = incoming.understood.composed[number], stored.unlinked_id()
        rows.append(
            {
                "id": id_,
                "consultation": row.id,
                "version": incoming.version,
                "language": incoming.languages[number],
                "mode": incoming.mode,
                **(
                    {"interviewer": "", "interpreter": incoming.interpreter} if incoming.mode == ALOUD else {}
                ),
                "day": incoming.days[number],
                "consent_version": incoming.consent,
                "state": one.state,
                "format": document.FORMAT,
                "document": one.document,
            }  # fmt: skip
        )
        sealed = sealing.seal_texts(one.texts, keys.text)
        texts += [{"response": id_, "variable": name, "sealed": said} for name, said in sealed.items()]
        tallies[
            stored.Tally(row.id, incoming.days[number], one.target_group, one.earlier, one.gave_input)
        ] += 1
    stored.keep_many(rows, texts, tallies)
