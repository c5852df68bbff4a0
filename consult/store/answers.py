"""Responses and their free text. No column here leads to a person or a device (privacy.md, section 1)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    Executable,
    ForeignKey,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db
from consult.store.writing import run

_AT_ONCE = 1_000  # rows in one statement
_NO_ROWID = {"sqlite_with_rowid": False}  # a rowid would number responses in the order of their arrival


class StoredResponse(Base):
    """One response: exactly these columns and no others (design, decision 3)."""

    __tablename__ = "responses"
    __table_args__ = (
        CheckConstraint("mode IN ('web', 'paper', 'interviewer', 'offline')", name="mode"),
        CheckConstraint("state IN ('complete', 'partial')", name="state"),
        CheckConstraint(
            "(mode = 'interviewer' AND interviewer IS NOT NULL AND interpreter IS NOT NULL)"
            " OR (mode <> 'interviewer' AND interviewer IS NULL AND interpreter IS NULL)",
            name="interviewer_mode_only",
        ),
        CheckConstraint("length(id) = 64", name="id_is_a_keyed_hash"),
        _NO_ROWID,
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    version: Mapped[str] = mapped_column(Id, ForeignKey("instrument_versions.id"))
    language: Mapped[str]
    mode: Mapped[str]
    interviewer: Mapped[str | None]
    interpreter: Mapped[bool | None]
    day: Mapped[date]
    consent_version: Mapped[str]
    state: Mapped[str]
    format: Mapped[int]
    document: Mapped[dict[str, Any]]


class SealedText(Base):
    """One free text of a response, sealed on arrival to the research key and the recovery key."""

    __tablename__ = "texts"
    __table_args__ = _NO_ROWID

    response: Mapped[str] = mapped_column(
        Id, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    variable: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class ParticipationTally(Base):
    """How many responses of a day fall in a class that counting reads; kept with every response sent or withdrawn.

    Only what the responses themselves hold, so that the progress page need not open every document.
    """

    __tablename__ = "participation_tallies"
    __table_args__ = (CheckConstraint("n >= 0", name="n_is_a_count"), _NO_ROWID)

    consultation: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    target_group: Mapped[str] = mapped_column(primary_key=True)
    earlier: Mapped[str] = mapped_column(primary_key=True)
    gave_input: Mapped[bool] = mapped_column(primary_key=True)
    n: Mapped[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """The class of participation that a response falls in."""

    consultation: str
    day: date
    target_group: str
    earlier: str
    gave_input: bool


_responses = cast(Table, StoredResponse.__table__)
_texts = cast(Table, SealedText.__table__)
_tallies = cast(Table, ParticipationTally.__table__)


# Statements are built once: building one costs several times what SQLite needs to run it (docs/benchmarks).
_id: BindParameter[str] = bindparam("id_")
_STORED = select(_responses.c.id).where(_responses.c.id == _id)
_NEW_TEXTS = insert(_texts)


def is_stored(id_: str) -> bool:
    """Whether a response with this keyed hash is held."""
    return run(_STORED, {"id_": id_}).first() is not None


def keep_response(row: dict[str, Any], texts: dict[str, bytes], tally: Tally) -> bool:
    """Stores a response once; False when it was stored before, and then nothing else happens."""
    statements = _insertions(db.engine.dialect.name)
    stored_now = run(statements.response, {"interviewer": None, "interpreter": None, **row}).first()
    if stored_now is None:
        return False
    if texts:
        rows = [{"response": row["id"], "variable": name, "sealed": sealed} for name, sealed in texts.items()]
        run(_NEW_TEXTS, rows)
    run(statements.tally, {**_class_of(tally), "n": 1})
    return True


def keep_many(rows: list[dict[str, Any]], texts: list[dict[str, Any]], tallies: Mapping[Tally, int]) -> None:
    """Stores responses that came in at once, with their texts (response, variable, sealed). Ids are new ones."""
    _run_many(insert(_responses), [{"interviewer": None, "interpreter": None, **row} for row in rows])
    _run_many(_NEW_TEXTS, texts)
    insert_into = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    for tally, n in tallies.items():
        more = insert_into(_tallies).values(**_class_of(tally), n=n)
        run(
            more.on_conflict_do_update(
                index_elements=list(_tallies.primary_key.columns), set_={"n": _tallies.c.n + n}
            )
        )


def _run_many(statement: Executable, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        db.session.connection().execute(statement, rows[start : start + _AT_ONCE])


def unlinked_id() -> str:
    """A random id for a response that no withdrawal code leads to."""
    return _UNLINKED + secrets.token_hex(32)[:63]


@dataclass(frozen=True)
class _Insertions:
    response: Executable
    tally: Executable


@cache
def _insertions(dialect: str) -> _Insertions:
    insert_into = sqlite.insert if dialect == "sqlite" else postgresql.insert
    tally = insert_into(_tallies)
    return _Insertions(
        # RETURNING tells whether a row was written; psycopg gives -1 as the number of rows of an insert.
        response=insert_into(_responses).on_conflict_do_nothing().returning(_responses.c.id),
        tally=tally.on_conflict_do_update(
            index_elements=list(_tallies.primary_key.columns), set_={"n": _tallies.c.n + 1}
        ),
    )


def _class_of(tally: Tally) -> dict[str, Any]:
    return {name: getattr(tally, name) for name in Tally.__slots__}


def response(id_: str) -> StoredResponse | None:
    """One response by its keyed hash."""
    return db.session.get(StoredResponse, id_)


def responses_of(consultation: str) -> Iterator[StoredResponse]:
    """Every response of a consultation, in the order of their hashes, which tells nothing of arrival."""
    found = (
        select(StoredResponse).where(StoredResponse.consultation == consultation).order_by(StoredResponse.id)
    )
    yield from db.session.execute(found.execution_options(yield_per=1000)).scalars()


def erase_response(id_: str, tally: Tally) -> bool:
    """Deletes a response with its free text and takes it out of the tally; False when someone else just did."""
    run(delete(_texts).where(_texts.c.response == id_))
    if not run(delete(_responses).where(_responses.c.id == id_)).rowcount:
        return False
    same = [_tallies.c[name] == getattr(tally, name) for name in Tally.__slots__]
    db.session.execute(update(_tallies).where(*same).values(n=_tallies.c.n - 1))
    db.session.execute(delete(_tallies).where(*same, _tallies.c.n == 0))
    return True


def tallies_of(consultation: str) -> list[tuple[Tally, int]]:
    """The participation of a survey by day and class, with how many responses each class holds."""
    rows = db.session.execute(select(_tallies).where(_tallies.c.consultation == consultation)).all()
    return [
        (Tally(row.consultation, row.day, row.target_group, row.earlier, row.gave_input), row.n)
        for row in rows
    ]


def tallies() -> dict[str, list[tuple[Tally, int]]]:
    """The participation of every survey, by consultation, in one statement."""
    found: dict[str, list[tuple[Tally, int]]] = {}
    for row in db.session.execute(select(_tallies)).all():
        tally = Tally(row.consultation, row.day, row.target_group, row.earlier, row.gave_input)
        found.setdefault(row.consultation, []).append((tally, row.n))
    return found


def ids_and_days(consultation: str) -> dict[str, list[tuple[str, date]]]:
    """The id and day of every response of a consultation, by instrument version."""
    found: dict[str, list[tuple[str, date]]] = {}
    rows = run(
        select(_responses.c.version, _responses.c.id, _responses.c.day).where(
            _responses.c.consultation == consultation
        )
    )
    for row in rows.mappings():
        found.setdefault(row["version"], []).append((row["id"], row["day"]))
    return found


def responses_on(consultation: str, version: str, days: Iterable[date]) -> Iterator[StoredResponse]:
    """The responses of some days, in the order of their hashes."""
    found = select(StoredResponse).where(
        StoredResponse.consultation == consultation,
        StoredResponse.version == version,
        StoredResponse.day.in_(sorted(days)),
    )
    found = found.order_by(StoredResponse.id).execution_options(yield_per=1000)
    yield from db.session.execute(found).scalars()


_UNLINKED = "z"  # no hexadecimal digit: such an id is no hash of any code


def versions_answered() -> list[str]:
    """The instrument versions that responses are held of."""
    return list(db.session.execute(select(_responses.c.version).distinct()).scalars())


def linked_before(version: str, day: date) -> list[str]:
    """The responses from before `day` whose id is still the hash of a withdrawal code."""
    found = select(_responses.c.id).where(
        _responses.c.version == version, _responses.c.day < day, ~_responses.c.id.startswith(_UNLINKED)
    )
    return list(db.session.execute(found).scalars())


def unlink_response(id_: str) -> None:
    """Gives a response and its texts a random id in the place of the keyed hash."""
    new = unlinked_id()
    columns = [column for column in _responses.c if column.name != "id"]
    copied = select(literal(new), *columns).where(_responses.c.id == id_)
    db.session.execute(insert(_responses).from_select(["id", *(column.name for column in columns)], copied))
    db.session.execute(update(_texts).where(_texts.c.response == id_).values(response=new))
    db.session.execute(delete(_responses).where(_responses.c.id == id_))


def texts_held(consultation: str, version: str) -> int:
    """How many free texts of a version of a consultation are held."""
    found: int = run(
        select(func.count()).select_from(_texts).where(_texts.c.response.in_(_of(consultation, version)))
    ).scalar_one()
    return found


def drop_texts(consultation: str, version: str) -> None:
    """Deletes the free texts of a version of a consultation; its closed answers stay."""
    run(delete(_texts).where(_texts.c.response.in_(_of(consultation, version))))


def _of(consultation: str, version: str) -> Select[tuple[str]]:
    return select(_responses.c.id).where(
        _responses.c.consultation == consultation, _responses.c.version == version
    )


def shuffle() -> None:
    """Writes every response anew in random order and in one transaction, so that storage tells nothing of arrival.

    On PostgreSQL a row's place and its xmin follow the order of writing, even after CLUSTER. SQLite's tables without
    rowid are ordered by the keyed hash: there is nothing to do.
    """
    if db.engine.dialect.name != "postgresql":
        return
    run(text("LOCK TABLE responses, texts IN EXCLUSIVE MODE"))
    for name in ("responses", "texts"):
        run(text(f"CREATE TEMPORARY TABLE {name}_unordered AS SELECT * FROM {name}"))  # noqa: S608  our own names
    run(delete(_responses))  # its texts go with it
    for name in ("responses", "texts"):
        run(text(f"INSERT INTO {name} SELECT * FROM {name}_unordered ORDER BY random()"))  # noqa: S608
        run(text(f"DROP TABLE {name}_unordered"))
