"""What would help where no release is good enough: worked out by trying, never guessed."""

from collections.abc import Iterator
from dataclasses import replace

from consult.disclosure.engine.encoding import Encoded
from consult.disclosure.engine.grouping import Rule, grouped
from consult.disclosure.engine.lattice import best_levels
from consult.disclosure.wording import Sentence, say

_MOST_TOLD = 3


def advice_on_groups(encoded: Encoded, rule: Rule) -> Iterator[Sentence]:
    """Without which key or sensitive variable how many rows would still be left out, best first, as sentences."""
    tried = [(_left_out(_without_key(encoded, name), rule), name) for name in _keys(encoded)]
    tried += [(_left_out(_without_sensitive(encoded, name), rule), name) for name in encoded.sensitive]
    now = _left_out(encoded, rule)
    better = sorted(one for one in tried if one[0] < now)
    for left_out, what in better[:_MOST_TOLD]:
        facts = {"what": what, "left_out": left_out, "total": encoded.total, "now": now}
        if left_out <= rule.most_suppressed:
            yield say(
                "Withholding {what!r} would leave out {left_out} of {total} rows instead of {now}, which is enough.",
                **facts,
            )
        else:
            yield say(
                "Withholding {what!r} would leave out {left_out} of {total} rows instead of {now}, which is not enough"
                " by itself.",
                **facts,
            )
    coarser = [key.name for key in encoded.keys if key.top < key.hierarchy.height]
    if coarser:
        yield say("A coarser `coarsest` helps as much: {names}.", names=", ".join(map(repr, coarser)))
    if not better:
        yield say("No single variable is the cause: withhold several, or wait for more answers.")


def advice_on_loss(encoded: Encoded, rule: Rule) -> Iterator[Sentence]:
    """Without which key variable how much would still be lost, best first, as sentences."""
    tried = []
    for name in _keys(encoded):
        found = best_levels(_without_key(encoded, name), rule)
        if found is not None:
            tried.append((found.loss, name))
    for loss, name in sorted(tried)[:_MOST_TOLD]:
        yield say(
            "Without key variable {name!r} the loss would be {loss:.2f}.", name=name, loss=round(loss, 4)
        )


def _keys(encoded: Encoded) -> list[str]:
    return [key.name for key in encoded.keys]


def _left_out(encoded: Encoded, rule: Rule) -> int:
    return grouped(encoded, encoded.tops, rule).suppressed


def _without_key(encoded: Encoded, name: str) -> Encoded:
    kept = [place for place, key in enumerate(encoded.keys) if key.name != name]
    return replace(
        encoded,
        keys=tuple(encoded.keys[place] for place in kept),
        columns=tuple(encoded.columns[place] for place in kept),
    )


def _without_sensitive(encoded: Encoded, name: str) -> Encoded:
    return replace(encoded, sensitive={one: told for one, told in encoded.sensitive.items() if one != name})
