"""What is wrong with the files that a question or a choice shows: their names, their kinds, and whether they are there."""

from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml.nodes import SequenceNode

from consult.instrument.expression.checking import nearest_name
from consult.instrument.media.files import (
    ALTERNATIVE,
    DESCRIBED,
    MOST_KB_ON_A_PAGE,
    OF_CHOICES,
    PROPERTIES,
    Shelf,
    is_file_name,
    medium_of,
)
from consult.instrument.problems import Said
from consult.instrument.source.front import ReadInstrument
from consult.instrument.source.questions import CHOICE_KEYS
from consult.instrument.source.section import Section
from consult.instrument.translated import NO_SOURCE


def check_media(read: ReadInstrument, shelf: Shelf | None) -> None:
    """Note every such problem. shelf: the files beside the instrument; None where nobody can know of them."""
    for page in read.pages:
        for found in page.questions:
            _check_files(found.section, shelf)
            _check_described(found.section)
    for asked in _of_choices(read):
        _check(asked, shelf)


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a file where it stands: under a key of a section, or in the line of a table."""

    section: Section
    key: str
    property_: str
    name: str
    fragment: str = ""

    def problem(self, found: str, expected: str, mend: str = "", nearest: str = "") -> None:
        """Note a problem there."""
        self.section.problem(self.key, found, expected, mend, nearest, self.fragment)


def _check_files(section: Section, shelf: Shelf | None) -> None:
    for property_ in PROPERTIES:
        if property_ in section:
            _check(_Named(section, property_, property_, section.text(property_)), shelf)


def _of_choices(read: ReadInstrument) -> Iterator[_Named]:
    lists = read.front.section("choices", read.instrument.choice_lists.keys())
    for name, node in lists.values.items() if lists else ():
        if lists and isinstance(node, SequenceNode):
            for section in lists.sections(name, "choice", CHOICE_KEYS):
                yield from (
                    _Named(section, one, one, section.text(one)) for one in OF_CHOICES if one in section
                )
        elif lists:
            for choice in read.instrument.choice_lists.get(name, ()):
                for property_, file in choice.shown.files.items():
                    yield _Named(lists, name, property_, file, f" {choice.name},")


def _check(named: _Named, shelf: Shelf | None) -> None:
    name, property_ = named.name, named.property_
    if not name or name == NO_SOURCE:
        return
    if not is_file_name(name):
        expected = "a file of the instrument's own folder: no folders, nothing hidden, at most 150 signs"
        named.problem(Said('"%(name)s" as the name of a file', name=name), expected, "Write the name alone.")
    elif medium_of(name) is not PROPERTIES[property_]:
        named.problem(
            Said('"%(name)s" as %(property)s', name=name, property=property_),
            f"a {PROPERTIES[property_]}",
            "Name such a file.",
        )
    elif shelf is not None:
        _check_there(named, shelf)


def _check_there(named: _Named, shelf: Shelf) -> None:
    name, there = named.name, shelf.files.get(named.name)
    if why := shelf.refused.get(name):
        named.problem(Said("%(name)s: %(found)s", name=name, found=why.found), why.expected, why.mend)
    elif there is None:
        nearest = nearest_name(name, shelf.files.keys())
        expected = "it lies beside the instrument, in the folder that is called as it with -media"
        named.problem(Said('no file "%(name)s"', name=name), expected, "Put it there.", nearest)
    elif named.property_ == "image" and there.length > MOST_KB_ON_A_PAGE * 1_000:
        expected = f"at most {MOST_KB_ON_A_PAGE} kB on a page"
        mend = "Make it smaller; the large one can be big-image."
        named.problem(Said("%(name)s: %(length)s kB", name=name, length=there.length // 1000), expected, mend)


def _check_described(section: Section) -> None:
    shows = next((property_ for property_ in DESCRIBED if property_ in section), "")
    if shows and ALTERNATIVE not in section:
        expected = "in words what it shows, for who cannot see it"
        section.problem_at_key(
            shows,
            Said('"%(key)s" is missing in %(what)s', key=ALTERNATIVE, what=section.what),
            expected,
            "Add it.",
        )
    if ALTERNATIVE in section and not shows:
        section.problem_at_key(
            ALTERNATIVE,
            Said("%(what)s shows nothing", what=section.what),
            "a picture or a film",
            "Remove it.",
        )
