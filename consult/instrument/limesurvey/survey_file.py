"""A LimeSurvey survey once its file is opened: the tables of a database, and the texts that belong to their rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from consult.apart.surveys import read_survey
from consult.apart.workbook import Sheet, Workbook, WorkbookRefused
from consult.instrument.xlsform.opening import check_size
from consult.instrument.xlsform.tongues import identity

Row = Mapping[str, str]
Texts = Mapping[str, str]  # by language, as `tongues.identity` calls it

_ENDINGS = (".lss", ".lsa", ".lsg", ".lsq")
_SEARCHED_BYTES = 2_000


@dataclass(frozen=True)
class SurveyFile:
    """tables: rows by table. oddities: what was noticed on opening. tongues: languages as the file calls them, its own first."""

    version: str
    tables: Mapping[str, Sequence[Row]]
    tongues: tuple[str, ...]
    oddities: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table, none when it is not there."""
        return self.tables.get(table, ())

    def once(self, table: str, key: str) -> list[Row]:
        """The rows of a table by their number: in the old layout each stands once for every language."""
        found: dict[str, Row] = {}
        for row in self.rows(table):
            found.setdefault(row.get(key, ""), row)
        return list(found.values())

    def texts(self, table: str, key: str, number: str, field: str) -> Texts:
        """One text of a row in every language, wherever this version of the layout has it."""
        return self._texts.get((_TEXTS_OF[table], key, number, field), {}) or self._texts.get(
            (table, key, number, field), {}
        )

    @cached_property
    def _texts(self) -> dict[tuple[str, str, str, str], dict[str, str]]:
        found: dict[tuple[str, str, str, str], dict[str, str]] = {}
        for table, key, field in _WHERE:
            for row in self.rows(table):
                if row.get(field) and (tongue := identity(row.get("language", ""))):
                    texts = found.setdefault((table, key, row.get(key, ""), field), {})
                    texts.setdefault(tongue, row[field])
        return found

    @property
    def as_workbook(self) -> Workbook:
        """The tables as sheets, to be kept as they were."""
        return Workbook("lss", tuple(_sheets(self.tables)))


_TEXTS_OF = {
    "groups": "group_l10ns",
    "questions": "question_l10ns",
    "subquestions": "question_l10ns",
    "answers": "answer_l10ns",
}
_FIELDS = {
    "groups": ("group_name", "description"),
    "questions": ("question", "help"),
    "subquestions": ("question",),
    "answers": ("answer",),
}
_KEYS = {"groups": "gid", "questions": "qid", "subquestions": "qid", "answers": "aid"}
_WHERE = tuple(
    (home, _KEYS[table], field)
    for table, fields in _FIELDS.items()
    for field in fields
    for home in (table, _TEXTS_OF[table])
)


def is_limesurvey(content: bytes, file: str) -> bool:
    """Whether this is a file of LimeSurvey, whole or broken, by what is in it and else by what it is called."""
    if content.startswith(b"PK"):
        # What is compressed in a large workbook can hold these four bytes by chance.
        is_office = b"[Content_Types].xml" in content
        return not is_office and (b".lss" in content or Path(file).suffix.casefold() == ".lsa")
    return b"LimeSurveyDocType" in content[:_SEARCHED_BYTES] or Path(file).suffix.casefold() in _ENDINGS


def open_survey(content: bytes) -> SurveyFile:
    """The tables in `content`, read by a process apart. Raises WorkbookRefused."""
    if not content.strip():
        raise WorkbookRefused("empty_file")
    check_size(content)
    answer = read_survey(content)
    tables = answer["tables"]
    own = [row.get("language", "") for row in tables.get("surveys", ())]
    return SurveyFile(
        answer["version"],
        _with_numbers(tables),
        tuple(dict.fromkeys(name for name in (*own, *answer["languages"]) if name)),
        tuple((code, facts) for code, facts in answer["noticed"]),
    )


def _with_numbers(tables: dict[str, list[dict[str, str]]]) -> Mapping[str, Sequence[Row]]:
    """In the old layout an answer has no number of its own: its question, scale and code are one."""
    for row in tables.get("answers", ()):
        row.setdefault("aid", "/".join(row.get(field, "") for field in ("qid", "scale_id", "code")))
    return tables


def _sheets(tables: Mapping[str, Sequence[Row]]) -> Iterator[Sheet]:
    for name, rows in tables.items():
        fields = list(dict.fromkeys(field for row in rows for field in row))
        cells = tuple(tuple(row.get(field, "") for field in fields) for row in rows)
        yield Sheet(name, (tuple(fields), *cells))
