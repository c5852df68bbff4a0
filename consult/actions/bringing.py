"""Answers that were given elsewhere are brought into a survey: looked at, then all or nothing, and each row once.

Loaded by name where it is asked for: opening files of data brings pandas with it.
"""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from consult.actions import answering, clock, transaction
from consult.actions.consultations import check_changeable
from consult.actions.refusal import Refused
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFile, SourceTable
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.instrument.languages import LANGUAGES
from consult.instrument.version import PublishedInstrument
from consult.response import document, sealing
from consult.response.bringing.columns import Columns, squeezed
from consult.response.bringing.incoming import IncomingTable, OtherTable
from consult.response.bringing.mapping import ResponseMapping, read_mapping
from consult.response.bringing.rows import Understood, understand
from consult.response.document import Composed
from consult.store import answers as stored
from consult.store import audit, brought
from consult.store.consultations import Consultation

MODES = ("offline", "paper", "web")  # an interviewer's answers carry a pseudonym, which no such file has
_MOST_PLACES = 20


class Same(StrEnum):
    """What to do with rows that are equal to rows that came in before, in a file that tells no response from another."""

    SKIP = "skip"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is said of a file beside its mapping. same: None where nobody decided yet."""

    mapping: Path | None = None
    sheet: str = ""
    mode: str = "offline"
    same: Same | None = None


@dataclass(frozen=True, slots=True)
class NotBrought:
    """Why nothing can come in, as a fact; `web.staff.bringing_sentences` says it. places: where, at most 20."""

    code: str
    figures: Mapping[str, str | int] = field(default_factory=dict)
    places: tuple[str, ...] = ()


class BringingRefused(Exception):
    """Nothing came in, and why: everything at once."""

    def __init__(self, *problems: NotBrought) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it would come in. rows: of the table. days, languages: of each row that holds an answer.

    told_apart: by a column of the file (its name), or "" by what was answered. digests: of each of those rows.
    new: their numbers among them, that did not come in before. same: how many of them equal rows that did.
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
    told_apart: str
    digests: Sequence[str]
    new: Sequence[int]
    same: int
    remarks: Sequence[str]

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
    published = answering.published(version)
    mapping = read_mapping(wanted.mapping, published.instrument) if wanted.mapping else ResponseMapping()
    opened = open_data(file)
    table = _table(opened, wanted.sheet or mapping.sheet, Columns(published, mapping))
    incoming = _incoming_table(opened, table)
    _check_columns(table, mapping)
    understood = understand(incoming, published, mapping, _day_of_bringing(row))
    days = _days(row, table, mapping, understood)
    languages = _languages(table, mapping, published, understood)
    told_apart, keys = _keys(table, understood)
    digests = [_digest(folder, row.id, key) for key in keys]
    known = brought.known(row.id)
    same = 0 if told_apart else sum(one in known for one in digests)
    if same and wanted.same is Same.ADD and same < len(digests):
        digests = [_digest(folder, row.id, key) for key in _beyond(folder, row.id, keys, known)]
    return Incoming(
        version, table.name, opened.kind, len(table.cells), understood, days, languages,
        mapping.consent or published.instrument.consent.version, wanted.mode, told_apart, digests,
        [number for number, one in enumerate(digests) if one not in known], same, opened.remarks,
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
    brought.remember(row.id, {incoming.digests[number] for number in new})
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


def _table(opened: DataFile, sheet: str, columns: Columns) -> SourceTable:
    """The sheet that was named, or the one of which most columns answer something."""
    if sheet or len(opened.tables) == 1:
        return opened.table(sheet)
    return max(opened.tables, key=lambda table: len(columns.match(table.names)))


def _incoming_table(opened: DataFile, table: SourceTable) -> IncomingTable:
    return IncomingTable(
        table.names,
        [tuple(row) for row in table.cells.itertuples(index=False, name=None)],
        table.place,
        {column.name: column.value_labels for column in table.columns if column.value_labels},
        [OtherTable(one.name, len(one.cells), len(one.columns)) for one in opened.tables if one is not table],
    )


def _check_columns(table: SourceTable, mapping: ResponseMapping) -> None:
    """A mapping that names a column that is not there was made for another file."""
    named = [
        *mapping.columns,
        *filter(None, (mapping.day, mapping.language_of)),
        *([mapping.id] if mapping.id not in ("", "-") else []),
    ]
    if absent := [name for name in named if name not in table.names]:
        raise BringingRefused(*(NotBrought("no_such_column", {"column": name}) for name in absent))


# --- what every response has beside its answers


def _day_of_bringing(row: Consultation) -> date:
    today = clock.today()
    return min(today, row.closed_on) if row.closed_on else today


def _days(
    row: Consultation, table: SourceTable, mapping: ResponseMapping, understood: Understood
) -> list[date]:
    """The day of each response: as a column tells it, without the hour, or the day on which it is brought in."""
    last = _day_of_bringing(row)
    if not mapping.day:
        return [last] * len(understood.numbers)
    cells, days, wrong, outside = table.cells[table.names.index(mapping.day)], [], [], []
    for number in understood.numbers:
        day = _day(cells.iloc[number])
        if day is None:
            wrong.append(table.place(number, mapping.day))
        elif row.opened_on is None or not row.opened_on <= day <= last:
            outside.append(table.place(number, mapping.day))
        days.append(day or last)
    problems = [
        NotBrought(
            code,
            {"column": mapping.day, "n": len(places), "first": str(row.opened_on), "last": str(last)},
            tuple(places[:_MOST_PLACES]),
        )
        for code, places in (("no_day", wrong), ("day_outside", outside))
        if places
    ]
    if problems:
        raise BringingRefused(*problems)
    return days


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _languages(
    table: SourceTable, mapping: ResponseMapping, published: PublishedInstrument, understood: Understood
) -> list[str]:
    """The language of each response."""
    offered = published.instrument.languages
    usual = mapping.language or offered[0]
    if usual not in offered:
        raise BringingRefused(NotBrought("language", {"language": usual, "offered": ", ".join(offered)}))
    if not mapping.language_of:
        return [usual] * len(understood.numbers)
    names = {
        squeezed(said): tag
        for tag in offered
        for said in (tag, LANGUAGES[tag].own_name, LANGUAGES[tag].dutch_name)
    }
    cells = table.cells[table.names.index(mapping.language_of)]
    found = [
        names.get(squeezed(cells.iloc[number])) if cells.iloc[number] else usual
        for number in understood.numbers
    ]
    wrong = [
        table.place(number, mapping.language_of)
        for number, tag in zip(understood.numbers, found, strict=True)
        if tag is None
    ]
    if wrong:
        facts: dict[str, str | int] = {
            "column": mapping.language_of,
            "n": len(wrong),
            "offered": ", ".join(offered),
        }
        raise BringingRefused(NotBrought("language_of", facts, tuple(wrong[:_MOST_PLACES])))
    return [tag or usual for tag in found]


# --- each row once


def _keys(table: SourceTable, understood: Understood) -> tuple[str, list[str]]:
    """What tells the rows apart: the column with its name, or what was answered and the how manieth of equals it is."""
    if understood.id in table.names:
        cells = table.cells[table.names.index(understood.id)]
        ids = [str(cells.iloc[number]).strip() for number in understood.numbers]
        if all(ids) and len(set(ids)) == len(ids):
            return understood.id, ids
    equal: Counter[str] = Counter()
    keys = []
    for one in understood.composed:
        said = _said(one)
        keys.append(f"{equal[said]} {said}")
        equal[said] += 1
    return "", keys


def _said(one: Composed) -> str:
    return json.dumps([one.document, dict(one.texts)], sort_keys=True, ensure_ascii=False)


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
