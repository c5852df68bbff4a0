"""Every sentence of disclosure control has one in Dutch, about the same facts."""

import ast
import re
from collections.abc import Iterator

from flask import Flask

from consult.shipped import PACKAGE
from consult.web.interface import speak
from consult.web.staff import release_sentences
from tests.house.said import blanks

_FIELD = re.compile(r"\{(\w+)")


def _said() -> Iterator[str]:
    """The templates that are said anywhere: the first word of every call of `say`."""
    files = [*(PACKAGE / "disclosure").rglob("*.py"), PACKAGE / "actions" / "releases" / "making.py"]
    for file in files:
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                template = call.args[0]
                assert isinstance(template, ast.Constant), (
                    f"{file}:{call.lineno}: a template stands in the call itself"
                )
                yield template.value


def test_every_sentence_is_there_in_dutch_and_none_is_left_over(app: Flask) -> None:
    with app.test_request_context():
        speak("staff", "nl")
        assert set(release_sentences._sentences()) == set(_said())


def test_no_dutch_sentence_invented_a_fact(app: Flask) -> None:
    """It may leave one out: on a page a link says which release it is about."""
    with app.test_request_context():
        speak("staff", "nl")
        for template, dutch in release_sentences._sentences().items():
            assert blanks(dutch) - {""} <= set(_FIELD.findall(template)), template
