"""What the importer of workbooks says, in the reader's language: its facts carry English only where they name English things."""

from collections.abc import Mapping

from consult.apart.workbook import WorkbookRefused
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.remarks import Remark, Sort
from consult.web.interface import _
from consult.web.staff.display import language_names
from consult.web.staff.import_choices import of_choices
from consult.web.staff.import_clauses import clause
from consult.web.staff.import_unanswered import of_unanswered
from consult.web.staff.translation_sentences import flaw


def titles() -> dict[Sort, str]:
    """What each sort of remark means for the instrument."""
    return {
        Sort.PROBLEM: _("Problemen in het bestand"),
        Sort.INACTIVE: _("Bewaard zoals het is, maar niet actief"),
        Sort.DROPPED: _("Weggelaten, want de vragenlijst is anoniem"),
        Sort.CHANGED: _("Anders overgenomen"),
        Sort.TO_DO: _("Nog te doen"),
    }


def told(remark: Remark) -> str:
    """One remark as a sentence."""
    of_form = {**_of_workbook(), **_of_limesurvey(), **_of_rows(), **of_choices(), **_of_conditions()}
    sentence = {**of_form, **of_unanswered(), **_to_do()}[remark.code]
    return _filled(sentence, {**remark.facts, **_languages_of(remark), **_clauses_of(remark)})


# The facts that are clauses of the core, by the remark that holds them; the others are names, numbers and cells.
_CLAUSES = {
    "list_missing": ("nearest",),
    "type_unknown": ("nearest",),
    "list_broken": ("why",),
    "list_kept": ("why",),
    "placeholder_kept": ("why",),
    "expression_wrong": ("found", "expected", "nearest"),
    "expression_unsupported": ("found",),
    "lss_table": ("what",),
    "lss_expression": ("found",),
}


def _languages_of(remark: Remark) -> dict[str, str]:
    """The languages that a remark names, as people call them."""
    facts = ("tags",) if remark.code == "translations_unread" else ("tag", "source")  # tags are of markup too
    named, names = {name: str(remark.facts.get(name, "")).split(", ") for name in facts}, language_names()
    return {
        name: ", ".join(names[tag] for tag in tags)
        for name, tags in named.items()
        if all(tag in LANGUAGES for tag in tags)
    }


def _clauses_of(remark: Remark) -> dict[str, str]:
    if remark.code == "translation_differs":
        return {"flaw": flaw((str(remark.facts["found"]), str(remark.facts["expected"])))}
    names = _CLAUSES.get(remark.code, ())
    return {name: clause(str(remark.facts[name])) for name in names if remark.facts.get(name)}


def refusal(refused: WorkbookRefused) -> str:
    """Why a file cannot be read at all, and what to do."""
    return _filled(_refusals()[refused.code], refused.facts)


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    return (sentence % dict(facts)).strip()


def _refusals() -> dict[str, str]:
    return {
        "empty_file": _("Het bestand is leeg. Exporteer het formulier opnieuw."),
        "file_too_large": _(
            "Het bestand is %(megabytes)s MB groot; hoogstens %(most)s. Haal afbeeldingen en andere bladen eruit."
        ),
        "truncated": _("Het bestand breekt af of is beschadigd. Download of kopieer het opnieuw."),
        "other_zip": _("Dit is een zip-bestand en geen werkmap. Haal de werkmap eruit."),
        "other_kind": _(
            "Dit is geen werkmap maar: %(kind)s. Bewaar het formulier als .xlsx, .xls, .csv of Markdown-tabel."
        ),
        "too_many_files": _(
            "Met het formulier kwamen meer dan %(most)s MB of %(files)s bestanden mee. Laat weg wat het niet noemt."
        ),
        "several_forms": _(
            "In de zip zit meer dan één formulier: %(forms)s. Maak van elk een eigen zip, met de beelden, geluiden en lijsten die het noemt, en neem ze een voor een over."
        ),
        "no_table": _(
            "Een tekst zonder regel met koppen. De eerste regel van de vragen noemt de kolommen: type, name, label."
        ),
        "zip_bomb": _(
            "De werkmap wordt uitgepakt groter dan %(most)s MB. Kopieer de bladen survey, choices en settings naar een nieuwe werkmap."
        ),
        "entities": _(
            "De werkmap bevat een XML-documenttype, wat geen rekenblad schrijft. Open ze in een rekenblad en bewaar ze opnieuw."
        ),
        "far_cell": _(
            "Er staat iets in cel %(cell)s, ver buiten elk formulier (hoogstens %(most)s rijen). Verwijder de rijen en kolommen achter het formulier."
        ),
        "sheet_too_large": _(
            "Blad %(sheet)s heeft %(rows)s rijen en %(columns)s kolommen; hoogstens %(most)s rijen. Verwijder het blad als het gegevens zijn."
        ),
        "too_many_sheets": _(
            "De werkmap heeft %(found)s bladen; hoogstens %(most)s. Bewaar survey, choices en settings."
        ),
        "too_much": _(
            "Deze werkmap lezen vraagt meer tijd of geheugen dan een formulier nodig heeft. Kopieer de bladen survey, choices en settings naar een nieuwe werkmap."
        ),
        "password": _("De werkmap is met een wachtwoord gesloten. Bewaar ze zonder."),
        "unreadable": _(
            "De werkmap is beschadigd of van een onbekende soort. Open ze in een rekenblad en bewaar ze als .xlsx."
        ),
        "unreadable_sheet": _(
            "Blad %(sheet)s is beschadigd. Open de werkmap in een rekenblad en bewaar ze opnieuw."
        ),
        "no_survey": _(
            "Er is geen blad met vragen; gevonden: %(sheets)s. Noem het blad survey en de kolommen type, name en label."
        ),
        "too_many_questions": _(
            "Het blad survey heeft %(rows)s rijen; hoogstens %(most)s. Splits het: niemand beantwoordt zoveel vragen."
        ),
        "too_many_choices": _(
            "De vragen bieden samen %(choices)s keuzes; hoogstens %(most)s. Maak de lange lijsten korter, of vraag ze één keer."
        ),
        "lss_other": _(
            "Dit is XML, maar geen vragenlijst van LimeSurvey: er staat %(found)s. Exporteer in LimeSurvey de structuur van de vragenlijst (.lss)."
        ),
        "lss_broken": _(
            "De vragenlijst breekt af of is beschadigd: regel %(line)s, kolom %(column)s is geen XML. Exporteer ze opnieuw uit LimeSurvey."
        ),
        "lss_entities": _(
            "De vragenlijst bevat een XML-documenttype, wat LimeSurvey niet schrijft. Exporteer ze opnieuw uit LimeSurvey."
        ),
        "lss_too_large": _(
            "De tabellen van de vragenlijst hebben %(rows)s rijen; hoogstens %(most)s. Exporteer alleen de structuur, zonder antwoorden."
        ),
        "lss_too_much": _(
            "Deze vragenlijst lezen vraagt meer tijd of geheugen dan nodig is. Exporteer de structuur opnieuw uit LimeSurvey."
        ),
        "lss_not_in_archive": _(
            "Het archief bevat geen structuur van een vragenlijst (.lss). Exporteer die uit LimeSurvey en kies dat bestand."
        ),
        "lss_archive_broken": _(
            "Het archief breekt af of is beschadigd. Download het opnieuw, of exporteer de structuur (.lss)."
        ),
        "lss_locked": _("Het archief is met een wachtwoord gesloten. Pak het uit en kies de .lss erin."),
        "lss_bomb": _(
            "De vragenlijst in het archief wordt uitgepakt groter dan %(most)s MB. Exporteer de structuur (.lss) opnieuw uit LimeSurvey."
        ),
        "lss_no_questions": _(
            "De vragenlijst heeft in geen enkele groep vragen. Exporteer de hele structuur uit LimeSurvey."
        ),
        "no_questions": _("Het blad survey heeft koppen en geen vragen. Schrijf ze eronder."),
    }


def _of_workbook() -> dict[str, str]:
    return {
        "misnamed": _(
            "Het bestand heet %(named)s en is in werkelijkheid een %(really)s; het is gelezen als wat het is."
        ),
        "macros": _("De werkmap heeft macro's; die zijn niet uitgevoerd en niet bewaard."),
        "survey_named": _(
            "De vragen staan op blad %(sheet)s; andere programma's zoeken ze onder de naam survey."
        ),
        "not_utf8": _(
            "De tekst is geen UTF-8 en is gelezen als Windows Latin. Bewaar ze als UTF-8 als letters verkeerd staan."
        ),
        "other_sheet": _("Blad %(sheet)s hoort niet bij een formulier; het is bewaard zoals het is."),
        "formula_without_value": _(
            "Een formule zonder bewaarde waarde. Open de werkmap in een rekenblad en bewaar ze, of schrijf de waarde."
        ),
        "error_value": _("De cel toont %(value)s. Herstel de formule of schrijf de waarde."),
        "unknown_column": _("Kolom %(heading)s is geen kolom van formulieren; ze is bewaard."),
        "column_twice": _(
            "Kolom %(heading)s staat er twee keer; de eerste is gelezen. Verwijder of hernoem er een."
        ),
        "setting_kept": _("Instelling %(setting)s betekent hier niets; ze is bewaard."),
        "same_language": _("%(names)s gelden als één taal: %(tag)s."),
        "language_unknown": _("Taal %(name)s kent dit systeem niet; haar %(count)s teksten zijn bewaard."),
        "language_empty": _("Taal %(name)s heeft geen teksten en wordt niet aangeboden."),
        "language_guessed": _(
            "Nergens staat in welke taal de teksten zijn; ze lijken op %(tag)s. Kies hierboven de taal als dat niet klopt."
        ),
        "unmarked_taken": _("Kolommen zonder taal gelden als %(tag)s."),
        "translation_missing": _(
            "Er is geen tekst in het %(tag)s en wel een in het %(source)s, die in de plaats staat. Vertaal hem in de werkmap, of later."
        ),
        "source_missing": _(
            "Er is geen tekst in het %(source)s; daar staat een andere taal. Schrijf hem in het %(source)s."
        ),
        "translation_differs": _(
            "De tekst in het %(tag)s past niet bij de bron en wordt niet getoond. %(flaw)s Laat beide hetzelfde zeggen."
        ),
        "markup_reduced": _("Opmaak is uit teksten gehaald: %(tags)s."),
        "signs_removed": _("Tekens die niemand ziet zijn weggehaald: %(signs)s."),
        "text_too_long": _(
            "Een tekst van %(length)s tekens; hoogstens %(most)s zijn bewaard. Maak hem korter."
        ),
    }


def _of_limesurvey() -> dict[str, str]:
    return {
        "lss_answers_left": _(
            "Het archief bevat ook antwoorden of deelnemers (%(files)s); die zijn niet overgenomen. Breng antwoorden apart binnen."
        ),
        "lss_table": _(
            "De vragenlijst heeft %(what)s (%(count)s rijen); die bestaan hier niet en zijn bewaard."
        ),
        "lss_policy": _(
            "De vragenlijst heeft een eigen privacyverklaring; ze is bewaard, en de standaardtoestemming staat in de plaats. Lees beide, en schrijf in de toestemming wat hier waar is."
        ),
        "lss_type": _("Vragen van het type %(type)s van LimeSurvey kunnen hier niet."),
        "lss_no_rows": _("De vraag heeft geen deelvragen. Voeg haar rijen toe in LimeSurvey."),
        "lss_lost": _(
            "De vraag staat in geen enkele groep en is weggelaten. Zet ze in LimeSurvey in een groep en exporteer opnieuw."
        ),
        "lss_front_shows": _(
            "%(text)s toont %(shown)s, dat daar niet gekend is; er staat … in de plaats. Herschrijf die tekst."
        ),
        "lss_row_relevance": _(
            "Rijen %(rows)s worden enkel aan sommigen getoond, en wat hier gerangschikt wordt is voor iedereen hetzelfde."
        ),
        "lss_filter": _(
            "Haar rijen worden getoond naar wat op %(found)s geantwoord is, en dat heeft niet voor elk ervan een keuze om aan te vinken."
        ),
        "lss_worked_out": _("Wat een tekst toont, wordt berekend onder de naam %(name)s: %(calculation)s"),
        "lss_hidden": _("De vraag is verborgen in LimeSurvey: niemand beantwoordt ze."),
        "lss_attribute": _("Instelling %(attribute)s kan niet; de vraag wordt zonder gesteld."),
        "lss_expression_broken": _(
            "%(what)s: haakjes of aanhalingstekens sluiten niet, in: %(written)s. Herstel de uitdrukking in LimeSurvey en exporteer opnieuw."
        ),
        "lss_group_twice": _(
            "Groep %(gid)s staat er twee keer; de eerste is gelezen. Exporteer de vragenlijst opnieuw uit LimeSurvey."
        ),
        "lss_expression": _(
            "%(what)s: %(found)s bestaat hier niet, in: %(written)s. Schrijf de voorwaarde in het bestand zodra de vraag er staat."
        ),
    }


def _of_rows() -> dict[str, str]:
    return {
        "type_missing": _("Een rij zonder type. Schrijf wat voor vraag het is, of verwijder de rij."),
        "type_unknown": _("Onbekend type: %(type)s. %(nearest)s"),
        "type_unsupported": _("Type %(type)s kan nog niet."),
        "type_of_device": _(
            "%(type)s zou vastleggen wie antwoordt, wanneer precies of met welk toestel. Een anonieme vragenlijst doet dat niet."
        ),
        "name_missing": _("%(type)s zonder naam. Geef een naam."),
        "name_wrong": _(
            "%(name)s is geen naam. Gebruik letters, cijfers, _ en -, een letter of _ eerst, hoogstens 64."
        ),
        "name_twice": _("Naam %(name)s staat er twee keer; het eerst in %(first)s. Hernoem er een."),
        "name_taken": _("%(name)s betekent iets anders in bewaarde antwoorden. Hernoem de vraag."),
        "label_missing": _(
            "Vraag %(name)s heeft geen tekst in een taal die aangeboden wordt. Schrijf haar label."
        ),
        "end_without_begin": _("Een einde (%(what)s) zonder begin. Verwijder het, of voeg het begin toe."),
        "begin_without_end": _(
            "Een begin (%(what)s) zonder einde: alles tot het einde van het blad valt erin. Voeg het einde toe."
        ),
        "wrong_end": _(
            "Hier staat %(found)s terwijl een %(open)s open is. Sluit wat het laatst begon eerst."
        ),
        "repeat_most": _(
            "De herhaling %(name)s wordt hoogstens %(most)s keer gesteld: elke keer is een eigen kolom. "
            "Schrijf in het bestand een ander getal bij most waar dat te weinig of te veel is."
        ),
        "range_wrong": _(
            "Uit %(parameters)s volgt geen bereik van hoogstens 100000 stappen. Schrijf start, end en step, zoals start=0 end=10 step=1."
        ),
        "table_unrolled": _("De rijen van een tabel worden onder elkaar gevraagd, elk met de keuzes erbij."),
        "language_stood_in": _(
            'consult spreekt geen taal van dit formulier: de teksten in "%(name)s" staan op de plaats van die in %(tag)s. Kies bij de bron de taal waar ze het dichtst bij staan, of voeg er een toe die consult spreekt.'
        ),
        "name_replaced": _(
            'Antwoorden op "%(name)s" worden bewaard onder "%(stored)s", want een naam heeft hier letters zonder accenten, cijfers, _ en -.'
        ),
        "name_shared": _(
            'Antwoorden op "%(name)s" worden bewaard onder "%(stored)s", want iets anders heet hier al zo.'
        ),
        "choice_replaced": _(
            'De keuze "%(name)s" wordt bewaard als "%(stored)s", want de andere is hier geen code.'
        ),
        "list_replaced": _('De lijst "%(name)s" heet hier "%(stored)s", want de andere naam kan niet.'),
        "label_absent": _(
            'De vraag "%(name)s" heeft geen tekst in een taal die aangeboden wordt; haar naam staat er. Schrijf haar tekst.'
        ),
        "typed_value": _("Zonder tekst en met een berekening wordt dit berekend."),
        "shown_value": _(
            "Wat niemand kan beantwoorden (read_only), wordt berekend en niet getoond. Toon het met ${...} in een andere vraag."
        ),
        "disabled": _("De rij is uitgeschakeld (disabled)."),
        "flag_wrong": _("%(value)s is geen ja en geen nee; het geldt als nee. Schrijf yes of no."),
        "dynamic_required": _("Verplicht volgens %(value)s kan nog niet; de vraag is niet verplicht."),
        "list_file_missing": _(
            "De lijst met keuzes in %(file)s kwam niet mee. Stuur een zip met de werkmap en haar bestanden."
        ),
        "list_file_wrong": _("In %(file)s staan geen leesbare keuzes: %(why)s. Verbeter het bestand."),
        "media_missing": _(
            "Het bestand %(file)s kwam niet mee; de vraag wordt zonder gesteld. Stuur een zip met de werkmap en haar bestanden."
        ),
        "media_refused": _(
            "Het bestand %(file)s wordt niet getoond: %(found)s; verwacht: %(expected)s. Verbeter het bestand."
        ),
        "note_calculated": _(
            "De berekening van een tekst waar niets naar kijkt, wordt niet gemaakt; de tekst staat er wel."
        ),
        "property_kept": _("%(property)s kan nog niet; de vraag wordt zonder gesteld."),
        "trigger_kept": _("De trigger wordt niet eerder gevraagd; de berekening volgt elke wijziging."),
        "appearance_kept": _("Weergave %(appearance)s betekent hier niets; de vraag ziet eruit als andere."),
        "page_split": _(
            "De pagina van %(group)s is gesplitst voor %(name)s, want dat hangt af van een antwoord op die pagina."
        ),
        "nothing_asked": _(
            "Er blijft niets over dat gevraagd kan worden: er is geen vragenlijst gemaakt. Verbeter wat bij de rijen staat."
        ),
        "not_loaded": _("Dit kan niet zo (in het Engels): %(sentence)s"),
        "constraint_left": _("De vraag wordt zonder haar controle gesteld (in het Engels): %(sentence)s"),
        "default_left": _(
            "Het antwoord waarmee de vraag zou beginnen, is weggelaten (in het Engels): %(sentence)s"
        ),
        "was_inactive": _(
            "De rij was geen vraag van het instrument toen de werkmap geschreven werd. Ze blijft zoals ze is. Maak haar cel onder consult::asked leeg om ze te laten stellen."
        ),
        "read_back": _(
            "De werkmap is door consult geschreven. Ze is teruggelezen met wat haar eigen kolommen en bladen zeggen."
        ),
    }


def _of_conditions() -> dict[str, str]:
    return {
        "expression_wrong": _("%(what)s: %(found)s; %(expected)s. %(nearest)s"),
        "expression_unsupported": _("%(what)s: %(found)s kan nog niet."),
        "depends_on_inactive": _("%(what)s kijkt naar %(name)s, dat niet actief is."),
        "depends_on_dropped": _("%(what)s kijkt naar %(name)s, dat niet vastgelegd wordt."),
        "depends_on_later": _(
            "%(what)s kijkt naar %(name)s, dat pas later beantwoord wordt. Verplaats een van beide."
        ),
        "chain_too_long": _(
            "Dit steunt op meer dan %(most)s berekeningen na elkaar. Reken het in minder stappen uit."
        ),
        "label_of_source": _(
            "%(what)s: de tekst die opgezocht wordt, is in elke taal die in %(source)s. Toon het antwoord zelf in een tekst, met ${...}: dat is in de taal van de pagina."
        ),
        "circle": _("Dit hangt van zichzelf af: %(way)s. Doorbreek de kring."),
        "constraint_kept": _("De controle (constraint) wordt niet toegepast; de vraag wordt zonder gesteld."),
        "message_added": _("Een controle zonder boodschap; het formulier zegt een algemene."),
        "quotes_straightened": _(
            "Krulaanhalingstekens en harde spaties in een uitdrukking zijn gewoon gemaakt."
        ),
        "placeholder_kept": _("De tekst toont ${%(name)s}: %(why)s."),
    }


def _to_do() -> dict[str, str]:
    return {
        "rows_not_asked": _(
            "Bewaard en niet gesteld: %(count)s van de rijen van het formulier. Neem het opnieuw over om bij elke rij te lezen waarom."
        ),
        "roles_undecided": _(
            "%(count)s vragen hebben nog geen rol: hun antwoorden worden bewaard en vertrekken nergens mee voor ze er een hebben. Geef elke vraag een rol in het uitgaveprofiel."
        ),
        "consent_standard": _(
            "Een formulier van elders heeft geen toestemming; de standaardtekst is ingevuld. Lees hem na en maak hem waar."
        ),
        "translations_unread": _(
            "Teksten in %(tags)s gelden als ontwerp: respondenten zien ze alleen in een demonstratie. Vink aan welke talen een spreker nagelezen heeft."
        ),
        "alternative_missing": _(
            "Wat %(count)s afbeeldingen of films tonen, staat nergens in woorden. Tot iemand het schrijft (`alt:`), zien respondenten ze alleen in een demonstratie."
        ),
        "counts_nothing": _(
            "Niets vraagt of iemand tot de doelgroep hoort: consultaties met dit formulier tellen geen mensen. Voeg zo'n vraag toe."
        ),
    }
