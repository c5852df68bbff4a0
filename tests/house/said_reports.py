"""Every sentence that a report says, as its code and its template carry it."""

import ast
import re
from collections.abc import Iterator

from consult.shipped import PACKAGE, shipped

_IN_A_TEMPLATE = re.compile(r'\bsay\("([^"]+)"')


def sentences() -> Iterator[str]:
    """Every Dutch sentence that is handed to `say`."""
    for file in sorted((PACKAGE / "report").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and _says(call.func):
                first = call.args[0]
                assert isinstance(first, ast.Constant), (
                    f"{file.name}:{call.lineno}: a sentence must stand in the call"
                )
                yield str(first.value)
    for template in sorted((shipped("templates") / "report").glob("*.html")):
        yield from _IN_A_TEMPLATE.findall(template.read_text())


def _says(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "say") or (
        isinstance(function, ast.Attribute) and function.attr == "say"
    )
