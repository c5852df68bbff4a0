"""The words of releases: for whom, how far, in which format."""

from collections.abc import Iterable

from consult.disclosure.profile import Audience
from consult.web.interface import _


def audiences() -> dict[str, str]:
    """Of each audience for whom a release is."""
    return {
        Audience.INTERNAL: _("voor onderzoekers van LEVL zelf"),
        Audience.RESEARCHER: _("voor een onderzoeker, onder een getekende afspraak"),
        Audience.PUBLIC: _("voor iedereen, als open data"),
        Audience.REPORT: _("voor een verslag"),
        Audience.TABLE: _("voor een tabel van elders"),
    }


def states() -> dict[str, tuple[str, str]]:
    """Of each state its word and how its tag looks."""
    return {
        "waiting": (_("wacht"), "wait"),
        "working": (_("wordt gemaakt"), "on"),
        "ready": (_("klaar"), "ok"),
        "refused": (_("geweigerd"), "no"),
        "recalled": (_("teruggenomen"), "no"),
    }


def formats() -> dict[str, str]:
    """Of each format the programs that open it."""
    return {
        "csv": _("CSV (R, Python, elk rekenblad)"),
        "xlsx": _("Excel, met een blad labels en een blad codeboek"),
        "sav": _("SPSS, met labels"),
        "parquet": _("Parquet (R, Python, Power BI)"),
    }


def stages(wanted: Iterable[str]) -> list[tuple[str, str]]:
    """What is done one after the other."""
    names = {"csv": "CSV", "xlsx": "Excel", "sav": "SPSS", "parquet": "Parquet"}
    return [
        ("reading", _("antwoorden lezen")),
        ("protecting", _("beveiligen")),
        ("comparing", _("vergelijken met eerdere uitgaven")),
        *((one, _("%(format)s schrijven en nalezen", format=names[one])) for one in wanted),
        ("codebook", _("codeboek schrijven")),
        ("verifying", _("alles opnieuw natellen")),
    ]


def levels() -> dict[str, str]:
    """What the levels of the hierarchies that ship are called."""
    return {
        "twenty years": _("in groepen van twintig jaar"),
        "half": _("in twee helften"),
        "three levels": _("in drie niveaus"),
        "higher": _("hoger onderwijs of niet"),
        "branch": _("per taaltak"),
        "family": _("per taalfamilie"),
        "region": _("per regio"),
        "ever": _("ooit of nooit"),
        "title": _("huren, eigen woning of geen vaste plek"),
        "renting": _("huren of niet"),
        "hundreds": _("per honderd euro"),
        "broad": _("in ruime groepen"),
        "two": _("in twee groepen"),
        "arrondissement": _("per arrondissement"),
        "province": _("per provincie"),
        "union": _("binnen of buiten de Europese Unie"),
        "months": _("per maand"),
        "years": _("per jaar"),
    }


def summaries() -> dict[str, str]:
    """What leaves of a key question with several answers."""
    return {
        "how_many": _("hoeveel antwoorden"),
        "main": _("het meest gekozen antwoord"),
        "with_other": _("of er een eigen antwoord bij is"),
    }
