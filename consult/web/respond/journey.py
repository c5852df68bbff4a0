"""Where someone is in a form: which pages may be opened, what comes before and after, what still stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from consult.actions import clock
from consult.instrument.definition import Instrument, Page, Part, Question
from consult.response import judging
from consult.response.draft import Draft
from consult.response.holding import answers_of
from consult.response.judging import Answers
from consult.response.reading import Problem

CHECK = "check-answers"


@dataclass(frozen=True)
class Way:
    """The pages that a draft leads along, in order. Who stopped early sees only what was seen, and the closing pages."""

    answers: Answers
    draft: Draft
    pages: tuple[Page, ...]

    @property
    def position(self) -> str:
        """The first page not yet left, or the check of the answers."""
        return next((page.name for page in self.pages if not self._was_left(page.name)), CHECK)

    def _was_left(self, name: str) -> bool:
        return name in self.draft.seen and self.draft.has_met(self.asked_on(name))

    def may_open(self, name: str) -> bool:
        """Whether a page is on the way and not beyond the first that was not left yet."""
        return name == self.position or any(
            page.name == name for page in self.pages if name in self.draft.seen
        )

    def leads_past(self, name: str) -> bool:
        """Whether a page is on the way."""
        return any(page.name == name for page in self.pages)

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

    def asked_on(self, name: str) -> frozenset[str]:
        """The names of what is shown on a page."""
        return frozenset(question.name for question in self.answers.route.questions.get(name, ()))

    def number(self, name: str) -> tuple[int, int]:
        """The how-manieth question of about how many."""
        asking = [page.name for page in self.pages if any(question.asks for question in page.questions)]
        passed = [page.name for page in self.pages[: 1 + [page.name for page in self.pages].index(name)]]
        return max(1, len([one for one in asking if one in passed])), len(asking)

    def problems_on(self, name: str, *, required: bool) -> tuple[Problem, ...]:
        """What is wrong on one page."""
        return judging.problems(self.answers, [name], required=required)

    def left_open_on(self, name: str) -> tuple[Question, ...]:
        """The questions of a page without an answer, and nothing wrong either."""
        asked = [question for question in self.answers.route.questions.get(name, ()) if question.asks]
        return tuple(
            question
            for question in asked
            if question.name not in self.answers.values and not self.answers.readings[question.name].problems
        )

    def to_look_at(self, name: str) -> tuple[Problem, ...]:
        """The answers on a page that are not what they usually are, and that nobody was asked about yet."""
        questions = {question.name: question for question in self.answers.route.questions.get(name, ())}
        unusual = judging.to_look_at(self.answers, [name])
        return tuple(one for one in unusual if not self.draft.was_told(questions[one.question]))

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong on the whole way, before sending."""
        return judging.problems(
            self.answers, [page.name for page in self.pages], required=not self.draft.stopped
        )

    def shown(self) -> Iterator[tuple[str, Question]]:
        """Every question that was asked on the way, with its page."""
        for page in self.pages:
            for question in self.answers.route.questions[page.name]:
                if question.asks:
                    yield page.name, question

    def pages_of(self, problems: Iterable[Problem]) -> dict[str, str]:
        """The page of each question that has a problem."""
        wrong = {problem.question for problem in problems}
        return {question.name: name for name, question in self.shown() if question.name in wrong}

    def having_left(self, instrument: Instrument, name: str, *, stopped: bool) -> "Way":
        """The way after a page was left by "continue" or "stop here"; nothing is read again, since nothing was typed."""
        left = self.draft.having_left(instrument.pages_by_name[name], self.asked_on(name))
        return _way(self.answers, replace(left, stopped=self.draft.stopped or stopped))


def way(instrument: Instrument, draft: Draft) -> Way:
    """The way of a draft, from everything typed so far."""
    return _way(answers_of(instrument, draft, clock.today()), draft)


def _way(answers: Answers, draft: Draft) -> Way:
    pages = answers.route.pages
    if draft.stopped:
        pages = tuple(page for page in pages if page.name in draft.seen or page.part is Part.CLOSING)
    return Way(answers, draft, pages)


def gone_back(instrument: Instrument, way: Way, name: str) -> Draft:
    """The draft after "back": from the closing pages to the rest it takes "stop here" back, which a thumb may have hit."""
    before = way.before(name)
    stays = before is None or instrument.pages_by_name[before].part is Part.CLOSING
    leaves_closing = instrument.pages_by_name[name].part is Part.CLOSING and not stays
    return replace(way.draft, stopped=False) if leaves_closing else way.draft
