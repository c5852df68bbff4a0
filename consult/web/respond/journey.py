"""Where someone is in a form: which pages may be opened, what comes before and after, what still stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from consult.actions import clock
from consult.instrument import routing
from consult.instrument.definition import Instrument, Page, Part, Question
from consult.response import judging
from consult.response.answer import Problem
from consult.response.draft import Draft
from consult.response.judging import Answers

CHECK = "check-answers"


@dataclass(frozen=True)
class Way:
    """The pages that a draft leads along, in order. Who stopped early sees only what was seen, and the closing pages."""

    instrument: Instrument
    draft: Draft
    answers: Answers
    pages: tuple[Page, ...]

    @property
    def position(self) -> str:
        """The first page not yet left, or the check of the answers."""
        return next((page.name for page in self.pages if page.name not in self.draft.seen), CHECK)

    def may_open(self, name: str) -> bool:
        """Whether a page is on the way and not beyond the first that was not left yet."""
        return name == self.position or any(page.name == name for page in self.pages if name in self.draft.seen)

    def before(self, name: str) -> str | None:
        """The page before, or None on the first."""
        names = [page.name for page in self.pages]
        at = names.index(name) if name in names else len(names)
        return names[at - 1] if at > 0 else None

    def after(self, name: str) -> str:
        """The next page; the check once every page was seen."""
        if self.position == CHECK:
            return CHECK
        names = [page.name for page in self.pages]
        following = names[names.index(name) + 1 :] if name in names else []
        return following[0] if following else self.position

    def number(self, name: str) -> tuple[int, int]:
        """The how-manieth question of about how many."""
        asking = [page.name for page in self.pages if any(question.asks for question in page.questions)]
        passed = [page.name for page in self.pages[: 1 + [page.name for page in self.pages].index(name)]]
        return max(1, len([one for one in asking if one in passed])), len(asking)

    def problems_on(self, name: str, *, required: bool) -> tuple[Problem, ...]:
        """What is wrong on one page."""
        pages = [page for page in self.pages if page.name == name]
        return judging.problems(self.instrument, self.answers, pages, clock.today(), required=required)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong on the whole way, before sending."""
        required = not self.draft.stopped
        return judging.problems(self.instrument, self.answers, self.pages, clock.today(), required=required)

    def shown(self) -> Iterator[tuple[str, Question]]:
        """Every question that was shown, with its page."""
        known = routing.on_path(self.instrument, self.answers.known, clock.today())
        for page in self.pages:
            for question in routing.questions_asked(page, known, clock.today()):
                if question.asks:
                    yield page.name, question

    def pages_of(self, problems: Iterable[Problem]) -> dict[str, str]:
        """The page of each question that has a problem."""
        wrong = {problem.question for problem in problems}
        return {question.name: name for name, question in self.shown() if question.name in wrong}


def way(instrument: Instrument, draft: Draft) -> Way:
    """The way of a draft, from everything typed so far."""
    answers = judging.read_all(instrument, draft.typed)
    known = routing.on_path(instrument, answers.known, clock.today())
    pages = routing.pages_asked(instrument, known, clock.today())
    if draft.stopped:
        pages = tuple(page for page in pages if page.name in draft.seen or page.part is Part.CLOSING)
    return Way(instrument, draft, answers, pages)


def position(instrument: Instrument, draft: Draft) -> Page:
    """The first page of a draft that has just begun."""
    return instrument.pages_by_name[way(instrument, draft).position]


def left(instrument: Instrument, draft: Draft, name: str, *, stopped: bool) -> Draft:
    """The draft after a page was left by "continue" or "stop here"."""
    seen = draft.having_seen(instrument.pages_by_name[name])
    return replace(seen, stopped=draft.stopped or stopped)
