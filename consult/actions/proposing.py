"""What publishing an instrument would do: against the version that is fielded, in facts; and doing it, if that is still so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.actions import publishing
from consult.actions.publishing import Checked
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.instrument.changes import Change, diff
from consult.instrument.problems import Problem
from consult.instrument.translated import MISSING
from consult.instrument.version import PublishedInstrument, from_canonical
from consult.store import instruments
from consult.store.instruments import InstrumentVersion


@dataclass(frozen=True)
class Proposal:
    """The version that publishing would make. before: the newest there is; problems: why it cannot be published after that."""

    version: PublishedInstrument
    before: InstrumentVersion | None
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    new_texts: Mapping[str, int] = field(
        default_factory=dict
    )  # by language: how many had no translation before
    again: int = 0  # the number of an earlier version that says the same; a version is never published twice

    @property
    def is_new(self) -> bool:
        """Whether there is anything to publish."""
        return not self.again and (self.before is None or self.before.id != self.version.version_hash)


def proposal(read: Checked) -> Proposal | None:
    """What publishing would do; None while problems of its file stand in the way."""
    version = read.version
    if read.errors or version is None:
        return None
    rows = instruments.versions_of(version.instrument.name)
    if not rows:
        return Proposal(version, None, (), ())
    before = from_canonical(rows[-1].document)
    changes = tuple(diff(before, version))
    if again := next((row.number for row in rows[:-1] if row.id == version.version_hash), 0):
        return Proposal(version, rows[-1], changes, (), again=again)
    problems = publishing.at_their_questions(publishing.in_the_way(rows, version), read.path)
    return Proposal(version, rows[-1], changes, problems, _new_texts(before, version))


def _new_texts(before: PublishedInstrument, now: PublishedInstrument) -> dict[str, int]:
    """How many texts that were asked before already are translated for the first time, by language."""
    both = before.instrument.source_texts.keys() & now.instrument.source_texts.keys()
    counted = {
        tag: sum(bool(_text(now, tag, key)) and not _text(before, tag, key) for key in both)
        for tag in now.instrument.languages[1:]
        if tag in before.instrument.languages
    }
    return {tag: number for tag, number in counted.items() if number}


def _text(version: PublishedInstrument, tag: str, key: str) -> str:
    return version.translations.of(tag).get(key, MISSING).text


def publish_seen(read: Checked, seen: str, by: str, folder: DataFolder) -> InstrumentVersion:
    """Publishes what someone looked at: the version with the hash `seen`.

    Raises Refused when it is another one by now or was published before, InstrumentProblems when it may not be published after what is fielded.
    """
    made = proposal(read)
    if (
        made is None
        or made.again
        or made.version.version_hash != seen
        or read.instrument is None
        or read.translations is None
    ):
        raise Refused("wording_other_version")
    return publishing.publish(read.instrument, read.translations, by, folder)[0]
