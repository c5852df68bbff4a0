"""What a reader sees first: the summary in numbers and words, and the context with its sources."""

from collections.abc import Iterator

from consult.report.document import Block, Heading, Listing, Number, Said, Section
from consult.report.findings import cell_numbers, cell_said
from consult.report.material import Found, Held, Material
from consult.report.prose import place, summary_languages
from consult.report.wording import Speech
from consult.report.words import dots, level_name, methods

_MOST_FINDINGS = 8


def summary(material: Material, say: Speech) -> Section:
    """One page: what was done, found and advised."""
    return Section("summary", say("Samenvatting"), tuple(_summary(material, say)))


def context(material: Material, say: Speech) -> Section:
    """What is the matter, with where each fact stands."""
    return Section("context", say("Context"), tuple(_context(material, say)))


def _summary(material: Material, say: Speech) -> Iterator[Block]:
    yield place(material, "summary", say)
    yield Heading("summary.numbers", Said(say("Wie we bevroegen")))
    yield _held(material, say)
    if material.found:
        yield Heading("summary.findings", Said(say("Wat we vonden")))
        yield _found(material, say)
    if material.advised:
        yield Heading("summary.recommendations", Said(say("Wat we aanbevelen")))
        yield Listing(
            "summary.recommendations.list",
            tuple(
                Said(f"{one.title} ({say('aan')} {one.addressee})", say.source) for one in material.advised
            ),
        )
    for tag in summary_languages(material):
        if material.prose.get(f"summary.{tag}") or not material.edition:
            title = say("Samenvatting in het %(language)s", language=say.language_name(tag))
            yield Heading(f"summary.in.{tag}", Said(title))
            yield place(material, f"summary.{tag}", say)


def _held(material: Material, say: Speech) -> Listing:
    lines = tuple(Said(_held_said(one, say)) for one in material.held)
    numbers = tuple(
        Number(str(one.people), one.people_cell) for one in material.held if one.people is not None
    )
    return Listing("summary.held", lines or (Said(say("Nog niemand.")),), numbers)


def _held_said(one: Held, say: Speech) -> str:
    many = str(one.people) if one.people is not None else say("minder dan %(least)s", least=one.least)
    return say("%(title)s (%(method)s, %(when)s): %(many)s mensen", title=one.title, method=methods(say)[one.method], when=say.span(one.opened, one.closed), many=many)  # fmt: skip


def _found(material: Material, say: Speech) -> Listing:
    told = sorted(material.found, key=lambda one: -(one.level or 0))[:_MOST_FINDINGS]
    cells = [ground.cell for one in told for ground in one.grounds if ground.cell and not ground.against]
    numbers = tuple(number for cell in cells for number in cell_numbers(cell))
    return Listing(
        "summary.findings.list", tuple(Said(_finding(one, say), say.source) for one in told), numbers
    )


def _finding(one: Found, say: Speech) -> str:
    cells = [cell_said(ground.cell) for ground in one.grounds if ground.cell and not ground.against]
    counted = f" {'; '.join(cells)}." if cells else ""
    return f"{one.statement} {dots(one.level)} {level_name(say, one.level)}.{counted}"


def _context(material: Material, say: Speech) -> Iterator[Block]:
    yield place(material, "context", say)
    if not material.facts:
        return
    yield Heading("context.facts", Said(say("Feiten uit bronnen")))
    facts = (
        Said(f"{one.text} ({one.source}, {say('blz.')} {one.page})", say.source) for one in material.facts
    )
    yield Listing("context.facts.list", tuple(facts))
