"""What a DDI codebook says of the study and its files. It knows what it is told: it counts nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from consult.dataset.writing.ddi.elements import Texts, add, add_texts, path

PRODUCER = "LEVL vzw"
SOFTWARE = "consult"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file with rows, as it was released. format: its name's ending."""

    name: str
    format: str
    rows: int


@dataclass(frozen=True)
class Study:
    """Where variables come from.

    titles, conditions, notes: by language. number: what identifies it. version: of the instrument. day: when that was published,
    YYYY-MM-DD, or "". modes: how answers were collected, each by language. instrument: what was asked with.
    """

    titles: Texts
    number: str = ""
    version: str = ""
    day: str = ""
    modes: tuple[Texts, ...] = ()
    instrument: Texts = field(default_factory=dict)
    conditions: Texts = field(default_factory=dict)
    notes: Texts = field(default_factory=dict)
    files: tuple[ReleasedFile, ...] = ()

    @property
    def file_ids(self) -> Mapping[str, ReleasedFile]:
        """The files by what variables refer to."""
        return {f"F{place}": file for place, file in enumerate(self.files, start=1)}


def add_study(document: Element, study: Study) -> None:
    """`stdyDscr`: the study."""
    about = add(document, "stdyDscr")
    _add_citation(add(about, "citation"), study)
    _add_method(about, study)
    if study.conditions:
        access = add(about, "dataAccs")
        for language, text in study.conditions.items():
            # A statement in each language: the schema knows one condition in each.
            add_texts(add(access, "useStmt"), "conditions", {language: text})
    add_texts(about, "notes", study.notes)


def _add_citation(citation: Element, study: Study) -> None:
    titles = add(citation, "titlStmt")
    first, *others = _texts(study.titles)
    add_texts(titles, "titl", dict([first]))
    add_texts(titles, "parTitl", dict(others))
    if study.number:
        add(titles, "IDNo", study.number)
    made = add(citation, "prodStmt")
    add(made, "producer", PRODUCER)
    add(made, "software", SOFTWARE)
    if study.version:
        add(add(citation, "verStmt"), "version", study.version, date=study.day)


def _texts(texts: Texts) -> list[tuple[str, str]]:
    return [(language, text) for language, text in texts.items() if text]


def _add_method(about: Element, study: Study) -> None:
    if not (study.modes or study.instrument):
        return
    collected = path(about, "method", "dataColl")
    for mode in study.modes:
        add_texts(collected, "collMode", mode)
    add_texts(collected, "resInstru", study.instrument)


def add_files(document: Element, study: Study, variables: int) -> None:
    """A `fileDscr` for each file. variables: how many each of them has."""
    for id_, file in study.file_ids.items():
        of_file = add(add(document, "fileDscr", ID=id_), "fileTxt")
        add(of_file, "fileName", file.name)
        size = add(of_file, "dimensns")
        add(size, "caseQnty", str(file.rows))
        add(size, "varQnty", str(variables))
        add(of_file, "fileType", file.format)


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """An identifier for each variable: a name may hold what no XML identifier can."""
    return {name: f"V{place}" for place, name in enumerate(names, start=1)}
