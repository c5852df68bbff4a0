"""A .po file for a translator: every text of one language, each with the fingerprint of what left; and read back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from consult.instrument.catalogue import (
    LARGEST_CATALOGUE_BYTES,
    Entry,
    catalogue_bytes,
    entries_in,
    fingerprint,
    metadata,
    open_catalogue,
)
from consult.instrument.languages import LANGUAGES
from consult.instrument.problems import Problem, Said
from consult.instrument.standing import Standing
from consult.instrument.translators.returned import (
    Returned,
    ReturnedText,
    ReturnRefused,
    counted,
    place,
    refuse,
)

_INSTRUMENT = "X-Consult-Instrument"
_TEXTS_LEFT = "X-Consult-Texts"
_NOBODY = ("", "FULL NAME <EMAIL@ADDRESS>")  # what gettext programs write for nobody


def po_bytes(name: str, language: str, texts: Sequence[Standing]) -> bytes:
    """The file. A text whose source changed is fuzzy, with the older source beside it, as translators' programs show it."""
    about = metadata(name, language) | {_INSTRUMENT: name, _TEXTS_LEFT: str(len(texts))}
    return catalogue_bytes(map(_leaving, texts), about)


def _leaving(text: Standing) -> Entry:
    entry = text.entry
    older = entry.made_from if entry.made_from != text.source else entry.previous
    return replace(
        entry,
        made_from=text.source,
        provenance=replace(entry.provenance, was=fingerprint(text.text), left=entry.reached.value),
        note=text.note,
        fuzzy=text.is_stale,
        previous=older if text.is_stale else "",
    )


def read_po(content: bytes, file: str) -> Returned:
    """What came back. Raises ReturnRefused when it is no catalogue or says not of what it is one."""
    if len(content) > LARGEST_CATALOGUE_BYTES:
        raise refuse(
            file,
            Said("a file of %(bytes)s bytes", bytes=len(content)),
            f"at most {LARGEST_CATALOGUE_BYTES}",
        )
    problems: list[Problem] = []
    catalogue = open_catalogue(content, file, problems, past_marks=True)
    if catalogue is None:
        raise ReturnRefused(problems)
    head = {str(name): str(value) for name, value in catalogue.metadata.items()}
    texts = tuple(_texts(entries_in(catalogue, file, problems), file))
    language = head.get("Language", "").replace("_", "-")
    if problems and language not in LANGUAGES:
        raise ReturnRefused(problems)
    name = head.get(_INSTRUMENT) or head.get("Project-Id-Version", "").removeprefix("consult ")
    translator = head.get("Last-Translator", "")
    named = "" if translator in _NOBODY else translator.partition("<")[0].strip()
    left = counted(head.get(_TEXTS_LEFT, ""))
    return Returned(name, language, texts, named, left, file, tuple(problems))


def _texts(entries: Iterable[Entry], file: str) -> Iterator[ReturnedText]:
    for one in entries:
        if not one.obsolete:
            told = one.provenance
            # A program's doubt stays one: fuzzy says that nobody looked whether the text fits.
            state = "" if one.fuzzy else told.state
            at = place(file, one.line, 1)
            yield ReturnedText(
                at, one.key, one.made_from, one.text, state, told.was or None, told.left, not one.fuzzy
            )
