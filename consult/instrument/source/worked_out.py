"""When what a calculate gives is known: as soon as everything that it rests on has been asked, wherever it stands itself."""

from collections.abc import Iterator, Mapping

from consult.instrument.definition import Question, Type
from consult.instrument.dependencies import names_used
from consult.instrument.source.front import ReadInstrument

Repeats = tuple[str, ...]  # outermost first


def worked_out_before(read: ReadInstrument) -> list[dict[str, tuple[Question, Repeats]]]:
    """For each page the calculates that become known just before it is shown, with the repeats they stand in.

    One that rests on itself, or on what nothing asks, is in none: whatever checks expressions tells of it.
    """
    found: list[dict[str, tuple[Question, Repeats]]] = [{} for _page in read.pages]
    stand = {one.name: (one, page.repeats) for page in read.pages for one in page.page.questions}
    for name, pages_before in _pages_needed(read).items():
        if pages_before < len(found):
            found[pages_before][name] = stand[name]
    return found


def _pages_needed(read: ReadInstrument) -> dict[str, int]:
    """How many pages have to be left before each calculate is known; none when it rests on no answer."""
    asked = dict(_asked(read))
    needs = {
        question.name: names_used(page.page, question)
        for page in read.pages
        for question in page.page.questions
        if question.type is Type.CALCULATE
    }
    known: dict[str, int] = {}
    missing = {name: len(names - asked.keys()) for name, names in needs.items()}
    users = _users(needs)
    ready = [name for name, count in missing.items() if not count]
    while ready:  # each calculate once: a file may hold thousands of them, the last first
        name = ready.pop()
        known[name] = max((asked.get(one, known.get(one, 0)) for one in needs[name]), default=0)
        for user in users.get(name, ()):
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
    return known


def _asked(read: ReadInstrument) -> Iterator[tuple[str, int]]:
    """Every variable that is asked, and every repeat, with the number of pages after which it is answered."""
    for number, page in enumerate(read.pages, start=1):
        for question in page.page.questions:
            if question.type is not Type.CALCULATE:
                yield from dict.fromkeys((question.name, *question.names), number).items()
        yield from dict.fromkeys(page.repeats, number).items()


def _users(needs: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The calculates that use each."""
    users: dict[str, list[str]] = {}
    for name, names in needs.items():
        for used in names:
            users.setdefault(used, []).append(name)
    return users
