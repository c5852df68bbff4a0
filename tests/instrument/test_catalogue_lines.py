"""A gettext catalogue with one quotation mark too few or too many is told by line, before a letter of it is lost."""

import pytest

from consult.instrument.catalogue import open_catalogue, read_catalogue
from consult.instrument.catalogue_lines import look_over

HEAD = ['msgid ""', 'msgstr "Language: ar\\n"', ""]
BETWEEN = "a text stands between two straight quotation marks"


def told(*lines: str) -> list[str]:
    return [str(one) for one in look_over([*HEAD, *lines], "a.po").problems]


def kinds(*lines: str) -> list[tuple[int, str]]:
    return [(one.line, one.found) for one in look_over([*HEAD, *lines], "a.po").problems]


def translated(text: str) -> tuple[str, ...]:
    return ('msgctxt "title"', 'msgid "Nacht"', f"msgstr {text}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"الليل', "a text without the quotation mark after it"),
        ('"الليل\\"', "a text without the quotation mark after it"),
        ('الليل"', "a text without the quotation mark before it"),
        ("الليل", "a text without quotation marks"),
        ("“الليل”", "a text without quotation marks"),
        ("", "a text without quotation marks"),
        ('"في "الليل""', "a quotation mark inside a text"),
        ('"في\\\\" الليل"', "a quotation mark inside a text"),
        ('"الليل" ليل', "a quotation mark inside a text"),
        ('في "الليل', "a quotation mark inside a text"),
    ],
)
def test_a_mark_that_is_missing_or_too_much_is_told_at_its_line(text: str, found: str) -> None:
    assert kinds(*translated(text)) == [(6, found)]


@pytest.mark.parametrize("text", ['"الليل"', '""', r'"C:\\"', r'"\"الليل\""', '"a\u2028b\x85c"', '"#~ \\n"'])
def test_a_text_between_its_marks_is_as_it_should_be(text: str) -> None:
    assert told(*translated(text)) == []


def test_it_says_how_to_mend() -> None:
    mend = 'Put a " after it, and look whether its last letter is still there.'
    assert told(*translated('"الليل')) == [
        f"a.po:6:1  a text without the quotation mark after it; {BETWEEN}. {mend}"
    ]


def test_everything_is_told_at_once_also_of_texts_set_aside_and_of_earlier_ones() -> None:
    lines = (
        *(
            '#. consult: "draft',
            "#: a.yaml:3",
            '#| msgid "Avond',
            *translated('"الليل'),
            '"نعم',
            "",
        ),
        *('#~ msgctxt "gone', '#~ msgid "Weg"', '#~ msgstr ذهب"'),
    )
    assert [line for line, _found in kinds(*lines)] == [6, 9, 10, 12, 14]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((*translated('"الليل"'), 'msgstr "ليل"'), [(7, "msgstr out of its place")]),
        (('msgctxt "title"', 'msgstr "ليل"'), [(5, "msgstr out of its place")]),
        (('msgctxt "title"', 'msgid "Nacht"'), [(5, "the last text has no msgstr")]),
        ((*translated('"الليل"'), "msgstrr ليل"), [(7, "no gettext catalogue")]),
        ((*translated('"الليل"'), "Nacht"), [(7, "no gettext catalogue")]),
    ],
)
def test_lines_that_are_lost_or_twice_are_told(lines: tuple[str, ...], found: list[tuple[int, str]]) -> None:
    assert kinds(*lines) == found


def test_plurals_are_none_of_it() -> None:
    assert (
        told('msgid "a"', 'msgid_plural "b"', 'msgstr[0] "c"', 'msgstr[1] "d"', "", 'msgid "e"', 'msgstr "f"')
        == []
    )


def test_another_kind_of_file_is_told_once() -> None:
    assert [one.line for one in look_over(["", "Beste", '"vertaler"', "groet"], "a.po").problems] == [2]


def test_nothing_of_a_broken_catalogue_is_shown(tmp_path) -> None:
    path = tmp_path / "a.po"
    path.write_text("\n".join((*HEAD, *translated('"الليل'))), "utf-8")
    problems = []
    assert list(read_catalogue(path, problems)) == []
    assert [one.line for one in problems] == [6]


@pytest.mark.parametrize("text", ['"الليل', 'الليل"', "الليل", '"الليل"'])
def test_reading_on_past_a_missing_mark_loses_no_letter(text: str) -> None:
    content = "\n".join((*HEAD, *translated(text))).encode()
    catalogue = open_catalogue(content, "a.po", [], past_marks=True)
    assert catalogue is not None
    assert [entry.msgstr for entry in catalogue] == ["الليل"]
