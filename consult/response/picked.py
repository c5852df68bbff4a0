"""The answer types that are picked from a list."""

from consult.instrument.definition import ACKNOWLEDGED, OTHER, Question
from consult.response.reading import (
    LONGEST_LINE,
    AnswerType,
    Problem,
    Reading,
    Typed,
    Value,
    Written,
    first,
    missing_offered,
    too_long,
)


class SelectOne(AnswerType):
    """One code out of a list; "other" carries a text."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A code, with the text of "other" when that was picked."""
        code = first(typed, question.name)
        if not code:
            return Reading({})
        if code in missing_offered(question):
            return Reading({question.name: code})
        if code not in question.choice_names:
            return Reading({}, (Problem("unknown_choice", question.name, question.name),))
        return _with_other(question, {question.name: code}, typed, picked=code == OTHER)


class SelectMultiple(AnswerType):
    """Several codes out of a list, in the list's order; an exclusive choice stands alone."""

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """Each of the codes."""
        return {question.name: value.split()}

    def read(self, question: Question, typed: Typed) -> Reading:
        """A list of codes, with the text of "other" when that was ticked."""
        codes = [code for code in dict.fromkeys(typed.get(question.name, ())) if code]
        if not codes:
            return Reading({})
        if unknown := set(codes) - question.choice_names - set(missing_offered(question)):
            return Reading(
                {},
                tuple(Problem("unknown_choice", question.name, question.name) for _ in sorted(unknown)[:1]),
            )
        ordered = [name for name in _in_order(question) if name in codes]
        if len(ordered) > 1 and set(ordered) & _exclusive(question):
            return Reading({}, (Problem("exclusive_choice", question.name, question.name),))
        if ordered[0] in missing_offered(question):
            return Reading({question.name: ordered[0]})
        return _with_other(question, {question.name: ordered}, typed, picked=OTHER in ordered)


class Matrix(AnswerType):
    """One code for each row, out of the same list."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A code for each row that was answered."""
        picked = {name: code for name in question.row_variables if (code := first(typed, name))}
        allowed = question.choice_names | set(missing_offered(question))
        wrong = tuple(
            Problem("unknown_choice", question.name, name)
            for name, code in picked.items()
            if code not in allowed
        )
        return Reading({name: code for name, code in picked.items() if code in allowed}, wrong)


class Rank(AnswerType):
    """A place for each choice, out of as many places as there are choices; each place once, and not every choice needs one."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A place for each choice that was given one."""
        ordered = typed.get(question.name, ())  # as ODK writes a rank: the choices in order
        picked = {f"{question.name}_{code}": str(place) for place, code in enumerate(ordered, start=1)}
        picked |= {name: code for name in question.row_variables if (code := first(typed, name))}
        allowed = {*question.ranks, *missing_offered(question)}
        wrong = [
            Problem("unknown_choice", question.name, name)
            for name, code in picked.items()
            if code not in allowed
        ]
        places = [code for code in picked.values() if code in question.ranks]
        wrong += [
            Problem("same_place", question.name, name)
            for name, code in picked.items()
            if code in question.ranks and places.count(code) > 1
        ]
        return Reading({} if wrong else picked, tuple(wrong))


class Acknowledge(AnswerType):
    """One box to tick."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """OK when it was ticked."""
        code = first(typed, question.name)
        if not code:
            return Reading({})
        if code not in (ACKNOWLEDGED, *missing_offered(question)):
            return Reading({}, (Problem("unknown_choice", question.name, question.name),))
        return Reading({question.name: code})


def _with_other(question: Question, values: dict[str, Value], typed: Typed, *, picked: bool) -> Reading:
    text = first(typed, question.other_variable)
    if not picked or not text:
        return Reading(values)
    problems = too_long(question, question.other_variable, text, LONGEST_LINE)
    return Reading(values | {question.other_variable: Written(text)}, problems)


def _in_order(question: Question) -> list[str]:
    names = [choice.name for choice in question.choices]
    return [*names, *([OTHER] if question.or_other else []), *missing_offered(question)]


def _exclusive(question: Question) -> set[str]:
    return {choice.name for choice in question.choices if choice.exclusive} | set(missing_offered(question))
