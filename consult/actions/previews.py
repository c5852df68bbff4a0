"""Files that someone looked at and may bring in: kept for an hour at most, sealed, for whoever sent them."""

from hashlib import sha256
from pathlib import Path

from consult.actions import clock
from consult.folder import DataFolder

_SECONDS = 3600


def keep_preview(folder: DataFolder, content: bytes, by: str) -> str:
    """Keeps a workbook between its preview and bringing it in; the name to ask for it."""
    _forget_old(folder)
    checksum = sha256(content).hexdigest()
    place = _place(folder, checksum, by)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_bytes(folder.sealed(content))  # it may tell who answered
    unfinished.replace(place)
    return checksum


def previewed(folder: DataFolder, checksum: str, by: str) -> bytes:
    """The workbook that this staff member saw. Raises FileNotFoundError when it was brought in or an hour went by."""
    _forget_old(folder)
    return folder.unsealed(_place(folder, checksum, by).read_bytes(), "preview")


def forget_preview(folder: DataFolder, checksum: str, by: str) -> None:
    """Deletes a workbook once it was brought in: what counts is in the records."""
    _place(folder, checksum, by).unlink(missing_ok=True)


def _forget_old(folder: DataFolder) -> None:
    oldest = clock.now().timestamp() - _SECONDS
    for file in _previews(folder).glob("*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
        except FileNotFoundError:
            continue  # someone else's request was faster


def _previews(folder: DataFolder) -> Path:
    return folder.path / "previews"


def _place(folder: DataFolder, checksum: str, by: str) -> Path:
    # Hashed together: what the form names is no path, and nobody brings in what someone else looked at.
    return _previews(folder) / sha256(f"{by} {checksum}".encode()).hexdigest()
