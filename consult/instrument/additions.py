"""What a question can have that XLSForm has no words for: a soft check, words for one way of asking, codes nobody reads out, a past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from consult.instrument.expression.tree import Expression


class Mode(StrEnum):
    """How a question reaches whoever answers it."""

    WEB = "web"
    PAPER = "paper"
    INTERVIEWER = "interviewer"


class Descent(StrEnum):
    """How a question came from those of earlier versions."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"  # one of several that were made from one
    MERGED = "merged"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class SoftCheck:
    """What an answer usually satisfies: one that does not is shown once to its giver, and stands when it is kept."""

    check: Expression
    message: str


def checked_by(
    soft: SoftCheck | None, as_is: Callable[[Expression | None], Expression | None]
) -> SoftCheck | None:
    """The same, looking at what `as_is` makes of the expression."""
    check = as_is(soft.check) if soft else None
    return SoftCheck(check, soft.message) if soft and check else None


@dataclass(frozen=True, slots=True)
class InMode:
    """The words of a question in one mode, where they differ. instruction: to whoever asks or fills in, never read out."""

    mode: Mode
    label: str = ""
    hint: str = ""
    instruction: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each with the last part of its key: `paper/label`."""
        for property_ in TEXTS_IN_MODE:
            if text := getattr(self, property_):
                yield f"{self.mode}/{property_}", text


@dataclass(frozen=True, slots=True)
class ConsentInMode:
    """What people agree to in one mode, where it differs: on paper no code is shown and nothing is sent."""

    mode: Mode
    text: str = ""
    agree: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each with its key: `consent/paper/text`."""
        for property_ in CONSENT_TEXTS:
            if text := getattr(self, property_):
                yield f"consent/{self.mode}/{property_}", text


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a question comes from. was: names in earlier versions. since: the version that it first stood in as it is now; 0 is unknown."""

    change: Descent
    was: tuple[str, ...] = ()
    since: int = 0


TEXTS_IN_MODE = ("label", "hint", "instruction")
CONSENT_TEXTS = ("text", "agree")
SOFT_CHECK = "soft_check"  # the key of its message, after the name of the question
# The last parts of the keys of the texts above.
TEXTS = (SOFT_CHECK, *(f"{mode}/{property_}" for mode in Mode for property_ in TEXTS_IN_MODE))
