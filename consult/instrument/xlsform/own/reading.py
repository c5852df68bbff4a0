"""From a workbook that was exported here back to the instrument it was written from, with what others changed in it since."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from consult.apart.workbook import Workbook
from consult.instrument.additions import CONSENT_TEXTS, Mode
from consult.instrument.definition import Instrument, Type
from consult.instrument.loading import load_text
from consult.instrument.media.files import ALTERNATIVE, DESCRIBED, OF_CHOICES
from consult.instrument.problems import InstrumentProblems, Problem
from consult.instrument.translated import NO_SOURCE
from consult.instrument.xlsform.cell_texts import texts_at
from consult.instrument.xlsform.imported import Fate, Imported, Outcome, Wish
from consult.instrument.xlsform.kinds import Fate as TypeFate
from consult.instrument.xlsform.own.added import with_texts
from consult.instrument.xlsform.own.columns import OURS, TEXTS, written
from consult.instrument.xlsform.own.files import catalogue, choices_of, name_at, slug
from consult.instrument.xlsform.own.form import Form, asked, column_of, form_of
from consult.instrument.xlsform.own.head import Head
from consult.instrument.xlsform.own.kept import Kept, without_ours
from consult.instrument.xlsform.own.layout import Layout, position
from consult.instrument.xlsform.own.rows import FormRow, row_name, with_ours
from consult.instrument.xlsform.own.texts import OwnTexts, texts_in
from consult.instrument.xlsform.remarks import Remark, gathered
from consult.instrument.xlsform.supplied import Shelf
from consult.instrument.xlsform.yaml_writing import Block, yaml_of

_ROUNDS = 8
_LOOKED_UP = re.compile(r"(?:instance|pulldata)\(\s*['\"]([^'\"]+)['\"]")
_FATES = {Type.NOTE: Fate.SAID, Type.CALCULATE: Fate.WORKED_OUT}


def read_back(workbook: Workbook, head: Head, file: str, wish: Wish) -> Imported:
    """Everything that came out of an exported workbook."""
    remarks: list[Remark] = []
    languages = head.languages
    form = form_of(workbook, head.unmarked, languages, remarks, is_ours=head.is_ours)
    return _ReadingBack(workbook, head, form, texts_in(workbook), remarks, wish).imported(file)


class _ReadingBack:
    """One exported workbook being read."""

    def __init__(
        self,
        workbook: Workbook,
        head: Head,
        form: Form,
        own: OwnTexts,
        remarks: list[Remark],
        wish: Wish,
    ) -> None:
        self.workbook, self.head, self.form, self.own, self.wish = workbook, head, form, own, wish
        # What our columns are for is no news.
        self.remarks = [one for one in remarks if not str(one.facts.get("heading", "")).startswith(OURS)]
        self.rows = {row.name: row for row in asked(form.reading) if row.kind.fate in _TAKEN}
        self.reasons = {row.name: self._was_inactive(row) for row in form.reading.rows if row.is_left_out}
        self.shelf = Shelf(wish.files, self.remarks)
        self.form = form = form.with_files(self.shelf)
        self.sources = {key: self._source(key) for key in {*form.texts, *own.texts}}
        self.texts = form.without_faults(self.sources, self._language)

    @property
    def _language(self) -> str:
        return next(iter(self.head.languages), "")

    def _was_inactive(self, row: FormRow) -> Remark:
        self.remarks.append(Remark("was_inactive", row.line.place(OURS + "asked")))
        return self.remarks[-1]

    def _source(self, key: str) -> str:
        """The text of a key in the source language; a hole when only others have it."""
        said = self.form.texts.get(key, {})
        others = any(said.values()) or any(self.own.texts.get(key, {}).values())
        return self.own.text(key, self._language, said.get(self._language, "")) or (
            NO_SOURCE if others else ""
        )

    def imported(self, file: str) -> Imported:
        """The instrument, its catalogues, and what became of every row."""
        text, instrument = self._loaded()
        self.remarks.append(Remark("read_back"))
        catalogues = self._catalogues(instrument) if instrument else {}
        return Imported(
            kind=self.workbook.kind,
            name=self._name(),
            title=self.sources.get("title", ""),
            languages=self.head.languages,
            outcomes=tuple(self._outcomes()),
            remarks=gathered(self.remarks),
            text=text,
            catalogues=catalogues,
            kept=self._kept(file, text, catalogues),
            instrument=instrument,
            said_at=texts_at(self.workbook, self.remarks),
            media={name: shown.content for name, shown in self.shelf.shown.items()} if instrument else {},
        )

    def _kept(self, file: str, text: str, catalogues: Mapping[str, str]) -> str:
        return Kept(
            file=file,
            workbook=without_ours(self.workbook),
            unmarked=self.head.unmarked,
            is_ours=self.head.is_ours,
            dropped=self.head.rows.get("dropped", ()),
            inactive=[one for one in self._outcomes() if one.fate is Fate.INACTIVE],
            text=text,
            catalogues=catalogues,
        ).written()

    def _name(self) -> str:
        report, _slash, name = self.head.word("instrument").partition("/")
        return f"{report}/{slug(self.wish.name) if self.wish.name else name}"

    # --- the file

    def _loaded(self) -> tuple[str, Instrument | None]:
        """The file and what the loader makes of it. Rows that the loader does not accept become inactive."""
        for _round in range(_ROUNDS):
            text = yaml_of(self._front())
            try:
                return text, load_text(text, self._name())
            except InstrumentProblems as refused:
                if not self._take_out(refused.problems, text.split("\n")):
                    return "", None
        return "", None

    def _take_out(self, problems: tuple[Problem, ...], lines: list[str]) -> bool:
        """Whether every problem stood in a question, which is inactive now."""
        names = [name_at(problem.line, lines, self.rows) for problem in problems]
        for problem, name in zip(problems, names, strict=True):
            row = self.rows.pop(name, None)
            place = row.line.place() if row else ""
            self.remarks.append(Remark("not_loaded", place, {"sentence": problem.sentence}))
            self.reasons.setdefault(name, self.remarks[-1])
        return all(names)

    def _front(self) -> dict[str, object]:
        head, text = self.head, self.sources
        counts = head.word("counts") != "no"
        counting = {key: head.word(key) for key in ("target_group", "earlier") if head.word(key)}
        front: dict[str, object] = {
            "instrument": self._name(),
            "title": text.get("title", ""),
            "method": head.word("method"),
            "report": head.word("report"),
            "serves": {
                key: list(head.values[key]) for key in ("results", "indicators") if key in head.values
            },
            "source": self._language,
            "languages": list(head.languages),
            "criterion": head.word("criterion"),
            "counting": counting if counts else "none",
            "estimated_minutes": _number(head.word("estimated_minutes")),
            "quick_exit": head.word("quick_exit") == "yes",
            "retention": {key: _number(head.word(key)) for key in ("texts_days", "withdrawal_days")},
            "intro": text.get("intro", ""),
            "thanks": text.get("thanks", ""),
            "consent": {
                "version": head.word("consent_version"),
                "text": _readable(text.get("consent/text", "")),
                "agree": text.get("consent/agree", ""),
                **_consent_modes(text),
            },
            "choices": self._choices(),
            "pages": Layout(head, self.form.reading, self.rows, text, self._question).items(),
        }
        return {key: value for key, value in front.items() if value not in ("", False, {})}

    def _choices(self) -> dict[str, object]:
        used = [with_ours(self.form.reading.plain(row), row.line) for row in self.rows.values()]
        names = {cells["type"].partition(" ")[2].partition(" ")[0] for cells in used} - {""}
        names |= {name for cells in used for cell in cells.values() for name in _LOOKED_UP.findall(cell)}
        columns = {row[0]: row[1:] for row in self.head.rows.get("list", ())}
        exclusive = {row[0]: frozenset(row[1:]) for row in self.head.rows.get("exclusive", ())}
        ordered = [name for name in (*columns, *self.form.lists) if name in names]
        return {
            name: choices_of(
                list(self._listed(name, columns.get(name, ()), exclusive.get(name, frozenset()))),
                columns.get(name, ()),
            )
            for name in dict.fromkeys(ordered)
        }

    def _listed(
        self, name: str, columns: tuple[str, ...], exclusive: frozenset[str]
    ) -> Iterator[dict[str, Any]]:
        lines = self.form.choices(name).values()
        for choice in sorted(lines, key=lambda one: position(one.line)):
            label = self.sources.get(f"choices/{name}/{choice.name}", "") or choice.name
            row: dict[str, Any] = {"name": choice.name, "label": label}
            row |= {column: column_of(choice, column) for column in columns}
            row |= {
                one: self.sources[key]
                for one in OF_CHOICES
                if self.sources.get(key := f"choices/{name}/{choice.name}/{one}")
            }
            yield row | ({"exclusive": True} if choice.name in exclusive else {})

    # --- pages

    def _question(self, row: FormRow) -> dict[str, object]:
        cells = with_ours(self.form.reading.plain(row), row.line)
        texts = {
            property_: self.sources.get(f"{row.name}/{property_}", "")
            for property_ in (*TEXTS, ALTERNATIVE)
            if f"{row.name}/{property_}" in self.sources
        }
        if not any(texts.get(one) for one in DESCRIBED):
            texts.pop(ALTERNATIVE, None)
        rows = [
            {"name": row_name(row, line), "label": self.sources[f"{row.name}/row/{row_name(row, line)}"]}
            for line in row.rows
        ]
        question: dict[str, object] = {
            "name": row.name,
            "type": cells["type"],
            **{key: _readable(text) for key, text in texts.items() if text},
            **({"rows": rows} if rows else {}),
            **with_texts(written(cells), row.name, self.sources),
        }
        return question

    # --- texts and rows

    def _catalogues(self, instrument: Instrument) -> dict[str, str]:
        found = {}
        for tag in self.head.languages[1:]:
            entries = {
                key: self.own.translation(key, tag, self.texts.get(key, {}).get(tag, ""))
                for key in instrument.source_texts
            }
            found[tag] = catalogue(instrument, tag, entries, reviewed=tag in self.wish.reviewed)
        return found

    def _outcomes(self) -> list[Outcome]:
        return [self._outcome(row) for row in self.form.reading.rows]

    def _outcome(self, row: FormRow) -> Outcome:
        fate, why = Fate.INACTIVE, self.reasons.get(row.name)
        if self.rows.get(row.name) is row:
            type_ = row.kind.type
            fate = _FATES.get(type_, Fate.ASKED) if type_ else Fate.ASKED
        elif row.kind.fate is TypeFate.DROPPED:
            fate = Fate.DROPPED
        elif row.kind.fate is TypeFate.LOOKED_UP and row.name in self.form.lists:
            fate = Fate.LOOKED_UP
        return Outcome(row.name, row.line.place("name"), row.line.value("type"), fate, (why,) if why else ())


_TAKEN = (TypeFate.ASKED, TypeFate.BEGIN)


def _number(word: str) -> int | str:
    """A number as the file writes it; anything else as it stands, for who reads the file to tell what is wrong."""
    return int(word) if word.isdecimal() else word


def _consent_modes(text: Mapping[str, str]) -> dict[str, object]:
    """What is agreed to in each mode that has words of its own for it, as a file writes it."""
    modes = {
        mode.value: {
            one: _readable(text[f"consent/{mode}/{one}"])
            for one in CONSENT_TEXTS
            if text.get(f"consent/{mode}/{one}")
        }
        for mode in Mode
    }
    said = {mode: words for mode, words in modes.items() if words}
    return {"modes": said} if said else {}


def _readable(text: str) -> str:
    """A text as a block of lines, when it has several and is exactly what a block can say."""
    lines = text.split("\n")
    plain = all(line.isprintable() and line == line.rstrip() for line in lines)
    return (
        Block(text)
        if len(lines) > 1 and plain and lines[0] == lines[0].strip() and text == text.strip()
        else text
    )
