"""Every sentence that a door says, as its templates and its code carry it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from consult.shipped import shipped

_BLANK = re.compile(r"%\((\w+)\)s|%%")


def sentences(app: Flask, templates: tuple[str, ...], code: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """Every source sentence, with its plural or an empty text. templates: folders and files under `templates/`."""
    places = [*(shipped("templates") / name for name in templates), *code]
    for file in (file for place in places for file in files_in(place)):
        yield from sentences_in(app, file)


def files_in(place: Path) -> list[Path]:
    """A file itself, or the templates and the modules in a folder."""
    return [place] if place.is_file() else sorted([*place.rglob("*.html"), *place.rglob("*.py")])


def sentences_in(app: Flask, file: Path) -> Iterator[tuple[str, str]]:
    """Those of one template or module."""
    if file.suffix == ".py":
        yield from _sentences_of(ast.parse(file.read_text()))
        return
    for _line, _function, message in app.jinja_env.extract_translations(file.read_text()):
        yield (message[0], message[1] or "") if isinstance(message, tuple) else (message, "")


def _sentences_of(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("_", "ngettext")
        ):
            texts = [
                one.value
                for one in call.args[:2]
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            assert texts, f"line {call.lineno}: a sentence must stand in the call itself"
            yield texts[0], texts[1] if call.func.id == "ngettext" else ""


def blanks(sentence: str) -> set[str]:
    """The names that are filled in."""
    return set(_BLANK.findall(sentence))
