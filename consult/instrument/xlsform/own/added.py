"""What our own files add to a question, in the columns of an export: a word or a list in each, texts apart."""

from collections.abc import Callable, Mapping

from consult.instrument.additions import SOFT_CHECK, TEXTS_IN_MODE, Mode
from consult.instrument.definition import Question

Said = Callable[[Question], str]
Value = Callable[[str], object]


def _check(question: Question) -> str:
    return question.soft_check.check.source if question.soft_check else ""


def _change(question: Question) -> str:
    return question.lineage.change.value if question.lineage else ""


def _was(question: Question) -> str:
    return " ".join(question.lineage.was) if question.lineage else ""


def _since(question: Question) -> str:
    return str(question.lineage.since) if question.lineage and question.lineage.since else ""


# key, how a cell says it, and what our own files write for that cell
ADDED: tuple[tuple[str, Said, Value], ...] = (
    ("soft_check.check", _check, str),
    ("unprompted", lambda question: " ".join(question.unprompted), str.split),
    ("lineage.change", _change, str),
    ("lineage.was", _was, str.split),
    ("lineage.since", _since, str),
)


def texts_added(name: str, sources: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """The texts of a soft check and of modes as our own files write them; they stand on the sheet of texts."""
    found: dict[str, dict[str, object]] = {}
    if message := sources.get(f"{name}/{SOFT_CHECK}", ""):
        found["soft_check"] = {"message": message}
    for mode in Mode:
        said = {key: sources.get(f"{name}/{mode}/{key}", "") for key in TEXTS_IN_MODE}
        if any(said.values()):
            found.setdefault("modes", {})[mode.value] = {key: text for key, text in said.items() if text}
    return found


def with_texts(properties: dict[str, object], name: str, sources: Mapping[str, str]) -> dict[str, object]:
    """The properties of a question with those texts in their places. A message without its check is left out."""
    texts = texts_added(name, sources)
    found = dict(properties)
    if "modes" in texts:
        found["modes"] = texts["modes"]
    if isinstance(check := found.get("soft_check"), dict):
        found["soft_check"] = {**check, **texts.get("soft_check", {})}
    return found
