"""What the demonstration writes of itself: a report that is three quarters filled, and one page for those who took part.

Loaded by name where it is played. Nothing of it was ever asked, said or done.
"""

from datetime import date

from consult.actions import clock, feedback
from consult.actions.consultations import Consultation, Project
from consult.actions.reports import prose

_WRITTEN, _READ = date(2026, 10, 20), date(2026, 10, 21)

# Three quarters: the analysis, one interpretation and the summary in other languages are left for whoever tries it.
_PROSE = {
    "summary": (
        "DEMO, synthetisch. We vroegen mensen van buitenlandse herkomst hoe het is om te wachten op een sociale woning. "
        "Dat deden we met een vragenlijst en met gesprekken in kleine groepen.\n\n"
        "Wat terugkomt: het wachten zelf is lang, maar niet weten waar men staat, weegt meer. Wie uitleg kreeg in de "
        "eigen taal, wist wat er zou gebeuren.\n\n"
        "We vragen dat elke kandidaat zijn plaats op de lijst kan zien, en de regels kan lezen in een taal die hij begrijpt."
    ),
    "context": (
        "DEMO, synthetisch. Wie een sociale woning zoekt, wacht jaren. Wat dat betekent voor wie de taal nog leert, "
        "staat zelden in cijfers. De feiten hieronder komen uit de beleidsnota."
    ),
    "reflexivity": (
        "DEMO, synthetisch. De gesprekken werden geleid door medewerkers van LEVL, twee keer met een tolk. Deelnemers "
        "kenden LEVL als een organisatie die voor hen opkomt; dat kan gekleurd hebben wat ze vertelden."
    ),
    "limits": (
        "DEMO, synthetisch. Wie geen weg vindt naar een partner of een school, vond ook ons niet. De vragenlijst is geen "
        "steekproef: de cijfers zeggen iets over wie antwoordde, en over niemand anders."
    ),
    "people": "DEMO, synthetisch. Jonge mensen zijn talrijk; wie ouder is dan 65 en alleen woont, ontbreekt bijna.",
    "recommendations": "DEMO, synthetisch. We begonnen met wat het minste kost en het meeste onzekerheid wegneemt.",
}
_FEEDBACK = {
    "nl": (
        "DEMO, synthetisch. We vroegen hoe het is om te wachten op een sociale woning.",
        "U zei: niet weten waar ik op de lijst sta, is erger dan het wachten zelf.",
        "We schreven op wat u vertelde en vroegen om de plaats op de lijst te tonen, in de taal van de kandidaat.",
    ),
    "fr": (
        "DEMO, synthétique. Nous avons demandé ce que c'est d'attendre un logement social.",
        "Vous avez dit : ne pas savoir où je suis sur la liste est pire que l'attente elle-même.",
        "Nous avons noté ce que vous avez raconté et demandé de montrer la place sur la liste, dans la langue du candidat.",
    ),
    "en": (
        "DEMO, synthetic. We asked what it is like to wait for social housing.",
        "You said: not knowing where I am on the list is worse than the waiting itself.",
        "We wrote down what you told us and asked to show the place on the list, in the candidate's own language.",
    ),
    "ar": (
        "عرض تجريبي، كل شيء هنا مختلق. سألنا: كيف هو انتظار السكن الاجتماعي؟",
        "قلتم: عدم معرفة مكاني في القائمة أصعب من الانتظار نفسه.",
        "كتبنا ما قلتموه، وطلبنا أن يُظهَر لكل مرشح مكانه في القائمة، بلغته.",
    ),
}


def write_and_tell_back(project: Project, survey: Consultation, owner: str, second: str) -> None:
    """Fills most of the report, and publishes the page of one survey; once the days have come."""
    if clock.today() < _READ:
        return
    with clock.at(_WRITTEN):
        for place, text in _PROSE.items():
            prose.write(project, place, text, 0, owner)
        page = feedback.write(survey, _texts(survey), 0, owner)
        feedback.ask_second_reader(survey, page.version, owner)
    with clock.at(_READ):
        feedback.publish(survey, page.version, second)


def _texts(survey: Consultation) -> dict[str, str]:
    """What stands in each language that the survey was offered in; Dutch where the demonstration has no other."""
    texts = {}
    for tag in feedback.languages_of(survey):
        for part, text in zip(feedback.PARTS, _FEEDBACK.get(tag, _FEEDBACK["nl"]), strict=True):
            texts[f"{tag}.{part}"] = text
    return texts
