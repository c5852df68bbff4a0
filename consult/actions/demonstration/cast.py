"""Who and what the demonstration shows. All of it is synthetic; nothing here was ever held or said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from consult.actions.accounts import Role
from consult.consultation.definition import Known, Participation

# Sign-in name and role; the name says that it is nobody's.
STAFF: Mapping[str, tuple[str, Role]] = {
    "demo-beheer": ("Demo Beheer", Role.ADMINISTRATOR),
    "demo-beleid": ("Demo Beleid", Role.POLICY),
    "demo-tweede-lezer": ("Demo Tweede Lezer", Role.POLICY),
    "demo-onderzoek": ("Demo Onderzoek", Role.RESEARCHER),
    "demo-begeleiding": ("Demo Begeleiding", Role.FACILITATOR),
    "demo-inspectie": ("Demo Inspectie", Role.INSPECTOR),
}

# Shares of the answers that counting reads: mostly the target group, some who took part before.
LEANINGS: Mapping[str, Sequence[str]] = {
    "foreign_origin": ("yes",) * 16 + ("no",) * 2 + ("dont_know", "refused"),
    "earlier_consultation": ("no",) * 17 + ("yes",) * 2 + ("dont_know",),
}
SMALL_LANGUAGE, SMALL_LANGUAGE_SHARE = (
    "ar",
    0.06,
)  # few enough that disclosure control has something to protect

WAVE_1 = (date(2026, 2, 2), date(2026, 3, 31), date(2026, 4, 20), date(2026, 4, 27))
"""Survey, first wave: opened, closed, report approved, validated."""


@dataclass(frozen=True)
class Group:
    """A focus group as the demonstration holds it; a day that is None did not come (yet).

    people: (how many, target group, took part before). present: at the table, at most those in the grid.
    """

    title: str
    held: date
    place: str
    people: tuple[tuple[int, Known, Known], ...]
    notes: date | None = None
    report: date | None = None
    validated: date | None = None
    partner: str = ""
    interpreter: bool = False
    confirmed_by: tuple[str, ...] = ("demo-beleid", "demo-begeleiding")

    @property
    def grid(self) -> tuple[Participation, ...]:
        """The anonymous grid."""
        return tuple(Participation(n, self.held, target, earlier) for n, target, earlier in self.people)

    @property
    def present(self) -> int:
        """How many people came."""
        return sum(n for n, _target, _earlier in self.people)


_YES, _NO, _UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN

GROUPS = (
    Group(
        "Focusgroep Gent",
        date(2026, 4, 14),
        "oost-vlaanderen",
        ((6, _YES, _NO), (1, _YES, _UNKNOWN), (1, _UNKNOWN, _UNKNOWN)),
        notes=date(2026, 4, 15),
        report=date(2026, 5, 4),
        validated=date(2026, 5, 11),
    ),
    Group(  # two of them had answered the survey before and say so
        "Focusgroep Brussel",
        date(2026, 5, 20),
        "brussel",
        ((4, _YES, _NO), (2, _YES, _YES)),
        notes=date(2026, 5, 21),
        report=date(2026, 6, 8),
        validated=date(2026, 6, 15),
        interpreter=True,
    ),
    Group("Focusgroep Hasselt (bijna niemand kwam)", date(2026, 6, 9), "limburg", ((1, _YES, _NO),)),
    Group(  # more of unknown origin than known: it cannot count
        "Focusgroep Lochristi",
        date(2026, 9, 17),
        "oost-vlaanderen",
        ((4, _YES, _NO), (5, _UNKNOWN, _UNKNOWN)),
        notes=date(2026, 9, 18),
        report=date(2026, 10, 5),
        validated=date(2026, 10, 12),
    ),
    Group(
        "Focusgroep bij een partner, zonder overeenkomst",
        date(2026, 10, 1),
        "antwerpen",
        ((8, _YES, _NO),),
        notes=date(2026, 10, 2),
        report=date(2026, 10, 19),
        validated=date(2026, 10, 26),
        partner="Demopartner vzw",
    ),
    Group(
        "Focusgroep Mechelen",
        date(2026, 10, 22),
        "antwerpen",
        ((7, _YES, _NO), (1, _NO, _NO)),
        notes=date(2026, 10, 23),
        report=date(2026, 11, 9),
    ),
    Group(  # its attendance waits for a second pair of eyes
        "Focusgroep Aalst",
        date(2026, 11, 5),
        "oost-vlaanderen",
        ((9, _YES, _NO),),
        notes=date(2026, 11, 6),
        confirmed_by=("demo-begeleiding",),
    ),
)


@dataclass(frozen=True, slots=True)
class Past:
    """A consultation of before the software, as a line of the workbook. days: first and last."""

    title: str
    project: str
    method: str
    theme: str
    days: tuple[date, date]
    target: int
    other: int = 0
    unknown: int = 0
    report: date | None = None


HOUSING, EDUCATION = "Sociale huisvesting 2025", "Gelijke onderwijskansen 2025"

PAST = (
    Past("Interviewreeks kandidaat-huurders", HOUSING, "interviewreeks", "wonen", (date(2022, 10, 3), date(2022, 12, 9)), 12, report=date(2023, 1, 20)),
    Past("Focusgroep Vilvoorde", HOUSING, "focusgroep", "wonen", (date(2023, 3, 16), date(2023, 3, 16)), 8, unknown=1, report=date(2023, 4, 14)),
    Past("Discussietafel Genk", HOUSING, "discussietafel", "wonen", (date(2023, 11, 23), date(2023, 11, 23)), 31, other=4, report=date(2023, 12, 15)),
    Past("Focusgroep Halle", HOUSING, "focusgroep", "wonen", (date(2024, 2, 8), date(2024, 2, 8)), 7, report=date(2024, 3, 1)),
    Past("Burgerpanel, cyclus 1", HOUSING, "burgerpanel", "wonen", (date(2024, 9, 12), date(2024, 11, 28)), 15, other=2, report=date(2024, 12, 20)),
    Past("Focusgroep ouders Gent", EDUCATION, "focusgroep", "onderwijs", (date(2025, 3, 20), date(2025, 3, 20)), 9, report=date(2025, 4, 18)),
    Past("Discussietafel Mechelen", EDUCATION, "discussietafel", "onderwijs", (date(2025, 5, 22), date(2025, 5, 22)), 28, unknown=3, report=date(2025, 6, 13)),
    Past("Interviewreeks leraren", EDUCATION, "interviewreeks", "onderwijs", (date(2025, 9, 8), date(2025, 11, 14)), 11, report=date(2025, 12, 5)),
)  # fmt: skip
