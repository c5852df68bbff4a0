"""Someone asks the questions aloud and fills them in for whoever answers.

A colleague begins behind the staff door, which leaves a cookie here: that it is an interview, in this consultation, with an
interpreter or not. Who asks is not in it, and so cannot come to lie next to the answers.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from consult.instrument.additions import Mode
from consult.response import sealing
from consult.web.respond import cookies

SECONDS = 12 * 3600  # a day in the field


@dataclass(frozen=True, slots=True)
class Asking:
    """How the questions reach whoever sits here."""

    mode: Mode = Mode.WEB
    interpreter: bool = False


def hand_over(response: Response, consultation: str, *, interpreter: bool, key: bytes) -> None:
    """Lets this browser ask aloud in a consultation."""
    content = {
        "consultation": consultation,
        "interpreter": interpreter,
        "until": int(time.time()) + SECONDS,
    }
    value = urlsafe_b64encode(sealing.seal(content, key)).decode()
    cookies.give(response, cookies.interview_cookie(consultation), value, SECONDS)


def asking(consultation: str, key: bytes) -> Asking:
    """How this browser asks in a consultation: as everyone's, unless a colleague opened it to ask aloud."""
    value = request.cookies.get(cookies.interview_cookie(consultation), "")
    try:
        content = sealing.unseal(urlsafe_b64decode(value.encode()), key)
    except (ValueError, sealing.Unsealable, json.JSONDecodeError):
        return Asking()
    if content.get("consultation") != consultation or content["until"] < time.time():
        return Asking()
    return Asking(Mode.INTERVIEWER, content["interpreter"])
