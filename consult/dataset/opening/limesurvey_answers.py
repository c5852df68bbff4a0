"""The answers in an .lsa of LimeSurvey, whose columns are numbers: they are called as its survey calls the questions."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError

import pandas as pd
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from consult.apart.workbook import WorkbookRefused
from consult.dataset.opening.table import DataFileRefused, SourceColumn, SourceTable
from consult.instrument.limesurvey.questions import LimeQuestion, questions_of
from consult.instrument.limesurvey.survey_file import open_survey

_NUMBERED = re.compile(r"_?(\d+X\d+X(\d+))(.*)")  # survey X group X question, and what of it
_LARGEST_BYTES = 100_000_000
_MEND = "Export the answers as CSV with the codes of the questions."


def answers_in(name: str, answers: bytes, survey: bytes) -> tuple[SourceTable, tuple[str, ...]]:
    """The responses as a table, and what to know of it. Raises DataFileRefused."""
    document = _document(name, answers)
    fields = [field.text or "" for field in document.iterfind(".//fields/fieldname")]
    rows = [
        {cell.tag.lstrip("_"): (cell.text or "").strip() for cell in row}
        for row in document.iterfind(".//rows/row")
    ]
    fields = list(
        dict.fromkeys([*(field.lstrip("_") for field in fields), *(tag for row in rows for tag in row)])
    )
    if not rows or not fields:
        raise DataFileRefused(f"{name} holds no answers. {_MEND}")
    called = _called(name, fields, survey)
    cells = pd.DataFrame(
        [[row.get(field, "") for field in fields] for row in rows], columns=range(len(fields)), dtype=object
    )
    columns = tuple(SourceColumn(called[field]) for field in fields)
    left = [field for field in fields if called[field] == field and _NUMBERED.fullmatch(field)]
    remarks = (
        [f"{len(left)} columns of {name} are of no question in its survey, such as {left[0]}"] if left else []
    )
    return SourceTable("", columns, cells, first=1), tuple(remarks)


def _document(name: str, content: bytes) -> Element:
    if len(content) > _LARGEST_BYTES:
        raise DataFileRefused(f"{name}: more than {_LARGEST_BYTES // 1_000_000} MB of answers. {_MEND}")
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError):
        raise DataFileRefused(f"{name}: the answers in it cannot be read. {_MEND}") from None
    return root


def _called(name: str, fields: Iterable[str], survey: bytes) -> Mapping[str, str]:
    """The name of each column: that of the question with what of it in brackets, as LimeSurvey's own exports have it."""
    questions = {one.row["qid"]: one for one in _questions(name, survey)}
    found = {}
    for field in fields:
        numbered = _NUMBERED.fullmatch(field)
        question = _question(numbered, questions) if numbered else None
        found[field] = _name(numbered[3], numbered[2], question) if numbered and question else field
    return found


def _questions(name: str, survey: bytes) -> list[LimeQuestion]:
    if not survey:
        return []
    try:
        return questions_of(open_survey(survey))
    except WorkbookRefused:
        raise DataFileRefused(f"{name}: the survey in it cannot be read. {_MEND}") from None


def _question(numbered: re.Match[str], questions: Mapping[str, LimeQuestion]) -> LimeQuestion | None:
    """The question with this number; what of it begins with a digit runs on in the number, and is parted again."""
    digits = numbered[2]
    for length in range(len(digits), 0, -1):
        if digits[:length] in questions:
            return questions[digits[:length]]
    return None


def _name(tail: str, digits: str, question: LimeQuestion) -> str:
    tail = digits.removeprefix(question.row["qid"]) + tail
    return f"{question.code}[{tail}]" if tail else question.code
