"""What tools write beside the answers: who, on which device, when to the second, in which order. None of it comes along."""

from collections.abc import Iterable

_OF_THE_TOOL = frozenset(
    {
        # Kobo and Ona, beside everything that begins with _
        "id", "uuid", "index", "row_id", "formhub/uuid",
        # ODK
        "meta/instanceid", "meta/instancename", "meta/rootuuid", "meta-instanceid", "meta-instancename",
        "instanceid", "instance_name", "instancename", "rootuuid", "start", "end", "today", "deviceid", "subscriberid",
        "simserial", "simid", "phonenumber", "username", "email", "audit", "start-geopoint", "background-audio",
        "parent_key", "submissiondate", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected",
        "reviewstate", "formversion", "isvalidated",
        # LimeSurvey, under codes and under words
        "submitdate", "startdate", "datestamp", "lastpage", "startlanguage", "seed", "token", "ipaddr", "refurl",
        "interviewtime", "response id", "ip address", "date submitted", "date started", "date last action", "last page",
        "start language", "referrer url", "access code", "total time",
        "(column 1)",
    }
)  # fmt: skip
# Beside the marks of ODK Central these are its own too; in another table they can be what somebody asked.
_OF_CENTRAL, _MARKS = frozenset({"key", "status", "edits"}), frozenset({"submissiondate", "parent_key"})
_BEGINNINGS = ("_", "set-of-", "set of ", "group time:", "question time:", "grouptime", "meta/", "meta-")
_IDS = (
    "_uuid", "meta/instanceid", "meta-instanceid", "instanceid", "uuid", "key", "_id", "id", "response id",
)  # fmt: skip
_EVERYWHERE = frozenset(_IDS) - {"_id", "id", "response id"}  # of which no two are the same, in whatever file
_UNFINISHED = ("submitdate", "date submitted")
_LANGUAGE = ("startlanguage", "start language")


def is_of_the_tool(column: str, beside: Iterable[str] = ()) -> bool:
    """Whether a tool wrote this column, and no respondent. beside: all columns of its table."""
    name = column.strip().casefold()
    if name in _OF_CENTRAL:
        return not _MARKS.isdisjoint(one.strip().casefold() for one in beside)
    place = name.rpartition("/")[2]
    return name in _OF_THE_TOOL or place in _OF_THE_TOOL or name.startswith(_BEGINNINGS) or place[:1] == "_"


def id_named(names: Iterable[str]) -> str:
    """The column in which a tool tells one response from another, "" when there is none."""
    return _named(names, _IDS)


def is_of_one_alone(column: str) -> bool:
    """Whether a column numbers responses so that no other file has the same number for someone else."""
    return column.strip().casefold() in _EVERYWHERE


def language_named(names: Iterable[str]) -> str:
    """The column in which LimeSurvey keeps the language of a response."""
    return _named(names, _LANGUAGE)


def sent_named(names: Iterable[str]) -> str:
    """The column that LimeSurvey leaves empty for a response that was never sent. Only that is looked at, not the moment."""
    return _named(names, _UNFINISHED)


def _named(names: Iterable[str], sought: Iterable[str]) -> str:
    by_name = {name.strip().casefold(): name for name in names}
    return next((by_name[name] for name in sought if name in by_name), "")
