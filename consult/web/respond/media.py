"""Pictures, sound and film of a question: under an address that is their content, from this website and no other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from flask import Blueprint, current_app, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from consult.folder import DataFolder
from consult.instrument.definition import Page
from consult.instrument.languages import Language
from consult.instrument.media.files import MediaFile
from consult.instrument.media.formats import FORMS, Medium, ending
from consult.instrument.wording import Wording

# Not under the address of a consultation: a waiting room's telephone fetches the same picture once.
files = Blueprint("media", __name__, url_prefix="/media")
_A_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as a page shows it."""

    address: str
    width: int
    height: int
    language: Language


Address: TypeAlias = Callable[[MediaFile], str]


def published_at(file: MediaFile) -> str:
    """Where everyone finds a file of a published version."""
    return url_for("media.file", address=file.address)


def shown(wording: Wording, key: str, address: Address = published_at) -> ShownFile | None:
    """The file behind a key in a language; None where there is none to show. address: where it is served.

    A picture of the source serves a language that has none of its own; what is spoken in another language does not.
    """
    text = wording.text(key)
    file = wording.instrument.media.get(text.text)
    if file is None:
        return None
    if FORMS[ending(file.name)].medium is not Medium.PICTURE and text.language != wording.language:
        return None
    return ShownFile(address(file), file.width, file.height, text.language)


def shows_anything(page: Page) -> bool:
    """Whether a page shows more than words."""
    return any(one.shown or any(choice.shown for choice in one.choices) for one in page.questions)


@files.get("/<address>")
def file(address: str) -> Response:
    """One file. It never changes, so a telephone asks for it once."""
    folder: DataFolder = current_app.extensions["folder"]
    try:
        place = folder.media(address)
    except FileNotFoundError:
        raise NotFound from None
    form = FORMS.get(ending(address))
    if form is None or not place.is_file():
        raise NotFound
    # Parts too, since some telephones play a sound or a film only so.
    response = send_file(place.absolute(), mimetype=form.type, etag=address, last_modified=0, max_age=_A_YEAR)
    response.cache_control.immutable = True
    response.cache_control.public = True
    return response
