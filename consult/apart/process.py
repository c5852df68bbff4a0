"""Starts a process of its own for a file from outside: what it may use is bounded, and nothing of consult is in it.

A program of this room (`spreadsheet_program`, `survey_program`) gets the bytes on stdin and its limits as arguments; it
answers with JSON, or says why it does not. Nothing that a file does to its reader reaches the server.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from consult.apart.workbook import WorkbookRefused

_SPARE_SECONDS = 10  # to start a process and to send back what it read


def read_apart(program: str, content: bytes, limits: tuple[int, ...], seconds: int) -> dict[str, Any]:
    """What a program of this room answers about `content`. Raises WorkbookRefused, `too_much` when there is no answer."""
    file = Path(__file__).with_name(f"{program}.py")
    try:
        # -I: nothing of the folder it is started in, and no environment, has a say.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(file), *map(str, limits)],
            input=content,
            capture_output=True,
            timeout=seconds + _SPARE_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # no answer: it was stopped, or its memory was full
        raise WorkbookRefused("too_much") from None
    if "refused" in answer:
        raise WorkbookRefused(answer["refused"], **answer["facts"])
    return answer
