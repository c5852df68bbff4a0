"""Sounds and pictograms that an installation adds to an instrument that it did not write, by how their files are called.

tenure.nl.mp3          the question `tenure`, spoken in Dutch
homes.flat.ar.mp3      the choice `flat` of the list `homes`, spoken in Arabic
homes.flat.png         a pictogram beside that choice, in every language

A picture beside a question needs words for who cannot see it, so that one is added in a copy of the file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from consult.instrument.definition import Choice, Instrument, Page, Question, Repeat
from consult.instrument.expression.checking import nearest_name
from consult.instrument.media.files import MOST_KB_ON_A_PAGE, MediaFile, Shelf, medium_of, shelf_in
from consult.instrument.media.formats import Medium
from consult.instrument.media.shown import Shown
from consult.instrument.problems import Problem
from consult.instrument.translated import State, Translation, Translations

_MEANT = "<question>.<language>.mp3, <list>.<choice>.<language>.mp3 or <list>.<choice>.png"
Files = Mapping[str, str]  # by key of the text that names it


@dataclass(frozen=True)
class Recorded:
    """An instrument with what was added to it. files: by language and key, where it is another one than in the source."""

    instrument: Instrument
    files: Mapping[str, Files]
    problems: tuple[Problem, ...] = ()

    def over(self, translations: Translations) -> Translations:
        """The same texts, with what was recorded in each language; who put it there has listened to it."""
        return Translations(
            {
                tag: {**texts, **{key: Translation(file, State.REVIEWED) for key, file in self.files[tag].items()}}
                if tag in self.files
                else texts
                for tag, texts in translations.by_language.items()
            }
        )  # fmt: skip


def with_recordings(instrument: Instrument, folder: Path) -> Recorded:
    """`instrument` with what lies in the installation's folder for it; a file there goes before one that ships."""
    shelf = shelf_in(folder)
    if not shelf.files and not shelf.refused:
        return Recorded(instrument, {})
    found = _Sorted(instrument, shelf, folder)
    source = found.files.get(instrument.source, {})
    added = replace(
        instrument,
        pages=tuple(_page(page, source) for page in instrument.pages),
        written=tuple(_item(item, source) for item in instrument.written),
        choice_lists={
            name: _choices(name, choices, source) for name, choices in instrument.choice_lists.items()
        },
        media={**instrument.media, **shelf.files},
    )
    others = {tag: files for tag, files in found.files.items() if tag != instrument.source}
    return Recorded(added, others, tuple(found.problems))


# --- what each file is for


class _Sorted:
    """The files of a folder by language and by the key of the text that names them, and those that are of nothing."""

    def __init__(self, instrument: Instrument, shelf: Shelf, folder: Path) -> None:
        self.instrument, self.folder = instrument, folder
        self.files: dict[str, dict[str, str]] = {}
        self.problems: list[Problem] = []
        named = {text for key, text in instrument.source_texts.items() if key in instrument.file_keys}
        for name, why in shelf.refused.items():
            self._problem(name, why.found, why.expected, why.mend)
        for name, file in shelf.files.items():
            if name not in named:
                self._sort(name, file)
        self._without_source()

    def _sort(self, name: str, file: MediaFile) -> None:
        parts = name.split(".")[:-1]
        tag = parts.pop() if parts[-1] in self.instrument.languages else ""
        is_picture = medium_of(name) is Medium.PICTURE
        key = self._key(parts, "image" if is_picture else "audio")
        if medium_of(name) is Medium.FILM or not key or not (tag or is_picture):
            known = [*self.instrument.as_written.questions, *self.instrument.choice_lists]
            nearest = nearest_name(parts[0], known) if parts and not key and parts[0] not in known else ""
            self._problem(name, "a file that is of nothing asked here", f"it is called {_MEANT}", "Rename it.", nearest, warning=True)  # fmt: skip
        elif is_picture and file.length > MOST_KB_ON_A_PAGE * 1_000:
            self._problem(
                name, f"{file.length // 1_000} kB", f"at most {MOST_KB_ON_A_PAGE} kB on a page", "Make it smaller."
            )  # fmt: skip
        else:
            self.files.setdefault(tag or self.instrument.source, {})[key] = name

    def _key(self, parts: list[str], property_: str) -> str:
        """The key of the text that names a file; "" when what it is called is not asked."""
        if len(parts) == 1 and property_ == "audio" and parts[0] in self.instrument.as_written.questions:
            return f"{parts[0]}/{property_}"
        choices = self.instrument.choice_lists.get(parts[0], ()) if len(parts) == 2 else ()
        if any(choice.name == parts[1] for choice in choices):
            return f"choices/{parts[0]}/{parts[1]}/{property_}"
        return ""

    def _without_source(self) -> None:
        """Leaves out what another language has and the source has not: there would be no text to translate."""
        source = self.instrument.source
        there = {*self.files.get(source, {}), *self.instrument.file_keys}
        for files in self.files.values():
            for key in [key for key in files if key not in there]:
                expected = f"one in {source} too, which the others are made after"
                self._problem(files.pop(key), "a file in one language alone", expected, "Add it.", warning=True)  # fmt: skip

    def _problem(
        self, name: str, found: str, expected: str, mend: str, nearest: str = "", *, warning: bool = False
    ) -> None:
        self.problems.append(Problem(str(self.folder / name), 0, 0, found, expected, mend, nearest, warning))


# --- the instrument that shows them


def _item(item: Page | Repeat, files: Files) -> Page | Repeat:
    if isinstance(item, Page):
        return _page(item, files)
    return replace(item, pages=tuple(_item(inner, files) for inner in item.pages))


def _page(page: Page, files: Files) -> Page:
    return replace(page, questions=tuple(_question(question, files) for question in page.questions))


def _question(question: Question, files: Files) -> Question:
    return replace(
        question,
        shown=_shown(question.shown, question.key(""), files),
        choices=_choices(question.list_name, question.choices, files),
    )


def _choices(name: str, choices: Iterable[Choice], files: Files) -> tuple[Choice, ...]:
    return tuple(
        replace(choice, shown=_shown(choice.shown, f"choices/{name}/{choice.name}/", files))
        for choice in choices
    )


def _shown(shown: Shown, stem: str, files: Files) -> Shown:
    found = {
        property_: files[f"{stem}{property_}"]
        for property_ in ("image", "audio")
        if f"{stem}{property_}" in files
    }
    return replace(shown, **found) if found else shown
