"""What the staff door says about facts of the core: refusals, and what was just done."""

from consult.actions.refusal import Refused
from consult.web.interface import _


def refusal(refused: Refused) -> str:
    """Why an act was refused and how to go on, in the reader's language."""
    sentences = _about_accounts()
    return sentences[refused.reason] % refused.figures


def done(act: str | None) -> str:
    """What was just done, for the page that follows; empty for anything we did not write ourselves."""
    return _acts().get(act or "", "")


def _about_accounts() -> dict[str, str]:
    return {
        "sign_in_wrong": _(
            "Deze naam en dit wachtwoord horen niet bij elkaar. Wachtwoord vergeten? Een beheerder geeft u een nieuwe link."
        ),
        "sign_in_wait": _(
            "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over %(minutes)s min. opnieuw."
        ),
        "password_short": _("Dit wachtwoord telt %(length)s tekens. Kies er minstens %(least)s."),
        "password_long": _("Dit wachtwoord is te lang. Kies ten hoogste %(most)s tekens."),
        "password_common": _(
            "Dit wachtwoord probeert iedereen eerst. Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben."
        ),
        "password_wrong": _("Dit is niet uw huidige wachtwoord."),
        "link_spent": _("Deze link is al gebruikt of te oud. Vraag een beheerder om een nieuwe."),
        "language_unknown": _("Die taal spreken deze pagina's niet."),
        "name_taken": _("Er is al iemand met de aanmeldnaam %(name)s. Kies een andere."),
        "last_administrator": _(
            "Dit is de enige beheerder. Maak eerst iemand anders beheerder, anders kan niemand nog mensen toevoegen."
        ),
        "not_active": _("Deze persoon heeft geen toegang meer. Geef eerst de toegang terug."),
    }


def _acts() -> dict[str, str]:
    return {
        "signed-out": _("U bent afgemeld."),
        "password": _("Uw wachtwoord is veranderd. Op andere toestellen bent u afgemeld."),
        "session-ended": _("Die aanmelding is beëindigd."),
        "role": _("De rol is veranderd."),
        "deactivated": _("Deze persoon heeft geen toegang meer."),
    }
