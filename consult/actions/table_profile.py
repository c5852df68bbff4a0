"""How the tables of a consultation are told: by the profile of whom they are for."""

from dataclasses import dataclass

from consult.actions.releases.profiles import profile_named, structures_of
from consult.disclosure.counts import TableRule
from consult.disclosure.profile import ProfileStale
from consult.folder import DataFolder
from consult.store.consultations import Consultation


@dataclass(frozen=True, slots=True)
class TableProfile:
    """How tables are told. subgroups: the questions that others may be crossed with, and no other.

    identity: the questions about origin, language and such; None where nobody has looked, and every question is one.
    """

    rule: TableRule
    subgroups: tuple[str, ...]
    identity: frozenset[str] | None


INSIDE, PUBLISHED = "internal", "report"
"""The profiles that tables are told by: to staff, and in a report that anyone may read."""


def table_profile(row: Consultation, folder: DataFolder, audience: str = INSIDE) -> TableProfile:
    """The profile of this audience, as far as it was made for this instrument: without, nothing is crossed.

    Raises FileRefused with everything that is wrong in its file.
    """
    profile = profile_named(audience, folder)
    safety = profile.safety
    rule = TableRule(safety.threshold, safety.threshold_identity, safety.smallest_base)
    try:
        fitted = profile.fitted(row.instrument, structures_of(row))
    except ProfileStale:
        return TableProfile(rule, (), None)
    return TableProfile(rule, fitted.subgroups, frozenset(fitted.identity))
