"""What is missing or wrong in the records of a consultation, in the words of whoever can mend it."""

from consult.consultation.definition import Consultation
from consult.consultation.states import SessionProblem
from consult.instrument.definition import Method
from consult.plan.missing import Missing
from consult.web.interface import _

_BAND = 10  # while a survey is open (privacy.md, 1.8)


def missing_sentence(one: Missing, consultation: Consultation) -> str:
    """What is missing; with both numbers where it is a matter of how many."""
    if one.code == "people" and consultation.is_open_survey:
        return people_so_far(one.have or 0, one.need or 0)
    if consultation.method is Method.SURVEY:
        sentences = _anywhere() | _in_a_survey(consultation)
    else:
        sentences = _anywhere() | _in_sessions(consultation, counted=one.need is not None)
    return sentences[one.code] % {"have": one.have, "need": one.need}


def people_so_far(have: int, need: int) -> str:
    """How many took part in a survey that is open, in two bands: an exact number would move with each answer."""
    band = _("Minder dan %(n)s", n=_BAND) if have < _BAND else _("%(n)s of meer", n=_BAND)
    return _(
        "%(have)s deelnemers uit de doelgroep gaven tot nu toe inbreng; minstens %(need)s is gevraagd. Het juiste aantal ziet u na het sluiten.",
        have=band,
        need=need,
    )


def session_sentence(problem: SessionProblem) -> str:
    """Why the records of a session cannot all be right, with the numbers on both sides."""
    sentences = {
        "present_negative": _("Het aantal aanwezigen kan niet kleiner zijn dan nul."),
        "more_in_grid_than_present": _(
            "In het rooster staan %(in_grid)s mensen, maar er waren %(present)s aanwezig. Verbeter een van beide."
        ),
        "more_present_than_in_grid": _(
            "Er waren %(present)s mensen aanwezig, maar in het rooster staan er %(in_grid)s. Wie u niet kent, zet u bij onbekend."
        ),
        "confirmed_by_one_person": _("Twee verschillende medewerkers moeten de aanwezigheid bevestigen."),
        "confirmed_before_it_was_held": _(
            "De aanwezigheid kan niet bevestigd zijn voor de sessie gehouden was."
        ),
        "nobody_present": _(
            "Zonder aanwezigen was er geen sessie. Kwam er niemand, annuleer dan de consultatie met die reden: ze blijft in het register."
        ),
        "before_the_plan": _(
            "Die dag ligt voor %(year)s, het eerste jaar van het plan. Kijk het jaartal na; wat eerder was, voert u in met de werkmap van het verleden."
        ),
        "in_the_future": _("Die dag moet nog komen. Noteer een sessie nadat ze gehouden is."),
        "planned_in_the_past": _("Die dag is voorbij. Plan een dag die nog komt, of noteer wie er was."),
        "planned_too_far_ahead": _("Die dag ligt na %(year)s. Kijk het jaartal na."),
        "series_too_long": _(
            "Met deze dag duurt het langer dan %(months)s maanden vanaf %(first)s, en dan telt het niet. Kies een vroegere dag, of schrijf in de opzet waarom het langer duurt."
        ),
        "nobody_of_ours": _("Kies een medewerker of een functie: namen van anderen bewaren we niet."),
        "card_twice_in_one_session": _("Kaart %(card)s staat twee keer in deze sessie."),
        "participation_on_another_day": _("Een deelname staat op een andere dag dan de sessie."),
    }
    return sentences[problem.code] % dict(problem.figures)


def _anywhere() -> dict[str, str]:
    return {
        "cancelled": _("Ze is geannuleerd en telt dus nooit."),
        "asks_organisations": _("Ze bevraagt organisaties en geen mensen, en telt dus nooit."),
        "demonstration": _("Ze hoort bij een demonstratie en telt niet in een echt plan."),
        "no_demonstration": _("Ze is echt en telt niet in het plan van een demonstratie."),
        "trajectory_counted": _("Een andere consultatie van dit traject telt al."),
        "link": _("De koppeling aan OD2.1 ontbreekt."),
        "theme": _("Thema, Resultaat, indicator of criterium ontbreekt."),
        "instrument": _("Er is nog geen instrument gekozen."),
        "agreement": _(
            "De schriftelijke overeenkomst met de partner, of het instrument van LEVL, ontbreekt."
        ),
        "notice": _("De toestemming is niet in elke taal of niet in elke sessie genoteerd."),
        "participations": _("Er zijn nog geen deelnames in de looptijd van het plan."),
        "people": _("%(have)s van minstens %(need)s deelnemers uit de doelgroep gaven inbreng."),
        "target_share": _("Van te weinig aanwezigen is bekend dat ze tot de doelgroep behoren."),
        "span": _("De reeks duurde langer dan de regel toelaat; schrijf in de opzet waarom."),
        "report": _("Het verslag ontbreekt."),
        "approval": _("Het verslag is nog niet goedgekeurd."),
        "second_approval": _("Een tweede persoon heeft nog niet gevalideerd."),
        "batch": _("De werkmap waarmee ze binnenkwam, is nog niet door iemand anders bevestigd."),
    }


def _in_a_survey(consultation: Consultation) -> dict[str, str]:
    not_closed = _("De survey is nog niet gesloten.")
    return {
        "dates": not_closed if consultation.opened else _("De survey staat nog niet open."),
        "attendance": _("Het logboek met het aantal antwoorden per dag is nog niet vastgelegd."),
        "data": _("De dataset is nog niet vastgelegd."),
    }


def _in_sessions(consultation: Consultation, *, counted: bool) -> dict[str, str]:
    """counted: whether there are numbers. On an earlier day a session of today was not there to be confirmed."""
    confirmed = _("%(have)s van %(need)s sessies zijn door twee medewerkers bevestigd.")
    not_over = _("Er is nog niet gezegd welke sessie de laatste was.")
    return {
        "dates": not_over if consultation.sessions else _("Er is nog geen sessie genoteerd."),
        "attendance": confirmed if counted else _("De aanwezigheid is nog niet bevestigd."),
        "data": _("De notities ontbreken."),
    }
