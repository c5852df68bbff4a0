"""What a page costs besides time: SQL statements, and bytes on the wire."""

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine

from tests.benchmarks.contestants import Contestant
from tests.benchmarks.forms import Page, Request
from tests.benchmarks.journey import answers

_OF_A_TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT")


@dataclass(frozen=True)
class PageCost:
    """The most that one page of a journey costs; a page is what is asked plus what it redirects to."""

    statements_to_show: int
    statements_to_keep: int
    first_page_bytes: int


def page_cost(contestant: Contestant) -> PageCost:
    """Plays the second journey of a fresh application, so that what is read once is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        contestant.prepare(Path(folder))
        app = contestant.application(Path(folder))
        list(played(app.test_client(), contestant, 1))
        costs = list(played(app.test_client(), contestant, 2))
    return PageCost(
        statements_to_show=max(statements for method, statements, _ in costs if method == "GET"),
        statements_to_keep=max(statements for method, statements, _ in costs if method == "POST"),
        first_page_bytes=len(gzip.compress(costs[0][2].encode())),
    )


def played(client: FlaskClient, contestant: Contestant, respondent: int) -> Iterator[tuple[str, int, str]]:
    """One journey inside this process: method, statements and page of every step."""
    steps = contestant.steps(answers(respondent))
    request = next(steps)
    while True:
        with _counted() as statements:
            page = _opened(client, request)
        yield request.method, len(statements), page.body
        try:
            request = steps.send(page)
        except StopIteration:
            return


def _opened(client: FlaskClient, request: Request) -> Page:
    fields: dict[str, list[str]] = {}
    for name, value in request.fields:
        fields.setdefault(name, []).append(value)
    answer = client.open(request.path, method=request.method, data=fields, follow_redirects=True)
    return Page(answer.request.path, answer.status_code, answer.get_data(as_text=True))


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Every statement that any engine of this process runs inside the block."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(_OF_A_TRANSACTION):
            statements.append(statement)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)
