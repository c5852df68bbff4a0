"""Small surveys as LimeSurvey writes them, in both layouts of its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from consult.instrument.definition import Question
from consult.instrument.importing import imported_form
from consult.instrument.xlsform.imported import Imported, Outcome, Wish

Rows = Sequence[Mapping[str, object]]
Texts = Mapping[str, str]


@dataclass
class Survey:
    """A survey being put together: `ask` question after question, then `written`."""

    languages: tuple[str, ...] = ("nl",)
    old: bool = False  # the layout before LimeSurvey 4: texts within the tables, a row for each language
    tables: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    welcome: str = ""

    def group(self, relevance: str = "", description: str = "") -> "Survey":
        """A further group: what is asked next stands in it."""
        gid = len({row["gid"] for row in self.tables.get("groups", [])}) + 1
        row = {"gid": gid, "group_order": gid, "grelevance": relevance}
        texts = {"group_name": self._in_all(f"Deel {gid}"), "description": self._in_all(description)}
        self._put("groups", "group_l10ns", "gid", row, texts)
        return self

    def ask(
        self,
        code: str,
        type_: str,
        text: str | Texts = "Vraag",
        *,
        answers: Sequence[str] = (),
        subs: Sequence[str] = (),
        attributes: Mapping[str, object] | None = None,
        when: Mapping[str, str] | None = None,
        **columns: object,
    ) -> "Survey":
        """A question of the last group. answers and subs: their codes, each labelled with itself; when: the relevance of subs."""
        if "groups" not in self.tables:
            self.group()
        qid = self._number()
        self.numbers[code] = qid
        gid = self.tables["groups"][-1]["gid"]
        row = {"qid": qid, "parent_qid": 0, "sid": 7, "gid": gid, "type": type_, "title": code}
        row |= {"question_order": qid, "relevance": "1", "mandatory": "N", "other": "N"} | columns
        said = self._in_all(text) if isinstance(text, str) else text
        self._put("questions", "question_l10ns", "qid", row, {"question": said, "help": {}})
        for order, sub in enumerate(subs):
            inner = {
                "qid": self._number(),
                "parent_qid": qid,
                "gid": gid,
                "title": sub,
                "question_order": order,
                "relevance": (when or {}).get(sub, "1"),
            }
            self._put(
                "subquestions", "question_l10ns", "qid", inner, {"question": self._in_all(f"Rij {sub}")}
            )
        for order, answer in enumerate(answers):
            one = {"qid": qid, "code": answer, "sortorder": order, "scale_id": 0}
            one |= {} if self.old else {"aid": self._number()}
            self._put("answers", "answer_l10ns", "aid", one, {"answer": self._in_all(f"Keuze {answer}")})
        for name, value in (attributes or {}).items():
            self._add("question_attributes", {"qid": qid, "attribute": name, "value": value})
        return self

    def condition(
        self, asked: str, looked_at: str, value: str, *, scenario: int = 1, sub: str = ""
    ) -> "Survey":
        """A row of the table of conditions."""
        qid = self.numbers[looked_at]
        gid = next(row["gid"] for row in self.tables["questions"] if row["qid"] == qid)
        row = {
            "qid": self.numbers[asked],
            "cqid": qid,
            "cfieldname": f"{'+' if sub else ''}7X{gid}X{qid}{sub}",
        }
        self._add("conditions", {**row, "method": "==", "value": value, "scenario": scenario})
        return self

    def table(self, name: str, row: Mapping[str, object]) -> "Survey":
        """One more row of any table."""
        self._add(name, row)
        return self

    @property
    def written(self) -> bytes:
        """The .lss."""
        settings = [
            {
                "surveyls_language": tag,
                "surveyls_title": f"Titel {tag}",
                "surveyls_welcometext": self.welcome,
                "surveyls_endtext": f"Dank {tag}",
            }
            for tag in self.languages
        ]
        tables: dict[str, Rows] = {
            "surveys": [{"sid": 7, "language": self.languages[0]}],
            "surveys_languagesettings": settings,
        }
        languages = "".join(f"<language>{tag}</language>" for tag in self.languages)
        body = "".join(_table(name, rows) for name, rows in {**self.tables, **tables}.items())
        version = 366 if self.old else 620
        head = f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
        whole = f"<document>{head}<languages>{languages}</languages>{body}</document>"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}'.encode()

    def imported(self, **wishes: object) -> Imported:
        """What comes out of it."""
        return imported_form(self.written, "survey.lss", Wish(**wishes))  # type: ignore[arg-type]

    def _in_all(self, text: str) -> dict[str, str]:
        first, *others = self.languages
        return {first: text, **{tag: f"{text} ({tag})" for tag in others}} if text else {}

    def _number(self) -> int:
        return sum(map(len, self.tables.values())) + 100

    def _add(self, table: str, row: Mapping[str, object]) -> None:
        self.tables.setdefault(table, []).append(dict(row))

    def _put(
        self, table: str, texts_table: str, key: str, row: Mapping[str, object], texts: Mapping[str, Texts]
    ) -> None:
        if not self.old:
            self._add(table, row)
        for tag in self.languages:
            said = {name: found.get(tag, "") for name, found in texts.items()}
            where = {**row, "language": tag} if self.old else {key: row.get(key, ""), "language": tag}
            self._add(table if self.old else texts_table, {**where, **said})


def _table(name: str, rows: Rows) -> str:
    cells = (
        "".join(f"<{field}>{escape(str(value))}</{field}>" for field, value in row.items()) for row in rows
    )
    return f"<{name}><rows>{''.join(f'<row>{cell}</row>' for cell in cells)}</rows></{name}>"


def asked(found: Imported, name: str) -> Question:
    """A question that came out."""
    assert found.instrument is not None, [str(remark) for remark in found.remarks]
    return found.instrument.questions[name]


def outcome(found: Imported, name: str) -> Outcome:
    """What became of one question."""
    return next(one for one in found.outcomes if one.name == name)


def codes(found: Imported) -> list[str]:
    """What is said, but for what is left to staff anyway."""
    return [remark.code for remark in found.remarks if remark.sort.value != "to-do"]
