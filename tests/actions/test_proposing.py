"""What publishing would do: nothing where an earlier version says the same."""

import pytest
from flask import Flask

from consult.actions import proposing, publishing
from consult.actions.accounts import Role
from consult.actions.publishing import Checked
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.store import instruments
from tests.actions.translating_world import NAME, SOURCE, catalogue, small_instrument
from tests.web.staff.browser import signed_in


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


def test_texts_that_are_translated_for_the_first_time_are_counted_apart_from_those_that_changed(
    app: Flask,
) -> None:
    folder: DataFolder = app.extensions["folder"]
    path = small_instrument(folder)
    missing = catalogue(folder).read_text("utf-8").replace('"كم سنة تنتظر؟"', '""')
    whole = catalogue(folder).read_text("utf-8")
    catalogue(folder).write_text(missing, "utf-8")
    _publish(publishing.check_file(path, folder), folder)
    catalogue(folder).write_text(whole.replace('"السكن"', '"المسكن"'), "utf-8")
    made = proposing.proposal(publishing.check_file(path, folder))
    assert made is not None
    assert made.new_texts == {"ar": 1}
    page = signed_in(app, Role.RESEARCHER, "rik").open(f"/staff/instruments/of/{NAME}/publish")
    assert page.sees("Nieuwe vertalingen: Arabisch 1 tekst")
    assert page.sees("Andere vertalingen: Arabisch 1 tekst")


def test_what_is_in_the_way_stands_at_its_line_of_the_file(app: Flask) -> None:
    folder: DataFolder = app.extensions["folder"]
    path = small_instrument(folder)
    _publish(_read(folder, SOURCE), folder)
    other = SOURCE.replace("name: years, type: integer", "name: years, type: text")
    made = proposing.proposal(_read(folder, other))
    assert made is not None
    line = SOURCE.split("name: years, ")[0].count("\n") + 1
    assert [one.place for one in made.problems] == [f"{path}:{line}:24"]
