"""Which consultation is meant on the command line: by its id or its title."""

from difflib import get_close_matches

from consult.actions import consultations
from consult.actions.consultations import Consultation
from consult.cli.saying import fail


def consultation_called(asked: str, command: str) -> Consultation:
    """The consultation with this id or title; says which there are and ends with 1 when it is not one."""
    held = [row for project in consultations.projects() for row in project.consultations]
    found = [row for row in held if asked in (row.id, row.title)]
    if len(found) != 1:
        fail(f"{command}: {_which(asked, held, found)}")
    return found[0]


def _which(asked: str, held: list[Consultation], found: list[Consultation]) -> str:
    if found:
        ids = ", ".join(row.id for row in found)
        return f"{len(found)} consultations are called {asked!r}. Give the id of one: {ids}"
    near = get_close_matches(asked, [name for row in held for name in (row.title, row.id)], n=1)
    rest = f"did you mean {near[0]!r}?" if near else "see them with: consult consultations list"
    return f"there is no consultation {asked!r}; {rest}"
