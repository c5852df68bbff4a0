"""Clauses that the importers put into their remarks in English, in the reader's language: what was found, expected, or why."""

import re
from functools import lru_cache

from consult.web.interface import _

_BLANK = re.compile(r"%\\\((\w+)\\\)s")


def clause(english: str) -> str:
    """A clause in the reader's language; one that has no other words yet says that it is English."""
    found = _known(english)
    if found is not None:
        return found
    is_sign_or_name = re.fullmatch(r"""["'].*["']|[\w:.-]*(\(\))?""", english)
    return english if is_sign_or_name else _("in het Engels: %(clause)s", clause=english)


def _known(english: str) -> str | None:
    for template, sentence in _clauses().items():
        match = _pattern(template).fullmatch(english)
        if match:
            return sentence % {name: _known(part) or part for name, part in match.groupdict().items()}
    return None


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_BLANK.sub(r"(?P<\1>.+)", re.escape(template)), re.DOTALL)


def _clauses() -> dict[str, str]:
    """By what stands in the core, with its blanks; the first that fits is said."""
    return {
        'Did you mean "%(name)s"?': _('Bedoelde u "%(name)s"?'),
        "Add its choices.": _("Schrijf haar keuzes."),
        "Use a type of XLSForm.": _("Gebruik een type van XLSForm."),
        "Name a question of the survey.": _("Noem een vraag van het formulier."),
        "that is not the name of a question": _("dat is geen naam van een vraag"),
        "the survey asks no such thing": _("het formulier vraagt dat niet"),
        "it is kept inactive": _("die vraag is bewaard en niet actief"),
        "an answer of type %(type)s cannot be shown in a text yet": _(
            "een antwoord van het type %(type)s kan nog niet in een tekst staan"
        ),
        "it is answered in a repeat, once for each": _(
            "dat wordt in een herhaling beantwoord, elke keer opnieuw"
        ),
        "it is not answered yet": _("dat is dan nog niet beantwoord"),
        'choice name "%(name)s" in "%(list)s" cannot be stored.': _(
            'keuze "%(name)s" in "%(list)s" kan niet bewaard worden.'
        ),
        'choice name "%(name)s" in "%(list)s" stands for something else in stored answers.': _(
            'keuze "%(name)s" in "%(list)s" betekent iets anders in bewaarde antwoorden.'
        ),
        'labels in list "%(list)s" show an answer, which is not supported yet.': _(
            'teksten in lijst "%(list)s" tonen een antwoord, wat nog niet kan.'
        ),
        "%(found)s in column %(column)s": _("%(found)s in kolom %(column)s"),
        "expected %(expected)s": _("verwacht: %(expected)s"),
        '%(answer)s has no choice "%(code)s"': _('%(answer)s heeft geen keuze "%(code)s"'),
        '%(answer)s compared with "%(code)s"': _('%(answer)s vergeleken met "%(code)s"'),
        '%(answer)s beside "%(sign)s"': _('%(answer)s naast "%(sign)s"'),
        "%(name)s() is given %(count)s": _("%(name)s() krijgt er %(count)s"),
        "it takes %(count)s": _("de functie neemt er %(count)s"),
        "%(name)s() on %(answer)s": _("%(name)s() op %(answer)s"),
        'unknown name "%(name)s"': _('onbekende naam "%(name)s"'),
        'unknown column "%(name)s"': _('onbekende kolom "%(name)s"'),
        'unknown list "%(name)s"': _('onbekende lijst "%(name)s"'),
        'unknown function "%(name)s"': _('onbekende functie "%(name)s"'),
        '"%(name)s", a number,': _('"%(name)s", een getal,'),
        '"%(name)s", text,': _('"%(name)s", een tekst,'),
        '"%(name)s", a select_one,': _('"%(name)s", een select_one,'),
        '"%(name)s", a select_multiple,': _('"%(name)s", een select_multiple,'),
        "a value": _("een waarde"),
        "nothing": _("niets"),
        "an expression": _("een uitdrukking"),
        "the end": _("het einde"),
        "a predicate [...]": _("een voorwaarde tussen haken [...]"),
        "the name of a question": _("de naam van een vraag"),
        "the name of a question that is asked": _("de naam van een vraag die gesteld wordt"),
        "a name of its choices; no answer at all is ''": _(
            "een naam van haar keuzes; helemaal geen antwoord is ''"
        ),
        "a column of the list of choices, or ${name} for an answer": _(
            "een kolom van de keuzelijst, of ${name} voor een antwoord"
        ),
        "a list of choices": _("een keuzelijst"),
        "a number": _("een getal"),
        "a number or a date like '2026-11-01'": _("een getal of een datum zoals '2026-11-01'"),
        "a number; compare a choice with = and 'name'": _("een getal; vergelijk een keuze met = en 'naam'"),
        "a function of ODK that is supported": _("een functie van ODK die hier werkt"),
        "a select_one or a select_multiple": _("een select_one of een select_multiple"),
        "a select_multiple": _("een select_multiple"),
        "a value such as ${name}, 'text' or 3": _("een waarde zoals ${name}, 'tekst' of 3"),
        "a value such as ${name}, 'text' or 3 or an operator": _(
            "een waarde zoals ${name}, 'tekst' of 3, of een teken zoals + of ="
        ),
        "the name of a question and a closing }": _("de naam van een vraag en een sluitende }"),
        "a single =": _("één ="),
        "a closing %(sign)s": _("een sluitende %(sign)s"),
        "a straight %(sign)s": _("een rechte %(sign)s"),
        "none": _("geen"),
        "quotas": _("quota"),
        "scores": _("scores"),
        "answers that stand ready": _("antwoorden die klaarstaan"),
        "answers taken from the address": _("antwoorden uit het adres"),
    }
