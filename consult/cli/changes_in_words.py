"""A difference between two versions as a sentence."""

from consult.instrument.changes import Change, Effect, Kind

WHAT = {
    Kind.QUESTION_ADDED: "a new question",
    Kind.QUESTION_DESCENDED: "made of earlier questions",
    Kind.QUESTION_REMOVED: "no longer asked",
    Kind.QUESTION_MOVED: "asked after another question",
    Kind.TYPE_CHANGED: "another kind of answer",
    Kind.REWORDED: "other words",
    Kind.TRANSLATION_CHANGED: "another translation",
    Kind.CHOICE_ADDED: "one more choice",
    Kind.CHOICE_REMOVED: "one choice fewer",
    Kind.ROW_ADDED: "one more row",
    Kind.ROW_REMOVED: "one row fewer",
    Kind.RELEVANT_CHANGED: "asked on another condition",
    Kind.CONSTRAINT_CHANGED: "other answers are accepted",
    Kind.CALCULATION_CHANGED: "worked out otherwise",
    Kind.TRIGGER_CHANGED: "worked out again at another change",
    Kind.SOFT_CHECK_CHANGED: "another answer is asked about",
    Kind.UNPROMPTED_CHANGED: "an interviewer can note other answers",
    Kind.LINEAGE_CHANGED: "another lineage",
    Kind.ORIGIN_CHANGED: "another origin",
    Kind.NOTE_CHANGED: "another note for translators",
    Kind.CHOICE_FILTER_CHANGED: "choices are offered on another condition",
    Kind.RANGE_CHANGED: "another range",
    Kind.DEFAULT_CHANGED: "begins with another answer",
    Kind.READ_ONLY_CHANGED: "can be changed by who answers, or no longer",
    Kind.ORDER_CHANGED: "choices in another order",
    Kind.RANDOMIZE_CHANGED: "choices in another order for each respondent, or no longer",
    Kind.EXCLUSIVE_CHANGED: "other choices stand alone",
    Kind.APPEARANCE_CHANGED: "looks otherwise",
    Kind.COLUMNS_CHANGED: "choices belong to other ones",
    Kind.PART_CHANGED: "stands in another part, so that it counts otherwise as having given input",
    Kind.REQUIRED_CHANGED: "required, or no longer",
    Kind.MISSING_ANSWERS_CHANGED: "other ways of giving no answer",
    Kind.DISCLOSURE_CHANGED: "another role in releases",
    Kind.KEEP_CHANGED: "kept, or no longer",
    Kind.CONSENT_CHANGED: "another version of the consent",
    Kind.RETENTION_CHANGED: "kept for another time",
    Kind.COUNTING_CHANGED: "counted otherwise",
    Kind.REPEAT_CHANGED: "asked again on another condition",
    Kind.MEDIA_CHANGED: "another picture, sound or film",
    Kind.MOST_CHANGED: "asked at most another number of times",
    Kind.COUNT_CHANGED: "asked another number of times",
    Kind.LANGUAGE_ADDED: "a new language",
    Kind.LANGUAGE_REMOVED: "a language less",
    Kind.LIST_CHANGED: "choices from another list",
    Kind.PAGE_CHANGED: "stands with other questions on its page",
    Kind.PAGE_RENAMED: "a page with another name",
    Kind.ABOUT_CHANGED: "said otherwise of the instrument",
    Kind.TRANSLATION_STATE: "translations are elsewhere on their way",
    Kind.WRITTEN_OTHERWISE: "put together otherwise",
}
COMPARING = {
    Effect.MEANING: "Not to be compared: it is not the same variable any more.",
    Effect.BASE: "Asked of other people: compare within those who were asked both times.",
    Effect.WORDING: "Compare with care.",
    Effect.NEW: "Nothing before it to compare with.",
    Effect.END: "Nothing after it to compare with.",
    Effect.NONE: "Comparing stays as it was.",
}


def in_words(change: Change) -> str:
    """One line: what it is about, what changed, from what to what, and what that does to comparing."""
    subject = change.subject or "the instrument"
    return f"{subject}: {WHAT[change.kind]}{_moved(change)}. {COMPARING[change.effect]}"


def _moved(change: Change) -> str:
    """From what to what; what came or went has only one of the two."""
    before, after = _quoted(change.before), _quoted(change.after)
    if change.kind is Kind.QUESTION_DESCENDED:
        return f": {after}, {change.before}"
    if change.kind is Kind.QUESTION_REMOVED:
        return f": {before}{change.after and f', {change.after}'}"
    if change.kind in (Kind.LANGUAGE_ADDED, Kind.LANGUAGE_REMOVED) or not (before or after):
        return ""
    if change.kind in _NEW:
        return f": {after}"
    if not before:
        return f": now {after}"
    return f": {before} -> {after}" if after else f": no longer {before}"


_NEW = (Kind.QUESTION_ADDED, Kind.CHOICE_ADDED, Kind.ROW_ADDED)


def _quoted(text: str) -> str:
    """A text on one line, which that of a consent is not."""
    return f"'{' '.join(text.split())}'" if text else ""
