"""A page that a test fetches is criticised: what every page of the house has, and what none may have."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

_VOID = {"meta", "link", "input", "img", "br", "hr", "wbr"}
_PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)"
)
_REFERENCES = ("href", "src", "action", "poster", "formaction", "data", "srcset")


@dataclass
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element with one of these tags, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        """What a reader sees of it, with single spaces."""
        return " ".join("".join(map(_said, self.children)).split())


def _said(child: Element | str) -> str:
    if isinstance(child, str):
        return child
    return "" if child.tag == "wbr" else f" {child.text} "  # a word may break there, and is one word


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self._open = [self.root]
        self.left_open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()
        elif tag not in _VOID:
            self.left_open.append(f"</{tag}> inside <{self._open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Element:
    """A page as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.left_open:
        raise AssertionError(f"tags do not match: {reader.left_open}")
    return reader.root


def criticise(response: TestResponse) -> None:
    """Fails with everything that is wrong with a page; anything but a page passes."""
    if response.mimetype != "text/html" or response.status_code in (301, 302, 303, 307, 308):
        return
    page = read(response.get_data(as_text=True))
    wrong = [
        *_wrong_frame(page),
        *_wrong_headings(page),
        *_wrong_forms(page),
        *_wrong_references(page),
        *_wrong_style(page),
        *_wrong_headers(response),
    ]
    assert not wrong, f"{response.request.path}:\n" + "\n".join(wrong)


def _wrong_frame(page: Element) -> Iterator[str]:
    html = next(page.all("html"))
    if not html.attributes.get("lang"):
        yield "html has no lang"
    if html.attributes.get("dir") not in ("ltr", "rtl"):
        yield "html has no dir"
    if not any("width=device-width" in meta.attributes.get("content", "") for meta in page.all("meta")):
        yield "no viewport for phones"
    ids = Counter(element.attributes["id"] for element in page.all() if "id" in element.attributes)
    yield from (f"id {id_!r} stands {n} times" for id_, n in ids.items() if n > 1)
    for image in page.all("img"):
        if "alt" not in image.attributes:
            yield f"image {image.attributes.get('src')} has no text alternative"


def _wrong_headings(page: Element) -> Iterator[str]:
    headings = [heading.text for heading in page.all("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1: {headings}"
    title = next(page.all("title")).text
    if headings and not title.startswith(headings[0]):
        yield f"title {title!r} does not start with the h1 {headings[0]!r}"
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"an h{after} follows an h{before}"


def _wrong_forms(page: Element) -> Iterator[str]:
    labels = {label.attributes.get("for") for label in page.all("label")}
    wrapped = {
        id(control) for label in page.all("label") for control in label.all("input", "select", "textarea")
    }
    ids = {element.attributes.get("id") for element in page.all()}
    for control in page.all("input", "select", "textarea"):
        kind = control.attributes.get("type", "")
        named = (
            "aria-label" in control.attributes
            or control.attributes.get("id") in labels
            or id(control) in wrapped
        )
        if kind not in ("hidden", "submit") and not named:
            yield f"{control.tag} {control.attributes.get('name')!r} has no label"
        for described in control.attributes.get("aria-describedby", "").split():
            if described not in ids:
                yield f"{control.attributes.get('name')!r} is described by {described!r}, which is not there"
    for form in page.all("form"):
        if "action" not in form.attributes:
            yield "a form has no action"
        fields = [one.attributes.get("name") for one in form.all("input")]
        if form.attributes.get("method", "get").lower() == "post" and not {
            "form_token",
            ".token",
            "token",
        } & set(fields):
            yield f"the form to {form.attributes.get('action')!r} has no token"
    for button in page.all("button", "a"):
        if not button.text and not button.attributes.get("aria-label"):
            yield f"a {button.tag} without words: {button.attributes}"


def _wrong_references(page: Element) -> Iterator[str]:
    for element in page.all():
        for name in _REFERENCES:
            address = element.attributes.get(name, "")
            if element.tag == "img" and address.startswith("data:image/svg+xml;base64,"):
                continue  # a picture that lies in the page itself
            if element.tag == "link" and address == "data:,":
                continue  # an empty icon, so that no browser asks for one
            parts = urlsplit(address)
            if parts.netloc or parts.scheme not in ("", "mailto"):
                yield f"{element.tag} refers to another host: {address[:80]}"


def _wrong_style(page: Element) -> Iterator[str]:
    for element in page.all():
        if "style" in element.attributes:
            yield f"{element.tag} carries a style attribute"
        if any(name.startswith("on") for name in element.attributes):
            yield f"{element.tag} carries a script attribute"
    for sheet in page.all("style"):
        if found := _PHYSICAL.search(sheet.text):
            yield f"a sheet names a side: {found[0]}"


def _wrong_headers(response: TestResponse) -> Iterator[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"content security policy: {policy!r}"
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        yield "nosniff is missing"
    if "no-store" not in response.headers.get("Cache-Control", ""):
        yield "the page may be stored"
