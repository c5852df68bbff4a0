"""Real files that do not lie in the project, being large or another's: read where they are, and else named as not run."""

import os
from pathlib import Path

import pytest

from tests.what_ran import NOT_RUN

_NAMED = os.environ.get("CONSULT_TEST_DATA", "")
FOLDER = Path(_NAMED) if _NAMED else Path(__file__).parents[2] / "shared" / "data"


def real_file(kind: str, pattern: str, folder: Path = FOLDER) -> Path:
    """The first file of this kind (`xlsforms`, `microdata` ...) whose name fits.

    Skips the test when the folder is absent as a whole, as it is in most clones. A folder that was named, or that is there
    without this file, is a mistake: then the test fails.
    """
    if not folder.is_dir() and str(folder) != _NAMED:
        pytest.skip(f"{NOT_RUN}there is no {folder}; name where it lies in CONSULT_TEST_DATA")
    found = sorted((folder / kind).glob(pattern))
    if not found:
        pytest.fail(
            f"{folder / kind / pattern} is not there. Put it there, or name another folder in CONSULT_TEST_DATA."
        )
    return found[0]
