"""Tables of repeats beside the table of responses: which repeat each is of, and whose answers each of its rows holds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from consult.instrument.definition import Instrument, Page, Repeat
from consult.instrument.elsewhere import NamesElsewhere
from consult.response.bringing.columns import Columns
from consult.response.bringing.incoming import IncomingTable
from consult.response.bringing.written_as import plain_number

Numbers = tuple[int, ...]
Instance = tuple[
    tuple[str, ...], Numbers
]  # the names of its repeats, outermost first, and the number in each
_LONGEST_SHEET = 31  # of a name in a workbook
# How a row says which row of the table around it it belongs to: the column there, and its own.
_LINKS = (
    ("key", "parent_key"),
    ("_index", "_parent_index"),
    ("index", "_parent_index"),
    ("_uuid", "_submission__uuid"),
    ("_id", "_submission__id"),
)


@dataclass(frozen=True)
class Instances:
    """A table of a repeat. rows: by the row of the responses, its own rows with the numbers of their instances.

    orphans: rows that belong to no response, beyond: those above the most that the repeat has.
    """

    table: IncomingTable
    columns: Columns
    rows: Mapping[int, Sequence[tuple[int, Numbers]]]
    orphans: Sequence[int] = ()
    beyond: Sequence[int] = ()


@dataclass
class _Placed:
    """A table whose rows are known: of which response each is, and which instance."""

    table: IncomingTable
    rows: dict[int, tuple[int, Numbers]] = field(default_factory=dict)


def is_of_a_repeat(table: IncomingTable) -> bool:
    """Whether its rows belong to rows of another table."""
    return any(_place(table, own) is not None for _there, own in _LINKS)


def instances_in(main: IncomingTable, columns: Columns) -> Iterator[Instances]:
    """Every table of a repeat among the others of a file, those of outer repeats first."""
    left = list(main.others)
    placed: dict[tuple[str, ...], _Placed] = {
        (): _Placed(main, {number: (number, ()) for number in range(len(main.rows))})
    }
    for repeats in _chains(columns.instrument.written):
        within = tuple(repeat.name for repeat in repeats)
        table = next((one for one in left if _is_of(one, repeats[-1], columns)), None)
        if table is None:
            continue
        left.remove(table)
        of_repeat = Columns(columns.published, columns.mapping, columns.elsewhere, within)
        around = placed.get(within[:-1])
        found = _joined(table, of_repeat, repeats[-1].most, around)
        placed[within] = _Placed(
            table, {own: (row, numbers) for row, ones in found.rows.items() for own, numbers in ones}
        )
        yield found


def _chains(items: Sequence[Page | Repeat], around: tuple[Repeat, ...] = ()) -> Iterator[tuple[Repeat, ...]]:
    for item in items:
        if isinstance(item, Repeat):
            yield (*around, item)
            yield from _chains(item.pages, (*around, item))


def _is_of(table: IncomingTable, repeat: Repeat, columns: Columns) -> bool:
    """By its name: as the repeat, perhaps cut off; or with the form's name in front, as ODK calls its files."""
    name = table.name.strip()
    for called in _called(repeat, columns.elsewhere):
        cut = called[:_LONGEST_SHEET]
        if name.casefold() in (called.casefold(), cut.casefold()):
            return True
        if any(name.casefold().endswith(f"{sign}{called.casefold()}") for sign in "-~./"):
            return True
    return False


def _called(repeat: Repeat, elsewhere: NamesElsewhere) -> list[str]:
    return [repeat.name, *(was for was, here in elsewhere.names.items() if here == repeat.name)]


def _joined(table: IncomingTable, columns: Columns, most: int, around: _Placed | None) -> Instances:
    """The rows of a table by the rows of the one around it."""
    rows: dict[int, list[tuple[int, Numbers]]] = {}
    orphans, beyond = [], []
    counted: dict[tuple[int, Numbers], int] = {}
    parents = _parents(table, around) if around else [None] * len(table.rows)
    for own, parent in enumerate(parents):
        at = around.rows.get(parent) if around and parent is not None else None
        if at is None:
            orphans.append(own)
            continue
        counted[at] = counted.get(at, 0) + 1
        if counted[at] > most:
            beyond.append(own)
        else:
            rows.setdefault(at[0], []).append((own, (*at[1], counted[at])))
    return Instances(table, columns, rows, orphans, beyond)


def _parents(table: IncomingTable, around: _Placed) -> list[int | None]:
    """The row of the table around for each row; None where nothing says which."""
    for there, here in _LINKS:
        at, own = _place(around.table, there), _place(table, here)
        if at is None or own is None:
            continue
        keys = [plain_number(row[at]) for row in around.table.rows]
        if all(keys) and len(set(keys)) == len(keys):
            rows = {key: number for number, key in enumerate(keys)}
            found = [rows.get(plain_number(row[own])) for row in table.rows]
            return [
                None if _is_of_another(table, number, around.table) else parent
                for number, parent in enumerate(found)
            ]
    return [None] * len(table.rows)


def _place(table: IncomingTable, column: str) -> int | None:
    names = [name.strip().casefold() for name in table.names]
    return names.index(column) if column in names else None


def _is_of_another(table: IncomingTable, number: int, around: IncomingTable) -> bool:
    """Whether a row says that it belongs to a row of yet another table."""
    place = _place(table, "_parent_table_name")
    said = table.rows[number][place].strip() if place is not None else ""
    return bool(said and around.name) and said[:_LONGEST_SHEET] != around.name[:_LONGEST_SHEET]


def variables_in(instrument: Instrument, within: Collection[tuple[str, ...]]) -> Mapping[str, Instance]:
    """The instance that each variable belongs to, of the repeats that have a table of their own."""
    return {
        name: instance
        for page in instrument.pages
        if (instance := instance_of(page.instances))[0] in within
        for question in page.questions
        for name in question.variables
    }


def instance_of(instances: Sequence[tuple[str, int]]) -> Instance:
    """The repeats around a page, and which instance of them it is."""
    return tuple(name for name, _number in instances), tuple(number for _name, number in instances)


def more_of(instrument: Instrument) -> Mapping[str, Sequence[str]]:
    """By every control in an instance: the boxes that have to be ticked for that instance to be asked."""
    found: dict[str, Sequence[str]] = {}
    for page in instrument.pages:
        ticks = list(_ticks(instrument, page.instances))
        for question in page.questions:
            for name in (*question.names, f"{question.name}.missing") if ticks else ():
                found[name] = ticks
    return found


def _ticks(instrument: Instrument, instances: Sequence[tuple[str, int]]) -> Iterator[str]:
    around = ""
    for name, number in instances:
        if instrument.repeats[name].count is None:
            yield from (f"{name}_more{around}_{before}" for before in range(1, number))
        around += f"_{number}"
