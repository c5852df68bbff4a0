"""What is said of answers from elsewhere: why they cannot come in, and what would be lost on the way."""

from typing import TYPE_CHECKING

from consult.response.bringing.incoming import Loss, Lost
from consult.web.interface import _, ngettext

if TYPE_CHECKING:  # it opens files of data with pandas, which no page needs to load
    from consult.actions.bringing import NotBrought


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
    }


def loss_name(loss: Loss) -> str:
    """The heading above what is lost in one way."""
    return {
        Loss.COLUMN: _("Kolommen waar geen vraag bij hoort"),
        Loss.TABLE: _("Bladen met herhaalde vragen, die dit instrument niet stelt"),
        Loss.VALUE: _("Waarden waar geen keuze bij hoort"),
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
