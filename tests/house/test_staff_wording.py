"""Every sentence of the staff door is also there in English, with the same blanks to fill in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from flask import Flask

from consult.shipped import PACKAGE, shipped

CATALOGUE = PACKAGE / "translations" / "staff" / "en.po"
TEMPLATES = ("staff", "layout/staff.html", "parts/staff.html", "errors")
CODE = (PACKAGE / "web" / "staff", PACKAGE / "web" / "protection.py")
_BLANK = re.compile(r"%\((\w+)\)s|%%")


def sentences(app: Flask) -> Iterator[tuple[str, str]]:
    """Every source sentence, with its plural or an empty text."""
    for file in _files(shipped("templates"), TEMPLATES, ".html"):
        for _line, _function, message in app.jinja_env.extract_translations(file.read_text()):
            yield (message[0], message[1]) if isinstance(message, tuple) else (message, "")
    for file in (
        file for place in CODE for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))
    ):
        yield from _sentences_of(ast.parse(file.read_text()))


def _files(root: Path, names: tuple[str, ...], ending: str) -> Iterator[Path]:
    for name in names:
        place = root / name
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


def _blanks(sentence: str) -> set[str]:
    return set(_BLANK.findall(sentence))


def test_every_sentence_has_an_english_one(app: Flask) -> None:
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
    missing = sorted(
        {one for one, _ in sentences(app) if one not in catalogue or not catalogue[one].translated()}
    )
    assert missing == []


def test_plurals_have_both_forms(app: Flask) -> None:
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
    counted = [(one, many) for one, many in sentences(app) if many]
    assert counted
    assert [
        one
        for one, many in counted
        if catalogue[one].msgid_plural != many or len(catalogue[one].msgstr_plural) != 2
    ] == []


def test_no_english_sentence_lost_or_invented_a_blank() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        for translated in [entry.msgstr, *entry.msgstr_plural.values()]:
            if translated:
                assert _blanks(translated) == _blanks(entry.msgid_plural or entry.msgid), entry.msgid


def test_the_catalogue_holds_nothing_that_is_no_longer_said(app: Flask) -> None:
    said = {one for one, _ in sentences(app)}
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.msgid not in said] == []
