"""The gespreksfiche as a page to print: always Dutch, complete in one file, the same on screen and from the command."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from consult.actions.advising import fiches
from consult.actions.advising.fiches import Fiche
from consult.plan.activity import ActivityKind, Level, Setting
from consult.shipped import shipped
from consult.web.interface import SOURCE_LANGUAGE, speak
from consult.web.protection import allow_style
from consult.web.staff.activities import activity_or_404
from consult.web.staff.activity_words import activity_kinds, levels, outcomes, settings, strengths
from consult.web.staff.blueprint import staff

_LETTERS_AT_EASE = 1200  # more than these are set smaller, so that it stays one A4


@staff.get("/activities/<activity_id>/fiche")
def activity_fiche(activity_id: str) -> ResponseReturnValue:
    """One A4 for one talk."""
    found = fiches.fiche(activity_or_404(activity_id))
    allow_style(b64encode(sha256(_sheet().encode()).digest()).decode())
    speak("staff", SOURCE_LANGUAGE)
    return fiche_page(found)


def fiche_page(fiche: Fiche) -> str:
    """The page of a talk; who calls it has chosen to speak Dutch."""
    row = fiche.row
    return render_template(
        "print/gespreksfiche.html",
        fiche=fiche,
        sheet=_sheet(),
        kind=activity_kinds()[ActivityKind(row.kind)],
        level=levels()[Level(row.level)] if row.level else "",
        setting=settings()[Setting(row.setting)] if row.setting else "",
        outcomes=outcomes(),
        strengths=strengths(),
        is_full=_letters(fiche) > _LETTERS_AT_EASE,
    )


def _letters(fiche: Fiche) -> int:
    row = fiche.row
    texts = [row.title, row.with_whom, row.quote, row.strength_from, row.said, row.agreed]
    asked = (f"{ask.text}{ask.sentence.nl if ask.sentence else ''}" for ask in fiche.asks)
    return sum(map(len, [*texts, *asked]))


@cache
def _sheet() -> Markup:
    return Markup((shipped("templates") / "print" / "gespreksfiche.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
