"""What LEVL advises: to whom, on what findings it rests, and which objectives it serves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.evidence.strength import Level


class Government(StrEnum):
    """At which level the addressee decides."""

    LOCAL = "local"
    FLEMISH = "flemish"
    FEDERAL = "federal"


class Lacking(StrEnum):
    """Without this there is no recommendation."""

    FINDING = "finding"
    OBJECTIVE = "objective"


_SAID = {Lacking.FINDING: "rests on no finding", Lacking.OBJECTIVE: "serves no objective"}


class Unfounded(Exception):
    """A recommendation that rests on nothing, or serves nothing. `lacking` says what is missing."""

    def __init__(self, title: str, lacking: Sequence[Lacking]) -> None:
        said = " and ".join(_SAID[one] for one in lacking)
        super().__init__(f"{title!r} {said}: name at least one")
        self.lacking = tuple(lacking)


@dataclass(frozen=True)
class Recommendation:
    """An advice. findings: their ids. objectives: keys of objectives of the plan. policy: keys of the policy note.

    further_study: it asks no more than to look further, which is all that a signal can carry. Raises Unfounded.
    """

    title: str
    explanation: str
    addressee: str
    government: Government
    domain: str
    findings: tuple[str, ...]
    objectives: tuple[str, ...]
    results: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    success: str = ""
    further_study: bool = False

    def __post_init__(self) -> None:
        """Refuses to be without a finding or an objective."""
        lacking = tuple(_lacking(self))
        if lacking:
            raise Unfounded(self.title, lacking)

    def asks_more_than_it_can_carry(self, weakest: Level | None) -> bool:
        """Whether it rests on a signal (or on what nobody judged yet) and asks for more than further study."""
        return not self.further_study and (weakest is None or weakest is Level.SIGNAL)


def _lacking(one: Recommendation) -> Iterator[Lacking]:
    if not one.findings:
        yield Lacking.FINDING
    if not one.objectives:
        yield Lacking.OBJECTIVE


def weakest(levels: Sequence[Level | None]) -> Level | None:
    """The weakest of the findings; None when one was not judged yet. A chain is as strong as its weakest link."""
    known = [one for one in levels if one is not None]
    return min(known) if known and len(known) == len(levels) else None
