"""The report of a project: drafted as often as anyone likes, proposed, read by a second person, and frozen.

Loaded by name where it is asked for: it tabulates, draws and writes Word, and that takes pandas, matplotlib and docx.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from consult.actions import clock, editions
from consult.actions.consultations import Project
from consult.actions.editions import ReportEdition, ReportProposal
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.actions.reports.material import material_of
from consult.actions.table_profile import PUBLISHED
from consult.folder import DataFolder
from consult.instrument.languages import SOURCE
from consult.report import word_reading
from consult.report.differences import Difference, differences
from consult.report.document import Prose, Report, generated
from consult.report.drafting import draft as drafted
from consult.report.page import page
from consult.report.word_file import word_file
from consult.store import audit
from consult.store import findings as chain
from consult.store import reports as rows


class NotReady(Exception):
    """A report cannot be published yet; `problems` says why, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def draft(project: Project, folder: DataFolder, language: str = SOURCE) -> Report:
    """The report as it would read today, marked as a draft."""
    return drafted(material_of(project, folder, language), language)


def places(report: Report) -> tuple[Prose, ...]:
    """Where staff write in it, each place once."""
    found = {block.key: block for block in report.blocks if isinstance(block, Prose)}
    return tuple(found.values())


def propose(project: Project, folder: DataFolder, by: str, language: str = SOURCE) -> ReportProposal:
    """Lays the next edition before a second reader, in the bytes that will be published.

    An earlier proposal that nobody approved makes way. Raises NotReady with everything that is missing.
    """
    number = rows.next_number(project.id)
    report = _ready(project, folder, language, number)
    earlier = rows.proposal_of(project.id)
    if earlier:
        chain.drop(earlier)
    made = rows.ReportProposal(
        id=new_id(),
        project_id=project.id,
        number=number,
        language=language,
        title=report.title,
        page=folder.keep_file(page(report)),
        word=folder.keep_file(word_file(report)),
        values=_values(project, report),
        blocks=dict(generated(report)),
        proposed_by=by,
        proposed_on=clock.today(),
    )
    chain.add(made)
    audit.note(by, "report proposed", project.id, number=number, page=made.page)
    return made


def proposal_of(project: Project) -> ReportProposal | None:
    """What waits for a second reader."""
    return rows.proposal_of(project.id)


def approve(project: Project, proposal: str, folder: DataFolder, by: str) -> ReportEdition:
    """A second person read the proposal with this id and publishes it: its bytes are frozen as they are.

    Raises Refused for whoever proposed it and for one that made way; NotReady when something fell away meanwhile.
    """
    waiting = rows.proposal_of(project.id)
    if waiting is None or waiting.id != proposal:
        raise Refused("proposal_gone")
    if waiting.proposed_by == by:
        raise Refused("proposal_is_your_own")
    _ready(project, folder, waiting.language, waiting.number)
    made = rows.ReportEdition(
        id=new_id(),
        project_id=project.id,
        **{name: getattr(waiting, name) for name in ("number", "language", "title", "page", "word", "values", "blocks", "proposed_by")},
        approved_by=by,
        published_on=clock.today(),
        demo=project.demo,
    )  # fmt: skip
    chain.add(made)
    chain.drop(waiting)
    audit.note(by, "report published", project.id, number=made.number, page=made.page, word=made.word)
    return made


def take_back(project: Project, by: str) -> None:
    """The proposal is not published."""
    waiting = rows.proposal_of(project.id)
    if waiting is None:
        raise Refused("proposal_gone")
    chain.drop(waiting)
    audit.note(by, "report proposal taken back", project.id, number=waiting.number)


def since_last_edition(project: Project, report: Report) -> tuple[Difference, ...]:
    """What reads otherwise now than in the newest edition; nothing when there is none."""
    newest = next(iter(editions.editions(project.id)), None)
    return differences(newest.blocks, generated(report)) if newest else ()


def since_a_file(content: bytes, report: Report) -> tuple[Difference, ...]:
    """What reads otherwise in a Word file that staff may have edited. Raises NotAReport."""
    return differences(word_reading.standing(content, report), word_reading.new(report))


def _ready(project: Project, folder: DataFolder, language: str, number: int) -> Report:
    report = drafted(material_of(project, folder, language, number), language)
    if report.problems:
        raise NotReady(report.problems)
    return report


def _values(project: Project, report: Report) -> Mapping[str, Any]:
    """What the edition cites, and what it rests on."""
    numbers = [{"block": block, "printed": one.printed, "cell": one.cell} for block, one in report.numbers]
    versions = sorted({one.version for row in project.consultations for one in row.versions})
    return {
        "numbers": numbers,
        "instruments": versions,
        "profile": PUBLISHED,
        "software": version("consult"),
    }
