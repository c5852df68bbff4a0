"""What our own files add to a question of XLSForm, as they write it: soft_check, modes, unprompted, lineage."""

from consult.instrument.additions import (
    CONSENT_TEXTS,
    TEXTS_IN_MODE,
    ConsentInMode,
    Descent,
    InMode,
    Lineage,
    Mode,
    SoftCheck,
)
from consult.instrument.definition import DONT_KNOW, REFUSED
from consult.instrument.problems import Said
from consult.instrument.source.section import Section

_CHECK_KEYS = ("check", "message")
_LINEAGE_KEYS = ("was", "change", "since")
_FROM_NOTHING = (Descent.NEW,)
_FROM_SEVERAL = (Descent.MERGED,)


def read_soft_check(section: Section) -> SoftCheck | None:
    """What an answer usually satisfies."""
    inner = check_section(section)
    if inner is None:
        return None
    inner.need(*_CHECK_KEYS)
    check = inner.expression("check")
    return SoftCheck(check, inner.text("message")) if check else None


def check_section(section: Section) -> Section | None:
    """The mapping of a soft check, for the places of what is wrong in it."""
    return section.section("soft_check", _CHECK_KEYS)


def read_modes(section: Section) -> tuple[InMode, ...]:
    """The words for each mode that has its own."""
    return tuple(_in_mode(mode, inner) for mode, inner in mode_sections(section))


def read_consent_modes(consent: Section) -> tuple[ConsentInMode, ...]:
    """What is agreed to in each mode that has words of its own for it."""
    return tuple(_consent_in(mode, inner) for mode, inner in mode_sections(consent, CONSENT_TEXTS))


def _consent_in(mode: Mode, inner: Section) -> ConsentInMode:
    if not inner.values:
        inner.problem(
            "text", Said('nothing is said in "%(mode)s"', mode=mode), "a text or an agree", "Add one."
        )
    return ConsentInMode(mode, **{key: inner.text(key) for key in CONSENT_TEXTS})


def mode_sections(section: Section, texts: tuple[str, ...] = TEXTS_IN_MODE) -> list[tuple[Mode, Section]]:
    """The mapping of each mode. texts: what can be said in one."""
    modes = section.section("modes", tuple(Mode))
    found = [(mode, modes.section(mode, texts)) for mode in Mode if modes and mode in modes]
    return [(mode, inner) for mode, inner in found if inner]


def _in_mode(mode: Mode, inner: Section) -> InMode:
    if not inner.values:
        inner.problem(
            "label",
            Said('nothing is said in "%(mode)s"', mode=mode),
            "a label, a hint or an instruction",
            "Add one.",
        )
    return InMode(mode, **{key: inner.text(key) for key in TEXTS_IN_MODE})


def read_unprompted(section: Section) -> tuple[str, ...]:
    """The missing answers that only an interviewer can note."""
    found = []
    for word in section.words("unprompted"):
        offered = word in (DONT_KNOW, REFUSED) and section.flag(word)
        if word not in (DONT_KNOW, REFUSED):
            expected = f"it is {DONT_KNOW} or {REFUSED}"
            section.problem(
                "unprompted", Said('"%(word)s" in unprompted', word=word), expected, fragment=word
            )
        elif word in found:
            section.problem(
                "unprompted",
                Said('"%(word)s" stands twice', word=word),
                "each once",
                "Remove one.",
                fragment=word,
            )
        elif offered:
            expected = f"what everyone is offered ({word}: true) is prompted"
            section.problem(
                "unprompted",
                Said('"%(word)s" in unprompted', word=word),
                expected,
                "Remove one.",
                fragment=word,
            )
        else:
            found.append(word)
    return tuple(found)


def read_lineage(section: Section) -> Lineage | None:
    """What the question was before."""
    inner = section.section("lineage", _LINEAGE_KEYS)
    if inner is None:
        return None
    inner.need("change")
    change = inner.member("change", Descent)
    if change is None:
        return None
    was = inner.words("was")
    _check_number(inner, change, was)
    if "since" in inner and not inner.whole("since"):
        inner.problem("since", "since: 0", "the number of a version, the first is 1", "Write it.")
    return Lineage(change, was, inner.whole("since"))


def _check_number(inner: Section, change: Descent, was: tuple[str, ...]) -> None:
    """As many earlier questions as the word for what happened means."""
    found = Said(
        'change: %(change)s with %(was)s earlier question%(plural)s under "was"',
        change=change,
        was=len(was),
        plural="" if len(was) == 1 else "s",
    )
    if len(set(was)) < len(was):
        inner.problem("was", Said("%(was)s under was", was=", ".join(was)), "each once", "Remove one.")
    elif change in _FROM_NOTHING and was:
        inner.problem("was", found, "what is new comes from none", "Remove was.")
    elif change in _FROM_SEVERAL and len(was) < 2:
        inner.problem("change", found, "at least two are merged into one", "Name them under was.")
    elif change not in (*_FROM_NOTHING, *_FROM_SEVERAL) and len(was) != 1:
        inner.problem("change", found, "it comes from exactly one", "Name it under was.")
