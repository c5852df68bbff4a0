"""Importing: a workbook of someone else becomes an instrument file here, with a report of what it could not take along."""

from pathlib import Path

from consult.actions.publishing import seed_of
from consult.instrument.xlsform.imported import Imported

# Exports write a kept workbook back; the tables of a survey are none, and are kept under a name of their own.
_KEPT_AS = {"lss": "limesurvey"}


class NothingToWrite(Exception):
    """The workbook asks nothing that can be asked here."""


class WouldReplace(Exception):
    """There are other files by these names. `paths`: which."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        super().__init__(", ".join(str(path) for path in paths))


def write_instrument(imported: Imported, folder: Path, *, replace: bool = False) -> list[Path]:
    """The instrument as files: <report>/<name>.yaml, locale/<lang>/<report>/<name>.po, and the workbook as it was.

    Returns what was written. Raises NothingToWrite, and WouldReplace when files with other content are there.
    """
    if not imported.text:
        raise NothingToWrite
    files = {
        folder / f"{imported.name}.yaml": imported.text,
        folder / f"{imported.name}.{_KEPT_AS.get(imported.kind, 'xlsform')}.json": imported.kept,
    }
    files |= {
        folder / "locale" / tag / f"{imported.name}.po": text for tag, text in imported.catalogues.items()
    }
    other = [path for path, text in files.items() if path.exists() and path.read_text("utf-8") != text]
    if other and not replace:
        raise WouldReplace(other)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(path.suffix + ".unfinished")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    # What stands there now is no copy of what ships any more, and has no translations there.
    seed_of(folder / f"{imported.name}.yaml").unlink(missing_ok=True)
    return list(files)
