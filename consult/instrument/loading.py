"""From `instruments/<report>/<name>.yaml` to an Instrument, or to every mistake in it at once."""

from pathlib import Path

from consult.instrument.bound import bound
from consult.instrument.definition import Instrument
from consult.instrument.instances import TooManyNames
from consult.instrument.problems import InstrumentProblems, Problem, TooManyInstances
from consult.instrument.repeating import TooManyQuestions, unrolled
from consult.instrument.source.expression_checks import check_expressions
from consult.instrument.source.front import FRONT_KEYS, ReadInstrument, ReadPage, read_instrument
from consult.instrument.source.layout_checks import check_layout
from consult.instrument.source.reading import LARGEST_FILE_BYTES, Reading, root
from consult.instrument.source.section import Section


def load(path: Path) -> Instrument:
    """The instrument in the file `path`. Raises InstrumentProblems with all that is wrong, each with its place."""
    if path.stat().st_size > LARGEST_FILE_BYTES:
        found = f"a file of {path.stat().st_size} bytes"
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
    return _load(text, str(path), f"{path.parent.name}/{path.stem}")


def load_text(text: str, file: str) -> Instrument:
    """The instrument in `text`; `file` is what its problems are said to stand in."""
    return _load(text, file, "")


def _load(text: str, file: str, address: str) -> Instrument:
    # Lines end in one way from here on, so that places are counted as YAML counts them.
    reading = Reading(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    front = Section(reading, root(reading), "the instrument", FRONT_KEYS)
    read = read_instrument(front)
    if address and read.instrument.name and read.instrument.name != address:
        found = f'"{read.instrument.name}" in the file of {address}'
        front.problem("instrument", found, "an instrument is called after its file", "Rename one.", address)
    check_layout(read)
    check_expressions(read)
    reading.raise_problems()
    return bound(_unrolled(reading, read))


def _unrolled(reading: Reading, read: ReadInstrument) -> Instrument:
    """Its repeats written out, once nothing else is wrong."""
    try:
        whole = unrolled(read.instrument)
    except (TooManyQuestions, TooManyNames) as error:
        expected = "fewer instances (most), questions or names in one expression"
        read.repeats[0].section.problem("most", str(error), expected)
        raise TooManyInstances(tuple(reading.problems)) from None
    for page in read.pages if read.repeats else ():
        _refuse_taken_names(page, whole)
    reading.raise_problems()
    return whole


def _refuse_taken_names(page: ReadPage, whole: Instrument) -> None:
    """A question outside a repeat may not be called as one of an instance is: age_1."""
    for found in page.questions:
        names = [
            one.name for other in whole.pages for one in other.questions if one.name == found.question.name
        ]
        if len(names) > 1:
            found.section.problem(
                "name",
                f'"{found.question.name}" is taken',
                "an instance of a repeat is called so",
                "Rename it.",
            )
