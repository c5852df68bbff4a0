"""Exporting: an instrument as a workbook that ODK, Kobo and others read, and that an import here reads back without loss."""

from pathlib import Path

from consult.actions import publishing
from consult.folder import DataFolder
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import from_canonical
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.own.kept import Kept, read_kept
from consult.reading import nearest
from consult.store import instruments
from consult.store.instruments import InstrumentVersion

KEPT_ENDING = ".xlsform.json"


class KeptUnreadable(Exception):
    """The workbook that an instrument was imported from is damaged where it was kept. `path`: there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: what was kept of the workbook cannot be read. Put it back from a backup; without it the export has "
            "the instrument and not the rest of the workbook: for that, move the file away first."
        )


def export_named(name: str, folder: DataFolder) -> bytes:
    """The workbook of an instrument: its key, key@number, or a file.

    Raises LookupError, InstrumentProblems, KeptUnreadable or CellTooLong.
    """
    place = found(name, folder)
    return export_file(place, folder) if isinstance(place, Path) else export_version(place, folder)


def found(name: str, folder: DataFolder) -> Path | InstrumentVersion:
    """An instrument by its key, key@number, or file. Raises LookupError.

    A key is the installation's own file, else a shipped one, else the newest published version.
    """
    key, _at, number = name.partition("@")
    if not number:
        try:
            return publishing.file_of(name, folder)
        except FileNotFoundError:
            pass  # published, and its file is gone
    rows = [row for row in instruments.versions_of(key) if number in ("", str(row.number))]
    if not rows:
        raise LookupError(f"{name}: no such instrument or version; {nearest(name, _names(folder))}")
    return rows[-1]


def files_named(name: str, folder: DataFolder) -> dict[str, bytes]:
    """What an instrument shows, by the names in its workbook. Raises LookupError or InstrumentProblems."""
    place = found(name, folder)
    if isinstance(place, InstrumentVersion):
        media = from_canonical(place.document).instrument.media.values()
        return {one.name: folder.media(one.address).read_bytes() for one in media}
    shown = publishing.version_named(str(place), folder).instrument.media
    held = publishing.check_file(place, folder).instrument
    return {file: held.media[file].content() for file in shown} if held else {}


def _names(folder: DataFolder) -> list[str]:
    files = (*publishing.own_files(folder), *publishing.shipped_files())
    versions = instruments.all_versions()
    return sorted(
        {
            *(f"{path.parent.name}/{path.stem}" for path in files),
            *(row.instrument for row in versions),
            *(f"{row.instrument}@{row.number}" for row in versions),
        }
    )


def export_file(path: Path, folder: DataFolder | None = None) -> bytes:
    """The workbook of an instrument's file, with the installation's own translations when `folder` is given. Raises InstrumentProblems, KeptUnreadable or CellTooLong."""
    checked = publishing.check_file(path, folder)
    if checked.instrument is None or checked.translations is None:
        raise InstrumentProblems(checked.problems)
    return export_workbook(checked.instrument, checked.translations, _kept(path.with_suffix(KEPT_ENDING)))


def export_version(row: InstrumentVersion, folder: DataFolder) -> bytes:
    """The workbook of a published version. Raises KeptUnreadable or CellTooLong."""
    version = from_canonical(row.document)
    return export_workbook(version.instrument, version.translations, kept_of(row.instrument, folder))


def kept_of(instrument: str, folder: DataFolder) -> Kept | None:
    """The workbook that an instrument of this key was imported from; None for one of our own. Raises KeptUnreadable."""
    return _kept(publishing.own_instruments(folder) / f"{instrument}{KEPT_ENDING}")


def _kept(path: Path) -> Kept | None:
    """The workbook that it was imported from; None for one of our own."""
    if not path.exists():
        return None
    try:
        return read_kept(path.read_text("utf-8"))
    except (ValueError, KeyError, TypeError):
        raise KeptUnreadable(path) from None
