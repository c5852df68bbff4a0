"""The words of releases: for whom, how far, in which format, how precisely; and what disclosure control says."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.actions.releases import READY, RECALLED, REFUSED, WAITING, WORKING
from consult.disclosure.profile import Audience
from consult.web.interface import _


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language that it is really in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done while a release is made. standing: `done`, `now` or `later`."""

    title: str
    standing: str


def told(sentence: str) -> Said:
    """A sentence of disclosure control: why nothing leaves, what would help, why a column stays. The one place for it."""
    return Said(sentence, "en")


def audiences() -> dict[str, str]:
    """Of each audience what a release for it is called."""
    return {
        Audience.INTERNAL: _("Eigen onderzoek"),
        Audience.RESEARCHER: _("Voor een onderzoeker"),
        Audience.PUBLIC: _("Open data"),
        Audience.REPORT: _("Bij een rapport"),
    }


def readers() -> dict[str, str]:
    """Of each audience who gets to read it."""
    return {
        Audience.INTERNAL: _("Onze eigen onderzoekers werken ermee buiten dit systeem. Het blijft in huis."),
        Audience.RESEARCHER: _(
            "Een onderzoeker van buiten krijgt het onder een getekende afspraak, en geeft het niet door."
        ),
        Audience.PUBLIC: _("Iedereen kan het lezen, en het is niet meer terug te nemen."),
        Audience.REPORT: _(
            "De kolommen waarop de tabellen en figuren van een rapport rusten, voor wie het leest."
        ),
    }


def states() -> dict[str, tuple[str, str]]:
    """Of each state its word, and how its tag looks."""
    return {
        WAITING: (_("wacht"), "wait"),
        WORKING: (_("wordt gemaakt"), "on"),
        READY: (_("klaar"), "ok"),
        REFUSED: (_("geweigerd"), "no"),
        RECALLED: (_("teruggenomen"), "wait"),
    }


def formats() -> dict[str, str]:
    """Of each format what opens it."""
    return {
        "csv": _("CSV: voor R, Python en elk rekenblad"),
        "xlsx": _("Excel: met labels en een codeboek op eigen bladen"),
        "sav": _("SPSS: met labels"),
        "parquet": _("Parquet: voor R, Python en Power BI"),
    }


def steps(stage: str, wanted: Iterable[str]) -> list[Step]:
    """Everything that is done to make a release in these formats, and how far it is. stage: "" before it begins."""
    names = _stages(wanted)
    here = list(names).index(stage) if stage in names else -1
    return [
        Step(title, "done" if place < here else "now" if place == here else "later")
        for place, title in enumerate(names.values())
    ]


def _stages(wanted: Iterable[str]) -> dict[str, str]:
    written = {"csv": "CSV", "xlsx": "Excel", "sav": "SPSS", "parquet": "Parquet"}
    return {
        "reading": _("Antwoorden lezen"),
        "protecting": _("Beveiligen"),
        "comparing": _("Naast eerdere uitgaven leggen"),
        **{one: _("%(format)s schrijven", format=written[one]) for one in wanted},
        "codebook": _("Codeboek schrijven"),
        "verifying": _("Teruglezen en nakijken"),
    }


def kind_of_file(name: str) -> str:
    """What a file of a release is, by its name."""
    if name.endswith("-codebook.html"):
        return _("Codeboek, om te lezen")
    if name.endswith("-codebook.csv"):
        return _("Codeboek, als tabel")
    return formats().get(name.rpartition(".")[2], "")


def levels() -> dict[str, str]:
    """Of each level of the shipped hierarchies what it is called. An installation's own may have others."""
    return {
        "title": _("volgens wat men met de woning heeft"),
        "renting": _("huurt of huurt niet"),
        "twenty years": _("per twintig jaar"),
        "half": _("in twee helften"),
        "three levels": _("in drie niveaus"),
        "higher": _("hoger onderwijs of niet"),
        "branch": _("per taaltak"),
        "family": _("per taalfamilie"),
        "region": _("per gewest"),
        "ever": _("ooit of nooit"),
        "hundreds": _("per honderd"),
        "broad": _("in brede klassen"),
        "two": _("in twee klassen"),
        "month": _("per maand"),
        "year": _("per jaar"),
    }
