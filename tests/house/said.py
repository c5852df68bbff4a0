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
    for file in _files([shipped("templates") / name for name in templates], ".html"):
        for _line, _function, message in app.jinja_env.extract_translations(file.read_text()):
            yield (message[0], message[1]) if isinstance(message, tuple) else (message, "")
    for file in _files(code, ".py"):
        yield from _sentences_of(ast.parse(file.read_text()))


def _files(places: list[Path] | tuple[Path, ...], ending: str) -> Iterator[Path]:
    for place in places:
        yield from [place] if place.is_file() else sorted(place.rglob(f"*{ending}"))


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
