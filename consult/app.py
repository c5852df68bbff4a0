"""The application: configuration, database, the doors that this process opens."""

import os
from collections.abc import Mapping
from logging import Formatter
from pathlib import Path
from typing import Any

from flask import Flask
from flask.logging import default_handler
from flask_migrate import Migrate

from consult.folder import DataFolder, NotADataFolder
from consult.shipped import PACKAGE, shipped
from consult.store import (  # noqa: F401  (the tables)
    activities,
    answers,
    audit,
    batches,
    brought,
    consultations,
    drafts,
    findings,
    instruments,
    notes,
    planned_sessions,
    plans,
    releases,
    reports,
    staff,
)
from consult.store.base import db, engine_options, prepare_engine
from consult.web.doors import open_doors


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application with its database bound and its doors open.

    overrides: configuration that wins over `config.py` and over CONSULT_<NAME>; for tests.
    """
    app = Flask("consult", template_folder=str(shipped("templates")), static_folder=str(PACKAGE / "static"))
    app.config.from_pyfile(str(shipped("config.py")))
    app.config.from_prefixed_env("CONSULT")
    app.config.update(
        TESTING=False, DEBUG=False
    )  # no environment variable may make errors show what was answered
    app.config.from_mapping(overrides or {})
    default_handler.setFormatter(
        Formatter("%(levelname)s: %(message)s")
    )  # no clock: who serves adds what is needed
    folder = DataFolder(Path(os.fspath(app.config["DATA"])))
    folder.make()
    app.extensions["folder"] = folder
    if folder.is_demonstration:
        if app.config["DATABASE_URL"]:
            raise NotADataFolder(
                f"{folder.path} is a demonstration; it may not stand before another database"
            )
        # Served on a loopback address only (cli/serving.py), where there is no TLS for a Secure cookie.
        app.config["SECURE_COOKIES"] = False
    _bind_database(app, folder)
    open_doors(app)
    return app


def _bind_database(app: Flask, folder: DataFolder) -> None:
    address = app.config["DATABASE_URL"] or folder.database_address
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(address)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    Migrate(app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)
