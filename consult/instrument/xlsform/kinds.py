"""The types of rows that forms have, and what becomes of each here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from consult.instrument.definition import Type


class Fate(StrEnum):
    """What becomes of a row of some type."""

    ASKED = "asked"
    BEGIN = "begin"
    END = "end"
    DROPPED = "dropped"
    LOOKED_UP = "looked up"  # it asks nothing, and names a file in which others look things up
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"


_EXTERNAL_LISTS = ("csv-external", "xml-external")
FILES = "files"  # in place of a sheet: lists that lie in files beside the workbook


@dataclass(frozen=True, slots=True)
class Kind:
    """A type cell, read. word: XLSForm's own. list_name and sheet: of a select."""

    fate: Fate
    word: str
    type: Type | None = None
    list_name: str = ""
    or_other: bool = False
    sheet: str = "choices"


_PLAIN: Mapping[str, Type] = MappingProxyType(
    {
        **dict.fromkeys(("text", "string"), Type.TEXT),
        **dict.fromkeys(("integer", "int"), Type.INTEGER),
        "decimal": Type.DECIMAL,
        "date": Type.DATE,
        "time": Type.TIME,
        **dict.fromkeys(("datetime", "datetime-local", "date time"), Type.DATETIME),
        "range": Type.RANGE,
        **dict.fromkeys(("acknowledge", "trigger"), Type.ACKNOWLEDGE),
        "note": Type.NOTE,
        **dict.fromkeys(("calculate", "hidden"), Type.CALCULATE),
        # The day is what every response has, and nothing finer.
        **dict.fromkeys(("today", "get today"), Type.CALCULATE),
    }
)
# Who holds which device, where, and to the second when: none of it belongs to an anonymous answer.
DEVICE = frozenset(
    [
        *(
            "start",
            "end",
            "deviceid",
            "device id",
            "subscriberid",
            "simserial",
            "sim serial",
            "imei",
        ),
        *("phonenumber", "phone number", "username", "email", "audit", "start-geopoint", "background-audio"),
        *("caseid", "start time", "end time", "get device id", "get start time", "get end time"),
        *(
            "get sim id",
            "get subscriber id",
            "get phone number",
            "uri:deviceid",
            "uri:phonenumber",
            "uri:username",
        ),
    ]
)
# What only a device can answer, and what says nothing here of whoever holds it as long as it is not asked.
TAKEN_BY_DEVICE = frozenset(
    [
        *("geopoint", "gps", "location", "geotrace", "geoshape", "image", "photo", "audio", "video", "file"),
        *("barcode", "osm", "signature", "upload"),
    ]
)
_UNSUPPORTED = TAKEN_BY_DEVICE | frozenset(
    [
        *(
            "select_one_from_file",
            "select_multiple_from_file",
            "select",
        ),
        *(
            "list_nolabel",
            "percentage",
            "begin loop",
            "end loop",
            "entity",
            "score__row",
            "rank__level",
        ),
    ]
)
TYPE_WORDS = tuple(
    sorted(
        {
            *_PLAIN,
            *_UNSUPPORTED,
            *_EXTERNAL_LISTS,
            *DEVICE,
            "select_one",
            "select_multiple",
            "rank",
            "hidden",
            "begin group",
            "end group",
            "begin repeat",
            "end repeat",
        }
    )
)

_ONE = r"(?:add )?(?:select[ _]one(?: prompt)?|select1)(?: from| using)?"
_MANY = r"(?:add )?select(?:[ _]multiple(?: prompt)?| all that apply)(?: from| using)?"
_OTHER = r"(?P<other>\s+(?:or[ _]other|or specify other))?"
_SELECT = re.compile(rf"(?:(?P<one>{_ONE})|(?P<many>{_MANY}))\s+(?P<list>\S+){_OTHER}", re.IGNORECASE)
_EXTERNAL = re.compile(r"select_one_external\s+(?P<list>\S+)", re.IGNORECASE)
_FRAME = re.compile(
    r"(?P<edge>begin|end)[ _](?P<what>group|repeat|lgroup|looped group|loop|kobomatrix|score|rank)(?:\s.*)?",
    re.IGNORECASE,
)
_EDGE = re.compile(r"(begin|end)(?=[ _]|$)")
_EDGES = [word for word in TYPE_WORDS if _EDGE.match(word) and word not in DEVICE]
_ALIKE = 0.8  # one or two letters apart
_EMPHASIS = "* \t\n"  # which a table in Markdown has around words in bold
_FROM_FILE = re.compile(
    r"select[ _](?P<many>one|multiple)[ _]from[ _]file\s+(?P<file>\S.*?\.(?:csv|xml|geojson))", re.IGNORECASE
)
_PROMPT = re.compile(r"add (?P<add>[a-z ]+) prompt|q (?P<q>[a-z]+)")  # as the first XLSForms wrote types
_OSM = re.compile(r"osm\b.*", re.IGNORECASE)
# As pyxform reads them: what `loop over` repeats is one time for each choice of a list, which this is not.
_FRAMES = {
    **dict.fromkeys(("repeat", "lgroup", "looped group"), "repeat"),
    **{
        what: what for what in ("group", "loop", "kobomatrix", "score", "rank")
    },  # the last three are Kobo's own
}
_MATRIX = re.compile(r"matrix (?P<list>\S+)")  # of no workbook: what a survey with tables is read into
_RANK = re.compile(r"(?:odk:)?rank\s+(?P<list>\S+)", re.IGNORECASE)


def list_of_file(file: str) -> str:
    """What the list in a file is called: `pulldata` and `instance()` know it by the same name."""
    return re.sub(r"\s+", "_", file.strip().rpartition(".")[0])


def file_of(cell: str, name: str = "") -> str:
    """The file that a type cell names; name: that of its row, which a csv-external or xml-external names its file by."""
    word = " ".join(cell.split())
    if word.casefold() in _EXTERNAL_LISTS:
        return f"{name}.{word.casefold().partition('-')[0]}"
    found = _FROM_FILE.fullmatch(word)
    return found["file"] if found else ""


def kind_of(cell: str) -> Kind:
    """What a type cell says."""
    written = _as_today(" ".join(cell.strip(_EMPHASIS).split()))
    word = written.casefold()
    if frame := _FRAME.fullmatch(written):
        what = _FRAMES[frame["what"].casefold()]
        return Kind(Fate.BEGIN if frame["edge"].casefold() == "begin" else Fate.END, what)
    if word in DEVICE:
        return Kind(Fate.DROPPED, written)
    if word.startswith("hidden "):
        word = "hidden"
    if word in _PLAIN:
        return Kind(Fate.ASKED, word, _PLAIN[word])
    if _OSM.fullmatch(written):
        return Kind(Fate.UNSUPPORTED, written.split()[0])
    if named := _FROM_FILE.fullmatch(written):
        type_ = Type.SELECT_ONE if named["many"].casefold() == "one" else Type.SELECT_MULTIPLE
        return Kind(Fate.ASKED, f"{type_}_from_file", type_, list_of_file(named["file"]), sheet=FILES)
    if listed := _listed(written):
        return listed
    if word in _UNSUPPORTED or word.split(" ")[0] in _UNSUPPORTED:
        return Kind(Fate.UNSUPPORTED, written)
    if re.fullmatch(rf"(?:{_ONE}|{_MANY})", word):
        type_ = Type.SELECT_ONE if re.fullmatch(_ONE, word) else Type.SELECT_MULTIPLE
        return Kind(Fate.ASKED, type_.value, type_)
    return Kind(_edge_of(word), written)


def _edge_of(word: str) -> Fate:
    """Whether a word that is none was meant to begin or to end something: what stands between is then not known either."""
    nearest = next(iter(get_close_matches(word, _EDGES, n=1, cutoff=_ALIKE)), word)
    edge = _EDGE.match(nearest)
    return Fate.UNKNOWN if edge is None else Fate.BEGIN if edge[1] == "begin" else Fate.END


def _as_today(written: str) -> str:
    """What is now called `text` where the first forms say `add text prompt` or `q text`; else what is written."""
    prompt = _PROMPT.fullmatch(written.casefold())
    word = (prompt["add"] or prompt["q"]) if prompt else ""
    return word if word in _PLAIN or word in TAKEN_BY_DEVICE else written


def _listed(written: str) -> Kind | None:
    """A type that names its list of choices, or a file that is one."""
    if written.casefold() in _EXTERNAL_LISTS:
        return Kind(Fate.LOOKED_UP, written.casefold(), sheet=FILES)
    if rank := _RANK.fullmatch(written):
        return Kind(Fate.ASKED, "rank", Type.RANK, rank["list"])
    if external := _EXTERNAL.fullmatch(written):
        return Kind(
            Fate.ASKED, "select_one_external", Type.SELECT_ONE, external["list"], sheet="external_choices"
        )
    if matrix := _MATRIX.fullmatch(written):
        return Kind(Fate.ASKED, "matrix", Type.MATRIX, matrix["list"])
    if select := _SELECT.fullmatch(written):
        type_ = Type.SELECT_ONE if select["one"] else Type.SELECT_MULTIPLE
        return Kind(Fate.ASKED, type_.value, type_, select["list"], bool(select["other"]))
    return None
