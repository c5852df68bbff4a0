"""The respondent's cookies: half of a draft's key, and a slip that shows a code once. Nothing else is kept in a browser."""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from flask import current_app, request
from werkzeug.wrappers import Response

from consult.response import sealing

SLIP_SECONDS = 600  # the code can be read for ten minutes after sending, on the page that shows it


@dataclass(frozen=True, slots=True)
class Slip:
    """A code to be shown once: `kind` is `sent` (withdrawal) or `later` (continue). version: what it was answered on.

    code: empty when it was shown.
    """

    kind: str
    code: str
    version: str


def draft_cookie(consultation: str) -> str:
    """The name of the cookie that holds the respondent's half; one for each consultation."""
    return f"{_prefix()}draft-{consultation[:8]}"


def slip_cookie(consultation: str) -> str:
    """The name of the cookie that holds the slip."""
    return f"{_prefix()}slip-{consultation[:8]}"


def door_cookie() -> str:
    """The name of the cookie that ties the consent page to the browser that opened it."""
    return f"{_prefix()}door"


def interview_cookie(consultation: str) -> str:
    """The name of the cookie that lets a browser ask the questions of a consultation aloud."""
    return f"{_prefix()}door-asks-{consultation[:8]}"


def _prefix() -> str:
    return "__Host-" if current_app.config["SECURE_COOKIES"] else ""


def give(response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Sets a cookie that no script reads and no other site sends."""
    secure = bool(current_app.config["SECURE_COOKIES"])
    response.set_cookie(
        name, value, max_age=seconds, secure=secure, httponly=True, samesite="Strict", path="/"
    )


def give_slip(response: Response, consultation: str, slip: Slip, key: bytes) -> None:
    """Gives a slip for ten minutes."""
    give(response, slip_cookie(consultation), sealed_slip(slip, key), SLIP_SECONDS)


def take(response: Response, name: str) -> None:
    """Expires a cookie."""
    secure = bool(current_app.config["SECURE_COOKIES"])
    response.delete_cookie(name, secure=secure, httponly=True, samesite="Strict", path="/")


def take_all(response: Response) -> None:
    """Expires every cookie of the respondents' door by name, and what the browser cached of it."""
    for name in request.cookies:
        if name.removeprefix("__Host-").startswith(("draft-", "slip-", "door")):
            take(response, name)
    response.headers["Clear-Site-Data"] = '"cache"'  # "storage" would delete answers that wait offline


def sealed_slip(slip: Slip, key: bytes) -> str:
    """A slip that only this server reads, for ten minutes."""
    content = {
        "kind": slip.kind,
        "code": slip.code,
        "version": slip.version,
        "until": int(time.time()) + SLIP_SECONDS,
    }
    return urlsafe_b64encode(sealing.seal(content, key)).decode()


def read_slip(consultation: str, key: bytes) -> Slip | None:
    """The slip of this browser, when its ten minutes are not over."""
    value = request.cookies.get(slip_cookie(consultation), "")
    try:
        content = sealing.unseal(urlsafe_b64decode(value.encode()), key)
    except (ValueError, sealing.Unsealable, json.JSONDecodeError):
        return None
    if content["until"] < time.time():
        return None
    return Slip(content["kind"], content["code"], content.get("version", ""))
