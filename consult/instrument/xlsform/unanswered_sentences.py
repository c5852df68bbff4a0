"""What the importer can say of answers that nobody can give here, as `sentences` does of the form."""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "taken_unanswered": (
            "changed",
            "${{{name}}} is taken as left blank, since nobody can answer it here.",
            "",
        ),
        "always_the_same": (
            "changed",
            'it always gives "{value}", since nobody can answer {names} here.',
            "",
        ),
        "never_asked": ("inactive", "only asked after an answer to {names}, which nobody can give here.", ""),
        "never_offered": (
            "inactive",
            "no choice is offered without an answer to {names}, which nobody can give here.",
            "",
        ),
        "always_empty": (
            "inactive",
            "always empty without an answer to {names}, which nobody can give here.",
            "",
        ),
    }
)
