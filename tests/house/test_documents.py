"""What the documents say of the tree is there."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT

_DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "docs/security.md")
_BLOCK = re.compile(r"```.*?```", re.DOTALL)
_QUOTED = re.compile(r"`([^`\s]+)`")
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_FILE = re.compile(r"[\w.-]+\.(py|md|yaml|toml|html|css|po|lock)")
_MADE = (".venv", "data/", "dist/")  # what `make` makes, which no clone holds


def _looks_like_a_path(word: str) -> bool:
    folder, _, _ = word.partition("/")
    named_here = "/" in word and folder != "" and (ROOT / folder).exists()
    return (named_here or bool(_FILE.fullmatch(word))) and not word.startswith(_MADE)


def _paths(text: str) -> Iterator[str]:
    """Every path in backticks or behind a link; `<name>` in it stands for any name."""
    yield from (word for word in _QUOTED.findall(_BLOCK.sub("", text)) if _looks_like_a_path(word))
    yield from _LINK.findall(text)


def _is_there(path: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    return any(ROOT.glob(pattern)) or any((ROOT / "consult").glob(pattern))


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    named = set(_paths((ROOT / document).read_text()))
    assert [path for path in sorted(named) if not _is_there(path)] == []


@pytest.mark.parametrize("path", ["consult/cli.py", "tests/nowhere/", "docs/nowhere.md", "ROADMAP.md"])
def test_a_path_that_is_not_there_is_found(path: str) -> None:
    assert not _is_there(path)


def test_a_command_or_a_name_is_no_path() -> None:
    said = "`consult check`, `/etc/systemd`, `web.respond`, `consult/cli.py`, `social-housing/survey`"
    assert list(_paths(said)) == ["consult/cli.py"]
