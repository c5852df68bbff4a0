"""What one consultation is: a rule as versioned data with its approval, never a constant in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from consult.consultation.evidence_items import Item
from consult.instrument.definition import Method
from consult.reading import FileRefused, Reader, read, read_text
from consult.shipped import shipped


class Unit(StrEnum):
    """What one is, where readings of the plan's sentence differ."""

    CONSULTATION = "consultation"
    INTERVIEW = "interview"
    TRAJECTORY = "trajectory"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved and when; both empty while it is a proposal."""

    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class MethodRule:
    """What one consultation of a method is. None and 0 mean: not asked of this method.

    minimum: people of the target group who gave input. target_share_percent: least share of all present.
    longest_months: from the first to the last participation.
    """

    one_is: str
    minimum: int
    warn_under: int = 0
    target_share_percent: int = 0
    longest_months: int = 0


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A named reading of the plan's sentence, in one version."""

    id: str
    version: int
    status: str
    title: str
    text: str
    unit: Unit
    methods: Mapping[Method, MethodRule]
    evidence: frozenset[Item]
    historic_evidence: frozenset[Item]
    approval: Approval


def load_rules(path: Path | None = None) -> tuple[CountingRule, ...]:
    """Every rule in every version, in the order of the file. Raises FileRefused with all its problems."""
    path = path or shipped("instruments") / "counting-rule.yaml"
    return _rules_of(read(path, f"{path.parent.name}/{path.name}"))


def load_rules_text(text: str, file: str) -> tuple[CountingRule, ...]:
    """The rules in a text that was kept from a file called `file`. Raises FileRefused with all its problems."""
    return _rules_of(read_text(text, file))


def _rules_of(reader: Reader) -> tuple[CountingRule, ...]:
    reader.count("schema")
    rules = tuple(_rule(entry) for entry in reader.readers("rules"))
    reader.done()
    _note_doubles(reader, rules)
    if reader.problems:
        raise FileRefused(reader.problems)
    return rules


def rule_named(name: str, rules: tuple[CountingRule, ...]) -> CountingRule:
    """The latest version of the rule called `name`. Raises ValueError that names those there are."""
    versions = [rule for rule in rules if rule.id == name]
    if not versions:
        known = ", ".join(dict.fromkeys(rule.id for rule in rules))
        raise ValueError(f"there is no counting rule {name!r}; choose one of {known}")
    return max(versions, key=lambda rule: rule.version)


def _rule(reader: Reader) -> CountingRule:
    rule = CountingRule(
        id=reader.text("id"),
        version=reader.count("version", least=1),
        status=reader.text("status"),
        title=reader.text("title"),
        text=reader.text("text"),
        unit=Unit(_known(reader.one_of("unit", list(Unit)), Unit.CONSULTATION)),
        methods=_methods(reader),
        evidence=_items(reader, "evidence"),
        historic_evidence=_items(reader, "historic_evidence"),
        approval=approval(reader.reader("approved")),
    )
    reader.done()
    return rule


def approval(reader: Reader) -> Approval:
    """An approval record."""
    record = Approval(reader.text("by", ""), reader.day("on", required=False))
    if bool(record.by) != bool(record.on):
        reader.note(
            "an approval has both a day (`on`) and an approver (`by`), or neither while it is a proposal"
        )
    reader.done()
    return record


def _methods(reader: Reader) -> Mapping[Method, MethodRule]:
    methods = reader.reader("methods")
    for method in Method:
        if method not in methods.mapping:
            methods.note(f"says nothing of {method.value!r}; a rule decides on every method")
    rules = {method: _method(methods.reader(method)) for method in Method if method in methods.mapping}
    methods.done()
    return rules


def _method(reader: Reader) -> MethodRule:
    rule = MethodRule(
        one_is=reader.text("one_is"),
        minimum=reader.count("minimum", least=1),
        warn_under=reader.number("warn_under") or 0,
        target_share_percent=reader.number("target_share_percent") or 0,
        longest_months=reader.number("longest_months") or 0,
    )
    if rule.target_share_percent > 100:
        reader.note("target_share_percent is a share of all present; write 0 to 100", "target_share_percent")
    reader.done()
    return rule


def _items(reader: Reader, key: str) -> frozenset[Item]:
    return frozenset(Item(word) for word in reader.some_of(key, list(Item)))


def _known(word: str, default: Unit) -> str:
    return word if word in list(Unit) else default


def _note_doubles(reader: Reader, rules: tuple[CountingRule, ...]) -> None:
    names = [(rule.id, rule.version) for rule in rules]
    for name, version in sorted({one for one in names if names.count(one) > 1}):
        reader.note(f"rule {name!r} has version {version} twice; give the newer one the next number", "rules")
