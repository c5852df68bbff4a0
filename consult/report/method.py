"""The method section: a table of the consultations, and both standards with what is known of each item."""

from collections.abc import Iterator, Mapping, Sequence

from consult.instrument.definition import Method
from consult.report import standards
from consult.report.document import Block, Heading, Number, Paragraph, Said, Section, Table
from consult.report.material import Held, Material
from consult.report.prose import place
from consult.report.wording import Speech
from consult.report.words import methods, places

Items = Mapping[int, str]


def section(material: Material, say: Speech) -> Section:
    """How people were consulted, as openly as the standards ask."""
    return Section("method", say("Hoe we bevroegen"), tuple(_blocks(material, say)))


def _blocks(material: Material, say: Speech) -> Iterator[Block]:
    if material.held:
        yield _table(material.held, say)
    else:
        yield Paragraph("method.none", Said(say("Er is nog geen consultatie gehouden.")))
    yield place(material, "reflexivity", say)
    yield place(material, "limits", say)
    surveys = [one for one in material.held if one.method == Method.SURVEY]
    groups = [one for one in material.held if one.method != Method.SURVEY]
    if surveys:
        yield from _standard("method.aapor", say("Verantwoording van de surveys (AAPOR)"), standards.aapor(say), [(one, _of_survey(material, one, say)) for one in surveys], say)  # fmt: skip
    if groups:
        yield from _standard("method.coreq", say("Verantwoording van de gesprekken (COREQ)"), standards.coreq(say), [(one, _of_group(material, one, say)) for one in groups], say)  # fmt: skip


def _table(held: Sequence[Held], say: Speech) -> Table:
    return Table(
        "method.consultations",
        say("De consultaties van dit rapport"),
        (say("Consultatie"), say("Methode"), say("Wanneer"), say("Plaats"), say("Mensen")),
        tuple(_row(one, say) for one in held),
        note=say(
            "Mensen: van een gesprek wie aan tafel zat; van een survey hoeveel mensen antwoordden op de vraag met de meeste antwoorden."
        ),
        numbers=tuple(number for one in held for number in _people_number(one)),
    )


def _row(one: Held, say: Speech) -> tuple[Said, ...]:
    where = ", ".join(places(say).get(place_, place_) for place_ in one.places)
    return (
        Said(one.title, say.source),
        Said(methods(say)[one.method]),
        Said(say.span(one.opened, one.closed)),
        Said(where or "–"),
        Said(people(one, say)),
    )


def people(one: Held, say: Speech) -> str:
    """How many people, or that it is too few to tell."""
    return str(one.people) if one.people is not None else say("minder dan %(least)s", least=one.least)


def _people_number(one: Held) -> tuple[Number, ...]:
    return () if one.people is None else (Number(str(one.people), one.people_cell),)


def _standard(
    id_: str, title: str, items: Items, known: Sequence[tuple[Held, Items]], say: Speech
) -> Iterator[Block]:
    """Each item once: what holds for all, or for which consultation what; and where nothing is known, that it was not filled in."""
    yield Heading(id_, Said(title))
    rows = (
        (
            Said(f"{number}. {item}"),
            Said(_together([(one.title, answers.get(number, "")) for one, answers in known], say)),
        )
        for number, item in items.items()
    )
    yield Table(
        f"{id_}.items",
        title,
        (say("Wat te zeggen is"), say("Wat we erover weten")),
        tuple(rows),
        numbers=tuple(number for one, _answers in known for number in _people_number(one)),
    )


def _together(answers: Sequence[tuple[str, str]], say: Speech) -> str:
    given = dict.fromkeys(answer for _title, answer in answers)
    if len(given) == 1:
        return answers[0][1] or say("niet ingevuld")
    by_answer = {answer: [title for title, one in answers if one == answer] for answer in given if answer}
    told = [f"{', '.join(titles)}: {answer}" for answer, titles in by_answer.items()]
    lacking = [title for title, answer in answers if not answer]
    told += [f"{', '.join(lacking)}: {say('niet ingevuld')}"] if lacking else []
    return "; ".join(told)


def _of_survey(material: Material, one: Held, say: Speech) -> Items:
    return {
        1: methods(say)[one.method],
        2: _who(material, one, say),
        3: say("%(instrument)s; woordelijk in de bijlage", instrument=one.instrument or "–"),
        4: one.criterion,
        6: say("vragenlijst op het web, zelf in te vullen of met iemand erbij; talen: %(languages)s", languages=_languages(one, say)),
        7: say.span(one.opened, one.closed),
        8: say(
            "%(people)s mensen. Dit is geen toevalssteekproef: er hoort geen foutenmarge bij, en wie antwoordde staat niet voor wie niet antwoordde.",
            people=people(one, say),
        ),
        9: say("niet gewogen"),
        10: say(
            "Dezelfde regels oordelen over elk antwoord. Te kleine cijfers zijn weggelaten, en ook die waaruit ze uit te rekenen zijn."
        ),
        11: say("zie de grenzen hierboven") if material.prose.get("limits") else "",
    }  # fmt: skip


def _of_group(material: Material, one: Held, say: Speech) -> Items:
    where = ", ".join(places(say).get(place_, place_) for place_ in one.places)
    return {
        7: say("bij het begin werd gezegd wie vraagt, waarom, en wat ermee gebeurt") if one.consent else "",
        8: say("zie de tekst hierboven") if material.prose.get("reflexivity") else "",
        11: say("uitgenodigd door %(who)s", who=one.partner or material.organisation),
        12: people(one, say),
        13: _recruited(one, say),
        14: where,
        15: say("een tolk") if one.interpreter else "",
        16: say("zie 'Wie er sprak'"),
        17: say("%(instrument)s; woordelijk in de bijlage", instrument=one.instrument) if one.instrument else "",
        20: say("ja") if one.notes else "",
        24: str(one.coders) if one.coders else "",
        25: "; ".join(one.themes),
        26: say("uit de gespreksleidraad, aangevuld uit wat gezegd werd") if one.themes else "",
        27: "consult",
        29: say("enkel wat twee mensen goedkeurden") if material.found else "",
        30: say("bij elke bevinding staat wat haar tegenspreekt") if material.found else "",
        31: say("zie de bevindingen per thema") if material.found else "",
    }  # fmt: skip


def _who(material: Material, one: Held, say: Speech) -> str:
    if not one.partner:
        return material.organisation
    return say("%(house)s, samen met %(partner)s", house=material.organisation, partner=one.partner)


def _languages(one: Held, say: Speech) -> str:
    return ", ".join(say.language_name(tag) for tag in one.languages) or "–"


def _recruited(one: Held, say: Speech) -> str:
    if one.invited is None:
        return ""
    if one.came is None:
        return say("%(invited)s mensen persoonlijk uitgenodigd", invited=one.invited)
    return say(
        "%(invited)s mensen persoonlijk uitgenodigd, %(came)s kwamen", invited=one.invited, came=one.came
    )
