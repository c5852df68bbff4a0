"""Why a workbook is not read, in Dutch, as part of a sentence; `apart.sentences` has the English."""

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "truncated": "het bestand breekt af of is beschadigd",
    "other_zip": "het is een zip-bestand dat geen werkmap is",
    "zip_bomb": "ze wordt uitgepakt groter dan {most} MB",
    "entities": "ze bevat een XML-documenttype, wat geen rekenblad schrijft",
    "far_cell": "er staat iets in cel {cell}, ver buiten wat vertaald wordt",
    "sheet_too_large": "blad {sheet} heeft {rows} rijen en {columns} kolommen, en dat zijn er te veel",
    "too_many_sheets": "ze heeft {found} bladen; hoogstens {most}",
    "too_much": "ze lezen vraagt meer tijd of geheugen dan nodig is",
    "password": "ze is met een wachtwoord gesloten",
    "unreadable": "ze is beschadigd of van een onbekende soort",
    "unreadable_sheet": "blad {sheet} is beschadigd",
}


def why_unread(code: str, facts: Mapping[str, object]) -> str:
    """The reason in words."""
    return WHY[code].format(**facts)
