"""The files of the project, as the rules of the house see them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FOLDERS = ("consult", "templates", "instruments", "tests", "docs", ".ci")
_WRITTEN = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".yaml",
    ".yml",
    ".po",
    ".txt",
    ".toml",
    ".svg",
    ".lock",
    ".mako",
    ".ini",
    "",
}
_RULES = ROOT / "tests" / "house"  # the rules name what they forbid


def written_files(*suffixes: str) -> Iterator[Path]:
    """Every text file of the project, or those with one of these suffixes; the rules themselves left out."""
    inside = (file for folder in _FOLDERS for file in (ROOT / folder).rglob("*"))
    at_root = (file for file in ROOT.iterdir() if not file.name.startswith("."))
    for file in sorted([*inside, *at_root]):
        if file.is_file() and file.suffix in (suffixes or _WRITTEN) and not _is_set_apart(file):
            yield file


def _is_set_apart(file: Path) -> bool:
    return not {"__pycache__", "node_modules"}.isdisjoint(file.parts) or _RULES in file.parents


def modules() -> Iterator[Path]:
    """Every Python module of the project and its tests; generated migrations left out."""
    return (file for file in written_files(".py") if file.parent.name != "versions")


def places(files: Iterable[Path], forbidden: re.Pattern[str]) -> list[str]:
    """Where something forbidden stands: `file:line: what`."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {found.group().strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        for found in forbidden.finditer(line)
    ]
