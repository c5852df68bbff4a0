"""The analysis: which theme came up in which method, counted in sources and never as a share of people."""

from collections.abc import Iterator

from consult.report.document import Block, Paragraph, Said, Section, Table
from consult.report.material import Material
from consult.report.prose import place
from consult.report.wording import Speech
from consult.report.words import methods


def section(material: Material, say: Speech) -> Section:
    """Themes beside one another."""
    return Section("analysis", say("Analyse"), tuple(_blocks(material, say)))


def _blocks(material: Material, say: Speech) -> Iterator[Block]:
    yield place(material, "analysis", say)
    if material.matrix:
        yield _matrix(material, say)
    else:
        yield Paragraph("analysis.none", Said(say("Er zijn nog geen notities op een thema geplaatst.")))


def _matrix(material: Material, say: Speech) -> Table:
    themes = tuple(dict.fromkeys(theme for theme, _method in material.matrix))
    used = [method for method in methods(say) if any(method == one for _theme, one in material.matrix)]
    rows = (
        (Said(theme, say.source), *(_sources(material, theme, method) for method in used)) for theme in themes
    )
    return Table(
        "analysis.matrix",
        say("Waar elk thema ter sprake kwam"),
        (say("Thema"), *(methods(say)[method] for method in used)),
        tuple(rows),
        note=say(
            "Geteld in bronnen: gesprekken en verslagen. Dit zijn geen mensen, en er horen geen percentages bij."
        ),
    )


def _sources(material: Material, theme: str, method: str) -> Said:
    return Said(str(material.matrix.get((theme, method), 0) or "–"))
