"""Where staff write in a report: the places, and what belongs in each."""

from collections.abc import Iterator, Mapping

from consult.report.document import Prose, paragraphs
from consult.report.material import Material
from consult.report.wording import Speech

_OF_A_FINDING = "finding."
_SUMMARY_IN = "summary."


def place(material: Material, key: str, say: Speech) -> Prose:
    """One place with what stands in it."""
    language = key.removeprefix(_SUMMARY_IN) if key.startswith(_SUMMARY_IN) else say.source
    return Prose(
        f"prose.{key}", key, places(material, say)[key], paragraphs(material.prose.get(key, ""), language)
    )


def places(material: Material, say: Speech) -> Mapping[str, str]:
    """Every place of this report by key, in order, with what belongs there."""
    return dict(_places(material, say))


def summary_languages(material: Material) -> tuple[str, ...]:
    """The languages that people were consulted in, Dutch left out."""
    offered = (tag for one in material.instruments for tag in one.languages)
    return tuple(sorted({tag for tag in offered if tag != "nl"}))


def needed() -> tuple[str, ...]:
    """The places without which a report does not read."""
    return ("summary", "reflexivity", "limits", "analysis")


def _places(material: Material, say: Speech) -> Iterator[tuple[str, str]]:
    yield (
        "summary",
        say(
            "Samenvatting in gewone taal: wat deden we, wat hoorden we, wat vragen we? Ten hoogste één bladzijde."
        ),
    )
    for tag in summary_languages(material):
        yield (
            f"{_SUMMARY_IN}{tag}",
            say("De samenvatting in het %(language)s.", language=say.language_name(tag)),
        )
    yield "context", say("De context: wat is er aan de hand, en wat zegt het beleid?")
    yield (
        "reflexivity",
        say(
            "Wie bevroeg, met welke rol en achtergrond, en wat kan dat veranderd hebben aan wat gezegd werd?"
        ),
    )
    yield (
        "limits",
        say("De grenzen van dit onderzoek: wie hoorden we niet, en wat kan dit rapport niet zeggen?"),
    )
    yield "people", say("Bij wie er sprak: wie is sterk aanwezig, wie ontbreekt?")
    for one in material.found:
        yield (
            f"{_OF_A_FINDING}{one.id}",
            say("Wat deze bevinding betekent: %(finding)s", finding=one.statement),
        )
    yield "analysis", say("De analyse: wat hangt samen, waar spreken bronnen elkaar tegen?")
    yield "recommendations", say("Bij de aanbevelingen: waarom deze, in deze volgorde?")
