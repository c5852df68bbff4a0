"""DDI-Codebook 2.5: variables and where they come from, for archives and for programs that read DDI.

One document in every language. It tells what the codebook as a page and as CSV tells, and no count: how often a code was
answered is for disclosure control to say.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from consult.dataset.codebook import languages_of
from consult.dataset.definition import Kind, Variable
from consult.dataset.whole import whole
from consult.dataset.writing.ddi.elements import add, as_bytes, joined, root
from consult.dataset.writing.ddi.study import Study, add_files, add_study, ids_of
from consult.dataset.writing.ddi.variable import Asking, Place, Questions, add_variable
from consult.instrument.definition import Type

Variables = Mapping[str, Variable]


def write_codebook_ddi(variables: Variables, path: Path, study: Study) -> None:
    """Writes the document to `path`, whole or not at all."""
    with whole(path) as unfinished:
        unfinished.write_bytes(ddi_codebook(variables, study))


def ddi_codebook(variables: Variables, study: Study, questions: Questions | None = None) -> bytes:
    """The document: the same bytes for the same variables and study. questions: what a questionnaire says beside them."""
    said = questions or {}
    document = root()
    add_study(document, study)
    add_files(document, study, len(variables))
    data, ids = add(document, "dataDscr"), ids_of(variables)
    for question, type_, names in _groups(variables):
        add(data, "varGrp", type=type_, name=question, var=joined(ids[name] for name in names))
    languages = languages_of(variables)  # those of the other codebooks, and no more
    for name, variable in variables.items():
        place = Place(ids[name], joined(study.file_ids), languages)
        add_variable(data, variable, place, said.get(variable.question, Asking()))
    return as_bytes(document)


def _groups(variables: Variables) -> Iterator[tuple[str, str, list[str]]]:
    """The questions that fill several columns, with what kind of group these are: a multiple response or a grid."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, variable in variables.items():
        if variable.kind is Kind.SEVERAL:
            found.setdefault((variable.question, "multipleResp"), []).append(name)
        elif variable.kind is Kind.ROW and variable.type is Type.MATRIX:
            found.setdefault((variable.question, "grid"), []).append(name)
    for (question, type_), names in found.items():
        yield question, type_, names
