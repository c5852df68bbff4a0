"""What a calculate waits for, as our own files and XLSForm write it: `[a, b]`, or `${a}, ${b}`."""

import re

from ruamel.yaml.nodes import ScalarNode

from consult.instrument.problems import Said
from consult.instrument.source.section import Section

_NAMED = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_-]*)\s*\}", re.ASCII)


def read_trigger(section: Section) -> tuple[str, ...]:
    """The names that a calculate is triggered by."""
    if "trigger" not in section:
        return ()
    text = section.text("trigger") if isinstance(section.values["trigger"], ScalarNode) else ""
    names = named_in(text) if text else section.words("trigger")
    if not names:
        found = (
            Said('"%(text)s" as trigger', text=text)
            if text
            else Said("an empty trigger in %(what)s", what=section.what)
        )
        section.problem("trigger", found, "the names of questions: [a, b], or ${a}, ${b}", "Name one.")
    return names


def named_in(cell: str) -> tuple[str, ...]:
    """The names in `${a}, ${b}`; none where it says anything else."""
    found = [_NAMED.fullmatch(part.strip()) for part in cell.split(",")]
    return tuple(dict.fromkeys(one[1] for one in found if one)) if all(found) else ()


def written_of(names: tuple[str, ...]) -> str:
    """The same as XLSForm writes it."""
    return ", ".join(f"${{{name}}}" for name in names)
