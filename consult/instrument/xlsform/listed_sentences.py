"""What the importer can say of rows that are asked or stand more than once, or have no words, as `sentences` does of the form."""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "note_wordless": (
            "problem",
            'note "{name}" has no words: its name is shown, and read out to whoever cannot see what else it shows.',
            "Write its label.",
        ),
        "range_turned": ("changed", "a range that goes down is shown from low to high.", ""),
        "column_slip": (
            "problem",
            'column "{heading}" is not one that forms use; what has a cell in it is not known.',
            'Did you mean "{nearest}"?',
        ),
        "depends_on_group": (
            "inactive",
            '{what} looks at "{name}", which is a group and has no answer of its own.',
            "",
        ),
        "count_from_inside": (
            "inactive",
            'how often the repeat is asked hangs on "{name}" in it, which is not supported.',
            "Leave repeat_count empty: then it is asked after each whether there is another one.",
        ),
        "asked_of_each": (
            "changed",
            'what stands in it is asked of each of the {count} choices of "{list}", one after the other.',
            "",
        ),
        "choice_joined": (
            "changed",
            'choice "{name}" stands more than once in "{list}"; it is offered wherever one of its rows would be.',
            "",
        ),
        "choice_joined_unasked": (
            "problem",
            'choice "{name}" stands more than once in "{list}"; it is offered wherever one of its rows would be.',
            "Write yes under allow_choice_duplicates in the settings, or rename one.",
        ),
        "choice_again": (
            "inactive",
            'choice "{name}" stands twice in "{list}" with other texts, as the form allows; the first is read.',
            "",
        ),
        "list_doubled": (
            "inactive",
            'list "{list}" has "{name}" more than once with other texts: a filter that tells them apart is not supported.',
            "",
        ),
        "lookup_of_again": (
            "inactive",
            'something is looked up in "{list}" that the rows of one choice say differently.',
            "Give each row a name of its own.",
        ),
        "filter_of_again": (
            "inactive",
            'the filter cannot be told of every row of a choice that "{list}" has many times.',
            "Compare one column with one answer in it.",
        ),
    }
)
