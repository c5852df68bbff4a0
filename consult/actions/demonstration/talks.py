"""The talks that the demonstration shows: synthetic, with functions and nobody in them; nothing was ever said."""

from dataclasses import dataclass
from datetime import date

from consult.actions.activities import Afterwards, Described
from consult.actions.advising.fiches import Prepared
from consult.actions.demonstration.cast import EDUCATION, HOUSING
from consult.plan.activity import ActivityKind, Level, Setting


@dataclass(frozen=True)
class Talk:
    """A talk as the demonstration holds it. is_read: a second person approved the quote; None: it did not come so far."""

    project: str
    made: date
    described: Described
    prepared: Prepared
    is_read: bool = False
    after: Afterwards | None = None
    validated: date | None = None


_ASKS = (
    "Vertel elke kandidaat-huurder één keer per jaar waar die op de wachtlijst staat.",
    "Laat een tolk of een brief in makkelijk Nederlands toe bij elke toewijzing.",
    "Houd bij waarom een aanvraag geschrapt wordt, en voor wie dat vaker gebeurt.",
)
_R7 = ("R7-a", "OD3.2-a")

TALKS = (
    Talk(
        HOUSING,
        date(2025, 9, 1),
        Described("Wachttijden en toewijzing", ActivityKind.TALK, date(2025, 9, 18), "kabinet Wonen (demo), raadgever sociale huisvesting", Level.FLEMISH, Setting.IN_PERSON, "Brussel", _R7),
        Prepared(_ASKS, "BN-OD2.1-wonen", "Ik bel elke maand, en elke maand begint mijn verhaal opnieuw.", "demo, synthetisch: focusgroep Gent", 3, "demo: twee consultaties, twee methodes"),
        is_read=True,
        after=Afterwards(date(2025, 9, 18), "De raadgever vroeg cijfers per provincie. Een jaarlijkse brief aan kandidaat-huurders vindt het kabinet haalbaar.", "LEVL stuurt de cijfers voor half oktober.", "demo/2025/gesprek-1 (synthetisch)", ("partly", "handed-over", "answered")),
        validated=date(2025, 9, 25),
    ),
    Talk(
        HOUSING,
        date(2025, 9, 15),
        Described("Tolken aan het loket", ActivityKind.TALK, date(2025, 10, 9), "Demostad, schepen van wonen en dienst huisvesting", Level.LOCAL, Setting.IN_PERSON, "stadhuis Demostad", _R7),
        Prepared(_ASKS[1:], "BN-OD1.4-wonen"),
        after=Afterwards(date(2025, 10, 9), "De dienst werkt nu zonder tolken aan het loket. De schepen wil een proef van zes maanden bespreken.", "De dienst stuurt een voorstel.", "demo/2025/gesprek-2 (synthetisch)", ("adopted", "no-answer")),
        validated=date(2025, 10, 16),
    ),
    Talk(
        HOUSING,
        date(2025, 10, 1),
        Described("Discriminatie op de private woonmarkt", ActivityKind.TALK, date(2025, 11, 6), "Demogemeente, dienst wonen", Level.LOCAL, Setting.ONLINE, "", _R7),
        Prepared(_ASKS[:1], "", "Aan de telefoon was de woning nog vrij.", "demo, synthetisch: interviewreeks", 2, "demo: één consultatie"),
        after=Afterwards(date(2025, 11, 6), "De dienst kende de cijfers niet."),  # one sentence: notes are missing
    ),
    Talk(  # planned, and nobody noted yet that it was held
        HOUSING,
        date(2025, 11, 3),
        Described("Wachtlijstbrief: hoe verder", ActivityKind.TALK, date(2025, 11, 27), "kabinet Wonen (demo), raadgever sociale huisvesting", Level.FLEMISH, Setting.ONLINE, "", _R7),
        Prepared(_ASKS[:1], "BN-OD2.1-wonen"),
    ),
    Talk(
        EDUCATION,
        date(2025, 3, 3),
        Described("Ouders en taal op school", ActivityKind.DIALOGUE, date(2025, 4, 24), "onderwijskoepel (demo), pedagogische dienst", Level.FLEMISH, Setting.IN_PERSON, "Brussel", ("R11-b", "OD2.2-a")),
        Prepared(("Nodig ouders uit in hun eigen taal, minstens één keer per jaar.",), "BN-p11-onderwijsdrempels"),
        after=Afterwards(date(2025, 4, 24), "De dienst verzamelt goede voorbeelden van scholen. Een gezamenlijke handreiking is bespreekbaar.", "", "demo/2025/dialoog-1 (synthetisch)", ("handed-over",)),
        validated=date(2025, 5, 5),
    ),
)  # fmt: skip
