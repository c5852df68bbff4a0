"""A list of choices in a file of its own, beside the pictures: `towns: {file: towns.csv, value: code, label: name}`."""

import csv
import io
from pathlib import Path

from consult.instrument.expression.checking import nearest_name
from consult.instrument.hidden_signs import code_points, hidden_signs
from consult.instrument.media.files import is_file_name
from consult.instrument.problems import Said
from consult.instrument.source.section import Section

LARGEST_LIST_BYTES = 5_000_000  # twenty thousand villages with five columns are 1.2 MB


def table_in(section: Section, folder: Path | None) -> str | None:
    """The file as a table that begins with name,label; None when there is none, which is noted."""
    name = section.text("file")
    if not is_file_name(name) or not name.lower().endswith(".csv"):
        section.problem(
            "file",
            Said('"%(name)s" as a list of choices', name=name),
            "a .csv of the instrument's own folder",
        )
        return None
    text = _text(section, name, folder)
    return _renamed(section, text) if text is not None else None


def _text(section: Section, name: str, folder: Path | None) -> str | None:
    path = folder / name if folder else None
    if path is None or path.is_symlink() or not path.is_file():
        there = [one.name for one in folder.glob("*.csv")] if folder else []
        expected = "it lies beside the instrument, in the folder that is called as it with -media"
        section.problem(
            "file",
            Said('no file "%(name)s"', name=name),
            expected,
            "Put it there.",
            nearest_name(name, there),
        )
        return None
    if path.stat().st_size > LARGEST_LIST_BYTES:
        section.problem(
            "file",
            Said("%(name)s: %(bytes)s bytes", name=name, bytes=path.stat().st_size),
            f"at most {LARGEST_LIST_BYTES}",
        )
        return None
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        section.problem(
            "file",
            Said("%(name)s: bytes that are not UTF-8", name=name),
            "a file in UTF-8",
            "Save it as UTF-8.",
        )
        return None


def _rows(section: Section, text: str) -> list[list[str]] | None:
    """The cells of a file; None for what is no table or holds what nobody sees, which is noted."""
    name, first = section.text("file"), text.partition("\n")[0]
    if signs := hidden_signs(text.replace("\r", "")):
        found = Said("%(name)s: invisible characters %(signs)s", name=name, signs=code_points(signs))
        section.problem("file", found, "none", "Type the text again without them.")
        return None
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error:
        found = Said("%(name)s is no table", name=name)
        section.problem("file", found, "a cell that opens with a quote ends with one", "Close the quote.")
        return None


def _renamed(section: Section, text: str) -> str | None:
    """The same table with its value as name and its label as label, in front."""
    rows = _rows(section, text)
    if rows is None:
        return None
    headings = [heading.strip() for heading in rows[0]] if rows else []
    named = [
        section.text(key) if key in section else default
        for key, default in (("value", "name"), ("label", "label"))
    ]
    for key, heading in zip(("value", "label"), named, strict=True):
        if heading not in headings:
            expected = "one of " + ", ".join(headings)
            section.problem(
                key,
                Said('no column "%(heading)s"', heading=heading),
                expected,
                "",
                nearest_name(heading, headings),
            )
            return None
    front = [headings.index(heading) for heading in named]
    others = [
        at for at, heading in enumerate(headings) if at not in front and heading not in ("", "name", "label")
    ]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["name", "label", *(headings[at] for at in others)])
    for row in rows[1:]:
        if any(row):
            writer.writerow([row[at] if at < len(row) else "" for at in (*front, *others)])
    return table.getvalue()
