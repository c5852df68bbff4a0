"""What was published: reports and feedback pages as they were frozen. Light, so that the respondents' door serves them too."""

from dataclasses import dataclass

from consult.folder import DataFolder
from consult.store import reports as rows
from consult.store.reports import FeedbackEdition as FeedbackEdition  # the web may not import the tables
from consult.store.reports import ReportEdition as ReportEdition
from consult.store.reports import ReportProposal as ReportProposal


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of an edition, exactly as the second reader saw them."""

    page: bytes
    word: bytes


def edition(id_: str) -> ReportEdition | None:
    """One edition."""
    return rows.edition(id_)


def editions(project: str | None = None) -> list[ReportEdition]:
    """Everything that was published, of one project or of all, newest first."""
    return rows.editions(project)


def newest() -> list[ReportEdition]:
    """The newest edition of each project."""
    return list({one.project_id: one for one in reversed(rows.editions())}.values())[::-1]


def files(row: ReportEdition | ReportProposal, folder: DataFolder) -> Files:
    """Its bytes. Raises FileNotFoundError when the data folder lost them."""
    return Files(folder.file(row.page), folder.file(row.word))


def feedback(consultation: str) -> FeedbackEdition | None:
    """What those who took part in a consultation can read now."""
    return next(iter(rows.feedback_editions(consultation)), None)


def all_feedback() -> list[FeedbackEdition]:
    """The newest of each consultation."""
    return rows.newest_feedback()


def has_feedback(consultation: str) -> bool:
    """Whether there is something to read: asked on every thank-you page, so it costs one small query."""
    return rows.has_feedback(consultation)
