"""exports/*.yaml -> ReleaseProfile: parsed once, every mistake at once with its line and column (`reading`)."""

from collections.abc import Mapping
from pathlib import Path

from consult.disclosure.hierarchy import Hierarchy
from consult.disclosure.hierarchy_files import read_hierarchy
from consult.disclosure.profile import (
    FLOORS,
    FORMATS,
    Audience,
    ForInstrument,
    ReleaseProfile,
    Safety,
    Treatment,
)
from consult.disclosure.roles import Role
from consult.reading import FileRefused, Problem, Reader, read
from consult.shipped import shipped

RECODING = "one level per column"
DATES = "dates"  # the hierarchy that every column of days has by itself
_FOLDER = "hierarchies"


def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that ship."""
    return tuple(sorted(path.stem for path in shipped("exports").glob("*.yaml")))


def load_profile(path: Path) -> ReleaseProfile:
    """The profile in the file at `path`. Raises FileRefused with all its problems, those of its hierarchies included.

    A hierarchy is named by its file, looked for beside the profile, in `hierarchies/` there, then among the shipped.
    """
    reading = _ProfileFile(read(path, path.name), path.parent)
    profile = reading.profile()
    if reading.problems:
        raise FileRefused(reading.problems)
    return profile


class _ProfileFile:
    """A profile being read, with the hierarchies that it names."""

    def __init__(self, root: Reader, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.hierarchies: dict[str, Hierarchy | None] = {}
        self.of_hierarchies: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the profile and below it."""
        return [*self.root.problems, *self.of_hierarchies]

    def profile(self) -> ReleaseProfile:
        """What the file says; of no worth when there are problems."""
        root = self.root
        name, audience = root.text("profile"), self._audience()
        sections = root.reader("instruments", required=False)
        profile = ReleaseProfile(
            name=name,
            audience=audience,
            safety=self._safety(FLOORS[audience]),
            suppression=root.share("suppression", 0.05),
            loss_limit=root.share("loss_limit", 1.0),
            formats=root.some_of("formats", FORMATS) or FORMATS,
            missing=root.texts("missing") if "missing" in root.mapping else ("",),
            variables=self._variables(root.reader("variables", required=False)),
            identity=root.texts("identity"),
            instruments={
                instrument: self._for_instrument(section) for instrument, section in sections.items()
            },
        )
        root.one_of("recoding", [RECODING], RECODING)
        self._note_nothing_to_release(profile)
        root.done()
        return profile

    def _note_nothing_to_release(self, profile: ReleaseProfile) -> None:
        if not profile.instruments and not profile.variables:
            self.root.note(
                "says nothing of any variable; add `variables:` (a table) or `instruments:` (our surveys)"
            )
        if profile.instruments and profile.audience is Audience.TABLE:
            self.root.note(
                "audience table is for tables from elsewhere; answers of ours need another", "audience"
            )

    def _audience(self) -> Audience:
        word = self.root.one_of("audience", list(Audience))
        return Audience(word) if word in list(Audience) else Audience.PUBLIC

    def _safety(self, floor: Safety) -> Safety:
        tables = self.root.reader("tables", required=False)
        safety = Safety(
            k=self._at_least(self.root, "k", floor.k),
            l=self._at_least(self.root, "l", floor.l),
            threshold=self._at_least(tables, "threshold", floor.threshold),
            threshold_identity=self._at_least(tables, "threshold_identity", floor.threshold_identity),
            smallest_base=self._at_least(tables, "smallest_base", floor.smallest_base),
        )
        tables.done()
        if not safety.threshold <= safety.threshold_identity <= safety.smallest_base:
            self.root.note(
                "threshold, threshold_identity and smallest_base must not go down in that order", "tables"
            )
        return safety

    def _at_least(self, reader: Reader, key: str, least: int) -> int:
        number = reader.number(key)
        if number is not None and number < least:
            reader.note(
                f"{key} is {number}; this audience has at least {least}. Raise it or leave it out", key
            )
        return least if number is None else number

    def _for_instrument(self, section: Reader) -> ForInstrument:
        made = ForInstrument(
            structures=section.texts("structures"),
            variables=self._variables(section.reader("variables", required=False)),
            identity=section.texts("identity"),
            subgroups=section.texts("subgroups"),
        )
        for twice in sorted({one for one in made.subgroups if made.subgroups.count(one) > 1}):
            section.note(f"subgroups names {twice!r} twice; name it once", "subgroups")
        if not made.structures:
            section.note(
                "names no structure; add `structures: [...]` with the structure_hash of the version that was looked at,"
                " as `consult instrument list --json` tells it"
            )
        section.done()
        return made

    def _variables(self, reader: Reader) -> Mapping[str, Treatment]:
        """Of each column a role (`age: key`), or a mapping of what is to be done with it."""
        treatments = {}
        for name in (str(key) for key in reader.mapping):
            if isinstance(reader.mapping.get(name), str):
                treatments[name] = Treatment(self._role(reader, name))
            else:
                treatments[name] = self._treatment(reader.reader(name))
        return treatments

    def _role(self, reader: Reader, key: str) -> Role | None:
        word = reader.one_of(key, list(Role), "")
        return Role(word) if word in list(Role) else None

    def _treatment(self, reader: Reader) -> Treatment:
        named = reader.text("hierarchy", "")
        found = None if named in ("", DATES) else self._hierarchy(reader, named)
        treatment = Treatment(
            role=self._role(reader, "role"),
            hierarchy=found,
            dates=named == DATES,
            coarsest=self._coarsest(reader, found),
            ticks=reader.flag("ticks"),
        )
        reader.done()
        return treatment

    def _coarsest(self, reader: Reader, found: Hierarchy | None) -> int | None:
        word = reader.text("coarsest", "")
        if not word:
            return None
        if word.isdigit():
            return int(word)
        if found is not None and word in found.levels:
            return found.levels.index(word)
        levels = ", ".join(found.levels) if found else "a number"
        reader.note(f"coarsest {word!r} is no level; expected one of {levels}", "coarsest")
        return None

    def _hierarchy(self, reader: Reader, named: str) -> Hierarchy | None:
        if named not in self.hierarchies:
            self.hierarchies[named] = self._read(reader, named)
        return self.hierarchies[named]

    def _read(self, reader: Reader, named: str) -> Hierarchy | None:
        file = named if "." in named else f"{named}.yaml"
        folders = (self.folder, self.folder / _FOLDER, shipped("exports") / _FOLDER)
        path = next((folder / file for folder in folders if (folder / file).is_file()), None)
        if path is None:
            reader.note(
                f"hierarchy {file!r} is not there; put it beside the profile or in {_FOLDER}/", "hierarchy"
            )
            return None
        try:
            return read_hierarchy(path, file)
        except FileRefused as refused:
            self.of_hierarchies.extend(refused.problems)
            return None
