"""The database: one typed base for every table, SQLite by default, PostgreSQL by address."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, LargeBinary, MetaData, String, Text, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, for acts of staff only; answers know a day and nothing finer."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuses a moment without a zone; stores UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """SQLite loses the zone and PostgreSQL gives its own; here it is UTC again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the house."""

    registry = registry(
        metadata=MetaData(naming_convention=_NAMES),
        type_annotation_map={
            str: Text(),
            bytes: LargeBinary(),
            datetime: UtcDateTime(),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
            list[dict[str, Any]]: JSON(),
            list[list[Any]]: JSON(),
        },
    )


Id = String(64)
"""Identifiers: 26 letters for things with an address (128 bits), 64 for hashes."""

db = SQLAlchemy(model_class=Base, disable_autonaming=True)


def compact_json(value: Any) -> str:
    """JSON without spaces and with keys in order: the same value gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_day)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def engine_options(address: str) -> dict[str, Any]:
    """Options of the engine for an address of SQLite or PostgreSQL."""
    options: dict[str, Any] = {"json_serializer": compact_json}
    if address.startswith("sqlite"):
        options["connect_args"] = {"timeout": 30, "check_same_thread": False}
    else:
        options |= {"pool_pre_ping": True, "pool_size": 16}
    return options


def prepare_engine(engine: Engine) -> None:
    """Sets SQLite up for durable, erasing, concurrent use. PostgreSQL does all of it by itself."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's `begin` event below starts transactions, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that will write takes its lock at once: a read lock that has to grow waits in back-off
    # (p95 of 70 ms against 25 at 8 clients, performance.md).
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def begin_writing() -> None:
    """Starts this session's transaction as one that writes; call it before the first query."""
    db.session.connection(execution_options={"writes": True})


def erase_deleted_bytes() -> None:
    """Empties SQLite's write-ahead log, where the bytes of deleted rows would stay; call it after the commit."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
