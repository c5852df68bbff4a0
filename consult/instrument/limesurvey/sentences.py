"""What the importer of surveys says beside what it says of every form; `xlsform.sentences` tells the shape."""

from collections.abc import Mapping
from types import MappingProxyType

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "lss_other": (
            "this is XML, but no survey of LimeSurvey: it says {found}",
            "Export the survey in LimeSurvey as a survey structure (.lss).",
        ),
        "lss_broken": (
            "the survey breaks off or is damaged: line {line}, column {column} is no XML",
            "Export it from LimeSurvey again, or copy it whole.",
        ),
        "lss_entities": (
            "the survey holds an XML document type (DOCTYPE), which LimeSurvey does not write",
            "Export it from LimeSurvey again.",
        ),
        "lss_too_large": (
            "the survey has {rows} rows in its tables; at most {most}",
            "Export the survey structure alone, without answers.",
        ),
        "lss_too_much": (
            "reading the survey takes more time or memory than any survey needs",
            "Export the survey structure from LimeSurvey again.",
        ),
        "lss_not_in_archive": (
            "the archive holds no survey structure (.lss)",
            "Export the survey structure from LimeSurvey (.lss) and choose that file.",
        ),
        "lss_archive_broken": (
            "the archive breaks off or is damaged and cannot be unpacked",
            "Download it again, or export the survey structure (.lss).",
        ),
        "lss_locked": (
            "the archive is locked with a password",
            "Unpack it and choose the .lss in it.",
        ),
        "lss_bomb": (
            "the survey in the archive unpacks to more than {most} MB: it is damaged, or made to fill a computer's memory",
            "Export the survey structure (.lss) from LimeSurvey again.",
        ),
        "lss_no_questions": (
            "the survey has no questions in any of its groups",
            "Export the whole survey structure from LimeSurvey.",
        ),
    }
)

SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "lss_answers_left": (
            "changed",
            "the archive also holds answers or participants ({files}); they are not taken.",
            "Import answers by themselves, as a file of responses.",
        ),
        "lss_table": (
            "inactive",
            "the survey has {what} ({count} rows), which have no counterpart here; they are kept.",
            "",
        ),
        "lss_policy": (
            "to-do",
            "the survey has a privacy notice of its own; it is kept, and the standard consent stands in its place.",
            "Read both, and write in the consent what is true for this survey.",
        ),
        "lss_front_shows": (
            "to-do",
            "{text} shows {shown}, which is not known there; … stands in its place.",
            "Write that text anew.",
        ),
        "lss_type": ("inactive", "questions of LimeSurvey's type {type} are not supported.", ""),
        "lss_no_rows": ("problem", "the question has no subquestions.", "Add its rows in LimeSurvey."),
        "lss_lost": (
            "problem",
            "the question stands in no group of the survey; it is left out.",
            "Put it in a group in LimeSurvey, and export the whole survey.",
        ),
        "lss_row_relevance": (
            "inactive",
            "rows {rows} are shown to some people only, and what is ranked here is the same for all.",
            "",
        ),
        "lss_filter": (
            "inactive",
            "its rows are shown by what was answered to {found}, which does not have a choice to tick for each of them.",
            "",
        ),
        "lss_worked_out": (
            "changed",
            "what a text shows is worked out under the name {name}: {calculation}",
            "",
        ),
        "lss_hidden": ("inactive", "the question is hidden in LimeSurvey: nobody answers it.", ""),
        "lss_attribute": (
            "inactive",
            "setting {attribute} is not supported; the question is asked without it.",
            "",
        ),
        "lss_expression": (
            "inactive",
            "{what}: no counterpart here for {found} in: {written}",
            "Write the condition in the file once the question is put there.",
        ),
        "lss_expression_broken": (
            "problem",
            "{what}: brackets or quotes do not close in: {written}",
            "Mend the expression in LimeSurvey and export the survey again.",
        ),
        "lss_group_twice": (
            "problem",
            "group {gid} stands twice; the first is read.",
            "Export the survey from LimeSurvey again.",
        ),
    }
)
