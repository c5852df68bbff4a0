"""Activities in words: their kinds, what is missing, what cannot be right, what became of an ask."""

from flask import Flask

from consult.actions.activities import ActivityProblem
from consult.plan.activity import Activity, ActivityKind, Level, Setting
from consult.plan.missing import Missing
from consult.web.interface import _
from consult.web.staff.display import day


def set_up(app: Flask) -> None:
    """Filters for the templates."""
    app.jinja_env.filters |= {
        "activity_kind_name": lambda kind: activity_kinds()[ActivityKind(kind)],
        "is_conversation": lambda kind: ActivityKind(kind).is_a_conversation,
    }


def activity_kinds() -> dict[ActivityKind, str]:
    """What each kind is called."""
    return {
        ActivityKind.TALK: _("gesprek met beleidsactoren"),
        ActivityKind.DIALOGUE: _("dialoogmoment"),
        ActivityKind.MEETING: _("samenkomst met organisaties"),
        ActivityKind.NETWORK: _("netwerkmoment"),
        ActivityKind.FORUM: _("adviesraad of overlegforum"),
        ActivityKind.ADVICE: _("advies"),
        ActivityKind.STUDY: _("onderzoek"),
        ActivityKind.TRAJECTORY: _("traject"),
        ActivityKind.TRAINING: _("vorming, workshop of webinar"),
        ActivityKind.CAMPAIGN: _("campagne"),
        ActivityKind.PRESS: _("persinitiatief"),
        ActivityKind.NEWSLETTER: _("nieuwsbrief"),
        ActivityKind.PUBLICATION: _("publicatie"),
        ActivityKind.PODCAST: _("podcast"),
        ActivityKind.COALITION: _("coalitie"),
        ActivityKind.PACKAGE: _("pakket of tool"),
        ActivityKind.OTHER: _("iets anders"),
    }


def levels() -> dict[Level, str]:
    """What each level of government is called."""
    return {Level.LOCAL: _("lokaal"), Level.FLEMISH: _("Vlaams"), Level.FEDERAL: _("federaal")}


def settings() -> dict[Setting, str]:
    """How an activity is held."""
    return {
        Setting.IN_PERSON: _("ter plaatse"),
        Setting.ONLINE: _("online"),
        Setting.PHONE: _("telefonisch"),
        Setting.WRITTEN: _("schriftelijk"),
    }


def outcomes() -> dict[str, str]:
    """What became of an ask; an empty word is nothing yet."""
    return {
        "": _("nog niet ter sprake"),
        "handed-over": _("overhandigd"),
        "answered": _("beantwoord"),
        "adopted": _("overgenomen"),
        "partly": _("deels overgenomen"),
        "rejected": _("afgewezen"),
        "no-answer": _("geen antwoord"),
    }


def strengths() -> dict[int, str]:
    """How firm the evidence behind a talk is."""
    return {4: _("Stevig"), 3: _("Redelijk"), 2: _("Beperkt"), 1: _("Signaal")}


def told(activity: Activity) -> str:
    """An activity in one line: its subject, its kind, its day and with whom."""
    when = day(activity.day) if activity.day else _("dag nog niet bekend")
    return f"{activity.title} ({', '.join(filter(None, (activity_kinds()[activity.kind], when, activity.with_whom)))})"


def shortcoming(one: Missing, activity: Activity) -> str:
    """What keeps an activity from counting, with both numbers where it is a matter of how many."""
    if one.code == "future" and activity.day:
        return _("Gepland op %(day)s: het moet nog gehouden worden.", day=day(activity.day))
    return _shortcomings()[one.code] % {"have": one.have, "need": one.need}


def problem_sentence(problem: ActivityProblem) -> str:
    """What cannot be right in what was filled in, and how to mend it."""
    sentences = {
        "link_unknown": _("Er is geen indicator %(indicator)s in het plan."),
        "link_counts_consultations": _(
            "%(indicator)s telt consultaties: een activiteit kan er niet aan gekoppeld worden."
        ),
        "link_counts_nothing": _(
            "%(indicator)s vraagt geen aantal, maar een overzicht, een product of een meting. Er valt niets te tellen: koppel aan een andere indicator."
        ),
        "link_superseded": _("%(indicator)s is vervangen. Koppel aan %(instead)s."),
        "with_a_person": _(
            "Dit lijkt op een naam, een nummer of een mailadres. Schrijf de organisatie of de functie, zoals 'kabinet Wonen, raadgever'."
        ),
        "held_in_the_future": _("Die dag moet nog komen. Noteer pas nadat het gehouden is."),
        "too_many_asks": _("Dit zijn %(asks)s vragen. Kies er ten hoogste %(most)s: één blad, één gesprek."),
        "advice_unknown": _("Deze aanbeveling hoort niet bij het project van dit gesprek."),
        "handed_to_whom": _("Schrijf aan wie ze overhandigd is: een kabinet, een dienst, een bestuur."),
        "handed_to_a_person": _(
            "Dit lijkt op een naam, een nummer of een mailadres. Schrijf de organisatie of de functie, zoals 'kabinet Wonen, raadgever'."
        ),
        "handed_where": _("Schrijf waar dat was: een overleg, een hoorzitting, een brief."),
        "passage_unknown": _("Deze zin staat niet in de beleidsnota van dit plan: %(passage)s."),
        "quote_from_nowhere": _("Schrijf waar het citaat vandaan komt, zoals 'focusgroep huurders Gent'."),
        "strength_from_nowhere": _("Schrijf waarop de sterkte steunt, zoals 'drie consultaties, 41 mensen'."),
    }
    return sentences[problem.code] % dict(problem.figures)


def _shortcomings() -> dict[str, str]:
    return {
        "cancelled": _("Geannuleerd: dit telt nooit en blijft in het register."),
        "demonstration": _("Dit hoort bij een demonstratie en telt niet in een echt plan."),
        "no_demonstration": _("Dit is echt en telt niet in het plan van een demonstratie."),
        "with_whom": _("Met welke organisatie of functie het was, ontbreekt."),
        "link": _("Er is nog geen indicator gekoppeld die activiteiten telt."),
        "date": _("De dag is nog niet bekend."),
        "held": _("Niemand noteerde dat het gehouden is."),
        "outside_plan": _("De dag valt buiten de looptijd van het plan."),
        "notes": _("%(have)s van %(need)s zinnen over wat er gezegd is."),
        "second_approval": _("Een tweede persoon heeft nog niet gevalideerd."),
        "another_year": _("Gehouden in %(have)s; deze indicator hoort bij het jaarplan %(need)s."),
    }
