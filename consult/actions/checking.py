"""The doctor: whether this installation can do its work, and what should be looked at soon."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from consult.actions import auditing, clock, copying, interface_texts, keeping, publishing, setting_up
from consult.folder import DataFolder
from consult.instrument.translation import completeness
from consult.plan.loading import load_plan
from consult.plan.rule import load_rules
from consult.reading import FileRefused
from consult.store import answers

_LEAST_FREE_BYTES = 500_000_000  # a backup beside a database of some 100,000 responses, and room for its log

_LONGEST_WITHOUT_PURGE = timedelta(days=2)  # one night may be missed, as when the machine was off


class Weight(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    weight: Weight
    subject: str
    sentence: str


def check_house(folder: DataFolder) -> Iterator[Finding]:
    """Python, instruments with their translations (what is in the data folder before what ships), plan and counting rules.

    Needs no database.
    """
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(Weight.FINE, "python", version)
    for path in publishing.files(folder):
        yield from _instrument(path, folder)
    try:
        plan = load_plan()
        yield Finding(Weight.FINE, "plan", f"{plan.id}, {len(plan.indicators)} indicators")
        rules = load_rules()
        yield Finding(Weight.FINE, "counting rules", ", ".join(rule.id for rule in rules))
    except FileRefused as refused:
        yield from (Finding(Weight.PROBLEM, "plan", str(problem)) for problem in refused.problems)


def _instrument(path: Path, folder: DataFolder) -> Iterator[Finding]:
    checked = publishing.check_file(path, folder)
    name = f"{path.parent.name}/{path.stem}"
    if copying.has_newer_shipped(path):
        told = "what ships changed since it was copied here. Look at it on its page, which can take it over"
        yield Finding(Weight.WARNING, name, told)
    for problem in checked.problems:
        yield Finding(Weight.WARNING if problem.warning else Weight.PROBLEM, name, str(problem))
    if checked.instrument is None or checked.translations is None:
        return
    yield Finding(Weight.FINE, name, f"{len(checked.instrument.questions)} questions and notes")
    for language, states in completeness(checked.instrument, checked.translations).items():
        unread = sum(n for state, n in states.items() if state not in ("reviewed", "pretested"))
        if unread:
            total = sum(states.values())
            told = f"{unread} of {total} texts in {language} not reviewed: it opens in a demonstration only"
            yield Finding(Weight.WARNING, name, told)


def check_installation(folder: DataFolder) -> Iterator[Finding]:
    """What this installation holds: schema, keys, disk, what is due, and whether the audit log holds."""
    free = shutil.disk_usage(folder.path).free
    weight = Weight.FINE if free >= _LEAST_FREE_BYTES else Weight.PROBLEM
    yield Finding(weight, "disk", f"{free // 1_000_000} MB free in {folder.path}")
    yield from (Finding(Weight.PROBLEM, "interface", str(one)) for one in interface_texts.broken(folder))
    try:
        setting_up.check_schema()
    except setting_up.SchemaIsOld as old:
        yield Finding(Weight.PROBLEM, "database", str(old))
        return
    yield Finding(Weight.FINE, "database", "its tables fit this version")
    if not folder.text_keys:
        yield Finding(
            Weight.PROBLEM, "text keys", "none: no survey can be answered. Make them with: consult setup"
        )
    yield from _due(folder)
    yield from _nightly_work()
    broken = auditing.breaks()
    yield from (Finding(Weight.PROBLEM, "audit", f"line {one.line}: {one.found}") for one in broken)
    if not broken:
        yield Finding(Weight.FINE, "audit", "the log holds")


def _due(folder: DataFolder) -> Iterator[Finding]:
    due = keeping.purge(folder, dry_run=True)
    if due.drafts or due.responses_unlinked or due.texts or due.notes:
        told = (
            f"{due.drafts} expired drafts, {due.responses_unlinked} codes, {due.texts} free texts and {due.notes} notes past their days. "
            "Run: consult purge"
        )
        yield Finding(Weight.WARNING, "retention", told)


def _nightly_work() -> Iterator[Finding]:
    """Whether `consult purge` still runs every night where there are responses to keep."""
    if not answers.versions_answered():
        return
    last = keeping.last_purged()
    if last is None or clock.now() - last > _LONGEST_WITHOUT_PURGE:
        since = f"not since {last:%Y-%m-%d}" if last else "never yet"
        told = f"consult purge did its work {since}. Have it run every night (README, In earnest)"
        yield Finding(Weight.WARNING, "nightly work", told)
