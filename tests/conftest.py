"""Real parts for every test: a data folder, a migrated database on SQLite and on PostgreSQL, a clock that stands."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from nacl.public import PrivateKey

from consult.app import create_app
from consult.folder import DataFolder
from consult.store.base import db

pytest_plugins = ["tests.what_ran"]

_POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server started for these tests, or the one that CONSULT_TEST_POSTGRES names."""
    if given := os.environ.get("CONSULT_TEST_POSTGRES"):
        yield given
        return
    if not _POSTGRES:
        pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path("/tmp") / f"consult-postgres-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    # PostgreSQL refuses to run as root: it gets a user of its own.
    user = pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user, -1)
    program, port = _POSTGRES[-1].parent, _free_port()
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(
            [str(part) for part in command], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL
        )

    run(
        program / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "consult",
        "--no-sync",
        "--locale",
        "C",
        "-E",
        "UTF8",
    )
    options = f"-p {port} -k {folder} -c listen_addresses= -c fsync=off -c timezone=Europe/Brussels"
    run(program / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql+psycopg://consult@/postgres?host={folder}&port={port}"
    run(program / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    app = create_app({"DATA": folder})
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return folder / "consult.sqlite"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def both_databases(request: pytest.FixtureRequest) -> str:
    """Runs a test on each database; name it before `app`."""
    return str(request.param)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Empty for SQLite in the data folder; an address of a fresh database on PostgreSQL."""
    if "both_databases" not in request.fixturenames or request.getfixturevalue("both_databases") == "sqlite":
        yield ""
        return
    yield from _fresh_postgres(request.getfixturevalue("postgres_address"))


def _fresh_postgres(server: str) -> Iterator[str]:
    import sqlalchemy as sa

    name = f"t{secrets.token_hex(6)}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def within_seconds() -> Iterator[None]:
    """What a hostile file costs: not much longer than opening a real workbook does."""
    began = time.perf_counter()
    yield
    assert time.perf_counter() - began < 15


@pytest.fixture(scope="session")
def text_keys() -> dict[str, str]:
    """The keys of free text of a test's data folder; made once, since locking one takes a second on purpose."""
    research, recovery = PrivateKey(b"r" * 32), PrivateKey(b"c" * 32)
    return {"research": bytes(research.public_key).hex(), "recovery": bytes(recovery.public_key).hex()}


@pytest.fixture
def app(
    tmp_path: Path, migrated_sqlite: Path, database_url: str, text_keys: dict[str, str]
) -> Iterator[Flask]:
    """The application on an empty, migrated database in a folder of its own."""
    folder = tmp_path / "data"
    DataFolder(folder).make()
    if not database_url:
        shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder, "DATABASE_URL": database_url, "SECURE_COOKIES": False, "TESTING": True})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        if database_url:
            upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()
