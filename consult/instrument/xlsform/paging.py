"""The active rows as pages: one question each, or those of a field-list or a table together."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from consult.instrument.definition import RESERVED_PAGES, Type
from consult.instrument.placeholders import placeholders
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate, Group

_LONGEST_NAME = 60


@dataclass(eq=False)
class DraftPage:
    """A page being made. titled: the group whose label heads it, None when its question does."""

    name: str
    group: Group | None
    titled: Group | None
    rows: list[Candidate] = field(default_factory=list)
    repeats: tuple[Group, ...] = ()

    @property
    def shown(self) -> list[Candidate]:
        """What respondents see of it."""
        return [row for row in self.rows if row.kind.type is not Type.CALCULATE]


class Paging:
    """Rows laid out over pages, in order."""

    def __init__(self, deciding: Deciding, remarks: list[Remark]) -> None:
        self.deciding, self.remarks = deciding, remarks
        self.pages: list[DraftPage] = []
        self.names: set[str] = set(RESERVED_PAGES)

    def lay_out(self) -> list[DraftPage]:
        """The pages; what is worked out stands on the page where it stood."""
        early: list[Candidate] = []
        for row in self.deciding.active():
            if row.kind.type is not Type.CALCULATE:
                self._page_for(row).rows.append(row)
            elif self.pages and self.pages[-1].repeats == row.repeats:
                self.pages[-1].rows.append(row)
            elif self.pages or row.repeats:
                self._open(row, None, None).rows.append(row)
            else:
                early.append(row)
        if early and self.pages and not self.pages[0].repeats:
            self.pages[0].rows[:0] = early
        elif early and self.pages:
            first = DraftPage(self._name(early[0].name), None, None, early)
            self.pages.insert(0, first)
        return self.pages

    def _page_for(self, row: Candidate) -> DraftPage:
        group = next((group for group in row.groups if group.is_one_page), None)
        last = self.pages[-1] if self.pages else None
        if last and group and last.group is group and last.repeats == row.repeats:
            if not self._hangs_on(row, last):
                return last
            self.remarks.append(
                Remark("page_split", row.line.place(), {"group": group.name, "name": row.name})
            )
        titled = group if group and self._is_labelled(group) else _innermost(row, self._is_labelled)
        return self._open(row, group, titled)

    def _open(self, row: Candidate, group: Group | None, titled: Group | None) -> DraftPage:
        page = DraftPage(self._name(group.name if group else row.name), group, titled, repeats=row.repeats)
        self.pages.append(page)
        return page

    def _is_labelled(self, group: Group) -> bool:
        labels = group.line.texts.get("label", {})
        texts = [labels[tag] for tag in self.deciding.languages if labels.get(tag)]
        return bool(texts) and not any("${" in text for text in texts)

    def _hangs_on(self, row: Candidate, page: DraftPage) -> bool:
        """Whether something about a row is known only once the page so far was answered: without a script it then

        needs a page of its own.
        """
        conditions = self.deciding.conditions[row]
        deciding = [*conditions.deciding, *([conditions.default] if conditions.default else [])]
        names = {name for condition in deciding for name in condition.names}
        for property_ in ("label", "hint"):
            for text in row.line.texts.get(property_, {}).values():
                names.update(placeholders(text))
        for text in self.deciding.shown_by_choices(row):
            names.update(placeholders(text))
        here = {one.name for one in page.rows}
        return any(self.deciding.foundations(name) & here for name in names)

    def _name(self, wanted: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
        slug = (slug if slug[:1].isalpha() else f"p-{slug}").rstrip("-")[:_LONGEST_NAME]
        name, number = slug, 2
        while name in self.names:
            name, number = f"{slug}-{number}", number + 1
        self.names.add(name)
        return name


def _innermost(row: Candidate, is_labelled: Callable[[Group], bool]) -> Group | None:
    return next((group for group in reversed(row.groups) if is_labelled(group)), None)
