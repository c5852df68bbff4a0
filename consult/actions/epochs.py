"""Tables stand still while almost the same people answered: one who withdraws must not be seen by what moved.

An epoch lasts until as many responses came or went as may between two releases (`disclosure.earlier`). Its tables are kept
as they were first told, outside the database, without any answer; what was not told by then is not told in it any more.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from consult.dataset.columnar import Days
from consult.dataset.whole import whole
from consult.disclosure.earlier import ResponseSet, change
from consult.folder import DataFolder

_ABOUT = "epoch.json"


@dataclass(frozen=True)
class Epoch:
    """Where the tables of a consultation are kept. is_now: nothing changed since it began, so that more can be told."""

    place: Path
    id: str
    is_now: bool

    def kept(self, name: str, work: Callable[[], Any]) -> Any:
        """What was told under this name; in the epoch's first state it is worked out and kept. None when it is too late."""
        file = self.place / f"{sha256(name.encode()).hexdigest()}.json"
        try:
            return json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            if not self.is_now:
                return None
        told = work()
        with whole(file) as unfinished:
            unfinished.write_text(json.dumps(told), encoding="utf-8")
        return told


def epoch(folder: DataFolder, consultation: str, now: Mapping[str, Days]) -> Epoch:
    """The epoch that a consultation is in; a new one where enough changed."""
    place, held = folder.told / consultation, _counts(now)
    known = _known(place)
    if known is not None:
        moved = change(_response_set(known["held"]), _response_set(held))
        if moved.would_tell_who or not (moved.came or moved.went):
            return Epoch(place, known["id"], is_now=not (moved.came or moved.went))
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True)
    about: dict[str, Any] = {"id": secrets.token_hex(8), "held": held}
    with whole(place / _ABOUT) as unfinished:
        unfinished.write_text(json.dumps(about), encoding="utf-8")
    return Epoch(place, about["id"], is_now=True)


def _known(place: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads((place / _ABOUT).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def _counts(now: Mapping[str, Days]) -> dict[str, dict[str, int]]:
    return {version: {day.isoformat(): one.n for day, one in days.items()} for version, days in now.items()}


def _response_set(counts: Mapping[str, Mapping[str, int]]) -> ResponseSet:
    return {
        version: {date.fromisoformat(day): n for day, n in days.items()} for version, days in counts.items()
    }
