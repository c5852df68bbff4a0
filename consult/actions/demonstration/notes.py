"""What the demonstration says was noted in two of its groups: taken in, coded, gridded and quoted by the real actions.

All of it is synthetic, and each text says so: nothing of it was ever said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from consult.actions import clock
from consult.actions.consultations import Consultation
from consult.actions.notes import grid, highlighting, noted, quotes
from consult.actions.notes.grid import Typed
from consult.actions.notes.noted import Incoming, Source
from consult.actions.notes.quotes import Reviewed
from consult.evidence.attribution import Attribution
from consult.folder import DataFolder

SEARCHING, WAITING, RULES = "searching", "waiting-information", "allocation"  # themes of the guide


@dataclass(frozen=True)
class Said:
    """A passage under a theme. quoted: a quote is made of it; translation: of that quote; approved: by two people."""

    words: str
    theme: str
    quoted: bool = False
    translation: str = ""
    approved: bool = False


@dataclass(frozen=True)
class Noted:
    """One source: its opening line says that it is synthetic."""

    title: str
    language: str
    opening: str
    said: tuple[Said, ...]

    @property
    def text(self) -> str:
        """As somebody typed it, one speaker a line."""
        return "\n".join([self.opening, *(f"D{n}: {one.words}" for n, one in enumerate(self.said, start=1))])


@dataclass(frozen=True)
class Coders:
    """Who takes notes in and approves, who approves second, and who codes; by id."""

    owner: str
    second: str
    researcher: str


@dataclass(frozen=True)
class GroupNotes:
    """Everything that was noted of a group. grid: by theme, what was typed in the cell of its session."""

    sources: tuple[Noted, ...]
    grid: Mapping[str, str] = field(default_factory=dict)


_DUTCH = "DEMO, synthetisch: dit gesprek is verzonnen, niets hiervan werd ooit gezegd."
_ARABIC = "عرض توضيحي: كل ما يلي مصطنع، ولم يقله أحد."

OF_GROUPS: Mapping[str, GroupNotes] = {
    "Focusgroep Gent": GroupNotes(
        (
            Noted(
                "Notities Gent (demo)",
                "nl",
                _DUTCH,
                (
                    Said("Ik schreef me in bij drie maatschappijen en kreeg drie keer een andere lijst (demo).", SEARCHING),
                    Said("Ik wacht al zes jaar en niemand zegt mij waar ik op de lijst sta (demo).", WAITING, quoted=True, approved=True),
                    Said("Wachten is niet het ergste. Niets weten is het ergste (demo).", WAITING, quoted=True),
                    Said("Mijn begeleider belt elke maand. Dan weet ik het wel (demo).", WAITING),
                ),
            ),
        ),
        {
            WAITING: "DEMO, synthetisch. De meesten weten niet waar ze staan. Eén deelneemster krijgt elke maand bericht van een vaste begeleider en vindt dat genoeg.",
            SEARCHING: "DEMO, synthetisch. Dubbele inschrijvingen, telkens met andere formulieren.",
        },
    ),
    "Focusgroep Brussel": GroupNotes(
        (
            Noted(
                "Notities Brussel (demo)",
                "nl",
                _DUTCH,
                (
                    Said("De brief is in moeilijk Nederlands, ik laat mijn dochter hem lezen (demo).", RULES),
                    Said("Met de tolk erbij werd duidelijk wat een toewijzing is (demo).", RULES),
                ),
            ),
            Noted(
                "Notities Brussel, Arabisch (demo)",
                "ar",
                _ARABIC,
                (
                    Said("لا أفهم الرسالة التي وصلتني (عرض توضيحي).", RULES),
                    Said(
                        "عندما شرحت المترجمة القواعد فهمتها لأول مرة (عرض توضيحي).",
                        RULES,
                        quoted=True,
                        translation="Toen de tolk de regels uitlegde, begreep ik ze voor het eerst (demo).",
                        approved=True,
                    ),
                ),
            ),
        ),
        {RULES: "DEMO, synthetisch. Niemand kende de regels voor de tolk ze uitlegde."},
    ),
}  # fmt: skip


def take_notes(row: Consultation, day: date, folder: DataFolder, coders: Coders) -> None:
    """Takes in what was noted of this group on a day, codes it, fills its grid, and approves its quotes the day after."""
    group = OF_GROUPS[row.title]
    session = row.sessions[0]
    with clock.at(day):
        for one in group.sources:
            incoming = Incoming(one.title, one.language, one.text, session.id, quoting=True)
            _code(row, noted.add_source(row, incoming, coders.owner), one, folder, coders)
        typed = {theme: Typed(text, 0) for theme, text in group.grid.items()}
        grid.fill(row, session, typed, coders.owner, "Rooster (demo)")
    with clock.at(day + timedelta(days=1)):
        _approve(row, group, folder, coders)


def _code(row: Consultation, source: Source, told: Noted, folder: DataFolder, coders: Coders) -> None:
    for one in told.said:
        start = source.text.index(one.words)
        passage = (start, start + len(one.words))
        highlighting.highlight(row, source, one.theme, passage, "", coders.researcher)
        if one.quoted:
            reviewed = Reviewed((), told.language, one.translation, Attribution.PARTICIPANT)
            quotes.add_quote(row, source, passage, reviewed, folder, coders.researcher)


def _approve(row: Consultation, group: GroupNotes, folder: DataFolder, coders: Coders) -> None:
    approved = {one.words for source in group.sources for one in source.said if one.approved}
    for quote in quotes.quotes(row):
        if quote.text in approved:
            for by in (coders.owner, coders.second):
                quotes.approve_quote(row, quote, folder, by)
