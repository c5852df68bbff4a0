"""The choices that LimeSurvey's own questions have, which its files do not write down: yes and no, and five scales."""

from collections.abc import Mapping

_YES = "Ja|Oui|Yes|نعم|Evet|Так|هو|بلی|Da|Tak|Да|Sí|Haa|እወ"
_NO = "Nee|Non|No|لا|Hayır|Ні|نه|نخیر|Nu|Nie|Не|No|Maya|ኣይፋልን"
_IN_ALL = ("nl", "fr", "en", "ar", "tr", "uk", "ps", "fa-AF", "ro", "pl", "bg", "es", "so", "ti")
_IN_THREE = ("nl", "fr", "en")


def _texts(words: str) -> dict[str, str]:
    parts = words.split("|")
    return dict(zip(_IN_ALL if len(parts) > len(_IN_THREE) else _IN_THREE, parts, strict=True))


def _numbers(most: int) -> dict[str, dict[str, str]]:
    return {str(one): dict.fromkeys(_IN_ALL, str(one)) for one in range(1, most + 1)}


_YES_NO = {"Y": _texts(_YES), "N": _texts(_NO)}
_UNCERTAIN = {"U": _texts("Onzeker|Incertain|Uncertain")}
_GENDER = {"F": _texts("Vrouw|Femme|Female"), "M": _texts("Man|Homme|Male")}
_INCREASE = {
    "I": _texts("Meer|Plus|Increase"),
    "S": _texts("Hetzelfde|Pareil|Same"),
    "D": _texts("Minder|Moins|Decrease"),
}

# By type letter: what to call the list, and its choices, each with its texts by language.
FIXED: Mapping[str, tuple[str, Mapping[str, Mapping[str, str]]]] = {
    "Y": ("yes_no", _YES_NO),
    "G": ("gender", _GENDER),
    "5": ("one_to_five", _numbers(5)),
    "A": ("one_to_five", _numbers(5)),
    "B": ("one_to_ten", _numbers(10)),
    "C": ("yes_uncertain_no", {"Y": _YES_NO["Y"], **_UNCERTAIN, "N": _YES_NO["N"]}),
    "E": ("more_same_less", _INCREASE),
}
