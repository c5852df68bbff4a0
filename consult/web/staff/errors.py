"""Refusals of the staff door as pages of the staff door: what happened and how to go on."""

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, NotFound, RequestEntityTooLarge

from consult.actions import transaction
from consult.actions.exporting_instruments import KeptUnreadable
from consult.actions.refusal import Refused
from consult.instrument.translators.sheet_file import LARGEST_SHEET_BYTES
from consult.instrument.xlsform.exporting.file_writing import LONGEST_CELL, CellTooLong
from consult.web.interface import SOURCE_LANGUAGE, _, speak
from consult.web.staff.blueprint import staff
from consult.web.staff.sentences import refusal

_MEGABYTE = 1_048_576


@staff.errorhandler(BadRequest)
@staff.errorhandler(Forbidden)
@staff.errorhandler(NotFound)
@staff.errorhandler(RequestEntityTooLarge)
def tell(error: HTTPException) -> ResponseReturnValue:
    """The page for a request that cannot be answered."""
    return _page(_sentence(error), error.code or 500, _back() if error.code == 413 else "")


@staff.errorhandler(Refused)
def tell_refusal(refused: Refused) -> ResponseReturnValue:
    """The page for an act that was refused where no form could show it."""
    transaction.rollback()
    return _page(refusal(refused), 409)


@staff.errorhandler(KeptUnreadable)
@staff.errorhandler(CellTooLong)
def tell_no_export(refused: KeptUnreadable | CellTooLong) -> ResponseReturnValue:
    """The page for an instrument that cannot be written as a workbook."""
    if isinstance(refused, KeptUnreadable):
        return _page(
            _(
                "Wat bewaard bleef van de werkmap kan niet gelezen worden: %(file)s. Wie het systeem beheert, zet het terug uit een back-up.",
                file=refused.path.name,
            ),
            409,
        )
    words = {"cell": refused.cell, "length": refused.length, "most": LONGEST_CELL}
    return _page(
        _(
            "%(cell)s: een tekst van %(length)s tekens. Een cel van een werkmap houdt er %(most)s. Splits de tekst.",
            **words,
        ),
        409,
    )


def _back() -> str:
    """The page with the form that was sent, where another file can be chosen."""
    if request.endpoint == "staff.import_translation":
        return url_for("staff.translation_matrix", **(request.view_args or {}))
    rule = request.url_rule
    return request.path if rule is not None and "GET" in (rule.methods or ()) else ""


def _page(sentence: str, status: int, back: str = "") -> ResponseReturnValue:
    if "language" not in g:  # what is too large is refused before the gate knows who sent it
        speak("staff", SOURCE_LANGUAGE)
    shown = render_template("staff/refused.html", sentence=sentence, member=g.get("member"), back=back)
    return shown, status


def _sentence(error: HTTPException) -> str:
    if isinstance(error, Forbidden):
        return _("Uw rol geeft geen toegang tot deze pagina. Een beheerder kan uw rol veranderen.")
    if isinstance(error, NotFound):
        return _("Deze pagina bestaat niet (meer). Misschien is het adres onvolledig.")
    if isinstance(error, RequestEntityTooLarge):
        most = (
            LARGEST_SHEET_BYTES // 1_000_000
            if request.endpoint == "staff.import_translation"
            else current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE
        )
        return _("Wat u stuurde is te groot: een document mag ten hoogste %(most)s MB zijn.", most=most)
    if error.description == "form_too_old":
        return _(
            "Dit formulier was te oud, of het kwam niet van deze website. Ga terug, laad de pagina opnieuw en probeer het nog eens."
        )
    return _("De vraag aan de server was niet in orde. Ga terug en probeer het opnieuw.")
