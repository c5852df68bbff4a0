"""The sentences around the questions: what the pages of a door say by themselves, as things to translate.

Which there are, and where each is said, stands in `sentences.pot` beside the catalogues that ship; its key is made of its Dutch.
A sentence that counts is as many texts as its language has plural forms.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from gettext import c2py
from pathlib import Path

import polib

from consult.instrument.catalogue import Entry, entry_of, fingerprint
from consult.instrument.languages import Language
from consult.instrument.problems import Problem
from consult.instrument.standing import Flaw, Standing
from consult.instrument.translated import REVIEWED, State
from consult.instrument.translation_gates import doubts, faults, wrong_script

INTERFACE = "interface"  # what all of them together are called

_ALIKE = 0.6  # of SequenceMatcher: from here on gettext's own programs take one sentence for another that was changed
_BLANK = re.compile(r"%\((\w+)\)s")
_PLURALS = re.compile(r"nplurals *= *(\d+) *; *plural *= *([^;]+)")
_COUNTED = range(201)  # every rule for plurals has shown all its forms by then
_EXAMPLES = 5
_WORDS_IN_A_KEY = 5


class Place(StrEnum):
    """Where a sentence is read."""

    FORM = "interface"  # while someone answers: without it a language cannot be asked in
    PAPER = "paper"
    FEEDBACK = "feedback"  # afterwards: what became of what was said


_PLACES = {
    "print/questionnaire.html": Place.PAPER,
    "respond/paper.py": Place.PAPER,
    "respond/feedback.html": Place.FEEDBACK,
    "respond/feedback.py": Place.FEEDBACK,
}


@dataclass(frozen=True)
class Sentence:
    """One text that a door needs in a language. said_in: templates and modules; msgid: as the code has it.

    form: which plural form this is, None of a sentence that does not count; counts: numbers for which it is said.
    """

    key: str
    source: str
    msgid: str
    said_in: tuple[str, ...] = ()
    form: int | None = None
    counts: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """Where it is read; on the form when it is read there too."""
        places = {_PLACES.get(one, Place.FORM) for one in self.said_in} or {Place.FORM}
        return Place.FORM if Place.FORM in places else min(places)

    @property
    def note(self) -> str:
        """What a translator is told: for which numbers a form is."""
        numbers = ", ".join(map(str, self.counts[:_EXAMPLES]))
        more = " ..." if len(self.counts) > _EXAMPLES else ""
        return f"For the numbers {numbers}{more}" if self.form is not None else ""

    @property
    def may_leave_out(self) -> frozenset[str]:
        """The blanks that need not be filled: a form for one number alone says it in a word."""
        return frozenset({"n", "num"}) if len(self.counts) == 1 else frozenset()


# --- which there are


@lru_cache(maxsize=64)
def sentences(folder: Path, tag: str) -> Mapping[str, Sentence]:
    """What a door has to say in a language, by key, as someone meets it. folder: of the catalogues that ship."""
    forms = _forms(folder / f"{tag}.po")
    found = (one for entry in _said(folder) for one in _texts_of(entry, forms))
    return {one.key: one for one in found}


def _said(folder: Path) -> Iterator[polib.POEntry]:
    template = folder / "sentences.pot"
    files = [template] if template.exists() else sorted(folder.glob("*.po"))
    seen: set[str] = set()
    for entry in (entry for file in files for entry in polib.pofile(str(file))):
        if not entry.obsolete and entry.msgid not in seen:
            seen.add(entry.msgid)
            yield entry


def _texts_of(entry: polib.POEntry, forms: Mapping[int, tuple[int, ...]]) -> Iterator[Sentence]:
    key, said_in = key_of(entry.msgid), tuple(file for file, _line in entry.occurrences)
    if not entry.msgid_plural:
        yield Sentence(key, entry.msgid, entry.msgid, said_in)
        return
    for form, counts in forms.items():
        source = entry.msgid if counts == (1,) else entry.msgid_plural
        yield Sentence(f"{key}/{form}", source, entry.msgid, said_in, form, counts)


def key_of(msgid: str) -> str:
    """A name for a sentence that a person can read and no other sentence has."""
    plain = unicodedata.normalize("NFKD", _BLANK.sub(r"\1", msgid)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())[:_WORDS_IN_A_KEY]
    return "-".join([*words, fingerprint(msgid)[:6]])


def _forms(catalogue: Path) -> Mapping[int, tuple[int, ...]]:
    """The plural forms of a language, each with numbers for which it is said."""
    head = polib.pofile(str(catalogue)).metadata.get("Plural-Forms", "") if catalogue.exists() else ""
    rule = _PLURALS.search(head)
    number, form_of = (int(rule[1]), c2py(rule[2])) if rule else (2, c2py("n != 1"))
    return {form: tuple(n for n in _COUNTED if form_of(n) == form) for form in range(number)}


# --- how they stand in a language


@dataclass(frozen=True)
class Said:
    """The sentences of a door in one language. shipped, own: entries by key, those of an installation before the shipped.

    own may hold sentences that the door no longer says; read_whole: every sentence of the form was once read here;
    problems: why some of its own are not taken.
    """

    sentences: Mapping[str, Sentence]
    shipped: Mapping[str, Entry]
    own: Mapping[str, Entry]
    read_whole: bool = False
    problems: tuple[Problem, ...] = ()

    @cached_property
    def asked_for(self) -> frozenset[str]:
        """What previews can be asked by: a form of a sentence that counts is looked at with the others."""
        return frozenset(key.partition("/")[0] for key in self.sentences)

    @cached_property
    def shown(self) -> Mapping[str, Entry]:
        """What respondents read, by key: of the installation's own what is sound and made from the Dutch as it is now."""
        return {**self.shipped, **{key: one for key, one in self.own.items() if self._fits(key, one)}}

    def _fits(self, key: str, own: Entry) -> bool:
        sentence = self.sentences.get(key)
        if sentence is None or not own.text or own.is_stale(sentence.source):
            return False
        return not any(sentence_faults(sentence, own.text))

    @cached_property
    def older(self) -> Mapping[str, str]:
        """What was read here before its Dutch changed: by the key of the new sentence, the most alike, that of the old."""
        gone = {key: one for key, one in self.own.items() if key not in self.sentences and one.text}
        free = {key: one for key, one in self.sentences.items() if gone and key not in self.own}
        alike = sorted(
            (
                (SequenceMatcher(a=old.made_from, b=new.source).ratio(), key, old_key)
                for old_key, old in gone.items()
                for key, new in free.items()
                if new.form == _form_in(old_key)
            ),
            reverse=True,
        )
        found: dict[str, str] = {}
        for ratio, key, old_key in alike:
            if ratio >= _ALIKE and key not in found and old_key not in found.values():
                found[key] = old_key
        return found

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What a translator works on, by key: what is shown, but for an older text of the installation's own."""
        own = {key: one for key, one in self.own.items() if key in self.sentences and one.text}
        stale = {key: replace(self.own[old], key=key) for key, old in self.older.items()}
        return {**self.shipped, **own, **stale}

    @cached_property
    def standings(self) -> "tuple[SaidStanding, ...]":
        """Every sentence with how far it has come."""
        return tuple(
            SaidStanding(
                key,
                one.source,
                one.note,
                None,
                self.entries.get(key) or Entry(key, one.source),
                self._meanwhile(key),
                one,
            )
            for key, one in self.sentences.items()
        )

    @cached_property
    def counts(self) -> Mapping[Place, Counter[State]]:
        """How many are in each state, by where they are read; a place without any is not there."""
        counted = {
            place: Counter(one.state for one in self.standings if one.section is place) for place in Place
        }
        return {place: states for place, states in counted.items() if states}

    @cached_property
    def is_read(self) -> bool:
        """Whether someone who speaks the language has read every sentence."""
        return bool(self.sentences) and all(one.state in REVIEWED for one in self.standings)

    @cached_property
    def is_form_read(self) -> bool:
        """Whether that is so of every sentence that someone meets who answers."""
        read = self.counts.get(Place.FORM, Counter[State]())
        return bool(read) and all(state in REVIEWED for state in read)

    def _meanwhile(self, key: str) -> str:
        shown, worked_on = self.shown.get(key), self.entries.get(key)
        return shown.text if shown and worked_on and shown.text != worked_on.text else ""


def _form_in(key: str) -> int | None:
    form = key.partition("/")[2]
    return int(form) if form.isdecimal() else None


def shipped_entries(catalogue: Path, sentences: Mapping[str, Sentence]) -> Mapping[str, Entry]:
    """What a catalogue that ships says, by key."""
    if not catalogue.exists():
        return {}
    written = {one.msgid: one for one in polib.pofile(str(catalogue)) if not one.obsolete}
    found = {key: _entry(one, written[one.msgid]) for key, one in sentences.items() if one.msgid in written}
    return {key: entry for key, entry in found.items() if entry.text}


def _entry(sentence: Sentence, written: polib.POEntry) -> Entry:
    text = written.msgstr if sentence.form is None else written.msgstr_plural.get(sentence.form, "")
    return replace(entry_of(written), key=sentence.key, made_from=sentence.source, text=text)


# --- what must be right


@dataclass(frozen=True)
class SaidStanding(Standing):
    """One sentence as it stands in one language."""

    sentence: Sentence = Sentence("", "", "")

    @property
    def section(self) -> Place:
        """Where it is read."""
        return self.sentence.place

    @property
    def shown_on(self) -> str:
        """What its preview is asked by."""
        return self.key.partition("/")[0]

    def fitted(self, text: str) -> str:
        """A text as typed, with the space around it that its source has."""
        start, end = self.source.startswith(" "), self.source.endswith(" ")
        return f"{' ' * start}{text.strip()}{' ' * end}" if text.strip() else ""

    def faults(self, text: str) -> Iterator[Flaw]:
        """What must be mended."""
        return sentence_faults(self.sentence, text)

    def doubts(self, text: str, language: Language) -> Iterator[Flaw]:
        """What a reader should look at."""
        return doubts(_bare(self.source), _bare(text), language)

    def wrong_script(self, text: str, language: Language) -> Iterator[Flaw]:
        """What is not in the letters of the language."""
        return wrong_script(_bare(self.source), _bare(text), language)


def sentence_faults(sentence: Sentence, text: str) -> Iterator[Flaw]:
    """What would stop a page or change what it says: pairs of found and expected."""
    asked, filled = Counter(_BLANK.findall(sentence.source)), Counter(_BLANK.findall(text))
    left_out = asked - filled
    if filled - asked or set(left_out) - sentence.may_leave_out:
        expected = ", ".join(f"%({name})s" for name in sorted(asked)) or "none"
        found = ", ".join(f"%({name})s" for name in sorted(filled)) or "none"
        yield f"blanks {found}", f"the source has {expected}"
    if "%" in _BLANK.sub("", text):
        yield "a % that fills nothing", "the word for it, as %(name)s is filled in"
    yield from faults(_bare(sentence.source).strip(), _bare(text).strip())


def _bare(text: str) -> str:
    return _BLANK.sub("…", text)
