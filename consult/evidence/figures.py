"""Figures of protected tables: horizontal bars as SVG or PNG, and what they show in words.

Drawn from a ProtectedTable alone, so that no suppressed number can be in the file, its title or its alternative. The
colours are those of the house's tokens; every meaning is also in a label, a hatch or an order, so that a figure reads
in grey. matplotlib shapes right-to-left text itself (with libraqm, since 3.11); the axis is mirrored here.
"""

import io
from collections.abc import Iterator, Sequence
from enum import StrEnum
from textwrap import fill
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from consult.disclosure.counts import Kind
from consult.disclosure.tables import SUPPRESSED, Cell, ProtectedTable
from consult.evidence.telling import Labels, Order, alternative, in_order, percent

# templates' tokens.css, light scheme: a figure is printed on paper too.
_INK, _INK_SOFT, _SHEET, _LINE = "#1a2230", "#4a5568", "#ffffff", "#c9cdd3"
_LEAD_DEEP, _LEAD, _LEAD_TINT, _CLAY = "#07393c", "#0b5a5e", "#e3f0ef", "#a63d17"

# Fonts in the order of preference; each script takes the first that has its letters.
_FONTS = ("Noto Sans", "DejaVu Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Ethiopic")

_WIDTH, _ROW_HEIGHT, _KEY_HEIGHT = 7.5, 0.45, 0.3  # inches; as wide as the text of a report
_DOTS = 200  # of a PNG, per inch: sharp in print
_LINE_OF_A_NAME, _LINE_OF_THE_KEY = 26, 80  # letters
_SUPPRESSED_WIDTH = 26.0  # per cent of the axis, whatever was suppressed: room for the words
_ROOM_FOR_A_LABEL = 7.0  # per cent of the axis


class Format(StrEnum):
    """What a figure is written as."""

    SVG = "svg"
    PNG = "png"


def draw(
    table: ProtectedTable, labels: Labels, order: Order = Order.SIZE, form: Format = Format.SVG
) -> bytes:
    """The figure of a table: bars of a frequency, stacked bars (each row 100 %) of a cross-table.

    The same table and labels give the same bytes. Its text alternative is `alternative`.
    """
    with mpl.rc_context(_style()):
        figure, axes = _sheet(table, labels)
        if table.kind is Kind.CROSS:
            _stack(axes, table, labels)
        else:
            _bars(axes, table, labels, order)
        return _written(figure, labels, form, alternative(table, labels, order))


def _style() -> Any:
    known = set(font_manager.get_font_names())
    return {
        "font.family": [name for name in _FONTS if name in known] or ["sans-serif"],
        "font.size": 10,
        "text.color": _INK,
        "hatch.color": _INK_SOFT,
        "hatch.linewidth": 0.6,
        "svg.fonttype": "path",  # a reader without the font sees the right letters, also of Arabic and Tigrinya
        "svg.hashsalt": "consult",
        "text.parse_math": False,  # a rent of $600 is no formula
    }


def _sheet(table: ProtectedTable, labels: Labels) -> tuple[Figure, Axes]:
    key = _key_lines(labels) * _KEY_HEIGHT if table.kind is Kind.CROSS else 0
    height = _ROW_HEIGHT * len(table.cells) + 0.9 + key
    figure = Figure(figsize=(_WIDTH, height), facecolor=_SHEET, layout="constrained")
    axes = figure.add_subplot()
    axes.set_xlim((100.4, 0) if labels.mirrored else (0, 100.4))  # the edge of a full bar is inside
    axes.set_ylim(len(table.cells) - 0.5, -0.5 - key / _ROW_HEIGHT)
    axes.xaxis.set_visible(False)
    for side in ("top", "bottom", "left", "right"):
        axes.spines[side].set_visible(False)
    start: Literal["left", "right"] = "right" if labels.mirrored else "left"
    axes.spines[start].set(visible=True, color=_LINE)
    axes.set_title(labels.title, loc=start, fontweight="bold", color=_INK, wrap=True)
    base = labels.words.base.format(base=table.base, unweighted=labels.words.unweighted)
    figure.supxlabel(base, fontsize=9, color=_INK_SOFT, x=0.98 if labels.mirrored else 0.02, ha=start)
    return figure, axes


def _name_rows(axes: Axes, names: Sequence[str], labels: Labels) -> None:
    axes.set_yticks(range(len(names)), [fill(name, _LINE_OF_A_NAME) for name in names])
    axes.tick_params(axis="y", length=0, labelcolor=_INK)
    if labels.mirrored:
        axes.yaxis.tick_right()


def _bars(axes: Axes, table: ProtectedTable, labels: Labels, order: Order) -> None:
    places = in_order(table, order)
    _name_rows(axes, [labels.rows[table.rows.codes[row]] for row in places], labels)
    colours = _diverging(len(places)) if labels.agreement else [_LEAD] * len(places)
    longest = max((table.percentage(row) or 0 for row in places), default=0)
    # The longest bar takes four fifths of the width: the rest is for its label.
    per_percent = 80 / longest if longest else 1
    for line, row in enumerate(places):
        share = table.percentage(row)
        if share is None:
            _hatched(axes, line, 0, _SUPPRESSED_WIDTH, labels)
        else:
            _bar(axes, line, 0, share * per_percent, colours[row])
            _beside(axes, line, share * per_percent, f"{percent(share)} ({table.cells[row][0]})", labels)


def _stack(axes: Axes, table: ProtectedTable, labels: Labels) -> None:
    codes = table.columns.codes if table.columns else ()
    colours = _diverging(len(codes)) if labels.agreement else _shades(len(codes))
    _key(axes, [labels.columns[code] for code in codes], colours, labels)
    names = [
        _with_base(labels.rows[code], total)
        for code, total in zip(table.rows.codes, table.row_totals, strict=True)
    ]
    _name_rows(axes, names, labels)
    for line in range(len(table.cells)):
        if table.row_totals[line] is SUPPRESSED:
            _hatched(axes, line, 0, 100, labels)
        elif table.row_totals[line]:
            _stack_row(axes, table, labels, line, colours)


def _stack_row(axes: Axes, table: ProtectedTable, labels: Labels, line: int, colours: Sequence[str]) -> None:
    """Shown parts in order; what is left, which everyone can work out, is one hatched part at the end."""
    at = 0.0
    for share, colour in zip(_shares(table, line), colours, strict=True):
        if share:
            _bar(axes, line, at, share, colour)
            if share >= _ROOM_FOR_A_LABEL:
                _inside(axes, line, at + share / 2, percent(share), colour)
            at += share
    if SUPPRESSED in table.cells[line]:
        _hatched(axes, line, at, 100 - at, labels)


def _shares(table: ProtectedTable, row: int) -> Iterator[float | None]:
    return (table.percentage(row, column) for column in range(len(table.cells[row])))


def _with_base(name: str, total: Cell) -> str:
    return name if total is SUPPRESSED else f"{name} (n = {total})"


def _bar(axes: Axes, line: int, start: float, width: float, colour: str) -> None:
    axes.barh(line, width, left=start, height=0.68, color=colour, edgecolor=_SHEET, linewidth=0.8)


def _hatched(axes: Axes, line: int, start: float, width: float, labels: Labels) -> None:
    """A part that is not told: no colour, hatched, with the words on it."""
    axes.barh(
        line, width, left=start, height=0.68, color=_SHEET, hatch="////", edgecolor=_INK_SOFT, linewidth=0.8
    )
    if width >= _SUPPRESSED_WIDTH - 1:
        ground = {"facecolor": _SHEET, "edgecolor": "none", "pad": 1.5}
        axes.text(
            start + width / 2,
            line,
            labels.words.suppressed,
            ha="center",
            va="center",
            fontsize=9,
            bbox=ground,
        )


def _beside(axes: Axes, line: int, end: float, text: str, labels: Labels) -> None:
    axes.text(end + 1, line, text, ha="right" if labels.mirrored else "left", va="center")


def _inside(axes: Axes, line: int, middle: float, text: str, colour: str) -> None:
    axes.text(middle, line, text, ha="center", va="center", fontsize=9, color=_on(colour))


def _key(axes: Axes, names: Sequence[str], colours: Sequence[str], labels: Labels) -> None:
    """What each part means, above the first bar, in the order of the parts; hatching says for itself what it is."""
    patches = [
        Patch(facecolor=colour, edgecolor=_LINE, label=name)
        for name, colour in zip(names, colours, strict=True)
    ]
    columns = _key_columns(labels)
    axes.legend(
        handles=_as_read(patches, columns, labels.mirrored),
        loc="upper right" if labels.mirrored else "upper left",
        ncols=columns,
        frameon=False,
        fontsize=9,
        borderaxespad=0.0,
        handlelength=1.0,
    )


def _as_read(patches: Sequence[Patch], columns: int, mirrored: bool) -> list[Patch]:
    """The same from line to line: matplotlib fills column by column, from the left."""
    empty = [Patch(alpha=0, label=" ")] * (-len(patches) % columns)
    filled = [*patches, *empty]
    from_left = range(columns)[::-1] if mirrored else range(columns)
    return [filled[place] for column in from_left for place in range(column, len(filled), columns)]


def _key_columns(labels: Labels) -> int:
    lengths = [len(name) + 4 for name in labels.columns.values()]
    if sum(lengths) <= _LINE_OF_THE_KEY:
        return len(lengths)
    return max(1, min(len(lengths) - 1, _LINE_OF_THE_KEY // max(lengths)))


def _key_lines(labels: Labels) -> int:
    return -(-len(labels.columns) // _key_columns(labels))


def _diverging(number: int) -> list[str]:
    """From clay over a light middle to teal: both ends dark in grey, the middle light; order tells them apart."""
    return _blended("agreement", [_CLAY, "#e0b3a1", "#dedbd2", "#9cc6c3", _LEAD], number)


def _shades(number: int) -> list[str]:
    """From dark to light teal, each lighter in grey than the one before."""
    return _blended("shades", [_LEAD_DEEP, _LEAD, "#7fb5b3", _LEAD_TINT], number)


def _blended(name: str, colours: list[str], number: int) -> list[str]:
    ramp = LinearSegmentedColormap.from_list(name, colours)
    return [to_hex(ramp(place / max(1, number - 1))) for place in range(number)]


def _on(colour: str) -> str:
    """Ink or paper, whichever reads on `colour` (relative luminance of WCAG, without its gamma)."""
    red, green, blue = to_rgb(colour)
    return _INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 else _SHEET


def _written(figure: Figure, labels: Labels, form: Format, described: str) -> bytes:
    file = io.BytesIO()
    about = {"Title": labels.title, "Description": described}
    undated = {"Date": None} if form is Format.SVG else {}
    figure.savefig(file, format=form.value, dpi=_DOTS, metadata={**about, **undated})
    return file.getvalue()
