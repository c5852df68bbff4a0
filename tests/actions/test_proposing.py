"""What publishing would do: nothing where an earlier version says the same."""

import pytest
from flask import Flask

from consult.actions import proposing, publishing
from consult.actions.publishing import Checked
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.store import instruments
from tests.actions.translating_world import NAME, SOURCE, small_instrument


def _read(folder: DataFolder, text: str) -> Checked:
    (folder.path / "instruments" / f"{NAME}.yaml").write_text(text, "utf-8")
    return publishing.check_file(publishing.file_of(NAME, folder), folder)


def _publish(read: Checked, folder: DataFolder) -> None:
    made = proposing.proposal(read)
    assert made is not None
    proposing.publish_seen(read, made.version.version_hash, "amina", folder)


def test_the_words_of_an_earlier_version_are_not_published_again(app: Flask) -> None:
    folder: DataFolder = app.extensions["folder"]
    small_instrument(folder)
    other = SOURCE.replace("wacht u?", "wacht u al?")
    assert other != SOURCE
    _publish(_read(folder, SOURCE), folder)
    _publish(_read(folder, other), folder)
    back = _read(folder, SOURCE)
    made = proposing.proposal(back)
    assert made is not None
    assert (made.again, made.is_new, bool(made.changes)) == (1, False, True)
    with pytest.raises(Refused, match="^wording_other_version$"):
        proposing.publish_seen(back, made.version.version_hash, "amina", folder)
    assert [row.number for row in instruments.versions_of(NAME)] == [1, 2]
