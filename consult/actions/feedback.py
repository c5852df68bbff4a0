"""Wij vroegen, u zei, wij deden: what those who took part in a consultation read, in each of its languages.

Written in plain Dutch with its translations, read by a second person, then frozen; what became of the recommendations
on it is taken from their follow-up, so that the page is as honest as our records.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from consult.actions import clock
from consult.actions.advising import findings, recommendations
from consult.actions.answering import published
from consult.actions.consultations import Consultation
from consult.actions.editions import FeedbackEdition
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.instrument.languages import LANGUAGES, SOURCE
from consult.store import audit
from consult.store import findings as chain
from consult.store import reports as rows
from consult.store.findings import TextVersion
from consult.store.reports import FeedbackPage as FeedbackPage  # the web may not import the tables

PARTS = ("asked", "said", "done")
_MAY_BE_EMPTY = "done"  # as long as nothing was done: the page then says so itself


def languages_of(row: Consultation) -> tuple[str, ...]:
    """The languages that people were consulted in, Dutch first."""
    offered = (tag for one in row.versions for tag in published(one.version).instrument.languages)
    return tuple(dict.fromkeys([SOURCE, *offered]))


def page_of(row: Consultation) -> FeedbackPage | None:
    """What is being written."""
    return rows.feedback_page(row.id)


def editions_of(row: Consultation) -> list[FeedbackEdition]:
    """What was published, newest first."""
    return rows.feedback_editions(row.id)


def names(row: Consultation) -> tuple[str, ...]:
    """The name of each text: `nl.asked` ..."""
    return tuple(f"{tag}.{part}" for tag in languages_of(row) for part in PARTS)


def texts_of(row: Consultation) -> dict[str, str]:
    """What stands now, by name."""
    page = page_of(row)
    return {name: page.texts.get(name, "") if page else "" for name in names(row)}


def write(row: Consultation, texts: Mapping[str, str], started_from: int, by: str) -> FeedbackPage:
    """Keeps the texts. Raises ChangedMeanwhile with both when someone else saved since version `started_from`."""
    page = rows.feedback_page(row.id) or _begin(row, by)
    rows.hold(page)
    findings.refuse_overwriting(
        page.id, page.version, started_from, texts_of(row), dict(texts), page.changed_by
    )
    page.texts, page.stage = dict(texts), "draft"
    page.version, page.hands = page.version + 1, sorted({*page.hands, by})
    page.changed_by, page.changed_at = by, clock.now()
    chain.flush()
    _keep_version(page)
    audit.note(by, "feedback written", row.id, version=page.version)
    return page


def lacking(row: Consultation) -> tuple[str, ...]:
    """The languages in which a text is still missing."""
    texts = texts_of(row)
    needed = [part for part in PARTS if part != _MAY_BE_EMPTY or texts[f"{SOURCE}.{part}"].strip()]
    return tuple(
        tag for tag in languages_of(row) if not all(texts[f"{tag}.{part}"].strip() for part in needed)
    )


def ask_second_reader(row: Consultation, version: int, by: str) -> None:
    """It waits for someone else. Raises Refused while a language is incomplete."""
    page = _held(row, version)
    if missing := lacking(row):
        raise Refused("feedback_incomplete", which=", ".join(LANGUAGES[tag].dutch_name for tag in missing))
    page.stage = "reading"
    audit.note(by, "feedback to be read", row.id)


def may_publish(page: FeedbackPage, by: str) -> bool:
    """Whether this staff member wrote none of it."""
    return by not in page.hands


def publish(row: Consultation, version: int, by: str) -> FeedbackEdition:
    """A second person agrees: from now on this is what people read, with what has become of it until today."""
    page = _held(row, version)
    if page.stage != "reading":
        raise Refused("feedback_not_waiting")
    if not may_publish(page, by):
        raise Refused("feedback_is_your_own")
    earlier = rows.feedback_editions(row.id)
    made = rows.FeedbackEdition(
        id=new_id(),
        consultation_id=row.id,
        number=len(earlier) + 1,
        title=row.title,
        texts={name: text for name, text in page.texts.items() if text.strip()},
        steps=list(steps_of(row)),
        written_by=page.changed_by,
        approved_by=by,
        published_on=clock.today(),
        demo=row.demo,
    )
    chain.add(made)
    page.stage, page.hands = "draft", []
    audit.note(by, "feedback published", row.id, number=made.number)
    return made


def steps_of(row: Consultation) -> Iterator[dict[str, Any]]:
    """What became of each recommendation that rests on this consultation: steps with their day, and an office at most."""
    advised = {one.id: one for finding in findings.findings_on(row) for one in recommendations.recommendations_on(finding)}  # fmt: skip
    for advice in advised.values():
        steps = [
            {"step": one.step.value, "on": one.on.isoformat(), "to_whom": one.to_whom}
            for one in recommendations.happened_to(advice)
        ]
        yield {"title": advice.title, "steps": steps}


def is_new(row: Consultation) -> bool:
    """Whether what stands is not what people read: other texts, or something that happened since."""
    newest = next(iter(editions_of(row)), None)
    written = {name: text for name, text in texts_of(row).items() if text.strip()}
    return newest is None or newest.texts != written or is_behind(row)


def is_behind(row: Consultation) -> bool:
    """Whether something happened since the page was published."""
    newest = next(iter(editions_of(row)), None)
    return newest is not None and newest.steps != list(steps_of(row))


def _begin(row: Consultation, by: str) -> FeedbackPage:
    """An empty page, as its version 0: whoever wrote first began from it."""
    made = rows.FeedbackPage(
        id=new_id(),
        consultation_id=row.id,
        texts={},
        version=0,
        hands=[],
        changed_by=by,
        changed_at=clock.now(),
    )
    chain.add(made)
    _keep_version(made, texts_of(row))
    return made


def _held(row: Consultation, version: int) -> FeedbackPage:
    page = rows.feedback_page(row.id)
    if page is None:
        raise Refused("feedback_unwritten")
    rows.hold(page)
    if page.version != version:
        raise Refused("feedback_changed_meanwhile")
    return page


def _keep_version(page: FeedbackPage, texts: Mapping[str, str] | None = None) -> None:
    chain.add(
        TextVersion(
            subject=page.id,
            version=page.version,
            texts=dict(page.texts if texts is None else texts),
            written_by=page.changed_by,
            written_at=page.changed_at,
        )
    )
