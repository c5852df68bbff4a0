"""How a release profile in `exports/` tells tables: thresholds, and the only questions that others are crossed with."""

from dataclasses import dataclass
from pathlib import Path

from consult.disclosure.counts import TableRule
from consult.plan.reading import FileRefused, Reader, read
from consult.shipped import shipped


@dataclass(frozen=True, slots=True)
class TableProfile:
    """How tables are told. by: the questions that others may be crossed with, and no other."""

    rule: TableRule
    by: tuple[str, ...]


def load_table_profile(path: Path | None = None) -> TableProfile:
    """How the internal profile, or the one at `path`, tells tables. Raises FileRefused with all its problems."""
    path = path or shipped("exports") / "internal.yaml"
    reader = read(path, f"{path.parent.name}/{path.name}")
    reader.count("schema", least=1)
    tables = reader.reader("tables")
    rule, by = _rule(tables), tables.texts("by")
    for twice in sorted({one for one in by if by.count(one) > 1}):
        tables.note(f"by names {twice!r} twice; name it once", "by")
    tables.done()
    reader.done()
    if reader.problems or rule is None:
        raise FileRefused(reader.problems)
    return TableProfile(rule, by)


def _rule(tables: Reader) -> TableRule | None:
    numbers = [tables.count(key, least=2) for key in ("threshold", "threshold_identity", "smallest_base")]
    if tables.problems:
        return None
    try:
        return TableRule(*numbers)
    except ValueError as impossible:
        tables.note(str(impossible), "threshold")
        return None
