"""What is wrong with a file, in the language of who reads the page: Dutch here, by the kind of mistake; the core says it in English."""

from collections.abc import Mapping
from pathlib import PurePath

from flask import g
from markupsafe import Markup, escape

from consult.instrument.problems import Problem, Said
from consult.web.interface import SOURCE_LANGUAGE, _
from consult.web.staff.import_clauses import clause
from consult.web.staff.translation_sentences import flaw
from consult.web.staff.workbook_sentences import why_unread

_FLAW = '"%(key)s" has %(found)s'  # what the gates of translations found, for which there are words already


def problem_sentence(problem: Problem) -> Markup:
    """One mistake and how to mend it, without its place."""
    if g.get("language") != SOURCE_LANGUAGE:
        return escape(problem.sentence)
    if problem.kind == _FLAW:
        return escape(f"{problem.values['key']}: {flaw((str(problem.values['found']), problem.expected))}")
    dutch = DUTCH.get(problem.kind)
    if dutch is None:  # an expression: its clauses have their own words
        said = f"{clause(problem.found)}; {clause(problem.expected)}."
    else:
        said = dutch % {"expected": problem.expected, **_in_dutch(problem.values)}
    nearest = _('Bedoelde u "%(name)s"?', name=problem.nearest) if problem.nearest else ""
    return escape(f"{said} {nearest}".rstrip())


def placed_sentence(problem: Problem) -> Markup:
    """The same with where it stands: the name of the file and the line or the cell."""
    place = PurePath(problem.file).name + (f":{problem.line}" if problem.line else "")
    return Markup("<code>{}</code>: {}").format(place, problem_sentence(problem))


def _in_dutch(values: Mapping[str, object]) -> dict[str, object]:
    said = {name: _value(value) for name, value in values.items()}
    if isinstance(facts := values.get("facts"), Mapping):
        said["workbook"] = why_unread(str(values["code"]), facts)
    return said


def _value(value: object) -> object:
    """What differs: a clause of its own is said in Dutch, a name or a number stays."""
    if isinstance(value, Said):
        return DUTCH[value.kind] % _in_dutch(value.values)
    return _WORDS.get(value, value) if isinstance(value, str) else value


_WORDS = {
    "the instrument": "het instrument",
    "the block": "het blok",
    "codes": "codes",
    "numbers": "getallen",
    "anything": "van alles",
    "question": "vraag",
    "page": "pagina",
    "choice": "keuze",
    "row": "rij",
    "repeat": "herhaling",
    "name": "naam",
    "report": "rapport",
    "method": "methode",
    "counting": "telling",
    "none": "geen",
    "of people": "van mensen",
}

DUTCH: Mapping[str, str] = {
    # --- parts of what follows
    "%(what)s%(named)s": "%(what)s%(named)s",
    " (and %(number)s beside it)": " (en %(number)s ernaast)",
    'question "%(name)s"%(beside)s': 'vraag "%(name)s"%(beside)s',
    'lineage of "%(name)s"': 'afkomst van "%(name)s"',
    # --- the file
    "bytes that are not UTF-8": "Dit bestand is geen UTF-8. Bewaar het als UTF-8.",
    "a file of %(bytes)s bytes": "Dit bestand is te groot (%(bytes)s bytes). Splits het.",
    "%(length)s characters": "Dit bestand is te groot (%(length)s tekens). Splits het.",
    "no keys and values": "Hier staan geen woorden met een waarde. Een instrument begint met `instrument: ...`.",
    "an alias (*name) stands for this": "Hier staat een verwijzing (*naam). Schrijf elke waarde uit.",
    "a character that YAML does not allow": "Hier staat een teken dat in YAML niet mag. Typ de tekst opnieuw.",
    "%(yaml)s": "Dit is geen goede YAML (%(yaml)s). Kijk haakjes, aanhalingstekens en inspringen na; een tekst met een dubbele punt en een spatie staat tussen aanhalingstekens.",
    '"%(opens)s" opens here, and goes on until line %(line)s, column %(column)s': 'De "%(opens)s" die hier opent, loopt door tot regel %(line)s, kolom %(column)s, en daar klopt ze niet meer. Zet komma\'s tussen de waarden en sluit met "%(closes)s", of zet een tekst met een dubbele punt, komma of haakje tussen aanhalingstekens.',
    "a quotation mark opens here and never closes": "Hier opent een aanhalingsteken dat nergens sluit. Sluit het.",
    "%(nested)s": "Wat hier in elkaar staat, is te diep (%(nested)s). Gebruik minder haakjes en [...] in elkaar.",
    "%(too_many)s": "De herhalingen worden samen te groot (%(too_many)s). Schrijf bij most een kleiner getal, of stel minder vragen.",
    "values nested too deeply": "Waarden zitten te diep in elkaar: een instrument is vijf diep. Maak het vlakker.",
    "%(name)s: invisible characters %(signs)s": "In %(name)s staan onzichtbare tekens (%(signs)s). Typ de tekst opnieuw zonder die tekens.",
    "%(name)s is no table": "%(name)s is geen tabel: een cel die met een aanhalingsteken begint, eindigt er ook mee.",
    "invisible characters %(signs)s": "Er staan onzichtbare tekens in (%(signs)s). Typ de tekst opnieuw zonder die tekens.",
    '"%(name)s" in the file of %(address)s': 'In het bestand van %(address)s staat het instrument "%(name)s". Het heet zoals zijn bestand: hernoem een van beide.',
    # --- words and values
    'unknown key "%(name)s" in %(what)s': '%(what)s kent het woord "%(name)s" niet.',
    '"%(name)s" stands twice in %(what)s': '"%(name)s" staat twee keer in %(what)s. Haal er één weg.',
    '"%(key)s" is missing in %(what)s': 'In %(what)s ontbreekt "%(key)s". Voeg het toe.',
    '"%(key)s" is a list or a mapping': 'Bij "%(key)s" staat een lijst en hoort een tekst. Zet er aanhalingstekens rond.',
    '"%(key)s" is empty': '"%(key)s" is leeg. Schrijf een tekst, of haal het woord weg.',
    '"%(text)s" is not a name': '"%(text)s" is geen naam. Gebruik letters, cijfers, _ en -, hoogstens 64 tekens.',
    '"%(name)s" is not a name': '"%(name)s" is geen naam. Gebruik hoogstens 64 tekens, zonder aanhalingstekens en zonder /.',
    '"%(row)s" is no name of a row': '"%(row)s" is geen naam voor een rij. Gebruik hoogstens 64 tekens, zonder spaties en aanhalingstekens.',
    '"%(code)s" is no code': '"%(code)s" is geen code. Gebruik hoogstens 64 tekens, zonder aanhalingstekens en zonder /image, /audio, /video of /alt op het einde.',
    '"%(key)s" is neither true nor false': 'Bij "%(key)s" hoort true of false.',
    '"%(key)s" is not a whole number': 'Bij "%(key)s" hoort een geheel getal, zoals 12.',
    '"%(key)s" is not a list': 'Bij "%(key)s" hoort een lijst: regels die met - beginnen, of tussen [ ].',
    '"%(key)s" is "%(text)s"': 'Bij "%(key)s" staat "%(text)s". Kies een van: %(words)s.',
    'an item of "%(key)s" is not a word': 'In de lijst bij "%(key)s" staat iets anders dan een woord. Schrijf bijvoorbeeld [R7, R8].',
    "%(what)s has no keys": "%(what)s heeft geen woorden met een waarde. Mogelijk zijn: %(keys)s.",
    '"%(name)s" is taken': 'De naam "%(name)s" is bezet. Kies een andere.',
    '%(what)s "%(name)s" is used twice': '%(what)s "%(name)s" komt twee keer voor. Hernoem er een.',
    '%(what)s "%(name)s" is used twice in "%(where)s"': '%(what)s "%(name)s" komt twee keer voor in "%(where)s". Hernoem er een.',
    '"%(key)s" in %(what)s': '"%(key)s" hoort niet bij %(what)s. Haal het weg.',
    # --- the instrument, its languages and pages
    '"%(name)s"': '"%(name)s" is geen naam van een instrument. Schrijf <rapport>/<naam>, in kleine letters en met streepjes.',
    '"%(name)s" for the report %(report)s': '"%(name)s" hoort bij het rapport %(report)s: laat de naam daarmee beginnen.',
    "%(key)s for what never counts": "%(key)s staat bij wat nooit telt. Haal het weg, of haal counting: none weg.",
    'unknown language "%(tag)s"': 'De taal "%(tag)s" is niet bekend.',
    '"%(tag)s" comes first': 'De taal "%(tag)s" staat eerst. Zet de taal van de bron eerst.',
    "a language stands twice": "Een taal staat twee keer. Haal er één weg.",
    'page "%(name)s" is taken': 'Op het adres "%(name)s" heeft de vragenlijst zelf een pagina. Hernoem deze.',
    "a page without questions": "Een pagina zonder vragen. Haal ze weg.",
    "a repeat without pages": "Een herhaling zonder pagina's. Haal ze weg.",
    "at most %(most)s": "Hoogstens %(most)s keer kan niet. Schrijf bij most een ander getal, vanaf 1.",
    "no heading on %(what)s": "%(what)s heeft geen titel. Voeg title toe.",
    "%(what)s comes after a closing page": "%(what)s staat na een pagina van het slot. Verplaats ze.",
    '%(question)s gives the answer to "%(name)s" again': '%(question)s geeft het antwoord op "%(name)s" opnieuw, en beloofd was dat het niet bewaard wordt. Leid er een klasse uit af, of schrijf ook hier keep: derived.',
    "nothing is derived from %(what)s": "Uit %(what)s wordt niets afgeleid. Bewaar het antwoord, of leid er iets uit af met een calculate.",
    # --- blocks
    'no block "%(name)s"': 'Er is geen blok "%(name)s" in blocks/.',
    'more keys beside "block: %(name)s"': 'Naast "block: %(name)s" staat nog iets. Haal dat weg.',
    '"%(value)s" in %(name)s': 'Het blok heet "%(value)s" en zijn bestand %(name)s. Geef ze één naam.',
    'another list "%(value)s" than in the block': 'De lijst "%(value)s" is een andere dan in het blok. Hernoem er een.',
    # --- choices
    '"%(name)s" as a list of choices': '"%(name)s" is geen lijst met keuzes. Noem een .csv in de eigen map van het instrument.',
    'no file "%(name)s"': 'Het bestand "%(name)s" is er niet. Leg het bij het instrument.',
    "%(name)s: %(bytes)s bytes": "%(name)s is te groot (%(bytes)s bytes). Maak de lijst korter.",
    "%(name)s: bytes that are not UTF-8": "%(name)s is geen UTF-8. Bewaar het als UTF-8.",
    'no column "%(heading)s"': 'Er is geen kolom "%(heading)s".',
    'the table of "%(name)s" begins with "%(headings)s"': 'De tabel van "%(name)s" begint met "%(headings)s". De eerste regel is name,label en daarna de kolommen voor een filter.',
    '"%(code)s" in the table of "%(name)s"': 'In de tabel van "%(name)s" is "%(code)s" geen naam van een keuze. Hernoem ze.',
    'choice "%(code)s" is used twice in "%(name)s"': 'Keuze "%(code)s" komt twee keer voor in "%(name)s". Hernoem er een.',
    'choice "%(code)s" of "%(name)s" has no label': 'Keuze "%(code)s" van "%(name)s" heeft geen tekst. Schrijf die.',
    'choice "%(code)s" of "%(name)s" has too many cells': 'Keuze "%(code)s" van "%(name)s" heeft te veel cellen. Zet een cel met een komma tussen aanhalingstekens.',
    'list "%(name)s" has no choices': 'De lijst "%(name)s" heeft geen keuzes. Voeg ze toe.',
    'list "%(name)s" is never used': 'Geen vraag of uitdrukking gebruikt de lijst "%(name)s". Haal ze weg.',
    'unknown list "%(list)s"': 'Er is geen lijst "%(list)s" bij choices. Voeg ze toe.',
    '"%(code)s" is a choice of "%(list_name)s"': '"%(code)s" is al een keuze van "%(list_name)s", en or_other voegt er een van die naam toe. Haal een van beide weg.',
    '"%(spaced)s" is a choice of %(what)s': '%(what)s heeft een keuze "%(spaced)s" met een spatie. Hernoem ze.',
    '%(what)s chooses from "%(name)s"': '%(what)s kiest uit "%(name)s". Noem een vraag in een herhaling, die eerder gesteld wordt.',
    "a choice_filter in %(what)s": "%(what)s heeft een choice_filter. Al wat in een herhaling geantwoord is, wordt aangeboden: haal hem weg.",
    # --- questions
    'unknown type "%(type)s"': 'Het type "%(type)s" is niet bekend.',
    '"%(words)s"': '"%(words)s" is te veel: dit type staat alleen. Haal de rest weg.',
    '"%(value)s"': '"%(value)s" is zo geen type. Noem er één lijst bij.',
    '"disclosure" is missing in %(what)s': 'In %(what)s ontbreekt "disclosure": wat het antwoord over iemand zegt. Voeg het toe.',
    '"keep" is "%(written)s"': 'Bij keep staat "%(written)s". Schrijf true, false of derived.',
    'appearance "%(appearance)s" for %(kind)s': 'De weergave "%(appearance)s" bestaat niet voor %(kind)s. Haal ze weg.',
    "no rows": "Een matrix heeft minstens één rij. Voeg ze toe.",
    "from %(start)s to %(end)s in steps of %(step)s": "Van %(start)s tot %(end)s in stappen van %(step)s kan niet. Verbeter start, end of step.",
    '"%(text)s" is no number': '"%(text)s" is geen getal. Schrijf cijfers, met een punt voor de breuk.',
    "an expression in %(what)s, which is read_only": "%(what)s is read_only en heeft een uitdrukking als default. Schrijf een waarde, of maak er een calculate van en toon die met ${naam} in een note op een latere pagina.",
    'default "%(default)s" of %(what)s': 'De default "%(default)s" van %(what)s is geen antwoord dat daar kan. Verbeter hem, of haal hem weg.',
    'nothing is said in "%(mode)s"': 'Bij "%(mode)s" staat niets. Voeg een tekst toe, of haal het weg.',
    '"%(word)s" in unprompted': '"%(word)s" hoort niet bij unprompted. Haal het weg, of bied dat antwoord aan.',
    '"%(word)s" stands twice': '"%(word)s" staat twee keer. Haal er één weg.',
    "since: 0": "Bij since staat 0. Schrijf het nummer van een versie; de eerste is 1.",
    "%(was)s under was": "Onder was staat iets twee keer: %(was)s. Haal er één weg.",
    'change: %(change)s with %(was)s earlier question%(plural)s under "was"': 'Bij change: %(change)s passen geen %(was)s vragen onder "was". Wat nieuw is komt van geen, wat samengevoegd is van minstens twee, al het andere van één.',
    # --- expressions and placeholders
    "found %(found)s in %(key)s": "In %(key)s staat %(found)s; verwacht: %(expected)s.",
    "%(what)s depends on itself: %(way)s": "%(what)s hangt van zichzelf af: %(way)s. Doorbreek de kring.",
    '"%(name)s"%(through)s is not answered yet in %(what)s': '"%(name)s"%(through)s is nog niet beantwoord bij %(what)s. Verplaats een van beide.',
    'counting reads "%(name)s"': 'counting leest "%(name)s", en dat wordt niet bewaard.',
    '"%(name)s" gives %(given)s': '"%(name)s" geeft %(given)s, wat de telling niet kent. Leid het af met een calculate.',
    'broken placeholder "%(text)s"': 'De plaatshouder "%(text)s" is stuk. Schrijf ${naam}.',
    'a placeholder in "%(key)s"': 'In "%(key)s" kan geen plaatshouder staan. Haal hem weg.',
    'placeholder "${%(name)s}" in %(what)s': 'De plaatshouder "${%(name)s}" in %(what)s kan daar niet. Noem een vraag die eerder beantwoord wordt.',
    '"%(shown)s" in choice "%(name)s" of %(what)s': 'Keuze "%(name)s" van %(what)s toont "%(shown)s", en dat kan daar niet. Noem een vraag die eerder beantwoord wordt.',
    '"%(text)s" as trigger': '"%(text)s" is geen trigger. Schrijf namen van vragen: [a, b].',
    "an empty trigger in %(what)s": "De trigger van %(what)s is leeg. Noem een vraag.",
    '"%(name)s" triggers %(what)s': '"%(name)s" kan geen trigger van %(what)s zijn. Noem een vraag die gesteld wordt.',
    '"%(name)s" is asked later than where %(what)s stands': '"%(name)s" wordt pas na %(what)s gevraagd. Verplaats een van beide.',
    # --- pictures, sound and film
    "%(what)s shows nothing": "%(what)s toont niets. Haal de beschrijving weg.",
    '"%(name)s" as the name of a file': '"%(name)s" is geen naam van een bestand. Schrijf alleen de naam.',
    '"%(name)s" as %(property)s': '"%(name)s" is geen bestand voor %(property)s. Noem er een van die soort.',
    "%(name)s: %(length)s kB": "%(name)s is te groot (%(length)s kB). Maak het kleiner.",
    "%(name)s: %(found)s": "%(name)s kan niet getoond worden (%(found)s). Verbeter het bestand.",
    # --- what may still change once it was asked
    'the %(what)s is "%(now)s"': 'De %(what)s is nu "%(now)s", en dat verandert niet meer na een publicatie. Maak een ander instrument.',
    'question "%(name)s" is %(type)s': 'Vraag "%(name)s" is nu %(type)s en was bij de publicatie van een ander type. Geef de nieuwe vraag een eigen naam.',
    'question "%(name)s" is now called "%(other)s"': 'Vraag "%(name)s" heet nu "%(other)s". Een naam verandert niet meer na een publicatie: zet hem terug, of zeg bij "lineage" wat de vraag was of dat ze nieuw is.',
    "%(subject)s is %(now)s": "%(subject)s staat nu anders in herhalingen dan bij de publicatie, en haar kolommen heten daarnaar. Zet het terug, of geef een nieuwe vraag een eigen naam.",
    '%(subject)s is in the repeat "%(now)s", not in "%(was)s"': '%(subject)s staat nu in de herhaling "%(now)s" en stond bij de publicatie in "%(was)s", waar de kolommen naar tellen. Geef de nieuwe vraag een eigen naam.',
    'calculate "%(name)s" gives %(now)s': 'De berekening "%(name)s" gaf %(was)s en geeft nu %(now)s. Geef de nieuwe berekening een eigen naam.',
    '"%(name)s" is no longer the file that was looked at': 'Het bestand "%(name)s" is veranderd sinds u het bekeek. Bekijk het instrument opnieuw en publiceer dan.',
    "%(subject)s can be asked %(most)s times": "%(subject)s kan nu %(most)s keer gesteld worden, minder dan bij de publicatie. Zet het getal terug.",
    'column "%(variable)s" is of question "%(now)s"': 'De kolom "%(variable)s" is nu van vraag "%(now)s" en was van een andere. Hernoem de nieuwe vraag.',
    'question "%(name)s" identifies people': 'Vraag "%(name)s" maakt mensen herkenbaar, en de vragenlijst is anoniem gepubliceerd. Maak een ander instrument.',
    'question "%(name)s" is now kept': 'Het antwoord op "%(name)s" wordt nu bewaard, en beloofd was van niet. Schrijf keep: derived.',
    "the text of the consent changed": "De toestemming leest anders, met dezelfde versie. Verhoog version bij consent.",
    'the text of the consent in "%(language)s" changed': 'De toestemming leest anders in taal "%(language)s", met dezelfde versie. Verhoog version bij consent.',
    'lineage of "%(name)s": "%(other)s" was never asked': 'Afkomst van "%(name)s": "%(other)s" werd nooit gevraagd. Noem een vraag van een eerdere versie.',
    'lineage of "%(name)s": %(change)s, but "%(other)s" was %(type)s': 'Afkomst van "%(name)s": %(change)s, maar "%(other)s" was %(type)s. Een ander type is een andere vraag: schrijf change: new.',
    'lineage of "%(name)s": the same as "%(was)s"': 'Afkomst van "%(name)s": dezelfde als "%(was)s". Een naam verandert niet: noem ze "%(was)s".',
    "%(here)s: since %(since)s": "%(here)s: since %(since)s klopt niet. Schrijf de eerste versie die de vraag heeft.",
    "%(here)s: new": "%(here)s: nieuw, maar een eerdere versie vroeg dit al. Schrijf since, of wat er veranderde.",
    # --- translations
    _FLAW: "%(key)s: %(found)s.",
    "no gettext catalogue": "Dit is geen po-bestand in UTF-8, of het is stuk. Herstel het.",
    "a text without quotation marks": 'Deze tekst staat niet tussen aanhalingstekens. Zet er een recht aanhalingsteken (") voor en erna.',
    "a text without the quotation mark before it": 'Voor deze tekst ontbreekt het aanhalingsteken ("). Zet het ervoor, en kijk of de eerste letter er nog staat.',
    "a text without the quotation mark after it": 'Na deze tekst ontbreekt het aanhalingsteken ("). Zet het erna, en kijk of de laatste letter er nog staat.',
    "a quotation mark inside a text": 'Midden in deze tekst staat een aanhalingsteken. Hoort het bij de tekst, schrijf dan \\"; neem weg wat na het laatste staat.',
    "%(word)s out of its place": "%(word)s staat niet op zijn plaats: een tekst heeft msgctxt, msgid en msgstr, in die volgorde en elk een keer. Bewaar het bestand opnieuw in zijn geheel, of neem een nieuw mee en zet de vertalingen erin over.",
    "the last text has no msgstr": "Bij de laatste tekst ontbreekt msgstr. Bewaar het bestand opnieuw in zijn geheel, of neem een nieuw mee en zet de vertalingen erin over.",
    '"%(key)s" stands twice': "%(key)s staat er twee keer. Haal er één weg.",
    'text "%(key)s", which the instrument does not have': "%(key)s is geen tekst van dit instrument: hij wordt bewaard en aan niemand getoond.",
    'state "%(written)s"': "De stand %(written)s bestaat niet. Schrijf hoe ver de vertaling is: machine, draft, reviewed of pretested.",
    'no state for "%(key)s"': "Bij %(key)s staat niet hoe ver de vertaling is. Schrijf machine, draft, reviewed of pretested.",
    'no usable file "%(text)s"': 'Er is geen bruikbaar bestand "%(text)s". Leg het bij het instrument.',
    '"%(key)s" has another source text': "%(key)s: de brontekst is een andere dan hier. Zet hem terug; veranderde hij hier sinds het bestand vertrok, neem dan een nieuw bestand mee.",
    'unknown id "%(key)s"': "%(key)s is geen tekst van dit instrument. Zet %(meant)s terug: die heeft deze brontekst.",
    'no text has the id "%(key)s", or none has it any more': "%(key)s is hier geen tekst, of geen meer. Neem een nieuw bestand mee en zet de vertalingen erin over; die van een tekst die weg is, heeft er geen plaats.",
    'id "%(key)s" stands twice': "%(key)s staat er twee keer. Haal er één weg.",
    '"%(key)s" marked as %(state)s by nobody': "%(key)s staat als nagelezen, en niemand staat erbij. Zeg wie alles nalas.",
    "%(lacking)s of the %(left)s texts that left are missing, among them %(first)s": "Van de %(left)s teksten die vertrokken ontbreken er %(lacking)s, waaronder %(first)s. Bewaar het bestand opnieuw in zijn geheel; lukt dat niet, neem dan een nieuw mee en zet de vertalingen erin over.",
    'no sheet "%(sheet)s" with "%(title)s" in A1': "Dit is geen werkmap die hier vertrok. Neem een nieuwe mee en zet de vertalingen erin over.",
    'the heading is "%(said)s"': 'Boven de kolom staat "%(said)s" en dat was iets anders. Zet het terug.',
    "the heading is gone": "Boven een kolom staat niets meer. Zet het opschrift terug.",
    "%(workbook)s": "Deze werkmap kan niet gelezen worden (%(workbook)s). Neem een nieuwe mee en zet de vertalingen erin over.",
    "neither a .po nor an .xlsx": "Dit is geen po-bestand en geen werkmap. Kies het bestand zoals het hier vertrok.",
    "the file says that it is in %(tag)s, which is no language here": "Dit bestand zegt dat het in %(tag)s is, en dat is hier geen taal. Neem een nieuw bestand mee.",
    "the file does not say in which language it is": "Dit bestand zegt niet in welke taal het is. Neem een nieuw bestand mee.",
    "%(name)s both translated and read it": "%(name)s vertaalde en las na. Laat iemand anders nalezen wat er vertaald werd.",
    "the file says that it is for %(name)s in %(tag)s": "Dit bestand zegt dat het voor %(name)s in %(tag)s is, en dat is hier niet. Neem een nieuw bestand mee.",
    '"%(key)s" changed here too, since the file left: %(text)s': "%(key)s veranderde ook hier sinds het bestand vertrok: %(text)s. Kies of u houdt wat hier staat, of neemt wat in het bestand staat.",
    "the error %(shown)s": "Hier staat de fout %(shown)s en hoort een tekst. Typ de vertaling.",
    "the value %(shown)s": "Hier staat de waarde %(shown)s en hoort een tekst. Typ de vertaling; is dit ze, typ er dan een apostrof voor, zoals in 'True.",
    "a formula": "Hier staat een formule en hoort een tekst. Typ er een apostrof voor, zoals in '=.",
}
