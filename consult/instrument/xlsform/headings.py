"""The first row of a sheet: which column holds what, in which language, in the many ways people write it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from consult.apart.workbook import Sheet

OF_FILES = "_consult_choices"  # a sheet of our own: the lists that lay in files beside the workbook

TRANSLATED = frozenset(
    [
        "label",
        "hint",
        "guidance_hint",
        "constraint_message",
        "required_message",
        "image",
        "audio",
        "video",
        "big-image",
    ]
)
_SURVEY = TRANSLATED | {
    *(
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "calculation",
        "default",
        "appearance",
        "parameters",
    ),
    *("choice_filter", "repeat_count", "read_only", "trigger", "autoplay", "rows", "disabled"),
    # Kobo's own, with two hyphens: the lists that its tables, scores and ranks are asked from.
    *("kobo_matrix_list", "kobo_score_choices", "kobo_rank_items", "kobo_rank_constraint_message"),
}
_CHOICES = TRANSLATED | {"list_name", "name"}
_SETTINGS = frozenset(
    [
        *("form_title", "form_id", "version", "default_language", "style", "instance_name", "public_key"),
        *("submission_url", "allow_choice_duplicates"),
    ]
)
PROPERTIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "survey": _SURVEY,
        "choices": _CHOICES,
        "external_choices": _CHOICES,
        OF_FILES: _CHOICES,
        "settings": _SETTINGS,
    }
)
# As pyxform's table of aliases has them, and what older forms write.
_ALIASES = {
    **dict.fromkeys(("caption", "question", "label_text"), "label"),
    **dict.fromkeys(("relevance", "bind_relevant"), "relevant"),
    **dict.fromkeys(("readonly", "bind_readonly", "bind_read_only"), "read_only"),
    **dict.fromkeys(("calculate", "bind_calculate"), "calculation"),
    **dict.fromkeys(
        ("constraining_message", "constraint_msg", "bind_jr_constraintmsg"), "constraint_message"
    ),
    **dict.fromkeys(("requiredmsg", "required_msg", "bind_jr_requiredmsg"), "required_message"),
    **dict.fromkeys(("count", "jr_count", "repeatcount"), "repeat_count"),
    "command": "type",
    "tag": "name",
    "value": "name",
    "bind_required": "required",
    "bind_type": "type",
    "bind_constraint": "constraint",
    "control_appearance": "appearance",
    "body_appearance": "appearance",
    "guidance": "guidance_hint",
    "media_image": "image",
    "media_audio": "audio",
    "media_video": "video",
    "media_big_image": "big-image",
    "big_image": "big-image",
    "choicefilter": "choice_filter",
    "listname": "list_name",
    "list": "list_name",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "title": "form_title",
    "id_string": "form_id",
    "form_name": "form_title",
    "noapperrorstring": "required_message",
}
# Marks of direction and spaces without width, which come along when someone copies a cell and which nobody sees.
UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
# What is asked of the wrong people, or wrongly, when the heading over it has a slip.
_SLIPS = ("relevant", "choice_filter", "repeat_count", "constraint", "calculation", "required", "read_only")
_ALIKE = 0.85  # one or two letters apart
_OWN = ("consult::", "_consult")
_SEARCHED_ROWS = 15
_OURS = re.compile(r"^consult::?")  # in sheets whose headings have one colon, ours have one too
_UNDERSCORED = re.compile(r"(label|hint|constraint_message|required_message|guidance_hint)_+([^\W\d_]{2,})")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. property: as XLSForm calls it, "" when it is not known. language: as the heading writes it."""

    index: int
    heading: str
    property: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a sheet and the row that names them, from 0."""

    row: int
    columns: tuple[Column, ...]

    def of(self, property_: str) -> tuple[Column, ...]:
        """The columns that hold a property, one for each language."""
        return tuple(column for column in self.columns if column.property == property_)

    def first(self, property_: str) -> Column | None:
        """The column of a property that has no languages."""
        return next(iter(self.of(property_)), None)


def headings(sheet: Sheet, kind: str) -> Headings | None:
    """The headings of a sheet of this kind (survey, choices, ...); None when no row looks like them."""
    lists = dict.fromkeys(("choices", "external_choices", OF_FILES), "list_name")
    needed = {"survey": "type", **lists}.get(kind)
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        columns = tuple(_columns(cells, kind))
        known = {column.property for column in columns}
        if (needed in known and "name" in known) or (needed is None and known - {""}):
            return Headings(number, columns)
    return None


def slips_in(found: Headings) -> dict[int, str]:
    """The property of a survey that each column was meant to hold whose heading has a slip; mostly there is none."""
    meant: dict[int, str] = {}
    for column in found.columns:
        if not column.property and not column.heading.startswith(_OWN):
            for nearest in get_close_matches(_plain(column.heading), _SLIPS, n=1, cutoff=_ALIKE):
                if not found.of(nearest):
                    meant[column.index] = nearest
    return meant


def _columns(cells: tuple[str, ...], kind: str) -> Iterator[Column]:
    for index, heading in enumerate(cells):
        if heading.strip():
            property_, language = _read(heading, PROPERTIES[kind])
            yield Column(index, _OURS.sub("consult::", heading.strip()), property_, language)


def _read(heading: str, known: frozenset[str]) -> tuple[str, str]:
    """`label::English (en)` -> label, English (en); `bind:relevant` -> relevant; nothing when it is not known."""
    parts = [part.strip() for part in re.split(r"::?", heading) if part.strip()]
    # The longest beginning that is a property: what comes after it is a language.
    for length in range(min(len(parts), 3), 0, -1):
        property_ = _property("_".join(parts[:length]), known)
        rest = ":".join(parts[length:])
        if property_ and (not rest or property_ in TRANSLATED):
            return property_, rest
    suffixed = _UNDERSCORED.fullmatch(_plain(heading))
    if suffixed and suffixed[1] in known:
        return suffixed[1], suffixed[2]
    return "", ""


def _property(words: str, known: frozenset[str]) -> str:
    plain = _plain(words)
    name = _ALIASES.get(plain, plain)
    return name if name in known else ""


def _plain(words: str) -> str:
    plain = words.translate(UNSEEN).strip("* \t\n").casefold()  # in bold, as Markdown has it
    return re.sub(r"[\s_-]+", "_", plain).removeprefix("_")
