"""What stands in the header: the pages that exist and that whoever is signed in may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, request

from consult.web.interface import _
from consult.web.staff.gate import can
from consult.web.staff.waiting import waiting_for_me


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the main menu. `is_here`: the page shown is this one or lies under it; `waiting`: what waits there."""

    endpoint: str
    label: str
    is_here: bool
    waiting: int = 0


def set_up(app: Flask) -> None:
    """Gives the layout its menu."""
    app.jinja_env.globals["navigation"] = lambda: list(navigation())


def navigation() -> Iterator[Entry]:
    """The main menu, in the order in which staff work."""
    endpoint = (request.endpoint or "").removeprefix("staff.")
    for address, label, nouns in _entries():
        if can(address):
            here = _lies_under(endpoint, nouns)
            yield Entry(address, label, here, waiting_for_me() if address == "staff.waiting" else 0)


def _entries() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each entry with the nouns of the endpoints that lie under it."""
    return (
        (
            "staff.projects",
            _("Projecten"),
            (
                "project",
                "consultation",
                "session",
                "plan_session",
                "change_plan",
                "recruitment",
                "document",
                "tables",
                "note",
                "source",
                "quote",
                "grid",
                "finding",
                "recommendation",
                "report",
                "feedback",
            ),
        ),
        ("staff.waiting", _("Na te kijken"), ("waiting", "batch")),
        ("staff.activities", _("Activiteiten"), ("activit",)),
        (
            "staff.instruments",
            _("Instrumenten"),
            ("instrument", "import", "translat", "word", "proposed_version"),
        ),
        ("staff.releases_ledger", _("Uitgaven"), ("release",)),
        ("staff.progress", _("Plan"), ("progress", "historic")),
        ("staff.members", _("Beheer"), ("member",)),
    )


def _lies_under(endpoint: str, nouns: tuple[str, ...]) -> bool:
    # The releases of a consultation are releases; what is noted of an activity is no note.
    noun_of = next((noun for noun in ("release", "activit") if noun in endpoint), endpoint)
    return endpoint != "end_session" and any(noun in noun_of for noun in nouns)
