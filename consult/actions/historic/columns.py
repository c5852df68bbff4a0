"""The columns of the workbook of past consultations ("historisch dossier"), in Dutch as staff read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.instrument.definition import Method, Report

CONSULTATIONS, SESSIONS, EXPLANATION = "Consultaties", "Sessies", "Uitleg"
EXAMPLE = "VOORBEELD"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    CHOICE = "choice"


METHODS: Mapping[str, Method] = {
    "survey": Method.SURVEY,
    "focusgroep": Method.FOCUS_GROUP,
    "interviewreeks": Method.INTERVIEW,
    "discussietafel": Method.DISCUSSION_TABLE,
    "burgerpanel": Method.CITIZEN_PANEL,
}
REPORTS: Mapping[str, Report | None] = {
    "sociale huisvesting": Report.SOCIAL_HOUSING,
    "gelijke onderwijskansen": Report.EQUAL_OPPORTUNITIES,
    "geen van beide": None,
}
CRITERIA: Mapping[str, str] = {"Vlaamse overheid": "flemish-government", "VESOC": "vesoc"}
ORGANISERS = ("LEVL", "partner")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, whether it must be filled in, and what staff read about it."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    choices: tuple[str, ...] = ()
    explanation: str = ""
    example: str | int = ""


def _choice(
    key: str, heading: str, choices: tuple[str, ...], explanation: str, example: str, needed: bool = False
) -> Column:
    return Column(key, heading, Kind.CHOICE, needed, choices, explanation, example)


CONSULTATION_COLUMNS = (
    Column("project", "project", needed=True, explanation="Naam van het project. Bestaat het nog niet, dan wordt het gemaakt; vul dan ook 'rapport' in.", example=EXAMPLE),
    _choice("report", "rapport", tuple(REPORTS), "Alleen nodig bij een nieuw project.", "sociale huisvesting"),
    Column("title", "titel", needed=True, explanation="Naam van de consultatie, zonder namen van mensen.", example="Focusgroep huurders Gent"),
    _choice("method", "methode", tuple(METHODS), "Eén consultatie is: één golf van een survey, één gehouden focusgroep, één reeks interviews, één discussietafel of één cyclus van een panel.", "focusgroep", needed=True),
    Column("theme", "thema", needed=True, explanation="Waarover het ging.", example="wachten op een sociale woning"),
    Column("result", "resultaat", explanation="Resultaat van het jaaractieplan, zoals R7.", example="R7"),
    _choice("organiser", "organisator", ORGANISERS, "LEVL, of een partner in onze plaats.", "LEVL", needed=True),
    Column("partner", "partner", explanation="Alleen als een partner organiseerde: welke organisatie."),
    Column("agreement", "overeenkomst ligt", explanation="Waar de schriftelijke overeenkomst met de partner ligt. Zonder overeenkomst telt de consultatie niet."),
    Column("agreement_on", "overeenkomst datum", Kind.DAY, explanation="Datum van de overeenkomst."),
    Column("first", "eerste dag", Kind.DAY, needed=True, explanation="Dag van de eerste deelname.", example="2023-05-04"),
    Column("last", "laatste dag", Kind.DAY, needed=True, explanation="Dag van de laatste deelname. Bij één bijeenkomst dezelfde dag.", example="2023-05-04"),
    _choice("criterion", "criterium", tuple(CRITERIA), "Volgens welke omschrijving iemand tot de doelgroep behoort.", "Vlaamse overheid", needed=True),
    Column("target", "aantal doelgroep", Kind.COUNT, needed=True, explanation="Hoeveel mensen uit de doelgroep inbreng gaven. Kwam er niemand: 0. Ieder één keer, ook wie naar meer sessies van een panel kwam.", example=9),
    Column("others", "aantal andere", Kind.COUNT, explanation="Aanwezigen die niet tot de doelgroep behoren. Personeel en tolken telt u niet mee.", example=1),
    Column("unknown", "aantal onbekend", Kind.COUNT, explanation="Aanwezigen van wie u het niet weet.", example=0),
    Column("earlier_yes", "eerder deelgenomen: ja", Kind.COUNT, explanation="Hoeveel van de doelgroep zeiden dat ze al aan een andere bevraging van LEVL deelnamen. Weet u het van niemand, laat de drie kolommen leeg.", example=2),
    Column("earlier_no", "eerder deelgenomen: nee", Kind.COUNT, explanation="Hoeveel zeiden van niet. Ja, nee en onbekend zijn samen het aantal uit de doelgroep.", example=6),
    Column("earlier_unknown", "eerder deelgenomen: onbekend", Kind.COUNT, explanation="Van hoeveel u het niet weet.", example=1),
    Column("report_at", "verslag ligt", explanation="Waar het verslag ligt: een map, een kast, een adres op het intranet.", example="archief/2023/focusgroep-gent.pdf"),
    Column("report_on", "verslag datum", Kind.DAY, explanation="Datum van het verslag.", example="2023-05-22"),
    Column("attendance_at", "aanwezigheidslijst ligt", explanation="Waar de aanwezigheidslijst of het logboek van antwoorden ligt.", example="archiefkast 2, map 2023"),
    Column("approved_by", "goedgekeurd door", explanation="Wie het verslag goedkeurde.", example="afdelingshoofd"),
    Column("approved_on", "goedgekeurd op", Kind.DAY, explanation="Op of na de datum van het verslag.", example="2023-06-01"),
    Column("second_by", "tweede goedkeuring door", explanation="Een tweede persoon, een andere dan de eerste: een collega of een genoemde partner.", example="coördinator"),
    Column("second_on", "tweede goedkeuring op", Kind.DAY, explanation="Op of na de eerste goedkeuring.", example="2023-06-08"),
    Column("longer_because", "waarom langer dan zes maanden", explanation="Alleen bij een reeks interviews die langer duurde."),
    Column("remark", "opmerking", explanation="Wat een lezer nog moet weten, zonder namen van deelnemers."),
)  # fmt: skip

SESSION_COLUMNS = (
    Column("project", "project", needed=True, explanation="Zoals op het blad Consultaties.", example=EXAMPLE),
    Column("title", "titel", needed=True, explanation="Zoals op het blad Consultaties.", example="Panel wonen, cyclus 1"),
    Column("day", "datum", Kind.DAY, needed=True, explanation="Dag van deze sessie of dit interview.", example="2024-02-06"),
    Column("target", "aantal doelgroep", Kind.COUNT, needed=True, explanation="Aanwezigen uit de doelgroep die dag.", example=12),
    Column("others", "aantal andere", Kind.COUNT, explanation="Andere aanwezigen.", example=0),
    Column("unknown", "aantal onbekend", Kind.COUNT, explanation="Aanwezigen van wie u het niet weet.", example=1),
)  # fmt: skip

COLUMNS: Mapping[str, tuple[Column, ...]] = {CONSULTATIONS: CONSULTATION_COLUMNS, SESSIONS: SESSION_COLUMNS}
