"""The release profiles of an installation: those that ship, and its own in `exports/` of the data folder."""

from functools import cache
from pathlib import Path

from consult.disclosure.profile import ReleaseProfile
from consult.disclosure.profile_reading import load_profile, shipped_profiles
from consult.folder import DataFolder
from consult.instrument.languages import SOURCE
from consult.shipped import shipped
from consult.store import instruments
from consult.store.consultations import Consultation


class NoSuchProfile(Exception):
    """No profile has this name; says which there are."""


def profile_names(folder: DataFolder) -> tuple[str, ...]:
    """The names of the profiles, each once, in their order."""
    return tuple(sorted({*shipped_profiles(), *(file.stem for file in _own(folder).glob("*.yaml"))}))


def profile_named(name: str, folder: DataFolder) -> ReleaseProfile:
    """The profile of this name; the installation's own goes before the shipped one.

    Raises NoSuchProfile, and FileRefused with everything that is wrong in its file.
    """
    names = profile_names(folder)
    if name not in names:
        raise NoSuchProfile(f"there is no release profile {name!r}; there are: {', '.join(names)}.")
    own = _own(folder) / f"{name}.yaml"
    file = own if own.is_file() else shipped("exports") / own.name
    return _read(file, file.stat().st_mtime_ns)


def structures_of(row: Consultation) -> dict[str, str]:
    """The structure hash of every version that the consultation used: what a profile has to be made for."""
    versions = [instruments.version(one.version) for one in row.versions]
    return {one.id: one.structure_hash for one in versions if one}


def languages_of(row: Consultation) -> list[str]:
    """The languages that its questions are in, that in which they were written first."""
    versions = [instruments.version(one.version) for one in row.versions]
    return list(dict.fromkeys([SOURCE, *(tag for one in versions if one for tag in one.languages)]))


def _own(folder: DataFolder) -> Path:
    return folder.path / "exports"


@cache
def _read(file: Path, changed: int) -> ReleaseProfile:
    return load_profile(file)
