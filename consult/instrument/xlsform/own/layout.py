"""The pages of a form that is read back, in order, and the repeats that they stand in."""

from collections.abc import Callable, Iterator, Mapping

from consult.instrument.definition import Part
from consult.instrument.xlsform.own.files import slug
from consult.instrument.xlsform.own.head import Head
from consult.instrument.xlsform.own.rows import CHOICE_POSITION, PAGE, POSITION, FormReading, FormRow
from consult.instrument.xlsform.tables import Line

Written = dict[str, object]


class Layout:
    """The rows that are questions, laid out. sources: the texts of the source language. question: a row as our files have it."""

    def __init__(
        self,
        head: Head,
        reading: FormReading,
        rows: Mapping[str, FormRow],
        sources: Mapping[str, str],
        question: Callable[[FormRow], Written],
    ) -> None:
        self.head, self.reading, self.rows = head, reading, rows
        self.sources, self._question = sources, question

    def items(self) -> list[Written]:
        """The pages in order, those of a repeat under it."""
        repeats = {row[0]: self._repeat((*row, *[""] * 5)) for row in self.head.rows.get("repeat", ())}
        around = {row[0]: (*row, *[""] * 5)[3] for row in self.head.rows.get("repeat", ())}
        found: list[Written] = []
        opened: list[str] = []
        for page, inside in self._pages():
            way = _way(inside, around)
            for depth, name in enumerate(way):
                if opened[depth : depth + 1] != [name]:
                    _under(found, repeats, way[:depth]).append(repeats[name])
            opened = way
            _under(found, repeats, way).append(page)
        return found

    def _repeat(self, row: tuple[str, ...]) -> Written:
        name, most, relevant, _around, count = row[:5]
        line = self.reading.repeats.get(name) if self.head.is_ours else None
        if line:
            relevant = self.reading.condition_of(line)
            count = self.reading.condition_of(line, "repeat_count")
        repeat: Written = {
            "repeat": name,
            "label": self.sources.get(f"repeat/{name}/label", ""),
            "most": most,
            "count": count,
            "more": self.sources.get(f"{name}_more/label", ""),
            "relevant": relevant,
        }
        return {**{key: value for key, value in repeat.items() if value}, "pages": []}

    def _pages(self) -> Iterator[tuple[Written, str]]:
        """Each page, and the repeat that it stands in."""
        about = {row[0]: (*row[1:], "", "", "") for row in self.head.rows.get("page", ())}
        for name, rows in self._rows_by_page(list(about)).items():
            part, said, inside, *_more = about.get(name, ("", "", rows[0].repeat if rows else ""))
            group = self.reading.pages.get(name)
            page = {
                "name": name,
                "part": part or Part.CORE.value,
                "title": self.sources.get(f"page/{name}/title", ""),
                "relevant": said or (self.reading.condition_of(group) if group else ""),
                "questions": [self._question(row) for row in rows],
            }
            if rows:
                yield {key: value for key, value in page.items() if value}, inside

    def _rows_by_page(self, names: list[str]) -> dict[str, list[FormRow]]:
        """The questions of each page. A row that others added without a page has one of its own, after what it follows."""
        pages: dict[str, list[FormRow]] = {name: [] for name in names}
        before = ""
        for row in sorted(self.rows.values(), key=lambda one: position(one.line)):
            page = row.line.others.get(PAGE, "") or (row.page.others[PAGE] if row.page else "")
            if not page:
                page = f"{slug(row.name)}-added"
                pages = _after(pages, before, page)
            pages.setdefault(page, []).append(row)
            before = page
        return pages


def _way(inside: str, around: Mapping[str, str]) -> list[str]:
    """The repeats from the outermost to this one."""
    way: list[str] = []
    while inside in around and inside not in way:
        way.insert(0, inside)
        inside = around[inside]
    return way


def _under(found: list[Written], repeats: Mapping[str, Written], way: list[str]) -> list[Written]:
    """The list that holds what stands in the last of these repeats."""
    inner = repeats[way[-1]]["pages"] if way else found
    assert isinstance(inner, list)
    return inner


def position(line: Line) -> tuple[int, ...]:
    """Where a row is to be read: in its own place, or in the one that our column says."""
    said = line.others.get(POSITION, "") or line.others.get(CHOICE_POSITION, "")
    places = said.split(".")
    return (*(map(int, places) if all(map(str.isdecimal, places)) else line.order), line.row)


def _after(pages: dict[str, list[FormRow]], before: str, page: str) -> dict[str, list[FormRow]]:
    found: dict[str, list[FormRow]] = {} if before in pages else {page: []}
    for name, rows in pages.items():
        found[name] = rows
        if name == before:
            found[page] = []
    return found
