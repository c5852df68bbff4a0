"""What a release would give up, ready for the page. Loaded when it is first asked for, since it brings pandas with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import g

from consult.actions import answering, release_profiles, releasing
from consult.actions.consultations import Consultation
from consult.dataset.definition import Kind, Variable, nearest
from consult.dataset.variables import variables_of
from consult.disclosure.hierarchy import Hierarchy
from consult.disclosure.profile import ReleaseProfile, Treatment
from consult.disclosure.report import Recoded, Report
from consult.web.interface import _
from consult.web.staff.gate import folder
from consult.web.staff.release_words import Said, levels, told

_JOINT = " :: "  # between a question and its choice, in the label of a column (dataset.variables)


@dataclass(frozen=True, slots=True)
class Key:
    """A key variable as it would leave. level: how precisely it is told. groups: what its values are joined to."""

    label: Said
    level: Said
    groups: tuple[Said, ...]
    loss: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stays for one reason. columns: how many; questions: what they are about, each once."""

    reason: Said
    columns: int
    questions: tuple[Said, ...]


@dataclass(frozen=True)
class Shown:
    """What would leave, or in `problems` why nothing does."""

    report: Report | None = None
    problems: tuple[Said, ...] = ()
    keys: tuple[Key, ...] = ()
    withheld: tuple[Withheld, ...] = ()


def preview(row: Consultation, profile: ReleaseProfile) -> Shown:
    """What a release under this profile would give up. Raises Refused where there can be none of this consultation."""
    try:
        report = releasing.preview(row, folder(), profile.name)
    except releasing.REASONS as refused:
        return Shown(problems=tuple(map(told, releasing.sentences_of(refused))))
    variables = variables_of({one.version: answering.published(one.version) for one in row.versions})
    fitted = profile.fitted(row.instrument, release_profiles.structures_of(row))
    return Shown(report, (), tuple(_keys(report, variables, fitted)), tuple(_withheld(report, variables)))


def _keys(report: Report, variables: Mapping[str, Variable], profile: ReleaseProfile) -> Iterator[Key]:
    for name, recoded in report.recoded.items():
        tree = profile.variables.get(name, Treatment()).hierarchy
        yield Key(_key_label(name, variables), _level(recoded), _groups(recoded, tree), recoded.loss)


def _key_label(name: str, variables: Mapping[str, Variable]) -> Said:
    """Of a question with several answers a summary leaves: what stands after the dot says which part of it."""
    if name in variables:
        return _question(variables[name])
    question, _dot, part = name.rpartition(".")
    about = next((_question(one) for one in variables.values() if one.question == question), Said(name, "en"))
    parts = {
        "how_many": _("hoeveel antwoorden"),
        "main": _("het meest voorkomende"),
        "with_other": _("of er een ander antwoord bij is"),
    }
    return Said(f"{about.text} ({parts.get(part, part)})", about.language)


def _question(variable: Variable) -> Said:
    """What a column is about, without the choice or the remark that it adds to its question."""
    label = variable.label(g.language)
    joined = variable.kind in (Kind.SEVERAL, Kind.MISSING, Kind.TEXT) and _JOINT in label.text
    return Said(label.text.rpartition(_JOINT)[0] if joined else label.text, label.language)


def _level(recoded: Recoded) -> Said:
    if recoded.level == 0:
        return Said(_("zoals geantwoord"), g.language)
    if recoded.level == recoded.of:
        return Said(_("niet verteld"), g.language)
    known = levels().get(recoded.name)
    return Said(known, g.language) if known else Said(recoded.name, "en")


def _groups(recoded: Recoded, tree: Hierarchy | None) -> tuple[Said, ...]:
    if tree is None or not 0 < recoded.level < recoded.of:
        return ()
    found = (nearest(tree.labels.get(one, {}), g.language, one) for one in tree.leaves_under[recoded.level])
    return tuple(Said(one.text, one.language) for one in found)


def _withheld(report: Report, variables: Mapping[str, Variable]) -> list[Withheld]:
    """The reasons, the one that keeps most first."""
    by_reason: dict[str, list[str]] = {}
    for name, why in report.withheld.items():
        by_reason.setdefault(why, []).append(name)
    found = [
        Withheld(told(why), len(names), tuple(dict.fromkeys(_key_label(name, variables) for name in names)))
        for why, names in by_reason.items()
    ]
    return sorted(found, key=lambda one: -one.columns)
