"""Writes `sentences.pot`: what the respondents' door says, and where. `python -m tests.house.sentences` after a sentence changed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from flask import Flask

from consult.app import create_app
from consult.shipped import PACKAGE, shipped
from tests.house import said

TEMPLATE = PACKAGE / "translations" / "respond" / "sentences.pot"

# As someone meets them: what is not named here follows in the order of its name.
_ORDER = (
    *("respond/entry.html", "respond/languages.html", "layout/respond.html", "respond/consent.html"),
    *("respond/beginning.py", "respond/compiling.py", "respond/page.html", "parts/question.html"),
    *("questions", "respond/telling.py", "parts/problems.html", "respond/check.html", "respond/thanks.html"),
    *("respond/later.html", "respond/continue.html", "respond/take-back.html", "respond/taken-back.html"),
)
_LAST = ("print/questionnaire.html", "respond/paper.py", "respond/feedback.html", "respond/feedback.py")
_PLACES = (
    *(shipped("templates") / one for one in ("respond", "questions", "layout/respond.html")),
    *(shipped("templates") / one for one in ("parts/question.html", "parts/problems.html")),
    shipped("templates") / "print/questionnaire.html",
    PACKAGE / "web" / "respond",
)


def template(app: Flask) -> str:
    """What should stand in the file."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in sorted(_files(), key=_rank):
        for sentence in said.sentences_in(app, file):
            places = found.setdefault(sentence, [])
            places += [_name(file)] if _name(file) not in places else []
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "consult respond",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for (msgid, plural), places in found.items():
        entry = polib.POEntry(msgid=msgid, occurrences=[(place, "") for place in places])
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
        catalogue.append(entry)
    return f"{catalogue}\n"


def _files() -> Iterator[Path]:
    for place in _PLACES:
        yield from said.files_in(place)


def _name(file: Path) -> str:
    """`respond/page.html` of a template, `respond/telling.py` of a module."""
    return f"{file.parent.name}/{file.name}"


def _rank(file: Path) -> tuple[int, str]:
    name = _name(file)
    if name in _LAST:
        return len(_ORDER) + 1 + _LAST.index(name), name
    known = [index for index, one in enumerate(_ORDER) if name == one or name.startswith(f"{one}/")]
    return (known or [len(_ORDER)])[0], name


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        TEMPLATE.write_text(template(create_app({"DATA": Path(folder)})), encoding="utf-8")
