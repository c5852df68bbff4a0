"""The files of a release: data in each format, codebook, certificate. Written beside, read back, checked, then there."""

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from consult.dataset.codebook import languages_of, write_codebook_csv, write_codebook_html
from consult.dataset.codebook_reading import read_codebook_csv
from consult.dataset.definition import Dataset, Variable
from consult.dataset.writing import files
from consult.dataset.writing.ddi.codebook import write_codebook_ddi
from consult.dataset.writing.ddi.elements import Texts
from consult.dataset.writing.ddi.study import ReleasedFile, Study
from consult.dataset.writing.ddi.variable import labels_of
from consult.dataset.writing.ddi.words import CONDITIONS, SYNTHETIC
from consult.disclosure.certificate import Source, as_text, certificate, verify_folder
from consult.disclosure.profile import ReleaseProfile
from consult.disclosure.release import Released

DEMO = "DEMO-synthetic-"  # synthetic data says so in the name of every file
CODEBOOKS = ("html", "csv", "xml")
_LONGEST_NAME = 60


class NotAsReleased(RuntimeError):
    """A file that was just written does not hold what was released. Nothing leaves; a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written where. language: of the labels in a file that has room for one."""

    folder: Path
    title: str
    language: str
    formats: tuple[str, ...]
    demo: bool
    instrument: str
    response_set: str


def write(
    released: Released, profile: ReleaseProfile, wanted: Wanted, stage: Callable[[str], None]
) -> dict[str, Any]:
    """Writes the folder of a release, whole or not at all, and gives its certificate."""
    unfinished = wanted.folder.with_name(f".{wanted.folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        told = _fill(unfinished, released, profile, wanted, stage)
        shutil.rmtree(wanted.folder, ignore_errors=True)  # of a try that was killed before the ledger knew
        unfinished.replace(wanted.folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return told


def _fill(
    folder: Path, released: Released, profile: ReleaseProfile, wanted: Wanted, stage: Callable[[str], None]
) -> dict[str, Any]:
    dataset = Dataset(released.frame, released.variables)
    name = f"{DEMO if wanted.demo else ''}{file_name(wanted.title)}-{profile.name}"
    title = f"{'DEMO, synthetic: ' if wanted.demo else ''}{wanted.title} ({profile.name})"
    written = []
    for format_ in wanted.formats:
        stage(format_)
        written.append(folder / f"{name}.{format_}")
        files.write(dataset, written[-1], wanted.language, title)
        _check_read_back(dataset, written[-1])
    stage("codebook")
    codebooks = [folder / f"{name}-codebook.{ending}" for ending in CODEBOOKS]
    write_codebook_html(released.variables, codebooks[0], wanted.language, title)
    write_codebook_csv(released.variables, codebooks[1])
    write_codebook_ddi(released.variables, codebooks[2], _study(released, profile, wanted, written, title))
    source = Source(wanted.title, wanted.response_set, wanted.instrument)
    told = certificate(released, profile, source, [*written, *codebooks])
    (folder / f"{name}-certificate.json").write_text(as_text(told), encoding="utf-8")
    stage("verifying")
    if problems := verify(folder):
        raise NotAsReleased(" ".join(problems))
    return told


def _study(
    released: Released, profile: ReleaseProfile, wanted: Wanted, written: list[Path], title: str
) -> Study:
    """What the DDI codebook says beside the variables: nothing that the certificate and the files do not tell."""
    report = released.report
    return Study(
        titles={wanted.language: title},
        number=wanted.instrument,
        modes=_modes(released),
        conditions={
            language: text.format(profile=profile.name, k=report.k) for language, text in CONDITIONS.items()
        },
        notes=SYNTHETIC if wanted.demo else {},
        files=tuple(ReleasedFile(one.name, one.suffix[1:], report.rows_released) for one in written),
    )


def _modes(released: Released) -> tuple[Texts, ...]:
    """How answers were collected, as far as the released column tells it."""
    if "mode" not in released.variables:
        return ()
    mode, there = released.variables["mode"], set(released.frame["mode"])
    languages = languages_of(released.variables)
    return tuple(labels_of(mode, code, languages) for code in mode.codes if code in there)


def file_name(title: str) -> str:
    """A title as part of a file's name: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-") or "consultation"


def _check_read_back(dataset: Dataset, file: Path) -> None:
    if wrong := files.differences(dataset, files.read_back(file, dataset.variables)):
        raise NotAsReleased(f"{file.name} was read back and differs in: {', '.join(wrong)}")


# --- looking at a folder that someone has


def verify(folder: Path) -> tuple[str, ...]:
    """Every way in which the files of a release are not what their certificate says; none when all is well."""
    return verify_folder(folder, partial(_rows, variables=dict(_codebooks(folder))))


def _codebooks(folder: Path) -> Iterator[tuple[str, dict[str, Variable]]]:
    """Of each release in the folder, by the start of its files' names, the variables of its codebook."""
    for file in folder.glob("*-codebook.csv"):
        try:
            yield file.name.removesuffix("-codebook.csv"), read_codebook_csv(file)
        except ValueError:
            continue  # its checksum tells


def _rows(file: Path, variables: dict[str, dict[str, Variable]]) -> pd.DataFrame | None:
    if file.stem.endswith("-codebook"):
        return None
    if file.stem not in variables:
        raise ValueError(f"{file.name} has no codebook")
    return files.read_back(file, variables[file.stem])
