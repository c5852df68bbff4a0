"""What the report of a project is made of today: records, protected tables, and what staff wrote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from consult.actions import activities, clock, editions, planned_sessions, plans, recruiting, tabulating
from consult.actions.advising import findings, recommendations
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.answering import published
from consult.actions.consultations import Consultation, Project, is_over
from consult.actions.notes import grid, noted, themes
from consult.actions.releases.profiles import profile_named
from consult.actions.reports import prose as report_prose
from consult.actions.reports.findings import Gathering, Problem, reference_of, tabled
from consult.actions.reports.instruments import instruments_of
from consult.actions.table_profile import PUBLISHED
from consult.actions.tabulating import NotTabulated, Told
from consult.disclosure.tables import ProtectedTable
from consult.folder import DataFolder
from consult.instrument.definition import Method, Part
from consult.plan.activity import ActivityKind
from consult.report import prose
from consult.report.material import Advised, Became, Fact, Found, Held, Material, Tabled, Talk
from consult.report.wording import speech

ORGANISATION = "LEVL vzw"


def material_of(project: Project, folder: DataFolder, language: str, edition: int = 0) -> Material:
    """Everything. edition: the number that it would be published under; 0: a draft that says what it lacks."""
    held = [one for one in project.consultations if _is_held(one)]
    gathering = Gathering(folder)
    found = tuple(gathering.found(row) for row in findings.findings_of(project))
    advised = recommendations.recommendations_of(project)
    known = Material(
        title=project.title,
        theme=project.theme,
        result=project.result,
        organisation=ORGANISATION,
        day=clock.today(),
        demo=project.demo,
        edition=edition,
        facts=_facts(project),
        held=tuple(_held(one, folder) for one in held),
        composition=tuple(chain.from_iterable(_composition(one, folder, language) for one in held)),
        found=found,
        matrix=_matrix(held),
        advised=tuple(_advised(one) for one in advised),
        talks=tuple(_talks(project)),
        feedback=tuple(one.title for one in held if editions.feedback(one.id)),
        instruments=instruments_of(held),
        prose=report_prose.prose_of(project),
    )
    problems = [*_problems(known, advised, found), *gathering.problems]
    return _judged(known, list(dict.fromkeys(problems)), language)


def _judged(known: Material, problems: Sequence[Problem], language: str) -> Material:
    """The same with everything that keeps it from being published, each problem once."""
    asked = prose.places(known, speech(language))
    unwritten = [
        ("prose_missing", asked[key]) for key in prose.needed() if not known.prose.get(key, "").strip()
    ]
    return replace(known, problems=(*problems, *unwritten))


def _is_held(row: Consultation) -> bool:
    """Whether people were consulted and it is over: what still goes on is told by the next report."""
    if row.cancelled_on is not None:
        return False
    return is_over(row) if row.method == Method.SURVEY else bool(row.sessions)


def _held(row: Consultation, folder: DataFolder) -> Held:
    people, cell = _people(row, folder)
    least = profile_named("internal", folder).safety.threshold
    response = recruiting.response(planned_sessions.planned_of(row))
    sources = noted.sources(row)
    surveyed = row.method == Method.SURVEY
    days = [one.day for one in row.sessions]
    return Held(
        id=row.id,
        title=row.title,
        method=row.method,
        opened=row.opened_on if surveyed else min(days),
        closed=row.closed_on if surveyed else max(days),
        people=people if people is not None and people >= least else None,
        people_cell=cell,
        least=least,
        criterion=_criterion(row),
        partner=row.partner.name if row.partner else "",
        instrument=_instrument_name(row),
        places=tuple(dict.fromkeys(one.place for one in row.sessions if one.place)),
        languages=_languages_asked_in(row)
        if surveyed
        else (),  # of a group they can identify (privacy.md, 1.9)
        interpreter=any(one.interpreter for one in row.sessions),
        sessions=len(row.sessions),
        invited=response.invited if response else None,
        came=response.came if response else None,
        notes=bool(sources) or any(one.kind == "notes" for one in row.documents),
        consent=bool(row.sessions) and all(one.consent_version for one in row.sessions),
        coders=len({mark.made_by for one in sources for mark in one.highlights}),
        themes=tuple(one.label for one in themes.themes(row)) if sources else (),
    )


def _people(row: Consultation, folder: DataFolder) -> tuple[int | None, str]:
    """How many people, and which count that is: of a survey the largest base that its tables tell, of a group who was present."""
    if row.method != Method.SURVEY:
        return sum(one.present for one in row.sessions), f"{row.id}#present"
    told = [one for one in _told(row, folder) if isinstance(one.table, ProtectedTable)]
    if not told:
        return None, ""
    largest = max(told, key=_base)
    return _base(largest), f"{reference_of(row, largest)}#base"


def _base(told: Told) -> int:
    return told.table.base if isinstance(told.table, ProtectedTable) else 0


def _told(row: Consultation, folder: DataFolder) -> Sequence[Told]:
    if row.method != Method.SURVEY:
        return ()
    try:
        return tabulating.frequencies(row, folder, PUBLISHED)
    except NotTabulated:
        return ()


def _composition(row: Consultation, folder: DataFolder, language: str) -> Iterator[Tabled]:
    """The questions about who answers."""
    about = {name for one in row.versions for name in _about_people(one.version)}
    for told in _told(row, folder):
        # What is worked out from answers has no words of its own: the tally of the target group tells it already.
        if told.question.name in about and told.question.title(language) != told.question.name:
            yield tabled(row, told, language)


def _about_people(version: str) -> Iterator[str]:
    for page in published(version).instrument.pages:
        if page.part in (Part.BACKGROUND, Part.CLOSING):
            yield from (name for question in page.questions for name in (question.name, *question.variables))


def _criterion(row: Consultation) -> str:
    """Who belongs to the target group, in the words of the plan; its name where the plan has none."""
    plan = plans.plan_of(clock.today())
    named = {one.id.casefold(): one.nl for one in plan.criteria} if plan else {}
    return named.get(row.criterion.casefold(), row.criterion)


def _instrument_name(row: Consultation) -> str:
    return f"{row.instrument}, {len(row.versions)} versie(s)" if len(row.versions) > 1 else row.instrument


def _languages_asked_in(row: Consultation) -> tuple[str, ...]:
    offered = (tag for one in row.versions for tag in published(one.version).instrument.languages)
    return tuple(dict.fromkeys(offered))


def _facts(project: Project) -> tuple[Fact, ...]:
    plan = plans.plan_of(clock.today())
    note = plan.policy_note if plan else None
    if note is None:
        return ()
    return tuple(Fact(one.nl, note.title, one.page) for one in note.facts if project.theme in one.themes)


def _matrix(held: Sequence[Consultation]) -> Mapping[tuple[str, str], int]:
    """In how many sources each theme came up, by method. A session counts once, in the grid or in its notes."""
    counts: dict[tuple[str, str], int] = {}
    for row in held:
        labels = {one.name: one.label for one in themes.themes(row)} if row.sessions else {}
        for theme, sources in _sources_by_theme(row).items():
            key = (labels.get(theme, theme), row.method)
            counts[key] = counts.get(key, 0) + len(sources)
    return counts


def _sources_by_theme(row: Consultation) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for theme, session in grid.cells(row):
        found.setdefault(theme, set()).add(session)
    for source in noted.sources(row):
        for mark in source.highlights:
            found.setdefault(mark.theme, set()).add(source.session_id or source.id)
    return found


def _advised(row: StoredRecommendation) -> Advised:
    return Advised(
        id=row.id,
        title=row.title,
        explanation=row.explanation,
        addressee=row.addressee,
        government=row.government,
        success=row.success,
        weakest=recommendations.weakest_of(row),
        findings=tuple(one.id for one in row.findings),
        links=recommendations.links_of(row),
        standing=recommendations.standing_of(row),
        became=tuple(
            Became(one.step.value, one.on, one.to_whom, one.forum, one.words)
            for one in recommendations.happened_to(row)
        ),
    )


def _talks(project: Project) -> Iterator[Talk]:
    rows = [one for one in activities.activities(project.id) if one.cancelled_on is None]
    for row in sorted(rows, key=lambda one: (one.day is None, one.day or clock.today(), one.title)):
        if ActivityKind(row.kind).is_a_conversation:
            yield Talk(row.id, row.title, row.with_whom, row.day, row.held)


def _problems(
    known: Material, advised: Sequence[StoredRecommendation], found: Sequence[Found]
) -> Iterator[Problem]:
    if not known.found:
        yield "no_findings", ""
    ready = {one.id for one in found if one.ready}
    for row in advised:
        if not {one.id for one in row.findings} <= ready:
            yield "recommendation_unfounded", row.title
