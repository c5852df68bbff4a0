"""What is still missing before a consultation counts, in the order in which things happen: what staff are asked next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consult.consultation.as_of import seen
from consult.consultation.definition import Consultation, DocumentKind
from consult.consultation.evidence_items import Item, is_confirmed, is_second_person
from consult.plan.counting import Because, Reason, verdict
from consult.plan.definition import Plan
from consult.plan.rule import CountingRule


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing to do, with how much of it there is and how much it takes; both None where it is there or it is not."""

    code: str
    have: int | None = None
    need: int | None = None


# A reason that no record can mend (a demonstration, a trajectory already counted) stands under its own name.
_ORDER = (
    "link",
    "theme",
    "instrument",
    "agreement",
    "notice",
    "dates",
    "participations",
    "people",
    "target_share",
    "span",
    "attendance",
    "data",
    "report",
    "approval",
    "second_approval",
    "batch",
)

_CODES = {
    Because.NOT_LINKED: "link",
    Because.NO_PARTICIPATION: "participations",
    Because.BELOW_MINIMUM: "people",
    Because.MINORITY: "target_share",
    Because.TOO_LONG: "span",
    Because.PARTNER: "agreement",
}


def missing(consultation: Consultation, rule: CountingRule, plan: Plan, as_of: date) -> tuple[Missing, ...]:
    """Everything that keeps `consultation` from counting on the day `as_of`; empty exactly when it counts.

    A cancelled consultation misses one thing, `cancelled`: nothing that is done makes it count.
    """
    known = seen(consultation, as_of)
    found = [
        one for reason in verdict(consultation, rule, plan, as_of).why for one in _missing(reason, known)
    ]
    return tuple(sorted(found, key=_place))


def _place(one: Missing) -> int:
    return _ORDER.index(one.code) if one.code in _ORDER else -1


def _missing(reason: Reason, known: Consultation) -> Iterator[Missing]:
    if reason.code is Because.EVIDENCE_MISSING:
        for item in reason.items:
            yield from _missing_item(item, known)
        return
    figures = dict(reason.figures)
    have, need = figures.get("have"), figures.get("need")
    code = _CODES.get(reason.code, reason.code.name.lower())
    yield Missing(code, have if isinstance(have, int) else None, need if isinstance(need, int) else None)


def _missing_item(item: Item, known: Consultation) -> Iterator[Missing]:
    """Sessions are counted one by one; the report and its approval are two things to do."""
    held = len(known.sessions) or None
    if item is Item.ATTENDANCE and held:
        yield Missing(item, sum(is_confirmed(session) for session in known.sessions), held)
    elif item is Item.DATA and held:
        yield Missing(item, sum(bool(session.notes_checksum) for session in known.sessions), held)
    elif item is Item.REPORT:
        if not known.documents_of(DocumentKind.REPORT):
            yield Missing(item)
        if not known.report_approved:
            yield Missing("approval")
    elif item is Item.SECOND_APPROVAL and known.unconfirmed:
        if not is_second_person(known):
            yield Missing(item)
        yield Missing("batch")
    else:
        yield Missing(item)
