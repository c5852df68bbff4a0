"""A profile is read with all its mistakes at once, and can only be stricter than its audience asks."""

from pathlib import Path

import pytest

from consult.disclosure.profile import Audience, ProfileDoesNotFit, ProfileStale, ReleaseProfile, Safety
from consult.disclosure.profile_reading import load_profile, shipped_profiles
from consult.disclosure.release import release
from consult.disclosure.roles import Role
from consult.disclosure.table import Plain
from consult.instrument.definition import Disclosure
from consult.instrument.loading import load
from consult.instrument.version import structure_hash
from consult.reading import FileRefused
from consult.shipped import shipped
from tests.disclosure.worlds import FIXTURES, a_profile, a_table


def shipped_profile(name: str) -> ReleaseProfile:
    return load_profile(shipped("exports") / f"{name}.yaml")


PROFILE = """
profile: open
audience: public
k: 12
suppression: 0.02
tables: {threshold: 15, threshold_identity: 15}
formats: [csv]
variables:
  age: {role: key, hierarchy: ages.csv, coarsest: 1}
  moved: {role: key, hierarchy: dates}
  opinion: safe
"""


def a_file(tmp_path: Path, text: str) -> Path:
    (tmp_path / "ages.csv").write_text("20;20-29;*\n35;30-39;*\n")
    file = tmp_path / "open.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        load_profile(a_file(tmp_path, text))
    return [str(problem) for problem in refused.value.problems]


def test_a_profile_is_read_with_its_hierarchies(tmp_path: Path) -> None:
    profile = load_profile(a_file(tmp_path, PROFILE))
    assert profile.safety == Safety(k=12, l=3, threshold=15, threshold_identity=15, smallest_base=30)
    assert profile.audience is Audience.PUBLIC
    age = profile.variables["age"]
    assert (age.role, age.coarsest) == (Role.KEY, 1)
    assert age.hierarchy is not None
    assert age.hierarchy.paths["35"] == ("35", "30-39", "*")
    assert profile.variables["moved"].dates
    assert profile.variables["opinion"].role is Role.SAFE


def test_no_profile_protects_less_than_its_audience_asks(tmp_path: Path) -> None:
    weak = PROFILE.replace("k: 12", "k: 5\nl: 1").replace("threshold: 15", "threshold: 3")
    assert problems(tmp_path, weak) == [
        "open.yaml:4:1  k is 5; this audience has at least 10. Raise it or leave it out",
        "open.yaml:5:1  l is 1; this audience has at least 3. Raise it or leave it out",
        "open.yaml:7:10  threshold is 3; this audience has at least 10. Raise it or leave it out",
    ]


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = """
profile: open
audience: publc
suppression: 1.5
variables:
  age: {role: kee, hierarchy: nowhere}
  town: {role: key, hierarchy: towns.csv, levle: 2}
"""
    (tmp_path / "towns.csv").write_text("9000;Gent;East\n9050;Gent;West\n")
    told = problems(tmp_path, wrong)
    assert [one.split("  ")[0] for one in told] == [
        "open.yaml:3:1",
        "open.yaml:4:1",
        "open.yaml:6:9",
        "open.yaml:6:20",
        "open.yaml:7:43",
        "towns.csv:1:1",
    ]
    assert "did you mean 'public'?" in told[0]
    assert "expected a share from 0 to 1" in told[1]
    assert "is no tree" in told[5]


def test_a_coarsest_level_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert (
        "expected one of value, level 1, *"
        in problems(tmp_path, PROFILE.replace("coarsest: 1", "coarsest: town"))[0]
    )


def test_a_profile_that_says_nothing_is_refused(tmp_path: Path) -> None:
    assert "says nothing of any variable" in problems(tmp_path, "profile: x\naudience: table\n")[0]


def test_answers_of_ours_are_no_table_from_elsewhere(tmp_path: Path) -> None:
    text = "profile: x\naudience: table\ninstruments:\n  a/b:\n    structures: [x]\n"
    assert "answers of ours need another" in problems(tmp_path, text)[0]


def test_the_hash_follows_what_is_said_hierarchies_included(tmp_path: Path) -> None:
    first = load_profile(a_file(tmp_path, PROFILE)).hash
    assert load_profile(a_file(tmp_path, PROFILE + "\n# a remark\n")).hash == first
    (tmp_path / "ages.csv").write_text("20;20-29;*\n35;35-39;*\n")
    assert load_profile(tmp_path / "open.yaml").hash != first


def test_a_changed_instrument_makes_the_profile_stale() -> None:
    profile = shipped_profile("researcher")
    with pytest.raises(ProfileStale, match=r"changed since profile researcher was made: v2 \(abc\)"):
        profile.fitted("social-housing/survey", {"v2": "abc"})
    with pytest.raises(ProfileStale, match="was not made for other/survey"):
        profile.fitted("other/survey", {})


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_was_made_for_the_instruments_as_they_ship(name: str) -> None:
    profile = shipped_profile(name)
    for address in profile.instruments:
        instrument = load(shipped("instruments") / f"{address}.yaml")
        fitted = profile.fitted(address, {"shipped": structure_hash(instrument)})
        circumstances = {"language", "mode", "day", "state"}
        assert set(fitted.variables) - circumstances <= set(instrument.questions)
        assert set(fitted.identity) - circumstances <= set(instrument.questions)


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_key_of_a_shipped_profile_covers_all_answers(name: str) -> None:
    for address, made in shipped_profile(name).instruments.items():
        questions = load(shipped("instruments") / f"{address}.yaml").questions
        for variable, treatment in made.variables.items():
            if treatment.hierarchy is not None and variable in questions:
                assert treatment.hierarchy.uncovered(questions[variable].choice_names) == ()


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_profiles_beside_the_tests_are_read(file: Path) -> None:
    assert isinstance(load_profile(file), ReleaseProfile)


@pytest.mark.parametrize(
    ("instrument", "asked"),
    [
        (Disclosure.DIRECT, Role.SAFE),
        (Disclosure.FREE_TEXT, Role.SENSITIVE),
        (Disclosure.KEY, Role.SAFE),
        (Disclosure.SENSITIVE, Role.KEY),
    ],
)
def test_a_profile_never_makes_a_variable_less_protected(instrument: Disclosure, asked: Role) -> None:
    class Described(type(a_table())):  # type: ignore[misc]
        variables = {"x": Plain("x", instrument)}

    with pytest.raises(
        ProfileDoesNotFit, match=f"x is {instrument} in its instrument and {asked} in profile test"
    ):
        release(Described(a_table(x=["1", "1"]).frame), a_profile({"x": asked}))
