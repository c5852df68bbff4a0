"""The quote bank: what is covered is reviewed first; then two people approve."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from consult.actions import accounts
from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.actions.notes import highlighting, quotes
from consult.actions.notes.noted import Source
from consult.actions.notes.quotes import Quote, Reviewed
from consult.evidence.attribution import Attribution
from consult.evidence.redaction import Reason, Span, spans_of, suggestions
from consult.web.interface import _
from consult.web.protection import erase_after_commit
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.display import language_names
from consult.web.staff.fields import Most, OneOf, SomeOf, StaffForm
from consult.web.staff.gate import folder
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.note_sentences import attributions, reasons
from consult.web.staff.notes import session_days, source_or_404
from consult.web.staff.sentences import done

APPROVED, WAITING = "approved", "waiting"


class QuoteForm(StaffForm):
    """What is covered of a passage, its language and translation, and to whom it is ascribed."""

    suggested = SomeOf("")
    also = TextAreaField("", [Most(2000)])
    language = OneOf("")
    translation = TextAreaField("", [Most(quotes.MOST_LETTERS)])
    attribution = OneOf("")

    def reviewed(self, passage: str) -> Reviewed:
        """What the form says, once it is valid."""
        return Reviewed(
            covered=(*map(_span, self.suggested.data or ()), *self._also(passage)),
            language=self.language.data,
            translation=(self.translation.data or "").strip(),
            attribution=Attribution(self.attribution.data),
        )

    def finds_all(self, passage: str) -> bool:
        """Whether each of the words to cover stands in the passage; says which do not."""
        lost = [words for words in self._lines() if not spans_of(words, passage)]
        if lost:
            self.blame(_("Dit staat niet in het citaat: %(words)s", words="; ".join(lost)), "also")
        return not lost

    def _also(self, passage: str) -> list[Span]:
        return [span for words in self._lines() for span in spans_of(words, passage)]

    def _lines(self) -> list[str]:
        return [line.strip() for line in (self.also.data or "").splitlines() if line.strip()]


@staff.get("/consultations/<consultation_id>/quotes")
def quotes_of_consultation(consultation_id: str) -> ResponseReturnValue:
    """Its quotes; who only reads along sees those that two people approved."""
    row = consultation_or_404(consultation_id)
    inside = Role(g.member.role) is not Role.INSPECTOR
    found = [one for one in quotes.quotes(row) if inside or quotes.is_approved(one)]
    return render_template(
        "staff/quotes.html",
        row=row,
        listing=_listing(found),
        inside=inside,
        days=session_days(row),
        ascribed={one.id: attributions()[quotes.ascribed_to(row, one, folder())] for one in found},
        quotes=quotes,
        languages=language_names(),
        names=accounts.names(),
        said=done(request.args.get("done")),
    )


@staff.route("/consultations/<consultation_id>/notes/<source_id>/quotes/new", methods=["GET", "POST"])
def new_quote(consultation_id: str, source_id: str) -> ResponseReturnValue:
    """Shows a passage with what could lead to a person, before anything is quoted."""
    row, source = source_or_404(consultation_id, source_id)
    quotes.check_quotable(source)
    start, end = highlighting.check_passage(source, (_place("start"), _place("end")))
    passage = source.text[start:end]
    form = _form(row, source, passage, {"language": source.language})
    if request.method == "POST" and form.validate() and form.finds_all(passage):
        with form.showing_refusals():
            quotes.add_quote(row, source, (start, end), form.reviewed(passage), folder(), by=g.member.id)
            return _back(row, "quote-reviewed")
    address = url_for("staff.new_quote", consultation_id=row.id, source_id=source.id, start=start, end=end)
    return _review(row, source, passage, form, address)


@staff.route("/consultations/<consultation_id>/quotes/<quote_id>", methods=["GET", "POST"])
def change_quote(consultation_id: str, quote_id: str) -> ResponseReturnValue:
    """The same review again, with what was decided."""
    row, quote = _quote_or_404(consultation_id, quote_id)
    source = quote.source
    if source.emptied_on:
        abort(404)
    passage = source.text[quote.start : quote.end]
    form = _form(row, source, passage, _decided(quote, passage))
    if request.method == "POST" and form.validate() and form.finds_all(passage):
        with form.showing_refusals():
            quotes.change_quote(row, quote, form.reviewed(passage), folder(), by=g.member.id)
            return _back(row, "quote-reviewed")
    address = url_for("staff.change_quote", consultation_id=row.id, quote_id=quote.id)
    return _review(row, source, passage, form, address, quote)


@staff.post("/consultations/<consultation_id>/quotes/<quote_id>/approve")
def approve_quote(consultation_id: str, quote_id: str) -> ResponseReturnValue:
    """One of the two approvals."""
    row, quote = _quote_or_404(consultation_id, quote_id)
    quotes.approve_quote(row, quote, folder(), by=g.member.id)
    return _back(row, "quote-approved")


@staff.route("/consultations/<consultation_id>/quotes/<quote_id>/drop", methods=["GET", "POST"])
def drop_quote(consultation_id: str, quote_id: str) -> ResponseReturnValue:
    """Says what is lost, then takes the quote away."""
    row, quote = _quote_or_404(consultation_id, quote_id)
    if request.method == "POST":
        quotes.drop_quote(row, quote, by=g.member.id)
        erase_after_commit()
        return _back(row, "quote-dropped")
    return render_template("staff/drop_quote.html", row=row, quote=quote)


def _review(
    row: Consultation, source: Source, passage: str, form: QuoteForm, action: str, quote: Quote | None = None
) -> str:
    return render_template(
        "staff/quote_form.html",
        row=row,
        source=source,
        passage=passage,
        form=form,
        action=action,
        quote=quote,
        few=len(list(form.attribution.choices or ())) == 1,
    )


def _form(row: Consultation, source: Source, passage: str, start: dict[str, object]) -> QuoteForm:
    found = suggestions(passage)
    offered = [(_value(one), f"{passage[one.start : one.end]} ({reasons()[one.reason]})") for one in found]
    form = QuoteForm(request.form, data={"suggested": [value for value, _said in offered]} | start)
    form.suggested.choices = offered
    form.language.choices = sorted(language_names().items(), key=lambda one: one[1].casefold())
    form.attribution.choices = [
        (one.value, attributions()[one]) for one in quotes.classes(row, source, folder())
    ]
    return form


def _decided(quote: Quote, passage: str) -> dict[str, object]:
    covered = quotes.spans(quote)
    chosen = dict.fromkeys(passage[one.start : one.end] for one in covered if one.reason is Reason.CHOSEN)
    return {
        "suggested": [_value(one) for one in covered if one.reason is not Reason.CHOSEN],
        "also": "\n".join(" ".join(words.split()) for words in chosen),
        "language": quote.language,
        "translation": quote.translation,
        "attribution": quote.attribution,
    }


def _listing(found: list[Quote]) -> Listing[Quote]:
    return Listing(
        found,
        [
            Column("source", _("Notities"), lambda one: (one.source.title, one.start)),
            Column("reviewed", _("Nagekeken"), lambda one: (one.reviewed_on, one.id)),
        ],
        text=lambda one: f"{one.text} {one.translation} {one.source.title}",
        filters=[
            Filter(
                "state",
                _("Stand"),
                [(WAITING, _("wacht op goedkeuring")), (APPROVED, _("goedgekeurd"))],
                lambda one: APPROVED if quotes.is_approved(one) else WAITING,
            )
        ],
    )


def _quote_or_404(consultation_id: str, quote_id: str) -> tuple[Consultation, Quote]:
    row = consultation_or_404(consultation_id)
    quote = quotes.quote(quote_id)
    return (row, quote) if quote is not None and quote.source.consultation_id == row.id else abort(404)


def _value(span: Span) -> str:
    return f"{span.start}-{span.end}-{span.reason.value}"


def _span(value: str) -> Span:
    start, end, reason = value.split("-", 2)
    return Span(int(start), int(end), Reason(reason))


def _place(name: str) -> int:
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0


def _back(row: Consultation, act: str) -> ResponseReturnValue:
    return redirect(url_for("staff.quotes_of_consultation", consultation_id=row.id, done=act))
