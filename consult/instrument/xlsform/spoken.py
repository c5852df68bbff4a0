"""Which languages a workbook speaks, and which of them its other texts are translations of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from consult.apart.workbook import Workbook, place
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.headings import TRANSLATED, Column, headings
from consult.instrument.xlsform.imported import Wish
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line, Table
from consult.instrument.xlsform.tongues import guessed, identity, tag_of, tongues

WITHOUT_TEXTS = "en"  # in which forms of ODK that say nothing else mostly are
_SHEETS = ("survey", "choices", "external_choices")


def unmarked_language(
    workbook: Workbook, settings: Mapping[str, str], wish: Wish, remarks: list[Remark]
) -> str:
    """The language of the columns that say none."""
    columns = list(_columns(workbook))
    bare = [(sheet, row, column) for sheet, row, column in columns if not column.language]
    if not bare:
        return ""
    sheet, row, column = bare[0]
    cell = place(sheet, row, column.index)
    marked = [identity(column.language) for _sheet, _row, column in columns if column.language]
    said = wish.source or tag_of(settings.get("default_language", "")) or next(iter(marked), "")
    if said:
        remarks.append(Remark("unmarked_taken", cell, {"tag": said}))
        return said
    tag = guessed(_texts(workbook, bare))
    remarks.append(Remark("language_guessed", cell, {"tag": tag}))
    return tag


def _columns(workbook: Workbook) -> Iterable[tuple[str, int, Column]]:
    for kind in _SHEETS:
        sheet = workbook.sheet(kind)
        found = headings(sheet, kind) if sheet else None
        for column in found.columns if found else ():
            if column.property in TRANSLATED:
                yield kind, found.row if found else 0, column


def _texts(workbook: Workbook, columns: Iterable[tuple[str, int, Column]]) -> Iterable[str]:
    for kind, row, column in columns:
        sheet = workbook.sheet(kind)
        for number in range(row + 1, min(len(sheet.rows), row + 300) if sheet else 0):
            yield sheet.cell(number, column.index) if sheet else ""


def languages_of(
    workbook: Workbook, tables: Iterable[Table], wish: Wish, remarks: list[Remark]
) -> tuple[str, ...]:
    """The tags that the instrument is offered in, the source first."""
    filled = Counter(
        tag
        for table in tables
        for line in table.lines
        for tag, text in line.texts.get("label", {}).items()
        if text
    )
    names = [column.language for _sheet, _row, column in _columns(workbook) if column.language]
    found: list[str] = []
    for tongue in tongues(names):
        key = tongue.tag or identity(tongue.names[0])
        if len(tongue.names) > 1:
            remarks.append(
                Remark(
                    "same_language",
                    "",
                    {"names": " and ".join(f'"{one}"' for one in tongue.names), "tag": key},
                )
            )
        if any(one.code == "language_stood_in" and one.facts["name"] == key for one in remarks):
            continue
        if not filled[key]:
            remarks.append(Remark("language_empty", "", {"name": tongue.names[0]}))
        elif not tongue.tag:
            remarks.append(Remark("language_unknown", "", {"name": tongue.names[0], "count": filled[key]}))
        else:
            found.append(tongue.tag)
    found += [tag for tag in filled if tag in LANGUAGES and tag not in found]
    fullest = max(found, key=lambda tag: filled[tag], default=wish.source or WITHOUT_TEXTS)
    source = wish.source if wish.source in found else fullest
    return tuple(dict.fromkeys([source, *found]))


def stood_in(tables: Mapping[str, Table], wish: Wish, remarks: list[Remark]) -> dict[str, Table]:
    """The sheets; of a form that speaks no language of consult, its fullest is shown in the place of one.

    It is asked in its own words then, under the name of another language, which is better than not at all.
    """
    filled = Counter(
        key for table in tables.values() for line in table.lines for key in line.texts.get("label", {})
    )
    if not filled or any(key in LANGUAGES for key in filled):
        return dict(tables)
    key, tag = filled.most_common(1)[0][0], wish.source or WITHOUT_TEXTS
    remarks.append(Remark("language_stood_in", "", {"name": key, "tag": tag}))
    return {
        kind: replace(table, lines=tuple(under(line, key, tag) for line in table.lines))
        for kind, table in tables.items()
    }


def under(line: Line, key: str, tag: str) -> Line:
    """A row of which the texts in one language are those of another."""
    texts = {
        property_: {tag if one == key else one: text for one, text in of_property.items()}
        for property_, of_property in line.texts.items()
    }
    return replace(line, texts=texts)
