"""The quote bank: a passage is redacted first, then approved by two people, and ascribed to nobody who can be found."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.actions import clock
from consult.actions.identifiers import new_id
from consult.actions.notes.highlighting import check_passage
from consult.actions.notes.noted import text_of
from consult.actions.records import consultation_of
from consult.actions.refusal import Refused
from consult.actions.releases.profiles import profile_named
from consult.evidence.attribution import Attribution, safe_classes
from consult.evidence.findings import Gone
from consult.evidence.redaction import MARK, Reason, Span, covered
from consult.folder import DataFolder
from consult.instrument.languages import SOURCE
from consult.store import audit
from consult.store import consultations as rows
from consult.store import notes as stored
from consult.store.citations import Cited, cited_sources_gone
from consult.store.consultations import Consultation
from consult.store.notes import Quote as Quote  # the web may not import the tables
from consult.store.notes import QuoteApproval, Source

APPROVALS = 2
MOST_LETTERS = 3000


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A passage as someone reviewed it: what is covered (places within the passage), in what language, translated, ascribed."""

    covered: tuple[Span, ...]
    language: str
    translation: str
    attribution: Attribution


def quote(id_: str) -> Quote | None:
    """One quote."""
    return stored.quote(id_)


def quotes(row: Consultation | None = None) -> list[Quote]:
    """The quotes of a consultation, or of all."""
    return stored.quotes_of(row.id if row else None)


def is_approved(quote: Quote) -> bool:
    """Whether it may be read outside the team."""
    return len(quote.approvals) >= APPROVALS


def may_approve(quote: Quote, who: str) -> bool:
    """Whether this person can be one of the two."""
    return who not in cannot_approve(quote)


def cannot_approve(quote: Quote) -> frozenset[str]:
    """Who cannot be one of the two: who alone wrote a quote does not judge it, and nobody does so twice."""
    alone = quote.writers if len(quote.writers) == 1 else []
    return frozenset([*alone, *(one.approved_by for one in quote.approvals)])


def needs_translation(quote: Quote) -> bool:
    """Whether its language is not that of reports."""
    return quote.language.partition("-")[0] != SOURCE and not quote.translation


def published(quote: Quote) -> str:
    """Its words as anyone may read them."""
    return quote.translation if original_identifies(quote) else quote.text


def original_identifies(quote: Quote) -> bool:
    """Whether the original may not be shown outside: its language can tell who spoke (privacy.md, 1.8 and 1.9)."""
    return quote.language.partition("-")[0] != SOURCE


def classes(row: Consultation, source: Source, folder: DataFolder) -> tuple[Attribution, ...]:
    """To whom a quote of this source may be ascribed, by the thresholds of the internal profile."""
    safety = profile_named("internal", folder).safety
    known = consultation_of(row, clock.today())
    session = next((one.everyone for one in known.sessions if one.id == source.session_id), ())
    sample = [one for of in known.sessions for one in of.everyone]
    return safe_classes(session, sample, safety.threshold, safety.threshold_identity)


def ascribed_to(row: Consultation, quote: Quote, folder: DataFolder) -> Attribution:
    """The class of a quote as it may be shown today: a grid that was corrected may have made it too small."""
    chosen = Attribution(quote.attribution)
    return chosen if chosen in classes(row, quote.source, folder) else Attribution.PARTICIPANT


def add_quote(
    row: Consultation,
    source: Source,
    passage: tuple[int, int],
    reviewed: Reviewed,
    folder: DataFolder,
    by: str,
) -> Quote:
    """A quote, once someone reviewed what has to be covered. Raises Refused when it may not be one."""
    check_quotable(source)
    start, end = check_passage(source, passage)
    if end - start > MOST_LETTERS:
        raise Refused("quote_too_long", most=MOST_LETTERS)
    _check_attribution(row, source, reviewed, folder)
    made = Quote(
        id=new_id(),
        source_id=source.id,
        start=start,
        end=end,
        writers=[by],
        reviewed_by=by,
        reviewed_on=clock.today(),
        **_columns(source, (start, end), reviewed),
    )
    rows.add(made)
    rows.refresh(source)
    audit.note(by, "quote reviewed", row.id, quote=made.id, covered=len(reviewed.covered))
    return made


def change_quote(row: Consultation, quote: Quote, reviewed: Reviewed, folder: DataFolder, by: str) -> None:
    """Another redaction, translation or class: whoever approved it approved something else, and has to look again."""
    _check_has_text(quote.source)
    _check_attribution(row, quote.source, reviewed, folder)
    for name, value in _columns(quote.source, (quote.start, quote.end), reviewed).items():
        setattr(quote, name, value)
    quote.writers = sorted({*quote.writers, by})
    quote.reviewed_by, quote.reviewed_on = by, clock.today()
    was_approved = is_approved(quote)
    quote.approvals = []
    rows.flush()
    if was_approved:
        cited_sources_gone([Cited("quote", quote.id)], Gone.CHANGED, by)
    audit.note(by, "quote reviewed", row.id, quote=quote.id, covered=len(reviewed.covered))


def approve_quote(row: Consultation, quote: Quote, folder: DataFolder, by: str) -> None:
    """One of the two approvals. Raises Refused when this person, or this quote, cannot have it."""
    check_quotable(quote.source)
    if by in [one.approved_by for one in quote.approvals]:
        raise Refused("quote_approved_before")
    if not may_approve(quote, by):
        raise Refused("quote_is_ones_own")
    if needs_translation(quote):
        raise Refused("quote_without_translation")
    if Attribution(quote.attribution) not in classes(row, quote.source, folder):
        raise Refused("class_too_small")
    rows.add(QuoteApproval(quote_id=quote.id, approved_by=by, approved_on=clock.today()))
    rows.refresh(quote)
    audit.note(by, "quote approved", row.id, quote=quote.id)


def drop_quote(row: Consultation, quote: Quote, by: str) -> None:
    """Takes a quote away; its source and highlights stay."""
    audit.note(by, "quote dropped", row.id, quote=quote.id, approvals=len(quote.approvals))
    id_ = quote.id
    rows.drop(quote)
    cited_sources_gone([Cited("quote", id_)], Gone.DROPPED, by)


def spans(quote: Quote) -> tuple[Span, ...]:
    """What of its passage is covered."""
    return tuple(Span(start, end, Reason(reason)) for start, end, reason in quote.redactions)


def check_quotable(source: Source) -> None:
    """Raises Refused when nothing of this source may be quoted."""
    if not source.quoting:
        raise Refused("no_consent_to_quote")


def _check_has_text(source: Source) -> None:
    if source.emptied_on:
        raise Refused("source_emptied")


def _check_attribution(row: Consultation, source: Source, reviewed: Reviewed, folder: DataFolder) -> None:
    if reviewed.attribution not in classes(row, source, folder):
        raise Refused("class_too_small")


def _columns(source: Source, passage: tuple[int, int], reviewed: Reviewed) -> dict[str, object]:
    said = text_of(source).passage(*passage)
    shown = covered(said, reviewed.covered)
    if not shown.replace(MARK, "").strip():
        raise Refused("nothing_left_of_quote")
    return {
        "language": reviewed.language,
        "text": shown,
        "redactions": _stored(reviewed.covered),
        "translation": reviewed.translation,
        "attribution": reviewed.attribution,
    }


def _stored(spans: Sequence[Span]) -> list[list[object]]:
    return [[one.start, one.end, one.reason.value] for one in spans]
