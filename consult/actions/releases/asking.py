"""Releases: ask for one, see them, take one back. Making one is in `making`, which needs pandas; this does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from consult.actions import clock
from consult.actions.consultations import is_over
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.actions.releases.profiles import profile_named
from consult.disclosure.profile import ReleaseProfile
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.instrument.languages import LANGUAGES, SOURCE
from consult.store import audit
from consult.store import releases as rows
from consult.store.consultations import Consultation
from consult.store.releases import READY, RECALLED, REFUSED, WAITING, WORKING
from consult.store.releases import Release as Release  # the web may not import the tables

UNDER_WAY = (WAITING, WORKING)
_SILENT_TOO_LONG = timedelta(minutes=10)  # a release of 100,000 responses takes under a minute


@dataclass(frozen=True, slots=True)
class Asked:
    """What someone asks to be released. recipient: an organisation or a role; agreement: where the signed one lies."""

    profile: str
    formats: tuple[str, ...] = ()  # all that the profile allows, when none is named
    language: str = SOURCE
    recipient: str = ""
    purpose: str = ""
    agreement: str = ""
    agreed_on: date | None = None


def check_can_be_released(row: Consultation) -> None:
    """Raises Refused for what is no survey, and while a survey can still receive answers."""
    if row.method != Method.SURVEY:
        raise Refused("not_a_survey")
    if not is_over(row):
        raise Refused("still_open")


def ask(row: Consultation, folder: DataFolder, asked: Asked, by: str) -> Release:
    """Asks for a release; it waits until someone makes it.

    Raises Refused, NoSuchProfile, and FileRefused for a profile with mistakes.
    """
    check_can_be_released(row)
    profile = profile_named(asked.profile, folder)
    release = Release(
        id=new_id(),
        consultation_id=row.id,
        profile=profile.name,
        profile_hash=profile.hash,
        audience=str(profile.audience),
        formats=list(_formats(asked, profile)),
        language=_language(asked.language),
        recipient=asked.recipient,
        purpose=asked.purpose,
        agreement=asked.agreement,
        agreed_on=asked.agreed_on if asked.agreement else None,
        asked_by=by,
        asked_at=clock.now(),
        state=WAITING,
    )
    rows.add(release)
    audit.note(by, "release asked", release.id, consultation=row.id, profile=profile.name)
    return release


def _formats(asked: Asked, profile: ReleaseProfile) -> tuple[str, ...]:
    wrong = [one for one in asked.formats if one not in profile.formats]
    if wrong:
        raise Refused("format_not_allowed", wrong=", ".join(wrong), allowed=", ".join(profile.formats))
    return tuple(dict.fromkeys(asked.formats)) or profile.formats


def _language(tag: str) -> str:
    if tag not in LANGUAGES:
        raise Refused("language_not_known", wrong=tag, known=", ".join(LANGUAGES))
    return tag


def release(id_: str) -> Release | None:
    """A release by its id."""
    return rows.release(id_)


def releases_of(row: Consultation | None = None) -> Sequence[Release]:
    """The ledger: every release of one consultation, or of all; newest first."""
    return rows.releases_of(row.id if row else None)


def place_of(asked: Release, folder: DataFolder) -> Path:
    """Where the files of a release lie."""
    return folder.path / "releases" / asked.id


def file_of(release: Release, folder: DataFolder, name: str) -> Path | None:
    """A file of a release that is out, by its name. None for a name that its certificate does not have."""
    file = place_of(release, folder) / name
    known = release.certificate.get("files", {})
    return file if release.state == READY and name in known and file.is_file() else None


def certificate_of(release: Release, folder: DataFolder) -> Path | None:
    """The certificate of a release that is out, or was: it tells of no answer, and stays when the files are taken back."""
    return next(place_of(release, folder).glob("*-certificate.json"), None)


def recall(release: Release, folder: DataFolder, because: str, by: str) -> None:
    """Records that the files of a release were taken back and destroyed, so that the next one need not fit beside it.

    Ours are deleted too, all but the certificate.

    Raises Refused for one that never left, and without a reason.
    """
    if release.state != READY:
        raise Refused("not_released")
    if not because.strip():
        raise Refused("no_reason")
    release.state, release.recalled_on, release.recalled_by = RECALLED, clock.today(), by
    release.recalled_because = because.strip()
    certificate = certificate_of(release, folder)
    for file in place_of(release, folder).iterdir():
        if file != certificate:
            file.unlink()
    audit.note(by, "release recalled", release.id, consultation=release.consultation_id)


def note_download(release: Release, file: str, by: str) -> None:
    """Records who took which file."""
    audit.note(by, "release downloaded", release.id, file=file)


def take(release: Release) -> bool:
    """Takes a release to make it, for this process alone; False when another one has it. To be committed at once."""
    now = clock.now()
    return rows.take(release.id, now, now - _SILENT_TOO_LONG)


def has_fallen_silent(release: Release) -> bool:
    """Whether whoever was making it must have stopped: it is under way, and nobody said so for too long."""
    since = release.seen_at or release.asked_at
    return release.state in UNDER_WAY and clock.now() - since > _SILENT_TOO_LONG


def next_waiting() -> Release | None:
    """The release that waits longest; one whose maker fell silent waits again."""
    working = rows.oldest_in(WORKING)
    if working is not None and has_fallen_silent(working):
        return working
    return rows.oldest_in(WAITING)


__all__ = ["READY", "RECALLED", "REFUSED", "UNDER_WAY", "WAITING", "WORKING"]
