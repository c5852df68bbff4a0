"""Translations as gettext files: instruments/locale/<lang>/<report>/<name>.po."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from consult.instrument.definition import Instrument
from consult.instrument.expression.checking import nearest_name
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.placeholders import placeholders
from consult.instrument.problems import Problem
from consult.instrument.translated import MISSING, NO_SOURCE, State, Texts, Translation, Translations, source_texts
from consult.instrument.translation_gates import doubts, faults

LARGEST_CATALOGUE_BYTES = 2_000_000

# The state stands in an extracted comment: msgmerge keeps those and drops flags it does not know.
_STATE = re.compile(r"^consult: *(\S+)$", re.MULTILINE)
_WRITTEN_STATES = {state.value: state for state in State if state not in (State.MISSING, State.STALE)}


def load_translations(folder: Path, instrument: Instrument) -> tuple[Translations, list[Problem]]:
    """The texts of `instrument` in all its languages, and what is wrong with them.

    folder: the one that holds a folder for each language. A language without a file is missing altogether;
    a text with a problem that is no warning counts as missing, so that it is never shown.
    """
    problems: list[Problem] = []
    by_language: dict[str, Texts] = {instrument.source: source_texts(instrument)}
    for tag in instrument.languages:
        if tag != instrument.source:
            path = folder / tag / f"{instrument.name}.po"
            by_language[tag] = _texts(path, instrument, LANGUAGES[tag], problems)
    return Translations(by_language), problems


def _texts(path: Path, instrument: Instrument, language: Language, problems: list[Problem]) -> Texts:
    texts = dict.fromkeys(instrument.source_texts, MISSING)
    for entry in _entries(path, problems):
        key = entry.msgctxt or ""
        if entry.obsolete:
            continue
        found = list(_entry_problems(path, entry, instrument, language))
        problems += found
        broken = any(not problem.warning for problem in found)
        if key in texts and not broken and _asks_for_the_same(instrument.source_texts[key], entry.msgstr):
            texts[key] = _translation(entry, instrument.source_texts[key])
    return texts


def _asks_for_the_same(source: str, text: str) -> bool:
    """Whether a translation, perhaps of an older source, has the placeholders that can still be filled."""
    return Counter(placeholders(source)) == Counter(placeholders(text))


def _entries(path: Path, problems: list[Problem]) -> Iterator[polib.POEntry]:
    if not path.exists():
        return
    if path.stat().st_size > LARGEST_CATALOGUE_BYTES:
        found = f"a file of {path.stat().st_size} bytes"
        problems.append(Problem(str(path), 0, 0, found, f"at most {LARGEST_CATALOGUE_BYTES}", "Split it."))
        return
    try:
        catalogue = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as error:  # polib raises OSError for syntax, ValueError for bytes
        line = re.search(r"line (\d+)", str(error))
        place = (int(line[1]), 1) if line else (0, 0)
        problems.append(
            Problem(str(path), *place, "no gettext catalogue", "a PO file in UTF-8", "Mend the syntax.")
        )
        return
    yield from _once_each(path, catalogue, problems)


def _once_each(path: Path, catalogue: polib.POFile, problems: list[Problem]) -> Iterator[polib.POEntry]:
    seen: set[str] = set()
    for entry in catalogue:
        key = entry.msgctxt or ""
        if key in seen and not entry.obsolete:
            found = f'"{key}" stands twice'
            problems.append(
                Problem(str(path), entry.linenum or 0, 1, found, "a key stands once", "Remove one.")
            )
            continue
        if not entry.obsolete:
            seen.add(key)
        yield entry


def _entry_problems(
    path: Path, entry: polib.POEntry, instrument: Instrument, language: Language
) -> Iterator[Problem]:
    key, line = entry.msgctxt or "", entry.linenum or 0
    if key not in instrument.source_texts:
        nearest = nearest_name(key, instrument.source_texts.keys())
        yield Problem(
            str(path), line, 1, f'unknown key "{key}"', "a text of the instrument", "Remove it.", nearest
        )
        return
    written = _STATE.search(entry.comment)
    if entry.msgstr and (written is None or written[1] not in _WRITTEN_STATES):
        expected = "#. consult: one of " + ", ".join(_WRITTEN_STATES)
        found = f'state "{written[1]}"' if written else f'no state for "{key}"'
        yield Problem(str(path), line, 1, found, expected, "Write how far the translation has come.")
    if entry.msgstr and entry.msgid != NO_SOURCE:
        # Against the source it was made from: that a newer source differs is what "stale" says.
        for found, expected in faults(entry.msgid, entry.msgstr):
            yield Problem(str(path), line, 1, f'"{key}" has {found}', expected)
        for found, expected in doubts(entry.msgid, entry.msgstr, language):
            yield Problem(str(path), line, 1, f'"{key}" has {found}', expected, warning=True)


def _translation(entry: polib.POEntry, source: str) -> Translation:
    if not entry.msgstr:
        return MISSING
    written = _STATE.search(entry.comment)
    reached = _WRITTEN_STATES[written[1]] if written else State.DRAFT
    return Translation(entry.msgstr, reached, stale=entry.fuzzy or entry.msgid != source)


def completeness(instrument: Instrument, translations: Translations) -> dict[str, Counter[State]]:
    """How many of the instrument's texts are in each state, by language."""
    return {
        language: Counter(
            translations.of(language).get(key, MISSING).state for key in instrument.source_texts
        )
        for language in instrument.languages
    }


def write_catalogue(instrument: Instrument, language: str, path: Path) -> None:
    """Create or update the catalogue at `path`: every text of the source, translations kept.

    A translation whose source changed is marked fuzzy and keeps the old source beside it; one whose text
    is gone is kept as obsolete, since a translator's work is never thrown away by a machine.
    """
    old = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
    by_key = {entry.msgctxt: entry for entry in old}
    notes = _notes(instrument)
    new = polib.POFile(wrapwidth=120)
    new.metadata = old.metadata or _metadata(instrument, language)
    for key, source in instrument.source_texts.items():
        new.append(_entry(key, source, notes.get(key, ""), by_key.pop(key, None)))
    for entry in by_key.values():
        if entry.msgstr:
            entry.obsolete = True
            new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))


def _metadata(instrument: Instrument, language: str) -> dict[str, str]:
    return {
        "Project-Id-Version": instrument.name,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def _notes(instrument: Instrument) -> Mapping[str, str]:
    return {question.key("label"): question.translator_note for question in instrument.questions.values()}


def _entry(key: str, source: str, note: str, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=key, msgid=source, comment=note)
    if old is None or not old.msgstr:
        return entry
    written = _STATE.search(old.comment)
    entry.msgstr = old.msgstr
    entry.tcomment = old.tcomment
    entry.flags = list(old.flags)
    entry.previous_msgid = old.previous_msgid
    entry.comment = "\n".join(part for part in (written[0] if written else "", note) if part)
    if old.msgid != source:
        entry.previous_msgid = old.msgid
        entry.flags = list(dict.fromkeys([*old.flags, "fuzzy"]))
    return entry
