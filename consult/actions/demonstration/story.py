"""The demonstration: synthetic years lived through the same actions as real use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from random import Random

from consult.actions import (
    accounts,
    activities,
    answering,
    attendance,
    clock,
    consultations,
    documents,
    planned_sessions,
    progress,
    recruiting,
    setting_up,
)
from consult.actions.advising import fiches
from consult.actions.consultations import Consultation, Decisions, Project
from consult.actions.demonstration import cast, notes, past, talks
from consult.actions.demonstration.cast import Group
from consult.actions.demonstration.talks import Talk
from consult.actions.documents import Filed
from consult.consultation.definition import DocumentKind
from consult.folder import DataFolder, NotADataFolder
from consult.instrument.definition import Method, Report
from consult.response.synthetic import answered
from consult.store.staff import StaffMember

SURVEY, GUIDE = "social-housing/survey", "social-housing/focus-group"
DRAFT_DAYS = 7
_PREPARED = date(2021, 12, 1)  # before everything that the demonstration tells of


@dataclass(frozen=True)
class Stage:
    """Where the demonstration plays: its folder, its people by sign-in name, its projects by title."""

    folder: DataFolder
    people: dict[str, StaffMember]
    projects: dict[str, Project]
    rng: Random

    @property
    def owner(self) -> str:
        """Who prepares, records and approves."""
        return self.people["demo-beleid"].id

    @property
    def second(self) -> str:
        """Who validates: someone else."""
        return self.people["demo-tweede-lezer"].id

    @property
    def researcher(self) -> str:
        """Who codes and writes findings."""
        return self.people["demo-onderzoek"].id

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """Inside the block it is this day."""
        with clock.at(day):
            yield


def demonstrate(folder: DataFolder, responses: int, seed: int) -> None:
    """Plays the whole demonstration into an empty, migrated demonstration folder. Raises NotADataFolder elsewhere."""
    if not folder.is_demonstration:
        raise NotADataFolder(f"{folder.path} is not a demonstration folder; make one with: consult demo")
    with clock.at(_PREPARED):
        stage = _set_the_stage(folder, seed)
    past.import_past(stage.owner, stage.second)
    _first_wave(stage, responses)
    for group in cast.GROUPS:
        if group.held <= clock.today():
            _hold(stage, group)
    _open_wave(stage, max(4, responses // 12))
    _plan_education(stage)
    for talk in talks.TALKS:
        _talk(stage, talk)
    progress.settle(accounts.MACHINE)
    _find_and_advise(stage)


def _set_the_stage(folder: DataFolder, seed: int) -> Stage:
    people = {}
    for sign_in_name, (name, role) in cast.STAFF.items():
        people[sign_in_name], _link = accounts.add_member(name, sign_in_name, role)
    setting_up.load_shipped(folder)
    by = people["demo-beheer"].id
    housing = consultations.add_project(
        cast.HOUSING, Report.SOCIAL_HOUSING, "wonen", "R7", 2025, by, demo=True
    )
    education = consultations.add_project(
        cast.EDUCATION, Report.EQUAL_OPPORTUNITIES, "onderwijs", "R11", 2025, by, demo=True
    )
    return Stage(folder, people, {housing.title: housing, education.title: education}, Random(seed))  # noqa: S311  seeded


def _newest(instrument: str) -> str:
    return next(
        row.id for row in reversed(consultations.published_versions()) if row.instrument == instrument
    )


def _survey(stage: Stage, title: str) -> Consultation:
    decided = Decisions(
        title=title,
        method=Method.SURVEY,
        theme="wonen",
        result="R7",
        indicators=consultations.INDICATORS,
        criterion="flemish-government",
        version=_newest(SURVEY),
    )
    return consultations.add_consultation(stage.projects[cast.HOUSING], decided, stage.owner)


def _first_wave(stage: Stage, responses: int) -> None:
    opened, closed, approved, validated = cast.WAVE_1
    with stage.on(opened):
        survey = _survey(stage, "Survey wonen, golf 1")
        consultations.open_survey(survey, stage.owner)
    for _ in range(responses):
        _respond(stage, survey, opened + timedelta(days=stage.rng.randrange((closed - opened).days)))
    with stage.on(closed):
        consultations.close(survey, stage.owner)
    with stage.on(closed + timedelta(days=1)):  # until midnight, someone who had begun may still send
        documents.fix_dataset(survey, stage.folder, stage.owner)
    _report(stage, survey, approved, validated)


def _open_wave(stage: Stage, responses: int) -> None:
    """A survey that is open today, whatever day that is."""
    opened = clock.today() - timedelta(days=20)
    with stage.on(opened):
        survey = _survey(stage, "Survey wonen, golf 2")
        consultations.open_survey(survey, stage.owner)
    for _ in range(responses):
        _respond(stage, survey, opened + timedelta(days=stage.rng.randrange(20)))


def _respond(stage: Stage, survey: Consultation, day: date) -> None:
    keys = answering.answer_keys(stage.folder)
    fielded = answering.fielded(survey.id)
    if fielded is None:
        raise LookupError(f"survey {survey.id} has no instrument")
    instrument = answering.published(fielded.version).instrument
    small = stage.rng.random() < cast.SMALL_LANGUAGE_SHARE
    with stage.on(day):
        draft = answering.begin(keys, fielded, instrument.consent.version, DRAFT_DAYS)
        draft = answered(instrument, draft, stage.rng, day, cast.LEANINGS)
        language = cast.SMALL_LANGUAGE if small else instrument.languages[0]
        answering.submit_response(keys, fielded, draft, language)


def _hold(stage: Stage, group: Group) -> None:
    with stage.on(group.held):
        row = _group(stage, group)
        held = attendance.Held(
            day=group.held,
            present=group.present,
            grid=group.grid,
            place=group.place,
            languages=("nl", "ar") if group.interpreter else ("nl",),
            interpreter=group.interpreter,
            consent_version=answering.published(row.versions[-1].version).instrument.consent.version,
        )
        session = attendance.record_session(row, held, stage.owner)
        for member in group.confirmed_by:
            attendance.confirm_attendance(row, session, stage.people[member].id)
    if group.notes:
        _note(stage, row, group.notes)
    _report(stage, row, group.report, group.validated)


def _note(stage: Stage, row: Consultation, day: date) -> None:
    """Two groups have their notes here; of the others there is a file."""
    if row.title in notes.OF_GROUPS:
        coders = notes.Coders(stage.owner, stage.second, stage.researcher)
        notes.take_notes(row, day, stage.folder, coders)
        return
    with stage.on(day):
        _file(stage, row, DocumentKind.NOTES, day, "Notities")


def _group(stage: Stage, group: Group) -> Consultation:
    decided = Decisions(
        title=group.title,
        method=Method.FOCUS_GROUP,
        theme="wonen",
        result="R7",
        indicators=consultations.INDICATORS,
        criterion="flemish-government",
        partner=group.partner,
        version=_newest(GUIDE),
    )
    return consultations.add_consultation(stage.projects[cast.HOUSING], decided, stage.owner)


def _report(stage: Stage, row: Consultation, approved: date | None, validated: date | None) -> None:
    if approved is None or approved > clock.today():
        return
    with stage.on(approved):
        report = _file(stage, row, DocumentKind.REPORT, approved, "Verslag")
        documents.approve_report(row, report, stage.owner)
    if validated is not None and validated <= clock.today():
        with stage.on(validated):
            consultations.validate(row, stage.second)


def _file(stage: Stage, row: Consultation, kind: DocumentKind, day: date, title: str) -> documents.Document:
    content = (
        f"DEMO, synthetisch. {title} van {row.title}, {day.isoformat()}.\nNiets hiervan werd ooit gezegd.\n"
    )
    filed = Filed(kind, f"{title} (demo)", day)
    return documents.file_document(row, filed, content.encode(), stage.folder, stage.owner)


def _talk(stage: Stage, talk: Talk) -> None:
    """A talk as far as it came: planned, prepared, noted, validated."""
    project = stage.projects[talk.project]
    with stage.on(min(talk.made, clock.today())):
        row = activities.add_activity(project, talk.described, stage.owner)
        fiches.prepare(row, talk.prepared, stage.owner)
    if talk.is_read and talk.made <= clock.today():
        with stage.on(talk.made):
            fiches.approve_evidence(row, stage.second)
    if talk.after is not None and talk.after.day <= clock.today():
        with stage.on(talk.after.day):
            activities.note_afterwards(row, talk.after, stage.owner)
    if talk.validated is not None and talk.validated <= clock.today():
        with stage.on(talk.validated):
            activities.validate(row, stage.second)


def _find_and_advise(stage: Stage) -> None:
    # By name and not by import: citing a table brings pandas, and the command loads this module always.
    told = import_module("consult.actions.demonstration.findings")
    players = told.Players(stage.owner, stage.second, stage.researcher)
    project = stage.projects[cast.HOUSING]
    told.find_and_advise(project, stage.folder, players)
    survey = next(one for one in project.consultations if one.title == "Survey wonen, golf 1")
    reports = import_module("consult.actions.demonstration.reports")
    reports.write_and_tell_back(project, survey, stage.owner, stage.second)


def _plan_education(stage: Stage) -> None:
    project = stage.projects[cast.EDUCATION]
    for title, method in (
        ("Survey ouders", Method.SURVEY),
        ("Focusgroep ouders Antwerpen", Method.FOCUS_GROUP),
    ):
        decided = Decisions(title, method, "onderwijs", "R11", consultations.INDICATORS, "flemish-government")
        row = consultations.add_consultation(project, decided, stage.owner)
        if method is Method.FOCUS_GROUP:
            _plan_session(stage, row)


def _plan_session(stage: Stage, row: Consultation) -> None:
    """A session that is still to come, whatever day it is, with who was invited so far."""
    plan = planned_sessions.Plan(
        day=clock.today() + timedelta(days=25),
        part_of_day="evening",
        place="antwerpen",
        kind_of_place="school",
        languages=("nl", "ar"),
        interpreter=True,
        facilitator=stage.people["demo-begeleiding"].id,
        note_taker="volunteer",
    )
    planned = planned_sessions.plan_session(row, plan, stage.owner)
    for partner, invited in (("Demopartner vzw", 14), ("", 3)):
        recruiting.record_recruitment(row, planned, partner, invited, None, stage.owner)
