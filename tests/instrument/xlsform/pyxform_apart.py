"""What pyxform, which ODK and Kobo convert forms with, says of workbooks: a program, run by a Python that has it.

In: files as arguments. Out, as JSON: by file the mistake that it stopped at, "" when it converts the form.
"""

import json
import sys
import warnings
from pathlib import Path


def main() -> None:
    """Converts every file."""
    warnings.simplefilter("ignore")  # of openpyxl, about styles
    from pyxform.xls2xform import convert  # not of this project's environment

    said = {}
    for file in sys.argv[1:]:
        try:
            convert(Path(file))
        except Exception as error:
            said[file] = f"{type(error).__name__}: {error}"
        else:
            said[file] = ""
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
