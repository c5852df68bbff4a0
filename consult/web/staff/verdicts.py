"""Why a consultation counts or not, in sentences: the one place where the facts of a verdict become words."""

from collections.abc import Iterator, Sequence
from datetime import date

from consult.plan.counting import Because, Caveat, Reason, Worth
from consult.plan.missing import missing
from consult.plan.tally import Judged, Tally
from consult.web.interface import _, ngettext
from consult.web.staff.display import day
from consult.web.staff.shortcomings import missing_sentence, people_so_far

_MOVING = (Because.BELOW_MINIMUM, Because.MINORITY)  # their figures move with each answer


def why(judged: Judged, tally: Tally) -> list[str]:
    """Why it counts, or everything that keeps it from counting."""
    return list(_why_it_counts(judged, tally) if judged.verdict.counts else _why_not(judged, tally))


def caveats(judged: Judged) -> list[str]:
    """What an inspector may ask about."""
    if judged.consultation.is_open_survey:
        return []  # their figures would move with each answer; there is time to ask once it is closed
    return [_caveat(one) for one in judged.verdict.warnings]


def _why_it_counts(judged: Judged, tally: Tally) -> Iterator[str]:
    one, least = judged.consultation, tally.rule.methods[judged.consultation.method].minimum
    persons = judged.verdict.persons
    yield ngettext(
        "%(n)s deelnemer uit de doelgroep (minstens %(least)s gevraagd).",
        "%(n)s deelnemers uit de doelgroep (minstens %(least)s gevraagd).",
        persons,
        least=least,
    )
    if one.historic:
        yield _("Historisch dossier: verslag, aanwezigheidslijst en data zijn bekend.")
    else:
        yield _("Instrument, toestemming, aanwezigheid, gegevens en goedgekeurd verslag zijn er.")
    if one.partner:
        yield _("Georganiseerd door %(partner)s, met een schriftelijke overeenkomst.", partner=one.partner)
    if one.validated:
        yield _("Gevalideerd door een tweede persoon op %(day)s.", day=day(one.validated.on))


def _why_not(judged: Judged, tally: Tally) -> Iterator[str]:
    codes = {reason.code for reason in judged.verdict.why}
    for reason in judged.verdict.why:
        if reason.code is Because.BELOW_MINIMUM and Because.NO_PARTICIPATION in codes:
            continue  # nobody yet is said once
        if reason.code is Because.EVIDENCE_MISSING:
            yield from _evidence_missing(reason, judged, tally)
        elif reason.code is Because.TRAJECTORY_COUNTED:
            yield _trajectory(reason, tally.judged)
        elif judged.consultation.is_open_survey and reason.code in _MOVING:
            yield from _so_far(reason)
        else:
            yield _reasons()[reason.code] % dict(reason.figures)


def _so_far(reason: Reason) -> Iterator[str]:
    """What can be said while answers come in; which share is of the target group waits for the closing."""
    figures = dict(reason.figures)
    if reason.code is Because.BELOW_MINIMUM:
        yield people_so_far(int(figures["have"]), int(figures["need"]))


def _evidence_missing(reason: Reason, judged: Judged, tally: Tally) -> Iterator[str]:
    """Each piece as something to do; the report and its approval are two, and so are its validation and its batch."""
    asked = {*reason.items, "approval", "batch"}
    for one in missing(judged.consultation, tally.rule, tally.plan, tally.as_of):
        if one.code in asked:
            yield missing_sentence(one, judged.consultation)


def _trajectory(reason: Reason, judged: Sequence[Judged]) -> str:
    first = dict(reason.figures)["by"]
    title = next((one.consultation.title for one in judged if one.consultation.id == first), "")
    return _("In deze lezing telt het traject één keer: met '%(title)s'.", title=title)


def _reasons() -> dict[Because, str]:
    return {
        Because.CANCELLED: _("Ze is geannuleerd en telt dus nooit; ze blijft in het register."),
        Because.ASKS_ORGANISATIONS: _("Ze bevraagt organisaties en geen mensen, en telt dus nooit."),
        Because.DEMONSTRATION: _("Ze hoort bij een demonstratie en telt niet in een echt plan."),
        Because.NO_DEMONSTRATION: _("Ze is echt en telt niet in het plan van een demonstratie."),
        Because.NOT_LINKED: _("Ze is niet aan %(indicator)s gekoppeld."),
        Because.NO_PARTICIPATION: _("Er zijn geen deelnames in de looptijd van het plan."),
        Because.BELOW_MINIMUM: _("%(have)s van minstens %(need)s deelnemers uit de doelgroep gaven inbreng."),
        Because.MINORITY: _(
            "Van %(target)s van de %(present)s aanwezigen is bekend dat ze tot de doelgroep behoren; minstens %(percent)s %% is gevraagd."
        ),
        Because.TOO_LONG: _(
            "De reeks duurde %(days)s dagen, langer dan %(months)s maanden, en niemand schreef waarom."
        ),
        Because.PARTNER: _(
            "%(partner)s organiseerde dit, zonder schriftelijke overeenkomst of zonder het instrument van LEVL."
        ),
    }


def _caveat(one: Caveat) -> str:
    sentences = {
        Worth.FEW: _("Het waren %(have)s deelnemers; onder %(under)s vraagt een inspecteur waarom."),
        Worth.OUTSIDE_PLAN: _(
            "%(participations)s deelnames vielen buiten de looptijd van het plan en tellen niet."
        ),
        Worth.SEVERAL_SESSIONS: _(
            "Deze focusgroep had %(sessions)s sessies; elke gehouden sessie met een eigen verslag kan een eigen consultatie zijn."
        ),
    }
    return sentences[one.code] % dict(one.figures)


def pace(tally: Tally) -> str:
    """How long there is for what is still to go."""
    weeks = tally.pace.days // 7
    if not tally.pace.to_go:
        return _("het streefdoel is gehaald")
    if tally.as_of > tally.plan.end:
        return _("het plan is afgelopen")
    if weeks == 0:
        return ngettext("in %(n)s dag", "in %(n)s dagen", tally.pace.days)
    return ngettext("in %(n)s week", "in %(n)s weken", weeks)


def until(as_of: date) -> str:
    """As of which day this is."""
    return _("stand op %(day)s", day=day(as_of))
