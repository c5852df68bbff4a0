"""Every noun of the tables and of the instrument has a definition."""

import ast
from pathlib import Path

from tests.house.tree import ROOT

_GLOSSARY = ROOT / "GLOSSARY.md"
_NOUNS_OF_NO_FIELD = {"Base", "UtcDateTime"}  # how SQLAlchemy is set up


def _classes(*modules: Path) -> set[str]:
    trees = (ast.parse(module.read_text()) for module in modules)
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name[0] != "_"
    }


def test_every_table_and_every_part_of_an_instrument_is_in_the_glossary() -> None:
    tables = (ROOT / "consult" / "store").glob("*.py")
    nouns = _classes(ROOT / "consult" / "instrument" / "definition.py", *tables) - _NOUNS_OF_NO_FIELD
    text = _GLOSSARY.read_text()
    assert [noun for noun in sorted(nouns) if f"`{noun}`" not in text] == [], "give it a line in GLOSSARY.md"
