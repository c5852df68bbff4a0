"""Every command is documented, in the words of its own help."""

from pathlib import Path

import pytest

from tests.house.commands import PAGE, commands, page


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listing the commands makes the application, and that a data folder."""
    monkeypatch.setenv("CONSULT_DATA", str(tmp_path))


def test_every_command_stands_in_the_documentation() -> None:
    documented = PAGE.read_text().splitlines()
    missing = [
        context.command_path for context in commands() if f"## {context.command_path}" not in documented
    ]
    assert missing == [], "write them down with: .venv/bin/python -m tests.house.commands"


def test_the_documentation_says_what_the_commands_say() -> None:
    assert PAGE.read_text() == page(), "write it anew with: .venv/bin/python -m tests.house.commands"


def test_every_command_says_what_it_does() -> None:
    assert [context.command_path for context in commands() if not context.command.help] == []
