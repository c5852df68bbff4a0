"""Importing: a workbook of someone else becomes an instrument file here, with a report of what it could not take along."""

from collections.abc import Iterator
from pathlib import Path

from consult.actions.publishing import seed_of
from consult.instrument.media.files import folder_beside
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
    """The instrument as files: <report>/<name>.yaml, locale/<lang>/<report>/<name>.po, the workbook as it was, and what it shows.

    Returns what was written. Raises NothingToWrite, and WouldReplace when files with other content are there.
    """
    if not imported.text:
        raise NothingToWrite
    files = dict(_files(imported, folder))
    other = [path for path, content in files.items() if path.exists() and path.read_bytes() != content]
    if other and not replace:
        raise WouldReplace(other)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(path.suffix + ".unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(path)
    # What stands there now is no copy of what ships any more, and has no translations there.
    seed_of(folder / f"{imported.name}.yaml").unlink(missing_ok=True)
    return list(files)


def _files(imported: Imported, folder: Path) -> Iterator[tuple[Path, bytes]]:
    file = folder / f"{imported.name}.yaml"
    yield file, imported.text.encode()
    yield (
        folder / f"{imported.name}.{_KEPT_AS.get(imported.kind, 'xlsform')}.json",
        imported.kept.encode(),
    )
    for tag, text in imported.catalogues.items():
        yield folder / "locale" / tag / f"{imported.name}.po", text.encode()
    for name, content in imported.media.items():
        yield folder_beside(file) / name, content
