"""The workbook that an instrument was made of, kept beside it as JSON: `<name>.xlsform.json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.xlsform.imported import Fate, Outcome
from consult.instrument.xlsform.own.columns import OF_CHOICES, OURS
from consult.instrument.xlsform.remarks import Remark

_FORMAT = 2
_OWN_SHEETS = "_consult"
_SEARCHED_ROWS = 15


@dataclass(frozen=True)
class Kept:
    """Every cell of it, and what became of it at import.

    unmarked: the language of columns that say none; None when that was not written down. is_ours: it was written here
    from the start. dropped: name and type of the rows that an export leaves out. text and catalogues: the files that the
    import wrote, so that what staff changed since can be told. inactive: without type and facts once it was read back.
    """

    file: str
    workbook: Workbook
    unmarked: str | None = None
    is_ours: bool = False
    dropped: Sequence[Sequence[str]] = ()
    inactive: Sequence[Outcome] = ()
    text: str = ""
    catalogues: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """The file."""
        found = {
            "format": _FORMAT,
            "file": self.file,
            "kind": self.workbook.kind,
            "survey": self.workbook.survey,
            "unmarked": self.unmarked,
            "ours": self.is_ours,
            "sheets": [{"name": sheet.name, "rows": sheet.rows} for sheet in self.workbook.sheets],
            "dropped": list(self.dropped),
            "inactive": [
                {"name": one.name, "cell": one.cell, "why": [remark.code for remark in one.why]}
                for one in self.inactive
            ],
            "instrument": self.text,
            "catalogues": dict(self.catalogues),
        }
        return json.dumps(found, ensure_ascii=False, indent=1)


def read_kept(text: str) -> Kept:
    """The file, read. Raises ValueError when it is none; one of the first format lacks what the second added."""
    found = json.loads(text)
    if not isinstance(found, dict) or found.get("format") not in (1, _FORMAT):
        raise ValueError(
            f"a kept workbook of format {found.get('format') if isinstance(found, dict) else found!r}"
        )
    sheets = tuple(
        Sheet(sheet["name"], tuple(tuple(row) for row in sheet["rows"])) for sheet in found["sheets"]
    )
    return Kept(
        file=found["file"],
        workbook=Workbook(found["kind"], sheets, survey=found.get("survey", "survey")),
        unmarked=found.get("unmarked"),
        is_ours=found.get("ours", False),
        dropped=found.get("dropped", ()),
        inactive=tuple(map(_inactive, found.get("inactive", ()))),
        text=found.get("instrument", ""),
        catalogues=found.get("catalogues", {}),
    )


def _inactive(row: Mapping[str, Any]) -> Outcome:
    why = tuple(Remark(code) for code in row["why"])
    return Outcome(row["name"], row["cell"], "", Fate.INACTIVE, why)


def without_ours(workbook: Workbook) -> Workbook:
    """The workbook without the sheets and columns that were added to it here."""
    sheets = (sheet for sheet in workbook.sheets if not sheet.name.startswith(_OWN_SHEETS))
    return replace(workbook, sheets=tuple(_without_columns(sheet) for sheet in sheets))


def _without_columns(sheet: Sheet) -> Sheet:
    ours = {
        index
        for row in sheet.rows[:_SEARCHED_ROWS]
        for index, cell in enumerate(row)
        if cell.startswith((OURS.removesuffix(":"), OF_CHOICES))
    }
    return replace(sheet, rows=tuple(_trimmed(row, ours) for row in sheet.rows)) if ours else sheet


def _trimmed(row: Sequence[str], ours: set[int]) -> tuple[str, ...]:
    cells = [cell for index, cell in enumerate(row) if index not in ours]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
