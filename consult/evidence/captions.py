"""Captions (WebVTT) -> what was said: times and looks are left out, and names of speakers become numbers."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from consult.evidence.sources import Remark

_ARROW = "-->"
_TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_NOT_SAID = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s+([^>]{1,200})>")
_MARK = re.compile(r"</?[^<>]{0,200}>")
_MOST_REMARKS = 40
_SPEAKER = "Spreker"


@dataclass
class _Reading:
    """Captions being read. said: pairs of speaker and words."""

    said: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    last_start: float = 0.0

    def remark(self, code: str, line: int, found: str) -> None:
        """Keeps what is wrong at a line; the text is kept whatever its time."""
        self.remarks.append(Remark(code, line, found=found[:60]))

    def number_of(self, name: str) -> str:
        """The number that stands for a speaker's name: notes say what was said, never who said it."""
        return self.names.setdefault(name.strip(), f"{_SPEAKER} {len(self.names) + 1}") if name else ""

    def add(self, name: str, words: str) -> None:
        """Adds words; those of the same speaker go on in one turn."""
        speaker = self.number_of(name)
        if speaker and self.said and self.said[-1][0] == speaker:
            self.said[-1] = (speaker, f"{self.said[-1][1]} {words}")
        else:
            self.said.append((speaker, words))


def read_captions(text: str) -> tuple[str, tuple[Remark, ...]]:
    """The words of captions, a line for each turn, and every broken time with its line."""
    reading = _Reading()
    for first, block in _blocks(text):
        if not _NOT_SAID.match(block[0]):
            _read_cue(reading, first, block)
    words = "\n".join(f"{speaker}: {said}" if speaker else said for speaker, said in reading.said)
    return words, tuple(_summed_up(reading))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*text.removeprefix("\ufeff").splitlines(), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _read_cue(reading: _Reading, first: int, block: Sequence[str]) -> None:
    timed = next((at for at, line in enumerate(block[:2]) if _ARROW in line), None)
    if timed is None:
        reading.remark("captions_without_time", first, block[0])
        spoken = block
    else:
        _check_times(reading, first + timed, block[timed])
        spoken = block[timed + 1 :]
    for line in spoken:
        name, words = _plain(line)
        if words:
            reading.add(name, words)


def _check_times(reading: _Reading, line: int, said: str) -> None:
    begin, _arrow, rest = said.partition(_ARROW)
    times = [_seconds(begin.strip()), _seconds((rest.split() or [""])[0])]
    start, end = times
    if start is None or end is None:
        reading.remark("captions_time_unreadable", line, said)
        return
    if end < start:
        reading.remark("captions_time_ends_before_it_begins", line, said)
    elif start < reading.last_start:
        reading.remark("captions_time_goes_back", line, said)
    reading.last_start = max(start, reading.last_start)


def _seconds(written: str) -> float | None:
    found = _TIME.fullmatch(written)
    if not found:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _plain(line: str) -> tuple[str, str]:
    """The speaker named in a line, or nothing; and its words without marks."""
    voice = _VOICE.search(line)
    words = html.unescape(_MARK.sub("", line))
    return html.unescape(voice[1]) if voice else "", " ".join(words.split())


def _summed_up(reading: _Reading) -> Iterator[Remark]:
    if reading.names:
        yield Remark("captions_names_numbered", n=len(reading.names))
    yield from reading.remarks[:_MOST_REMARKS]
    if len(reading.remarks) > _MOST_REMARKS:
        yield Remark("captions_more_problems", n=len(reading.remarks) - _MOST_REMARKS)
