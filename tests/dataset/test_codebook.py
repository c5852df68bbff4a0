"""The codebook describes exactly the variables given, and counts only what it is told."""

import csv
from html.parser import HTMLParser
from pathlib import Path

import pytest

from consult.dataset.codebook import rows, write_codebook_csv, write_codebook_html
from tests.dataset.worlds import FIRST, SECOND, a_dataset, versions


@pytest.fixture
def html(tmp_path: Path) -> str:
    variables = a_dataset(of=versions(FIRST, SECOND)).variables
    write_codebook_html(variables, tmp_path / "codebook.html", "nl", 'Klein & "fijn"')
    return (tmp_path / "codebook.html").read_text()


class _Outline(HTMLParser):
    """What a reader of the page depends on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.elements if found == tag]


def test_the_page_stands_alone(html: str) -> None:
    outline = _Outline(html)
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in outline.elements}
    assert "url(" not in html
    assert "@import" not in html


def test_the_page_can_be_read_by_everyone(html: str) -> None:
    outline = _Outline(html)
    assert (outline.all("html")[0]["lang"], outline.all("html")[0]["dir"]) == ("nl", "ltr")
    assert len(outline.all("h1")) == 1
    assert len(outline.all("caption")) == len(outline.all("table"))
    assert all("scope" in heading for heading in outline.all("th"))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in outline.all("a")} <= {f"#{id_}" for id_ in ids}
    assert "Klein &amp; &#34;fijn&#34;" in html


def test_a_text_says_its_language_and_direction(html: str) -> None:
    assert '<td lang="ar" dir="rtl">كيف تسكن؟</td>' in html
    assert '<span lang="ar" dir="rtl">سكن خاص</span>' in html
    assert '<span lang="nl" dir="ltr">Ja</span>' in html  # not translated: Dutch where Arabic would stand


def test_the_page_has_routing_base_and_versions(html: str) -> None:
    assert "(${tenure} != &#39;owner&#39;) and (${tenure} = &#39;private&#39;)" in html
    assert "De versies vroegen dit aan verschillende mensen." in html
    assert "Tot en met versie" in html


def test_only_the_variables_given_are_described() -> None:
    narrow = a_dataset().only(["tenure"]).variables
    told = list(rows(narrow))
    assert {row[0] for row in told[1:]} == {"tenure"}
    assert [row[told[0].index("code")] for row in told[2:]] == [
        "social",
        "private",
        "other",
        "not_asked",
        "not_answered",
        "dont_know",
        "refused",
    ]


def test_the_table_has_a_line_for_each_code_in_every_language() -> None:
    headings, *lines = rows(a_dataset().only(["tenure"]).variables)
    line = dict(zip(headings, lines[2], strict=True))
    assert (line["code"], line["number"], line["label nl"], line["label ar"]) == (
        "private",
        "2",
        "Privé",
        "سكن خاص",
    )
    refused = dict(zip(headings, lines[-1], strict=True))
    assert (refused["number"], refused["no answer"], refused["label nl"]) == (
        "88",
        "1",
        "Dat zeg ik liever niet",
    )


def test_a_count_is_what_the_protecting_function_says(tmp_path: Path) -> None:
    variables = a_dataset().only(["earlier"]).variables
    shown = {("earlier", "yes"): "fewer than 10"}
    write_codebook_csv(variables, tmp_path / "c.csv", lambda name, code: shown.get((name, code), "-"))
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["count"] for line in lines if line["code"] == "yes"] == ["fewer than 10"]
    write_codebook_html(variables, tmp_path / "c.html", "en", "Small", lambda *_: "fewer than 10")
    assert "fewer than 10" in (tmp_path / "c.html").read_text()


def test_without_such_a_function_nothing_is_counted() -> None:
    assert "count" not in next(rows(a_dataset().variables))


def test_no_cell_of_the_table_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    odd = FIRST.replace("label: Hoe woont u?", 'label: "=HYPERLINK(1)"')
    write_codebook_csv(a_dataset(of=versions(odd)).variables, tmp_path / "c.csv")
    text = (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not any(cell.startswith("=") for line in csv.reader(text.splitlines()) for cell in line)
