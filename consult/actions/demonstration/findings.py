"""What the demonstration found and advises, through the same actions as real use. Nothing of it was ever said.

Loaded by name where it is played: a table cell is cited, which brings pandas with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from consult.actions import activities, clock, tabulating
from consult.actions.activities import Afterwards, Described
from consult.actions.advising import citing, citing_notes, fiches, findings, handing_over, recommendations
from consult.actions.advising.findings import Cited, StoredFinding
from consult.actions.advising.handing_over import Handed
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.consultations import Consultation, Project
from consult.disclosure.tables import SUPPRESSED, ProtectedTable
from consult.evidence.findings import EvidenceKind, Stance
from consult.evidence.strength import Quality
from consult.folder import DataFolder
from consult.plan.activity import ActivityKind, Level, Setting
from consult.recommendation.definition import Government, Recommendation
from consult.recommendation.follow_up import Happened, Step

_WRITTEN, _READ, _ADVISED = date(2026, 6, 18), date(2026, 6, 22), date(2026, 6, 25)
_WRITTEN_NEXT = date(2026, 6, 19)
_QUESTIONS = ("waiting", "registered", "tenure")  # the first of which enough may be shown is cited

_JUDGED = {
    Quality.METHOD: ("none", "Het instrument is nagelezen en de vraag stuurt niet."),
    Quality.COHERENCE: ("none", "Survey en gesprekken wijzen dezelfde kant op."),
    Quality.ADEQUACY: ("some", "Twee gesprekken, samen veertien mensen."),
    Quality.RELEVANCE: ("none", "Over kandidaat-huurders en de wachtlijst zelf."),
}
_ON_WAITING = (
    (EvidenceKind.HIGHLIGHT, "Niets weten is het ergste", Stance.FOR),
    (EvidenceKind.QUOTE, "niemand zegt mij waar ik op de lijst sta", Stance.FOR),
    (EvidenceKind.GRID_CELL, "vaste begeleider", Stance.AGAINST),
)
_ON_LANGUAGE = (
    (EvidenceKind.HIGHLIGHT, "لا أفهم الرسالة"),
    (EvidenceKind.QUOTE, "Toen de tolk de regels uitlegde"),
)
_HANDED_OVER, _VALIDATED = date(2026, 7, 2), date(2026, 7, 9)
_TALK = Described(
    "Overleg over wachtlijsten",
    ActivityKind.TALK,
    _HANDED_OVER,
    "kabinet Wonen (demo), raadgever sociale huisvesting",
    Level.FLEMISH,
    Setting.IN_PERSON,
    "Brussel",
    ("OD3.2-a",),
)
_NOTED = Afterwards(
    _HANDED_OVER,
    "DEMO, synthetisch. De raadgever vroeg hoe andere landen dit doen. Hij bespreekt het met de woonmaatschappijen.",
    "LEVL stuurt twee voorbeelden tegen september.",
    "demo/2026/gesprek-1 (synthetisch)",
)
_BECAME = (
    Happened(
        Step.ANSWERED, date(2026, 9, 10), words="DEMO: het kabinet vraagt de woonmaatschappijen om advies."
    ),
    Happened(
        Step.PARTLY,
        date(2026, 10, 15),
        words="DEMO: de plaats op de lijst wordt getoond, nog niet in elke taal.",
    ),
)


@dataclass(frozen=True)
class Players:
    """Who writes, who reads, and who researches; by id."""

    owner: str
    second: str
    researcher: str


def find_and_advise(project: Project, folder: DataFolder, players: Players) -> None:
    """Two findings, one recommendation on both, and what became of it; as far as the days have come."""
    held = {one.title: one for one in project.consultations}
    if clock.today() < _ADVISED:
        return
    waiting = _waiting(project, held, folder, players)
    language = _language(project, held["Focusgroep Brussel"], players)
    with clock.at(_ADVISED):
        made = _advise(project, [waiting, language], players.owner)
    _hand_over(project, made, folder, players)
    for happened in _BECAME:
        if happened.on <= clock.today():
            with clock.at(happened.on):
                recommendations.note_step(made, happened, players.owner, folder)


def _waiting(
    project: Project, held: dict[str, Consultation], folder: DataFolder, players: Players
) -> StoredFinding:
    survey, gent, brussels = (held[title] for title in ("Survey wonen, golf 1", "Focusgroep Gent", "Focusgroep Brussel"))  # fmt: skip
    texts = _texts(
        "Wachten zonder informatie weegt zwaarder dan het wachten zelf. (demo)",
        "wachten",
        counter_evidence="Wie een vaste begeleider had, vond de informatie voldoende (Gent).",
        also_heard="Enkele mensen die in opvang verblijven: zij wisten niet dat ze ingeschreven waren.",
        consultations=[survey.id, gent.id, brussels.id],
    )

    def carry(made: StoredFinding) -> None:
        _cite_a_cell(made, survey, folder, players.owner)
        for kind, words, stance in _ON_WAITING:
            _cite_from_notes(made, gent, kind, words, players.owner, stance)
        summary = "DEMO: ook in Brussel wist niemand waar hij of zij op de lijst stond."
        findings.cite(
            made, Cited(EvidenceKind.NOTES, brussels.id, summary, {}, Stance.FOR, brussels.id), players.owner
        )

    return _settled(project, texts, carry, _WRITTEN, players.owner, players.second)


def _language(project: Project, source: Consultation, players: Players) -> StoredFinding:
    texts = _texts(
        "De regels worden pas begrepen in de eigen taal. (demo)",
        "taal",
        counter_evidence="Niets gevonden na zoeken.",
        consultations=[source.id],
    )

    def carry(made: StoredFinding) -> None:
        for kind, words in _ON_LANGUAGE:
            _cite_from_notes(made, source, kind, words, players.researcher)
        fact = "Een taalcursus kan vandaag worden opgelegd bij sociale huur."
        findings.cite(
            made, Cited(EvidenceKind.RESEARCH, "Beleidsnota 2024-2029, blz. 28", fact), players.researcher
        )

    return _settled(project, texts, carry, _WRITTEN_NEXT, players.researcher, players.second)


def _settled(
    project: Project,
    texts: dict[str, Any],
    carry: Callable[[StoredFinding], None],
    on: date,
    by: str,
    second: str,
) -> StoredFinding:
    with clock.at(on):
        made = findings.write(project, texts, by)
        carry(made)
        findings.ask_second_reader(made, made.version, by)
    with clock.at(_READ):
        findings.settle(made, made.version, second)
    return made


def _advise(project: Project, on: list[StoredFinding], by: str) -> StoredRecommendation:
    advice = Recommendation(
        title="Maak het wachten zichtbaar: elke kandidaat ziet zijn plaats en de regels in zijn taal (demo)",
        explanation="DEMO, synthetisch. Toon elke kandidaat-huurder de plaats op de lijst en leg de regels uit in de eigen taal.",
        addressee="minister van Wonen, woonmaatschappijen",
        government=Government.FLEMISH,
        domain="wonen",
        findings=tuple(one.id for one in on),
        objectives=("mjp-2022-2026/OD2.2",),
        results=("jap-2025/R7",),
        policy=("beleidsnota-2024-2029/BN-OD2.1",),
        success="Elke woonmaatschappij toont de plaats op de lijst, in de talen van haar kandidaten.",
    )
    return recommendations.write(project, advice, by)


def _hand_over(project: Project, advised: StoredRecommendation, folder: DataFolder, players: Players) -> None:
    """A talk that takes the recommendation along, and hands it over."""
    with clock.at(_ADVISED):
        talk = activities.add_activity(project, _TALK, players.owner)
        fiches.prepare(talk, fiches.Prepared((), "BN-OD2.1-wonen", advice=(advised.id,)), players.owner)
    if clock.today() >= _HANDED_OVER:
        with clock.at(_HANDED_OVER):
            handed = Handed((advised.id,), "kabinet Wonen (demo)", "overleg over wachtlijsten (demo)")
            handing_over.note_talk(talk, _NOTED, handed, players.owner, folder)
    if clock.today() >= _VALIDATED:
        with clock.at(_VALIDATED):
            activities.validate(talk, players.second)


def _cite_a_cell(made: StoredFinding, survey: Consultation, folder: DataFolder, by: str) -> None:
    """Cites the largest cell that is shown of the first question that has one; with few answers there may be none."""
    for question in _QUESTIONS:
        table = tabulating.frequency(survey, folder, question).table
        if not isinstance(table, ProtectedTable):
            continue
        shown = [(one[0], code) for code, one in zip(table.rows.codes, table.cells, strict=True)]
        counts = [(cell, code) for cell, code in shown if cell is not SUPPRESSED]
        if counts:
            citing.cite_cell(made, survey, folder, question, max(counts)[1], by)
            return


def _cite_from_notes(
    made: StoredFinding,
    source: Consultation,
    kind: EvidenceKind,
    words: str,
    by: str,
    stance: Stance = Stance.FOR,
) -> None:
    """Cites what holds these words, as somebody does who reads the list."""
    found = next(
        one for one in citing_notes.citable(source) if one.kind is kind and words in (one.words or "")
    )
    citing_notes.cite_from_notes(made, kind, found.id, by, stance)


def _texts(statement: str, theme: str, **more: Any) -> dict[str, Any]:
    judged = {question.value: concern for question, (concern, _because) in _JUDGED.items()}
    because = {f"{question}_because": why for question, (_concern, why) in _JUDGED.items()}
    plain = {
        "statement": statement,
        "theme": theme,
        "counter_evidence": "",
        "also_heard": "",
        "consultations": [],
    }
    return plain | judged | because | more
