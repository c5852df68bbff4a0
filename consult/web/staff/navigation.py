"""What stands in the header: the pages that exist and that whoever is signed in may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, request

from consult.web.interface import _
from consult.web.staff.gate import can


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the main menu. `is_here`: the page shown is this one or lies under it."""

    endpoint: str
    label: str
    is_here: bool


def set_up(app: Flask) -> None:
    """Gives the layout its menu."""
    app.jinja_env.globals["navigation"] = lambda: list(navigation())


def navigation() -> Iterator[Entry]:
    """The main menu, in the order in which staff work."""
    entries = (
        (
            "staff.projects",
            _("Projecten"),
            ("project", "consultation", "session", "document", "tables", "finding", "recommendation"),
        ),
        ("staff.instruments", _("Instrumenten"), ("instrument",)),
        ("staff.progress", _("Plan"), ("progress", "plan", "historic")),
        ("staff.members", _("Beheer"), ("member",)),
    )
    endpoint = (request.endpoint or "").removeprefix("staff.")
    for address, label, nouns in entries:
        if can(address):
            yield Entry(address, label, any(noun in endpoint for noun in nouns if endpoint != "end_session"))
