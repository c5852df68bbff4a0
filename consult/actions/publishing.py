"""Publishing: a shipped or edited instrument becomes an immutable version in the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from consult.actions import clock
from consult.folder import DataFolder
from consult.instrument.definition import Instrument
from consult.instrument.fielding import publishable_after
from consult.instrument.lineage import lineage_problems
from consult.instrument.loading import load
from consult.instrument.media.files import folder_beside, is_shown
from consult.instrument.media.recordings import Recorded, with_recordings
from consult.instrument.problems import InstrumentProblems, Problem, Said
from consult.instrument.source import locating
from consult.instrument.source.blocks import FOLDER
from consult.instrument.translated import Translations
from consult.instrument.translation import load_translations
from consult.instrument.version import PublishedInstrument, canonical, from_canonical, published
from consult.shipped import shipped
from consult.store import audit, instruments
from consult.store.instruments import InstrumentVersion


@dataclass(frozen=True)
class Checked:
    """An instrument file, read: what it says when nothing stands in the way, and everything that was noticed."""

    path: Path
    instrument: Instrument | None
    translations: Translations | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way of publishing; the rest are warnings."""
        return tuple(problem for problem in self.problems if not problem.warning)

    @cached_property
    def version(self) -> PublishedInstrument | None:
        """What it would be published as, worked out once: of a long questionnaire that takes a second. None without an instrument."""
        if self.instrument is None or self.translations is None:
            return None
        return published(self.instrument, self.translations)


def shipped_files() -> Iterator[Path]:
    """The instruments that ship with consult: `instruments/<report>/<name>.yaml`."""
    folder = shipped("instruments")
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name not in ("shared", "locale", "blocks"):
            yield path


def own_instruments(folder: DataFolder) -> Path:
    """Where an installation keeps the instruments that did not ship: what it imported, not yet published or to be changed."""
    return folder.path / "instruments"


def own_files(folder: DataFolder) -> list[Path]:
    """The instruments of the installation itself, in the order of their names."""
    return [
        path
        for path in sorted(own_instruments(folder).glob("*/*.yaml"))
        if path.parent.name not in ("locale", "blocks")
    ]


def files(folder: DataFolder) -> list[Path]:
    """The file of every instrument; one of the installation's own goes before a shipped one of the same name."""
    own = own_files(folder)
    names = {(path.parent.name, path.stem) for path in own}
    return [*own, *(path for path in shipped_files() if (path.parent.name, path.stem) not in names)]


def own_blocks(folder: DataFolder) -> Path:
    """Where an installation keeps its own blocks, which go before shipped ones of the same name."""
    return own_instruments(folder) / FOLDER


def file_of(name: str, folder: DataFolder | None = None) -> Path:
    """The file of an instrument by its key, or the path that was given; the installation's own goes before a shipped one.

    Raises FileNotFoundError.
    """
    own = [own_instruments(folder) / f"{name}.yaml"] if folder else []
    for path in (*own, shipped("instruments") / f"{name}.yaml", Path(name)):
        if path.is_file():
            return path
    files = [*(own_files(folder) if folder else []), *shipped_files()]
    known = ", ".join(f"{path.parent.name}/{path.stem}" for path in files)
    raise FileNotFoundError(f"{name}: no such instrument or file; there are {known}")


def check_file(path: Path, folder: DataFolder | None = None) -> Checked:
    """Reads an instrument with its translations; every problem at once, nothing raised.

    folder: of the installation, whose own blocks, and translations and recordings of a shipped instrument, go before
    the shipped ones.
    """
    try:
        instrument = load(path, own_blocks(folder) if folder else None)
    except InstrumentProblems as refused:
        return Checked(path, None, None, refused.problems)
    own = own_locale(folder) if folder else _locale_beside(path)
    recorded = _recorded(path, instrument, folder)
    translations, problems = load_translations(locale_of(path), recorded.instrument, own)
    return Checked(path, recorded.instrument, recorded.over(translations), (*recorded.problems, *problems))


def _recorded(path: Path, instrument: Instrument, folder: DataFolder | None) -> Recorded:
    """A shipped instrument, or a copy of one, with the sounds and pictograms that the installation has for it."""
    ships = path.is_relative_to(shipped("instruments")) or seed_of(path).is_file()
    if folder is None or not ships:
        return Recorded(instrument, {})
    return with_recordings(instrument, folder_beside(own_instruments(folder) / f"{instrument.name}.yaml"))


def seed_of(path: Path) -> Path:
    """Where a shipped instrument lies beside the installation's copy of it, as it was when it was copied (decision 0016)."""
    return path.with_suffix(".as-shipped")


def locale_of(path: Path) -> Path:
    """Where the translations of an instrument's file lie; of a copy of a shipped one those that ship."""
    if seed_of(path).is_file():
        return shipped("instruments") / "locale"
    return path.parent.parent / "locale"


def _locale_beside(path: Path) -> Path | None:
    """Of a copy: the translations that were written for it here."""
    return path.parent.parent / "locale" if seed_of(path).is_file() else None


def own_locale(folder: DataFolder) -> Path:
    """Where an installation keeps its own translations, of shipped instruments and of its own."""
    return own_instruments(folder) / "locale"


def publish(
    instrument: Instrument, translations: Translations, by: str, folder: DataFolder | None = None
) -> tuple[InstrumentVersion, bool]:
    """The version, and whether it is new: the same content is one version, however often it is published.

    folder: of the installation, which keeps what the version shows; needed where it shows anything. Raises
    InstrumentProblems when it would change what may not change once fielded.
    """
    document = canonical(instrument, translations)
    new = from_canonical(document)
    _keep_media(instrument, new, folder)
    if (existing := instruments.version(new.version_hash)) is not None:
        return existing, False
    before = instruments.versions_of(instrument.name)
    if problems := in_the_way(before, new):
        raise InstrumentProblems(problems)
    row = InstrumentVersion(
        id=new.version_hash,
        instrument=instrument.name,
        number=len(before) + 1,
        structure_hash=new.structure_hash,
        published_on=clock.today(),
        published_by=by,
        title=instrument.title,
        method=instrument.method.value,
        report=instrument.report.value if instrument.report else "",
        languages=list(instrument.languages),
        document=document,
    )
    instruments.keep_version(row)
    audit.note(by, "instrument published", row.id, instrument=row.instrument, number=row.number)
    return row, True


def in_the_way(before: Sequence[InstrumentVersion], new: PublishedInstrument) -> tuple[Problem, ...]:
    """Why a version cannot follow those that were published, oldest first."""
    earlier = [from_canonical(row.document) for row in before]
    problems = [one for version in earlier for one in publishable_after(version, new)]
    if any(question.lineage for question in new.instrument.questions.values()):
        problems += lineage_problems([version.instrument for version in earlier], new.instrument)
    return tuple(dict.fromkeys(problems))


def at_their_questions(problems: Sequence[Problem], path: Path) -> tuple[Problem, ...]:
    """Why an instrument cannot be published, each at its line of the file at `path`."""
    return tuple(locating.at_their_questions(problems, path.read_text("utf-8-sig"), str(path)))


def _keep_media(instrument: Instrument, version: PublishedInstrument, folder: DataFolder | None) -> None:
    """Copies what a version shows; also when it was published before, so that a lost file comes back."""
    for name, shown in version.instrument.media.items():
        if folder is None:
            raise ValueError(f"{instrument.name} shows {name}: say in which data folder it is published")
        if not folder.holds_media(shown.address):
            folder.keep_media(shown.address, _content(instrument, name))


def _content(instrument: Instrument, name: str) -> bytes:
    try:
        return instrument.media[name].content()
    except FileNotFoundError:
        found = Said('"%(name)s" is no longer the file that was looked at', name=name)
        mend = "Look at the instrument again, then publish it."
        problem = Problem(f"{instrument.name}.yaml", 0, 0, found, "what was seen is published", mend)
        raise InstrumentProblems((problem,)) from None


@lru_cache(maxsize=256)  # a document takes long to load, and never changes
def languages_begun(version_id: str) -> frozenset[str]:
    """The languages in which a published version says anything; pictures, which languages share, are no words."""
    row = instruments.version(version_id)
    texts = row.document["texts"] if row else {}
    return frozenset(
        tag for tag, said in texts.items() if any(not is_shown(one["text"]) for one in said.values())
    )


def version_named(name: str, folder: DataFolder | None = None) -> PublishedInstrument:
    """A version to compare: a file, `<instrument>@<number>` in the database, or the key of an instrument that is here or ships.

    Raises LookupError, FileNotFoundError or InstrumentProblems.
    """
    key, _at, number = name.partition("@")
    if number:
        for row in instruments.versions_of(key):
            if str(row.number) == number:
                return from_canonical(row.document)
        raise LookupError(f"{name}: {key} has no published version {number}")
    checked = check_file(file_of(name, folder), folder)
    if checked.instrument is None or checked.translations is None:
        raise InstrumentProblems(checked.problems)
    return from_canonical(canonical(checked.instrument, checked.translations))
