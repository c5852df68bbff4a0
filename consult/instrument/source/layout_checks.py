"""What is wrong with an instrument as a whole, expressions apart: names, lists, pages, placeholders."""

from collections.abc import Iterator

from consult.instrument.additions import CONSENT_TEXTS
from consult.instrument.bound import lists_looked_up
from consult.instrument.calculated import handed_on
from consult.instrument.definition import Page, Part, Question, Type
from consult.instrument.expression.checking import nearest_name
from consult.instrument.media.files import ALTERNATIVE
from consult.instrument.placeholders import broken, placeholders
from consult.instrument.problems import Said
from consult.instrument.source.additions import check_section, mode_sections
from consult.instrument.source.front import CONSENT_KEYS, ReadInstrument, ReadPage
from consult.instrument.source.questions import ReadQuestion
from consult.instrument.source.section import Section
from consult.instrument.source.worked_out import worked_out_before

_SHOWN_AS_ANSWER = (
    *(Type.INTEGER, Type.DECIMAL, Type.RANGE, Type.DATE, Type.TIME, Type.DATETIME),
    *(Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK, Type.ACKNOWLEDGE, Type.TEXT, Type.CALCULATE),
)
_CONTROLS = (".missing", ".time")  # beside the box of an answer, on its page


def check_layout(read: ReadInstrument) -> None:
    """Note every such problem."""
    _check_names(read)
    for page in read.pages:
        _check_heading(page)
    _check_closing(read)
    _check_derived(read)
    _check_repeated(read)
    _check_placeholders(read)


def _check_names(read: ReadInstrument) -> None:
    pages: dict[str, Section] = {}
    variables: dict[str, Section] = {}
    for page in read.pages:
        _claim(page.page.name, page.section, pages, "page")
        for question in page.questions:
            # A matrix or a note makes no variable of its name, but expressions and translations use it.
            called = question.question.name
            names = dict.fromkeys((called, *question.question.variables))
            # A row and a ranked choice may have a point in them; that two questions have one name is told once.
            controls = [f"{called}{ending}" for ending in _CONTROLS if called not in variables]
            for name in (*names, *controls):
                _claim(name, question.section, variables, "name")
    for one in read.repeats:
        # Of each instance there is a marker by the repeat's name, and after it the question whether there is another one.
        for name in (one.repeat.name, f"{one.repeat.name}_more"):
            _claim(name, one.section, variables, "name")


def _claim(name: str, section: Section, taken: dict[str, Section], what: str) -> None:
    if name and name in taken:
        line, _ = section.reading.place(taken[name].node)
        expected = f"each is unique; it is also used by {taken[name].what} on line {line}"
        section.problem(
            "name", Said('%(what)s "%(name)s" is used twice', what=what, name=name), expected, "Rename one."
        )
    else:
        taken[name] = section


def check_lists(read: ReadInstrument) -> None:
    """Note lists that are empty or that nothing uses; after all that names a list, since one that is misspelt there is meant."""
    meant = {one.nearest for one in read.front.reading.problems if one.found.startswith("unknown list ")}
    asked = {question.list_name for page in read.instrument.pages for question in page.questions}
    used = asked | lists_looked_up(read.instrument) | meant
    inner = read.front.section("choices", read.instrument.choice_lists.keys())
    for name, choices in read.instrument.choice_lists.items():
        if inner and not choices:
            inner.problem_at_key(
                name,
                Said('list "%(name)s" has no choices', name=name),
                "a list has at least one",
                "Add them.",
            )
        if inner and name not in used:
            inner.problem_at_key(
                name,
                Said('list "%(name)s" is never used', name=name),
                "a question or an expression uses each list",
                "Remove it.",
            )


def _check_heading(read: ReadPage) -> None:
    shown = [question for question in read.page.questions if question.type is not Type.CALCULATE]
    if "questions" in read.section and not read.page.questions:
        read.section.problem("questions", "a page without questions", "a page asks something", "Remove it.")
    several_or_said = len(shown) > 1 or any(question.type is Type.NOTE for question in shown)
    if several_or_said and not read.page.title:
        expected = "a page of several questions, or of notes only, has a title"
        read.section.problem(
            "title", Said("no heading on %(what)s", what=read.section.what), expected, "Add title."
        )


def _check_closing(read: ReadInstrument) -> None:
    closed = False
    for page in read.pages:
        if page.page.part is Part.CLOSING:
            closed = True
        elif closed:
            expected = "an early stop jumps to the closing pages, so they come last"
            page.section.problem(
                "part",
                Said("%(what)s comes after a closing page", what=page.section.what),
                expected,
                "Move it.",
            )


def _check_derived(read: ReadInstrument) -> None:
    needed = {
        name
        for question in read.instrument.questions.values()
        if question.calculation
        for name in question.calculation.names
    }
    for page in read.pages:
        for found in page.questions:
            if not found.question.keep and not needed.intersection(found.question.variables):
                expected = "its answer is dropped, so a calculate derives something from it"
                mend = "Add the calculate or remove keep."
                found.section.problem(
                    "keep", Said("nothing is derived from %(what)s", what=found.section.what), expected, mend
                )


def _check_repeated(read: ReadInstrument) -> None:
    """An answer that is not kept is not kept by a calculate either that gives it again as it was."""
    dropped = {name for one in read.instrument.questions.values() if not one.keep for name in one.variables}
    for page in read.pages:
        for found in page.questions:
            question = found.question
            again = sorted(_given_again(question) & dropped) if question.keep else []
            if again:
                expected = "people were told that this answer is not kept"
                mend = "Derive a class from it, or write keep: derived here too."
                what = Said(
                    '%(question)s gives the answer to "%(name)s" again',
                    question=found.section.what,
                    name=again[0],
                )
                found.section.problem("calculation", what, expected, mend)


def _given_again(question: Question) -> set[str]:
    return set(handed_on(question.calculation.tree, whole=True)) if question.calculation else set()


def _check_placeholders(read: ReadInstrument) -> None:
    answered: dict[str, tuple[Question, tuple[str, ...]]] = {}
    _refuse_placeholders(read.front, ("title", "intro", "thanks"))
    for page, worked_out in zip(read.pages, worked_out_before(read), strict=True):
        answered |= worked_out
        _refuse_placeholders(page.section, ("title",))
        for found in page.questions:
            _refuse_placeholders(found.section, ("required_message", "constraint_message", ALTERNATIVE))
            for key in ("label", "hint", "guidance_hint"):
                _check_placeholders_of(found.section, key, _seen_from(page, answered))
            _check_placeholders_added(found.section, _seen_from(page, answered))
            _check_choices_shown(found, _seen_from(page, answered))
        # Only now: what is asked on a page is not known when the page is shown.
        answered |= {name: (question, page.repeats) for name, question in _answers_shown(page.page).items()}
    for one in read.repeats:
        _refuse_placeholders(one.section, ("label", "more"))
    for section in _inner_sections(read):
        _refuse_placeholders(section, ("label", "text", "agree"))


def _check_placeholders_added(section: Section, answered: dict[str, Question]) -> None:
    for _mode, inner in mode_sections(section):
        for key in ("label", "hint"):
            _check_placeholders_of(inner, key, answered)
        _refuse_placeholders(inner, ("instruction",))
    if inner_check := check_section(section):
        _refuse_placeholders(inner_check, ("message",))


def _seen_from(page: ReadPage, answered: dict[str, tuple[Question, tuple[str, ...]]]) -> dict[str, Question]:
    """The answers that a text of a page can show: of a repeat only those of the same instance."""
    return {
        name: question
        for name, (question, repeats) in answered.items()
        if page.repeats[: len(repeats)] == repeats
    }


def _answers_shown(page: Page) -> dict[str, Question]:
    return {question.name: question for question in page.questions if question.type in _SHOWN_AS_ANSWER}


def _inner_sections(read: ReadInstrument) -> Iterator[Section]:
    """The sections of rows and consent, whose texts stand alone."""
    for page in read.pages:
        for found in page.questions:
            yield from found.section.sections("rows", "row", ("name", "label"))
    consent = read.front.section("consent", CONSENT_KEYS)
    if consent:
        yield consent
        yield from (inner for _mode, inner in mode_sections(consent, CONSENT_TEXTS))


def _refuse_placeholders(section: Section, keys: tuple[str, ...]) -> None:
    for key in keys:
        text = section.text(key) if key in section else ""
        if "${" in text:
            expected = "only the label and the hint of a question have them"
            section.problem(
                key, Said('a placeholder in "%(key)s"', key=key), expected, "Remove it.", fragment="${"
            )


def _check_choices_shown(found: ReadQuestion, answered: dict[str, Question]) -> None:
    """The labels of choices show answers to questions that come before every question which offers them."""
    for choice in found.question.choices:
        unknown = [name for name in placeholders(choice.label) if name not in answered]
        if unknown or broken(choice.label):
            shown = f"${{{unknown[0]}}}" if unknown else broken(choice.label)
            expected = "the label of a choice shows the answer to a question of an earlier page"
            told = Said(
                '"%(shown)s" in choice "%(name)s" of %(what)s',
                shown=shown,
                name=choice.name,
                what=found.section.what,
            )
            nearest = nearest_name(unknown[0], answered.keys()) if unknown else ""
            found.section.problem("type", told, expected, "Name such a question.", nearest)


def _check_placeholders_of(section: Section, key: str, answered: dict[str, Question]) -> None:
    text = section.text(key) if key in section else ""
    if broken(text):
        found = Said('broken placeholder "%(text)s"', text=broken(text))
        section.problem(key, found, "it is written ${name}", "Close it.", fragment=broken(text))
    for name in dict.fromkeys(placeholders(text)):
        if name not in answered:
            found = Said('placeholder "${%(name)s}" in %(what)s', name=name, what=section.what)
            expected = "it shows a question of an earlier page of any type but matrix and note"
            nearest = nearest_name(name, answered.keys())
            section.problem(key, found, expected, "Name such a question.", nearest, fragment=f"${{{name}}}")
