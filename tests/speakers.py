"""Speakers who read every sentence around the questions, so that a language opens where it is asked in earnest."""

import tempfile
from functools import cache
from pathlib import Path

from flask import current_app

from consult.actions import interface_texts
from consult.actions.interface_texts import SHIPPED, OfInterface
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, Provenance
from consult.instrument.languages import LANGUAGES


def read_interface(*tags: str, folder: DataFolder | None = None) -> None:
    """Marks what ships in these languages as read, in the data folder of the application."""
    for tag in tags:
        own = interface_texts.own_catalogues(folder or current_app.extensions["folder"]) / f"{tag}.po"
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_bytes(_read(tag))


@cache
def _read(tag: str) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        home = OfInterface(DataFolder(Path(place)))
        ships = interface_texts.said(SHIPPED, None, tag, ()).shipped
        home.save(LANGUAGES[tag], {key: _by_a_speaker(entry) for key, entry in ships.items()})
        return (interface_texts.own_catalogues(home.folder) / f"{tag}.po").read_bytes()


def _by_a_speaker(entry: Entry) -> Entry:
    read = Provenance("reviewed", read="een spreker, 2026-03-01")
    return Entry(entry.key, entry.made_from, entry.text, read)
