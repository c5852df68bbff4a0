"""What the links of the chain are called in a report."""

from collections.abc import Mapping

from consult.evidence.strength import Cap, Concern, Level, Quality
from consult.instrument.definition import Method
from consult.recommendation.definition import Government
from consult.recommendation.follow_up import FORMULATED, Step
from consult.report.wording import Speech


def levels(say: Speech) -> Mapping[Level, str]:
    """How strongly a finding stands."""
    return {
        Level.FIRM: say("Stevig"),
        Level.FAIR: say("Redelijk"),
        Level.LIMITED: say("Beperkt"),
        Level.SIGNAL: say("Signaal"),
    }


def level_name(say: Speech, level: Level | None) -> str:
    """The same, also of a finding that nobody judged."""
    return levels(say)[level] if level else say("nog niet beoordeeld")


def dots(level: Level | None) -> str:
    """The same to the eye: three of four dots."""
    return "●" * (level or 0) + "○" * (4 - (level or 0))


def caps(say: Speech) -> Mapping[str, str]:
    """What keeps a finding from standing more strongly."""
    return {
        Cap.NO_CONSULTATION: say("ze rust op geen enkele consultatie"),
        Cap.TWO_SERIOUS: say("er zijn twee of meer ernstige bedenkingen"),
        Cap.ONE_SERIOUS: say("er is een ernstige bedenking"),
        Cap.ONE_CONSULTATION: say("ze rust op één consultatie"),
        Cap.FEW_BY_ONE_METHOD: say("ze rust op minder dan tien mensen, met één methode"),
        Cap.VERY_FEW: say("ze rust op minder dan vijf mensen in één consultatie"),
        Cap.NO_COUNTER_EVIDENCE: say("er is nog niet genoteerd wat haar tegenspreekt"),
        Cap.NO_SECOND_READER: say("er was nog geen tweede lezer"),
    }


def qualities(say: Speech) -> Mapping[str, str]:
    """The four questions about the evidence."""
    return {
        Quality.METHOD: say("Goed gevraagd en genoteerd?"),
        Quality.COHERENCE: say("Wijst alles dezelfde kant op?"),
        Quality.ADEQUACY: say("Genoeg, en rijk genoeg?"),
        Quality.RELEVANCE: say("Over de mensen en de regel waarover we spreken?"),
    }


def concerns(say: Speech) -> Mapping[str, str]:
    """How much there is to say against the evidence."""
    names = {
        Concern.NONE: say("geen bedenking"),
        Concern.SOME: say("enige bedenking"),
        Concern.SERIOUS: say("ernstige bedenking"),
    }
    return {concern.name.lower(): words for concern, words in names.items()}


def methods(say: Speech) -> Mapping[str, str]:
    """How people were consulted."""
    return {
        Method.SURVEY: say("survey"),
        Method.FOCUS_GROUP: say("focusgroep"),
        Method.INTERVIEW: say("interviewreeks"),
        Method.DISCUSSION_TABLE: say("discussietafel"),
        Method.CITIZEN_PANEL: say("burgerpanel"),
    }


def places(say: Speech) -> Mapping[str, str]:
    """Where sessions are held, in bands."""
    return {
        "antwerpen": say("provincie Antwerpen"),
        "limburg": say("provincie Limburg"),
        "oost-vlaanderen": say("provincie Oost-Vlaanderen"),
        "vlaams-brabant": say("provincie Vlaams-Brabant"),
        "west-vlaanderen": say("provincie West-Vlaanderen"),
        "brussel": say("Brussel"),
        "online": say("online"),
    }


def kinds(say: Speech) -> Mapping[str, str]:
    """What a piece of evidence is."""
    return {
        "table-cell": say("cijfer"),
        "highlight": say("fragment"),
        "grid-cell": say("samenvatting in het rooster"),
        "quote": say("citaat"),
        "notes": say("notities van een gesprek"),
        "research": say("feit uit onderzoek"),
        "external-question": say("vraag van buiten"),
        "discrimination-report": say("melding van discriminatie"),
        "good-practice": say("goede praktijk"),
    }


def attributions(say: Speech) -> Mapping[str, str]:
    """To whom a quote is ascribed."""
    return {
        "participant": say("een deelnemer"),
        "target-group": say("iemand uit de doelgroep"),
        "first-time": say("iemand die voor het eerst meedeed"),
        "earlier": say("iemand die al eerder meedeed"),
    }


def governments(say: Speech) -> Mapping[str, str]:
    """At which level the addressee decides."""
    return {
        Government.LOCAL: say("lokaal niveau"),
        Government.FLEMISH: say("Vlaams niveau"),
        Government.FEDERAL: say("federaal niveau"),
    }


def steps(say: Speech) -> Mapping[str, str]:
    """What became of a recommendation."""
    return {
        FORMULATED: say("geformuleerd"),
        Step.HANDED_OVER: say("overhandigd"),
        Step.ANSWERED: say("antwoord gekregen"),
        Step.ADOPTED: say("overgenomen"),
        Step.PARTLY: say("deels overgenomen"),
        Step.REJECTED: say("afgewezen"),
        Step.NO_ANSWER: say("geen antwoord"),
    }


def problems(say: Speech) -> Mapping[str, str]:
    """Why a report cannot be published; in `%(which)s` what it is about."""
    return {
        "no_findings": say("Er is nog geen bevinding."),
        "finding_unsettled": say("Deze bevinding heeft nog geen tweede lezer: %(which)s"),
        "finding_review": say("Deze bevinding moet opnieuw nagekeken worden: %(which)s"),
        "recommendation_unfounded": say("Deze aanbeveling rust op geen vastgestelde bevinding: %(which)s"),
        "cell_changed": say(
            "Dit cijfer is veranderd sinds het geciteerd werd. Citeer het opnieuw: %(which)s"
        ),
        "cell_hidden": say(
            "Dit cijfer is te klein voor een rapport dat iedereen leest. Citeer een ander: %(which)s"
        ),
        "quote_unapproved": say("Dit citaat is niet door twee mensen goedgekeurd: %(which)s"),
        "prose_missing": say("Dit deel is nog niet geschreven: %(which)s"),
    }
