"""The elements of a DDI-Codebook document, and the one way in which they become bytes."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from consult.instrument.languages import LANGUAGES

NAMESPACE = "ddi:codebook:2_5"
VERSION = "2.5"
_SCHEMA = "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
# What no XML document can hold, escaped or not (XML 1.0, production 2).
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Texts = Mapping[str, str]  # by language


def root() -> Element:
    """An empty document."""
    return Element(
        "codeBook",
        {"xmlns": NAMESPACE, "version": VERSION, _SCHEMA_LOCATION: f"{NAMESPACE} {_SCHEMA}"},
    )


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """A new last child. An attribute that is empty is left out."""
    child = SubElement(parent, name, {key: _clean(value) for key, value in attributes.items() if value})
    child.text = _clean(text) or None
    return child


def add_texts(parent: Element, name: str, texts: Texts, **attributes: str) -> None:
    """A child for each language that has a text, in the order of the table of languages."""
    for language in LANGUAGES:
        if texts.get(language):
            add(parent, name, texts[language], **attributes).set(_LANG, language)


def path(parent: Element, *names: str) -> Element:
    """The innermost of new elements, each the last child of the one before."""
    for name in names:
        parent = add(parent, name)
    return parent


def as_bytes(document: Element) -> bytes:
    """The document as it is written: the same for the same content, ending in a new line."""
    indent(document)
    return bytes(tostring(document, encoding="UTF-8", xml_declaration=True)) + b"\n"


def joined(names: Iterable[str]) -> str:
    """Identifiers as one attribute refers to several."""
    return " ".join(names)


def _clean(text: str) -> str:
    return _NO_CHARACTER.sub("\ufffd", text)
