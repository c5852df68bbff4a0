"""A page as its reader meets it, and a critic who looks at every page that a test opens."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

from werkzeug.test import TestResponse

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}
_ASSETS = {"script", "link", "img", "iframe", "audio", "video", "source", "object"}


@dataclass
class Element:
    """One element; `words` is all text inside it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple["Element", ...]
    words: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute; one without a value is an empty text."""
        return self.attributes.get(name, default)

    def is_within(self, tag: str) -> bool:
        """Whether an element of this kind stands around it."""
        return any(one.tag == tag for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words += data


@dataclass
class Page:
    """What the server showed in the end, redirects followed."""

    response: TestResponse
    elements: list[Element] = field(init=False)

    def __post_init__(self) -> None:
        reader = _Reader()
        reader.feed(self.html)
        self.elements = reader.elements

    @property
    def html(self) -> str:
        """The page as it was sent."""
        return self.response.get_data(as_text=True)

    @property
    def status(self) -> int:
        """200 and its kin."""
        return self.response.status_code

    @property
    def path(self) -> str:
        """Where it was in the end."""
        return self.response.request.path

    @property
    def name(self) -> str:
        """The last part of the address: a page of the instrument, or one of the door's own."""
        return self.path.rstrip("/").rpartition("/")[2]

    def all(self, tag: str) -> Iterator[Element]:
        """The elements of one kind."""
        return (element for element in self.elements if element.tag == tag)

    def first(self, tag: str) -> Element:
        """The first element of one kind."""
        return next(self.all(tag))

    def with_class(self, name: str) -> list[str]:
        """The words of every element of a class."""
        return [element.words.strip() for element in self.elements if name in element.get("class").split()]

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.first("title").words

    @property
    def heading(self) -> str:
        """The one heading."""
        return _plain(self.first("h1").words)

    @property
    def words(self) -> str:
        """All text that is read, in one line."""
        return _plain(self.first("body").words)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The summary of problems: sentence and the address it leads to."""
        return [
            (_plain(link.words), link.get("href"))
            for link in self.all("a")
            if any("problem" in one.get("class").split() for one in link.inside)
        ]

    @property
    def errors(self) -> dict[str, str]:
        """The line under each control that has a problem, by the control's name."""
        return {
            element.get("id").removesuffix(".error"): _plain(element.words)
            for element in self.elements
            if element.get("class") == "error"
        }

    @property
    def code(self) -> str:
        """The code that is shown once; empty when there is none."""
        return next(iter(self.with_class("code")), "")

    def filled(self) -> dict[str, list[str]]:
        """What a browser would post of the first form as it stands, buttons left out."""
        posted: dict[str, list[str]] = {}
        form = next(self.all("form"))
        for element in self.elements:
            if form not in element.inside or not element.get("name"):
                continue
            if element.tag == "textarea":
                posted.setdefault(element.get("name"), []).append(element.words.removeprefix("\n"))
            elif element.tag == "input" and _is_sent(element):
                posted.setdefault(element.get("name"), []).append(element.get("value"))
        return posted

    def offers(self, name: str) -> list[str]:
        """The values that can be picked under a name."""
        return [one.get("value") for one in self.all("input") if one.get("name") == name]


def _is_sent(control: Element) -> bool:
    return control.get("type") not in ("radio", "checkbox") or "checked" in control.attributes


def _plain(text: str) -> str:
    return " ".join(text.split())


def criticise(page: Page) -> None:
    """What holds for every page of the door: one heading, labels, no double id, nothing from elsewhere, no leak."""
    faults = [*_faults_of_headers(page), *_faults_of_structure(page), *_faults_of_controls(page)]
    assert faults == [], f"{page.path}: {faults}"


def _faults_of_headers(page: Page) -> Iterator[str]:
    headers = page.response.headers
    sheet = "".join(element.words for element in page.all("style"))
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy:
        yield "no content security policy"
    if sheet and f"'sha256-{digest}'" not in policy:
        yield "the policy does not allow the sheet"
    if not any(map(_is_empty_icon, page.elements)) or "img-src 'self' data:;" not in policy:
        yield "its browser asks for an icon"
    if headers.get("Cache-Control") != "no-store":
        yield "it may be stored"
    if headers.get("X-Robots-Tag") != "noindex":
        yield "a search engine may list it"
    if "ETag" in headers:
        yield "an ETag"


def _waits(element: Element) -> bool:
    """Whether it is a picture or a sound of the question, fetched only when it comes into view or is played."""
    waits = element.get("loading") == "lazy" if element.tag == "img" else element.get("preload") == "none"
    return waits and element.get("src").startswith("/media/")


def _faults_of_structure(page: Page) -> Iterator[str]:
    html = page.first("html")
    if html.get("dir") != ("rtl" if html.get("lang") in ("ar", "ps", "fa-AF") else "ltr"):
        yield f"direction {html.get('dir')} in {html.get('lang')}"
    headings = [_plain(one.words) for one in page.all("h1")]
    if len(headings) != 1 or not _says(_plain(page.title), headings[0]):
        yield f"headings {headings} under title {page.title!r}"
    if len(list(page.all("main"))) != 1:
        yield "not one main part"
    if doubles := [name for name, n in Counter(_ids(page)).items() if n > 1]:
        yield f"ids twice: {doubles}"
    if re.search("[\x01-\x08]", page.html) or "<" in page.title:
        yield "a hole that was not filled"
    if "&#" in page.words or "&quot;" in page.words:
        yield "a sign that was escaped twice"
    for element in page.elements:
        asks = element.tag in _ASSETS and not (
            _is_of_unfolding(element) or _is_empty_icon(element) or _waits(element)
        )
        if asks or "style" in element.attributes:
            yield f"<{element.tag}> asks for more than this one page"
        if "://" in element.get("href") + element.get("action") + element.get("src"):
            yield f"another host: {element.attributes}"


def _says(title: str, heading: str) -> bool:
    """Whether a title says what the heading says, without the answers in it: a browser's history keeps titles."""
    before, *after = (part.strip() for part in title.rpartition(" - ")[0].split("…"))
    if not after:
        return heading in title
    begins = any(heading.startswith(before[at:]) for at in range(len(before) + 1))
    at = 0
    for part in after:
        at = heading.find(part, at)
        if at < 0:
            return False
    return begins


def _is_empty_icon(element: Element) -> bool:
    """Whether it is the icon that keeps a browser from asking for one."""
    return (element.get("rel"), element.get("href")) == ("icon", "data:,")


def _is_of_unfolding(element: Element) -> bool:
    """Whether it belongs to a page that unfolds: what its script is told, and the two files that are the script."""
    name = element.get("src").rpartition("/")[2]
    return element.get("id") == ".unfolding" or name in ("expressions.js", "show_hide.js")


def _ids(page: Page) -> list[str]:
    return [element.get("id") for element in page.elements if "id" in element.attributes]


def _faults_of_controls(page: Page) -> Iterator[str]:
    ids = set(_ids(page))
    labelled = {label.get("for") for label in page.all("label")}
    for element in page.elements:
        if element.tag in ("input", "textarea") and element.get("type") != "hidden":
            if not (element.is_within("label") or element.get("id") in labelled):
                yield f"no label on {element.attributes}"
            if element.get("type") in ("radio", "checkbox") and not element.is_within("fieldset"):
                yield f"no legend on {element.attributes}"
        if element.tag == "form" and not (element.get("action") and element.get("method") == "post"):
            yield "a form without an action"
        for named in element.get("aria-describedby").split() + element.get("aria-labelledby").split():
            if named not in ids:
                yield f"described by {named}, which is not there"
        if element.get("href").startswith("#") and element.get("href")[1:] not in ids:
            yield f"a link to {element.get('href')}, which is not there"
