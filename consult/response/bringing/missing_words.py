"""Which way of having no answer a file means by the label of a value, such as SPSS's 99 "Rather not say"."""

import re
from collections.abc import Mapping

from consult.instrument.definition import DONT_KNOW, NOT_ANSWERED, NOT_ASKED, REFUSED

# As data archives, survey programs and our own files label them, in the languages of those files.
_SAID: Mapping[str, str] = {
    NOT_ASKED: "not asked|niet gevraagd|question non posée|not applicable|niet van toepassing|non applicable|n/a|na|nvt|n.v.t."
    "|inapplicable|system missing|skipped|logical skip|لم يُطرح السؤال",
    NOT_ANSWERED: "not answered|no answer|niet beantwoord|geen antwoord|sans réponse|pas de réponse|missing|blank|no response"
    "|non réponse|بلا إجابة",
    DONT_KNOW: "don't know|dont know|do not know|i don't know|dk|weet niet|weet het niet|weet ik niet|ik weet het niet"
    "|ne sait pas|je ne sais pas|nsp|لا أعرف",
    REFUSED: "refused|refusal|refuses|rather not say|prefer not to say|prefer not to answer|weigert|weigering|geweigerd"
    "|zegt het niet|wil niet zeggen|wil het niet zeggen|wil ik niet zeggen|dat zeg ik liever niet|zeg ik liever niet|refus"
    "|refuse|je préfère ne pas répondre|préfère ne pas répondre|أفضل عدم الإجابة",
}
_CODES: Mapping[str, str] = {
    word: code for code, words in _SAID.items() for word in (code, *words.split("|"))
}
_AROUND = re.compile(r"^[\s\W_]+|[\s\W_]+$")


def said_of_missing(label: str) -> str:
    """The code of it; "" for a label that says none of the four."""
    plain = " ".join(label.replace("’", "'").split()).casefold()
    return _CODES.get(plain, "") or _CODES.get(_AROUND.sub("", plain), "")
