"""An act that the house refuses, as a fact; the sentence is the page's."""

from typing import Any


class Refused(Exception):
    """This act cannot be done as it stands. `reason` names why; `figures` fill its sentence."""

    def __init__(self, reason: str, **figures: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.figures = figures
