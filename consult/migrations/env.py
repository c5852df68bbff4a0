"""Runs the migrations on the application's own engine; forward only."""

from alembic import context
from flask import current_app

from consult.store.base import Base, UtcDateTime


def _render(kind: str, item: object, _context: object) -> str | bool:
    # A migration stands by itself: it may not follow later changes of our own types.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


_WHOLE = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "compare_type": True,
    "render_item": _render,
}


def run() -> None:
    """One transaction for the whole way, so that a failure leaves the old schema standing."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(writes=True) as connection:
        context.configure(connection=connection, **_WHOLE)
        with context.begin_transaction():
            context.run_migrations()


run()
