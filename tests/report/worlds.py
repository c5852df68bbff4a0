"""A small report by hand, with one of every kind of block."""

from consult.report.document import (
    Card,
    Figure,
    Heading,
    Listing,
    Number,
    Paragraph,
    Prose,
    Quotation,
    Report,
    Said,
    Section,
    Table,
)

ARABIC = "ننتظر منذ 6 سنوات."
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BEHIND = Table(
    "cell.table",
    "Hoe woont u?",
    ("Antwoord", "Aantal"),
    ((Said("Eigenaar"), Said("33")), (Said("Op straat"), Said("te klein om te tonen"))),
    note="n = 59",
    numbers=(Number("33", "s/tenure/owner#count"),),
)


def a_report(*, is_draft: bool = True) -> Report:
    """The report."""
    blocks = (
        Heading("h", Said("Wonen")),
        Paragraph("p", Said("Wij vroegen."), quiet=True),
        Prose("prose.summary", "summary", "Schrijf hier.", () if is_draft else (Said("Geschreven."),)),
        Figure("cell", "Hoe woont u?", b"<svg/>", _DOT, "33 mensen zijn eigenaar.", BEHIND),
        Table("words", "Woordelijk", ("Vraag", "Zo"), ((Said("wait"), Said(ARABIC, "ar")),)),
        Quotation("q", Said(ARABIC, "ar"), "een deelnemer"),
        Listing("l", (Said("Eén."), Said("Twee."))),
        Card("c", Said("Maak het zichtbaar"), Said("Toon de plaats."), (("Aan wie", Said("de minister")),)),
    )
    return Report(
        "Sociale huisvesting",
        "R7",
        "LEVL vzw",
        "nl",
        "2026-04-02",
        (Section("summary", "Samenvatting", blocks),),
        marks=("ONTWERP",) if is_draft else ("Editie 1",),
        is_draft=is_draft,
    )
