"""Translating what is asked: who wrote a text, who read it, and what became of it when its source changed.

What is written here goes into the data folder, beside the shipped texts and before them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from consult.actions import clock, publishing
from consult.actions.homes import Home, OfInstrument
from consult.actions.interface_texts import OfInterface, languages
from consult.actions.publishing import Checked
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.instrument.catalogue import CatalogueBroken, Entry, Provenance, fingerprint
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.media.files import folder_beside
from consult.instrument.sections import Counts, Section, completeness_by_section
from consult.instrument.sentences import INTERFACE
from consult.instrument.source.blocks import FOLDER
from consult.instrument.standing import Flaw, Standing
from consult.instrument.translated import REVIEWED, State
from consult.reading import nearest
from consult.store import audit

LONGEST_REASON = 300


class NotTranslated(Exception):
    """There is no such instrument, or it is not offered in that language. `sentence` says which there are."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Work:
    """One thing that is translated, in one language, as it stands now."""

    home: Home
    language: Language
    entries: Mapping[str, Entry]

    @cached_property
    def texts(self) -> Mapping[str, Standing]:
        """Every text, by key, as a respondent meets them."""
        return {one.key: one for one in self.home.standings(self.language, self.entries)}

    def text(self, key: str) -> Standing:
        """One text. Raises Refused for a key that is not there."""
        if key not in self.texts:
            raise Refused("translation_unknown")
        return self.texts[key]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as someone typed it. was: the fingerprint of the text that stood in the field when the page was opened."""

    text: str
    was: str


# --- how far


def checked(path: Path, folder: DataFolder) -> Checked:
    """An instrument with its translations, the own ones before the shipped; read again only when a file changed."""
    return _checked(path, folder, _stamp(path, folder))


def checked_as(name: str, folder: DataFolder) -> Checked:
    """The same by its name. Raises NotTranslated."""
    return checked(_file_named(name, folder), folder)


def _stamp(path: Path, folder: DataFolder) -> tuple[tuple[str, int, int], ...]:
    name = f"{path.parent.name}/{path.stem}.po"
    locales = (publishing.locale_of(path), publishing.own_locale(folder))
    catalogues = [locale / tag / name for locale in locales for tag in LANGUAGES]
    catalogues += [one for locale in locales for one in sorted(locale.glob(f"*/{FOLDER}/*.po"))]
    beside = (folder_beside(path), publishing.own_blocks(folder))
    others = [one for place in beside for one in sorted(place.glob("*"))]
    seen = [(one, one.stat()) for one in (path, *catalogues, *others) if one.is_file()]
    return tuple((str(one), stat.st_mtime_ns, stat.st_size) for one, stat in seen)


@lru_cache(maxsize=64)
def _checked(path: Path, folder: DataFolder, _stamp: tuple[tuple[str, int, int], ...]) -> Checked:
    return publishing.check_file(path, folder)


def counts(read: Checked) -> Mapping[str, Counts]:
    """How many texts are in each state, by language and section, the source left out."""
    if read.instrument is None or read.translations is None:
        return {}
    counted = completeness_by_section(read.instrument, read.translations)
    return {tag: counts for tag, counts in counted.items() if tag != read.instrument.source}


def in_all(counts: Counts) -> Counter[State]:
    """The counts of all sections together."""
    return sum((counts[section] for section in Section if section in counts), Counter[State]())


def to_do(counts: Counts) -> int:
    """How many texts stand between a language and its respondents."""
    return sum(n for state, n in in_all(counts).items() if state not in REVIEWED)


def opened(name: str, tag: str, folder: DataFolder) -> Work:
    """An instrument, or the interface, in one language. Raises NotTranslated."""
    if name == INTERFACE:
        return _of_interface(tag, folder)
    read = checked_as(name, folder)
    if read.instrument is None:
        raise NotTranslated(f"{name} has problems; see them with: consult instrument check {read.path}")
    others = [one for one in read.instrument.languages if one != read.instrument.source]
    if tag not in others:
        raise NotTranslated(f"{name} is not translated into {tag!r}; {nearest(tag, others)}")
    return _work(OfInstrument(read.path, read.instrument, folder), LANGUAGES[tag])


def _of_interface(tag: str, folder: DataFolder) -> Work:
    others = [one.tag for one in languages()]
    if tag not in others:
        raise NotTranslated(f"the interface is not translated into {tag!r}; {nearest(tag, others)}")
    return _work(OfInterface(folder), LANGUAGES[tag])


def _work(home: Home, language: Language) -> Work:
    return Work(home, language, home.entries(language))


def _file_named(name: str, folder: DataFolder) -> Path:
    known = {f"{path.parent.name}/{path.stem}": path for path in publishing.files(folder)}
    if name not in known:
        raise NotTranslated(f"there is no instrument {name!r}; {nearest(name, [*known, INTERFACE])}")
    return known[name]


# --- writing and reading


def write(work: Work, typed: Mapping[str, Typed], by: str) -> Mapping[str, list[Flaw]]:
    """Writes what was typed, as drafts of `by`; a text that stands there already is left alone.

    Returns what is wrong with them, by key; then nothing is written. Raises Refused when a text changed
    since its page was opened.
    """
    fitted = {key: replace(one, text=work.text(key).fitted(one.text)) for key, one in typed.items()}
    new = {key: one for key, one in fitted.items() if one.text and one.text != work.text(key).text}
    for key, one in new.items():
        if fingerprint(work.text(key).text) != one.was:
            raise Refused("translation_changed_meanwhile", key=key)
    wrong = {key: work.text(key).flaws(one.text, work.language)[0] for key, one in new.items()}
    if any(wrong.values()):
        return {key: found for key, found in wrong.items() if found}
    entries = {key: _draft(work.text(key), one.text, by) for key, one in new.items()}
    _keep(work, entries, by, "translation written")
    return {}


def _draft(here: Standing, text: str, by: str) -> Entry:
    provenance = Provenance(State.DRAFT.value, _now(by))
    return _current(here, replace(here.entry, text=text, provenance=provenance))


def accept(work: Work, key: str, by: str) -> None:
    """Says that `by` read a text beside its source and found it right. Raises Refused, such as for one's own text."""
    here = work.text(key)
    if not here.text:
        raise Refused("translation_missing")
    if here.entry.provenance.writer == by:
        raise Refused("translation_is_your_own")
    if here.flaws(here.text, work.language)[0]:
        raise Refused("translation_has_faults")
    # What people of the group were heard about stays so; a changed source they were not heard about.
    reached = State.PRETESTED if here.state is State.PRETESTED else State.REVIEWED
    told = replace(here.entry.provenance, state=reached.value, read=_now(by), remark="")
    _keep(work, {key: _current(here, replace(here.entry, provenance=told))}, by, "translation reviewed")


def send_back(work: Work, key: str, reason: str, by: str) -> None:
    """Says why a text will not do; one that was reviewed is a draft again. Raises Refused without a reason."""
    here, why = work.text(key), _reason(reason)
    if not here.text:
        raise Refused("translation_missing")
    reached = State.DRAFT if here.entry.reached in REVIEWED else here.entry.reached
    told = replace(here.entry.provenance, state=reached.value, read="", remark=why)
    entry = replace(here.entry, provenance=told)
    _keep(work, {key: entry}, by, "translation sent back", reason=why)


def keep_meaning(work: Work, key: str, reason: str, by: str) -> None:
    """Says that a text still fits though its source changed, such as a typing mistake; it is what it was before."""
    here, why = work.text(key), _reason(reason)
    if not here.is_stale:
        raise Refused("translation_not_stale")
    if here.flaws(here.text, work.language)[0]:
        raise Refused("translation_has_faults")
    older = here.entry.made_from
    entry = _current(here, here.entry)
    _keep(work, {key: entry}, by, "translation kept", reason=why, older=fingerprint(older))


def _reason(typed: str) -> str:
    reason = " ".join(typed.split())
    if not reason:
        raise Refused("translation_no_reason")
    return reason[:LONGEST_REASON]


def _current(here: Standing, entry: Entry) -> Entry:
    return replace(entry, made_from=here.source, fuzzy=False, previous="")


def _now(by: str) -> str:
    return f"{by}, {clock.today().isoformat()}"


def keep_returned(work: Work, entries: Mapping[str, Entry], by: str, **details: str) -> None:
    """Writes what came back from a translator and was judged."""
    _keep(work, entries, by, "translations imported", **details)


def _keep(work: Work, entries: Mapping[str, Entry], by: str, act: str, **details: str) -> None:
    if not entries:
        return
    # First the log: who notes there goes after whoever came before, so that what is read next is the last word.
    audit.note(
        by,
        act,
        work.home.name,
        language=work.language.tag,
        texts=sorted(entries)[:50],
        count=len(entries),
        **details,
    )
    meanwhile = work.home.entries(work.language)
    for key in entries:
        if meanwhile.get(key) != work.entries.get(key):
            raise Refused("translation_changed_meanwhile", key=key)
    try:
        work.home.save(work.language, entries)
    except CatalogueBroken as broken:
        at = broken.problems[0]
        raise Refused("translation_file_broken", file=at.file, line=at.line) from broken


def missing_by_language(read: Checked) -> Iterator[tuple[str, Counter[State]]]:
    """What keeps each language from respondents: its texts that nobody reviewed, by state; ready languages are not there."""
    for tag, counted in counts(read).items():
        open_ = Counter({state: n for state, n in in_all(counted).items() if state not in REVIEWED})
        if open_:
            yield tag, open_
