"""The findings by theme: what is stated, how firmly and why, on what it rests, and what contradicts it."""

from collections.abc import Iterator

from consult.report import protected_tables
from consult.report.document import Block, Heading, Listing, Number, Paragraph, Quotation, Said, Section
from consult.report.material import Cell, Found, Ground, Material, Voice
from consult.report.prose import place
from consult.report.wording import Speech
from consult.report.words import attributions, caps, concerns, dots, kinds, level_name, methods, qualities


def section(material: Material, say: Speech) -> Section:
    """Every finding under its theme."""
    return Section("findings", say("Wat we vonden"), tuple(_blocks(material, say)))


def themes(material: Material) -> tuple[str, ...]:
    """The themes in the order in which they come up."""
    return tuple(dict.fromkeys(one.theme for one in material.found))


def _blocks(material: Material, say: Speech) -> Iterator[Block]:
    if not material.found:
        yield Paragraph("findings.none", Said(say("Er is nog geen bevinding.")))
    else:
        yield Paragraph("findings.how", Said(_how_to_read(say)), quiet=True)
    for place_, theme in enumerate(themes(material)):
        yield Heading(f"findings.theme.{place_}", Said(theme or say("Zonder thema"), say.source))
        for one in material.found:
            if one.theme == theme:
                yield from _finding(material, one, say)


def _how_to_read(say: Speech) -> str:
    return say(
        "Bij elke bevinding staat hoe stevig ze is: stevig, redelijk, beperkt of een signaal. Dat zegt hoeveel gewicht de uitspraak kan dragen, niet voor hoeveel mensen ze geldt."
    )


def _finding(material: Material, one: Found, say: Speech) -> Iterator[Block]:
    id_ = f"finding.{one.id}"
    yield Heading(id_, Said(one.statement, say.source), level=3)
    yield Paragraph(f"{id_}.strength", Said(_strength(one, say)))
    yield place(material, id_, say)
    for table in one.tables:
        yield protected_tables.told(f"{id_}.{table.reference}", table, say)
    yield from _grounds(id_, [each for each in one.grounds if not each.against], say)
    against = [each for each in one.grounds if each.against]
    yield Paragraph(f"{id_}.against", Said(_against(one, say), say.source))
    yield from _grounds(f"{id_}.against", against, say)
    if one.also_heard:
        yield Paragraph(f"{id_}.also", Said(say("Ook gehoord, te klein om te tellen: %(said)s", said=one.also_heard)))  # fmt: skip
    yield from _why(one, say)


def _strength(one: Found, say: Speech) -> str:
    named = f"{dots(one.level)} {level_name(say, one.level)}"
    because = [caps(say)[cap] for cap in one.caps]
    return say("%(level)s, want %(why)s.", level=named, why="; ".join(because)) if because else f"{named}."


def _grounds(id_: str, grounds: list[Ground], say: Speech) -> Iterator[Block]:
    """What is not a quote as a list, then the quotes."""
    plain = [one for one in grounds if one.voice is None]
    if plain:
        yield Listing(
            f"{id_}.evidence",
            tuple(Said(_said(one, say), say.source) for one in plain),
            tuple(number for one in plain if one.cell for number in cell_numbers(one.cell)),
        )
    for one in grounds:
        if one.voice:
            yield Quotation(f"{id_}.quote.{one.id}", _words(one.voice), _by(one.voice, one.source, say))


def _said(one: Ground, say: Speech) -> str:
    where = ", ".join(filter(None, (kinds(say)[one.kind], one.source or one.reference)))
    return f"{cell_said(one.cell) if one.cell else one.said} ({where})"


def cell_said(cell: Cell) -> str:
    """A cell in a sentence: 62 % (74 van 120)."""
    among = f" ({cell.group})" if cell.group else ""
    opening = f"{cell.question} {cell.answer}{among}:"
    return f"{opening} {cell.count}" if cell.whole is None else f"{opening} {cell.percent} ({cell.count} / {cell.whole})"  # fmt: skip


def cell_numbers(cell: Cell) -> tuple[Number, ...]:
    """The numbers in that sentence."""
    count = Number(str(cell.count), f"{cell.reference}#count")
    if cell.whole is None:
        return (count,)
    whole = Number(str(cell.whole), f"{cell.reference}#whole")
    return Number(cell.percent, f"{cell.reference}#percent"), count, whole


def _words(voice: Voice) -> Said:
    return Said(voice.text, voice.language)


def _by(voice: Voice, source: str, say: Speech) -> str:
    """To whom it is ascribed. The language of the original is never told: it can identify (privacy.md, 1.8)."""
    translated = say("vertaald") if voice.translated_from else ""
    return ", ".join(filter(None, (attributions(say)[voice.attribution], source, translated)))


def _against(one: Found, say: Speech) -> str:
    if one.counter_evidence:
        return say("Wat ze tegenspreekt: %(said)s", said=one.counter_evidence)
    return say("Wat ze tegenspreekt: nog niet genoteerd.")


def _why(one: Found, say: Speech) -> Iterator[Block]:
    rests = "; ".join(f"{title} ({methods(say)[method]})" for title, method in one.sources)
    said = [say("Rust op: %(rests)s.", rests=rests or say("geen enkele consultatie"))]
    names = qualities(say)
    said += [f"{names[quality]} {concerns(say)[concern]}: {why}" for quality, concern, why in one.judged]
    yield Listing(f"finding.{one.id}.why", tuple(Said(each) for each in said))
