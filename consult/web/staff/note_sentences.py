"""What the pages of notes say: why a text was not taken in, what was left out of it, why an act was refused."""

from consult.evidence.attribution import Attribution
from consult.evidence.redaction import Reason
from consult.evidence.sources import Format, Remark
from consult.web.interface import _


def remark_sentence(remark: Remark) -> str:
    """What is the matter with a text, where, and how to mend it."""
    sentence = (_why_refused() | _left_out() | _about_captions())[remark.code]
    said = sentence % {"n": remark.n, "line": remark.line, "found": _found(remark)}
    return f"{_('Regel %(line)s', line=remark.line)}: {said}" if remark.line else said


def formats() -> dict[Format, str]:
    """How a source came in."""
    return {
        Format.PASTED: _("geplakt"),
        Format.TEXT: _("tekst"),
        Format.WORD: _("Word"),
        Format.CAPTIONS: _("ondertitels"),
    }


def reasons() -> dict[Reason, str]:
    """Why something is suggested to be covered."""
    return {
        Reason.REGISTER_NUMBER: _("rijksregisternummer"),
        Reason.IBAN: _("rekeningnummer"),
        Reason.EMAIL: _("mailadres"),
        Reason.PHONE: _("telefoonnummer"),
        Reason.NAME: _("naam na een aanspreking"),
        Reason.CHOSEN: _("zelf gekozen"),
    }


def attributions() -> dict[Attribution, str]:
    """To whom a quote is ascribed."""
    return {
        Attribution.PARTICIPANT: _("een deelnemer"),
        Attribution.TARGET_GROUP: _("een deelnemer uit de doelgroep"),
        Attribution.FIRST_TIME: _("een deelnemer die voor het eerst bevraagd werd"),
        Attribution.EARLIER: _("een deelnemer die al eerder bevraagd werd"),
    }


def note_refusals() -> dict[str, str]:
    """Why an act with notes or quotes was refused and how to go on."""
    return {
        "survey_has_no_notes": _(
            "Een survey heeft geen notities: wat mensen schreven, staat in hun antwoorden."
        ),
        "session_has_notes": _(
            "Bij deze sessie staan notities: ze blijft staan. Haal eerst de notities weg, of verbeter de sessie."
        ),
        "source_there": _("Precies deze tekst staat al bij deze consultatie."),
        "source_larger_than_an_upload": _("Dit bestand is te groot: ten hoogste %(most)s MB."),
        "source_gone": _("Die notities zijn er niet meer."),
        "source_emptied": _("De bewaartijd van deze notities is voorbij: hun tekst is gewist."),
        "session_gone": _("Die sessie is er niet meer. Kies een andere."),
        "theme_unnamed": _("Schrijf hoe het thema heet."),
        "theme_there": _("Er is al een thema %(label)s."),
        "theme_gone": _("Dat thema is er niet meer. Kies een ander."),
        "themes_too_many": _(
            "Er zijn al %(most)s thema's. Meer onderscheid kan in het memo van een markering."
        ),
        "nothing_said_there": _("Daar staat geen tekst. Kies een alinea of selecteer woorden."),
        "no_consent_to_quote": _(
            "Er is niet genoteerd dat de deelnemers akkoord gingen met citeren. Noteer dat eerst bij de notities, als het zo is."
        ),
        "quote_too_long": _("Een citaat telt ten hoogste %(most)s tekens. Kies een korter stuk."),
        "nothing_left_of_quote": _("Alles is verborgen: er blijft niets over om te citeren."),
        "quote_approved_before": _("U hebt dit citaat al goedgekeurd. Vraag een tweede collega."),
        "quote_is_ones_own": _(
            "U schreef dit citaat alleen en kunt het dus niet zelf goedkeuren. Vraag twee collega's."
        ),
        "quote_without_translation": _(
            "Voeg eerst een vertaling toe: zonder kan niemand het citaat nakijken."
        ),
        "class_too_small": _(
            "De groep waaraan dit citaat toegeschreven wordt, is te klein: iemand zou herkend kunnen worden. Kies een andere groep."
        ),
    }


def note_acts() -> dict[str, str]:
    """What was just done with notes or quotes."""
    return {
        "source-added": _("De notities zijn bewaard. Hun tekst verandert niet meer."),
        "source-withdrawn": _(
            "De notities, hun markeringen en citaten zijn weg. Wat erop steunde, moet nagekeken worden."
        ),
        "quoting-noted": _("De toestemming om te citeren is genoteerd."),
        "quoting-taken-back": _("Genoteerd: deze notities worden niet geciteerd. De citaten eruit zijn weg."),
        "theme-added": _("Het thema is toegevoegd."),
        "grid-filled": _("Het rooster is bewaard."),
        "quote-reviewed": _("Het citaat is bewaard. Nu keuren twee collega's het goed."),
        "quote-approved": _("U hebt het citaat goedgekeurd."),
        "quote-dropped": _("Het citaat is weg. Wat erop steunde, moet nagekeken worden."),
    }


def _found(remark: Remark) -> str:
    if remark.code == "word_is_something_else":
        kinds = {
            "xlsx": _("een rekenblad (xlsx)"),
            "pptx": _("een presentatie (pptx)"),
            "odt": _("een OpenDocument (odt)"),
        }
        return kinds.get(remark.found, _("een zip-bestand"))
    return remark.found


def _why_refused() -> dict[str, str]:
    save_as_docx = _("Bewaar het als docx en probeer opnieuw.")
    return {
        "source_empty": _("Hier staat geen tekst in."),
        "source_too_long": _("Dit is te lang: ten hoogste %(n)s tekens. Verdeel het over meer bestanden, een per gesprek."),
        "source_too_many_lines": _("Dit telt te veel regels: ten hoogste %(n)s. Verdeel het over meer bestanden."),
        "source_control_letter": _("hier staat een stuurteken (%(found)s). Dit is geen gewone tekst; bewaar het opnieuw als txt of docx."),
        "source_encoding": _("Deze tekst is niet in UTF-8 (gevonden: %(found)s). Bewaar het bestand opnieuw met codering UTF-8, of als docx."),
        "source_is_pdf": _("Dit is een pdf: daaruit is gesproken tekst niet betrouwbaar te lezen. Neem het bestand waaruit de pdf gemaakt is."),
        "source_is_old_word": _("Dit is een oud Word-bestand (doc) of een document met een wachtwoord.") + " " + save_as_docx,
        "source_is_rtf": _("Dit is een rtf-bestand.") + " " + save_as_docx,
        "source_is_image": _("Dit is een beeld. Typ of plak wat erop staat."),
        "source_is_program": _("Dit is een programma, geen tekst."),
        "word_damaged": _("Dit Word-document is beschadigd. Open het in Word, bewaar het opnieuw en probeer nog eens."),
        "word_too_large": _("Dit Word-document is uitgepakt te groot. Bewaar alleen de tekst, zonder beelden, en probeer opnieuw."),
        "word_macros": _("Dit Word-document bevat macro's. Bewaar het als gewone docx en probeer opnieuw."),
        "word_is_something_else": _("Dit is geen Word-document maar %(found)s. Bewaar de tekst als docx of txt."),
    }  # fmt: skip


def _left_out() -> dict[str, str]:
    return {
        "word_insertions": _("Bijgehouden wijzigingen: %(n)s invoegingen zijn overgenomen."),
        "word_deletions": _("Bijgehouden wijzigingen: %(n)s schrappingen zijn weggelaten."),
        "word_tables": _("Tabellen (%(n)s) zijn gelezen als tekst, een regel per rij."),
        "word_footnotes": _("Voetnoten (%(n)s) zijn weggelaten."),
        "word_comments": _("Opmerkingen in de kantlijn (%(n)s) zijn weggelaten."),
        "word_picture": _("een beeld is weggelaten: %(found)s"),
    }


def _about_captions() -> dict[str, str]:
    return {
        "captions_names_numbered": _("Namen van sprekers (%(n)s) zijn vervangen door een nummer."),
        "captions_time_unreadable": _("onleesbare tijd (%(found)s); de tekst is bewaard."),
        "captions_time_ends_before_it_begins": _(
            "deze tijd eindigt voor ze begint (%(found)s); de tekst is bewaard."
        ),
        "captions_time_goes_back": _("deze tijd gaat terug (%(found)s); de tekst is bewaard."),
        "captions_without_time": _("tekst zonder tijd; de tekst is bewaard."),
        "captions_more_problems": _("En nog %(n)s andere tijden die niet kloppen; alle tekst is bewaard."),
    }
