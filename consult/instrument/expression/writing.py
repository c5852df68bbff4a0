"""From a tree back to the text of an expression, for what nobody typed: an instance's `${age_2} > 17`."""

from consult.instrument.expression.parsing import LEVELS
from consult.instrument.expression.tree import Expression, Node, names_in, parts
from consult.instrument.expression.value import text

_TIGHTEST = len(LEVELS)


def expression_of(tree: Node) -> Expression:
    """The expression that has this tree."""
    return Expression(written(tree), tree, frozenset(names_in(tree)))


def written(tree: Node) -> str:
    """The text of a tree, with the brackets that it cannot do without; `parse` reads it as something of the same value."""
    return _written(tree, of_rows=False)


def _written(node: Node, *, of_rows: bool) -> str:
    """of_rows: within [...] of a list, where the answer itself is no point."""
    kind = str(node[0])
    if kind in LEVELS:
        return _operation(node, of_rows=of_rows)
    if kind == "call":
        return _call(node, of_rows=of_rows)
    if kind == "rows":
        return _rows(node)
    if kind == "where":
        node_set, *predicates = parts(node)
        return f"({_written(node_set, of_rows=of_rows)}){_predicates(predicates, of_rows=False)}"
    if kind == "negative":
        (operand,) = parts(node)
        return f"-{_operand(operand, _TIGHTEST, of_rows=of_rows)}"
    if kind == "answers":
        where, answer = parts(node)
        return f"{_written(where, of_rows=of_rows)}/{answer[1]}"
    return _plain(kind, node, of_rows=of_rows)


def _plain(kind: str, node: Node, *, of_rows: bool) -> str:
    if kind in ("self", "own"):
        return "current()/." if of_rows or kind == "own" else "."
    if kind == "text":
        quote = '"' if "'" in str(node[1]) else "'"
        return f"{quote}{node[1]}{quote}"
    if kind == "number":
        return text(node[1])  # type: ignore[arg-type]  # the parser puts a float here
    return {"name": f"${{{node[1]}}}", "member": f"./{node[1]}"}.get(kind, str(node[1]))


def _operation(node: Node, *, of_rows: bool) -> str:
    """Level by level from the left, where there can be hundreds: a frame for each would not do."""
    further = []
    while node[0] in LEVELS:
        further.append((str(node[0]), parts(node)[1]))
        node = parts(node)[0]
    source, bound = _written(node, of_rows=of_rows), _TIGHTEST
    for operator, right in reversed(further):
        level = LEVELS[operator]
        # Node-sets together are the same whichever are put together first.
        beyond = level if operator == "|" else level + 1
        left = f"({source})" if bound < level else source
        source, bound = f"{left} {operator} {_operand(right, beyond, of_rows=of_rows)}", level
    return source


def _operand(node: Node, lowest: int, *, of_rows: bool) -> str:
    """In brackets when it binds weaker than level `lowest`."""
    inner = _written(node, of_rows=of_rows)
    return f"({inner})" if LEVELS.get(str(node[0]), _TIGHTEST) < lowest else inner


def _call(node: Node, *, of_rows: bool) -> str:
    name, arguments = str(node[1]), parts(node)
    if name == "position" and arguments:
        return f"position({'/'.join(['..'] * int(float(str(arguments[0][1]))))})"
    return f"{name}({', '.join(_written(argument, of_rows=of_rows) for argument in arguments)})"


def _rows(node: Node) -> str:
    column = f"/{node[2]}" if node[2] else ""
    return f"instance('{node[1]}')/root/item{_predicates(parts(node), of_rows=True)}{column}"


def _predicates(predicates: list[Node], *, of_rows: bool) -> str:
    return "".join(f"[{_written(predicate, of_rows=of_rows)}]" for predicate in predicates)
