"""What stands in the form for other words: each text of a page with its field, those that can come, and why some cannot change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from flask import request

from consult.actions import rewording
from consult.actions.rewording import Manuscript
from consult.actions.translating import Typed
from consult.instrument.additions import CONSENT_TEXTS, SOFT_CHECK, TEXTS_IN_MODE, Mode
from consult.instrument.catalogue import fingerprint
from consult.instrument.definition import Instrument, Page, Question
from consult.instrument.media.files import ALTERNATIVE
from consult.instrument.standing import Flaw
from consult.web.interface import _
from consult.web.staff.wording_sentences import flaw, text_name

MOST_CHOICES = 60  # a page with more fields is one that nobody sees the end of
_OF_QUESTION = (
    *("label", "hint", "guidance_hint", ALTERNATIVE, "required_message", "constraint_message", SOFT_CHECK),
    *(f"{mode}/{property_}" for mode in Mode for property_ in TEXTS_IN_MODE),
)


@dataclass(frozen=True)
class Line:
    """One text with its field. was: the fingerprint of what it would replace; meanwhile: what someone else wrote there.

    on_purpose: a box to tick that numbers or placeholders are meant to differ: None when nothing asks for it. shared: it
    stands in other instruments too. new: it is not there yet.
    """

    key: str
    name: str
    now: str
    typed: str
    was: str
    wrong: list[str] = field(default_factory=list)
    meanwhile: str = ""
    on_purpose: bool | None = None
    shared: bool = False
    new: bool = False


@dataclass(frozen=True)
class Group:
    """The texts of one question, or of what stands around them. new: those that can come."""

    lines: list[Line]
    new: list[Line]

    @property
    def is_open(self) -> bool:
        """Whether something was typed where nothing stands yet."""
        return any(line.typed or line.wrong for line in self.new)


@dataclass(frozen=True)
class Window:
    """The part of a long list that is shown. find: words that are looked for; start: how many come before."""

    find: str = ""
    start: int = 0

    def part(self, found: list[str]) -> list[str]:
        """The keys that are shown of those that were found."""
        start = self.start if self.start < len(found) else 0
        return found[start : start + MOST_CHOICES]

    def backward(self, found: list[str]) -> int | None:
        """Where the part before begins; None at the beginning."""
        return max(self.start - MOST_CHOICES, 0) if 0 < self.start < len(found) else None

    def onward(self, found: list[str]) -> int | None:
        """Where the next part begins; None at the end."""
        start = self.start if self.start < len(found) else 0
        return start + MOST_CHOICES if start + MOST_CHOICES < len(found) else None


def window() -> Window:
    """What was asked for."""
    start = request.args.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 0
    return Window(" ".join(request.args.get("find", "").split()), number)


def in_order(instrument: Instrument, name: str) -> list[tuple[str, str]]:
    """The texts that one meets on a page, in reading order, each behind what it belongs to; without a name those around the pages."""
    if name:
        return list(dict.fromkeys(_of_page(instrument.as_written.pages_by_name[name])))
    repeats = [key for one in instrument.repeats.values() for key in (one.label_key, one.more_key)]
    consent = [
        "consent/text",
        "consent/agree",
        *(f"consent/{mode}/{one}" for mode in Mode for one in CONSENT_TEXTS),
    ]
    return [("", key) for key in ("title", "intro", *consent, *repeats, "thanks")]


def _of_page(page: Page) -> Iterator[tuple[str, str]]:
    yield "", page.title_key
    for question in page.questions:
        yield from ((question.name, question.key(property_)) for property_ in _OF_QUESTION)
        yield from ((question.name, question.key(f"row/{row.name}")) for row in question.rows)
        if len(question.choices) <= MOST_CHOICES:
            yield from ((question.name, _choice_key(question, one.name)) for one in question.choices)


def _choice_key(question: Question, name: str) -> str:
    return f"choices/{question.list_name}/{name}"


def long_list(manuscript: Manuscript, name: str, find: str) -> tuple[list[str], bool]:
    """The answers of lists too long for one page whose words or code hold what is looked for; and whether there are such lists."""
    if not name:
        return [], False
    page = manuscript.instrument.as_written.pages_by_name[name]
    keys = {
        _choice_key(question, one.name): one.label
        for question in page.questions
        if len(question.choices) > MOST_CHOICES
        for one in question.choices
    }
    there = {key: label for key, label in keys.items() if key in manuscript.words}
    sought = find.casefold()
    found = [
        key
        for key, label in there.items()
        if sought in label.casefold() or sought in key.rpartition("/")[2].casefold()
    ]
    return found, bool(there)


def groups(
    manuscript: Manuscript,
    keys: list[tuple[str, str]],
    typed: Mapping[str, Typed],
    on_purpose: frozenset[str],
    wrong: Mapping[str, list[Flaw]],
) -> list[Group]:
    """The fields of a page; typed: what stood in them."""
    found = []
    for _name, pairs in groupby(keys, key=lambda pair: pair[0]):
        lines = [
            _line(manuscript, key, typed.get(key), on_purpose, wrong.get(key, []))
            for _of, key in pairs
            if key in manuscript.words or key in manuscript.gaps
        ]
        if lines:
            there = [line for line in lines if not line.new]
            found.append(Group(there, [line for line in lines if line.new]))
    return found


def _line(
    manuscript: Manuscript, key: str, typed: Typed | None, on_purpose: frozenset[str], wrong: list[Flaw]
) -> Line:
    now = manuscript.now(key)
    asks = any(rewording.may_be_on_purpose(found) for found in wrong) or key in on_purpose
    return Line(
        key,
        text_name(key),
        now,
        typed.text if typed else now,
        fingerprint(now),
        [said(found) for found in wrong],
        now if typed and typed.was != fingerprint(now) and typed.text != now else "",
        key in on_purpose if asks else None,
        shared=key in manuscript.shared,
        new=key not in manuscript.words,
    )


def said(found: Flaw) -> str:
    """A sentence that is one already stands second, after nothing."""
    return flaw(found) if found[0] else found[1]


def sharing(manuscript: Manuscript, lines: list[Line]) -> list[str]:
    """The other instruments in which texts of a page stand too."""
    blocks = {manuscript.shared[line.key].name: manuscript.shared[line.key] for line in lines if line.shared}
    return sorted(
        {
            f"{path.parent.name}/{path.stem}"
            for block in blocks.values()
            for path in block.used_by
            if path != manuscript.path
        }
    )


def unchangeable(manuscript: Manuscript, name: str) -> list[str]:
    """Why some of what respondents meet on a page cannot be changed here."""
    instrument = manuscript.instrument
    questions = instrument.as_written.pages_by_name[name].questions if name else ()
    texts = [key for question in questions for key in _texts_of(question)]
    fixed = [
        key
        for key in texts
        if key in instrument.source_texts and key not in manuscript.words and key not in instrument.file_keys
    ]
    shows = any(question.shown.files or any(one.shown for one in question.choices) for question in questions)
    in_blocks = {key for block in manuscript.blocks for key in block.keys}
    return [
        sentence
        for holds, sentence in (
            (shows, _("Een beeld, geluid of filmpje vervangt u in de map -media naast het instrument. Kwam het uit een werkmap, neem die dan opnieuw over met het nieuwe bestand.")),
            (
                any(key in in_blocks for key in fixed),
                _("Enkele antwoorden staan ook in een gedeeld deel, en heten overal gelijk. Wie ze verandert, doet dat in de bestanden zelf."),
            ),
            (
                any(key not in in_blocks for key in fixed),
                _("Een lijst met antwoorden staat in een eigen bestand (.csv). Verander ze daar, en neem het formulier opnieuw over."),
            ),
        )
        if holds
    ]  # fmt: skip


def _texts_of(question: Question) -> Iterator[str]:
    yield from (question.key(property_) for property_ in _OF_QUESTION)
    yield from (_choice_key(question, one.name) for one in question.choices)
