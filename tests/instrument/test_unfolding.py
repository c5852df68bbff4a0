"""Which questions and choices of a page come and go while it is filled in, and what its script is told."""

import gzip

from consult.instrument.unfolding import MOST_CHOICES, unfolding
from consult.shipped import PACKAGE

# Both scripts together, gzipped: with them, a page that unfolds stays below the 10 kB of a first page.
MOST_BYTES = 3_700
SCRIPTS = ("expressions.js", "show_hide.js")

PAGES = """\
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  provinces: [{name: limburg, label: Limburg}]
  towns: |
    name,label,province
    genk,Genk,limburg
pages:
  - name: adults
    part: core
    questions:
      - {name: adults, type: integer, label: Hoeveel?, disclosure: safe}
      - {name: per_room, type: calculate, calculation: "${rent} div ${adults}", disclosure: safe}
  - name: house
    part: core
    title: Uw huis
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe?, disclosure: safe}
      - {name: rent, type: integer, label: Huur?, relevant: "${adults} > 0", disclosure: safe}
      - {name: dear, type: note, label: Dat is duur., relevant: "${per_room} > 500"}
      - {name: namely, type: text, label: Wat?, relevant: "${tenure_other} != ''", disclosure: free-text}
      - {name: province, type: select_one provinces, label: Waar?, disclosure: safe}
      - {name: town, type: select_one towns, label: Waar?, choice_filter: "province = ${province}", disclosure: safe}
"""


def of_page(instrument, name):
    return unfolding(instrument, instrument.pages_by_name[name])


def test_a_page_of_which_all_is_settled_before_has_nothing_for_a_script(load_after_front):
    assert not of_page(load_after_front(PAGES), "adults")


def test_what_hangs_on_the_same_page_unfolds_also_through_a_calculation(load_after_front):
    house = of_page(load_after_front(PAGES), "house")
    assert house.questions == {"dear", "namely"}
    assert house.filtered == {"town"}


def test_the_script_is_told_the_earlier_answers_that_it_looks_at_and_no_others(load_after_front):
    assert of_page(load_after_front(PAGES), "house").known == ("adults",)


def test_steps_are_in_the_order_in_which_the_server_decides(load_after_front):
    steps = of_page(load_after_front(PAGES), "house").steps
    assert [step["name"] for step in steps] == [
        "tenure",
        "rent",
        "per_room",
        "dear",
        "namely",
        "province",
        "town",
    ]
    assert steps[0]["answers"] == {"tenure": "code", "tenure_other": "other"}
    assert steps[1] == {"name": "rent", "answers": {"rent": "integer"}}
    assert steps[2]["calculation"] == ["div", ["name", "rent"], ["name", "adults"]]
    assert steps[6]["choices"] == {"genk": {"@province": "limburg", "@name": "genk"}}


def test_a_list_too_long_for_a_page_is_left_to_the_server(load_after_front):
    towns = "".join(f"    t{number},T,limburg\n" for number in range(MOST_CHOICES))
    long = PAGES.replace("    genk,Genk,limburg\n", f"    genk,Genk,limburg\n{towns}")
    with_a_note = long + "      - {name: here, type: note, label: Hier., relevant: \"${town} = 'genk'\"}\n"
    house = of_page(load_after_front(with_a_note), "house")
    assert house.filtered == frozenset()
    assert [step["answers"] for step in house.steps if step["name"] == "town"] == [{"town": "unknown"}]


def test_the_scripts_keep_their_budget():
    sizes = [len(gzip.compress((PACKAGE / "static" / name).read_bytes(), 9)) for name in SCRIPTS]
    assert sum(sizes) <= MOST_BYTES


def test_a_filter_that_counts_places_is_left_to_the_server(load_after_front):
    counted = PAGES.replace(
        'choice_filter: "province = ${province}"',
        'choice_filter: "province = ${province} and position() < 9"',
    )
    assert counted != PAGES
    assert of_page(load_after_front(counted), "house").filtered == frozenset()
