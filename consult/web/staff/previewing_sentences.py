"""Where a sentence around the questions is read, on a telephone: the first page of an example that says it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from html import unescape
from itertools import chain
from types import SimpleNamespace

from flask import render_template

from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES, SOURCE
from consult.instrument.loading import load_text
from consult.instrument.sentences import Said
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.version import PublishedInstrument, canonical, from_canonical
from consult.response.reading import Problem
from consult.shipped import PACKAGE
from consult.web.respond import compiling, previewing
from consult.web.respond.compiling import Form, unpublished_form
from consult.web.respond.paper import paper_page
from consult.web.respond.skeleton import View
from consult.web.respond.visit import show

_BLANK = re.compile(r"%\(\w+\)s")
_DAYS, _CODE = 30, "1234 5678 9012 3456"

# What each page is told, as the journey tells it.
_PAGES: Mapping[str, Mapping[str, object]] = {
    "entry": {"ordered": (), "titles": {}},
    "check": {"lines": [("one", "Eén antwoord", ("Ja",)), ("more", "Meer antwoorden", ())], "summary": ""},
    "thanks": {"code": "ABCD EFGH JKLM", "days": _DAYS},
    "later": {"code": _CODE, "days": _DAYS},
    "continue": {"problem": "", "typed": ""},
    "take-back": {"problem": "", "typed": "", "days": _DAYS},
    **dict.fromkeys(("languages", "taken-back", "next-person", "gone", "closed", "no_cookies"), {}),
}
# The same pages when something went otherwise.
_OTHERWISE: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("thanks", {"code": "", "feedback": True, "survey": SimpleNamespace(id="voorbeeld")}),
    ("later", {"code": ""}),
    ("continue", {"problem": "mistyped", "typed": "1234"}),
    ("continue", {"problem": "unknown", "typed": _CODE}),
    ("take-back", {"problem": "unknown", "typed": "ABCD", "days": _DAYS}),
)
# What can be wrong with an answer, and the questions on which it is shown.
_MISTAKES = {
    "required": ("one", "whole"), "unknown_choice": ("one",), "exclusive_choice": ("more",), "not_a_number": ("whole",),
    "too_many_digits": ("whole",), "not_a_decimal": ("broken",), "not_a_date": ("day",), "not_a_time": ("hour",),
    "out_of_range": ("between",), "out_of_steps": ("between",), "same_place": ("order",), "too_long": ("words",),
    "constraint": ("whole",),
}  # fmt: skip
_REFUSALS = (404, 413, 429, 500, 400)
_LIMITS = {"length": 5001, "limit": 5000, "least": 0, "most": 10, "start": 0, "end": 10, "step": 2}
_STEPS = {"first": 0, "second": 2, "third": 4}

Page = Callable[[Form], str]


def preview(said: Said, tag: str, key: str) -> str:
    """The page on which a sentence is read, in this language; it alone where no page of the example says it."""
    sentence = next(one for one in said.sentences.values() if one.key.partition("/")[0] == key)
    found = _page_with(sentence.msgid)
    form = unpublished_form(_example(tag), LANGUAGES[tag])
    if found is not None:
        return _pages()[found](form)
    shown = said.shown.get(sentence.key)
    return show(form, "sentence", sentence=shown.text if shown else sentence.source, tongues=())


@lru_cache(maxsize=512)
def _page_with(msgid: str) -> int | None:
    """The number of the first page whose Dutch has this sentence by itself, or else somewhere in it."""
    pattern = re.compile(".*".join(map(re.escape, _BLANK.split(msgid.strip()))), re.DOTALL)
    alone = (number for number, page in enumerate(_in_dutch()) if any(map(pattern.fullmatch, page)))
    within = (number for number, page in enumerate(_in_dutch()) if pattern.search(" ".join(page)))
    return next(chain(alone, within), None)


@cache
def _in_dutch() -> tuple[tuple[str, ...], ...]:
    form = unpublished_form(_example(SOURCE), LANGUAGES[SOURCE])
    return tuple(tuple(_texts(page(form))) for page in _pages())


def _texts(page: str) -> Iterator[str]:
    """What a page says, piece by piece, its attributes too: some sentences are only heard."""
    body = re.sub(r"</?bdi[^>]*>", "", page.partition("</style>")[2])
    for piece in (*re.split(r"<[^>]*>", body), *re.findall(r'aria-label="([^"]*)"', body)):
        if piece.strip():
            yield unescape(piece.strip())


@cache
def _pages() -> tuple[Page, ...]:
    return tuple(_candidates())


def _candidates() -> Iterator[Page]:
    """Every page that can be shown, the usual ones first."""
    yield lambda form: form.consent.fill(View())
    for page in _example(SOURCE).instrument.pages:
        yield partial(_question, name=page.name)
    for template, told in (*_PAGES.items(), *_OTHERWISE):
        yield partial(_rendered, template=template, told=told)
    for kind, name in ((kind, name) for kind, names in _MISTAKES.items() for name in names):
        yield partial(_question, name=name, mistake=kind)
    for code in _REFUSALS:
        yield partial(_refused, code=code)
    yield lambda form: paper_page(form.published, form.language.tag)


def _question(form: Form, name: str, mistake: str = "") -> str:
    page = form.instrument.pages_by_name[name]
    problems = (Problem(mistake, name, name, _LIMITS | _STEPS),) if mistake else ()
    return previewing.filled_with(form, page, problems)


def _refused(form: Form, code: int) -> str:
    told = {"language": form.language, "style": compiling.style(), "start": "", "unreviewed": False}
    return render_template("respond/refused.html", code=code, **told)


def _rendered(form: Form, template: str, told: Mapping[str, object]) -> str:
    blank = {"token": "", "tongues": (), "ordered": (), "problem": "", "code": "", "feedback": ""}
    return show(form, template, **{**blank, **told})


@lru_cache(maxsize=32)
def _example(tag: str) -> PublishedInstrument:
    """The example, its own words in Dutch whatever the language around them is."""
    file = PACKAGE / "web" / "respond" / "example.yaml"
    written: Instrument = load_text(file.read_text(encoding="utf-8"), str(file))
    offered = replace(written, languages=tuple(dict.fromkeys((SOURCE, tag))))
    # Nothing of its own is to be read in another language, so that the notice speaks of what is.
    read = dict.fromkeys(offered.source_texts, Translation("", State.REVIEWED))
    translations = Translations({SOURCE: source_texts(offered), **({} if tag == SOURCE else {tag: read})})
    return from_canonical(canonical(offered, translations))
