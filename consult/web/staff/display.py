"""How values of the core look on a staff page: days, moments, names of methods, roles and states."""

from datetime import date, datetime
from math import ceil

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from flask import Flask, g

from consult.actions.accounts import Role
from consult.actions.clock import BRUSSELS
from consult.consultation.definition import DocumentKind, Known
from consult.consultation.states import State
from consult.evidence.sources import Format, direction_of
from consult.instrument.definition import Method, Report
from consult.instrument.languages import LANGUAGES
from consult.web.interface import SOURCE_LANGUAGE, _
from consult.web.staff.note_sentences import formats

_MEGABYTE = 1_000_000


def set_up(app: Flask) -> None:
    """Filters for the templates."""
    app.jinja_env.filters |= {
        "day": day,
        "moment": moment,
        "criterion_name": lambda criterion: criteria().get(criterion, criterion),
        "format_name": lambda format_: formats()[Format(format_)],
        "direction": lambda text: direction_of(text, "ltr"),
        "indicator_name": lambda indicator: indicators().get(indicator, indicator),
        "kind_name": lambda kind: document_kinds()[DocumentKind(kind)],
        "known_name": lambda answer: known()[Known(answer)],
        "language_name": lambda tag: language_names().get(tag, tag),
        "place_name": lambda place: places().get(place, place),
        "part_name": lambda part: parts_of_day()[part],
        "kind_of_place_name": lambda kind: kinds_of_place().get(kind, kind),
        "report_name": lambda report: reports()[Report(report)] if report else _("geen van beide rapporten"),
        "role_name": lambda role: roles()[Role(role)],
        "method_name": lambda method: methods()[Method(method)],
        "state_name": lambda state: states()[State(state)],
    }
    app.jinja_env.filters |= {"number": number, "share": share, "size": size}
    app.jinja_env.filters["words"] = words
    app.jinja_env.filters["rule_words"] = rule_words


def day(value: date) -> str:
    """A day in words: 14 maart 2026."""
    return format_date(value, "d MMMM y", locale=g.language)


def moment(value: datetime) -> str:
    """A moment in Brussels: 14 maart 2026, 09:30."""
    return format_datetime(value, "d MMMM y, HH:mm", tzinfo=BRUSSELS, locale=g.language)


def number(value: float) -> str:
    """A number, with one decimal where it has one: 11,9."""
    return format_decimal(value, "#,##0.#", locale=g.language)


def share(value: float) -> str:
    """A share in hundredths: 93 %."""
    return format_percent(value, "#,##0\N{NO-BREAK SPACE}%", locale=g.language)


def size(many: int) -> str:
    """The size of a file: 41 kB, rounded up so that no file seems empty; 2,3 MB."""
    if many < _MEGABYTE:
        return f"{ceil(many / 1000)}\N{NO-BREAK SPACE}kB"
    return f"{number(many / _MEGABYTE)}\N{NO-BREAK SPACE}MB"


def words(printed: object) -> str:
    """What stands in the plan: the official Dutch, or on an English page the gloss, which is ours."""
    nl, gloss = str(getattr(printed, "nl", "")), str(getattr(printed, "gloss", ""))
    return nl if g.language == SOURCE_LANGUAGE or not gloss else gloss


def rule_words(words: str) -> str:
    """The title or status of a counting rule; one that is not of a shipped rule stays as it was written."""
    shipped = {
        "voorstel": _("voorstel"),
        "andere lezing": _("andere lezing"),
        "LEVL-1: zoals de consultatie gehouden is": _("LEVL-1: zoals de consultatie gehouden is"),
        "Letterlijk: elk interview is een consultatie": _("Letterlijk: elk interview is een consultatie"),
        "Projectmatig: een consultatie per traject en rapport": _(
            "Projectmatig: een consultatie per traject en rapport"
        ),
    }
    return shipped.get(words, words)


def roles() -> dict[Role, str]:
    """What each role is called."""
    return {
        Role.ADMINISTRATOR: _("beheerder"),
        Role.POLICY: _("beleidsmedewerker"),
        Role.RESEARCHER: _("onderzoeker"),
        Role.FACILITATOR: _("gespreksleider"),
        Role.INSPECTOR: _("inspecteur (leest mee)"),
    }


def methods() -> dict[Method, str]:
    """What each method is called."""
    return {
        Method.SURVEY: _("survey"),
        Method.FOCUS_GROUP: _("focusgroep"),
        Method.INTERVIEW: _("interviewreeks"),
        Method.DISCUSSION_TABLE: _("discussietafel"),
        Method.CITIZEN_PANEL: _("burgerpanel"),
    }


def reports() -> dict[Report, str]:
    """What each report is called."""
    return {
        Report.SOCIAL_HOUSING: _("sociale huisvesting"),
        Report.EQUAL_OPPORTUNITIES: _("gelijke onderwijskansen"),
    }


def criteria() -> dict[str, str]:
    """The named definitions of the target group, each of which some funder uses."""
    return {
        "flemish-government": _(
            "Vlaamse overheid: nationaliteit of geboortenationaliteit van zichzelf of een ouder"
        ),
        "vesoc": _("VESOC: nationaliteit of herkomst van buiten de EU-15"),
    }


def indicators() -> dict[str, str]:
    """The indicators that consultations feed, in the words of the plan."""
    return {
        "OD2.1-a": _("OD2.1-a: minimaal 20 consultaties met mensen uit de doelgroep"),
        "OD2.1-b": _("OD2.1-b: aantal bereikte personen"),
    }


def document_kinds() -> dict[DocumentKind, str]:
    """What each kind of document is called."""
    return {
        DocumentKind.REPORT: _("verslag"),
        DocumentKind.ATTENDANCE: _("aanwezigheidslijst of logboek"),
        DocumentKind.NOTES: _("notities"),
        DocumentKind.DATASET: _("dataset"),
        DocumentKind.AGREEMENT: _("overeenkomst met de partner"),
    }


def known() -> dict[Known, str]:
    """Yes, no or unknown."""
    return {Known.YES: _("ja"), Known.NO: _("nee"), Known.UNKNOWN: _("onbekend")}


def places() -> dict[str, str]:
    """Where a session was: a province, Brussels or online."""
    return {
        "antwerpen": _("provincie Antwerpen"),
        "limburg": _("provincie Limburg"),
        "oost-vlaanderen": _("provincie Oost-Vlaanderen"),
        "vlaams-brabant": _("provincie Vlaams-Brabant"),
        "west-vlaanderen": _("provincie West-Vlaanderen"),
        "brussel": _("Brussel"),
        "online": _("online"),
    }


def parts_of_day() -> dict[str, str]:
    """When on its day a session is planned: no hour, since that would be an appointment with someone."""
    return {"morning": _("voormiddag"), "afternoon": _("namiddag"), "evening": _("avond")}


def kinds_of_place() -> dict[str, str]:
    """What kind of place a session is planned in; never which one."""
    return {
        "ours": _("bij LEVL"),
        "partner": _("bij een partner"),
        "neighbourhood": _("buurthuis of wijkcentrum"),
        "school": _("school"),
        "library": _("bibliotheek"),
        "home": _("bij iemand thuis"),
        "online": _("online"),
        "elsewhere": _("elders"),
    }


def functions() -> dict[str, str]:
    """Who leads or writes when it is none of us, by function."""
    return {
        "partner": _("een medewerker van de partner"),
        "external": _("een externe gespreksleider of verslaggever"),
        "volunteer": _("een vrijwilliger"),
    }


def language_names() -> dict[str, str]:
    """What each language is called in the language of this page; in its own where that is not known."""
    if g.language == SOURCE_LANGUAGE:
        return {tag: one.dutch_name for tag, one in LANGUAGES.items()}
    names = Locale.parse(g.language).languages
    # The tag first: for Babel the Dutch of Belgium is Flemish, which is not what we write.
    found = {tag: names.get(tag) or names.get(one.locale) or one.own_name for tag, one in LANGUAGES.items()}
    return found | {"nl-x-plain": _("Nederlands, makkelijk")}


def states() -> dict[State, str]:
    """What each state is called."""
    return {
        State.PLANNED: _("gepland"),
        State.RUNNING: _("loopt"),
        State.HELD: _("gehouden"),
        State.DOCUMENTED: _("gedocumenteerd"),
        State.VALIDATED: _("gevalideerd"),
        State.LOCKED: _("gerapporteerd"),
        State.CANCELLED: _("geannuleerd"),
    }
