"""What is worked out of a frozen value once and kept on it, as `cached_property` does for what the value's own class works out."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

Frozen = TypeVar("Frozen")
Found = TypeVar("Found")


def worked_out_once(work: Callable[[Frozen], Found]) -> Callable[[Frozen], Found]:
    """`work`, done once for each value. No lookup table: what was found dies with the value, and a changed copy has none."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def found_once(value: Frozen) -> Found:
        kept = value.__dict__
        if name not in kept:
            kept[name] = work(value)
        return cast("Found", kept[name])

    return found_once
