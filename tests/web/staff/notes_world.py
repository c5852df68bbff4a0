"""A focus group with a guide, a session and notes, for the tests of notes and quotes."""

from flask import Flask

from consult.actions.consultations import Consultation
from consult.actions.notes import noted, quotes
from consult.actions.notes.noted import Incoming, Source
from consult.actions.notes.quotes import Quote, Reviewed
from consult.evidence.attribution import Attribution
from consult.evidence.redaction import suggestions
from consult.store.base import db
from tests.heads import counting_head
from tests.web.staff.world import a_consultation, a_project, a_session, address_of
from tests.worlds import published_text

GUIDE = (
    counting_head("focus-group", "Gespreksleidraad", version="2026-01", method="focus-group")
    + """\
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: searching
    part: themes
    title: Zoeken
    questions:
      - {name: searching_note, type: note, label: Zeg dit.}
      - {name: search, type: text, label: Hoe zocht u?, disclosure: free-text}
  - name: waiting
    part: themes
    title: Wachten
    questions:
      - {name: waiting_note, type: note, label: Zeg dat.}
      - {name: wait, type: text, label: Hoe is wachten?, disclosure: free-text}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {name: target_group, type: select_one yes_no, label: Bent u van buitenlandse herkomst?, disclosure: sensitive}
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
"""
)

SAID = """Gespreksleider: Hoe lang wacht u?
D1: Ik wacht negen jaar. Niemand zegt mij waar ik sta.
D2: Bel mevrouw Peeters op 0470 12 34 56.
D3: أنتظر منذ تسع سنوات."""


def a_group(people: int = 6) -> Consultation:
    """A focus group in Ghent, held with a guide of two themes."""
    version = published_text(GUIDE)
    row = a_consultation(a_project(), version=version.id)
    a_session(row, people)
    return row


def some_notes(row: Consultation, text: str = SAID, *, quoting: bool = True, by: str = "ann") -> Source:
    """Notes of its session."""
    incoming = Incoming("Verslag Gent", "nl", text, row.sessions[0].id, quoting)
    made = noted.add_source(row, incoming, by)
    db.session.commit()
    return made


def place_of(source: Source, words: str) -> tuple[int, int]:
    """Where these words stand."""
    start = source.text.index(words)
    return start, start + len(words)


def a_quote(
    app: Flask, row: Consultation, source: Source, words: str = "Niemand zegt mij waar ik sta.", by: str = "rik", **decided: str
) -> Quote:  # fmt: skip
    """A reviewed quote, with everything covered that was suggested."""
    reviewed = Reviewed(
        suggestions(words),
        decided.get("language", "nl"),
        decided.get("translation", ""),
        Attribution.PARTICIPANT,
    )
    made = quotes.add_quote(row, source, place_of(source, words), reviewed, app.extensions["folder"], by)
    db.session.commit()
    return made


def notes_of(row: Consultation) -> str:
    return f"{address_of(row)}/notes"


def page_of(source: Source) -> str:
    return f"/staff/consultations/{source.consultation_id}/notes/{source.id}"
