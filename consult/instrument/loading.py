"""From `instruments/<report>/<name>.yaml` to an Instrument, or to every mistake in it at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from consult.instrument.bound import bound
from consult.instrument.definition import Instrument
from consult.instrument.media.files import folder_beside, shelf_in
from consult.instrument.problems import InstrumentProblems, Problem, Said, TooManyInstances
from consult.instrument.repeating import unrolled
from consult.instrument.source.blocks import FOLDER, put_blocks_in
from consult.instrument.source.default_checks import check_defaults
from consult.instrument.source.expression_checks import check_expressions
from consult.instrument.source.front import FRONT_KEYS, ReadInstrument, read_instrument
from consult.instrument.source.layout_checks import check_layout, check_lists
from consult.instrument.source.media_checks import check_media
from consult.instrument.source.reading import LARGEST_FILE_BYTES, Reading, root
from consult.instrument.source.repeat_choices import check_repeat_choices
from consult.instrument.source.section import Section
from consult.instrument.source.sign_checks import check_signs
from consult.instrument.source.trigger_checks import check_triggers
from consult.instrument.written_out import TooDeep, TooMuch, refuse_too_deep, refuse_too_much
from consult.shipped import shipped


def load(path: Path, blocks: Path | None = None) -> Instrument:
    """The instrument in the file `path`. Raises InstrumentProblems with all that is wrong, each with its place.

    blocks: a folder whose blocks go before those beside the file and those that ship.
    """
    if path.stat().st_size > LARGEST_FILE_BYTES:
        found = Said("a file of %(bytes)s bytes", bytes=path.stat().st_size)
        raise InstrumentProblems(
            (Problem(str(path), 0, 0, found, f"at most {LARGEST_FILE_BYTES}", "Split it."),)
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = Problem(
            str(path), line, 1, "bytes that are not UTF-8", "a file in UTF-8", "Save it as UTF-8."
        )
        raise InstrumentProblems((problem,)) from None
    return _load(
        text,
        str(path),
        f"{path.parent.name}/{path.stem}",
        folder_beside(path),
        (*([blocks] if blocks else []), path.parent.parent / FOLDER, shipped("instruments") / FOLDER),
    )


def load_text(
    text: str, file: str, *, folder: Path | None = None, blocks: tuple[Path, ...] = ()
) -> Instrument:
    """The instrument in `text`; `file` is what its problems are said to stand in.

    folder: where what it shows and its lists lie; without one nothing is looked for. blocks: folders that go before what ships.
    """
    return _load(text, file, "", folder, (*blocks, shipped("instruments") / FOLDER))


def _load(text: str, file: str, address: str, folder: Path | None, blocks: tuple[Path, ...]) -> Instrument:
    # Lines end in one way from here on, so that places are counted as YAML counts them.
    reading = Reading(file, text.replace("\r\n", "\n").replace("\r", "\n"), folder=folder)
    shelf = shelf_in(folder) if folder else None
    node = root(reading)
    used = put_blocks_in(reading, node, blocks)
    check_signs(reading, node)
    front = Section(reading, node, "the instrument", FRONT_KEYS)
    read = read_instrument(front)
    if address and read.instrument.name and read.instrument.name != address:
        found = Said('"%(name)s" in the file of %(address)s', name=read.instrument.name, address=address)
        front.problem("instrument", found, "an instrument is called after its file", "Rename one.", address)
    check_layout(read)
    check_triggers(read)
    check_expressions(read)
    check_lists(read)
    check_media(read, shelf)
    check_repeat_choices(read)
    check_defaults(read)
    reading.raise_problems()
    whole = bound(_unrolled(reading, read))
    return replace(whole, blocks=used, media=shelf.files if shelf else whole.media)


def _unrolled(reading: Reading, read: ReadInstrument) -> Instrument:
    """Its repeats written out, once nothing else is wrong."""
    if not read.repeats:
        return read.instrument
    try:
        refuse_too_much(read.instrument)
        whole = unrolled(read.instrument)
        refuse_too_deep(whole)
    except TooDeep as error:
        expected = "fewer [...] and brackets in one another, also once it is written out for each instance"
        asked = (one for page in read.pages for one in page.questions)
        sections = (one.section for one in asked if one.question.name == error.question)
        section = next(sections, read.repeats[0].section)
        section.problem("name", Said("%(nested)s", nested=error), expected)
    except TooMuch as error:
        expected = "fewer instances (most), questions or names in one expression"
        read.repeats[0].section.problem("most", Said("%(too_many)s", too_many=error), expected)
        raise TooManyInstances(tuple(reading.problems)) from None
    _refuse_taken_names(read, whole)
    reading.raise_problems()
    return whole


def _refuse_taken_names(read: ReadInstrument, whole: Instrument) -> None:
    """Nothing may be called as something in an instance of a repeat is: age_1, trust_1_fair, the page age-1."""
    asked = {one.question.name: one.section for page in read.pages for one in page.questions}
    pages = {page.page.name: page.section for page in read.pages}
    questions = [
        (name, question.said_as or question.name, not question.said_as)
        for page in whole.pages
        for question in page.questions
        for name in dict.fromkeys((question.name, *question.variables))
    ]
    places = [(page.name, page.said_as or page.name, not page.said_as) for page in whole.pages]
    for taken, sections in ((_taken(questions), asked), (_taken(places), pages)):
        for name, writers in taken:
            section = next((sections[one] for one in writers if one in sections), read.repeats[0].section)
            section.problem(
                "name",
                Said('"%(name)s" is taken', name=name),
                "an instance of a repeat is called so",
                "Rename it.",
            )


def _taken(called: Iterable[tuple[str, str, bool]]) -> Iterator[tuple[str, list[str]]]:
    """The names that two have, each pair of those as they are written once; who is in no repeat goes first."""
    of_name: dict[str, list[tuple[bool, str]]] = {}
    for name, written, is_outside in called:
        of_name.setdefault(name, []).append((not is_outside, written))
    told: set[tuple[str, ...]] = set()
    for name, found in of_name.items():
        writers = [written for _inside, written in sorted(found)]
        if len(found) > 1 and tuple(writers) not in told:
            told.add(tuple(writers))
            yield name, writers
