"""The conditions of a question: its relevance, or, where that says nothing, the table that older versions kept them in."""

from collections.abc import Mapping

from consult.instrument.limesurvey.questions import LimeQuestion
from consult.instrument.limesurvey.script import Meant, translated
from consult.instrument.limesurvey.survey_file import Row, SurveyFile

_METHODS = frozenset(["==", "!=", "<", "<=", ">", ">="])


class Deciding:
    """When questions and groups are asked, in our words."""

    def __init__(self, survey: SurveyFile, variables: Mapping[str, Meant]) -> None:
        self.variables = variables
        self.rows: dict[str, list[Row]] = {}
        for row in survey.rows("conditions"):
            self.rows.setdefault(row.get("qid", ""), []).append(row)

    def written_of(self, question: LimeQuestion) -> str:
        """What LimeSurvey would evaluate, in its own words."""
        relevance = question.row.get("relevance", "")
        of_table = self.rows.get(question.row.get("qid", ""), [])
        # Since version 2 the relevance is made of the table's rows whenever these change: it says the same, or more.
        return self._of_table(of_table) if relevance in ("", "1") and of_table else relevance

    def of(self, written: str) -> str:
        """The expression here. Raises NotMapped."""
        return translated(written, self.variables)

    def _of_table(self, rows: list[Row]) -> str:
        """One scenario or another; within it every question looked at, of which one answer or another.

        A row that begins with + looks at one tick or one line of a table, and holds by itself, as LimeSurvey reads it.
        """
        scenarios: dict[str, dict[str, list[str]]] = {}
        for number, row in enumerate(rows):
            looked_at = scenarios.setdefault(row.get("scenario", ""), {})
            question = row.get("cqid", "")
            by_itself = question == "0" or row.get("cfieldname", "").startswith("+")
            looked_at.setdefault(f"row {number}" if by_itself else question, []).append(self._one(row))
        return " or ".join(
            "(" + " and ".join(f"({' or '.join(one)})" for one in looked_at.values()) + ")"
            for looked_at in scenarios.values()
        )

    def _one(self, row: Row) -> str:
        method, value = row.get("method", "").strip(), row.get("value", "")
        name = row.get("cfieldname", "").removeprefix("+")
        if method not in _METHODS or "'" in value or not name or value.startswith("@"):
            return f"{name} {method or '?'} {value}"  # kept so that the report names it
        choice = self.variables.get(name + value)
        if (
            name not in self.variables and choice and choice.ticked
        ):  # that a choice is ticked: question and code apart
            return f"{name}{value} {method} 'Y'"
        return f"{name} {method} '{value}'"
