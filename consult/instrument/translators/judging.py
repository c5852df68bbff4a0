"""Whether what came back may go in: everything that is wrong with it at once, and nothing newer written over in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from consult.instrument.catalogue import Entry, Provenance, fingerprint
from consult.instrument.expression.checking import nearest_name
from consult.instrument.languages import Language
from consult.instrument.problems import Problem, Said
from consult.instrument.standing import Standing
from consult.instrument.translated import REVIEWED, State
from consult.instrument.translators.returned import Returned, ReturnedText

_NAMED = 3  # of the texts that a broken file lacks


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a file went. importer: a staff id; the others: a name, or empty; day: as 2026-11-21.

    whole: whether the reader read every text of the file, or only what the file itself marks as reviewed.
    """

    importer: str
    day: str
    translator: str = ""
    reader: str = ""
    whole: bool = False

    @property
    def written(self) -> str:
        """How a catalogue says who wrote a text."""
        return f"{self.translator or self.importer}, {self.day}"

    @property
    def read(self) -> str:
        """How a catalogue says who read it."""
        return f"{self.reader}, {self.day}" if self.reader else ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was changed here and by the translator since the file left. place: of the file."""

    text: ReturnedText
    here: Standing


@dataclass
class Judgement:
    """What a file would do. changed: by key, what would be written; lowered: keys that were reviewed and would be drafts."""

    changed: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    lowered: list[str] = field(default_factory=list)
    same: int = 0


def judge(returned: Returned, language: Language, here: Mapping[str, Standing], hands: Hands) -> Judgement:
    """What `returned` does to the texts as they stand `here`; nothing is written."""
    judgement = Judgement()
    judgement.problems += _broken_off(returned, here)
    judgement.problems += _wrong_keys(returned, here)
    judgement.problems += returned.problems
    for text in returned.texts:
        if text.key in here:
            _judge_text(judgement, text, here[text.key], language, hands)
    return judgement


def _broken_off(returned: Returned, here: Mapping[str, Standing]) -> Iterator[Problem]:
    """That texts which left did not come back: half a file says of the other half that nothing changed."""
    lacking = _lacking(returned, here)
    # The source may have got texts since the file left; of those it knows nothing.
    left = len(here) if returned.left is None else returned.left
    if lacking and len(returned.texts) < left:
        first = ", ".join(f'"{key}"' for key in lacking[:_NAMED]) + (", ..." if len(lacking) > _NAMED else "")
        yield Problem(
            returned.file,
            0,
            0,
            Said(
                "%(lacking)s of the %(left)s texts that left are missing, among them %(first)s",
                # Of a source that has as many texts as left, each is known by its id; of another only how many.
                lacking=len(lacking) if left == len(here) else left - len(returned.texts),
                left=left,
                first=first,
            ),
            "the whole file",
            "Save it whole again in the program in which it was translated; if that has no more of it, export the file "
            "again and copy the translations into it.",
        )


def _lacking(returned: Returned, here: Mapping[str, Standing]) -> list[str]:
    """The texts that no line of the file is of; one whose id was misspelt there is told at its line."""
    lacking = _not_in(returned, here)
    for text in returned.texts:
        if text.key not in here and (misspelt := _meant(text, lacking)):
            del lacking[misspelt]
    return list(lacking)


def _not_in(returned: Returned, here: Mapping[str, Standing]) -> dict[str, str]:
    """The sources of the texts that no id of the file is of."""
    back = {text.key for text in returned.texts}
    return {key: standing.source.strip() for key, standing in here.items() if key not in back}


def _meant(text: ReturnedText, lacking: Mapping[str, str]) -> str:
    """The id that was misspelt at `text`: one that looks like it and has its source. A question next to one that is gone has another."""
    return nearest_name(text.key, [key for key, source in lacking.items() if source == text.source.strip()])


def _wrong_keys(returned: Returned, here: Mapping[str, Standing]) -> Iterator[Problem]:
    seen: set[str] = set()
    lacking = _not_in(returned, here)
    for text in returned.texts:
        if text.key not in here:
            yield _unknown_key(text, _meant(text, lacking))
        elif text.key in seen:
            found = Said('id "%(key)s" stands twice', key=text.key)
            yield text.problem(found, "an id stands once", "Take one away.", at=text.at_id)
        seen.add(text.key)


def _unknown_key(text: ReturnedText, meant: str) -> Problem:
    if meant:
        found = Said('unknown id "%(key)s"', key=text.key, meant=meant)
        return text.problem(found, "an id as it left", f'Put back "{meant}".', at=text.at_id)
    return text.problem(
        Said('no text has the id "%(key)s", or none has it any more', key=text.key),
        "the texts as they are asked now",
        "Export the file again and copy the translations into it; the translation of a text that is gone has no place there.",
        at=text.at_id,
    )


def _judge_text(
    judgement: Judgement, text: ReturnedText, here: Standing, language: Language, hands: Hands
) -> None:
    if text.source.strip() != here.source.strip():
        judgement.problems.append(
            text.problem(
                Said('"%(key)s" has another source text', key=text.key),
                "the source as it reads now",
                "Put the source back; if it changed here since the file left, export it again.",
                at=text.at_source,
            )
        )
        return
    text = replace(text, text=here.fitted(text.text))
    if not text.text or here.needs_source:
        judgement.same += 1  # an import takes no translation away
        return
    changed = text.text != here.text
    left_alone = text.was is not None and fingerprint(text.text) == text.was
    if changed and left_alone:
        judgement.same += 1  # mended here since, and not by the translator
        return
    if changed and here.text and (text.was is None or fingerprint(here.text) != text.was):
        judgement.conflicts.append(Conflict(text, here))
    _take(judgement, text, here, language, hands)


def _take(judgement: Judgement, text: ReturnedText, here: Standing, language: Language, hands: Hands) -> None:
    changed = text.text != here.text
    reached, problems = _reached(text, here, hands, changed=changed)
    judgement.problems += problems
    if reached is None or (not changed and reached is here.state):
        judgement.same += 1
        return
    _weigh(judgement, text, here, language)
    if here.entry.reached in REVIEWED and reached not in REVIEWED:
        judgement.lowered.append(text.key)
    judgement.changed[text.key] = _entry(text, here, hands, reached, changed=changed)


def _weigh(judgement: Judgement, text: ReturnedText, here: Standing, language: Language) -> None:
    """Puts a text on the scales: what would break the form, or is not in its script, stops the file."""
    in_latin = list(here.wrong_script(text.text, language))
    judgement.problems += [
        text.problem(Said('"%(key)s" has %(found)s', key=text.key, found=found), expected)
        for found, expected in (*here.faults(text.text), *in_latin)
    ]
    judgement.doubts += [
        text.problem(Said('"%(key)s" has %(found)s', key=text.key, found=found), expected, warning=True)
        for found, expected in here.doubts(text.text, language)
        if (found, expected) not in in_latin
    ]


def _reached(
    text: ReturnedText, here: Standing, hands: Hands, *, changed: bool
) -> tuple[State | None, list[Problem]]:
    """How far the text has come now, None when the file says nothing new of it, and what is wrong with saying so."""
    marked = _is_marked(text, here, changed=changed)
    if marked and not hands.reader:
        found = Said('"%(key)s" marked as %(state)s by nobody', key=text.key, state=text.state)
        return State.REVIEWED, [
            text.problem(found, "the name of who read it", "Say who, with --reviewed-by.")
        ]
    if marked:
        return State(text.state), []
    if hands.reader and hands.whole:
        return max(
            State.REVIEWED, here.entry.reached, key=_REACH.index
        ) if not changed else State.REVIEWED, []
    fits_again = here.is_stale and text.fits  # a translator took the fuzzy away; nobody read it
    return (State.DRAFT if changed or fits_again else None), []


def _is_marked(text: ReturnedText, here: Standing, *, changed: bool) -> bool:
    """Whether someone wrote into a .po that the text was read: programs for translators leave the state as it left."""
    if text.state not in {state.value for state in REVIEWED} or text.state == (
        text.left or here.entry.reached.value
    ):
        return False
    return changed or _REACH.index(State(text.state)) > _REACH.index(here.entry.reached) or here.is_stale


_REACH = (State.MISSING, State.MACHINE, State.DRAFT, State.REVIEWED, State.PRETESTED)


def _entry(text: ReturnedText, here: Standing, hands: Hands, reached: State, *, changed: bool) -> Entry:
    written = hands.written if changed or reached is State.DRAFT else here.entry.provenance.written
    read = hands.read if reached in REVIEWED else ""
    return replace(
        here.entry,
        made_from=here.source,
        text=text.text,
        provenance=Provenance(reached.value, written, read),
        fuzzy=False,
        previous="",
    )
