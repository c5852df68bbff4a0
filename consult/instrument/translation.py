"""The texts of an instrument in all its languages: instruments/locale/<lang>/<report>/<name>.po."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from consult.instrument.catalogue import WRITTEN_STATES, Entry, Provenance, read_catalogue
from consult.instrument.definition import Instrument
from consult.instrument.expression.checking import nearest_name
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.media.files import medium_of
from consult.instrument.media.formats import Medium
from consult.instrument.placeholders import placeholders
from consult.instrument.problems import Problem, Said
from consult.instrument.source.blocks import FOLDER
from consult.instrument.translated import (
    MISSING,
    NO_SOURCE,
    State,
    Texts,
    Translation,
    Translations,
    source_texts,
)
from consult.instrument.translation_gates import doubts, faults
from consult.shipped import shipped

_ALIKE = 0.75  # of SequenceMatcher: procent and moment (0.6) are two words, titel and title (0.8) one


def load_translations(
    folder: Path, instrument: Instrument, own: Path | None = None
) -> tuple[Translations, list[Problem]]:
    """The texts of `instrument` in all its languages, and what is wrong with them.

    folder: the one that holds a folder for each language; own: another such folder, whose texts go before it.
    A language without a file is missing altogether; a text with a problem that is no warning counts as missing, so
    that it is never shown.
    """
    problems: list[Problem] = []
    by_language: dict[str, Texts] = {instrument.source: source_texts(instrument)}
    for tag in instrument.languages:
        if tag != instrument.source:
            entries = sound_entries(folder, instrument, LANGUAGES[tag], problems, own)
            by_language[tag] = {
                key: _translation(entries.get(key), source) for key, source in instrument.source_texts.items()
            }
    return Translations(by_language), problems


def sound_entries(
    folder: Path, instrument: Instrument, language: Language, problems: list[Problem], own: Path | None = None
) -> Mapping[str, Entry]:
    """The texts of one language that may be shown, by key, the installation's own before those of `folder`.

    A text of its own whose source has changed yields to one that was made from the source as it reads now.
    """
    name = f"{instrument.name}.po"
    texts = shared_pictures(instrument)
    texts |= dict(_of_blocks(folder, instrument, language, problems))
    texts |= dict(_sound(folder / language.tag / name, instrument, language, problems))
    if own is None or own == folder:
        return texts
    for path in (own / language.tag / name, *_own_blocks(own / language.tag, instrument)):
        for key, entry in _sound(path, instrument, language, problems):
            source, before = instrument.source_texts[key], texts.get(key)
            if before is None or not before.text or not entry.is_stale(source) or before.is_stale(source):
                texts[key] = entry
    return texts


def _own_blocks(own: Path, instrument: Instrument) -> Iterator[Path]:
    """What an installation wrote of the blocks: after what it once wrote of the same texts in one instrument."""
    yield from (own / FOLDER / f"{block}.po" for block in instrument.blocks)


def shared_pictures(instrument: Instrument) -> dict[str, Entry]:
    """The pictures of an instrument, which serve every language that has none of its own; sound and film do not."""
    read = Provenance(State.REVIEWED.value)
    return {
        key: Entry(key, source, source, read)
        for key in instrument.file_keys
        if medium_of(source := instrument.source_texts[key]) is Medium.PICTURE
    }


def _of_blocks(
    folder: Path, instrument: Instrument, language: Language, problems: list[Problem]
) -> Iterator[tuple[str, Entry]]:
    """The texts of the blocks that an instrument was put together from, translated once for all that use them."""
    for block in instrument.blocks:
        for place in dict.fromkeys((folder, shipped("instruments") / "locale")):
            path = place / language.tag / FOLDER / f"{block}.po"
            if path.exists():
                yield from _sound(path, instrument, language, problems)
                break


def _sound(
    path: Path, instrument: Instrument, language: Language, problems: list[Problem]
) -> Iterator[tuple[str, Entry]]:
    for entry in read_catalogue(path, problems):
        if entry.obsolete:
            continue
        found = list(_entry_problems(path, entry, instrument, language))
        problems += found
        broken = any(not problem.warning for problem in found)
        source = instrument.source_texts.get(entry.key)
        if source is not None and entry.text and not broken and _asks_for_the_same(source, entry.text):
            yield entry.key, entry


def _asks_for_the_same(source: str, text: str) -> bool:
    """Whether a translation, perhaps of an older source, has the placeholders that can still be filled."""
    return Counter(placeholders(source)) == Counter(placeholders(text))


def _entry_problems(
    path: Path, entry: Entry, instrument: Instrument, language: Language
) -> Iterator[Problem]:
    key, line, written = entry.key, entry.line, entry.provenance.state
    if key not in instrument.source_texts:
        if entry.text:
            yield _orphan(path, entry, instrument.source_texts.keys())
        return
    if entry.text and written not in WRITTEN_STATES:
        expected = "#. consult: one of " + ", ".join(WRITTEN_STATES)
        found: str = (
            Said('state "%(written)s"', written=written)
            if written
            else Said('no state for "%(key)s"', key=key)
        )
        yield Problem(str(path), line, 1, found, expected, "Write how far the translation has come.")
    if entry.text and key in instrument.file_keys and not entry.is_stale(instrument.source_texts[key]):
        yield from _file_problems(path, entry, instrument)
    if entry.text and entry.made_from != NO_SOURCE:
        # Against the source it was made from: that a newer source differs is what "stale" says.
        for found, expected in faults(entry.made_from, entry.text):
            yield Problem(str(path), line, 1, Said('"%(key)s" has %(found)s', key=key, found=found), expected)
        for found, expected in doubts(entry.made_from, entry.text, language):
            yield Problem(
                str(path),
                line,
                1,
                Said('"%(key)s" has %(found)s', key=key, found=found),
                expected,
                warning=True,
            )


def _file_problems(path: Path, entry: Entry, instrument: Instrument) -> Iterator[Problem]:
    if entry.text not in instrument.media:
        nearest = nearest_name(entry.text, instrument.media.keys())
        found, expected = (
            Said('no usable file "%(text)s"', text=entry.text),
            "one that lies beside the instrument",
        )
        yield Problem(str(path), entry.line, 1, found, expected, "Put it there.", nearest)


def _orphan(path: Path, entry: Entry, keys: Collection[str]) -> Problem:
    """A translation of what is not asked any more, which a question that was removed leaves behind; or a slip of the pen."""
    found = Said('text "%(key)s", which the instrument does not have', key=entry.key)
    expected = "it is kept, and shown to nobody"
    mend = "The next import of translations sets it aside."
    nearest = next((key for key in keys if _is_nearly(entry.key, key)), "")
    return Problem(str(path), entry.line, 1, found, expected, mend, nearest, warning=True)


def _is_nearly(written: str, key: str) -> bool:
    """Whether one key is a slip for another: that both end in /label makes them no more alike."""
    parts, others = written.split("/"), key.split("/")
    return len(parts) == len(others) and all(
        SequenceMatcher(a=part, b=other).ratio() >= _ALIKE for part, other in zip(parts, others, strict=True)
    )


def _translation(entry: Entry | None, source: str) -> Translation:
    if entry is None:
        return MISSING
    return Translation(entry.text, entry.reached, stale=entry.is_stale(source))


def completeness(instrument: Instrument, translations: Translations) -> dict[str, Counter[State]]:
    """How many of the instrument's texts are in each state, by language."""
    return {
        language: Counter(
            translations.of(language).get(key, MISSING).state for key in instrument.source_texts
        )
        for language in instrument.languages
    }
