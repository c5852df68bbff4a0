"""What is said of answers from elsewhere: why they cannot come in, and what would be lost on the way."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from consult.response.bringing.incoming import Loss, Lost, Recalculated
from consult.response.bringing.of_tools import is_of_one_alone
from consult.web.interface import _, ngettext

if TYPE_CHECKING:  # it opens files of data with pandas, which no page needs to load
    from consult.actions.brought_beside import NotBrought

_LONGEST_NAME = 60


def why_not(problem: "NotBrought") -> str:
    """One reason why nothing came in, and how to go on."""
    said = _reasons()[problem.code] % problem.figures
    if not problem.places:
        return said
    return f"{said} {', '.join(problem.places)}{' …' if int(problem.figures.get('n', 0)) > len(problem.places) else ''}"


def _reasons() -> dict[str, str]:
    return {
        "losses": _(
            "Wat hieronder bij “gaat niet mee” staat, zou verloren gaan (%(n)s). Zeg in een toewijzing wat het is, of aanvaard dat het wegblijft."
        ),
        "same_rows": _(
            "%(n)s rijen zijn gelijk aan rijen die al binnenkwamen, en het bestand heeft geen kolom die antwoorden uit elkaar houdt. Kies of het dezelfde mensen zijn (sla ze over) of andere (voeg ze toe)."
        ),
        "no_such_column": _("De toewijzing noemt de kolom “%(column)s”, die niet in dit bestand staat."),
        "no_day": _("In de kolom “%(column)s” staat geen dag zoals 2026-03-10 (%(n)s rijen):"),
        "day_outside": _(
            "De survey stond open van %(first)s tot %(last)s. In de kolom “%(column)s” staat een andere dag (%(n)s rijen):"
        ),
        "language": _("De taal “%(language)s” hoort niet bij dit instrument; kies uit %(offered)s."),
        "language_of": _(
            "In de kolom “%(column)s” staat geen taal van dit instrument (%(offered)s), %(n)s rijen:"
        ),
        "kept_unreadable": _(
            "Het formulier waaruit dit instrument komt, is niet te lezen (%(path)s). Zet dat bestand terug uit een back-up: zonder weet niemand welke kolom welke vraag is."
        ),
    }


def columns(names: Sequence[str]) -> str:
    """Names of columns in a row, long ones cut off: a note can be a heading of a whole paragraph."""
    return ", ".join(
        name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…" for name in names
    )


def loss_name(loss: Loss) -> str:
    """The heading above what is lost in one way."""
    return {
        Loss.COLUMN: _("Kolommen waar geen vraag bij hoort"),
        Loss.TABLE: _("Bladen met herhaalde vragen, die dit instrument niet stelt"),
        Loss.ORPHAN: _("Rijen van een herhaling waarvan het bestand niet zegt bij welk antwoord ze horen"),
        Loss.BEYOND: _("Herhalingen boven het aantal dat dit instrument vraagt"),
        Loss.SPLIT: _(
            "Kolommen van elke keuze apart die iets anders zeggen dan de kolom met alle keuzes, die telt"
        ),
        Loss.UNPROMPTED: _(
            "Antwoorden die alleen een interviewer noteert: werd dit mondeling gevraagd, kies dat dan als wijze van bevragen"
        ),
        Loss.VALUE: _("Waarden waar geen keuze bij hoort"),
        Loss.EXCLUSIVE: _("Keuzes die niet samen kunnen, zoals “niets van dit alles” met een andere"),
        Loss.INVALID: _("Antwoorden die de vraag niet aanneemt"),
        Loss.CONSTRAINT: _("Antwoorden tegen de regel van de vraag zelf"),
        Loss.NOT_OFFERED: _("Keuzes die na een ander antwoord niet aangeboden worden"),
        Loss.OFF_ROUTE: _("Antwoorden op vragen die door een ander antwoord niet gesteld zijn"),
    }[loss]


def lost(one: Lost) -> str:
    """What is lost, how often and where first."""
    rows = ngettext("%(num)s rij", "%(num)s rijen", one.n, num=one.n)
    what = f"{one.column}: “{one.value}”" if one.value else one.column
    return f"{what} ({rows}{', ' + _('eerst in') + ' ' + one.place if one.place else ''})"


def recalculated(one: Recalculated) -> str:
    """A column of what is worked out here anew, and how often the file has something else."""
    if not one.n:
        return one.column
    rows = ngettext(
        "in %(num)s rij staat iets anders", "in %(num)s rijen staat iets anders", one.n, num=one.n
    )
    return f"{one.column} ({rows}: {', '.join(one.places)}{' …' if one.n > len(one.places) else ''})"


def days(first: date, last: date) -> str:
    """Of which days the answers are, and where another day could come from."""
    if first != last:
        return _("Dag van de antwoorden: van %(first)s tot %(last)s.") % {"first": first, "last": last}
    return _(
        "Dag van elk antwoord: %(day)s. Staat de dag in een kolom, noem die dan in de toewijzing (day)."
    ) % {"day": first}


def changed(n: int, column: str) -> str:
    """What is to be known of rows that came in before and say otherwise now: nobody has to guess whose they are."""
    if not n:
        return ""
    if is_of_one_alone(column):
        return ngettext(
            "%(num)s antwoord werd elders veranderd nadat het binnenkwam. Hier blijft staan wat er stond.",
            "%(num)s antwoorden werden elders veranderd nadat ze binnenkwamen. Hier blijft staan wat er stond.",
            n,
            num=n,
        )
    return ngettext(
        '%(num)s rij staat onder “%(column)s” als een rij die al binnenkwam, en zegt nu iets anders. Ze blijft weg. Is het iemand anders, zet dan in de toewijzing: id: "-".',
        '%(num)s rijen staan onder “%(column)s” als rijen die al binnenkwamen, en zeggen nu iets anders. Ze blijven weg. Zijn het andere mensen, zet dan in de toewijzing: id: "-".',
        n,
        num=n,
        column=column,
    )
