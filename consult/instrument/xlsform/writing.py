"""The last step: the active rows written as our files, and those files read as any other instrument is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML

from consult.apart.workbook import Workbook
from consult.instrument.definition import Instrument, Type
from consult.instrument.hidden_signs import without_hidden_signs
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems, Problem, TooManyInstances
from consult.instrument.source.front import MOST_INSTANCES
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.catalogues import catalogues, holes
from consult.instrument.xlsform.cell_texts import texts_at
from consult.instrument.xlsform.drafting import Draft, Identity, front_of
from consult.instrument.xlsform.imported import Fate, Imported, Outcome, Wish
from consult.instrument.xlsform.kinds import Fate as TypeFate
from consult.instrument.xlsform.own.files import name_at
from consult.instrument.xlsform.own.kept import Kept
from consult.instrument.xlsform.paging import Paging
from consult.instrument.xlsform.remarks import Remark, gathered
from consult.instrument.xlsform.row_conditions import Conditions
from consult.instrument.xlsform.supplied import Shelf
from consult.instrument.xlsform.survey import Candidate
from consult.instrument.xlsform.yaml_writing import yaml_of
from consult.shipped import shipped

_ROUNDS = 30  # the loader tells in a few all that it does not take; each costs as much as loading the file
_LEFT_ALONE = re.compile(r"\s*(default|constraint):")
_FATES = {Type.NOTE: Fate.SAID, Type.CALCULATE: Fate.WORKED_OUT}


class Writing:
    """One workbook, decided about, being written."""

    def __init__(
        self,
        workbook: Workbook,
        deciding: Deciding,
        dropped: Sequence[Candidate],
        remarks: list[Remark],
        wish: Wish,
        unmarked: str,
        looked_up: Sequence[Candidate] = (),
    ) -> None:
        self.workbook, self.deciding, self.dropped = workbook, deciding, dropped
        self.looked_up = looked_up
        self.remarks, self.wish, self.unmarked = remarks, wish, unmarked

    def written(
        self, settings: Mapping[str, str], file: str, front: Mapping[str, Mapping[str, str]] | None = None
    ) -> Imported:
        """Everything that came out. front: title, intro and thanks by language, where the file says them so."""
        identity = _identity(settings, self.deciding.languages, file, self.wish)
        if front:
            identity = _fronted(identity, front)
        text, instrument, draft = "", None, Draft(identity, [])
        if any(one.kind.type is not Type.CALCULATE for one in self.deciding.active()):
            text, instrument, draft = self._loaded(identity)
        if instrument is None:
            self.remarks.append(Remark("nothing_asked"))
        files = catalogues(draft, self.wish.reviewed) if instrument else {}
        self.remarks += [*draft.remarks, *(holes(draft) if instrument else ())]
        self.remarks += self._left_to_do(instrument, draft)
        return Imported(
            kind=self.workbook.kind,
            name=identity.name,
            title=next(iter(identity.title.values()), ""),
            languages=identity.languages,
            outcomes=tuple(self._outcomes()),
            remarks=gathered(self.remarks),
            text=text,
            catalogues=files,
            kept=self._kept(file, text, files),
            instrument=instrument,
            said_at=texts_at(self.workbook, self.remarks),
            media={name: shown.content for name, shown in draft.shelf.shown.items()} if instrument else {},
        )

    def _loaded(self, identity: Identity) -> tuple[str, Instrument | None, Draft]:
        """The file and what the loader makes of it. What the loader does not accept becomes inactive.

        Where repeats in repeats come to too many questions, each of them is asked half as often.
        """
        most = MOST_INSTANCES
        for _round in range(_ROUNDS):
            draft = Draft(identity, [], most=most)
            draft.shelf = Shelf(self.wish.files, draft.remarks)
            pages = Paging(self.deciding, draft.remarks).lay_out()
            text = yaml_of(front_of(draft, pages, self.deciding)) if pages else ""
            try:
                return (text, load_text(text, identity.name), draft) if text else ("", None, draft)
            except TooManyInstances:
                most = max(most // 2, 1)
            except InstrumentProblems as refused:
                if not self._take_out(refused.problems, text.split("\n")):
                    return "", None, draft
        return "", None, draft

    def _take_out(self, problems: Sequence[Problem], lines: Sequence[str]) -> bool:
        """Whether every problem stood in a question, which is inactive now."""
        found = {problem: self._row_at(problem.line, lines) for problem in problems}
        cells = {
            problem: _left_alone(row, self.deciding.conditions[row], lines[problem.line - 1])
            for problem, row in found.items()
            if row
        }
        for problem, row in found.items():
            facts = {"sentence": problem.sentence}
            if row is not None and (cell := cells[problem]):
                self.deciding.leave_out(row, cell)
                self.remarks.append(Remark(f"{cell}_left", row.line.place(cell), facts))
                continue
            remark = Remark("not_loaded", row.line.place() if row else "", facts)
            self.remarks.append(remark)
            if row is not None:
                row.reasons.append(remark)
        self.deciding.follow()
        return any(row is not None for row in found.values())

    def _row_at(self, line: int, lines: Sequence[str]) -> Candidate | None:
        return self.deciding.by_name.get(name_at(line, lines, self.deciding.by_name))

    def _left_to_do(self, instrument: Instrument | None, draft: Draft) -> list[Remark]:
        if instrument is None:
            return []
        stored = sum(one.asks or one.type is Type.CALCULATE for one in instrument.questions.values())
        unread = [tag for tag in instrument.languages[1:] if tag not in self.wish.reviewed]
        told = [
            Remark("roles_undecided", "", {"count": stored}),
            Remark("consent_standard"),
            Remark("counts_nothing"),
        ]
        if draft.undescribed:
            told.append(Remark("alternative_missing", "", {"count": len(draft.undescribed)}))
        return told + ([Remark("translations_unread", "", {"tags": ", ".join(unread)})] if unread else [])

    def _outcomes(self) -> list[Outcome]:
        rows = [*self.deciding.candidates, *self.dropped, *self.looked_up]
        dropped = set(self.dropped)
        return [
            Outcome(
                one.name,
                one.line.place("name"),
                one.line.value("type"),
                Fate.DROPPED if one in dropped else _fate(one),
                tuple(dict.fromkeys(one.reasons)) if one.reasons else (),
            )
            for one in sorted(rows, key=lambda one: one.line.order)
        ]

    def _kept(self, file: str, text: str, catalogues: Mapping[str, str]) -> str:
        return Kept(
            file=file,
            workbook=self.workbook,
            unmarked=self.unmarked,
            inactive=[one for one in self._outcomes() if one.fate is Fate.INACTIVE],
            text=text,
            catalogues=catalogues,
        ).written()


def _left_alone(row: Candidate, conditions: Conditions, line: str) -> str:
    """The property on a line of the file without which its row is worth asking, "" when it is not."""
    found = _LEFT_ALONE.match(line)
    # What nobody can change is not mended by whoever is asked.
    if found is None or (found[1] == "default" and row.is_read_only):
        return ""
    given = row.default if found[1] == "default" else ""
    return found[1] if given or getattr(conditions, found[1]) else ""


def _fate(one: Candidate) -> Fate:
    if one.kind.fate is TypeFate.LOOKED_UP and one.is_active:
        return Fate.LOOKED_UP
    if not one.is_active or one.kind.type is None:
        return Fate.INACTIVE
    return _FATES.get(one.kind.type, Fate.ASKED)


def standard_consent() -> Mapping[str, Any]:
    """What a form from elsewhere gets for consent: `version`, and `texts` by language."""
    return cast(
        Mapping[str, Any],
        YAML(typ="safe", pure=True).load(shipped("instruments") / "shared" / "imported.yaml"),
    )


def _identity(settings: Mapping[str, str], languages: Sequence[str], file: str, wish: Wish) -> Identity:
    stem = Path(file).stem
    title = " ".join((settings.get("form_title") or settings.get("form_id") or stem or "form").split())
    standard = standard_consent()
    return Identity(
        name=f"{wish.report.value}/{_slug(wish.name or settings.get('form_id') or stem)}",
        # XLSForm shows one title in every language.
        title=dict.fromkeys(languages, without_hidden_signs(title).replace("${", "$ {")),
        method=wish.method.value,
        report=wish.report.value,
        languages=tuple(languages),
        consent={
            tag: {
                part: " ".join(text.split()) if part == "agree" else text.strip()
                for part, text in found.items()
            }
            for tag, found in standard["texts"].items()
        },
        consent_version=standard["version"],
    )


def _fronted(identity: Identity, front: Mapping[str, Mapping[str, str]]) -> Identity:
    said = {
        part: {tag: texts[tag] for tag in identity.languages if tag in texts} for part, texts in front.items()
    }
    title = {tag: " ".join(text.split()) for tag, text in said.pop("title", {}).items()}
    return replace(identity, title=title or identity.title, opening=said)


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return slug if slug[:1].isalpha() else f"form-{slug}".rstrip("-")
