"""From the bytes of a file of LimeSurvey to its tables."""

from typing import Any

from consult.apart.process import read_apart
from consult.apart.survey_program import Limits

_LIMITS = Limits()


def read_survey(content: bytes) -> dict[str, Any]:
    """Version, languages and tables of an .lss or .lsa, and what was noticed, by a process apart. Raises WorkbookRefused."""
    return read_apart("survey_program", content, _LIMITS, _LIMITS.seconds)
