"""dataset describe: the codebook of any file of data. Needs no database."""

from dataclasses import asdict
from pathlib import Path

import click

from consult.cli.saying import fail, show, show_json, tell
from consult.dataset.opening.describing import DescribedColumn, describe
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFile, DataFileRefused, SourceTable

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def dataset() -> None:
    """Files of data from elsewhere."""


@dataset.command("describe")
@click.argument("file", type=FILE)
@click.option("--sheet", default="", help="Only this sheet of a workbook.")
@click.option("--json", "as_json", is_flag=True)
def describe_file(file: Path, sheet: str, as_json: bool) -> None:
    """Print the codebook of a CSV, Excel, SPSS, Stata or Parquet FILE: columns, labels, values and how often each stands there."""
    opened, tables = _opened(file, sheet)
    if as_json:
        show_json(
            {
                "kind": opened.kind,
                "remarks": opened.remarks,
                "tables": [
                    {
                        "name": table.name,
                        "rows": len(table.cells),
                        "columns": [asdict(column) for column in describe(table)],
                    }
                    for table in tables
                ],
            }
        )
        return
    for remark in opened.remarks:
        tell(f"note: {remark}")
    for table in tables:
        _show_table(opened, table)


def _opened(file: Path, sheet: str) -> tuple[DataFile, list[SourceTable]]:
    try:
        opened = open_data(file)
        return opened, [opened.table(sheet)] if sheet else list(opened.tables)
    except DataFileRefused as refused:
        fail(*refused.problems)
    except OSError as error:
        fail(f"{file}: {error.strerror}.")


def _show_table(opened: DataFile, table: SourceTable) -> None:
    name = f'sheet "{table.name}"' if table.name else opened.kind
    show(f"{name}: {len(table.cells)} rows, {len(table.columns)} columns")
    for column in describe(table):
        _show_column(column)
    show("")


def _show_column(column: DescribedColumn) -> None:
    span = f", {column.least} to {column.most}" if column.least else ""
    kept = f" [{column.storage}]" if column.storage else ""
    show(
        f"  {column.name}{kept}: {column.holds}, {column.different} different{span}; {column.filled} filled, {column.empty} empty"
    )
    if column.label:
        show(f"      {column.label}")
    for one in column.values:
        said = "  ".join(filter(None, [one.label, "(missing)" if one.missing else ""]))
        show(f"    {one.value:>8}  {one.n:>8}  {said}".rstrip())


COMMANDS = (dataset,)
