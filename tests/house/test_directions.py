"""Every sheet and template works from right to left: sides are logical (inline-start), never left or right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, written_files

_PHYSICAL = re.compile(
    r"""
      \b(?:scroll-)?(?:margin|padding)-(?:left|right)\b
    | \bborder-(?:(?:top|bottom)-)?(?:left|right)\b
    | (?<![\w-])(?:left|right)\s*:
    | \b(?:text-align|text-align-last|float|clear|justify-[a-z]+|caption-side)\s*:\s*(?:left|right)\b
    | \b(?:background-position|transform-origin|object-position)\s*:[^;}]*\b(?:left|right)\b
    | \balign\s*=\s*["']?(?:left|right)\b
    """,
    re.VERBOSE,
)
# Four values name the right side second and the left side fourth; they may only differ in a logical property.
_FOUR_SIDES = re.compile(
    r"(?<![\w-])(?:margin|padding|inset|border-width|border-style|border-color)\s*:\s*"
    r"[^\s;}!]+\s+(?P<right>[^\s;}!]+)\s+[^\s;}!]+\s+(?P<left>[^\s;}!]+)"
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", re.DOTALL)
# Of a template only what is style is looked at; "links: rechts" in a sentence is none.
_STYLE = re.compile(
    r"<style[^>]*>(.*?)</style>|\bstyle\s*=\s*\"([^\"]*)\"|(\balign\s*=\s*[\"']?\w+)",
    re.DOTALL | re.IGNORECASE,
)


def sides(style: str) -> list[str]:
    """What in a piece of style names a physical side."""
    bare = _COMMENT.sub("", style)
    uneven = (found for found in _FOUR_SIDES.finditer(bare) if found["right"] != found["left"])
    return [found.group() for found in [*_PHYSICAL.finditer(bare), *uneven]]


def _styles() -> Iterator[tuple[Path, str]]:
    for file in written_files(".css"):
        yield file, file.read_text()
    for file in written_files(".html", ".svg"):
        for found in _STYLE.finditer(file.read_text()):
            yield file, "".join(filter(None, found.groups()))


def test_no_sheet_and_no_template_names_a_physical_side() -> None:
    assert [f"{file.relative_to(ROOT)}: {side}" for file, style in _styles() for side in sides(style)] == []


@pytest.mark.parametrize(
    "style",
    [
        "margin-left: 1rem",
        "padding-right:0",
        "text-align: left",
        "float: right",
        "left: 0",
        "a{right:0}",
        "border-left: 2px solid",
        "border-top-right-radius: 4px",
        "background-position: right 1rem center",
        "margin: 0 1rem 0 2rem",
        "inset: 0 auto 0 0;",
    ],
)
def test_a_physical_side_is_found(style: str) -> None:
    assert sides(style) != []


@pytest.mark.parametrize(
    "style",
    [
        "margin-inline-start: 1rem",
        "text-align: start",
        "inset-inline-end: 0",
        "margin: 0 1rem 0 1rem",
        "margin: 0 1rem",
        "margin: 0; color: red; border: 0 solid",
        "/* left: of the line */ color: red",
        "border-start-end-radius: 4px",
        "--margin-to-the-left: none",
    ],
)
def test_a_logical_side_is_let_through(style: str) -> None:
    assert sides(style) == []
