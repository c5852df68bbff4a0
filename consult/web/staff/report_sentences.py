"""What the staff door says of reports and feedback pages: refusals, what was just done, what a next draft changes."""

from consult.report.differences import Change
from consult.web.interface import _


def report_refusals() -> dict[str, str]:
    """Why an act on a report or a feedback page was refused, and how to go on."""
    return {
        "proposal_gone": _(
            "Dit voorstel is er niet meer: iemand diende een nieuw in, of nam het terug. Laad de pagina opnieuw."
        ),
        "proposal_is_your_own": _("U diende dit voorstel zelf in. Vraag een collega om het te lezen."),
        "feedback_incomplete": _("Vul eerst alle teksten in. Er ontbreekt nog iets in: %(which)s."),
        "feedback_unwritten": _("Er is nog niets geschreven."),
        "feedback_changed_meanwhile": _(
            "Intussen is deze terugkoppeling veranderd. Laad de pagina opnieuw en lees ze nog eens."
        ),
        "feedback_not_waiting": _("Deze terugkoppeling wacht niet op een tweede lezer."),
        "feedback_is_your_own": _(
            "U schreef aan deze terugkoppeling mee. Vraag een collega die daar los van staat."
        ),
    }


def report_acts() -> dict[str, str]:
    """What was just done."""
    return {
        "report-written": _("Uw tekst is bewaard. Hij blijft staan, ook in een volgende versie."),
        "report-proposed": _("Het voorstel wacht nu op een tweede lezer."),
        "report-taken-back": _("Het voorstel is teruggenomen."),
        "report-published": _("De editie is gepubliceerd en verandert niet meer."),
        "feedback-written": _("De teksten zijn bewaard."),
        "feedback-to-read": _("De terugkoppeling wacht nu op een tweede lezer."),
        "feedback-published": _("De terugkoppeling staat nu voor iedereen te lezen."),
    }


def changes() -> dict[Change, str]:
    """What a next draft does with a block."""
    return {
        Change.ADDED: _("nieuw"),
        Change.REMOVED: _("weg"),
        Change.CHANGED: _("anders"),
    }
