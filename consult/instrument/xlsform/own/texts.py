"""The sheet `_consult_texts`: how far each translation has come, and the texts that no cell of the form can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.definition import Instrument
from consult.instrument.translated import MISSING, NO_SOURCE, State, Translation, Translations

SHEET = "_consult_texts"
_STATES = {state.value: state for state in State if state not in (State.MISSING, State.STALE)}
_STALE = "stale"

# What the cells of a form say: by key and language.
Said = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class OwnTexts:
    """The sheet, read: text and state cells by key and language."""

    texts: Said
    states: Said

    def text(self, key: str, tag: str, said: str) -> str:
        """What a key reads in a language. said: what the form's own cell says."""
        return self.texts.get(key, {}).get(tag, "") or said

    def translation(self, key: str, tag: str, said: str) -> Translation:
        """The same with how far it has come; a draft when nothing is known of it."""
        text = self.text(key, tag, said)
        word, _space, stale = self.states.get(key, {}).get(tag, "").partition(" ")
        if not text or word == State.MISSING:
            return MISSING
        return Translation(text, _STATES.get(word, State.DRAFT), stale == _STALE)


def texts_in(workbook: Workbook) -> OwnTexts:
    """The texts and states that the sheet has."""
    sheet = workbook.sheet(SHEET)
    rows = sheet.rows if sheet else ()
    headings = rows[0] if rows else ()
    found: dict[str, dict[str, dict[str, str]]] = {"text": {}, "state": {}}
    for row in rows[1:]:
        for heading, cell in zip(headings[1:], row[1:], strict=False):
            what, _colons, tag = heading.partition("::")
            if cell and what in found:
                found[what].setdefault(row[0], {})[tag] = cell
    return OwnTexts(found["text"], found["state"])


def texts_sheet(instrument: Instrument, translations: Translations, said: Said) -> Sheet:
    """The sheet. said: what the cells of the form give each key in each language."""
    others = instrument.languages[1:]
    headings = ["key", f"text::{instrument.source}"]
    for tag in others:
        headings += [f"state::{tag}", f"text::{tag}"]
    rows = [tuple(headings)]
    for key, source in instrument.source_texts.items():
        of_key = said.get(key, {})
        cells = [key, *_source_cell(source, of_key.get(instrument.source, ""), any(of_key.values()))]
        for tag in others:
            cells += _cells(translations.of(tag).get(key, MISSING), of_key.get(tag, ""))
        rows.append(tuple(cells))
    return Sheet(SHEET, tuple(rows))


def _source_cell(source: str, said: str, has_other: bool) -> Iterator[str]:
    # A hole is read as one by itself, when the form has the text in another language.
    same = source == said or (source == NO_SOURCE and not said and has_other)
    yield "" if same else source


def _cells(translation: Translation, said: str) -> tuple[str, str]:
    if not translation.text:
        return (State.MISSING.value if said else ""), ""
    state = translation.reached.value + (f" {_STALE}" if translation.stale else "")
    return state, "" if translation.text == said else translation.text
