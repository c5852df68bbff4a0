"""What the database holds, as a test looks at it."""

from typing import Any

import sqlalchemy as sa

from consult.store.base import db


def rows(table: str) -> list[dict[str, Any]]:
    """Every row of a table now."""
    db.session.rollback()
    found = db.session.execute(sa.select(db.metadata.tables[table])).mappings()
    return [dict(row) for row in found]


def change_consultation(id_: str, **columns: object) -> None:
    """Writes facts of a consultation, as staff would."""
    table = db.metadata.tables["consultations"]
    db.session.execute(sa.update(table).where(table.c.id == id_).values(**columns))
    db.session.commit()
