"""Everything that waits for a second pair of eyes, longest first, with who may do it and where."""

from dataclasses import dataclass
from datetime import date

from flask import g, render_template
from flask.typing import ResponseReturnValue

from consult.actions import accounts, clock
from consult.actions.waiting import Waiting, everything
from consult.web.interface import _
from consult.web.staff import waiting_kinds as kinds
from consult.web.staff.blueprint import staff
from consult.web.staff.listing import Column, Filter, Listing


@dataclass(frozen=True)
class Line:
    """Something that waits, as whoever looks sees it. who: the names of everyone who may do it."""

    waiting: Waiting
    title: str
    kind: str
    address: str
    is_mine: bool
    who: tuple[str, ...]
    by_machine: bool

    @property
    def days(self) -> int:
        """How long it has been waiting."""
        return (clock.today() - self.waiting.since).days


@staff.get("/waiting", endpoint="waiting")
def show_waiting() -> ResponseReturnValue:
    """The queue, over all projects."""
    lines = _lines()
    listing = Listing(
        lines,
        _columns(),
        lambda line: f"{line.title} {line.waiting.project} {line.kind}",
        _filters(),
    )
    return render_template(
        "staff/waiting.html", listing=listing, mine=sum(line.is_mine for line in lines), all=len(lines)
    )


def waiting_for_me() -> int:
    """How many things on the queue whoever is signed in can do now."""
    return sum(kinds.may_do(one, g.member) for one in everything())


def _lines() -> list[Line]:
    members = accounts.members()
    return [
        Line(
            one,
            kinds.title(one),
            kinds.place(one.kind).name,
            kinds.place(one.kind).address(one),
            kinds.may_do(one, g.member),
            tuple(member.name for member in kinds.who_may(one, members)),
            not kinds.place(one.kind).act,
        )
        for one in everything()
        if kinds.may_see(one, g.member)
    ]


def _columns() -> list[Column[Line]]:
    return [
        Column("since", _("Wacht sinds"), _since),
        Column("kind", _("Wat te doen"), lambda line: line.kind),
        Column("title", _("Waarvan"), lambda line: line.title.casefold()),
        Column("project", _("Project"), lambda line: line.waiting.project.casefold()),
        Column("who", _("Wie"), lambda line: (not line.is_mine, line.who)),
    ]


def _since(line: Line) -> date:
    return line.waiting.since


def _filters() -> list[Filter[Line]]:
    whose = [("me", _("ik")), ("others", _("iemand anders"))]
    return [
        Filter("kind", _("Wat te doen"), list(kinds.names().items()), lambda line: line.waiting.kind),
        Filter("who", _("Wie"), whose, lambda line: "me" if line.is_mine else "others"),
    ]
