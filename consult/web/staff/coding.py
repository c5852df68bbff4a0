"""One screen to code on: a source, turn by turn, and the themes beside it; by key, by mouse, or by plain form."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts
from consult.actions.consultations import Consultation
from consult.actions.notes import highlighting, noted, quotes
from consult.actions.notes.highlighting import MOST_MEMO, Highlight
from consult.actions.notes.noted import Source
from consult.actions.notes.themes import Theme, themes
from consult.actions.refusal import Refused
from consult.evidence.sources import Remark, Turn
from consult.web.staff.blueprint import staff
from consult.web.staff.note_sentences import remark_sentence
from consult.web.staff.notes import session_days, source_or_404
from consult.web.staff.sentences import done

_KEYS = "123456789"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a turn that are under the same themes."""

    words: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn as it is shown: in pieces, with its highlights and how many quotes begin in it."""

    turn: Turn
    pieces: tuple[Piece, ...]
    highlights: tuple[Highlight, ...]
    quotes: int


@staff.get("/consultations/<consultation_id>/notes/<source_id>")
def source(consultation_id: str, source_id: str) -> ResponseReturnValue:
    """The text with its highlights; whoever codes has the themes beside it."""
    row, found = source_or_404(consultation_id, source_id)
    known = themes(row)
    at = request.args.get("at")
    return render_template(
        "staff/source.html",
        row=row,
        source=found,
        text=noted.text_of(found),
        day=session_days(row).get(found.session_id or ""),
        passages=list(_passages(found, {one.name: one.label for one in known})),
        themes=list(zip(known, _keys(known), strict=True)),
        labels={one.name: one.label for one in known},
        remarks=[remark_sentence(Remark(**one)) for one in found.remarks],
        at=_number(at),
        names=accounts.names(),
        said=done(request.args.get("done")),
    )


@staff.post("/consultations/<consultation_id>/notes/<source_id>/code")
def code_source(consultation_id: str, source_id: str) -> ResponseReturnValue:
    """Puts a passage under a theme, takes a highlight away, or goes on to make a quote of it."""
    row, found = source_or_404(consultation_id, source_id)
    if dropped := request.form.get("drop"):
        highlighting.drop_highlight(found, dropped, by=g.member.id)
        return redirect(_address(row, found, _number(request.form.get("turn"))))
    turn, passage = _chosen(found)
    if "quote" in request.form:
        quotes.check_quotable(found)
        start, end = highlighting.check_passage(found, passage)
        return redirect(
            url_for("staff.new_quote", consultation_id=row.id, source_id=found.id, start=start, end=end)
        )
    memo = (request.form.get("memo") or "").strip()[:MOST_MEMO]
    highlighting.highlight(row, found, request.form.get("theme", ""), passage, memo, by=g.member.id)
    return redirect(_address(row, found, turn.number))


def _chosen(source: Source) -> tuple[Turn, tuple[int, int]]:
    """The turn that was chosen, and the whole of what is said in it or the letters that were selected."""
    number = _number(request.form.get("turn"))
    turns = noted.text_of(source).turns
    if number is None or number >= len(turns):
        raise Refused("nothing_said_there")
    turn = turns[number]
    first, last = _number(request.form.get("from")), _number(request.form.get("to"))
    if first is None or last is None:
        return turn, (turn.said, turn.end)
    return turn, (turn.said + first, min(turn.said + last, turn.end))


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 8 else None


def _address(row: Consultation, source: Source, turn: int | None) -> str:
    # No #turn in it: a browser that goes to an anchor leaves autofocus aside, and the keyboard would begin at the top.
    return url_for("staff.source", consultation_id=row.id, source_id=source.id, at=turn)


def _passages(source: Source, labels: dict[str, str]) -> Iterator[Passage]:
    for turn in noted.text_of(source).turns:
        here = tuple(one for one in source.highlights if turn.start <= one.start < turn.end)
        quoted = sum(turn.start <= one.start < turn.end for one in source.quotes)
        yield Passage(turn, tuple(_pieces(source.text, turn, here, labels)), here, quoted)


def _pieces(text: str, turn: Turn, here: tuple[Highlight, ...], labels: dict[str, str]) -> Iterator[Piece]:
    edges = {turn.said, turn.end, *(place for one in here for place in (one.start, one.end))}
    places = sorted(place for place in edges if turn.said <= place <= turn.end)
    for start, end in zip(places, places[1:], strict=False):
        under = tuple(labels[one.theme] for one in here if one.start <= start and end <= one.end)
        yield Piece(text[start:end], under)


def _keys(known: tuple[Theme, ...]) -> list[str]:
    """A digit for each of the first nine themes."""
    return [_KEYS[at] if at < len(_KEYS) else "" for at in range(len(known))]
