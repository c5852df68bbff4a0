"""What people said comes in as one text, whatever it was written with; what cannot, is refused whole."""

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.evidence.source_reading import read_source
from consult.evidence.sources import Format, Remark, SourceRefused, normal, source_text
from tests.evidence.documents import (
    a_docx,
    a_paragraph,
    a_picture,
    a_row,
    a_run,
    deleted,
    inserted,
)


def problems(content: bytes) -> list[Remark]:
    with pytest.raises(SourceRefused) as refused:
        read_source(content, "nl")
    return list(refused.value.problems)


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in problems(content)]


# --- text


def test_a_text_has_one_spelling_and_one_kind_of_line_end() -> None:
    source = read_source("\ufeffCafe\u0301 \r\nhuis\rtuin\u2028\n\n\n\neinde\n".encode(), "nl")
    assert source.text == "Café\nhuis\ntuin\n\neinde"
    assert source.format is Format.TEXT


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(st.sampled_from("ab:\n \u0627D1")))
def test_turns_are_in_order_inside_the_text_and_hold_all_that_is_said(text: str) -> None:
    try:
        source = source_text(text, "nl")
    except SourceRefused:
        assert not text.strip()
        return
    ends = [place for turn in source.turns for place in (turn.start, turn.said, turn.end)]
    assert ends == sorted(ends)
    assert "".join(source.text[turn.start : turn.end] for turn in source.turns) == "".join(
        line.strip() for line in source.text.split("\n")
    )


def test_utf_16_is_read_where_it_says_so() -> None:
    assert read_source("Deelnemer: été".encode("utf-16"), "nl").text == "Deelnemer: été"


def test_another_encoding_is_not_guessed_and_each_line_is_named() -> None:
    assert problems("goed\ncafé\ngoed\nété".encode("latin-1")) == [
        Remark("source_encoding", 2, found="0xE9"),
        Remark("source_encoding", 4, found="0xE9"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "source_empty"),
        (b" \n\t\r\n", "source_empty"),
        (b"\xef\xbb\xbf", "source_empty"),
        (b"een \x00 letter", "source_control_letter"),
        (b"%PDF-1.7", "source_is_pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "source_is_old_word"),
        (b"{\\rtf1", "source_is_rtf"),
        (b"\x89PNG\r\n", "source_is_image"),
        (b"MZ program", "source_is_program"),
        (b"a" * 600_001, "source_too_long"),
        (b"a\n" * 20_001, "source_too_many_lines"),
        (b"WEBVTT\n\n", "source_empty"),
        (b"\xff\xfe\x00", "source_encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_a_control_letter_is_named_with_its_line() -> None:
    assert problems(b"goed\nmis\x07") == [Remark("source_control_letter", 2, found="U+0007")]


# --- turns and directions


def test_a_speaker_is_a_usual_label_or_one_that_comes_back() -> None:
    source = source_text("Gespreksleider: Hoe woont u?\nD1: Klein.\nLet op: pauze\nWie: ik\nWie: jij", "nl")
    assert [turn.speaker for turn in source.turns] == ["Gespreksleider", "D1", "", "Wie", "Wie"]
    assert source.text[source.turns[1].said : source.turns[1].end] == "Klein."
    assert source.text[source.turns[2].said : source.turns[2].end] == "Let op: pauze"


def test_each_paragraph_has_the_direction_of_its_own_letters() -> None:
    source = source_text("D1: أنتظر منذ تسع سنوات.\nIk wacht negen jaar.\n123", "ar")
    assert [turn.direction for turn in source.turns] == ["rtl", "ltr", "rtl"]
    assert source.direction == "rtl"


@pytest.mark.parametrize("bounds", [(0, 0), (3, 2), (-1, 2), (0, 99), (2, 3)])
def test_a_passage_holds_something(bounds: tuple[int, int]) -> None:
    source = source_text("ab cd", "nl")
    with pytest.raises(ValueError, match="nothing is said"):
        source.passage(*bounds)
    assert source.passage(3, 5) == "cd"


# --- captions

CAPTIONS = """WEBVTT - gesprek

NOTE wie dit maakte

1
00:00:01.000 --> 00:00:04.000 align:start
<v An Peeters>Hoe <i>lang</i> wacht u?</v>

00:00:04.000 --> 00:00:05.000
<v Deel Nemer>Negen jaar &amp; meer.</v>

00:99:99 --> nergens
<v Deel Nemer>En niemand zegt iets.</v>

00:00:09.000 --> 00:00:08.000
Zonder naam.

00:00:02.000 --> 00:00:10.000
<v An Peeters>Dank u.</v>

Zonder tijd.
"""


def test_captions_keep_what_was_said_and_number_who_said_it() -> None:
    source = read_source(CAPTIONS.encode(), "nl")
    assert source.text.split("\n") == [
        "Spreker 1: Hoe lang wacht u?",
        "Spreker 2: Negen jaar & meer. En niemand zegt iets.",
        "Zonder naam.",
        "Spreker 1: Dank u.",
        "Zonder tijd.",
    ]
    assert "Peeters" not in source.text
    assert source.format is Format.CAPTIONS


def test_every_broken_time_is_listed_with_its_line() -> None:
    assert [(one.code, one.line) for one in read_source(CAPTIONS.encode(), "nl").remarks] == [
        ("captions_names_numbered", 0),
        ("captions_time_unreadable", 12),
        ("captions_time_ends_before_it_begins", 15),
        ("captions_time_goes_back", 18),
        ("captions_without_time", 21),
    ]


def test_a_flood_of_broken_times_is_summed_up() -> None:
    remarks = read_source(("WEBVTT\n\n" + "x --> y\na\n\n" * 100).encode(), "nl").remarks
    assert (len(remarks), remarks[-1]) == (41, Remark("captions_more_problems", n=60))


# --- Word


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = a_paragraph(a_run("Ik wacht ") + deleted("drie") + inserted("negen") + a_run(" jaar"))
    source = read_source(a_docx(body), "nl")
    assert source.text == "Ik wacht negen jaar"
    assert source.remarks == (Remark("word_insertions", n=1), Remark("word_deletions", n=1))
    assert source.format is Format.WORD


def test_what_was_moved_stands_where_it_went_and_a_deleted_end_joins_two_paragraphs() -> None:
    moved = (
        "<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>hier</w:t></w:r></w:moveTo>"
    )
    ended = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = a_paragraph(moved) + a_paragraph(ended + a_run("een ")) + a_paragraph(a_run("zin"))
    assert read_source(a_docx(body), "nl").text == "hier\neen zin"
    assert read_source(a_docx(a_paragraph(ended + a_run("alleen"))), "nl").text == "alleen"


def test_a_table_is_read_row_by_row_and_a_picture_is_named() -> None:
    nested = f"<w:tbl>{a_row('binnen', 'in')}</w:tbl>"
    body = (
        f"<w:tbl>{a_row('Thema', 'Gezegd')}<w:tr><w:tc>{a_paragraph(a_run('Huur'))}</w:tc><w:tc>{nested}"
        f"{a_paragraph('')}</w:tc></w:tr></w:tbl>" + a_paragraph(a_picture("Foto van het bord") + a_run("Na"))
    )
    source = read_source(a_docx(body), "nl")
    assert source.text == "Thema | Gezegd\nHuur | binnen | in\nNa"
    assert source.remarks == (
        Remark("word_tables", n=2),
        Remark("word_picture", 3, found="Foto van het bord"),
    )


def test_a_text_box_is_read_once_and_breaks_are_kept() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + a_paragraph(a_run("Kader"))
        + "</w:txbxContent></mc:Choice><mc:Fallback>" + a_paragraph(a_run("Kader")) + "</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )  # fmt: skip
    tabs = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    body = a_paragraph(box + a_run("Tekst")) + a_paragraph(
        f"{tabs}{a_run('a')}<w:r><w:br/></w:r>{a_run('b')}"
    )
    assert read_source(a_docx(body), "nl").text == "Kader\nTekst\na\nb"


def test_comments_and_footnotes_are_left_out_and_said() -> None:
    marks = "<w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r>"
    assert read_source(a_docx(a_paragraph(a_run("Tekst") + marks)), "nl").remarks == (
        Remark("word_footnotes", n=1),
        Remark("word_comments", n=1),
    )


def test_forty_pages_with_changes_tables_and_pictures_take_seconds_at_most() -> None:
    paragraph = a_paragraph(a_run("D1: " + "woorden over wonen " * 25) + deleted("oud") + inserted("nieuw"))
    table = f"<w:tbl>{a_row('a', 'b') * 20}</w:tbl>"
    began = time.monotonic()
    source = read_source(a_docx((paragraph * 8 + table + a_paragraph(a_picture("foto"))) * 40), "nl")
    assert time.monotonic() - began < 5
    assert (len(source.turns), source.remarks[0].n) == (40 * (8 + 20), 320)


def test_a_document_under_another_name_says_what_it_is() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert problems(content.getvalue()) == [Remark("word_is_something_else", found="xlsx")]


def test_every_problem_of_an_archive_is_said_at_once() -> None:
    with_macros = a_docx("", **{"word/vbaProject.bin": "x"})
    assert codes(with_macros.replace(b"word/document.xml", b"word/documens.xml")) == [
        "word_macros",
        "word_is_something_else",
    ]


@pytest.mark.parametrize(
    "content",
    [
        a_docx("<w:p>")[:120],
        b"PK\x03\x04 not an archive",
        a_docx("<w:p><w:r>"),
        a_docx("<w:p>" * 300 + "</w:p>" * 300),
        a_docx("", before='<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'),
    ],
    ids=["cut off", "no archive", "unclosed", "too deep", "entities"],
)
def test_a_damaged_or_crafted_document_is_refused(content: bytes) -> None:
    assert codes(content) == ["word_damaged"]


def test_a_bomb_is_put_away_before_it_goes_off() -> None:
    bomb = a_docx(a_paragraph(a_run("ha" * 40_000_000)))
    assert len(bomb) < 1_000_000
    began = time.monotonic()
    assert codes(bomb) == ["word_too_large"]
    assert time.monotonic() - began < 1


def test_more_words_than_anyone_reads_are_refused_while_they_are_read() -> None:
    assert codes(a_docx(a_paragraph(a_run("ha " * 1_000_000)))) == ["source_too_long"]
