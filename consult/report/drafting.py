"""A report from its material: the same material gives the same report."""

from consult.report import advice, analysis, annexes, findings, method, overview, people
from consult.report.document import Report
from consult.report.material import Material
from consult.report.wording import Speech, speech
from consult.report.words import problems

_SECTIONS = (
    overview.summary,
    overview.context,
    method.section,
    people.section,
    findings.section,
    analysis.section,
    advice.recommendations,
    advice.follow_up,
    annexes.section,
)


def draft(material: Material, language: str) -> Report:
    """The whole report in this language; of a draft with everything that keeps it from being published."""
    say = speech(language)
    return Report(
        title=material.title,
        subtitle=", ".join(filter(None, (say("Rapport"), material.result, say.day(material.day)))),
        organisation=material.organisation,
        language=language,
        day=material.day.isoformat(),
        sections=tuple(section(material, say) for section in _SECTIONS),
        marks=tuple(_marks(material, say)),
        problems=tuple(problems(say)[why] % {"which": which} for why, which in material.problems),
        is_draft=not material.edition,
    )


def _marks(material: Material, say: Speech) -> list[str]:
    demo = [say("DEMO, synthetisch: alles hier is verzonnen")] if material.demo else []
    if material.edition:
        return [*demo, say("Editie %(number)s", number=material.edition)]
    return [*demo, say("ONTWERP: nog niet gepubliceerd, niet verspreiden")]
