"""anonymise: any table under a release profile. Needs no database."""

from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import pandas as pd

from consult.cli.saying import fail, tell
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFileRefused
from consult.dataset.whole import whole
from consult.disclosure.certificate import Source, as_text, certificate, checksum
from consult.disclosure.csv_table import delimiter_of, read_released, write_table
from consult.disclosure.profile import ProfileDoesNotFit, ReleaseProfile
from consult.disclosure.profile_reading import load_profile
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.release import Released, in_place, release
from consult.disclosure.report import Report
from consult.disclosure.table import AnyTable
from consult.disclosure.verification import broken
from consult.reading import FileRefused

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("table", type=_FILE, metavar="IN")
@click.option("--profile", "profile_file", type=_FILE, required=True, help="What may leave, and how safe.")
@click.option("-o", "--output", type=_NEW, required=True, help="The table that may leave.")
@click.option(
    "--certificate", "certificate_file", type=_NEW, required=True, help="What was reached, as JSON."
)
@click.option("--sheet", default="", help="The sheet of a workbook; without it the first.")
@click.option(
    "--keep-order",
    is_flag=True,
    help="Keep the rows where they are, a row left out as `*`, to measure the loss. Tells which row is which.",
)
def anonymise(
    table: Path, profile_file: Path, output: Path, certificate_file: Path, sheet: str, keep_order: bool
) -> None:
    """Write what may leave of the table IN as CSV, and a certificate; nothing when it cannot be made safe.

    IN is a CSV, Excel, SPSS, Stata or Parquet file; its codes leave, not its labels.
    """
    if len({file.resolve() for file in (table, profile_file, output, certificate_file)}) < 4:
        fail("The table, the profile, -o and --certificate must be four different files. Name others.")
    profile = _profile(profile_file)
    sign, rows = _rows(table, sheet)
    released = _released(rows, profile)
    frame = in_place(released) if keep_order else _shuffled(released.frame)
    told = certificate(released, profile, Source(table.name, checksum(table)), [], in_place=keep_order)
    try:
        with whole(certificate_file) as unfinished_certificate, whole(output) as unfinished:
            write_table(unfinished, frame, sign)
            _read_back(unfinished, released, sign, in_place=keep_order)
            told["files"] = {output.name: _known(unfinished)}
            unfinished_certificate.write_text(as_text(told), encoding="utf-8")
    except OSError as error:
        fail(f"{error.filename or output}: {error.strerror}. Nothing was written.")
    _tell(released.report)


def _profile(file: Path) -> ReleaseProfile:
    try:
        return load_profile(file)
    except FileRefused as refused:
        fail(*(str(problem) for problem in refused.problems))


def _rows(file: Path, sheet: str) -> tuple[str, pd.DataFrame]:
    """The sign that parts columns in what is written, and the rows that came in."""
    try:
        opened = open_data(file)
        table = opened.table(sheet)
    except DataFileRefused as refused:
        fail(*refused.problems, "Nothing was written.")
    for remark in opened.remarks:
        tell(f"note: {remark}")
    return delimiter_of(file) if opened.kind == "csv" else ",", table.cells.set_axis(
        table.names, axis="columns"
    )


def _released(rows: pd.DataFrame, profile: ReleaseProfile) -> Released:
    try:
        return release(AnyTable(rows), profile)
    except ProfileDoesNotFit as error:
        fail(*str(error).splitlines(), "Nothing was written.")
    except ReleaseRefused as refused:
        fail(f"Refused: {refused.reason}", *refused.advice, "Nothing was written.")


def _shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in an order that tells nothing, another one each time."""
    return frame.iloc[np.random.default_rng().permutation(len(frame))]


def _known(file: Path) -> dict[str, object]:
    return {"sha256": checksum(file), "bytes": file.stat().st_size}


def _read_back(file: Path, released: Released, sign: str, *, in_place: bool) -> None:
    """Raises RuntimeError when what stands in the file is not what was promised; then the file does not stay."""
    written = read_released(file, sign)
    promise = replace(released.promise, in_place=in_place)
    wrong = ("it is no table",) if written is None else broken(written, promise)
    if wrong:
        raise RuntimeError(f"what was written is not what was promised, nothing leaves: {' '.join(wrong)}")


def _tell(report: Report) -> None:
    tell(f"{report.rows_released} of {report.rows_in} rows may leave, {report.suppressed} were left out.")
    tell(f"k = {report.k}, l = {report.l or 'nothing sensitive'}, information loss {report.loss:.4f}.")
    for name, recoded in report.recoded.items():
        tell(f"  {name}: level {recoded.level} of {recoded.of} ({recoded.name}), loss {recoded.loss:.3f}")
    for name, why in report.withheld.items():
        tell(f"  {name} does not leave: it {why}.")


COMMANDS = (anonymise,)
