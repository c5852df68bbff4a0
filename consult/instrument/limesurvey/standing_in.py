"""A survey that speaks no language of consult: its own words are shown in the place of one, as those of a workbook are."""

from collections import Counter
from collections.abc import Mapping

from consult.instrument.languages import LANGUAGES
from consult.instrument.limesurvey.lines import Lining
from consult.instrument.limesurvey.survey_file import SurveyFile
from consult.instrument.xlsform.imported import Wish
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.spoken import WITHOUT_TEXTS, under
from consult.instrument.xlsform.tongues import identity


def stood_in(survey: SurveyFile, lining: Lining, wish: Wish, remarks: list[Remark]) -> Mapping[str, str]:
    """The language of the survey that stands in, and for which; none where any of its languages is spoken here."""
    own = [identity(name) for name in survey.tongues]
    filled = Counter(key for line in lining.asked for key in line.texts.get("label", {}) if key in own)
    if any(key in LANGUAGES for key in filled):
        return {}
    tag = wish.source or WITHOUT_TEXTS
    if not filled:
        return {"": tag}
    key = max(
        filled, key=lambda one: (filled[one], -own.index(one))
    )  # its own before another that says as much
    remarks.append(Remark("language_stood_in", "", {"name": key, "tag": tag}))
    for lines in (lining.asked, lining.choices):
        lines[:] = [under(line, key, tag) for line in lines]
    return {key: tag}
