"""When, how and with whom: frozen values made from records, each of which carries its day.

Nothing here is a tick box: that a consultation is held, documented or validated is derived from these records
(`states`, `evidence_items`), and a query "as of a day" leaves out every record of a later day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.instrument.definition import Method, Report


class Known(StrEnum):
    """What is stored of a screening or closing question, and nothing finer (design, decision 14)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Participation:
    """`count` people alike in one act of taking part; never a name.

    target_group: whether they are of the target group. earlier: "took part in another consultation before?".
    gave_input: a substantive answer beyond the profile, present for the discussion, or half the guide.
    card: anonymous card number inside one panel cycle or series, so that one member in four sessions is one person.
    """

    count: int
    day: date
    target_group: Known
    earlier: Known = Known.UNKNOWN
    gave_input: bool = True
    card: str = ""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(
                f"a participation of {self.count} people; write at least 1 or leave the line out"
            )
        if self.card and self.count != 1:
            raise ValueError(f"card {self.card!r} stands for {self.count} people; a card is one person's")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Two members of staff (pseudonyms) who confirm how many were present, and when the second of them did."""

    by: tuple[str, str]
    on: date


@dataclass(frozen=True, slots=True)
class Session:
    """One gathering or interview. `participations` is its grid; `present` the head count at the door.

    consent_version: the version read aloud. notes_checksum: SHA-256 of the notes taken on `notes_on`.
    """

    id: str
    day: date
    present: int
    participations: tuple[Participation, ...] = ()
    confirmed: Confirmation | None = None
    consent_version: str = ""
    notes_checksum: str = ""
    notes_on: date | None = None

    @property
    def in_grid(self) -> int:
        """How many people the grid holds."""
        return sum(participation.count for participation in self.participations)

    @property
    def everyone(self) -> tuple[Participation, ...]:
        """The grid, and as of unknown origin whoever was present beyond it: never added to the target group in silence."""
        beyond = self.present - self.in_grid
        if beyond <= 0:
            return self.participations
        return (*self.participations, Participation(beyond, self.day, Known.UNKNOWN))


class DocumentKind(StrEnum):
    """What a stored file proves."""

    REPORT = "report"
    ATTENDANCE = "attendance"
    NOTES = "notes"
    DATASET = "dataset"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was filed: what it is, the SHA-256 (hex) of its bytes, when and by whom. `by` of a report is its author."""

    kind: DocumentKind
    checksum: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class InstrumentUsed:
    """A published, hence approved, instrument version in use since a day, with the languages in which it was offered.

    counts: whether it asks people; what organisations answer is no consultation.
    """

    version: str
    languages: tuple[str, ...]
    since: date
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The consent text that was in force in one language since a day."""

    language: str
    version: str
    since: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """The written agreement with the partner who organises in our stead."""

    partner: str
    on: date
    checksum: str


@dataclass(frozen=True, slots=True)
class ReportApproval:
    """The report, or the section of it that tells of this consultation, was approved."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Validation:
    """A second person (a colleague or a named partner) looked at the records and agreed; `withdrawn_on`: until that day."""

    on: date
    by: str
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """It did not take place; it stays in the register with the reason."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Reported to the funder in the dossier of `year`; from then on corrected by signed ledger entries only."""

    on: date
    year: int


@dataclass(frozen=True)
class Consultation:
    """The unit that is counted: a survey wave, a group session, a table event, a panel cycle or an interview series.

    partner: who organised it, empty when we did ourselves. owner: the member of staff who answers for it.
    participations: of people without a session, such as a survey's responses, summed per day by the caller.
    validated: by whom last; validated_before: earlier validations, oldest first, each taken back before the next.
    span_justified: why a series took longer than the rule allows, empty when nobody said why.
    """

    id: str
    project: str
    title: str
    method: Method
    theme: str = ""
    report: Report | None = None
    result: str = ""
    indicators: tuple[str, ...] = ()
    instruments: tuple[InstrumentUsed, ...] = ()
    criterion: str = ""
    owner: str = ""
    partner: str = ""
    agreement: Agreement | None = None
    series: str = ""
    span_justified: str = ""
    opened: date | None = None
    closed: date | None = None
    cancelled: Cancellation | None = None
    sessions: tuple[Session, ...] = ()
    participations: tuple[Participation, ...] = ()
    documents: tuple[Document, ...] = ()
    consents: tuple[ConsentGiven, ...] = ()
    report_approved: ReportApproval | None = None
    validated: Validation | None = None
    validated_before: tuple[Validation, ...] = ()
    locked: Lock | None = None
    cited_on: date | None = None  # the first day on which a finding rested on it: it is "used" ("benut")
    historic: bool = False
    unconfirmed: bool = False  # brought in with a workbook that nobody but its importer looked at yet
    demo: bool = False

    @property
    def is_open_survey(self) -> bool:
        """Whether answers still come in: exact counts that move with each of them would tell who answered what."""
        return self.method is Method.SURVEY and self.opened is not None and self.closed is None

    @property
    def everyone(self) -> tuple[Participation, ...]:
        """Everyone who took part, in sessions and outside them, those present without a line in the grid included."""
        return self.participations + tuple(one for session in self.sessions for one in session.everyone)

    def documents_of(self, *kinds: DocumentKind) -> tuple[Document, ...]:
        """Documents filed as one of `kinds`."""
        return tuple(document for document in self.documents if document.kind in kinds)
