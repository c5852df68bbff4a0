"""The certificate beside released files: what was promised, what was reached, and the checksum of every file.

`verify_folder` needs nothing but the folder: it reads every file that a certificate names, compares checksums and counts
the groups anew with the second implementation.
"""

import json
import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from consult.disclosure.csv_table import read_released
from consult.disclosure.profile import ReleaseProfile
from consult.disclosure.release import Released
from consult.disclosure.verification import Promise, broken, seen

FORMAT = 1
_KIND = "consult release certificate"


@dataclass(frozen=True)
class Source:
    """What was released. response_set: a hash of the rows that were given, so that it is known what a file rests on."""

    name: str
    response_set: str
    instrument: str = ""


def certificate(
    released: Released,
    profile: ReleaseProfile,
    source: Source,
    files: Iterable[Path],
    *,
    in_place: bool = False,
) -> dict[str, Any]:
    """The certificate for files that were written of a release. in_place: rows left out stand there as `*`."""
    report = released.report
    return {
        "certificate": _KIND,
        "format": FORMAT,
        "source": asdict(source),
        "profile": {"name": profile.name, "audience": str(profile.audience), "sha256": profile.hash},
        "asked": {"k": profile.safety.k, "l": profile.safety.l, "suppression": profile.suppression},
        "reached": {"k": report.k, "l": report.l, "groups": report.groups},
        "rows": {"in": report.rows_in, "released": report.rows_released, "suppressed": report.suppressed},
        "information_loss": round(report.loss, 6),
        "risk": {
            "prosecutor": round(report.highest_risk, 6),
            "journalist": round(report.highest_risk, 6),
            "marketer": round(report.average_risk, 6),
            "population": "the rows given; no larger one is known",
        },
        "keys": {name: asdict(recoded) for name, recoded in report.recoded.items()},
        "promise": _promise(released, in_place=in_place),
        "withheld": dict(report.withheld),
        "versions": _versions(),
        "files": {file.name: {"sha256": checksum(file), "bytes": file.stat().st_size} for file in files},
    }


def checksum(file: Path) -> str:
    """SHA-256 of a file."""
    digest = sha256()
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def as_text(told: Mapping[str, Any]) -> str:
    """A certificate as it is written."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _promise(released: Released, *, in_place: bool) -> dict[str, Any]:
    """What a reader can check. Of a key only the values that were released: the level's own may tell who was left out."""
    promise = released.promise
    return {
        "columns": dict(promise.columns),
        "keys": {name: sorted({str(value) for value in released.frame[name]}) for name in promise.keys},
        "sensitive": {name: list(columns) for name, columns in promise.sensitive.items()},
        "ticks": {name: list(columns) for name, columns in promise.ticks.items()},
        "in_place": in_place,
    }


def _versions() -> dict[str, str]:
    return {
        "consult": version("consult"),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "pandas": version("pandas"),
    }


Reading: TypeAlias = Callable[[Path], pd.DataFrame | None]


def verify_folder(folder: Path, read: Reading = read_released) -> tuple[str, ...]:
    """Every way in which the files of a folder are not what their certificates say; none when all is well.

    read: gives the rows of a file by the names that its columns were released under, or None for a file without rows
    (a codebook); raises ValueError, OSError or NoTable for one that it cannot read.
    """
    certificates = dict(_certificates(folder))
    if not certificates:
        return (f"{folder.name}: holds no certificate. Export again; a release has one beside its files.",)
    named = {file for told in certificates.values() for file in told["files"]}
    problems = [problem for told in certificates.values() for problem in _problems(folder, told, read)]
    strange = sorted(
        file.name
        for file in folder.iterdir()
        if file.is_file() and file not in certificates and file.name not in named
    )
    problems += [f"{name}: stands in no certificate. Remove it from the release." for name in strange]
    return tuple(problems)


def _certificates(folder: Path) -> Iterable[tuple[Path, dict[str, Any]]]:
    for file in sorted(folder.glob("*.json")):
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(told, dict) and told.get("certificate") == _KIND:
            yield file, told if _is_whole(told) else {"files": {}, "broken": file.name}


def _is_whole(told: Mapping[str, Any]) -> bool:
    """Whether a certificate has everything that is read of it, and names files beside it alone."""
    try:
        promise_of(told)
        _ = told["rows"]["released"], told["reached"]["k"], told["reached"]["groups"]
        return all(
            Path(name).name == name and isinstance(known["sha256"], str)
            for name, known in told["files"].items()
        )
    except (KeyError, TypeError, AttributeError):
        return False


def _problems(folder: Path, told: Mapping[str, Any], read: Reading) -> Iterable[str]:
    if "broken" in told:
        yield f"{told['broken']}: is no whole certificate, so nothing beside it can be verified. Export again."
    for name, known in told["files"].items():
        file = folder / name
        if not file.is_file():
            yield f"{name}: is not there. Export again."
            continue
        if checksum(file) != known["sha256"]:
            yield f"{name}: was changed after it was released. Do not use it; export again."
            if file.suffix != ".csv":
                continue  # what reads a damaged binary file may end with it
        yield from (f"{name}: {sentence}" for sentence in _broken(file, told, read))


def _broken(file: Path, told: Mapping[str, Any], read: Reading) -> Iterable[str]:
    try:
        frame = read(file)
    except Exception:  # each kind of file has its own ways of being unreadable
        yield "cannot be read. Do not use it; export again."
        return
    if frame is None:
        return
    promise = promise_of(told)
    yield from broken(frame, promise)
    yield from _counted_otherwise(frame, promise, told)


def _counted_otherwise(frame: pd.DataFrame, promise: Promise, told: Mapping[str, Any]) -> Iterable[str]:
    if set(promise.columns) != set(map(str, frame.columns)):
        return
    found = seen(frame, promise)
    expected = told["reached"]
    for what, now, then in (
        ("rows", found.rows, told["rows"]["released"]),
        ("k", found.k, expected["k"]),
        ("groups", found.groups, expected["groups"]),
    ):
        if now != then:
            yield f"{what} is {now}; the certificate says {then}."


def promise_of(told: Mapping[str, Any]) -> Promise:
    """What a certificate promises."""
    promised = told["promise"]
    return Promise(
        k=told["asked"]["k"],
        l=told["asked"]["l"],
        columns=promised["columns"],
        keys=promised["keys"],
        sensitive=promised["sensitive"],
        ticks=promised["ticks"],
        in_place=promised["in_place"],
    )
