"""The codebook of exactly the variables that a file holds: what each is, of whom it was asked, what its codes mean.

It counts nothing by itself: a count comes from the function that is passed in, which is the one that protects.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from consult.dataset.definition import Kind, Variable
from consult.dataset.disarming import disarmed
from consult.dataset.numbering import numbers_of
from consult.dataset.whole import whole
from consult.dataset.words import CODEBOOK, term
from consult.instrument.changes_added import said_of_lineage, said_of_origin
from consult.instrument.languages import LANGUAGES
from consult.shipped import shipped

Count = Callable[[str, str], str]  # of a variable and a code, as it may be shown: "34", "fewer than 10"
Variables = Mapping[str, Variable]


def write_codebook_html(
    variables: Variables, path: Path, language: str, title: str, count: Count | None = None
) -> None:
    """Writes a page that needs nothing beside it: labels in every language, headings in `language` (nl or en)."""
    templates = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    page = templates.get_template("codebook.html").render(
        title=title,
        words=CODEBOOK.get(language, CODEBOOK["en"]),
        language=language if language in CODEBOOK else "en",
        tables=LANGUAGES,
        languages=languages_of(variables),
        variables=variables,
        numbers={name: _numbers(variable) for name, variable in variables.items()},
        count=count,
    )
    with whole(path) as unfinished:
        unfinished.write_text(page, encoding="utf-8")


def write_codebook_csv(variables: Variables, path: Path, count: Count | None = None) -> None:
    """Writes a line for each variable and for each of its codes; with the mark by which Excel knows UTF-8."""
    text = StringIO()
    writing = csv.writer(text, lineterminator="\n")
    writing.writerows([disarmed(cell) for cell in row] for row in rows(variables, count))
    with whole(path) as unfinished:
        unfinished.write_bytes(text.getvalue().encode("utf-8-sig"))


def rows(variables: Variables, count: Count | None = None) -> Iterator[list[str]]:
    """The codebook as a table: headings, then a line for each variable, followed by one for each of its codes."""
    languages = languages_of(variables)
    labels = [f"label {language}" for language in languages]
    plain = [
        "variable",
        "question",
        "kind",
        "role",
        "asked of",
        "since",
        "until",
        "since hash",
        "until hash",
        "calculation",
        "worked out again at",
        "lineage",
        "origin",
        *(f"unit {language}" for language in CODEBOOK),
    ]
    yield [*plain, "code", "number", "no answer", *labels, *(["count"] if count else [])]
    for variable in variables.values():
        about = [
            *_about(variable),
            "",
            "",
            "",
            *(variable.labels.get(language, "") for language in languages),
        ]
        yield [*about, *([""] if count else [])]
        for code in variable.values:
            yield [variable.name, *[""] * (len(plain) - 1), *_of_code(variable, code, languages, count)]


def languages_of(variables: Variables) -> tuple[str, ...]:
    """The languages that some label is in."""
    found = {tag for variable in variables.values() for tag in variable.labels}
    return tuple(tag for tag in LANGUAGES if tag in found)


def _about(variable: Variable) -> list[str]:
    return [
        variable.name,
        variable.question,
        variable.kind,
        variable.role or "",
        variable.relevant,
        variable.told_since,
        variable.told_until,
        variable.since or "",
        variable.until or "",
        variable.calculation,
        " ".join(variable.trigger),
        said_of_lineage(variable.lineage),
        said_of_origin(variable.origin),
        *(term("units", variable.unit).values() if variable.unit else [""] * len(CODEBOOK)),
    ]


def _of_code(variable: Variable, code: str, languages: tuple[str, ...], count: Count | None) -> list[Any]:
    labels = {language: variable.value_label(code, language) for language in languages}
    return [
        code,
        str(_numbers(variable).get(code, "")),
        "1" if code in variable.missing else "",
        *(label.text if label.language == language else "" for language, label in labels.items()),
        *([count(variable.name, code)] if count else []),
    ]


def _numbers(variable: Variable) -> Mapping[str, int]:
    # Where a column holds numbers, those of having no answer depend on the largest of them: the file itself tells.
    return {} if variable.kind is Kind.NUMBER else numbers_of(variable)
