"""Two people fill one cell in the same moment: one is kept, the other is asked, on both databases."""

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from flask import Flask

from consult.actions import clock, transaction
from consult.actions.consultations import consultation
from consult.actions.notes import grid
from consult.actions.notes.grid import Typed
from consult.store.base import db
from tests.actions.closed_survey import TODAY
from tests.web.staff.notes_world import a_group


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.mark.usefixtures("both_databases")
def test_of_two_who_fill_a_cell_at_once_one_is_told(app: Flask) -> None:
    row = a_group()
    id_, both_saw_it, clashing = row.id, Barrier(2), []
    grid.fill(row, row.sessions[0], {"waiting": Typed("Eerst.", 0)}, "ann", "Rooster")
    db.session.commit()

    def fill(words: str) -> None:
        with app.app_context():
            both_saw_it.wait()
            transaction.begin_writing()
            seen = consultation(id_)
            assert seen
            clashing.append(grid.fill(seen, seen.sessions[0], {"waiting": Typed(words, 1)}, words, "R"))
            transaction.commit()
            db.session.remove()

    people = [Thread(target=fill, args=(words,)) for words in ("Van Bo.", "Van Ann.")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(len(one) for one in clashing) == [0, 1]
