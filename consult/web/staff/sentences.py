"""What the staff door says about facts of the core: refusals, and what was just done."""

from consult.actions.refusal import Refused
from consult.web.interface import _
from consult.web.staff.note_sentences import note_acts, note_refusals
from consult.web.staff.report_sentences import report_acts, report_refusals
from consult.web.staff.translation_sentences import translation_acts, translation_refusals
from consult.web.staff.wording_sentences import wording_acts, wording_refusals


def refusal(refused: Refused) -> str:
    """Why an act was refused and how to go on, in the reader's language."""
    sentences = (
        _about_accounts()
        | _about_consultations()
        | _about_documents()
        | _about_activities()
        | note_refusals()
        | _about_the_chain()
        | report_refusals()
        | translation_refusals()
        | wording_refusals()
    )
    return sentences[refused.reason] % refused.figures


def done(act: str | None) -> str:
    """What was just done, for the page that follows; empty for anything we did not write ourselves."""
    return (_acts() | note_acts() | report_acts() | translation_acts() | wording_acts()).get(act or "", "")


def _about_consultations() -> dict[str, str]:
    return {
        "cancelled": _(
            "Deze consultatie is geannuleerd. Ze blijft in het register, maar verandert niet meer."
        ),
        "validated": _(
            "Deze consultatie is gevalideerd. Trek eerst de validatie in; daarna kunt u iets veranderen en ze opnieuw laten valideren."
        ),
        "method_fixed": _(
            "De methode ligt vast zodra de consultatie begonnen is. Annuleer deze en maak een nieuwe."
        ),
        "not_a_survey": _("Dit kan alleen bij een survey."),
        "survey_has_no_sessions": _("Een survey heeft geen sessies: wie antwoordt, telt vanzelf mee."),
        "focus_group_is_one_session": _(
            "Een focusgroep is één sessie, en die is al genoteerd. Maak voor een tweede gesprek een eigen consultatie."
        ),
        "session_was_confirmed": _(
            "Iemand bevestigde de aanwezigheid van deze sessie al: ze blijft staan. U kunt ze wel verbeteren."
        ),
        "no_instrument": _("Kies eerst een instrument: zonder vragen kan de survey niet open."),
        "opened_before": _("Deze survey staat al open of is al gesloten."),
        "never_opened": _("Deze consultatie is nog niet begonnen."),
        "closed_before": _("Deze consultatie is al afgesloten."),
        "not_closed": _("Sluit eerst de survey: zolang ze open staat, verandert de dataset."),
        "still_sending": _(
            "De survey sloot vandaag: wie al begonnen was, kan tot middernacht nog verzenden. Dit kan vanaf morgen."
        ),
        "no_responses": _("Er zijn geen antwoorden om vast te leggen."),
        "not_documented": _(
            "Er ontbreekt nog iets voor dit gevalideerd kan worden. Bekijk de stappen van de consultatie."
        ),
        "not_a_second_person": _(
            "U kunt dit niet valideren: u maakte deze consultatie, u voegde het verslag toe of u keurde het goed. Vraag een collega die daar los van staat."
        ),
        "still_open": _(
            "Uitgaven komen de dag nadat de survey gesloten is: zolang er nog iemand kan antwoorden, zou een tweede bestand verraden wat die persoon zei."
        ),
        "format_not_allowed": _("Dit profiel laat %(wrong)s niet toe; wel %(allowed)s."),
        "language_not_known": _("De taal %(wrong)s is er niet; wel %(known)s."),
        "not_released": _("Deze uitgave is er niet of niet meer, dus kan ze niet teruggenomen worden."),
        "no_reason": _("Schrijf waarom."),
        "focus_group_is_planned": _(
            "Een focusgroep is één sessie, en die is al gepland. Verplaats ze, of maak voor een tweede gesprek een eigen consultatie."
        ),
        "plan_is_over": _("Deze geplande sessie is al gehouden, verplaatst of afgelast."),
        "no_reason_to_move": _("Schrijf waarom de sessie verplaatst wordt of niet doorgaat."),
        "came_before_it_was_held": _("Noteer eerst wie er was; daarna weet u hoeveel genodigden kwamen."),
        "more_came_than_invited": _(
            "Er kwamen %(came)s van de %(invited)s genodigden. Wie kwam zonder uitnodiging, telt hier niet mee."
        ),
        "more_came_than_present": _(
            "Samen kwamen er zo %(came)s genodigden, maar er waren %(present)s mensen aanwezig. Verbeter een van beide."
        ),
        "own_batch": _(
            "U voerde deze werkmap zelf in. Vraag een collega om ze na te kijken en te bevestigen."
        ),
        "batch_confirmed_before": _("Deze werkmap is al bevestigd."),
        "not_validated": _("Er is geen validatie om in te trekken."),
        "confirmed_before": _("U hebt deze aanwezigheid al bevestigd. Vraag een tweede collega."),
    }


def _about_activities() -> dict[str, str]:
    return {
        "activity_cancelled": _(
            "Deze activiteit is geannuleerd. Ze blijft in het register, maar verandert niet meer."
        ),
        "activity_validated": _(
            "Deze activiteit is gevalideerd. Trek eerst de validatie in; daarna kunt u iets veranderen en ze opnieuw laten valideren."
        ),
        "activity_not_complete": _(
            "Er ontbreekt nog iets voor dit gevalideerd kan worden. Bekijk wat er bij de activiteit staat."
        ),
        "activity_not_a_second_person": _(
            "U kunt dit niet valideren: u zette deze activiteit in het register of u schreef wat er gezegd is. Vraag een collega die daar los van staat."
        ),
        "activity_not_validated": _("Er is geen validatie om in te trekken."),
        "activity_not_held": _("Noteer eerst dat het gehouden is."),
        "not_a_conversation": _(
            "Een gespreksfiche is er voor een gesprek: dit is een activiteit zonder iemand aan de andere kant."
        ),
        "no_evidence_to_approve": _("Er is nog geen citaat en geen sterkte om goed te keuren."),
        "evidence_is_your_own": _(
            "U schreef dit citaat of deze sterkte zelf. Vraag een collega om ze na te lezen."
        ),
    }


def _about_documents() -> dict[str, str]:
    return {
        "file_empty": _("Dit bestand is leeg."),
        "file_gone": _(
            "Dit bestand is er niet meer. Notities worden gewist als hun bewaartijd voorbij is; dat ze er waren, blijft genoteerd."
        ),
        "file_type": _(
            "Dit is geen pdf, Word-document (docx), tekst (txt in UTF-8 of UTF-16), png of jpg. We kijken naar de inhoud, niet naar de naam."
        ),
        "file_macros": _("Dit Word-document bevat macro's. Bewaar het als gewone docx en probeer opnieuw."),
        "filed_before": _("Precies dit staat al bij deze consultatie."),
        "dated_in_the_future": _("De datum van het document moet nog komen."),
        "not_a_report_of_this_project": _("Dit is geen verslag van dit project."),
        "approved_before": _("Dit verslag is al goedgekeurd."),
        "not_over": _(
            "Een verslag wordt goedgekeurd na de laatste dag: sluit eerst de survey, of noteer de laatste sessie."
        ),
        "report_before_the_last_day": _(
            "Dit verslag is van voor de laatste dag van deze consultatie en kan er dus niet over gaan. Kies een verslag van die dag of later."
        ),
    }


def _about_the_chain() -> dict[str, str]:
    return {
        "not_of_this_project": _("Dit hoort niet bij dit project."),
        "changed_meanwhile": _(
            "Intussen is deze bevinding veranderd. Ga terug, laad de pagina opnieuw en lees ze nog eens."
        ),
        "not_waiting_for_a_reader": _("Deze bevinding wacht niet op een tweede lezer."),
        "not_a_second_reader": _(
            "U kunt deze bevinding niet zelf vaststellen: u schreef eraan mee of citeerde er een bron voor. Vraag een collega die daar los van staat."
        ),
        "finding_no_evidence": _("Deze bevinding citeert nog niets. Citeer eerst minstens één bron."),
        "finding_only_against": _(
            "Alles wat deze bevinding citeert, spreekt haar tegen. Citeer eerst ook wat haar steunt."
        ),
        "finding_withdrawn_evidence": _(
            "Deze bevinding citeert een bron die niet meer gebruikt mag worden. Haal die eerst weg."
        ),
        "finding_unanswered": _("Beantwoord eerst de vier vragen over het bewijs."),
        "not_in_the_notes": _(
            "Dit staat niet (meer) in de notities van dit project. Kies iets uit de lijst."
        ),
        "quote_not_approved": _(
            "Dit citaat is nog niet door twee collega's goedgekeurd: pas daarna kan een bevinding het citeren."
        ),
        "cited_before": _("Deze bevinding citeert dit al."),
        "no_plan": _(
            "Er is nog geen plan geladen, dus zijn er geen doelstellingen om te dienen. Een beheerder laadt het met: consult plan load"
        ),
        "objective_unknown": _("Deze doelstelling staat niet in het plan."),
        "cell_suppressed": _(
            "Dit aantal is te klein om te tonen, of zou een ander verraden: het kan niet geciteerd worden. Citeer het grootste zichtbare, %(answer)s (%(count)s), of schrijf bij 'Ook gehoord' in woorden wie dit zei."
        ),
        "cell_suppressed_all": _(
            "Geen enkel aantal van deze groep is groot genoeg om te tonen. Schrijf bij 'Ook gehoord' in woorden wie dit zei."
        ),
        "table_withheld": _(
            "Van deze vraag gaan er geen cijfers naar buiten. Schrijf bij 'Ook gehoord' in woorden wie dit zei."
        ),
        "survey_still_open": _("Cijfers citeren kan de dag nadat de survey gesloten is."),
        "no_such_table": _("Die tabel is er niet. Kies een vraag uit de lijst."),
        "no_such_cell": _("Dat cijfer staat niet in deze tabel. Kies een cijfer uit de tabel."),
    }


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
        "project-added": _("Het project is gemaakt. Voeg nu de eerste consultatie toe."),
        "consultation-added": _(
            "De consultatie is gemaakt. Hieronder staat wat er nog nodig is voor ze telt."
        ),
        "release-recalled": _("De uitgave is teruggenomen. Een volgende hoeft er niet meer naast te passen."),
        "changed": _("De opzet is veranderd."),
        "opened": _("De survey staat open. Deel het adres of de QR-code."),
        "closed": _("De consultatie is afgesloten."),
        "answers-brought-in": _("De antwoorden zijn ingevoerd. Leg na de laatste dag de dataset vast."),
        "cancelled": _("De consultatie is geannuleerd. Ze blijft in het register staan."),
        "session-planned": _("De sessie is gepland. Hieronder noteert u wie mensen uitnodigt."),
        "plan-changed": _("Het plan is veranderd."),
        "session-moved": _("De sessie is verplaatst. De vorige dag blijft met de reden in de lijst staan."),
        "session-called-off": _("De sessie gaat niet door. Ze blijft met de reden in de lijst staan."),
        "recruitment-recorded": _("De werving is bewaard."),
        "session-recorded": _("De sessie is genoteerd. Laat nu twee medewerkers de aanwezigheid bevestigen."),
        "session-changed": _("De sessie is verbeterd. De aanwezigheid moet opnieuw bevestigd worden."),
        "session-deleted": _("De sessie is weg."),
        "confirmed": _("U hebt de aanwezigheid bevestigd."),
        "filed": _("Het document is bewaard."),
        "dataset-fixed": _("De dataset en het logboek zijn vastgelegd."),
        "approved": _("Het verslag is goedgekeurd."),
        "validated": _("De consultatie is gevalideerd."),
        "withdrawn": _("De validatie is ingetrokken."),
        "past-brought-in": _("De werkmap is ingevoerd. Ze telt zodra een collega ze bevestigt."),
        "past-confirmed": _("De werkmap is bevestigd. Wat in orde is, telt nu mee in het plan."),
        "activity-added": _("De activiteit staat in het register. Hieronder staat wat er nog ontbreekt."),
        "activity-changed": _("De activiteit is veranderd."),
        "activity-prepared": _("De gespreksfiche is bijgewerkt. Druk ze af en neem ze mee."),
        "activity-evidence-approved": _("U hebt het citaat en de sterkte goedgekeurd."),
        "activity-noted": _("Uw notities zijn bewaard. Hieronder staat wat er nog nodig is voor dit telt."),
        "activity-followed-up": _("De opvolging is bewaard."),
        "activity-cancelled": _("De activiteit is geannuleerd. Ze blijft in het register staan."),
        "activity-validated": _("De activiteit is gevalideerd en geboekt."),
        "activity-withdrawn": _("De validatie is ingetrokken en de boeking teruggenomen."),
        "finding-written": _("De bevinding is bewaard. Citeer nu waarop ze rust."),
        "finding-changed": _("De bevinding is bewaard. Wie ze eerder las, las deze tekst niet."),
        "evidence-cited": _("De bron is geciteerd zoals ze nu is."),
        "evidence-dropped": _("De bron is weg uit deze bevinding."),
        "finding-to-read": _("De bevinding wacht nu op een tweede lezer."),
        "finding-settled": _("De bevinding is vastgesteld."),
        "recommendation-written": _("De aanbeveling is bewaard."),
        "recommendation-changed": _("De aanbeveling is veranderd."),
        "step-noted": _("Het is genoteerd."),
        "instrument-published": _("Het instrument is gepubliceerd."),
        "role": _("De rol is veranderd."),
        "deactivated": _("Deze persoon heeft geen toegang meer."),
    }
