"""From a survey of LimeSurvey to an instrument of ours, with everything that is to be said about it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from consult.apart.workbook import Sheet, WorkbookRefused
from consult.instrument.languages import LANGUAGES
from consult.instrument.limesurvey.lines import Lining
from consult.instrument.limesurvey.questions import lost_questions, questions_of
from consult.instrument.limesurvey.standing_in import stood_in
from consult.instrument.limesurvey.survey_file import SurveyFile, open_survey
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.choice_lists import read_lists
from consult.instrument.xlsform.headings import Headings
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.importing import MOST_QUESTIONS
from consult.instrument.xlsform.markup import plain_text
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import SurveyReading
from consult.instrument.xlsform.tables import Line, Table
from consult.instrument.xlsform.tongues import identity
from consult.instrument.xlsform.writing import Writing

_FRONT = {"title": "surveyls_title", "intro": "surveyls_welcometext", "thanks": "surveyls_endtext"}
_SHOWN = re.compile(r"\{[^{}\s][^{}]*\}")  # an answer, what is known of a participant, or an expression
# Tables that change what is asked or of whom, and have no counterpart here.
_TABLES_LEFT = {
    "quota": "quotas",
    "assessments": "scores",
    "defaultvalues": "answers that stand ready",
    "survey_url_parameters": "answers taken from the address",
}


def import_survey(content: bytes, file: str, wish: Wish | None = None) -> Imported:
    """The instrument in an .lss, or in the .lss of an .lsa. Raises WorkbookRefused when there is nothing to import."""
    wish = wish or Wish()
    survey = open_survey(content)
    questions = questions_of(survey)
    if not questions:
        raise WorkbookRefused("lss_no_questions")
    if len(questions) > MOST_QUESTIONS:
        raise WorkbookRefused("too_many_questions", rows=len(questions), most=MOST_QUESTIONS)
    remarks = [Remark(code, "", dict(facts)) for code, facts in survey.oddities]
    remarks += _tables_left(survey)
    remarks += [Remark("lss_lost", f"question {code}") for code in lost_questions(survey)]
    lining = Lining(survey, questions, remarks)
    lining.lay_out()
    place = stood_in(survey, lining, wish, remarks)
    languages = _languages(survey, lining.asked, wish, remarks) or tuple(place.values())
    reading = SurveyReading(remarks)
    reading.read(tuple(lining.asked))
    for one in reading.candidates:
        one.reasons += lining.reasons.get(one.line.row, [])
    lists = {
        "choices": read_lists(Table(Sheet("choices", ()), Headings(0, ()), tuple(lining.choices)), remarks)
    }
    deciding = Deciding(reading.candidates, (), reading.group_names, lists, languages, remarks)
    deciding.decide()
    front = {key: _front(survey, field, place, remarks) for key, field in _FRONT.items()}
    writing = Writing(survey.as_workbook, deciding, (), remarks, wish, "")
    settings = {"form_title": next(iter(front["title"].values()), "")}
    return writing.written(settings, file, front)


def _front(survey: SurveyFile, field: str, place: Mapping[str, str], remarks: list[Remark]) -> dict[str, str]:
    """A text of the survey as a whole, by language; `place` says which of them stands for another."""
    found = {
        identity(row.get("surveyls_language", "")): plain_text(row.get(field, ""))[0]
        for row in survey.rows("surveys_languagesettings")
    }
    shown = {one: None for text in found.values() for one in _SHOWN.findall(text)}
    if shown:
        facts = {"text": field.removeprefix("surveyls_"), "shown": ", ".join(shown)}
        remarks.append(Remark("lss_front_shows", "", facts))
    found = {tongue: _SHOWN.sub("…", text).replace("${", "$ {") for tongue, text in found.items()}
    return {place.get(tongue, tongue): text for tongue, text in found.items() if text}


def _tables_left(survey: SurveyFile) -> Iterable[Remark]:
    for table, what in _TABLES_LEFT.items():
        if survey.rows(table):
            yield Remark("lss_table", "", {"what": what, "count": len(survey.rows(table))})
    # One row in each language is how older surveys have it.
    groups = Counter((row.get("gid", ""), row.get("language", "")) for row in survey.rows("groups"))
    for gid in dict.fromkeys(gid for (gid, _language), times in groups.items() if times > 1):
        yield Remark("lss_group_twice", "", {"gid": gid})
    if any(row.get("surveyls_policy_notice") for row in survey.rows("surveys_languagesettings")):
        yield Remark("lss_policy")


def _languages(
    survey: SurveyFile, lines: Iterable[Line], wish: Wish, remarks: list[Remark]
) -> tuple[str, ...]:
    """The tags that the instrument is offered in, the source first: that of the survey unless the wish says another."""
    filled = Counter(tongue for line in lines for tongue in line.texts.get("label", {}))
    spelled: dict[str, list[str]] = {}
    for name in survey.tongues:
        spelled.setdefault(identity(name), []).append(name)
    remarks += _same(spelled)
    offered = [tag for tag in spelled if tag in LANGUAGES and filled[tag]]
    for tag, names in spelled.items():
        if any(one.code == "language_stood_in" and one.facts["name"] == tag for one in remarks):
            continue
        if not filled[tag]:
            remarks.append(Remark("language_empty", "", {"name": names[0]}))
        elif tag not in LANGUAGES:
            remarks.append(Remark("language_unknown", "", {"name": names[0], "count": filled[tag]}))
    source = [wish.source] if wish.source in offered else []
    return tuple(dict.fromkeys([*source, *offered]))


def _same(spelled: Mapping[str, list[str]]) -> list[Remark]:
    return [
        Remark("same_language", "", {"names": " and ".join(f'"{one}"' for one in names), "tag": tag})
        for tag, names in spelled.items()
        if len(names) > 1
    ]
