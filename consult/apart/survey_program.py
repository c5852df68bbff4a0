"""Reads a LimeSurvey file in a process of its own, which may not use much: a program, run by `surveys`, that imports no consult.

In: the bytes of an .lss, or of an .lsa archive with one in it, on stdin. Out, as JSON: its tables, or why not.
"""

import io
import json
import resource
import sys
import zipfile
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError

_TEXTS_OF_ROWS = "rows/row"
_MOST_ROWS = 200_000  # of all tables together; a survey of 300 questions in five languages has 15,000


class Limits(NamedTuple):
    """What reading may use. inflated: bytes of the survey in an archive; memory: bytes; seconds: of the processor."""

    inflated: int = 100_000_000
    memory: int = 1_200_000_000
    seconds: int = 20


class Refused(Exception):
    """Why the file is not read: a code and facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


def read(content: bytes, most_inflated: int) -> dict[str, Any]:
    """Type, version, languages and tables of a survey, and what was noticed. Raises Refused."""
    noticed: list[tuple[str, dict[str, object]]] = []
    if content.startswith(b"PK"):
        content, others = _out_of_archive(content, most_inflated)
        if others:
            noticed.append(("lss_answers_left", {"files": ", ".join(others)}))
    document = _document(content)
    found = (document.findtext("LimeSurveyDocType") or "").strip()
    if document.tag != "document" or found != "Survey":
        raise Refused("lss_other", found=(found or f"<{document.tag}>")[:60])
    tables = {table.tag: _rows(table) for table in document if table.find("rows") is not None}
    if sum(map(len, tables.values())) > _MOST_ROWS:
        raise Refused("lss_too_large", rows=sum(map(len, tables.values())), most=_MOST_ROWS)
    return {
        "version": (document.findtext("DBVersion") or "").strip(),
        "languages": [(one.text or "").strip() for one in document.iterfind("languages/language")],
        "tables": tables,
        "noticed": noticed,
    }


def _document(content: bytes) -> Element:
    from defusedxml.common import DefusedXmlException  # by the process apart alone
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused("lss_entities") from None
    except ParseError as error:
        line, column = error.position
        raise Refused("lss_broken", line=line, column=column + 1) from None
    except (ValueError, LookupError):  # an encoding that is none
        raise Refused("lss_broken", line=1, column=1) from None
    return root


def _rows(table: Element) -> list[dict[str, str]]:
    return [{cell.tag: (cell.text or "").strip() for cell in row} for row in table.iterfind(_TEXTS_OF_ROWS)]


def _out_of_archive(content: bytes, most: int) -> tuple[bytes, list[str]]:
    """The survey in an .lsa, and the names of what else lies beside it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
        survey = next((name for name in names if name.casefold().endswith(".lss")), "")
        if not survey:
            raise Refused("lss_not_in_archive")
        with archive.open(survey) as member:  # counted as it comes out: a zip can say anything about its size
            inside = member.read(most + 1)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise Refused(
            "lss_archive_broken"
        ) from None  # NotImplementedError: packed in a way that Python does not know
    except RuntimeError:  # what zipfile raises for an encrypted member
        raise Refused("lss_locked") from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Refused("lss_archive_broken") from None
        raise
    if len(inside) > most:
        raise Refused("lss_bomb", most=most // 1_000_000)
    return inside, [name[-60:] for name in names if name != survey][:10]


def main() -> None:
    """Reads stdin, writes stdout; the limits are its arguments."""
    limits = Limits(*map(int, sys.argv[1:]))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(sys.stdin.buffer.read(), limits.inflated)
    except Refused as refused:
        answer = {"refused": refused.code, "facts": refused.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "lss_too_much", "facts": {}}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
