"""What the links of the chain are called on a staff page: strength and why, evidence, stages, what became of advice."""

from collections.abc import Mapping
from datetime import date

from flask import Flask

from consult.actions.advising.citing_notes import words_of
from consult.evidence.findings import FROM_ELSEWHERE, FROM_NOTES, EvidenceKind, Gone, Stage, Stance
from consult.evidence.strength import Cap, Concern, Level, Quality
from consult.recommendation.definition import Government
from consult.recommendation.follow_up import FORMULATED, Step
from consult.web.interface import _


def set_up(app: Flask) -> None:
    """Filters for the templates."""
    app.jinja_env.filters |= {
        "cap_words": lambda cap: caps()[Cap(cap)],
        "quality_words": lambda question: qualities()[Quality(question)],
        "concern_name": lambda concern: concerns().get(concern, concern),
        "evidence_kind": lambda kind: evidence_kinds()[EvidenceKind(kind)],
        "is_from_elsewhere": lambda kind: EvidenceKind(kind) in FROM_ELSEWHERE,
        "is_from_notes": lambda kind: EvidenceKind(kind) in FROM_NOTES,
        "words_in_notes": words_of,
        "as_day": lambda kept: date.fromisoformat(kept) if kept else None,
        "gone_words": lambda why: gone()[Gone(why)],
        "stage_name": lambda stage: stages()[Stage(stage)],
        "government_name": lambda government: governments()[Government(government)],
        "step_name": lambda step: steps_taken()[step],
        "review_words": review_words,
    }
    app.jinja_env.filters["level_name"] = level_name


def level_name(level: int) -> str:
    """How strongly a finding stands."""
    return levels()[Level(level)]


def levels() -> Mapping[Level, str]:
    """How strongly a finding stands, in a word."""
    return {
        Level.FIRM: _("Stevig"),
        Level.FAIR: _("Redelijk"),
        Level.LIMITED: _("Beperkt"),
        Level.SIGNAL: _("Signaal"),
    }


def caps() -> Mapping[Cap, str]:
    """What keeps a finding from standing more strongly."""
    return {
        Cap.NO_CONSULTATION: _("rust op geen enkele consultatie: ten hoogste een signaal"),
        Cap.TWO_SERIOUS: _("twee of meer ernstige bedenkingen: een signaal"),
        Cap.ONE_SERIOUS: _("een ernstige bedenking: ten hoogste beperkt"),
        Cap.ONE_CONSULTATION: _("een enkele consultatie: ten hoogste redelijk"),
        Cap.FEW_BY_ONE_METHOD: _("minder dan 10 mensen, met één methode: ten hoogste beperkt"),
        Cap.VERY_FEW: _("minder dan 5 mensen in één consultatie: een signaal"),
        Cap.NO_COUNTER_EVIDENCE: _("nog niet genoteerd wat ze tegenspreekt: ten hoogste redelijk"),
        Cap.NO_SECOND_READER: _("nog geen tweede lezer: ten hoogste redelijk"),
    }


def qualities() -> Mapping[Quality, str]:
    """The four questions."""
    return {
        Quality.METHOD: _("Is het goed gevraagd en genoteerd?"),
        Quality.COHERENCE: _("Wijst alles dezelfde kant op?"),
        Quality.ADEQUACY: _("Is het genoeg, en rijk genoeg?"),
        Quality.RELEVANCE: _("Gaat het over de mensen en de regel waarover we spreken?"),
    }


def concerns() -> Mapping[str, str]:
    """How much there is to say against the evidence on a question, by what a form sends."""
    names = {Concern.NONE: _("geen bedenking"), Concern.SOME: _("enige bedenking"), Concern.SERIOUS: _("ernstige bedenking")}  # fmt: skip
    return {concern.name.lower(): words for concern, words in names.items()}


def evidence_kinds() -> Mapping[EvidenceKind, str]:
    """What each kind of evidence is called."""
    return {
        EvidenceKind.TABLE_CELL: _("cijfer"),
        EvidenceKind.HIGHLIGHT: _("fragment"),
        EvidenceKind.QUOTE: _("citaat"),
        EvidenceKind.GRID_CELL: _("cel van het rooster"),
        EvidenceKind.NOTES: _("samenvatting van een gesprek"),
        EvidenceKind.RESEARCH: _("feit uit onderzoek"),
        EvidenceKind.EXTERNAL_QUESTION: _("vraag van buiten"),
        EvidenceKind.DISCRIMINATION_REPORT: _("melding van discriminatie"),
        EvidenceKind.GOOD_PRACTICE: _("goede praktijk"),
    }


def stances() -> Mapping[Stance, str]:
    """Which way evidence points."""
    return {Stance.FOR: _("steunt de bevinding"), Stance.AGAINST: _("spreekt de bevinding tegen")}


def stages() -> Mapping[Stage, str]:
    """How far a finding is."""
    return {
        Stage.DRAFT: _("ontwerp"),
        Stage.READING: _("wacht op een tweede lezer"),
        Stage.SETTLED: _("vastgesteld"),
    }


def governments() -> Mapping[Government, str]:
    """The level of government."""
    return {
        Government.LOCAL: _("lokaal niveau"),
        Government.FLEMISH: _("Vlaams niveau"),
        Government.FEDERAL: _("federaal niveau"),
    }


def steps_taken() -> Mapping[str, str]:
    """What became of a recommendation."""
    return {
        FORMULATED: _("geformuleerd"),
        Step.HANDED_OVER: _("overhandigd"),
        Step.ANSWERED: _("antwoord gekregen"),
        Step.ADOPTED: _("overgenomen"),
        Step.PARTLY: _("deels overgenomen"),
        Step.REJECTED: _("afgewezen"),
        Step.NO_ANSWER: _("geen antwoord"),
    }


def review_words(why: str) -> str:
    """Why a finding has to be looked at again; what was kept is a code with what it is about."""
    sentences = {
        "validation_withdrawn": _("De validatie van een consultatie waarop ze rust, is ingetrokken."),
        "cancelled": _("Een consultatie waarop ze rust, is geannuleerd."),
        **gone(),
    }
    return sentences[why.partition(" ")[0]]


def gone() -> Mapping[str, str]:
    """Why what a finding cites can no longer be used as it was."""
    return {
        Gone.WITHDRAWN: _(
            "Wie dit zei, wil niet meer dat het gebruikt wordt: het is uit de notities gehaald."
        ),
        Gone.NO_CONSENT: _("Wie dit zei, wil niet meer geciteerd worden."),
        Gone.DROPPED: _("Wat hier geciteerd werd, is weggehaald uit de notities."),
        Gone.CHANGED: _("Wat hier geciteerd werd, is daarna veranderd."),
    }


def text_names() -> Mapping[str, str]:
    """What each text of a finding or a recommendation is called, for its form and for two versions side by side."""
    because = {f"{question}_because": _("Waarom: %(question)s", question=words) for question, words in qualities().items()}  # fmt: skip
    return {
        "statement": _("Bevinding"),
        "theme": _("Thema"),
        "consultations": _("Rust op"),
        "counter_evidence": _("Wat ze tegenspreekt"),
        "also_heard": _("Ook gehoord"),
        "title": _("Aanbeveling"),
        "explanation": _("Toelichting"),
        "addressee": _("Aan wie"),
        "government": _("Niveau"),
        "domain": _("Beleidsdomein"),
        "findings": _("Bevindingen"),
        "objectives": _("Doelstellingen van het plan"),
        "results": _("Resultaat van het jaaractieplan"),
        "policy": _("Beleidsnota"),
        "success": _("Indicator van succes"),
        "further_study": _("Vraagt enkel verder onderzoek"),
        **{question.value: words for question, words in qualities().items()},
        **because,
    }
