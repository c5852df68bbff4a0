"""Text that is no YAML: told where it opened what does not close, since the parser stumbles lines after that."""

from ruamel.yaml.error import MarkedYAMLError

from consult.instrument.problems import InstrumentProblems, Problem, Said

_OPENED = {"while parsing a flow sequence": ("[", "]"), "while parsing a flow mapping": ("{", "}")}
_QUOTED = ("while scanning a quoted scalar", "while scanning a double-quoted scalar")


def broken_yaml(file: str, error: MarkedYAMLError) -> InstrumentProblems:
    """What is wrong, at the bracket or quotation mark that opened, or where the parser stopped."""
    return InstrumentProblems((_unclosed(file, error) or _other(file, error),))


def _unclosed(file: str, error: MarkedYAMLError) -> Problem | None:
    opened, stopped = error.context_mark, error.problem_mark
    if not opened or not stopped:
        return None
    line, column = opened.line + 1, opened.column + 1
    if error.context in _QUOTED and "end of stream" in (error.problem or ""):
        return Problem(
            file,
            line,
            column,
            "a quotation mark opens here and never closes",
            "the text and then the same mark",
            "Close it.",
        )
    if error.context not in _OPENED:
        return None
    opens, closes = _OPENED[error.context]
    found = Said(
        '"%(opens)s" opens here, and goes on until line %(line)s, column %(column)s',
        opens=opens,
        line=stopped.line + 1,
        column=stopped.column + 1,
        closes=closes,
    )
    expected = f'the values with commas between them and then a closing "{closes}"'
    mend = "Close it, or put a text with a colon, comma or bracket in it between quotes."
    return Problem(file, line, column, found, expected, mend)


def _other(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    found = Said("%(yaml)s", yaml=" ".join(part for part in (error.context, error.problem) if part))
    mend = "Look at brackets, quotes and indentation; a text with a colon and a space in it stands between quotes."
    return Problem(file, line, column, found, "YAML", mend)
