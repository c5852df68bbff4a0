"""Files of hierarchies -> Hierarchy: a tree or bands in YAML, or lines `value;level 1;level 2;...` in CSV.

Every mistake at once, with its place: those of a YAML file through `reading`, those of a CSV file by line.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from consult.disclosure.hierarchy import ALL, Hierarchy, NotAHierarchy, hierarchy
from consult.reading import FileRefused, Problem, Reader, read

# A band for each whole number from first to last: beyond this, not numbers but amounts are meant.
_MOST_NUMBERS = 100_000


def read_hierarchy(path: Path, file: str) -> Hierarchy:
    """The hierarchy in the file at `path`, called `file` in problems. Raises FileRefused with all its problems."""
    if not path.is_file():
        raise FileRefused([Problem(file, 1, 1, "is not there; put the hierarchy beside the profile")])
    return _of_csv(path, file) if path.suffix == ".csv" else _of_yaml(read(path, file))


def _of_csv(path: Path, file: str) -> Hierarchy:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused([Problem(file, 1, 1, "is no text in UTF-8; save it as UTF-8")]) from error
    paths: dict[str, list[str]] = {}
    problems: list[Problem] = []
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    except csv.Error as error:
        raise FileRefused(
            [Problem(file, 1, 1, f"is no CSV: {error}; put quotes around a long cell, or shorten it")]
        ) from error
    for line, row in enumerate(rows, start=1):
        if not row:
            continue
        value, *groups = (cell.strip() for cell in row)
        if not groups:
            problems.append(Problem(file, line, 1, "has no level above the value; write `value;group;*`"))
        elif paths.setdefault(value, groups) != groups:
            problems.append(Problem(file, line, 1, f"gives {value!r} a second way up; keep one line for it"))
    return _checked(file, problems, path.stem, paths)


def _checked(file: str, problems: list[Problem], name: str, paths: Mapping[str, list[str]]) -> Hierarchy:
    if problems:
        raise FileRefused(problems)
    try:
        return hierarchy(name, paths)
    except NotAHierarchy as error:
        raise FileRefused([Problem(file, 1, 1, sentence) for sentence in error.problems]) from error


def _of_yaml(root: Reader) -> Hierarchy:
    name, dated, source = root.text("hierarchy"), root.required_day("date"), root.text("source")
    levels = root.texts("levels")
    labels = {group: _words(reader) for group, reader in root.reader("labels", required=False).items()}
    if "bands" in root.mapping:
        bands = _Bands(root)
        paths, levels = bands.paths(), bands.levels
    else:
        paths = _tree(root)
    root.done()
    if not root.problems:
        try:
            return hierarchy(name, paths, levels, labels, dated, source)
        except NotAHierarchy as error:
            for sentence in error.problems:
                root.note(sentence, "tree")
    raise FileRefused(root.problems)


def _words(reader: Reader) -> dict[str, str]:
    return {str(language): reader.text(str(language)) for language in reader.mapping}


def _tree(root: Reader) -> dict[str, list[str]]:
    """Of each leaf the groups above it, fine to coarse."""
    paths: dict[str, list[str]] = {}
    for leaf, groups, reader in _leaves(root.reader("tree"), []):
        if leaf in paths:
            reader.note(f"{leaf!r} stands in the tree twice; keep it in one group", groups[0])
        paths[leaf] = groups
    return paths


def _leaves(reader: Reader, above: list[str]) -> Iterator[tuple[str, list[str], Reader]]:
    for key in list(reader.mapping):
        groups = [str(key), *above]
        if isinstance(reader.mapping[key], CommentedMap):
            yield from _leaves(reader.reader(str(key)), groups)
        else:
            yield from ((leaf, groups, reader) for leaf in reader.texts(str(key)))


class _Bands:
    """Whole numbers in bands: `numbers: {from, to}`, and of each level a width or the numbers that begin a band."""

    def __init__(self, root: Reader) -> None:
        numbers = root.reader("numbers")
        self.first, self.last = numbers.count("from"), numbers.count("to")
        self.reader = root.reader("bands")
        numbers.done()
        if not self.first < self.last <= self.first + _MOST_NUMBERS:
            root.note(f"numbers must go up, by {_MOST_NUMBERS} at most", "numbers")
            self.last = self.first + 1

    @property
    def levels(self) -> tuple[str, ...]:
        """The words for the levels, fine to coarse."""
        return tuple(str(level) for level in self.reader.mapping)

    def paths(self) -> dict[str, list[str]]:
        """Of each number its bands, fine to coarse."""
        bands = [self._band_of(level) for level in self.levels]
        return {
            str(number): [band[number] for band in bands] + [ALL]
            for number in range(self.first, self.last + 1)
        }

    def _band_of(self, level: str) -> dict[int, str]:
        starts = self._starts(level)
        if list(starts) != sorted(set(starts)) or not set(starts) <= set(range(self.first, self.last + 1)):
            self.reader.note(
                f"{level} must name numbers from {self.first} to {self.last}, going up; each begins a band",
                level,
            )
            return dict.fromkeys(range(self.first, self.last + 1), level)
        edges = [*sorted({self.first, *starts}), self.last + 1]
        return {
            number: f"{low}-{high - 1}" if high - low > 1 else str(low)
            for low, high in zip(edges, edges[1:], strict=False)
            for number in range(low, high)
        }

    def _starts(self, level: str) -> tuple[int, ...]:
        if isinstance(self.reader.mapping[level], int):
            width = self.reader.count(level, least=1)
            return tuple(range(self.first, self.last + 1, width))
        return self.reader.numbers(level)
