"""Makes a release: the answers of a consultation -> dataset -> release -> files -> read back -> certificate -> ledger.

The one way out for rows of answers. The command and the page come through here; nothing is there half.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consult.actions import clock, datasets, transaction
from consult.actions.refusal import Refused
from consult.actions.releases import files
from consult.actions.releases.asking import READY, REFUSED, WORKING, Release, check_can_be_released, place_of
from consult.actions.releases.profiles import NoSuchProfile, profile_named, structures_of
from consult.dataset.columnar import Days
from consult.dataset.definition import Dataset
from consult.disclosure.earlier import ResponseSet, change, hold_together
from consult.disclosure.profile import Audience, ProfileDoesNotFit, ProfileStale, ReleaseProfile
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.release import Released, release
from consult.disclosure.report import Report
from consult.disclosure.wording import plain, say
from consult.folder import DataFolder
from consult.reading import FileRefused
from consult.store import audit
from consult.store import releases as rows
from consult.store.consultations import Consultation

Stage = Callable[[str], None]  # told what is being done now

REASONS = (ReleaseRefused, ProfileStale, ProfileDoesNotFit, NoSuchProfile, FileRefused)
"""Why a release is refused; anything else is a mistake of ours."""


def preview(row: Consultation, folder: DataFolder, profile: str) -> Report:
    """What a release under this profile would give up, and what risk would remain; nothing is written.

    Raises Refused and REASONS.
    """
    check_can_be_released(row)
    answered = _Answered.of(row, folder)
    fitted = profile_named(profile, folder).fitted(row.instrument, structures_of(row))
    released = release(answered.dataset, fitted)
    _check_beside_earlier(row, folder, fitted, answered, released)
    return released.report


def make(asked: Release, folder: DataFolder, stage: Stage = lambda _: None) -> None:
    """Makes what was asked and writes it down in the ledger, refused or ready. Commits; to be called outside a transaction."""
    id_ = asked.id

    def announce(told: str) -> None:
        _enter(id_, told)
        stage(told)

    announce("reading")
    try:
        made = _made(_found(id_), folder, announce)
    except Exception as failed:
        transaction.rollback()
        _refuse(id_, failed)
        if not isinstance(failed, (*REASONS, Refused)):
            raise
        return
    _hand_over(id_, made, folder)


@dataclass(frozen=True)
class _Answered:
    """The answers of a consultation as they are now, in random order."""

    dataset: Dataset
    held: Mapping[str, Days]

    @classmethod
    def of(cls, row: Consultation, folder: DataFolder) -> "_Answered":
        now = datasets.days_held(row)
        if not now:
            raise Refused("no_responses")
        return cls(datasets.fresh_copy(row, folder, now).dataset(), now)

    @property
    def response_set(self) -> ResponseSet:
        return {version: {day: one.n for day, one in days.items()} for version, days in self.held.items()}


def _enter(id_: str, stage: str) -> None:
    """Says in the ledger what is being done, so that a page can show it."""
    transaction.start_over_writing()
    found = _found(id_)
    found.state, found.stage, found.seen_at = WORKING, stage, clock.now()
    transaction.commit()


def _found(id_: str) -> Release:
    found = rows.release(id_)
    assert found is not None
    return found


@dataclass(frozen=True)
class _Made:
    """What was written. certificate, held: for the ledger. compared: the releases that it was laid beside."""

    certificate: dict[str, Any]
    held: dict[str, Any]
    compared: set[str]
    fitted: ReleaseProfile
    answered: _Answered
    released: Released


def _made(asked: Release, folder: DataFolder, stage: Stage) -> _Made:
    """Writes the files."""
    row = asked.consultation
    profile = profile_named(asked.profile, folder)
    if profile.hash != asked.profile_hash:
        raise ReleaseRefused(
            say("profile {profile} was changed after this release was asked for.", profile=profile.name),
            [say("Look at the preview again, and ask anew.")],
        )
    fitted = profile.fitted(row.instrument, structures_of(row))
    answered = _Answered.of(row, folder)
    stage("protecting")
    released = release(answered.dataset, fitted)
    stage("comparing")
    _check_beside_earlier(row, folder, fitted, answered, released)
    wanted = files.Wanted(
        folder=place_of(asked, folder),
        title=row.title,
        language=asked.language,
        formats=tuple(asked.formats),
        demo=row.demo,
        instrument=row.instrument,
        response_set=datasets.fingerprint(answered.held),
    )
    compared = {one.id for one in rows.releases_of(row.id) if one.state == READY}
    transaction.rollback()  # writing takes long, and needs no database
    certificate = files.write(released, fitted, wanted, stage)
    return _Made(certificate, _plain(answered.response_set), compared, fitted, answered, released)


def _hand_over(id_: str, made: _Made, folder: DataFolder) -> None:
    """Enters it as out, unless another that became ready meanwhile does not go beside it: then its files go too."""
    transaction.start_over_writing()
    found = _found(id_)
    row = found.consultation
    if {one.id for one in rows.releases_of(row.id) if one.state == READY} - made.compared:
        try:
            _check_beside_earlier(row, folder, made.fitted, made.answered, made.released)
        except ReleaseRefused as refused:
            shutil.rmtree(place_of(found, folder), ignore_errors=True)
            transaction.rollback()
            _refuse(id_, refused)
            return
    found.state, found.stage, found.seen_at = READY, "", clock.now()
    found.certificate, found.held = made.certificate, made.held
    told = made.certificate["rows"]
    audit.note(
        found.asked_by, "release made", id_, consultation=found.consultation_id, profile=found.profile, **told
    )
    transaction.commit()


def _refuse(id_: str, refused: Exception) -> None:
    transaction.begin_writing()
    found = _found(id_)
    found.state, found.stage, found.seen_at = REFUSED, "", clock.now()
    found.problems = [plain(one) for one in sentences_of(refused)]
    audit.note(
        found.asked_by, "release refused", id_, consultation=found.consultation_id, profile=found.profile
    )
    transaction.commit()


def sentences_of(refused: Exception) -> Iterator[str]:
    """Why a release was refused, and what would help."""
    if isinstance(refused, ReleaseRefused):
        yield from (refused.reason, *refused.advice)
    elif isinstance(refused, (ProfileDoesNotFit, FileRefused)):
        yield from map(str, refused.problems)
    elif isinstance(refused, REASONS):
        yield getattr(refused, "sentence", str(refused))
    elif isinstance(refused, Refused):
        yield say("nobody answered it, so there is nothing to release.")
    else:
        yield say(
            "a mistake in consult itself: nothing was released. Tell whoever looks after this installation."
        )


# --- beside what left before


def _check_beside_earlier(
    row: Consultation, folder: DataFolder, fitted: ReleaseProfile, answered: _Answered, released: Released
) -> None:
    """Raises ReleaseRefused where this release and an earlier one, laid side by side, would tell more than either."""
    for earlier in _still_out(row, fitted):
        moved = change(_response_set(earlier.held), answered.response_set)
        if moved.would_tell_who:
            raise ReleaseRefused(
                say(
                    "release {release} of {day} rests on almost the same answers: {came} came and {went} went since."
                    " The difference would tell who.",
                    release=earlier.id,
                    day=earlier.asked_at.date().isoformat(),
                    came=moved.came,
                    went=moved.went,
                ),
                [
                    say(
                        "Have its files destroyed and record that it was recalled, or wait until more has changed."
                    )
                ],
            )
        if earlier.profile_hash != profile_named(fitted.name, folder).hash:
            _check_together(row, folder, earlier, answered, released)


def _still_out(row: Consultation, fitted: ReleaseProfile) -> Iterator[Release]:
    """The releases that whoever gets this one may hold as well. What stays inside is compared with what stays inside."""
    inside = fitted.audience is Audience.INTERNAL
    for one in rows.releases_of(row.id):
        if one.state == READY and (one.audience == Audience.INTERNAL) == inside:
            yield one


def _check_together(
    row: Consultation, folder: DataFolder, earlier: Release, answered: _Answered, released: Released
) -> None:
    again = _released_again(row, folder, earlier, answered)
    if again is None or not hold_together(released, again):
        advice = say("Have its files destroyed and record that it was recalled; or use its profile.")
        facts = {"release": earlier.id, "profile": earlier.profile}
        if again is None:
            raise ReleaseRefused(
                say(
                    "release {release} under profile {profile} is still out, and that profile was changed since, so that"
                    " nobody can look what both files together would tell.",
                    **facts,
                ),
                [advice],
            )
        raise ReleaseRefused(
            say(
                "release {release} under profile {profile} is still out, and both files together would not keep what"
                " each promises: some groups would be too small.",
                **facts,
            ),
            [advice],
        )


def _released_again(
    row: Consultation, folder: DataFolder, earlier: Release, answered: _Answered
) -> Released | None:
    """What the earlier profile gives of the same rows; None when it is not known any more."""
    try:
        profile = profile_named(earlier.profile, folder)
        if profile.hash != earlier.profile_hash:
            return None
        return release(answered.dataset, profile.fitted(row.instrument, structures_of(row)))
    except REASONS:
        return None


def _plain(held: ResponseSet) -> dict[str, Any]:
    return {version: {day.isoformat(): n for day, n in days.items()} for version, days in held.items()}


def _response_set(plain: Mapping[str, Any]) -> ResponseSet:
    return {
        version: {date.fromisoformat(day): n for day, n in days.items()} for version, days in plain.items()
    }
