"""What becomes of translations when the text that they were made from changes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from consult.actions import publishing
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.instrument.catalogue import CatalogueBroken, Entry, metadata, save_over
from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES
from consult.instrument.translation import sound_entries
from consult.instrument.translation_gates import faults


def follow(
    path: Path,
    before: Instrument,
    after: Instrument,
    new: Mapping[str, str],
    folder: DataFolder,
    *,
    keep: bool,
) -> tuple[int, int]:
    """Lets translations be of the new texts where their meaning is the same (keep); else they are stale by themselves.

    path: of the instrument's file. Returns how many were kept and how many are stale, in all languages.
    """
    kept = stale = 0
    shipped, own = publishing.locale_of(path), publishing.own_locale(folder)
    said = {key: text for key, text in new.items() if text and key in before.source_texts}
    for tag in after.languages[1:]:
        entries = sound_entries(shipped, before, LANGUAGES[tag], [], own)
        current = {
            key: entries[key] for key in said if _is_current(entries.get(key), before.source_texts[key])
        }
        fitting = {key: entry for key, entry in current.items() if not list(faults(new[key], entry.text))}
        if keep and fitting:
            _write_entries(after, tag, fitting, folder)
        kept += len(fitting) if keep else 0
        stale += len(current) - (len(fitting) if keep else 0)
    return kept, stale


def _is_current(entry: Entry | None, source: str) -> bool:
    return entry is not None and bool(entry.text) and not entry.is_stale(source)


def _write_entries(after: Instrument, tag: str, entries: Mapping[str, Entry], folder: DataFolder) -> None:
    current = {
        key: replace(entry, made_from=after.source_texts[key], fuzzy=False, previous="")
        for key, entry in entries.items()
    }
    path = publishing.own_locale(folder) / tag / f"{after.name}.po"
    try:
        save_over(path, current, after.source_texts, metadata(after.name, tag))
    except CatalogueBroken as broken:
        raise Refused("translation_file_broken", file=str(path), line=broken.problems[0].line) from broken
