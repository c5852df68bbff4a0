"""What the form that people were asked with calls its questions and choices, where that is otherwise than here."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

SEPARATORS = "/-.:"  # between groups: `group/q` in Kobo, `group-q` in ODK Central, `group:q` in older tools


@dataclass(frozen=True)
class NamesElsewhere:
    """names: of a question or a repeat, codes: of a choice, as the form has them: as they are here.

    paths: of questions that share their name with one in another group, with their groups, outermost first.
    groups: every group that a column can begin with.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()

    def here(self, name: str) -> str:
        """What a name or a path of that form is called here; "" when it is called the same, or is none."""
        composed = unicodedata.normalize("NFC", name)
        return self.names.get(composed, "") or self._joined.get(composed, "")

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        """The paths as columns are called, with any sign between the groups and from any group on, where that is of one question."""
        found: dict[str, set[str]] = {}
        for path, here in self.paths.items():
            for start in range(len(path) - 1):
                for sign in SEPARATORS:
                    found.setdefault(sign.join(path[start:]), set()).add(here)
        return {name: here.pop() for name, here in found.items() if len(here) == 1}
