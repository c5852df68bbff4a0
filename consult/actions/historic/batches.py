"""Batches of the past: what came in with one workbook counts once a second signed-in person confirmed it."""

from collections.abc import Sequence

from consult.actions import clock, progress
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.store import audit
from consult.store import batches as rows
from consult.store import consultations as held
from consult.store.batches import HistoricBatch as HistoricBatch  # the web may not import the tables
from consult.store.consultations import Consultation


def begin(workbook: str, by: str) -> str:
    """A batch for what comes in with this workbook, by its checksum; gives its id."""
    made = HistoricBatch(id=new_id(), workbook=workbook, brought_by=by, brought_at=clock.now())
    held.add(made)
    return made.id


def batch(id_: str) -> HistoricBatch | None:
    """One batch."""
    return rows.batch(id_)


def batches() -> Sequence[HistoricBatch]:
    """Every batch, oldest first."""
    return rows.batches()


def consultations_in(batch: HistoricBatch) -> list[Consultation]:
    """What came in with it, by title."""
    return [one for one in held.consultations() if one.batch_id == batch.id]


def confirm(batch: HistoricBatch, by: str) -> None:
    """A staff member who did not bring it in looked at it and agrees: from now on it counts, from its own days.

    Raises Refused for its importer, and for a batch that was confirmed before.
    """
    if batch.confirmed_at is not None:
        raise Refused("batch_confirmed_before")
    if by == batch.brought_by:
        raise Refused("own_batch")
    batch.confirmed_by, batch.confirmed_at = by, clock.now()
    held.flush()
    audit.note(by, "past confirmed", batch.id)
    progress.settle(by)
