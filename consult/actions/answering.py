"""The respondent's job: begin, keep, send, continue later, withdraw. Loads no table library."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from nacl.public import PublicKey

from consult.actions import clock
from consult.folder import DataFolder
from consult.instrument.additions import Mode
from consult.instrument.in_mode import in_mode
from consult.instrument.routing import make_ready
from consult.instrument.version import PublishedInstrument, from_canonical
from consult.response import document, sealing
from consult.response.draft import Draft, draft_from
from consult.response.holding import answers_of
from consult.store import answers as stored
from consult.store import consultations, drafts, instruments


class NotOpen(Exception):
    """This consultation takes no answers now."""


class DraftGone(Exception):
    """The draft was deleted: it expired, was sent, or belongs to the person before."""


@dataclass(frozen=True, slots=True)
class Fielded:
    """A consultation as its respondents meet it. `version` is what new responses take."""

    id: str
    title: str
    version: str
    opened_on: date | None
    closed_on: date | None
    cancelled: bool

    def takes_new(self, today: date) -> bool:
        """Whether someone may begin today."""
        open_ = self.opened_on is not None and self.opened_on <= today
        return open_ and not self.cancelled and (self.closed_on is None or today < self.closed_on)

    def takes_begun(self, today: date) -> bool:
        """Whether who began may still send: also on the day of closing, so that nobody loses a page to the minute."""
        open_ = self.opened_on is not None and self.opened_on <= today
        return open_ and not self.cancelled and (self.closed_on is None or today <= self.closed_on)


def fielded(consultation: str) -> Fielded | None:
    """The survey at this public address; None when there is none, or it asks people in other ways than a form."""
    row = consultations.fielded(consultation)
    return Fielded(*row) if row is not None else None


def versions_fielded(survey: Fielded) -> tuple[str, ...]:
    """Every version that the survey asked, the newest first."""
    return consultations.versions_fielded(survey.id)


@lru_cache(maxsize=64)
def published(version: str) -> PublishedInstrument:
    """A published version, read once per process. Raises LookupError when it is not there (yet)."""
    row = instruments.version(version)
    if row is None:
        raise LookupError(f"no instrument version {version}")
    return replace(from_canonical(row.document), number=row.number)


@lru_cache(maxsize=64)
def asked_in(version: str, mode: Mode) -> PublishedInstrument:
    """The same as this mode asks it."""
    found = in_mode(published(version), mode)
    make_ready(found.instrument)
    return found


@dataclass(frozen=True)
class AnswerKeys:
    """The keys that the respondents' door needs, from the data folder.

    server: the server's half of a draft's key, and what codes are hashed with. form: of the forms' tokens.
    slip: of the ten-minute cookie that shows a code once. interview: of the cookie that lets a colleague ask aloud.
    text: the public keys of free text.
    """

    server: bytes
    form: bytes
    slip: bytes
    interview: bytes
    text: sealing.TextKeys


@lru_cache(maxsize=8)
def answer_keys(folder: DataFolder) -> AnswerKeys:
    """Raises RuntimeError when no text key was made: free text may not lie in clear for even a day."""
    public = folder.text_keys
    if not public:
        raise RuntimeError(f"{folder.path} has no text keys. Make them with: consult setup")
    keys = sealing.TextKeys(*(PublicKey(bytes.fromhex(public[name])) for name in ("research", "recovery")))
    server, form, slip, interview = map(folder.server_key, ("answers", "form", "slip", "interview"))
    return AnswerKeys(server, form, slip, interview, keys)


def begin(
    keys: AnswerKeys,
    survey: Fielded,
    consent_version: str,
    days: int,
    mode: Mode = Mode.WEB,
    *,
    interpreter: bool = False,
) -> Draft:
    """A new draft, kept for `days` days. Raises NotOpen."""
    if not survey.takes_new(clock.today()):
        raise NotOpen(survey.id)
    draft = Draft(
        sealing.new_cookie_secret(), survey.version, consent_version, {}, mode=mode, interpreter=interpreter
    )
    sealed_keys = sealing.draft_keys(draft.secret, keys.server)
    drafts.keep(sealed_keys.id, survey.id, _expiry(days), sealing.seal(draft.as_json(), sealed_keys.key))
    return draft


def _expiry(days: int) -> date:
    return clock.today() + timedelta(days=days)


def open_draft(keys: AnswerKeys, secret: str, consultation: str, *, to_write: bool) -> Draft:
    """The draft that this cookie opens. Raises DraftGone."""
    sealed_keys = sealing.draft_keys(secret, keys.server)
    sealed = drafts.draft(sealed_keys.id, consultation, clock.today(), to_write=to_write)
    if sealed is None:
        raise DraftGone
    return draft_from(sealing.unseal(sealed, sealed_keys.key))


def keep(keys: AnswerKeys, draft: Draft, days: int) -> None:
    """Keeps what was typed, and spends the code it was continued with. Raises DraftGone when it was sent or deleted."""
    draft = _spending_code(draft)
    sealed_keys = sealing.draft_keys(draft.secret, keys.server)
    if not drafts.rewrite(sealed_keys.id, sealing.seal(draft.as_json(), sealed_keys.key), _expiry(days)):
        raise DraftGone


def _spending_code(draft: Draft) -> Draft:
    """The draft without the row under its code. Not sooner: a click's answer may be lost, and its cookie with it."""
    if not draft.waits_under:
        return draft
    drafts.drop(draft.waits_under)
    return replace(draft, waits_under="")


def sent_code(keys: AnswerKeys, secret: str) -> str | None:
    """The withdrawal code when the draft of this cookie was already sent: a second click finds it again."""
    code = sealing.draft_keys(secret, keys.server).withdrawal_code
    return code if stored.is_stored(sealing.response_id(code, keys.server)) else None


def submit_response(keys: AnswerKeys, survey: Fielded, draft: Draft, language: str) -> str:
    """Stores a response and deletes its draft, in one transaction; the withdrawal code.

    Sent twice is stored once. The caller has judged the answers (`response.judging.problems`). Raises NotOpen.
    """
    today = clock.today()
    if not survey.takes_begun(today):
        raise NotOpen(survey.id)
    instrument = asked_in(draft.version, draft.mode).instrument
    composed = document.compose(instrument, answers_of(instrument, draft, today), draft.seen)
    sealed_keys = sealing.draft_keys(draft.secret, keys.server)
    row = {
        "id": sealing.response_id(sealed_keys.withdrawal_code, keys.server),
        "consultation": survey.id,
        "version": draft.version,
        "language": language,
        "mode": draft.mode.value,
        **_interview(draft),
        "day": today,
        "consent_version": draft.consent_version,
        "state": composed.state,
        "format": document.FORMAT,
        "document": composed.document,
    }
    texts = sealing.seal_texts(composed.texts, keys.text)
    stored.keep_response(row, texts, _tally(survey.id, today, composed))
    _spending_code(draft)
    drafts.drop(sealed_keys.id)
    return sealed_keys.withdrawal_code


def _interview(draft: Draft) -> dict[str, Any]:
    """The columns that only an interview has. Who asked is left open: it would lie next to what was answered."""
    if draft.mode is not Mode.INTERVIEWER:
        return {}
    return {"interviewer": "", "interpreter": draft.interpreter}


def _tally(consultation: str, day: date, composed: document.Composed) -> stored.Tally:
    return stored.Tally(consultation, day, composed.target_group, composed.earlier, composed.gave_input)


def wait_under_code(keys: AnswerKeys, draft: Draft, consultation: str, days: int) -> str:
    """Reseals a draft under a new code, so that another device can continue; the code is kept nowhere."""
    draft, code = _spending_code(draft), sealing.new_resume_code()
    id_, key = sealing.resume_keys(code, keys.server)
    drafts.keep(id_, consultation, _expiry(days), sealing.seal(draft.as_json(), key))
    drafts.drop(sealing.draft_keys(draft.secret, keys.server).id)
    return code


def resume(keys: AnswerKeys, code: str, consultation: str, days: int) -> Draft:
    """The draft that waits under a code, under its cookie again. Raises DraftGone.

    The code is spent by the first page that is kept from here on.
    """
    id_, key = sealing.resume_keys(code, keys.server)
    sealed = drafts.draft(id_, consultation, clock.today(), to_write=True)
    if sealed is None:
        raise DraftGone
    draft = replace(draft_from(sealing.unseal(sealed, key)), waits_under=id_)
    sealed_keys = sealing.draft_keys(draft.secret, keys.server)
    content = sealing.seal(draft.as_json(), sealed_keys.key)
    if not drafts.rewrite(sealed_keys.id, content, _expiry(days)):
        drafts.keep(sealed_keys.id, consultation, _expiry(days), content)
    return draft


def forget(keys: AnswerKeys, secret: str, consultation: str) -> None:
    """Deletes the draft of this cookie, if it is there: the next person begins with nothing."""
    try:
        draft = open_draft(keys, secret, consultation, to_write=True)
    except DraftGone:
        return
    _spending_code(draft)
    drafts.drop(sealing.draft_keys(secret, keys.server).id)


def withdraw_response(keys: AnswerKeys, folder: DataFolder, survey: Fielded, code: str) -> bool:
    """Deletes the response that was sent with this code, with all that was derived from it, copies of it included.

    False when there is none (any more): a wrong code and one past its days look the same.
    """
    id_ = sealing.response_id(code, keys.server)
    row = stored.response(id_)
    if row is None or row.consultation != survey.id:
        return False
    instrument = published(row.version).instrument
    if clock.today() > row.day + timedelta(days=instrument.retention.withdrawal_days):
        return False
    folder.bury(id_)
    folder.forget_copy(survey.id)
    return erase(id_)


def erase(id_: str) -> bool:
    """Deletes a response with its free text and its place in the tallies; False when it is not there."""
    row = stored.response(id_)
    if row is None:
        return False
    instrument = published(row.version).instrument
    tally = stored.Tally(
        row.consultation,
        row.day,
        document.known_class(row.document.get(instrument.target_group)),
        document.known_class(row.document.get(instrument.earlier)),
        document.gave_input(instrument, row.document),
    )
    return stored.erase_response(id_, tally)


def responses_past_withdrawal(today: date) -> list[str]:
    """The responses whose code no longer withdraws them, and that still carry its hash."""
    versions = {
        version: published(version).instrument.retention.withdrawal_days
        for version in stored.versions_answered()
    }
    return [
        id_
        for version, days in versions.items()
        for id_ in stored.linked_before(version, today - timedelta(days=days))
    ]
