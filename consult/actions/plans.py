"""Plans and counting rules as versioned data: read from files by command, kept whole, parsed from what was kept."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from consult.actions import clock
from consult.plan.definition import Plan
from consult.plan.loading import load_plan_text
from consult.plan.rule import CountingRule, load_rules_text, rule_named
from consult.reading import FileRefused, Problem, nearest
from consult.store import audit
from consult.store import plans as rows
from consult.store.plans import PlanVersion, RuleVersion

_RULES = "counting-rule.yaml"


class NotThere(LookupError):
    """No plan or rule of this name was loaded; the sentence names the nearest one that was."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan or rule that a file holds. number: of the version kept; is_new: whether this reading made it."""

    kind: str
    name: str
    number: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is kept in the database: whole."""

    name: str
    text: str


def load_plans(folder: Path, *, demo: bool, by: str) -> list[Loaded]:
    """Keeps every plan and rule of a folder; what did not change keeps its version, what did gets the next number.

    demo: the data folder is a demonstration, so only its synthetic consultations count. Raises FileRefused with the
    problems of all files at once; then nothing is kept.
    """
    plan_files, rule_file = _read_files(folder)
    plans, rules = _parsed(plan_files, rule_file)
    _refuse_unfit(plans, rules, folder.name)
    kept = [_keep_rule(rule, rule_file, by) for rule in _newest(rules)]
    return kept + [_keep_plan(plan, file, by, demo=demo) for file, plan in plans]


def plan(id_: str) -> Plan:
    """The newest version of a plan. Raises NotThere."""
    row = rows.newest_plan(id_)
    if row is None:
        raise NotThere(_unknown("plan", id_, [one.plan for one in rows.newest_plans()]))
    return _plan_of(row)


def plans() -> list[Plan]:
    """The newest version of every plan, in the order of their periods."""
    return sorted((_plan_of(row) for row in rows.newest_plans()), key=lambda one: one.start)


def plan_of(day: date) -> Plan | None:
    """The plan whose period holds `day`, or else the last one; None while no plan was loaded."""
    loaded = plans()
    return next((one for one in loaded if one.covers(day)), loaded[-1] if loaded else None)


def rule(name: str) -> CountingRule:
    """The newest version of a counting rule. Raises NotThere."""
    row = rows.newest_rule(name)
    if row is None:
        raise NotThere(_unknown("counting rule", name, [one.rule for one in rows.newest_rules()]))
    return _rule_of(row)


def rules() -> list[CountingRule]:
    """The newest version of every counting rule."""
    return [_rule_of(row) for row in rows.newest_rules()]


def versions() -> list[PlanVersion | RuleVersion]:
    """What was loaded last of each plan and each rule."""
    return [*rows.newest_plans(), *rows.newest_rules()]


def _unknown(kind: str, name: str, known: Sequence[str]) -> str:
    if not known:
        return f"there is no {kind} {name!r}: none was loaded yet. Load them with: consult plan load"
    return f"there is no {kind} {name!r}; {nearest(name, known)}"


def _read_files(folder: Path) -> tuple[list[_File], _File]:
    names = [*sorted(path.name for path in folder.glob("plan-*.yaml")), _RULES]
    read, problems = [], []
    for name in names:
        try:
            read.append(_File(name, (folder / name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            problems.append(
                _problem(folder, name, "is not there; every plan needs the rule that counts for it")
            )
        except UnicodeDecodeError:
            problems.append(_problem(folder, name, "is no text in UTF-8; save it as UTF-8"))
    if len(names) == 1:
        problems.append(
            _problem(folder, "plan-*.yaml", "there is no such file; name the folder that holds plans")
        )
    if problems:
        raise FileRefused(problems)
    return read[:-1], read[-1]


def _problem(folder: Path, name: str, text: str) -> Problem:
    return Problem(f"{folder.name}/{name}", 1, 1, text)


def _parsed(
    plan_files: Iterable[_File], rule_file: _File
) -> tuple[list[tuple[_File, Plan]], tuple[CountingRule, ...]]:
    problems: list[Problem] = []
    plans: list[tuple[_File, Plan]] = []
    rules: tuple[CountingRule, ...] = ()
    for file in plan_files:
        try:
            plans.append((file, load_plan_text(file.text, file.name)))
        except FileRefused as refused:
            problems += refused.problems
    try:
        rules = load_rules_text(rule_file.text, rule_file.name)
    except FileRefused as refused:
        problems += refused.problems
    if problems:
        raise FileRefused(problems)
    return plans, rules


def _refuse_unfit(plans: list[tuple[_File, Plan]], rules: tuple[CountingRule, ...], folder: str) -> None:
    """What is right in each file and wrong between them, or wrong beside what was loaded before."""
    names = [one.id for one in rules]
    problems = [
        Problem(
            f"{folder}/{file.name}",
            1,
            1,
            f"counting_rule {plan.rule!r} is not known; {nearest(plan.rule, names)}",
        )
        for file, plan in plans
        if plan.rule not in names
    ]
    problems += [
        Problem(
            f"{folder}/{_RULES}",
            1,
            1,
            f"rule {one.id!r} version {one.version} counts otherwise than when it was loaded, and the ledger names that"
            f" version; put it back and write the change as version {one.version + 1}",
        )
        for one in rules
        if _counts_otherwise(one)
    ]
    if problems:
        raise FileRefused(problems)


def _counts_otherwise(rule: CountingRule) -> bool:
    row = rows.newest_rule(rule.id)
    before = _rule_of(row) if row else None
    return (
        before is not None and before.version == rule.version and _what_counts(before) != _what_counts(rule)
    )


def _what_counts(rule: CountingRule) -> CountingRule:
    """A rule without what may change within a version: its words, its status and who approved it."""
    return replace(rule, title="", text="", status="", approval=type(rule.approval)())


def _newest(rules: tuple[CountingRule, ...]) -> list[CountingRule]:
    return [rule_named(name, rules) for name in dict.fromkeys(one.id for one in rules)]


def _keep_plan(plan: Plan, file: _File, by: str, *, demo: bool) -> Loaded:
    before = rows.newest_plan(plan.id)
    if before and before.document["text"] == file.text:
        return Loaded("plan", plan.id, before.number, is_new=False)
    number = before.number + 1 if before else 1
    made = PlanVersion(
        hash=_hash(number, file.text),
        plan=plan.id,
        number=number,
        document=asdict(file),
        loaded_at=clock.now(),
        demo=demo,
    )
    rows.add(made)
    audit.note(by, "plan loaded", plan.id, number=number, hash=made.hash)
    return Loaded("plan", plan.id, number, is_new=True)


def _keep_rule(rule: CountingRule, file: _File, by: str) -> Loaded:
    """A version of this rule alone: its neighbours in the file may change without making a new one of it."""
    before = rows.newest_rule(rule.id)
    if before and _rule_of(before) == rule:
        return Loaded("rule", rule.id, before.number, is_new=False)
    number = before.number + 1 if before else 1
    made = RuleVersion(
        hash=_hash(number, f"{rule.id}\n{file.text}"),
        rule=rule.id,
        number=number,
        document=asdict(file),
        loaded_at=clock.now(),
    )
    rows.add(made)
    audit.note(by, "counting rule loaded", rule.id, number=number, hash=made.hash)
    return Loaded("rule", rule.id, number, is_new=True)


def _hash(number: int, text: str) -> str:
    # With its number: a text that is put back after a change is a version of its own.
    return sha256(f"{number}\n{text}".encode()).hexdigest()


def _plan_of(row: PlanVersion) -> Plan:
    return replace(_parsed_plan(**row.document), demo=row.demo)


def _rule_of(row: RuleVersion) -> CountingRule:
    return rule_named(row.rule, _parsed_rules(**row.document))


@lru_cache(maxsize=32)  # a kept text never changes; a page asks for it several times a request
def _parsed_plan(name: str, text: str) -> Plan:
    return load_plan_text(text, name)


@lru_cache(maxsize=32)
def _parsed_rules(name: str, text: str) -> tuple[CountingRule, ...]:
    return load_rules_text(text, name)
