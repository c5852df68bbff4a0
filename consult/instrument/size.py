"""How large an instrument is, as its author wrote it and as it is asked."""

from dataclasses import dataclass

from consult.instrument.definition import Instrument


@dataclass(frozen=True, slots=True)
class Size:
    """questions, pages: as they are written, once. written_out: the questions with every instance of every repeat."""

    questions: int
    pages: int
    written_out: int


def size_of(instrument: Instrument) -> Size:
    """How many questions a respondent can answer, on how many pages."""
    written = instrument.as_written
    return Size(_asked(written), len(written.pages), _asked(instrument))


def _asked(instrument: Instrument) -> int:
    return sum(question.asks for question in instrument.questions.values())
