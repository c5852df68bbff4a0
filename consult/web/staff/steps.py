"""A consultation as the steps in which its facts happen: what is done, what is missing, the one next thing to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.actions.records import Standing
from consult.consultation.states import State
from consult.instrument.definition import Method
from consult.plan.missing import Missing
from consult.web.interface import _
from consult.web.staff.shortcomings import missing_sentence

PLAN, FIELDWORK, DATA, REPORT, VALIDATION = STEPS = ("plan", "fieldwork", "data", "report", "validation")

_WHERE = {
    "link": PLAN,
    "theme": PLAN,
    "instrument": PLAN,
    "agreement": PLAN,
    "notice": FIELDWORK,
    "dates": FIELDWORK,
    "participations": FIELDWORK,
    "people": FIELDWORK,
    "target_share": FIELDWORK,
    "span": FIELDWORK,
    "attendance": FIELDWORK,
    "data": DATA,
    "report": REPORT,
    "approval": REPORT,
    "second_approval": VALIDATION,
    "batch": VALIDATION,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the page. standing: `done`, `now` (the first that is not done), `later`, or `lapsed`."""

    key: str
    title: str
    standing: str
    missing: tuple[str, ...]

    @property
    def emphasis(self) -> str:
        """How much its act asks for attention: one clear action on the page, and quiet links where all is done."""
        return {"now": "button", "later": "button second", "done": "", "lapsed": ""}[self.standing]


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing to do: a verb, and the step where it is done."""

    verb: str
    step: str


def steps(standing: Standing) -> list[Step]:
    """The five steps of a consultation."""
    first_open = next((key for key in STEPS if _of(standing, key)), None)
    cancelled = standing.state is State.CANCELLED
    return [
        Step(
            key,
            title,
            "lapsed" if cancelled else _standing(standing, key, first_open),
            tuple(missing_sentence(one, standing.consultation) for one in _of(standing, key)),
        )
        for key, title in zip(STEPS, _titles(standing), strict=True)
    ]


def next_step(standing: Standing) -> Next | None:
    """What to do first; None when nothing is missing, or nothing can be done about it."""
    for one in standing.missing:
        step = _where(one, standing)
        if step and standing.state is not State.CANCELLED:
            return Next(_verb(one, standing), step)
    return None


def how_many_things(standing: Standing) -> int:
    """How many things are missing before it counts; 0 for one that never will, cancelled or of organisations."""
    return 0 if standing.state is State.CANCELLED or standing.never_counts else len(standing.missing)


def _of(standing: Standing, key: str) -> list[Missing]:
    return [one for one in standing.missing if _where(one, standing) == key]


def _where(one: Missing, standing: Standing) -> str | None:
    """A survey's attendance is the log of its responses, which is recorded together with its dataset."""
    if one.code == "attendance" and standing.consultation.method is Method.SURVEY:
        return DATA
    return _WHERE.get(one.code)


def _standing(standing: Standing, key: str, first_open: str | None) -> str:
    if standing.never_counts:
        return "later"  # nothing is missing from it, but that makes no step done
    if not _of(standing, key):
        return "done"
    return "now" if key == first_open else "later"


def _titles(standing: Standing) -> Iterator[str]:
    survey = standing.consultation.method is Method.SURVEY
    yield _("Opzet")
    yield _("Veldwerk") if survey else _("Sessies en aanwezigheid")
    yield _("Dataset") if survey else _("Notities")
    yield _("Verslag en goedkeuring")
    yield _("Validatie door een tweede persoon")


def _verb(one: Missing, standing: Standing) -> str:
    survey = standing.consultation.method is Method.SURVEY
    if one.code in ("dates", "participations", "people"):
        return _verb_of_fieldwork(standing, survey)
    verbs = {
        "link": _("Koppel aan het plan"),
        "theme": _("Vul de opzet aan"),
        "instrument": _("Kies een instrument"),
        "agreement": _("Voeg de overeenkomst toe"),
        "notice": _("Noteer de toestemming"),
        "target_share": _("Bekijk wie aanwezig was"),
        "span": _("Verantwoord de duur"),
        "attendance": _("Leg de dataset vast") if survey else _("Bevestig de aanwezigheid"),
        "data": _("Leg de dataset vast") if survey else _("Voeg de notities toe"),
        "report": _("Voeg het verslag toe"),
        "approval": _("Keur het verslag goed"),
        "second_approval": _("Vraag het een tweede persoon"),
        "batch": _("Laat de werkmap bevestigen"),
    }
    return verbs[one.code]


def _verb_of_fieldwork(standing: Standing, survey: bool) -> str:
    if not survey:
        return _("Noteer een sessie") if not standing.consultation.closed else _("Bekijk wat er ontbreekt")
    if standing.state is State.PLANNED:
        return _("Zet de survey open")
    return _("Deel het adres") if standing.state is State.RUNNING else _("Bekijk wat er ontbreekt")
