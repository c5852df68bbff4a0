"""The names that a kept workbook has and its instrument has not: what an export of the answers to it is matched by."""

import unicodedata
from collections.abc import Iterator

from consult.instrument.elsewhere import NamesElsewhere
from consult.instrument.xlsform.imported import Wish
from consult.instrument.xlsform.kinds import Fate, kind_of
from consult.instrument.xlsform.own.form import renames_in, survey_in
from consult.instrument.xlsform.own.kept import Kept
from consult.instrument.xlsform.renaming import Renames
from consult.instrument.xlsform.spoken import unmarked_language
from consult.instrument.xlsform.tables import Table, settings_of


def names_in(kept: Kept) -> NamesElsewhere:
    """What the workbook calls otherwise than the instrument that came of it."""
    unmarked = kept.unmarked
    if unmarked is None:  # kept by an earlier consult
        unmarked = unmarked_language(kept.workbook, settings_of(kept.workbook), Wish(), [])
    survey = survey_in(kept.workbook, unmarked)
    if survey is None:
        return NamesElsewhere()
    renames = Renames() if kept.is_ours else renames_in(kept.workbook, unmarked)
    return NamesElsewhere(
        names=renames.names,
        codes=renames.codes,
        paths=_paths(survey, renames),
        groups=frozenset(_groups(survey)),
    )


def _paths(survey: Table, renames: Renames) -> dict[tuple[str, ...], str]:
    """Where the rows stand that got a name of their own: the groups around each, and what it is called there."""
    inside: list[str] = []
    found: dict[tuple[str, ...], str] = {}
    for line in survey.lines:
        fate, name = kind_of(line.value("type")).fate, _composed(line.value("name"))
        if fate is Fate.END:
            del inside[-1:]
        elif fate is Fate.BEGIN:
            inside.append(name)
        elif line.order in renames.rows:
            found[(*inside, name)] = renames.rows[line.order]
        elif line.copied and name:
            found[(*inside, _composed(line.copied.name))] = renames.names.get(name, name)
    return found


def _groups(survey: Table) -> Iterator[str]:
    for line in survey.lines:
        if kind_of(line.value("type")).fate is Fate.BEGIN and line.value("name"):
            yield _composed(line.value("name"))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
