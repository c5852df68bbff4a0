"""A survey as the rows that forms are made of: one for each question, group and choice, which know their place in the survey."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from consult.instrument.hidden_signs import code_points
from consult.instrument.limesurvey.conditions import Deciding
from consult.instrument.limesurvey.filters import choices_to_tick, shown_by_filter
from consult.instrument.limesurvey.fixed_choices import FIXED
from consult.instrument.limesurvey.questions import ARRAYS, EACH_APART, TICKED, LimeGroup, LimeQuestion
from consult.instrument.limesurvey.script import Meant, NotMapped, shown_in_text
from consult.instrument.limesurvey.settings import day_type, left_over, values_of
from consult.instrument.limesurvey.survey_file import Row, SurveyFile, Texts
from consult.instrument.limesurvey.worked_out import WorkedOut
from consult.instrument.xlsform.conditions import all_of
from consult.instrument.xlsform.markup import plain_text
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import LONGEST_TEXT, Line

_TEXTS = {"S": "text", "T": "text", "U": "text", "D": "date", "X": "note", "*": "calculate", "Q": "text"}
_LONG = frozenset("TU")
_LISTS = frozenset("L!OYG5")
# The rows that not everyone sees, by code: when, and why that cannot be told.
Shown: TypeAlias = dict[str, tuple[str, list[Remark]]]


def _is_broken(written: str) -> bool:
    """Whether an expression stops in the middle, which nothing here or there has a counterpart for."""
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", written)
    return outside.count("(") != outside.count(")") or "'" in outside or '"' in outside


@dataclass(frozen=True, slots=True)
class LimeLine(Line):
    """A row that stands in no cell. sheet: its place, as the report says it."""

    def place(self, property_: str = "", language: str = "") -> str:
        """Group and question."""
        return self.sheet


class Lining:
    """A survey being laid out. reasons: why a row cannot be active, by its number."""

    def __init__(self, survey: SurveyFile, questions: list[LimeQuestion], remarks: list[Remark]) -> None:
        self.survey, self.questions, self.remarks = survey, questions, remarks
        self.variables: dict[str, Meant] = {}
        for question in questions:
            self.variables.update(question.numbered)
        for question in questions:
            self.variables.update(question.variables)
        self.ticked = choices_to_tick(questions)
        self.worked_out = WorkedOut(self.variables)
        self.deciding = Deciding(survey, self.variables)
        self.asked: list[Line] = []
        self.choices: list[Line] = []
        self.reasons: dict[int, list[Remark]] = {}
        self._lists: set[str] = set()

    def lay_out(self) -> None:
        """Every question, between the begin and the end of its group."""
        last: LimeGroup | None = None
        why: list[Remark] = []
        for question in self.questions:
            if last is None or question.group.number != last.number:
                self._end(last)
                last, why = question.group, self._begin(question.group)
            self._question(question, why)
        self._end(last)

    # --- groups

    def _begin(self, group: LimeGroup) -> list[Remark]:
        number = group.row.get("gid", "")
        relevant, why = self._relevant(group.row.get("grelevance", ""), group.place, "relevance of the group")
        label = self._texts("groups", "gid", number, "group_name", group.place)
        if group.row.get("randomization_group"):
            self._remark("lss_attribute", group.place, attribute="randomization_group")
        values = {"name": f"group-{group.number}", "appearance": "field-list", "relevant": relevant}
        self._add("begin group", group.place, values, {"label": label})
        description = self._texts("groups", "gid", number, "description", group.place)
        if description:
            row = self._add(
                "note", group.place, {"name": f"group_{group.number}_text"}, {"label": description}
            )
            self.reasons[row] = list(why)
        self._work_out(len(self.asked) - bool(description), group.place)
        return why

    def _work_out(self, before: int, place: str) -> None:
        """Puts the calculations that texts show into rows before those texts."""
        for name, calculation in self.worked_out.taken():
            self._add("calculate", place, {"name": name, "calculation": calculation}, {})
            self.asked.insert(before, self.asked.pop())
            self._remark("lss_worked_out", place, name=name, calculation=calculation)

    def _end(self, group: LimeGroup | None) -> None:
        if group is not None:
            self._add("end group", group.place, {}, {})

    # --- questions

    def _question(self, question: LimeQuestion, why: list[Remark]) -> None:
        first = len(self.asked)
        relevant, own = self._relevant(self.deciding.written_of(question), question.place, "relevance")
        values = {"name": question.code, "relevant": relevant, **values_of(question, self.variables)}
        if question.row.get("mandatory") == "Y":
            values["required"] = "yes"
        if question.attributes.get("hidden") == "1" and question.type != "*":
            own = [*own, self._remark("lss_hidden", question.place)]
        own = [*own, *self._not_filtered(question)]
        texts: dict[str, Texts] = {
            "label": self._texts("questions", "qid", question.row["qid"], "question", question.place),
            "hint": self._texts("questions", "qid", question.row["qid"], "help", question.place),
        }
        own = [*own, *self._of_type(question, values, texts)]
        for line in self.asked[first:]:
            self.reasons[line.row] = [*why, *own, *self.reasons.get(line.row, [])]
        self._work_out(first, question.place)
        for name in left_over(question, self.variables):
            self._remark("lss_attribute", question.place, attribute=name)

    def _of_type(
        self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]
    ) -> list[Remark]:
        """Adds the rows of a question; what cannot be told of it."""
        letter = question.type
        if letter in ARRAYS | EACH_APART:
            return self._of_rows(question, values, texts)
        if letter in _LISTS:
            self._listed(question, values, texts)
        elif letter in TICKED:
            return self._to_tick(question, values, texts)
        elif letter == "R":
            return self._ranked(question, values, texts)
        elif letter == "*":
            return self._equation(question, values)
        elif letter == "N" or letter in _TEXTS:
            looks = {"appearance": "multiline"} if letter in _LONG else {}
            type_ = _number_type(question) if letter == "N" else _short_type(question)
            self._add(type_, question.place, {**values, **looks}, texts)
        else:
            self._add("note", question.place, values, texts)
            return [self._remark("lss_type", question.place, type=letter)]
        return []

    def _of_rows(
        self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]
    ) -> list[Remark]:
        """An array as one question, or each of its rows as one where not everyone sees them all."""
        shown = self._rows_shown(question)
        if not question.subs:
            self._add("note", question.place, values, texts)
            return [self._remark("lss_no_rows", question.place)]
        if question.type in EACH_APART:
            self._apart(_type_apart(question), question, values, texts, shown)
        elif shown:
            self._apart(f"select_one {self._list_of(question)}", question, values, texts, shown)
        else:
            self._array(question, values, texts)
        return []

    def _to_tick(
        self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]
    ) -> list[Remark]:
        shown = self._rows_shown(question)
        other = " or_other" if question.row.get("other") == "Y" else ""
        self._choices(question.code, question.subs, question)
        values = {**values, "choice_filter": _filter_of(shown)}
        self._add(f"select_multiple {question.code}{other}", question.place, values, texts)
        for sub in question.subs if question.type == "P" else ():
            self._comment(question, sub)
        return [why for _condition, found in shown.values() for why in found]

    def _ranked(
        self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]
    ) -> list[Remark]:
        shown: Shown = {code: (one, []) for code, one in self._filtered(question).items()}
        shown |= {} if question.answers else self._rows_shown(question)
        self._choices(question.code, question.answers or question.subs, question)
        self._add(f"rank {question.code}", question.place, values, texts)
        return [self._remark("lss_row_relevance", question.place, rows=", ".join(shown))] if shown else []

    def _listed(self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]) -> None:
        looks = {"!": "minimal", "5": "likert"}.get(question.type, "")
        other = " or_other" if question.row.get("other") == "Y" and question.type in "L!" else ""
        type_ = f"select_one {self._list_of(question)}{other}"
        filter_ = _filter_of({code: (one, []) for code, one in self._filtered(question).items()})
        self._add(type_, question.place, {**values, "appearance": looks, "choice_filter": filter_}, texts)
        if question.type == "O":
            self._comment(question, None)

    def _comment(self, question: LimeQuestion, sub: Row | None) -> None:
        """The text beside a list, or beside one of the choices that were ticked."""
        name, relevant, label = f"{question.code}_comment", f"${{{question.code}}} != ''", _COMMENT
        if sub is not None:
            code = sub.get("title", "")
            name, relevant = f"{question.code}_{code}comment", f"selected(${{{question.code}}}, '{code}')"
            said = self._texts("subquestions", "qid", sub["qid"], "question", question.place)
            label = {tag: f"{said[tag]}: {text}" for tag, text in _COMMENT.items() if tag in said} or said
        self._add("text", question.place, {"name": name, "relevant": relevant}, {"label": label})

    def _array(self, question: LimeQuestion, values: dict[str, str], texts: dict[str, Texts]) -> None:
        rows = {
            f"row/{sub.get('title', '')}": self._texts(
                "subquestions", "qid", sub["qid"], "question", question.place
            )
            or dict.fromkeys(texts["label"], sub.get("title", ""))
            for sub in question.subs
        }
        self._add(f"matrix {self._list_of(question)}", question.place, values, {**texts, **rows})

    def _apart(
        self,
        type_: str,
        question: LimeQuestion,
        values: dict[str, str],
        texts: dict[str, Texts],
        shown: Shown,
    ) -> None:
        for sub in question.subs:
            said = self._texts("subquestions", "qid", sub["qid"], "question", question.place)
            label = {tag: _beside(text, said.get(tag, "")) for tag, text in texts["label"].items()} or said
            name = f"{question.code}_{sub.get('title', '')}"
            own, why = shown.get(sub.get("title", ""), ("", []))
            relevant = all_of(one for one in (values.get("relevant", ""), own) if one)
            row = self._add(
                type_,
                question.place,
                {**values, "name": name, "relevant": relevant},
                {**texts, "label": label},
            )
            self.reasons[row] = why

    def _rows_shown(self, question: LimeQuestion) -> Shown:
        """The rows that have a relevance of their own."""
        found: Shown = {}
        for sub in question.subs:
            code, written = sub.get("title", ""), sub.get("relevance", "").strip()
            if written not in ("", "1"):
                found[code] = self._relevant(written, question.place, f"relevance of row {code}")
        for code, condition in self._filtered(question).items():
            relevant, why = found.get(code, ("", []))
            found[code] = all_of(one for one in (relevant, condition) if one), why
        return found

    def _filtered(self, question: LimeQuestion) -> dict[str, str]:
        try:
            return shown_by_filter(question, self.ticked)
        except NotMapped:
            return {}

    def _not_filtered(self, question: LimeQuestion) -> list[Remark]:
        """Why nobody can tell of whom each row is asked."""
        try:
            shown_by_filter(question, self.ticked)
        except NotMapped as found:
            return [self._remark("lss_filter", question.place, found=str(found))]
        return []

    def _equation(self, question: LimeQuestion, values: dict[str, str]) -> list[Remark]:
        own = self.survey.texts("questions", "qid", question.row["qid"], "question")
        written = plain_text(question.attributes.get("equation") or next(iter(own.values()), ""))[0].strip()
        whole = re.fullmatch(r"\{([^{}]*)\}", written)
        try:
            calculation = self.deciding.of(whole[1]) if whole else _text_of(written)
        except NotMapped as found:
            self._add("calculate", question.place, {**values, "calculation": "''"}, {})
            return [self._not_mapped(question.place, "equation", written, found)]
        self._add("calculate", question.place, {**values, "calculation": calculation or "1"}, {})
        return []

    # --- choices

    def _list_of(self, question: LimeQuestion) -> str:
        if question.type not in FIXED:
            self._choices(question.code, question.answers, question)
            return question.code
        name, choices = FIXED[question.type]
        if name not in self._lists:
            self._lists.add(name)
            for code, texts in choices.items():
                self._choice(name, code, texts, question.place)
        return name

    def _choices(self, name: str, rows: Sequence[Row], question: LimeQuestion) -> None:
        for row in rows:
            table, key = ("answers", "aid") if "title" not in row else ("subquestions", "qid")
            field_ = "answer" if table == "answers" else "question"
            texts = self._texts(table, key, row.get(key, ""), field_, question.place)
            self._choice(name, row.get("code") or row.get("title", ""), texts, question.place)

    def _choice(self, list_name: str, code: str, texts: Texts, place: str) -> None:
        values = {"list_name": list_name, "name": code}
        self.choices.append(
            LimeLine(place, len(self.choices), values, {"label": texts} if texts else {}, {}, ())
        )

    # --- what is said of a row

    def _relevant(self, written: str, place: str, what: str) -> tuple[str, list[Remark]]:
        try:
            return self.deciding.of(written), []
        except NotMapped as found:
            return "", [self._not_mapped(place, what, written, found)]

    def _not_mapped(self, place: str, what: str, written: str, found: NotMapped) -> Remark:
        if _is_broken(written):
            return self._remark("lss_expression_broken", place, what=what, written=written[:200])
        return self._remark("lss_expression", place, what=what, written=written[:200], found=str(found))

    def _remark(self, code: str, place: str, **facts: object) -> Remark:
        self.remarks.append(Remark(code, place, facts))
        return self.remarks[-1]

    def _texts(self, table: str, key: str, number: str, field_: str, place: str) -> dict[str, str]:
        """A text in every language, as it is read: without markup, with what it shows of other answers."""
        read = {}
        for tongue, written in self.survey.texts(table, key, number, field_).items():
            text, tags, signs = plain_text(written)
            if signs:
                self._remark("signs_removed", place, signs=code_points(signs))
            if tags:
                self._remark("markup_reduced", place, tags=", ".join(tags))
            if len(text) > LONGEST_TEXT:
                self._remark("text_too_long", place, length=len(text), most=LONGEST_TEXT)
            read[tongue] = text[:LONGEST_TEXT]
        self.worked_out.take(read.values())
        names = self.worked_out.names
        return {tongue: shown_in_text(text, self.variables, names) for tongue, text in read.items() if text}

    def _add(self, type_: str, place: str, values: Mapping[str, str], texts: Mapping[str, Texts]) -> int:
        row = len(self.asked)
        filled = {key: value for key, value in values.items() if value}
        said = {key: value for key, value in texts.items() if value}
        self.asked.append(LimeLine(place, row, {"type": type_, **filled}, said, {}, ()))
        return row


_COMMENT = {"nl": "Toelichting", "fr": "Commentaire", "en": "Comment"}


def _number_type(question: LimeQuestion) -> str:
    return "integer" if question.attributes.get("num_value_int_only") == "1" else "decimal"


def _type_apart(question: LimeQuestion) -> str:
    return _number_type(question) if question.type == "K" else "text"


def _short_type(question: LimeQuestion) -> str:
    if question.attributes.get("numbers_only") == "1" and question.type == "S":
        return "decimal"
    return day_type(question) if question.type == "D" else _TEXTS[question.type]


def _filter_of(shown: Shown) -> str:
    return all_of(
        f"name != '{code}' or ({condition})" for code, (condition, _why) in shown.items() if condition
    )


def _beside(question: str, sub: str) -> str:
    if not sub:
        return question
    return f"{question} {sub}" if question.endswith(("?", "!", ".", ":")) else f"{question}: {sub}"


def _text_of(written: str) -> str:
    if "{" in written or ("'" in written and '"' in written):
        raise NotMapped(written[:20])
    return f'"{written}"' if "'" in written else f"'{written}'"
