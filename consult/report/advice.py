"""Recommendations with what they rest on and serve, and what became of them."""

from collections.abc import Iterator

from consult.recommendation.follow_up import FORMULATED
from consult.recommendation.objectives import Link
from consult.report.document import Block, Card, Heading, Listing, Paragraph, Said, Section, Table
from consult.report.material import Advised, Became, Material
from consult.report.prose import place
from consult.report.wording import Speech
from consult.report.words import dots, governments, level_name, steps


def recommendations(material: Material, say: Speech) -> Section:
    """What LEVL advises, each on its findings."""
    return Section("recommendations", say("Wat we aanbevelen"), tuple(_recommendations(material, say)))


def follow_up(material: Material, say: Speech) -> Section:
    """Talks planned and held, what became of each recommendation, and where people read it."""
    return Section("follow-up", say("Wat ermee gebeurt"), tuple(_follow_up(material, say)))


def _recommendations(material: Material, say: Speech) -> Iterator[Block]:
    if not material.advised:
        yield Paragraph("recommendations.none", Said(say("Er is nog geen aanbeveling.")))
    yield place(material, "recommendations", say)
    if material.advised:
        yield _table(material, say)
    for one in material.advised:
        yield _card(material, one, say)


def _table(material: Material, say: Speech) -> Table:
    rows = (
        (
            Said(one.title, say.source),
            Said(one.addressee, say.source),
            Said(governments(say)[one.government]),
            Said(level_name(say, one.weakest)),
            Said(steps(say)[one.standing]),
        )
        for one in material.advised
    )
    headings = (say("Aanbeveling"), say("Aan wie"), say("Niveau"), say("Zwakste bevinding"), say("Staat"))
    return Table("recommendations.table", say("De aanbevelingen"), headings, tuple(rows))


def _card(material: Material, one: Advised, say: Speech) -> Card:
    statements = {found.id: found.statement for found in material.found}
    facts = (
        (say("Aan wie"), Said(one.addressee, say.source)),
        (say("Rust op"), Said("; ".join(statements.get(id_, id_) for id_ in one.findings), say.source)),
        (say("Zwakste bevinding"), Said(f"{dots(one.weakest)} {level_name(say, one.weakest)}")),
        (say("Doelstellingen"), Said("; ".join(_link(each, say) for each in one.links))),
        (say("Geslaagd als"), Said(one.success or say("niet ingevuld"), say.source if one.success else "")),
    )
    return Card(
        f"recommendation.{one.id}", Said(one.title, say.source), Said(one.explanation, say.source), facts
    )


def _link(link: Link, say: Speech) -> str:
    return f"{link.objective.id} ({say('officieel') if link.official else say('eigen koppeling')})"


def _follow_up(material: Material, say: Speech) -> Iterator[Block]:
    yield from _talks(material, say)
    for one in material.advised:
        yield Heading(f"follow-up.{one.id}", Said(one.title, say.source))
        yield _became(one, say)
    if material.feedback:
        said = say("Wie meedeed, leest wat ermee gebeurt op de pagina 'Wij vroegen, u zei, wij deden' van: %(which)s.", which="; ".join(material.feedback))  # fmt: skip
    else:
        said = say("Er is nog geen pagina 'Wij vroegen, u zei, wij deden' voor wie meedeed.")
    yield Paragraph("follow-up.feedback", Said(said))


def _talks(material: Material, say: Speech) -> Iterator[Block]:
    if not material.talks:
        yield Paragraph("follow-up.talks", Said(say("Er is nog geen gesprek over dit rapport genoteerd.")))
        return
    rows = (
        (
            Said(one.title, say.source),
            Said(one.with_whom or "–", say.source),
            Said(say.day(one.day) if one.day else say("nog af te spreken")),
            Said(say("gehouden") if one.held else say("gepland")),
        )
        for one in material.talks
    )
    headings = (say("Gesprek"), say("Met wie"), say("Wanneer"), say("Staat"))
    yield Table("follow-up.talks", say("Gesprekken, gepland en gehouden"), headings, tuple(rows))


def _became(one: Advised, say: Speech) -> Block:
    id_ = f"follow-up.{one.id}.steps"
    if one.standing == FORMULATED:
        return Paragraph(id_, Said(say("Geformuleerd, nog niet overhandigd.")))
    return Listing(id_, tuple(Said(_step(step, say), say.source) for step in one.became))


def _step(step: Became, say: Speech) -> str:
    rest = ", ".join(filter(None, (step.to_whom, step.forum, step.words)))
    return f"{say.day(step.on)}: {steps(say)[step.step]}{f' ({rest})' if rest else ''}"
