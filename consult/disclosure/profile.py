"""A release profile: for whom, how safe, and what every variable is. Thresholds live here only (design, decision 19)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from consult.disclosure.hierarchy import Hierarchy
from consult.disclosure.roles import Role
from consult.disclosure.wording import Sentence, say


class Audience(StrEnum):
    """Who gets a release. `table`: a table from elsewhere, for `consult anonymise`; never answers of ours."""

    INTERNAL = "internal"
    RESEARCHER = "researcher"
    PUBLIC = "public"
    REPORT = "report"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe a release is. threshold: smallest cell of a table; with identity: of one about origin, language and such."""

    k: int
    l: int  # noqa: E741  the word of the field
    threshold: int
    threshold_identity: int
    smallest_base: int


# Conventions (ONS and ABS use 10); no published Belgian number was found. A profile may ask more, never less.
FLOORS: Mapping[Audience, Safety] = {
    Audience.INTERNAL: Safety(k=5, l=2, threshold=5, threshold_identity=10, smallest_base=10),
    Audience.RESEARCHER: Safety(k=5, l=2, threshold=5, threshold_identity=10, smallest_base=10),
    Audience.PUBLIC: Safety(k=10, l=3, threshold=10, threshold_identity=10, smallest_base=30),
    Audience.REPORT: Safety(k=10, l=3, threshold=10, threshold_identity=10, smallest_base=30),
    Audience.TABLE: Safety(k=2, l=1, threshold=2, threshold_identity=2, smallest_base=2),
}
FORMATS = ("csv", "xlsx", "sav", "parquet")


@dataclass(frozen=True)
class Treatment:
    """What a profile says of one variable. role None: as the instrument says. dates: days become months and years.

    coarsest: the level beyond which it may not be recoded. ticks: of a multi, that single ticks leave, not a summary.
    """

    role: Role | None = None
    hierarchy: Hierarchy | None = None
    dates: bool = False
    coarsest: int | None = None
    ticks: bool = False


@dataclass(frozen=True)
class ForInstrument:
    """The part of a profile that was made for one instrument. structures: the structure hashes that someone looked at.

    identity: variables about origin, language, religion, residence or disability; their tables have a larger threshold.
    subgroups: the only questions that others are crossed with, a fixed set, so that no two tables can be subtracted.
    """

    structures: tuple[str, ...]
    variables: Mapping[str, Treatment]
    identity: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleaseProfile:
    """What may leave for one audience. suppression: the largest share of rows that may be left out, 0 to 1.

    loss_limit: the largest information loss that still makes a release worth having. missing: words of a table that
    stand for having no answer. variables: as the profile says for any table, or for the instrument it was fitted to.
    """

    name: str
    audience: Audience
    safety: Safety
    suppression: float
    variables: Mapping[str, Treatment]
    loss_limit: float = 1.0
    formats: tuple[str, ...] = FORMATS
    missing: tuple[str, ...] = ("",)
    identity: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    instruments: Mapping[str, ForInstrument] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """What identifies everything that it says, hierarchies included."""
        told = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()

    def fitted(self, instrument: str, structures: Mapping[str, str]) -> "ReleaseProfile":
        """The profile for the answers to an instrument. structures: the hash of each version that is in them.

        Raises ProfileStale when it was not made for the instrument, or the instrument changed since.
        """
        made = self.instruments.get(instrument)
        if made is None:
            raise ProfileStale(
                say(
                    "profile {profile} was not made for {instrument}."
                    " Give it a section under `instruments:` with a look at every question.",
                    profile=self.name,
                    instrument=instrument,
                )
            )
        changed = {version: one for version, one in structures.items() if one not in made.structures}
        if changed:
            told = ", ".join(f"{version} ({one})" for version, one in changed.items())
            raise ProfileStale(
                say(
                    "{instrument} changed since profile {profile} was made: {told}."
                    " Look at the role of every question that is new, then add the hash to `structures:`.",
                    instrument=instrument,
                    profile=self.name,
                    told=told,
                )
            )
        return replace(self, variables=made.variables, identity=made.identity, subgroups=made.subgroups)


class ProfileStale(Exception):
    """The instrument has changed since the profile was made for it, or it was never made for it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ProfileDoesNotFit(Exception):
    """The profile says something of a table that cannot be so. Carries every sentence."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def plain(safety: Safety) -> dict[str, Any]:
    """The numbers of a safety, for a file."""
    return asdict(safety)
