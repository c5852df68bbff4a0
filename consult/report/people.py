"""Who spoke: the composition of each survey, protected, and who was heard though too few to count."""

from collections.abc import Iterator

from consult.report import protected_tables
from consult.report.document import Block, Heading, Listing, Paragraph, Said, Section
from consult.report.material import Material, Tabled
from consult.report.prose import place
from consult.report.wording import Speech


def section(material: Material, say: Speech) -> Section:
    """Who is behind the answers."""
    return Section("people", say("Wie er sprak"), tuple(_blocks(material, say)))


def _blocks(material: Material, say: Speech) -> Iterator[Block]:
    if not material.composition:
        yield Paragraph("people.none", Said(say("Er is nog geen survey afgesloten die genoeg antwoorden heeft om te tellen.")))  # fmt: skip
    consultation = ""
    for one in material.composition:
        if one.consultation != consultation:
            consultation = one.consultation
            yield Heading(f"people.{one.reference.partition('/')[0]}", Said(consultation, say.source))
        yield protected_tables.told(f"people.{one.reference}", one, say)
        yield from _hidden(one, say)
    yield from _also_heard(material, say)
    yield place(material, "people", say)


def _hidden(one: Tabled, say: Speech) -> Iterator[Block]:
    if names := protected_tables.hidden_labels(one):
        said = say("Niet apart geteld, zodat niemand herkenbaar wordt: %(names)s.", names=", ".join(names))
        yield Paragraph(f"people.{one.reference}.hidden", Said(said), quiet=True)


def _also_heard(material: Material, say: Speech) -> Iterator[Block]:
    heard = tuple(Said(one.also_heard, say.source) for one in material.found if one.also_heard)
    if heard:
        yield Heading("people.also", Said(say("Ook gehoord, te klein om te tellen")))
        yield Listing("people.also.list", heard)
