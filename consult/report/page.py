"""A report as one HTML file that needs nothing beside it: no script, no address of another, figures inside it."""

from base64 import b64encode
from collections.abc import Iterator

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consult.instrument.languages import LANGUAGES
from consult.report.document import Block, Figure, Report, Said, Table
from consult.report.wording import speech
from consult.shipped import shipped


def page(report: Report) -> bytes:
    """The file; the same report gives the same bytes."""
    templates = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = templates.get_template("report/report.html").render(
        report=report,
        say=speech(report.language),
        direction=LANGUAGES[report.language].direction,
        sheet=Markup((shipped("templates") / "report" / "report.css").read_text(encoding="utf-8")),  # noqa: S704  our own
        captions=numbered(report.blocks, speech(report.language)("Tabel"), speech(report.language)("Figuur")),
        kind=lambda block: type(block).__name__,
        marked=_marked,
        embedded=_embedded,
    )
    return text.encode()


def numbered(blocks: tuple[Block, ...], table: str, figure: str) -> dict[str, tuple[str, int]]:
    """The word and number of every caption, by block id; tables and figures are counted apart."""
    counts = {table: 0, figure: 0}
    found = {}
    for word, id_ in _captioned(blocks, table, figure):
        counts[word] += 1
        found[id_] = (word, counts[word])
    return found


def _captioned(blocks: tuple[Block, ...], table: str, figure: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield table, block.id
        elif isinstance(block, Figure):
            yield figure, block.id
            yield table, block.behind.id


def _marked(said: Said) -> Markup:
    """Words with their language and direction, where these are not the report's own."""
    if not said.language:
        return Markup.escape(said.text)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(said.language, said.direction, said.text)


def _embedded(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
