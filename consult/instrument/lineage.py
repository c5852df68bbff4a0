"""What a question says it came from, held against the versions that were published before."""

from collections.abc import Iterator, Sequence

from consult.instrument.additions import Descent, Lineage
from consult.instrument.definition import Instrument, Question
from consult.instrument.expression.checking import nearest_name
from consult.instrument.problems import Problem, Said

_Found = tuple[str, str, str]  # what, expected, mend
_OF_ONE_TYPE = (Descent.SAME, Descent.REWORDED)


def lineage_problems(earlier: Sequence[Instrument], new: Instrument) -> list[Problem]:
    """What is not so in the lineages of `new`; earlier: every published version, the first one first.

    Nothing when none is known here: an instrument may come from another installation, with its past.
    """
    if not earlier:
        return []
    file = f"{new.name}.yaml"
    return [
        Problem(file, 0, 0, *found)
        for question in new.as_written.questions.values()
        if question.lineage
        for found in _problems(earlier, question, question.lineage)
    ]


def _of_versions(number: int) -> str:
    return "a question of version 1" if number == 1 else f"a question of version 1 to {number}"


def _problems(earlier: Sequence[Instrument], question: Question, lineage: Lineage) -> Iterator[_Found]:
    stood_in = [version.as_written.questions for version in earlier]
    known = {name: one for version in stood_in for name, one in version.items()}
    for name in lineage.was:
        if name not in known:
            nearest = nearest_name(name, known.keys())
            mend = f'Did you mean "{nearest}"?' if nearest else "Name one of an earlier version."
            found = Said('lineage of "%(name)s": "%(other)s" was never asked', name=question.name, other=name)
            yield found, _of_versions(len(earlier)), mend
        elif lineage.change in _OF_ONE_TYPE and known[name].type is not question.type:
            found = Said(
                'lineage of "%(name)s": %(change)s, but "%(other)s" was %(type)s',
                name=question.name,
                change=lineage.change,
                other=name,
                type=known[name].type,
            )
            yield found, f"another type ({question.type}) is another question", "Write change: new."
    yield from _of_names(question, lineage)
    yield from _of_since(question, lineage, [question.name in version for version in stood_in])


def _of_names(question: Question, lineage: Lineage) -> Iterator[_Found]:
    if lineage.change is Descent.SAME and lineage.was != (question.name,):
        found = Said('lineage of "%(name)s": the same as "%(was)s"', name=question.name, was=lineage.was[0])
        yield found, "the name of a published question never changes", f'Call it "{lineage.was[0]}".'


def _of_since(question: Question, lineage: Lineage, stood_in: list[bool]) -> Iterator[_Found]:
    """stood_in: for each earlier version whether it had a question of this name."""
    here, now = Said('lineage of "%(name)s"', name=question.name), len(stood_in) + 1
    if lineage.since > now:
        yield (
            Said("%(here)s: since %(since)s", here=here, since=lineage.since),
            f"this becomes version {now}",
            f"Write since: {now}.",
        )
    elif 0 < lineage.since < now and not stood_in[lineage.since - 1]:
        expected = f"version {lineage.since} has no such question"
        yield (
            Said("%(here)s: since %(since)s", here=here, since=lineage.since),
            expected,
            "Write the first version that has it.",
        )
    before = stood_in[: lineage.since - 1] if lineage.since else stood_in
    if lineage.change is Descent.NEW and any(before):
        expected = f"version {before.index(True) + 1} asked it already"
        yield Said("%(here)s: new", here=here), expected, "Write since, or what changed."
