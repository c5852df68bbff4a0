"""The annexes: every instrument word for word in each of its languages, its codes, and the records behind the report."""

from collections.abc import Iterator

from consult.report.document import Block, Heading, Paragraph, Said, Section, Table
from consult.report.material import Instrument, Material
from consult.report.wording import Speech

_SHORT = 12  # letters of a hash: enough to find the version by


def section(material: Material, say: Speech) -> Section:
    """What stands behind the report."""
    return Section("annexes", say("Bijlagen"), tuple(_blocks(material, say)))


def _blocks(material: Material, say: Speech) -> Iterator[Block]:
    for one in material.instruments:
        yield from _instrument(one, say)
    yield _dossiers(material, say)


def _instrument(one: Instrument, say: Speech) -> Iterator[Block]:
    id_ = f"annex.{one.hash[:_SHORT]}"
    yield Heading(id_, Said(say("Instrument: %(title)s", title=one.title)))
    about = say(
        "%(name)s, versie %(number)s (%(hash)s), gebruikt voor: %(which)s.",
        name=one.name,
        number=one.number,
        hash=one.hash[:_SHORT],
        which="; ".join(one.used_by),
    )
    yield Paragraph(f"{id_}.about", Said(about))
    for tag in one.languages:
        yield _wording(f"{id_}.{tag}", one, tag, say)
    if any(asked.answers for asked in one.asked):
        yield _codebook(f"{id_}.codes", one, say)


def _wording(id_: str, one: Instrument, tag: str, say: Speech) -> Table:
    rows = ((Said(asked.name), Said(asked.words[tag], tag)) for asked in one.asked if asked.words.get(tag))
    return Table(
        id_,
        say("%(title)s, woordelijk in het %(language)s", title=one.title, language=say.language_name(tag)),
        (say("Vraag"), say("Zo werd het gevraagd")),
        tuple(rows),
    )


def _codebook(id_: str, one: Instrument, say: Speech) -> Table:
    language = one.languages[0]
    rows = (
        (Said(asked.name), Said(code), Said(labels.get(language, ""), say.source))
        for asked in one.asked
        for code, labels in asked.answers
    )
    headings = (say("Vraag"), say("Code"), say("Antwoord"))
    return Table(id_, say("Codeboek: %(title)s", title=one.title), headings, tuple(rows))


def _dossiers(material: Material, say: Speech) -> Table:
    rows = ((Said(one.title, say.source), Said(one.id)) for one in material.held)
    headings = (say("Consultatie"), say("Dossier"))
    return Table("annex.dossiers", say("De dossiers achter dit rapport"), headings, tuple(rows))
