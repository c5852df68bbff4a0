"""What a release would give up, made ready for the page; loaded when it is asked, since it brings pandas with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from consult.actions import answering
from consult.actions.consultations import Consultation
from consult.actions.releases import making
from consult.actions.releases.profiles import structures_of
from consult.dataset.definition import Kind, Variable, nearest
from consult.dataset.variables import variables_of
from consult.disclosure.hierarchy import Hierarchy
from consult.disclosure.profile import ReleaseProfile, Treatment
from consult.disclosure.report import Recoded, Report
from consult.disclosure.wording import Sentence
from consult.web.interface import _
from consult.web.staff.gate import folder
from consult.web.staff.release_sentences import in_reader_language
from consult.web.staff.release_words import levels, summaries

_JOINT = " :: "  # between a question and its choice, in the label of a column (dataset.variables)


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language that it is really in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """A key variable as it would leave. level: how precisely. groups: what its answers are joined to. loss: 0 to 1."""

    label: Said
    level: Said
    groups: tuple[Said, ...]
    loss: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays here for one reason. columns: how many; questions: what they are of, each once."""

    reason: str
    columns: int
    questions: tuple[Said, ...]


@dataclass(frozen=True)
class Preview:
    """Either what would leave, or why nothing does."""

    report: Report | None = None
    problems: Sequence[str] = ()
    keys: Sequence[Told] = ()
    withheld: Sequence[Kept] = ()


def preview(row: Consultation, profile: ReleaseProfile) -> Preview:
    """What a release would give up. Raises Refused where there can be none of this consultation."""
    try:
        report = making.preview(row, folder(), profile.name)
    except making.REASONS as refused:
        return Preview(problems=[_told(sentence) for sentence in making.sentences_of(refused)])
    variables = variables_of({one.version: answering.published(one.version) for one in row.versions})
    fitted = profile.fitted(row.instrument, structures_of(row))
    return Preview(report, (), list(_keys(report, variables, fitted)), _withheld(report, variables))


def _told(sentence: str) -> str:
    return in_reader_language(sentence) if isinstance(sentence, Sentence) else sentence


def _keys(report: Report, variables: Mapping[str, Variable], profile: ReleaseProfile) -> Iterator[Told]:
    for name, recoded in report.recoded.items():
        tree = profile.variables.get(name, Treatment()).hierarchy
        yield Told(_label(name, variables), _level(recoded), _groups(recoded, tree), recoded.loss)


def _label(name: str, variables: Mapping[str, Variable]) -> Said:
    """What a column is about. Of a question with several answers a summary leaves, of which the dot parts the name."""
    if name in variables:
        return _question(variables[name])
    question, _dot, part = name.rpartition(".")
    about = next((_question(one) for one in variables.values() if one.question == question), Said(name, "en"))
    return Said(f"{about.text} ({summaries().get(part, part)})", about.language)


def _question(variable: Variable) -> Said:
    """The question of a column, without the choice or the remark that its label adds."""
    label = variable.label(g.language)
    adds = variable.kind in (Kind.SEVERAL, Kind.MISSING, Kind.TEXT) and _JOINT in label.text
    return Said(label.text.rpartition(_JOINT)[0] if adds else label.text, label.language)


def _level(recoded: Recoded) -> Said:
    if recoded.level in (0, recoded.of):
        return Said(_("niet verteld") if recoded.level else _("zoals geantwoord"), g.language)
    known = levels().get(recoded.name)
    return Said(known, g.language) if known else Said(recoded.name, "en")


def _groups(recoded: Recoded, tree: Hierarchy | None) -> tuple[Said, ...]:
    if tree is None or recoded.level in (0, recoded.of):
        return ()
    found = (nearest(tree.labels.get(one, {}), g.language, one) for one in tree.leaves_under[recoded.level])
    return tuple(Said(one.text, one.language) for one in found)


def _withheld(report: Report, variables: Mapping[str, Variable]) -> list[Kept]:
    """The reasons, the one that keeps most first."""
    by_reason: dict[str, list[str]] = {}
    for name, why in report.withheld.items():
        by_reason.setdefault(_told(why), []).append(name)
    kept = [
        Kept(why, len(names), tuple(dict.fromkeys(_label(name, variables) for name in names)))
        for why, names in by_reason.items()
    ]
    return sorted(kept, key=lambda one: -one.columns)
