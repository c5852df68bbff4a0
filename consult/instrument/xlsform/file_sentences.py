"""What the importer can say of the files that come along with a form, as `sentences` does of the form."""

from collections.abc import Mapping
from types import MappingProxyType

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "too_many_files": (
            "more than {most} MB or {files} files come along with the form",
            "Leave out what it does not name.",
        ),
        "several_forms": (
            "the zip holds more than one form: {forms}",
            "Make a zip of each, with the pictures, sounds and lists that it names, and import them one by one.",
        ),
    }
)

SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "list_file_missing": (
            "inactive",
            'the list of choices in "{file}" did not come along.',
            "Bring it in a zip with the workbook, or name its folder with --media.",
        ),
        "list_file_wrong": (
            "problem",
            'no choices can be read from "{file}": {why}.',
            "Mend the file; it has a column for the value and one for the label.",
        ),
        "list_file_columns": (
            "inactive",
            'another question reads "{file}" by the columns {columns}, and a list has one of each.',
            "Copy the file under another name for this question.",
        ),
        "media_missing": (
            "inactive",
            'the file "{file}" did not come along; the question is asked without it.',
            "Bring it in a zip with the workbook, or name its folder with --media.",
        ),
        "media_refused": (
            "problem",
            'the file "{file}" is not shown: {found}; expected {expected}.',
            "Mend the file.",
        ),
        "alternative_missing": (
            "to-do",
            "what {count} pictures or films show is said nowhere in words; respondents see them only in a demonstration until it is.",
            "Write it under `alt:` in the file, and in the catalogues.",
        ),
    }
)
