"""What is right in each cell of the workbook of the past and cannot be so together."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from consult.actions.historic.cells import CellProblem
from consult.actions.historic.columns import CONSULTATIONS, SESSIONS
from consult.actions.historic.values import Past, PastSession
from consult.instrument.definition import Method

_DAYS = ("agreement_on", "first", "last", "report_on", "approved_on", "second_on")


def misfits(
    pasts: Sequence[Past], sessions: Sequence[PastSession], today: date, projects: Sequence[str]
) -> list[CellProblem]:
    """Every contradiction within a row, between rows and between the two sheets. projects: titles of those there are."""
    found = [problem for past in pasts for check in _CHECKS for problem in check(past)]
    found += [problem for past in pasts for problem in _future(past, today)]
    found += _unknown_projects(pasts, projects)
    found += _twice(pasts)
    found += [problem for one in sessions if not one.faulty for problem in _session(one, pasts, today)]
    return found


def _blame(past: Past, key: str, code: str, found: object = "", **figures: str | int) -> CellProblem:
    shown = found.isoformat() if isinstance(found, date) else str(found)
    return CellProblem(code, CONSULTATIONS, past.places.get(key, ""), shown, tuple(figures.items()))


def _order_of_days(past: Past) -> Iterator[CellProblem]:
    if past.first and past.last and past.last < past.first:
        yield _blame(past, "last", "days_reversed", past.last, first=past.first.isoformat())
    if past.report.on and past.last and past.report.on < past.last:
        yield _blame(past, "report_on", "report_before_end", past.report.on, last=past.last.isoformat())
    if past.approved.on and past.report.on and past.approved.on < past.report.on:
        yield _blame(
            past, "approved_on", "approved_before_report", past.approved.on, report=past.report.on.isoformat()
        )
    if past.second.on and past.approved.on and past.second.on < past.approved.on:
        yield _blame(
            past, "second_on", "second_before_first", past.second.on, first=past.approved.on.isoformat()
        )


def _halves(past: Past) -> Iterator[CellProblem]:
    """What comes in pairs: where and when a document, who and when an approval."""
    pairs = (
        ("agreement", past.agreement.at, "agreement_on", past.agreement.on),
        ("report_at", past.report.at, "report_on", past.report.on),
        ("approved_by", past.approved.by, "approved_on", past.approved.on),
        ("second_by", past.second.by, "second_on", past.second.on),
    )
    for what, text, when, day in pairs:
        if past.is_sound(what, when) and bool(text) != bool(day):
            lacking, code = (when, "half_without_day") if text else (what, "half_without_text")
            yield _blame(past, lacking, code)


def _chain(past: Past) -> Iterator[CellProblem]:
    if past.approved.by and not past.report.at and past.is_sound("report_at"):
        yield _blame(past, "report_at", "approved_nothing")
    if past.second.by and not past.approved.by and past.is_sound("approved_by"):
        yield _blame(past, "approved_by", "second_without_first")
    if past.second.by and past.second.by.casefold() == past.approved.by.casefold():
        yield _blame(past, "second_by", "second_same", past.second.by)


def _organiser(past: Past) -> Iterator[CellProblem]:
    if past.organiser == "partner" and not past.partner:
        yield _blame(past, "partner", "partner_missing")
    if past.organiser == "LEVL" and (past.partner or past.agreement.at):
        key = "partner" if past.partner else "agreement"
        yield _blame(past, key, "partner_unexpected", past.partner or past.agreement.at)


def _earlier_sum(past: Past) -> Iterator[CellProblem]:
    if all(number is None for number in past.earlier):
        return
    total = sum(number or 0 for number in past.earlier)
    if total != past.target and past.is_sound("target", "earlier_yes", "earlier_no", "earlier_unknown"):
        yield _blame(past, "target", "earlier_sum", past.target, sum=total)


def _sessions_sum(past: Past) -> Iterator[CellProblem]:
    """The sessions of a series make up its totals; a panel's members come back, so there each session has at most all."""
    if not past.sessions or any(one.faulty for one in past.sessions):
        return
    if past.method is Method.SURVEY:
        yield _blame(past, "method", "survey_with_sessions", "survey")
    for key in ("target", "others", "unknown"):
        numbers, total = [getattr(one, key) for one in past.sessions], getattr(past, key)
        if not past.is_sound(key):
            continue
        if past.method is not Method.CITIZEN_PANEL and sum(numbers) != total:
            yield _blame(past, key, "sessions_sum", total, sum=sum(numbers))
        if past.method is Method.CITIZEN_PANEL and not max(numbers) <= total <= sum(numbers):
            yield _blame(past, key, "panel_sum", total, most=sum(numbers), least=max(numbers))


_CHECKS: tuple[Callable[[Past], Iterator[CellProblem]], ...] = (
    _order_of_days,
    _halves,
    _chain,
    _organiser,
    _earlier_sum,
    _sessions_sum,
)


def _future(past: Past, today: date) -> Iterator[CellProblem]:
    days = (past.agreement.on, past.first, past.last, past.report.on, past.approved.on, past.second.on)
    for key, day in zip(_DAYS, days, strict=True):
        if day and day > today:
            yield _blame(past, key, "future", day, today=today.isoformat())


def _unknown_projects(pasts: Sequence[Past], projects: Sequence[str]) -> Iterator[CellProblem]:
    """A new project says once for which report it is; without that its name may well be a slip of the pen."""
    known = {title.casefold(): title for title in projects}
    told = {past.project.casefold() for past in pasts if past.report_word}
    for past in pasts:
        name = past.project.casefold()
        if past.project and name not in known and name not in told and past.is_sound("report"):
            close = get_close_matches(name, known, n=1)
            nearest = known[close[0]] if close else ""
            yield _blame(past, "project", "project_new", past.project, nearest=nearest)


def _twice(pasts: Sequence[Past]) -> Iterator[CellProblem]:
    first: dict[object, int] = {}
    for past in pasts:
        if past.title and first.setdefault(past.key, past.row) != past.row:
            yield _blame(past, "title", "twice", past.title, row=first[past.key])


def _session(one: PastSession, pasts: Sequence[Past], today: date) -> Iterator[CellProblem]:
    def blame(key: str, code: str, found: object = "", **figures: str | int) -> CellProblem:
        return CellProblem(code, SESSIONS, one.places.get(key, ""), str(found), tuple(figures.items()))

    holders = [past for past in pasts if past.named == one.named]
    if not holders:
        titles = {past.title.casefold(): past.title for past in pasts}
        close = get_close_matches(one.title.casefold(), titles, n=1)
        yield blame("title", "session_of_none", one.title, nearest=titles[close[0]] if close else "")
        return
    if Counter(past.named for past in pasts)[one.named] > 1:
        yield blame("title", "session_ambiguous", one.title)
        return
    holder, day = holders[0], one.day
    if day and day > today:
        yield blame("day", "future", day, today=today.isoformat())
    if day and holder.first and holder.last and not holder.first <= day <= holder.last:
        yield blame(
            "day", "session_outside", day, first=holder.first.isoformat(), last=holder.last.isoformat()
        )
