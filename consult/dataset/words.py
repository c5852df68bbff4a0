"""The words that a codebook and a labelled file need beside those of the instrument, by language.

A language that is not here falls back as everything does; "don't know" and "rather not say" read as respondents saw
them in Dutch and Arabic.
"""

from collections.abc import Mapping
from typing import cast

from consult.instrument.definition import DONT_KNOW, NOT_ANSWERED, NOT_ASKED, REFUSED

MISSING_LABELS: Mapping[str, Mapping[str, str]] = {
    NOT_ASKED: {"nl": "Niet gevraagd", "en": "Not asked", "fr": "Question non posée", "ar": "لم يُطرح السؤال"},
    NOT_ANSWERED: {"nl": "Niet beantwoord", "en": "Not answered", "fr": "Sans réponse", "ar": "بلا إجابة"},
    DONT_KNOW: {"nl": "Ik weet het niet", "en": "Don't know", "fr": "Je ne sais pas", "ar": "لا أعرف"},
    REFUSED: {
        "nl": "Dat zeg ik liever niet",
        "en": "Rather not say",
        "fr": "Je préfère ne pas répondre",
        "ar": "أفضل عدم الإجابة",
    },
}

OTHER_LABELS = {"nl": "Iets anders", "en": "Something else", "fr": "Autre chose", "ar": "شيء آخر"}
TICKED = {"nl": "Aangekruist", "en": "Ticked", "fr": "Coché", "ar": "تم اختياره"}
NOT_TICKED = {"nl": "Niet aangekruist", "en": "Not ticked", "fr": "Non coché", "ar": "لم يتم اختياره"}
ANSWERED = {"nl": "Een tekst, verzegeld", "en": "A text, sealed", "fr": "Un texte, scellé", "ar": "نص مختوم"}
WHY_MISSING = {
    "nl": "waarom er geen antwoord is",
    "en": "why there is no answer",
    "fr": "pourquoi il n'y a pas de réponse",
    "ar": "سبب عدم وجود إجابة",
}

CIRCUMSTANCES: Mapping[str, Mapping[str, str]] = {
    "language": {
        "nl": "Taal waarin geantwoord werd",
        "en": "Language of the answers",
        "fr": "Langue des réponses",
        "ar": "لغة الإجابات",
    },
    "mode": {
        "nl": "Wijze van bevragen",
        "en": "Mode of collection",
        "fr": "Mode de collecte",
        "ar": "طريقة جمع الإجابات",
    },
    "state": {
        "nl": "Volledig of gestopt",
        "en": "Complete or stopped",
        "fr": "Complet ou interrompu",
        "ar": "مكتمل أو متوقف",
    },
    "day": {
        "nl": "Dag van versturen",
        "en": "Day of sending",
        "fr": "Jour de l'envoi",
        "ar": "يوم الإرسال",
    },
}

CIRCUMSTANCE_VALUES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "mode": {
        "nl": {
            "web": "Online",
            "paper": "Op papier",
            "interviewer": "Met een interviewer",
            "offline": "Offline",
        },
        "en": {
            "web": "Online",
            "paper": "On paper",
            "interviewer": "With an interviewer",
            "offline": "Offline",
        },
        "fr": {
            "web": "En ligne",
            "paper": "Sur papier",
            "interviewer": "Avec un enquêteur",
            "offline": "Hors ligne",
        },
        "ar": {
            "web": "عبر الإنترنت",
            "paper": "على الورق",
            "interviewer": "مع محاور",
            "offline": "دون اتصال",
        },
    },
    "state": {
        "nl": {"complete": "Volledig", "partial": "Gestopt voor het einde"},
        "en": {"complete": "Complete", "partial": "Stopped before the end"},
        "fr": {"complete": "Complet", "partial": "Interrompu avant la fin"},
        "ar": {"complete": "مكتمل", "partial": "توقف قبل النهاية"},
    },
}

# The headings of a codebook, which researchers read: in Dutch and English.
CODEBOOK: Mapping[str, Mapping[str, str | Mapping[str, str]]] = {
    "nl": {
        "title": "Codeboek",
        "variables": "Variabelen",
        "variable": "Variabele",
        "question": "Vraag",
        "kind": "Soort",
        "role": "Rol bij vrijgave",
        "no_role": "Geen: verlaat het huis niet",
        "base": "Gevraagd aan",
        "everyone": "Iedereen",
        "base_changed": "De versies vroegen dit aan verschillende mensen. Vergelijk alleen binnen dezelfde basis.",
        "since": "Sinds versie",
        "until": "Tot en met versie",
        "unit": "Eenheid",
        "calculation": "Berekening",
        "trigger": "Opnieuw berekend als dit verandert",
        "origin": "Overgenomen uit",
        "unchanged": "ongewijzigd",
        "changed": "aangepast",
        "lineage": "Voorgeschiedenis",
        "lineages": {
            "same": "dezelfde vraag als vroeger",
            "reworded": "anders verwoord; vergelijk met zorg",
            "split": "afgesplitst; vergelijk niet",
            "merged": "samengevoegd; vergelijk niet",
            "new": "nieuw",
        },
        "labels": "Tekst per taal",
        "language": "Taal",
        "text": "Tekst",
        "values": "Waarden",
        "code": "Code",
        "number": "Nummer in SPSS",
        "no_answer": "Geen antwoord",
        "count": "Aantal",
        "kinds": {
            "choice": "één keuze",
            "several": "meer keuzes, één kolom per keuze",
            "number": "getal",
            "text": "open tekst: alleen of er een is",
            "calculated": "berekend",
            "row": "rij van een tabel",
            "missing": "waarom er geen antwoord is",
            "circumstance": "omstandigheid van het antwoord",
            "day": "dag",
        },
        "units": {
            "time": "minuten na middernacht: 0 is 0.00 uur, 1410 is 23.30 uur",
            "date": "een dag: jaar, maand en dag",
            "dateTime": "de dag alleen: het uur dat erbij geantwoord werd, vertrekt niet",
        },
        "roles": {
            "direct": "rechtstreeks herkenbaar",
            "key": "sleutelvariabele",
            "sensitive": "gevoelig",
            "safe": "veilig",
            "free-text": "vrije tekst",
            "weight": "gewicht",
        },
    },
    "en": {
        "title": "Codebook",
        "variables": "Variables",
        "variable": "Variable",
        "question": "Question",
        "kind": "Kind",
        "role": "Disclosure role",
        "no_role": "None: does not leave the house",
        "base": "Asked of",
        "everyone": "Everyone",
        "base_changed": "Versions asked this of different people. Compare within the same base only.",
        "since": "Since version",
        "until": "Up to version",
        "unit": "Unit",
        "calculation": "Calculation",
        "trigger": "Worked out again when this changes",
        "origin": "Taken from",
        "unchanged": "unchanged",
        "changed": "adapted",
        "lineage": "History",
        "lineages": {
            "same": "the same question as before",
            "reworded": "in other words; compare with care",
            "split": "split off; do not compare",
            "merged": "merged; do not compare",
            "new": "new",
        },
        "labels": "Text in each language",
        "language": "Language",
        "text": "Text",
        "values": "Values",
        "code": "Code",
        "number": "Number in SPSS",
        "no_answer": "No answer",
        "count": "Count",
        "kinds": {
            "choice": "one choice",
            "several": "several choices, a column for each",
            "number": "number",
            "text": "free text: only whether there is one",
            "calculated": "calculated",
            "row": "row of a matrix",
            "missing": "why there is no answer",
            "circumstance": "circumstance of the response",
            "day": "day",
        },
        "units": {
            "time": "minutes since midnight: 0 is 00:00, 1410 is 23:30",
            "date": "a day: year, month and day",
            "dateTime": "the day alone: the time that was answered with it does not leave",
        },
        "roles": {
            "direct": "direct identifier",
            "key": "key variable",
            "sensitive": "sensitive",
            "safe": "safe",
            "free-text": "free text",
            "weight": "weight",
        },
    },
}


def term(group: str, key: str) -> Mapping[str, str]:
    """A term of a list that the codebook keeps, in each of its languages: a kind, a role, a unit."""
    return {language: cast(Mapping[str, str], words[group])[key] for language, words in CODEBOOK.items()}
