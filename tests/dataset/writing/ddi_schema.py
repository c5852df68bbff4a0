"""DDI-Codebook 2.5 as a schema: why a document is no valid one. Where the schema comes from: tests/data/ddi/SOURCES.md."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from tests.house.tree import ROOT

_SCHEMA = ROOT / "tests" / "data" / "ddi" / "codebook-2.5-reduced.xsd"


def problems(document: bytes) -> list[str]:
    """Every way in which a document breaks the schema; none when it is valid."""
    root = etree.fromstring(document)
    schema = _schema()
    schema.validate(root)
    return [f"line {one.line}: {one.message}" for one in schema.error_log] + list(_referring_nowhere(root))


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMA))


def _referring_nowhere(root: etree._Element) -> Iterator[str]:
    """libxml2 reads references as names and does not look for what they refer to."""
    ids = set(root.xpath("//@ID"))
    for referring in root.xpath("//@files | //@var"):
        for id_ in referring.split():
            if id_ not in ids:
                yield f"line {referring.getparent().sourceline}: nothing has the ID {id_!r}."
