"""The words of a door in another language: reviewed when a speaker has read every one."""

from pathlib import Path

import pytest

from consult.web import interface

HEAD = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
READ = '#. consult: reviewed\nmsgid "Terug"\nmsgstr "Retour"\n\n'
PRETESTED = '#. consult: pretested\nmsgid "Taal"\nmsgstr "Langue"\n\n'


@pytest.mark.parametrize(
    ("door", "entries", "is_reviewed"),
    [
        ("read", READ + PRETESTED, True),
        ("machine", READ + '#. consult: machine\nmsgid "Verder"\nmsgstr "Suivant"\n', False),
        ("unmarked", READ + 'msgid "Verder"\nmsgstr "Suivant"\n', False),
        ("fuzzy", READ + '#. consult: reviewed\n#, fuzzy\nmsgid "Verder"\nmsgstr "Suivant"\n', False),
        ("untranslated", READ + '#. consult: reviewed\nmsgid "Verder"\nmsgstr ""\n', False),
    ],
)
def test_a_door_is_reviewed_when_a_speaker_has_read_every_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, door: str, entries: str, *, is_reviewed: bool
) -> None:
    catalogue = tmp_path / "translations" / door / "fr.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEAD + entries, encoding="utf-8")
    monkeypatch.setattr(interface, "PACKAGE", tmp_path)
    assert interface.is_reviewed(door, "fr") is is_reviewed


def test_the_source_is_reviewed_and_a_language_without_a_catalogue_is_not() -> None:
    assert interface.is_reviewed("respond", "nl")
    assert not interface.is_reviewed("respond", "ti")
