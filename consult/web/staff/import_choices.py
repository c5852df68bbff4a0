"""What the importer says of lists of choices, in the reader's language."""

from consult.web.interface import _


def of_choices() -> dict[str, str]:
    """The sentences by code."""
    return {
        "no_list_column": _(
            "Geen kolommen list_name en name op blad %(sheet)s. Schrijf ze op de eerste rij."
        ),
        "list_missing": _("Lijst %(list)s staat niet op blad %(sheet)s. %(nearest)s"),
        "list_unnamed": _("Het type noemt geen keuzelijst. Schrijf bijvoorbeeld: select_one yes_no."),
        "list_unused": _("Lijsten die geen vraag hier gebruikt; ze zijn bewaard: %(lists)s."),
        "choice_incomplete": _(
            "Een keuze zonder %(what)s; ze is weggelaten. Vul het in, of verwijder de rij."
        ),
        "choice_name_wrong": _(
            "Keuze %(name)s in %(list)s kan niet bewaard worden. Gebruik letters, cijfers, . + - en _, hoogstens 64, geen aanhalingstekens."
        ),
        "choice_name_taken": _(
            "Keuze %(name)s in %(list)s betekent iets anders in bewaarde antwoorden. Hernoem ze."
        ),
        "choice_placeholder": _("Een keuze toont ${%(name)s}: %(why)s."),
        "repeat_not_offered": _("Uit %(name)s kan niet gekozen worden: %(why)s."),
        "choice_spaced": _(
            "%(name)s in lijst %(list)s bevat een spatie; die scheidt de codes van een select_multiple. Hernoem ze."
        ),
        "choice_twice": _(
            "Keuze %(name)s staat twee keer in %(list)s; de eerste is gelezen. Verwijder of hernoem er een."
        ),
        "note_wordless": _(
            "De tekst %(name)s heeft geen woorden: haar naam wordt getoond, en voorgelezen aan wie niet ziet wat er nog staat. Schrijf haar label."
        ),
        "range_turned": _("Een schaal die afdaalt, wordt van laag naar hoog getoond."),
        "column_slip": _(
            'Kolom "%(heading)s" kennen formulieren niet; wat er een cel in heeft, is niet duidelijk. Bedoelde u "%(nearest)s"?'
        ),
        "depends_on_group": _("%(what)s kijkt naar %(name)s, dat een groep is en zelf geen antwoord heeft."),
        "count_from_inside": _(
            "Hoe vaak de herhaling gevraagd wordt, hangt af van %(name)s erin, en dat kan niet. Laat repeat_count leeg: dan wordt na elke keer gevraagd of er nog een is."
        ),
        "asked_of_each": _(
            "Wat erin staat, wordt van elk van de %(count)s keuzes van %(list)s gevraagd, de ene na de andere."
        ),
        "choice_joined": _(
            "De keuze %(name)s staat meer dan één keer in %(list)s; ze wordt aangeboden waar een van haar rijen dat zou worden."
        ),
        "choice_joined_unasked": _(
            "De keuze %(name)s staat meer dan één keer in %(list)s; ze wordt aangeboden waar een van haar rijen dat zou worden. Schrijf yes onder allow_choice_duplicates bij de instellingen, of hernoem er een."
        ),
        "choice_again": _(
            "De keuze %(name)s staat twee keer in %(list)s met andere teksten, wat het formulier toelaat; de eerste telt."
        ),
        "list_doubled": _(
            "De lijst %(list)s heeft %(name)s meer dan één keer met andere teksten: een filter die ze uit elkaar houdt, kan niet."
        ),
        "lookup_of_again": _(
            "Er wordt iets opgezocht in %(list)s dat de rijen van één keuze anders zeggen. Geef elke rij een eigen naam."
        ),
        "filter_of_again": _(
            "De filter kan niet van elke rij van een keuze gezegd worden die vaak in %(list)s staat. Vergelijk er één kolom met één antwoord in."
        ),
        "choice_unlabelled": _(
            "Keuze %(name)s in %(list)s heeft geen tekst; haar naam wordt getoond. Schrijf haar label."
        ),
        "list_broken": _("Lijst %(list)s kan niet gebruikt worden: %(why)s Herstel ze op blad %(sheet)s."),
        "list_in_two_sheets": _(
            "Andere vragen gebruiken lijst %(list)s van een ander blad (%(sheets)s). Hernoem een van de lijsten."
        ),
        "list_kept": _("Lijst %(list)s kan niet gebruikt worden: %(why)s"),
        "or_other_twice": _(
            "Lijst %(list)s heeft een keuze other en het type voegt er een toe. Verwijder een van beide."
        ),
    }
