"""instrument reword: what a text says, changed from the command line."""

import json

from flask import Flask

from consult.actions.accounts import Role
from tests.actions.translating_world import LABEL, NAME, catalogue, small_instrument, text
from tests.cli.conftest import Typed
from tests.web.staff.browser import a_member


def test_a_text_is_changed_published_and_compared(app: Flask, typed: Typed) -> None:
    folder = app.extensions["folder"]
    small_instrument(folder)
    a_member(Role.RESEARCHER, "amina")
    assert typed("instrument", "publish", NAME).exit_code == 0
    assert f"{LABEL}  'Hoeveel jaar wacht u?'" in typed("instrument", "reword", NAME).stdout
    result = typed("instrument", "reword", NAME, LABEL, "Hoeveel jaar al?", "--by", "amina", "--json")
    assert json.loads(result.stdout)["stale"] == 1
    told = typed("instrument", "diff", f"{NAME}@1", NAME).stdout
    assert "'Hoeveel jaar wacht u?' -> 'Hoeveel jaar al?'. Compare with care." in told
    typed(
        "instrument",
        "reword",
        NAME,
        LABEL,
        "Hoe veel jaar al?",
        "--by",
        "amina",
        "--meaning-unchanged",
        "spelling",
    )
    assert text(folder).source == "Hoe veel jaar al?"


def test_what_cannot_be_written_ends_with_1_and_says_why(app: Flask, typed: Typed) -> None:
    small_instrument(app.extensions["folder"])
    a_member(Role.RESEARCHER, "amina")
    for asked, told in {
        ("years/labl", "x", "--by", "amina"): LABEL,
        (LABEL, "Al 3 jaar?", "--by", "amina"): "numbers 3",
        ("years/hint", "Tel <b>niet</b>.", "--by", "amina"): "years/hint: markup </b>, <b>; none",
        (LABEL, "Al lang?", "--by", "nobody"): "consult staff list",
        (LABEL, "Al lang?"): "consult staff list",
    }.items():
        result = typed("instrument", "reword", NAME, *asked)
        assert result.exit_code == 1
        assert told in result.stderr
    assert typed("instrument", "reword", "social-housing/smal").exit_code == 1


def test_the_checks_read_the_installations_own_files_and_translations(app: Flask, typed: Typed) -> None:
    small_instrument(app.extensions["folder"])
    file = catalogue(app.extensions["folder"])
    file.write_text(file.read_text("utf-8").replace("تنتظر ${years}", "تنتظر"), encoding="utf-8")
    told = '"help/label" has placeholders none'
    assert told in typed("instrument", "check", NAME).stderr
    assert told in typed("check").stdout
