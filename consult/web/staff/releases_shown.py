"""What a release would give up, made ready for the page; loaded when it is asked, since it brings pandas with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import g

from consult.actions import datasets, releasing
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.dataset.definition import Variable
from consult.disclosure.report import Report
from consult.disclosure.wording import Sentence
from consult.web.interface import _
from consult.web.staff.gate import folder
from consult.web.staff.release_sentences import in_reader_language
from consult.web.staff.release_words import levels


@dataclass(frozen=True, slots=True)
class Told:
    """A key variable as it would leave. level: "" as it was answered. loss: in hundredths."""

    name: str
    label: str
    language: str
    level: str
    loss: int


@dataclass(frozen=True)
class Preview:
    """Either what would leave, or why nothing does. withheld: the columns of each reason, most first."""

    report: Report | None = None
    problems: Sequence[str] = ()
    keys: Sequence[Told] = ()
    withheld: Sequence[tuple[str, Sequence[str]]] = field(default_factory=tuple)

    @property
    def share(self) -> float:
        """The percentage of rows that stay."""
        return 100 * self.report.rows_released / self.report.rows_in if self.report else 0.0

    @property
    def one_in(self) -> int:
        """Of how many rows that look alike one could be the row of someone who is known to be there."""
        return self.report.k if self.report else 0


def preview(row: Consultation, profile: str) -> Preview:
    """What a release would give up. Raises Refused where there can be none of this consultation."""
    try:
        report = releasing.preview(row, folder(), profile)
    except Refused:
        raise
    except releasing.REASONS as refused:
        return Preview(problems=[_told(sentence) for sentence in releasing.sentences_of(refused)])
    variables = datasets.fresh_copy(row, folder()).variables
    return Preview(report, keys=list(_keys(report, variables)), withheld=_withheld(report))


def _told(sentence: str) -> str:
    return in_reader_language(sentence) if isinstance(sentence, Sentence) else sentence


def _keys(report: Report, variables: Mapping[str, Variable]) -> list[Told]:
    return [
        _key(name, one.level, one.of, one.name, one.loss, variables) for name, one in report.recoded.items()
    ]


def _key(name: str, level: int, of: int, word: str, loss: float, variables: Mapping[str, Variable]) -> Told:
    known = variables.get(name) or variables.get(name.rpartition(".")[0])
    label = known.label(g.language) if known else None
    told = "" if level == 0 else _("niet verteld") if level == of else levels().get(word, word)
    return Told(
        name, label.text if label else name, label.language if label else "en", told, round(100 * loss)
    )


def _withheld(report: Report) -> list[tuple[str, Sequence[str]]]:
    by_reason: dict[str, list[str]] = {}
    for name, why in report.withheld.items():
        by_reason.setdefault(_told(why), []).append(name)
    return sorted(by_reason.items(), key=lambda one: -len(one[1]))
