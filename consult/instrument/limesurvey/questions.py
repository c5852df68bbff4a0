"""The questions of a survey, in order, each with what belongs to it, and what expressions call their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.limesurvey.script import Meant
from consult.instrument.limesurvey.survey_file import Row, SurveyFile

ARRAYS = frozenset("FABCEH")
EACH_APART = frozenset("KQ")
TICKED = frozenset("MP")


@dataclass(frozen=True)
class LimeGroup:
    """A group of questions. place: how the report calls where it stands."""

    row: Row
    number: int

    @property
    def place(self) -> str:
        """Which of the groups it is."""
        return f"group {self.number}"


@dataclass(frozen=True)
class LimeQuestion:
    """One question. subs and answers: rows in the order in which they are shown; attributes: those without a language."""

    row: Row
    group: LimeGroup
    subs: Sequence[Row]
    answers: Sequence[Row]
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What it is called."""
        return self.row.get("title", "")

    @property
    def type(self) -> str:
        """Its letter."""
        return self.row.get("type", "")

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.group.place}, question {self.code}"

    @cached_property
    def variables(self) -> dict[str, Meant]:
        """What expressions may call its answers, by code and by the numbers of survey, group and question."""
        numbers = "X".join(self.row.get(key, "") for key in ("sid", "gid", "qid"))
        found = dict(self._variables())
        return {
            name: meant
            for tail, meant in found.items()
            for name in (f"{self.code}{_tail(tail)}", numbers + tail)
        }

    @cached_property
    def numbered(self) -> dict[str, Meant]:
        """What LimeSurvey 7 calls its answers, by numbers alone: a question can have such a code itself, which goes before."""
        rows = {sub.get("title", ""): sub.get("qid", "") for sub in self.subs}
        return {
            f"Q{self.row.get('qid', '')}" + (f"_S{rows[code]}" if code in rows else ""): meant
            for code, meant in self._variables()
            if not code or code in rows
        }

    def _variables(self) -> Iterator[tuple[str, Meant]]:
        apart = self.type in ARRAYS | EACH_APART
        for sub in self.subs:
            code = sub.get("title", "")
            yield code, Meant(f"{self.code}_{code}") if apart else Meant(self.code, code)
        if not apart and self.type not in TICKED:
            yield "", Meant(self.code)
        if self.type == "O":
            yield "comment", Meant(f"{self.code}_comment")


def _tail(code: str) -> str:
    return f"_{code}" if code else ""


def questions_of(survey: SurveyFile) -> list[LimeQuestion]:
    """Every question, group after group."""
    found = survey.once("questions", "qid")
    subs = _by(
        [
            *survey.once("subquestions", "qid"),
            *(row for row in found if row.get("parent_qid", "0") not in ("", "0")),
        ],
        "parent_qid",
        "question_order",
    )
    answers = _by(survey.once("answers", "aid"), "qid", "sortorder")
    attributes = _attributes(survey)
    asked = _by([row for row in found if row.get("parent_qid", "0") in ("", "0")], "gid", "question_order")
    groups = sorted(survey.once("groups", "gid"), key=lambda row: _number(row, "group_order"))
    return [
        LimeQuestion(
            row,
            LimeGroup(group, number),
            subs.get(row["qid"], ()),
            answers.get(row["qid"], ()),
            attributes.get(row["qid"], {}),
        )
        for number, group in enumerate(groups, 1)
        for row in asked.get(group.get("gid", ""), ())
        if row.get("qid")
    ]


def lost_questions(survey: SurveyFile) -> list[str]:
    """The codes of questions that stand in no group of the survey, or have no number."""
    groups = {row.get("gid", "") for row in survey.rows("groups")}
    return [
        row.get("title", "")
        for row in survey.once("questions", "qid")
        if row.get("parent_qid", "0") in ("", "0") and not (row.get("qid") and row.get("gid", "") in groups)
    ]


def _by(rows: Sequence[Row], key: str, order: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (_number(row, "scale_id"), _number(row, order))):
        found.setdefault(row.get(key, ""), []).append(row)
    return found


def _number(row: Row, field_: str) -> int:
    written = row.get(field_, "")
    return int(written) if written.isascii() and written.isdecimal() else 0


def _attributes(survey: SurveyFile) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in survey.rows("question_attributes"):
        if row.get("value") and row.get("attribute"):
            found.setdefault(row.get("qid", ""), {}).setdefault(row["attribute"], row["value"])
    return found
