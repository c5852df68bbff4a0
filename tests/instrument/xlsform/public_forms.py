"""The forms that pyxform was tested with, out of its wheels, which are no part of this project: a program.

    pip download --no-deps --only-binary :all: pyxform==1.5.0 -d FOLDER    (and 1.1.0 and 0.11.5)
    python -m tests.instrument.xlsform.public_forms FOLDER/*.whl FORMS

Workbooks are taken as they are; tables that stand in the text of a test are written to a file each.
"""

import ast
import re
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_TABLE = re.compile(r"\|\s*survey\s*\|")
_WORKBOOKS = {".xls", ".xlsx", ".csv", ".md"}


def forms_in(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The forms in a wheel with a name for each."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            path = PurePosixPath(name)
            if path.suffix in _WORKBOOKS and ".dist-info" not in name:
                yield path.name, archive.read(name)
            elif path.suffix == ".py":
                for line, table in _tables(archive.read(name).decode()):
                    yield f"{path.stem}-{line}.md", textwrap.dedent(table).encode()


def _tables(program: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _TABLE.search(node.value):
            yield node.lineno, node.value


def main() -> None:
    """Writes every form once."""
    *wheels, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    seen = set[bytes]()
    for name, content in (found for wheel in wheels for found in forms_in(wheel)):
        same = re.sub(rb"\s+", b"", content)
        if same not in seen:
            seen.add(same)
            (folder / f"{len(seen):03}-{name}").write_bytes(content)


if __name__ == "__main__":
    main()
