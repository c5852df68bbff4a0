"""Exporting: an instrument as DDI-Codebook 2.5, the variables that answers to it fill."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from consult.actions import publishing
from consult.actions.exporting_instruments import found
from consult.dataset.variables import variables_of
from consult.dataset.writing.ddi.codebook import ddi_codebook
from consult.dataset.writing.ddi.study import Study
from consult.dataset.writing.ddi.variable import Asking
from consult.dataset.writing.ddi.words import METHODS
from consult.folder import DataFolder
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import PublishedInstrument, from_canonical, published


def codebook_named(name: str, folder: DataFolder) -> bytes:
    """The codebook of an instrument: its key, key@number, or a file. Raises LookupError or InstrumentProblems."""
    place = found(name, folder)
    if isinstance(place, Path):
        return codebook_of_file(place, folder)
    return _codebook(from_canonical(place.document), str(place.number), place.published_on)


def codebook_of_file(path: Path, folder: DataFolder | None = None) -> bytes:
    """The codebook of an instrument's file, which has no number and no day yet. Raises InstrumentProblems."""
    checked = publishing.check_file(path, folder)
    if checked.instrument is None or checked.translations is None:
        raise InstrumentProblems(checked.problems)
    return _codebook(published(checked.instrument, checked.translations))


def _codebook(version: PublishedInstrument, number: str = "", day: date | None = None) -> bytes:
    instrument = version.instrument
    study = Study(
        titles=_texts(version, "title"),
        number=instrument.name,
        version=number,
        day=day.isoformat() if day else "",
        instrument=METHODS[instrument.method],
    )
    questions = {
        name: Asking(
            _texts(version, question.key("hint")),
            _texts(version, question.key("guidance_hint")),
            question.span,
        )
        for name, question in instrument.questions.items()
    }
    variables = {
        name: replace(one, asked=tuple(replace(asked, version="") for asked in one.asked))
        for name, one in variables_of({version.version_hash: version}).items()
    }  # of one version alone: since when something is asked is not known here
    return ddi_codebook(variables, study, questions)


def _texts(version: PublishedInstrument, key: str) -> dict[str, str]:
    """The text in each language that really has one, the source first."""
    source = version.instrument.source_texts.get(key, "")
    translated = {tag: version.translations.of(tag).get(key) for tag in version.instrument.languages}
    return {tag: one.text for tag, one in translated.items() if one and one.speaks_for(source)}
