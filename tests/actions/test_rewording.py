"""Changing the words of an instrument in place: the file, its translations, and who did it."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import auditing, copying, publishing, rewording
from consult.actions.refusal import Refused
from consult.actions.rewording import Outcome, Wish
from consult.actions.translating import Typed
from consult.folder import DataFolder
from consult.instrument.catalogue import fingerprint
from consult.instrument.translated import State
from consult.instrument.word_diff import Fate
from consult.shipped import shipped
from tests.actions.translating_world import HELP, LABEL, NAME, SOURCE, small_instrument, text

CONSENT = "consent/text"
SHIPPED = "social-housing/survey"


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


def say(folder: DataFolder, words: dict[str, str], name: str = NAME, **how: object) -> Outcome:
    manuscript = rewording.opened(name, folder)
    typed = {key: Typed(text, fingerprint(manuscript.words[key])) for key, text in words.items()}
    return rewording.write(manuscript, Wish(typed, **how), folder, "amina")  # type: ignore[arg-type]


def refused(reason: str) -> object:
    return pytest.raises(Refused, match=f"^{reason}$")


def publish(folder: DataFolder, name: str = NAME) -> None:
    checked = publishing.check_file(publishing.file_of(name, folder), folder)
    assert checked.instrument is not None
    assert checked.translations is not None
    publishing.publish(checked.instrument, checked.translations, "machine")


def test_other_words_stand_in_the_file_and_their_translation_is_stale_with_what_changed(
    folder: DataFolder,
) -> None:
    outcome = say(folder, {LABEL: "Hoeveel jaar wacht u al?"})
    assert (outcome.changed, outcome.kept, outcome.stale) == ((LABEL,), 0, 1)
    file = folder.path / "instruments" / f"{NAME}.yaml"
    assert file.read_text("utf-8") == SOURCE.replace("wacht u?", "wacht u al?")
    assert text(folder).state is State.STALE
    assert any("al" in one.text for one in text(folder).change if one.fate is Fate.ADDED)


def test_a_typing_mistake_mended_by_name_and_reason_leaves_translations_as_they_were(
    folder: DataFolder,
) -> None:
    outcome = say(folder, {LABEL: "Hoe veel jaar wacht u?"}, unchanged="spelling")
    assert (outcome.kept, outcome.stale) == (1, 0)
    assert text(folder).state is State.MACHINE
    line = next(line for line in auditing.lines(NAME) if line.act == "instrument reworded")
    assert (line.by, line.details["reason"], line.details["texts"]) == ("amina", "spelling", [LABEL])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "no text"),
        ("U wacht ${years jaar.", 'broken placeholder "${years jaar.'),
        ("U wacht ${year} jaar.", 'placeholder "${year}" in question "help"'),
        ("U wacht <b>${years}</b> jaar.", "markup </b>, <b>"),
        ("U wacht ${years} jaar, 3 dagen.", "numbers 3"),
        ("U wacht\u202e ${years} jaar.", "invisible characters U+202E"),
    ],
)
def test_what_would_break_the_form_is_told_and_nothing_is_written(
    folder: DataFolder, words: str, found: str
) -> None:
    outcome = say(folder, {HELP: words, LABEL: "Hoe lang?"})
    assert outcome.wrong[HELP][0][0].startswith(found)
    assert LABEL not in outcome.wrong
    assert (folder.path / "instruments" / f"{NAME}.yaml").read_text("utf-8") == SOURCE


def test_all_that_is_wrong_is_told_at_once_each_with_its_text(folder: DataFolder) -> None:
    wrong = say(folder, {HELP: "Al ${years} jaar sinds 1999?", LABEL: "", "title": "<i>Wonen</i>"}).wrong
    assert set(wrong) == {HELP, LABEL, "title"}


def test_a_text_that_is_added_has_no_markup_and_what_is_wrong_elsewhere_is_told_with_it(
    folder: DataFolder,
) -> None:
    manuscript = rewording.opened(NAME, folder)
    new = {"years/hint": "Tel <b>niet</b>.", "help/hint": "Na ${yers} jaar.", "title": ""}
    typed = {key: Typed(text, fingerprint(manuscript.now(key))) for key, text in new.items()}
    wrong = rewording.write(manuscript, Wish(typed), folder, "amina").wrong
    assert {key: [found for found, _expected in told] for key, told in wrong.items()} == {
        "years/hint": ["markup </b>, <b>"],
        "help/hint": ['placeholder "${yers}" in question "help"'],
        "title": ["no text"],
    }


def test_another_number_is_written_when_it_is_meant_but_never_as_the_same_meaning(folder: DataFolder) -> None:
    new = {HELP: "U wacht ${years} jaar. Kreeg u 2 keer hulp?"}
    assert say(folder, new, on_purpose=frozenset([HELP]), unchanged="spelling").wrong
    assert say(folder, new, on_purpose=frozenset([HELP])).changed == (HELP,)


def test_an_answer_that_is_not_known_yet_cannot_be_shown_even_on_purpose(folder: DataFolder) -> None:
    wrong = say(folder, {LABEL: "Al ${help} jaar?"}, on_purpose=frozenset([LABEL])).wrong
    assert wrong[LABEL][0][0] == 'placeholder "${help}" in question "years"'


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(folder: DataFolder) -> None:
    seen = fingerprint(rewording.opened(NAME, folder).words[LABEL])
    say(folder, {LABEL: "Hoe lang wacht u?"})
    manuscript = rewording.opened(NAME, folder)
    with refused("wording_changed_meanwhile"):
        rewording.write(manuscript, Wish({LABEL: Typed("Wacht u al lang?", seen)}), folder, "omar")


def test_two_who_write_at_one_moment_do_not_lose_a_text(both_databases: str, folder: DataFolder) -> None:
    before = rewording.opened(NAME, folder)
    say(folder, {"title": "Huizen"})
    with refused("wording_file_changed_meanwhile"):
        rewording.write(
            before, Wish({LABEL: Typed("Hoe lang?", fingerprint(before.words[LABEL]))}), folder, "omar"
        )
    assert rewording.opened(NAME, folder).words["title"] == "Huizen"


def test_a_consent_that_was_published_gets_another_version_with_its_other_words(folder: DataFolder) -> None:
    assert say(folder, {CONSENT: "Lees dit goed."}).consent_version == ""
    publish(folder)
    raised = say(folder, {CONSENT: "Lees dit heel goed."}).consent_version
    assert raised not in ("", "2026-11")
    assert rewording.opened(NAME, folder).instrument.consent.version == raised
    publish(folder)  # which is refused for a consent that changed in silence
    again = say(folder, {"consent/agree": "Ik doe graag mee."}).consent_version
    assert again not in ("", raised)
    assert say(folder, {"consent/agree": "Ik doe heel graag mee."}).consent_version == ""


def test_a_shipped_instrument_is_copied_and_keeps_its_translations(folder: DataFolder) -> None:
    source = (shipped("instruments") / f"{SHIPPED}.yaml").read_text("utf-8")
    title = rewording.opened(SHIPPED, folder).words["title"]
    outcome = say(folder, {"title": f"{title} in Gent"}, SHIPPED)
    copy = folder.path / "instruments" / f"{SHIPPED}.yaml"
    assert outcome.stale > 10
    assert (shipped("instruments") / f"{SHIPPED}.yaml").read_text("utf-8") == source
    assert copy.read_text("utf-8") == source.replace(f"title: {title}\n", f"title: {title} in Gent\n", 1)
    for folder_or_none in (folder, None):
        checked = publishing.check_file(copy, folder_or_none)
        assert checked.translations is not None
        states = [one.state for one in checked.translations.of("ar").values()]
        assert (states.count(State.STALE), states.count(State.MISSING), checked.errors) == (1, 0, ())


def test_what_was_published_stays_as_it_was(folder: DataFolder) -> None:
    publish(folder)
    say(folder, {LABEL: "Hoe lang?"})
    assert publishing.version_named(f"{NAME}@1").instrument.source_texts[LABEL] == "Hoeveel jaar wacht u?"


def test_a_newer_shipped_instrument_comes_in_with_the_words_that_were_changed_here(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ships = tmp_path / "instruments" / f"{NAME}.yaml"
    ships.parent.mkdir(parents=True)
    ships.write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(copying, "shipped", lambda name: tmp_path / name)
    copy = folder.path / "instruments" / f"{NAME}.yaml"
    publishing.seed_of(copy).write_text(SOURCE, encoding="utf-8")
    say(folder, {LABEL: "Hoe lang?"})
    assert not copying.has_newer_shipped(copy)
    ships.write_text(SOURCE.replace("label: Ja", "label: Jawel").replace("Kreeg u hulp?", "Hulp?"), "utf-8")
    assert copying.has_newer_shipped(copy)
    assert copying.renew(NAME, folder, "amina") == ()
    words = rewording.opened(NAME, folder).words
    assert (words[LABEL], words["choices/yes_no/yes"]) == ("Hoe lang?", "Jawel")
    assert words[HELP] == "U wacht ${years} jaar. Hulp?"
    with refused("wording_not_newer"):
        copying.renew(NAME, folder, "amina")
