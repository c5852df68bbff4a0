"""In earnest a language opens once its pages were read too; what is changed there is seen at once."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import clock, interface_texts
from consult.folder import DataFolder
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import Clock, publish

NOT_READ = "لم تُراجَع هذه الترجمة بعد."


@pytest.fixture
def survey(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a survey whose Arabic was read, around the questions too."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.moment)
    return publish()


def own(app: Flask) -> Path:
    """What the installation says in Arabic around the questions."""
    folder: DataFolder = app.extensions["folder"]
    return interface_texts.own_catalogues(folder) / "ar.po"


def change(app: Flask, old: str, new: str) -> None:
    """As another process writes: whole, under the same name."""
    path = own(app)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    unfinished.replace(path)


def tags(app: Flask, survey: str) -> list[str]:
    page = Respondent(app, survey).open_entry()
    return [one.get("lang", "") for one in page.all("a") if one.get("dir")]


def test_a_language_whose_pages_nobody_read_is_not_offered(app: Flask, survey: str) -> None:
    assert tags(app, survey) == ["nl", "ar"]
    own(app).unlink()
    assert tags(app, survey) == ["nl"]
    assert Respondent(app, survey, "ar").open().status == 404


def test_who_began_in_a_language_that_closed_goes_on_in_it(app: Flask, survey: str) -> None:
    someone = Respondent(app, survey, "ar")
    someone.agree()
    own(app).unlink()
    page = someone.next(tenure="private")
    assert (page.status, page.path.endswith("/ar/rent")) == (200, True)


def test_a_sentence_that_was_changed_is_on_a_page_that_was_shown_before(app: Flask, survey: str) -> None:
    someone = Respondent(app, survey, "ar")
    someone.agree()
    assert someone.page.first("button").words == "التالي"
    change(app, 'msgstr "التالي"', 'msgstr "إلى الأمام"')
    assert someone.open("home").first("button").words == "إلى الأمام"


def test_a_language_that_was_read_whole_stays_open_with_a_notice(app: Flask, survey: str) -> None:
    assert NOT_READ not in Respondent(app, survey, "ar").open().with_class("notice")
    change(app, "consult: reviewed", "consult: draft")
    assert tags(app, survey) == ["nl", "ar"]
    assert NOT_READ in Respondent(app, survey, "ar").open().with_class("notice")
