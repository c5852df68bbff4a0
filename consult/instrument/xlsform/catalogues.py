"""The texts of an imported instrument in its other languages, as gettext files."""

from collections.abc import Iterator

import polib

from consult.instrument.languages import LANGUAGES
from consult.instrument.translated import NO_SOURCE, State
from consult.instrument.translation_gates import faults
from consult.instrument.xlsform.drafting import Draft
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line


def catalogues(draft: Draft, reviewed: frozenset[str]) -> dict[str, str]:
    """A file for each language but the source, by tag. reviewed: those that a speaker has read.

    A translation that would break the form (other numbers, other placeholders) is not taken: the text stands in a comment.
    """
    return {tag: _catalogue(draft, tag, reviewed) for tag in draft.identity.languages[1:]}


def _catalogue(draft: Draft, tag: str, reviewed: frozenset[str]) -> str:
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Project-Id-Version": draft.identity.name,
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, texts in draft.texts.items():
        source, text = texts.get(draft.identity.source, NO_SOURCE), texts.get(tag, "")
        different = list(faults(source, text)) if text and source != NO_SOURCE else []
        for found, expected in different:
            facts = {"tag": tag, "found": found, "expected": expected}
            draft.remarks.append(Remark("translation_differs", _cell(draft, key, tag), facts))
        taken = text and not different
        catalogue.append(
            polib.POEntry(
                msgctxt=key,
                msgid=source,
                msgstr=text if taken else "",
                comment=f"consult: {_state(key, is_reviewed=tag in reviewed)}" if taken else "",
                tcomment=f"in the workbook: {text}" if different else "",
            )
        )
    return str(catalogue) + "\n"


def _state(key: str, *, is_reviewed: bool) -> State:
    """What a translation that came in counts as. The consent of a form from elsewhere is ours, and a machine translated it."""
    if is_reviewed:
        return State.REVIEWED
    return State.MACHINE if key.startswith("consent/") else State.DRAFT


def _cell(draft: Draft, key: str, tag: str) -> str:
    line, property_ = draft.cells[key]
    return line.place(property_, tag) if isinstance(line, Line) else ""


def holes(draft: Draft) -> Iterator[Remark]:
    """The texts that a language lacks and another has."""
    source = draft.identity.source
    for key, texts in draft.texts.items():
        if key in draft.files or not texts:  # what is shown is told apart
            continue
        if source not in texts:
            yield Remark("source_missing", _cell(draft, key, source), {"source": LANGUAGES[source].tag})
        for tag in draft.identity.languages[1:]:
            if source in texts and tag not in texts:
                yield Remark("translation_missing", _cell(draft, key, tag), {"tag": tag, "source": source})
