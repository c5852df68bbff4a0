"""What is wrong in a workbook of the past, as a sentence: where, what was found, what was expected, how to mend it."""

from consult.actions.historic.cells import CellProblem
from consult.web.interface import _


def place(problem: CellProblem) -> str:
    """Where it is: Consultaties!F7, a whole sheet, or the file."""
    if not problem.sheet:
        return _("Het bestand")
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet


def sentence(problem: CellProblem) -> str:
    """A problem with its place."""
    return f"{place(problem)}: {told(problem)}"


def told(problem: CellProblem) -> str:
    """A problem without its place."""
    sentences = _of_the_file() | _of_a_cell() | _of_a_row() | _of_sessions()
    figures = dict(problem.figures)
    nearest = figures.get("nearest")
    figures["maybe"] = (
        _("bedoelde u '%(nearest)s'?", nearest=nearest) if nearest else _("kijk de schrijfwijze na.")
    )
    return sentences[problem.code] % ({"found": problem.found} | figures)


def _of_the_file() -> dict[str, str]:
    return {
        "no_workbook": _(
            "gevonden iets anders dan een Excel-werkmap (.xlsx); we kijken naar de inhoud, niet naar de naam. Bewaar het bestand als 'Excel-werkmap (.xlsx)'."
        ),
        "unreadable": _(
            "kan niet gelezen worden; open het in Excel of LibreOffice en bewaar het opnieuw als .xlsx."
        ),
        "macros": _("bevat macro's; bewaar het als gewone .xlsx, zonder macro's."),
        "too_large": _("is uitgepakt groter dan %(most)s MB; laat alleen de bladen van het sjabloon staan."),
        "too_many_rows": _("meer dan %(most)s regels; verdeel ze over twee bestanden."),
        "sheet_missing": _("dit blad ontbreekt; begin vanuit het sjabloon."),
        "empty_sheet": _("dit blad is leeg; zet de kolomkoppen van het sjabloon terug."),
        "no_rows": _(
            "geen enkele consultatie gevonden; vul onder de voorbeeldregel één regel per consultatie in."
        ),
        "merged": _("gevonden samengevoegde cellen (%(found)s), verwacht losse cellen; splits ze."),
        "heading_unknown": _("gevonden de kolomkop '%(found)s', die het sjabloon niet kent; %(maybe)s"),
        "heading_twice": _("de kolomkop '%(found)s' staat er twee keer; verwijder er een."),
        "heading_missing": _("de kolom '%(found)s' ontbreekt; zet de kop uit het sjabloon terug."),
    }


def _of_a_cell() -> dict[str, str]:
    return {
        "needed": _("gevonden niets, verwacht '%(column)s'; vul dit in."),
        "formula": _(
            "gevonden een formule (%(found)s), verwacht een waarde; formules worden niet uitgerekend: plak de waarde."
        ),
        "too_long": _("gevonden %(length)s tekens, verwacht ten hoogste %(most)s; kort de tekst in."),
        "no_choice": _("gevonden '%(found)s', verwacht een van: %(offered)s; kies er een."),
        "no_method": _("gevonden '%(found)s', verwacht een methode (%(offered)s); %(maybe)s"),
        "no_count": _("gevonden '%(found)s', verwacht een heel getal zoals 8; verbeter het getal."),
        "negative": _("gevonden '%(found)s', verwacht 0 of meer; een aantal mensen is nooit negatief."),
        "too_many": _("gevonden '%(found)s', verwacht ten hoogste %(most)s; verbeter het getal."),
        "no_day": _("gevonden '%(found)s', verwacht een datum zoals 2023-05-04; verbeter de datum."),
        "future": _(
            "gevonden '%(found)s', verwacht een dag tot en met vandaag (%(today)s); verbeter de datum."
        ),
    }


def _of_a_row() -> dict[str, str]:
    return {
        "days_reversed": _("gevonden '%(found)s', verwacht een dag op of na de eerste dag (%(first)s); verbeter een van beide."),
        "report_before_end": _("gevonden '%(found)s', verwacht een verslag van op of na de laatste dag (%(last)s); verbeter een van beide."),
        "approved_before_report": _("gevonden '%(found)s', verwacht een goedkeuring op of na de datum van het verslag (%(report)s); verbeter een van beide."),
        "second_before_first": _("gevonden '%(found)s', verwacht een dag op of na de eerste goedkeuring (%(first)s); verbeter een van beide."),
        "half_without_day": _("gevonden niets, verwacht een datum zoals 2023-05-04, want de kolom ernaast is ingevuld."),
        "half_without_text": _("gevonden niets, verwacht waar of wie, want er staat wel een datum; vul aan of wis de datum."),
        "approved_nothing": _("gevonden niets, verwacht waar het verslag ligt, want het is goedgekeurd; vul het aan."),
        "second_without_first": _("gevonden niets, verwacht wie het verslag goedkeurde, want er is een tweede goedkeuring; vul het aan."),
        "second_same": _("gevonden '%(found)s', verwacht iemand anders dan wie het verslag goedkeurde; noem de tweede persoon."),
        "partner_missing": _("gevonden niets, verwacht de naam van de organisatie, want een partner organiseerde; vul de naam in."),
        "partner_unexpected": _("gevonden '%(found)s', verwacht niets, want LEVL organiseerde; wis dit of kies 'partner'."),
        "earlier_sum": _("gevonden %(found)s uit de doelgroep, maar ja, nee en onbekend zijn samen %(sum)s; verbeter de getallen of laat de drie kolommen leeg."),
        "project_new": _("gevonden '%(found)s', een project dat er nog niet is; %(maybe)s Een nieuw project? Vul dan ook 'rapport' in."),
        "twice": _("'%(found)s' staat ook op regel %(row)s, met hetzelfde project en dezelfde methode; verwijder er een of geef elk een eigen titel."),
        "held_differently": _("gevonden %(found)s, maar deze consultatie staat er al met andere gegevens: hier staat %(held)s; verbeter de werkmap, of verander de consultatie zelf."),
    }  # fmt: skip


def _of_sessions() -> dict[str, str]:
    return {
        "survey_with_sessions": _("een survey heeft geen sessies; verwijder haar regels op het blad Sessies."),
        "sessions_sum": _("gevonden %(found)s, maar op het blad Sessies zijn het er samen %(sum)s; verbeter een van beide."),
        "panel_sum": _("gevonden %(found)s, maar volgens het blad Sessies waren het minstens %(least)s en ten hoogste %(most)s verschillende mensen; verbeter een van beide."),
        "session_of_none": _("gevonden '%(found)s', maar dat project met die titel staat niet op het blad Consultaties; %(maybe)s"),
        "session_ambiguous": _("'%(found)s' staat meer dan één keer op het blad Consultaties; geef elke consultatie een eigen titel."),
        "session_outside": _("gevonden '%(found)s', verwacht een dag van %(first)s tot en met %(last)s; verbeter een van beide."),
    }  # fmt: skip
