"""A hierarchy is a tree of equal depth, and says how much is lost at each level."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from consult.disclosure.hierarchy import NO_ANSWER, Hierarchy, NotAHierarchy, flat, hierarchy, months
from consult.disclosure.hierarchy_files import read_hierarchy
from consult.reading import FileRefused
from consult.shipped import shipped
from tests.disclosure.worlds import AGE, FIXTURES


def test_a_value_becomes_wider_level_by_level() -> None:
    assert AGE.paths["25"] == ("25", "20-29", "*")
    assert AGE.levels == ("value", "ten years", "*")


def test_the_loss_of_a_level_is_the_share_of_values_that_it_joins() -> None:
    assert [AGE.loss("25", level) for level in (0, 1, 2)] == [0.0, pytest.approx(1 / 3), 1.0]


def test_having_no_answer_is_a_value_that_joins_nothing_below_the_top() -> None:
    with_it = AGE.with_no_answer()
    assert with_it.paths[NO_ANSWER] == (NO_ANSWER, NO_ANSWER, "*")
    assert with_it.loss("25", 1) == 1 / 4


def test_days_become_months_and_years() -> None:
    assert months("day", ["2026-03-02"]).paths["2026-03-02"] == ("2026-03-02", "2026-03", "2026", "*")


def test_what_is_no_day_is_named() -> None:
    with pytest.raises(NotAHierarchy, match="'2026-02-30'"):
        months("day", ["2026-03-02", "2026-02-30"])


def test_a_group_with_two_parents_is_no_tree() -> None:
    with pytest.raises(NotAHierarchy, match="'Gent' at level 1 lies under 'East', 'West'"):
        hierarchy("town", {"9000": ["Gent", "East"], "9050": ["Gent", "West"]})


def test_leaves_of_different_depth_are_named_at_once() -> None:
    with pytest.raises(NotAHierarchy, match="'c', 'd': other than 3 levels"):
        hierarchy("x", {"a": ["g", "h"], "b": ["g", "h"], "e": ["g", "h"], "c": ["g"], "d": []})


def test_an_empty_level_and_an_early_star_are_told() -> None:
    with pytest.raises(NotAHierarchy) as told:
        hierarchy("x", {"a": ["", "p"], "b": ["*", "p"]})
    assert len(told.value.problems) == 2


def test_values_that_are_missed_are_named_once_in_order() -> None:
    assert flat("x", ["a"]).uncovered(["c", "b", "a", "c"]) == ("b", "c")


def a_file(tmp_path: Path, text: str, name: str = "towns.yaml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


TREE = """
hierarchy: towns
date: 2025-01-01
source: a dated list
levels: [arrondissement, province]
tree:
  Oost-Vlaanderen:
    Gent: [Gent, Melle]
    Aalst: [Aalst]
labels:
  Oost-Vlaanderen: {en: East Flanders}
"""


def test_a_tree_is_read_with_its_date_and_source(tmp_path: Path) -> None:
    towns = read_hierarchy(a_file(tmp_path, TREE), "towns.yaml")
    assert towns.paths["Melle"] == ("Melle", "Gent", "Oost-Vlaanderen", "*")
    assert (towns.dated, towns.source) == (date(2025, 1, 1), "a dated list")
    assert towns.labels["Oost-Vlaanderen"] == {"en": "East Flanders"}


def test_bands_join_whole_numbers(tmp_path: Path) -> None:
    text = "hierarchy: rent\ndate: 2025-01-01\nsource: own\nnumbers: {from: 1, to: 10}\nbands: {narrow: 5, wide: [9]}\n"
    rent = read_hierarchy(a_file(tmp_path, text.replace("wide: [9]", "wide: [6]")), "rent.yaml")
    assert rent.paths["3"] == ("3", "1-5", "1-5", "*")
    assert rent.paths["10"] == ("10", "6-10", "6-10", "*")
    with pytest.raises(FileRefused, match="is no tree"):
        read_hierarchy(a_file(tmp_path, text), "rent.yaml")


def test_a_value_that_stands_twice_is_told_with_its_line(tmp_path: Path) -> None:
    file = a_file(tmp_path, TREE.replace("Aalst: [Aalst]", "Aalst: [Melle]"))
    with pytest.raises(FileRefused, match=r"towns.yaml:9:5  'Melle' stands in the tree twice"):
        read_hierarchy(file, "towns.yaml")


def test_a_csv_is_read_line_by_line_with_all_its_mistakes(tmp_path: Path) -> None:
    file = a_file(tmp_path, "a;g;*\nb\na;h;*\n", "x.csv")
    with pytest.raises(FileRefused) as refused:
        read_hierarchy(file, "x.csv")
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_the_hierarchies_of_others_are_read_as_they_are() -> None:
    age = read_hierarchy(FIXTURES / "adult_hierarchy_age.csv", "age")
    assert (len(age.paths), age.height) == (100, 4)
    assert age.paths["100"][1:] == ("95-99", "90-99", "80-99", "*")


@pytest.mark.parametrize("file", sorted(shipped("exports").glob("hierarchies/*")), ids=lambda file: file.name)
def test_every_shipped_hierarchy_is_a_tree_with_a_date_and_a_source(file: Path) -> None:
    read = read_hierarchy(file, file.name)
    assert read.dated is not None
    assert read.source


def _shipped(name: str) -> Hierarchy:
    return read_hierarchy(shipped("exports") / "hierarchies" / f"{name}.yaml", name)


def test_every_municipality_of_flanders_and_brussels_is_there_since_the_mergers_of_2025() -> None:
    """285 and 19; by province 67, 63, 62, 55 and 38. The first two digits of a code are its arrondissement."""
    paths = _shipped("municipality").paths
    assert Counter(path[2] for path in paths.values()) == {
        "antwerp": 67, "flemish_brabant": 63, "west_flanders": 62, "east_flanders": 55, "limburg": 38, "brussels": 19,
    }  # fmt: skip
    assert Counter(path[3] for path in paths.values()) == {"flanders": 285, "brussels_capital": 19}
    assert [code for code, path in paths.items() if path[1] != f"{code[:2]}000"] == []


@pytest.mark.parametrize(
    ("gone", "now", "arrondissement"),
    [
        ("11056", "46030", "46000"),
        ("44045", "46029", "46000"),
        ("73040", "71072", "71000"),
        ("11007", "11002", "11000"),
    ],
)
def test_a_merged_municipality_is_told_under_its_new_code_alone(
    gone: str, now: str, arrondissement: str
) -> None:
    paths = _shipped("municipality").paths
    assert gone not in paths
    assert paths[now][1] == arrondissement


def test_every_country_has_a_region_and_the_union_has_27() -> None:
    paths = _shipped("origin").paths
    names = Locale("nl").territories
    assert [code for code in paths if code not in names and code != "other"] == []
    assert Counter(path[2] for path in paths.values()) == {
        "belgium": 1, "european_union": 26, "outside_the_union": 175,
    }  # fmt: skip
    assert [paths[code][1] for code in ("MA", "TR", "SY", "CD", "AF", "UA")] == [
        "maghreb", "turkey", "near_and_middle_east", "sub_saharan_africa", "asia_and_oceania", "other_europe",
    ]  # fmt: skip
