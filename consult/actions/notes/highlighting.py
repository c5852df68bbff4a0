"""What is said on a theme: passages of notes, highlighted with what their coder thought."""

from consult.actions import clock
from consult.actions.identifiers import new_id
from consult.actions.notes.noted import text_of
from consult.actions.notes.themes import kept_theme
from consult.actions.refusal import Refused
from consult.evidence.findings import Gone
from consult.store import consultations as rows
from consult.store.citations import Cited, cited_sources_gone
from consult.store.consultations import Consultation
from consult.store.notes import Highlight as Highlight  # the web may not import the tables
from consult.store.notes import Source

MOST_MEMO = 2000


def highlight(
    row: Consultation, source: Source, theme: str, passage: tuple[int, int], memo: str, by: str
) -> Highlight:
    """Puts a passage under a theme; the same passage under the same theme is one highlight, with the newest memo.

    Raises Refused when nothing is said there.
    """
    start, end = check_passage(source, passage)
    name = kept_theme(row, theme, by).name
    known = [one for one in source.highlights if (one.theme, one.start, one.end) == (name, start, end)]
    if known:
        known[0].memo = memo or known[0].memo
        rows.flush()
        return known[0]
    made = Highlight(
        id=new_id(),
        source_id=source.id,
        consultation_id=row.id,
        theme=name,
        start=start,
        end=end,
        memo=memo,
        made_by=by,
        made_on=clock.today(),
    )
    rows.add(made)
    rows.refresh(source)
    return made


def drop_highlight(source: Source, id_: str, by: str) -> None:
    """Takes a highlight away; one that somebody else took away is away."""
    for one in source.highlights:
        if one.id == id_:
            rows.drop(one)
            rows.refresh(source)
            cited_sources_gone([Cited("highlight", id_)], Gone.DROPPED, by)
            return


def check_passage(source: Source, passage: tuple[int, int]) -> tuple[int, int]:
    """The passage without the spaces around it. Raises Refused when nothing is said there."""
    start, end = passage
    try:
        said = text_of(source).passage(start, end)
    except ValueError as error:
        raise Refused("nothing_said_there") from error
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
