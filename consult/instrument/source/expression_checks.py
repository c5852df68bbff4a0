"""What is wrong between expressions: names, kinds, what is not answered yet, circles, what counting reads."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from consult.instrument.bound import tables_of
from consult.instrument.definition import Instrument, Question, Type
from consult.instrument.dependencies import dependencies, foundations
from consult.instrument.expression.checking import Variable, circles, nearest_name
from consult.instrument.expression.evaluation import COLUMN
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.instance_names import named_in
from consult.instrument.problems import Said
from consult.instrument.source.additions import check_section
from consult.instrument.source.front import ReadInstrument
from consult.instrument.source.section import Section

# What the counting rule understands; anything else would silently count as "unknown".
_COUNTED = frozenset({"yes", "no", "unknown"})


def check_expressions(read: ReadInstrument) -> None:
    """Note every such problem."""
    variables = {
        name: _variable(name, question)
        for question in read.instrument.questions.values()
        for name in question.names
    } | {one.repeat.name: Variable("any") for one in read.repeats}
    repeated = named_in(read.instrument.written)
    for name, variable in variables.items():
        repeats = repeated[name].repeats if name in repeated else ()
        variables[name] = replace(variable, repeats=frozenset(repeat.name for repeat in repeats))
    tables = tables_of(read.instrument)
    for section, key, expression, this in _expressions(read, variables):
        known = variables if key != "choice_filter" else variables | _columns(read, section)
        for mistake in mistakes(expression, known, this, tables):
            section.problem_in(
                key, expression.source, mistake.column, mistake.found, mistake.expected, mistake.nearest
            )
    in_circles = _check_circles(read)
    if not in_circles:  # what depends on itself has no order to be checked
        _check_order(read)
    _check_counting(read)


def _columns(read: ReadInstrument, section: Section) -> dict[str, Variable]:
    choices = read.instrument.questions[section.text("name")].choices
    columns = {"name", *(column for choice in choices for column, _value in choice.columns)}
    return {COLUMN + column: Variable("any") for column in columns}


def _variable(name: str, question: Question) -> Variable:
    if question.type in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        return Variable("number")
    if question.type in (Type.DATE, Type.TIME, Type.DATETIME, Type.CALCULATE):
        return Variable("any")
    if question.type is Type.RANK and name == question.name:
        return Variable("any")
    if question.type is Type.RANK:
        return Variable("one", frozenset(question.ranks))
    if question.type is Type.TEXT or (name == question.other_variable and question.or_other):
        return Variable("text")
    if question.chooses_from:
        return Variable("instance")
    kind = "many" if question.type is Type.SELECT_MULTIPLE else "one"
    return Variable(kind, question.choice_names)


def _expressions(
    read: ReadInstrument, variables: Mapping[str, Variable]
) -> Iterator[tuple[Section, str, Expression, Variable | None]]:
    yield from _of_repeats(read)
    for page in read.pages:
        if page.page.relevant:
            yield page.section, "relevant", page.page.relevant, None
        for found in page.questions:
            question, own = found.question, variables.get(found.question.name)
            for key, expression, this in (
                ("relevant", question.relevant, None),
                ("choice_filter", question.choice_filter, None),
                ("default", question.begins_with, None),
                ("required", question.required_when, None),
                ("constraint", question.constraint, own),
            ):
                if expression:
                    yield found.section, key, expression, this
            if question.soft_check and (inner := check_section(found.section)):
                yield inner, "check", question.soft_check.check, own
            if question.calculation:
                yield found.section, "calculation", question.calculation, own


def _of_repeats(read: ReadInstrument) -> Iterator[tuple[Section, str, Expression, None]]:
    for one in read.repeats:
        for key, expression in (("count", one.repeat.count), ("relevant", one.repeat.relevant)):
            if expression:
                yield one.section, key, expression, None


def _check_circles(read: ReadInstrument) -> bool:
    sections = {found.question.name: found.section for page in read.pages for found in page.questions}
    found = circles(dependencies(read.instrument))
    for circle in found:
        section = sections[circle[0]]
        key = "calculation" if "calculation" in section else "relevant"
        way = " -> ".join(circle)
        section.problem(
            key,
            Said("%(what)s depends on itself: %(way)s", what=section.what, way=way),
            "no answer depends on itself",
            "Break it.",
        )
    return bool(found)


def _check_order(read: ReadInstrument) -> None:
    """What decides whether a question is asked is answered before it; what judges an answer, with it at the latest."""
    asked = {name for page in read.pages for name in _answers(page.page.questions)}
    before: set[str] = set()
    for page in read.pages:
        for one in read.repeats:
            if one.pages[:1] == (page,):
                _check_answered(read.instrument, one.section, "count", one.repeat.count, asked - before)
                _check_answered(read.instrument, one.section, "relevant", one.repeat.relevant, asked - before)
        on_page, until_here = set(_answers(page.page.questions)), asked - before
        _check_answered(read.instrument, page.section, "relevant", page.page.relevant, asked - before)
        for found in page.questions:
            question = found.question
            _check_answered(read.instrument, found.section, "relevant", question.relevant, asked - before)
            _check_answered(
                read.instrument,
                found.section,
                "choice_filter",
                question.choice_filter,
                asked - before - on_page,
            )
            _check_answered(read.instrument, found.section, "default", question.begins_with, until_here)
            later = asked - before - on_page
            _check_answered(read.instrument, found.section, "constraint", question.constraint, later)
            _check_answered(read.instrument, found.section, "required", question.required_when, later)
            if question.soft_check and (inner := check_section(found.section)):
                _check_answered(read.instrument, inner, "check", question.soft_check.check, later)
            before |= set(_answers((question,)))


def _answers(questions: tuple[Question, ...]) -> Iterator[str]:
    for question in questions:
        if question.asks:
            yield from question.names


def _check_answered(
    instrument: Instrument, section: Section, key: str, expression: Expression | None, later: set[str]
) -> None:
    for name in sorted(expression.names) if expression else ():
        missing = sorted(foundations(instrument, name) & later)
        if expression and missing:
            through = "" if missing == [name] else f' (through "{missing[0]}")'
            found = Said(
                '"%(name)s"%(through)s is not answered yet in %(what)s',
                name=name,
                through=through,
                what=section.what,
            )
            column = expression.source.find(f"${{{name}}}") + 1
            section.problem_in(
                key,
                expression.source,
                max(column, 1),
                found,
                f'"{key}" looks at earlier questions only; move one of the two',
            )


def _check_counting(read: ReadInstrument) -> None:
    if not read.instrument.counts:
        return
    counting = read.front.section("counting", ("target_group", "earlier"))
    for key in counting.values if counting else ():
        if counting:
            _check_counted(read.instrument, counting, key)


def _check_counted(instrument: Instrument, counting: Section, key: str) -> None:
    name = counting.text(key)
    question = instrument.variables.get(name)
    if question is None or not question.keep:
        nearest = nearest_name(name, [known for known, asked in instrument.variables.items() if asked.keep])
        counting.problem(
            key,
            Said('counting reads "%(name)s"', name=name),
            "it reads a variable that is stored",
            "",
            nearest,
        )
        return
    results = _results(instrument, question)
    if results is not None and not ({"yes"} <= results <= _COUNTED):
        given = ", ".join(sorted(results)) or "no code"
        expected = "counting understands yes, no and unknown"
        counting.problem(
            key,
            Said('"%(name)s" gives %(given)s', name=name, given=given),
            expected,
            "Derive it with a calculate.",
        )


def _results(instrument: Instrument, question: Question) -> frozenset[str] | None:
    """The codes that a variable can have; None when that cannot be told."""
    if question.type is Type.SELECT_ONE:
        return question.choice_names
    if question.type is not Type.CALCULATE:
        return frozenset()
    return _results_of(instrument, question.calculation.tree) if question.calculation else frozenset()


def _results_of(instrument: Instrument, node: Node) -> frozenset[str] | None:
    if node[0] == "text":
        return frozenset({str(node[1])})
    if node[0] == "name" and str(node[1]) in instrument.variables:
        return _results(instrument, instrument.variables[str(node[1])])
    if node[:2] == ["call", "if"] and len(node) == 5:
        branches = [_results_of(instrument, branch) for branch in node[3:] if isinstance(branch, list)]
        known = [branch for branch in branches if branch is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    return None if node[0] == "call" else frozenset()
