"""Why a spreadsheet is not read, in English: what was found, what to do. Facts stand in braces.

They speak of forms, which most spreadsheets are that come in; who reads something else says how to mend that.
"""

from collections.abc import Mapping
from types import MappingProxyType

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "truncated": (
            "the file breaks off or is damaged: it starts as an .xlsx and cannot be unpacked",
            "Download or copy it again; opening and saving it in a spreadsheet program often mends it.",
        ),
        "other_zip": (
            "a zip file that is no Excel workbook",
            "Take the workbook out of it, or save the form as .xlsx, .xls, .csv or a Markdown table.",
        ),
        "zip_bomb": (
            "the workbook unpacks to more than {most} MB: it is damaged, or made to fill a computer's memory",
            "Copy the sheets survey, choices and settings to a new workbook.",
        ),
        "entities": (
            "the workbook holds an XML document type (DOCTYPE), which no spreadsheet program writes",
            "Open it in a spreadsheet program and save it anew.",
        ),
        "far_cell": (
            "something stands in cell {cell}, far outside any form; at most {most} rows",
            "Delete the rows and columns behind the form.",
        ),
        "sheet_too_large": (
            'sheet "{sheet}" has {rows} rows and {columns} columns; at most {most} rows',
            "Remove the sheet when it is data, or split long lists of choices.",
        ),
        "too_many_sheets": (
            "the workbook has {found} sheets; at most {most}",
            "Keep survey, choices and settings.",
        ),
        "too_much": (
            "reading the workbook takes more time or memory than any form needs",
            "Copy the sheets survey, choices and settings to a new workbook.",
        ),
        "password": ("the workbook is locked with a password", "Save it without one."),
        "unreadable": (
            "the workbook is damaged, or of a kind that is not known",
            "Open it in a spreadsheet program and save it as .xlsx.",
        ),
        "unreadable_sheet": (
            'sheet "{sheet}" is damaged',
            "Open the workbook in a spreadsheet program and save it anew.",
        ),
    }
)
