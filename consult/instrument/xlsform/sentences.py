"""What the importer can say, in English: what it means (`remarks.Sort`), what was found, what to do.

Facts stand in braces. The staff pages have each in Dutch; a house test sees to it that none is missing there.
"""

from collections.abc import Mapping
from types import MappingProxyType

from consult.apart import sentences as apart
from consult.instrument.limesurvey import sentences as limesurvey
from consult.instrument.xlsform import file_sentences, listed_sentences, unanswered_sentences

# Why a file is not read at all.
REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **apart.REFUSALS,
        **limesurvey.REFUSALS,
        **file_sentences.REFUSALS,
        "empty_file": ("the file is empty", "Export the form again and choose that file."),
        "file_too_large": (
            "the file has {megabytes} MB; at most {most}",
            "Remove pictures and other sheets from it.",
        ),
        "other_kind": (
            "this is no workbook but {kind}",
            "Save the form as .xlsx, .xls, .csv or a Markdown table.",
        ),
        "no_table": (
            "a text without a row of headings",
            "The first row of the survey names its columns: type, name, label.",
        ),
        "no_survey": (
            "there is no sheet with questions; found are: {sheets}",
            'Call the sheet "survey" and its columns type, name and label.',
        ),
        "too_many_questions": (
            "the survey has {rows} rows; at most {most}",
            "Split it: nobody answers that many questions.",
        ),
        "too_many_choices": (
            "its questions together offer {choices} choices; at most {most}",
            "Shorten the long lists, or ask them once.",
        ),
        "no_questions": ("the sheet survey has headings and no questions", "Add rows under the headings."),
    }
)

SENTENCES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        **limesurvey.SENTENCES,
        **file_sentences.SENTENCES,
        **listed_sentences.SENTENCES,
        **unanswered_sentences.SENTENCES,
        # the workbook as a whole
        "misnamed": (
            "changed",
            "the file is called {named} and is really an {really}; it was read as what it is.",
            "",
        ),
        "macros": ("changed", "the workbook has macros; they were not run and not kept.", ""),
        "survey_named": (
            "changed",
            'the questions stand in sheet "{sheet}", which other programs look for under the name survey.',
            "",
        ),
        "not_utf8": (
            "changed",
            "the text is not UTF-8 and was read as Windows Latin (cp1252).",
            "Save it as UTF-8 when letters look wrong.",
        ),
        "other_sheet": ("inactive", 'sheet "{sheet}" is no part of a form; it is kept as it is.', ""),
        "formula_without_value": (
            "problem",
            "a formula without a stored value.",
            "Open the workbook in a spreadsheet program and save it, or write the value.",
        ),
        "error_value": ("problem", "the cell shows {value}.", "Mend the formula or write the value."),
        "unknown_column": ("inactive", 'column "{heading}" is not one that forms use; it is kept.', ""),
        "column_twice": (
            "problem",
            'column "{heading}" stands twice; the first is read.',
            "Remove or rename one.",
        ),
        "setting_kept": ("inactive", 'setting "{setting}" has no meaning here; it is kept.', ""),
        # languages
        "same_language": ("changed", "{names} are taken for one language, {tag}.", ""),
        "language_unknown": (
            "inactive",
            'language "{name}" is not one that consult speaks; its {count} texts are kept.',
            "",
        ),
        "language_empty": ("changed", 'language "{name}" has no texts and is not offered.', ""),
        "language_guessed": (
            "to-do",
            "nothing says which language the texts are in; they look like {tag}.",
            "Say --source with another tag when that is wrong.",
        ),
        "unmarked_taken": ("changed", "columns without a language are taken for {tag}.", ""),
        "translation_missing": (
            "problem",
            "no {tag} text where {source} has one; {source} is shown there, marked as such.",
            "Translate it in the workbook, or later in the catalogue.",
        ),
        "source_missing": (
            "problem",
            "no {source} text; another language is shown there.",
            "Write it in {source}.",
        ),
        "translation_differs": (
            "problem",
            "the {tag} text has {found}; {expected}. The {tag} text is not shown.",
            "Make both say the same.",
        ),
        # the rows of the survey
        "type_missing": (
            "problem",
            "a row without a type.",
            "Write what kind of question it is, or remove the row.",
        ),
        "type_unknown": ("problem", 'unknown type "{type}".', "{nearest}"),
        "type_unsupported": ("inactive", "type {type} is not supported yet.", ""),
        "type_of_device": (
            "dropped",
            "{type} would record who answers, when exactly, or with which device: an anonymous form does not.",
            "",
        ),
        "name_missing": ("problem", "a {type} without a name.", "Give it a name."),
        "name_wrong": (
            "problem",
            '"{name}" is not a name.',
            "Use letters, digits, _ and -, a letter or _ first, at most 64.",
        ),
        "language_stood_in": (
            "problem",
            'consult speaks no language of this form: its texts in "{name}" are shown where those in {tag} would be.',
            "Say --source with the language that they are closest to, or add one that consult speaks.",
        ),
        "name_replaced": (
            "changed",
            'answers to "{name}" are stored under "{stored}", since a name here has letters without accents, digits, _ and -.',
            "",
        ),
        "name_shared": (
            "changed",
            'answers to "{name}" are stored under "{stored}", since something else here is called so.',
            "",
        ),
        "choice_replaced": (
            "changed",
            'choice "{name}" is stored as "{stored}", since the other is no code here.',
            "",
        ),
        "list_replaced": (
            "changed",
            'list "{name}" is called "{stored}" here, since the other is no name.',
            "",
        ),
        "name_twice": ("problem", 'name "{name}" is used twice; it stands first at {first}.', "Rename one."),
        "name_taken": (
            "problem",
            '"{name}" stands for something else in stored answers.',
            "Rename the question.",
        ),
        "label_missing": (
            "problem",
            'question "{name}" has no text in any language that is offered.',
            "Write its label.",
        ),
        "label_absent": (
            "problem",
            'question "{name}" has no text in any language that is offered; its name is shown.',
            "Write its label.",
        ),
        "end_without_begin": (
            "problem",
            "an end of a {what} without a beginning.",
            "Remove it, or add the beginning.",
        ),
        "begin_without_end": (
            "problem",
            "the {what} is never ended; it runs to the end of the sheet.",
            "Add a row end {what}.",
        ),
        "wrong_end": (
            "problem",
            "a {found} ends here while a {open} is open.",
            "End what was begun last first.",
        ),
        "repeat_most": (
            "to-do",
            'the repeat "{name}" is asked at most {most} times: each time is a column of its own.',
            "Write another number at most in the file where that is too few or too many.",
        ),
        "range_wrong": (
            "problem",
            'parameters "{parameters}" make no range of at most 100000 steps.',
            "Write start, end and step, as in start=0 end=10 step=1.",
        ),
        "table_unrolled": (
            "changed",
            "the rows of a table are asked one under the other, each with its choices.",
            "",
        ),
        "shown_value": (
            "changed",
            "what nobody can answer (read_only, or a calculation) is worked out and not shown.",
            "Show it in the label of another question with ${{its name}}.",
        ),
        "note_calculated": (
            "inactive",
            "the calculation of a note that nothing looks at is not worked out; the note is said.",
            "",
        ),
        "typed_value": ("changed", "without a label and with a calculation, it is worked out.", ""),
        "disabled": ("inactive", "the row is switched off (disabled).", ""),
        "flag_wrong": ("problem", '"{value}" is neither yes nor no; it is read as no.', "Write yes or no."),
        "dynamic_required": (
            "inactive",
            '"{value}" is not worked out yet for required; it is not required.',
            "",
        ),
        "property_kept": (
            "inactive",
            "{property} is not supported yet; the question is asked without it.",
            "",
        ),
        "trigger_kept": ("inactive", "its trigger is not asked before it; it follows every change.", ""),
        "appearance_kept": (
            "changed",
            'appearance "{appearance}" has no meaning here; the question looks as others do.',
            "",
        ),
        "page_split": (
            "changed",
            'the page of "{group}" is split before "{name}", since it depends on an answer on that page.',
            "",
        ),
        # choices
        "no_list_column": (
            "problem",
            "no columns list_name and name in the sheet {sheet}.",
            "Name them in the first row.",
        ),
        "list_missing": ("problem", 'list "{list}" is not in the sheet {sheet}.', "{nearest}"),
        "list_unnamed": (
            "problem",
            "the type names no list of choices.",
            "Write for example: select_one yes_no.",
        ),
        "list_unused": ("inactive", "lists that no question asked here uses; they are kept: {lists}.", ""),
        "choice_incomplete": (
            "problem",
            "a choice without a {what}; it is left out.",
            "Write it, or remove the row.",
        ),
        "choice_name_wrong": (
            "problem",
            'choice name "{name}" in "{list}" cannot be stored.',
            "Use letters, digits, . + - and _, at most 64, no quotes.",
        ),
        "choice_placeholder": ("inactive", "a choice shows ${{{name}}}: {why}.", ""),
        "repeat_not_offered": ("inactive", "{name} cannot be chosen from: {why}.", ""),
        "choice_spaced": (
            "problem",
            '"{name}" in list "{list}" holds a space, which parts the codes of a select_multiple.',
            "Rename it.",
        ),
        "choice_name_taken": (
            "problem",
            'choice name "{name}" in "{list}" stands for something else in stored answers.',
            "Rename it.",
        ),
        "choice_twice": (
            "problem",
            'choice "{name}" stands twice in "{list}"; the first is read.',
            "Remove or rename one.",
        ),
        "choice_unlabelled": (
            "problem",
            'choice "{name}" in "{list}" has no text; its name is shown.',
            "Write its label.",
        ),
        "list_broken": ("problem", 'list "{list}" cannot be used: {why}', "Mend it in the sheet {sheet}."),
        "list_in_two_sheets": (
            "problem",
            'other questions use the list "{list}" of another sheet ({sheets}).',
            "Rename one of the lists.",
        ),
        "list_kept": ("inactive", 'list "{list}" cannot be used: {why}', ""),
        "or_other_twice": (
            "problem",
            'list "{list}" has a choice "other" and the type adds one.',
            "Remove or_other, or the choice.",
        ),
        # expressions
        "expression_wrong": ("problem", "{what}: found {found}; {expected}.", "{nearest}"),
        "expression_unsupported": ("inactive", "{what}: {found} is not supported yet.", ""),
        "depends_on_inactive": ("inactive", '{what} looks at "{name}", which is kept inactive.', ""),
        "depends_on_dropped": ("inactive", '{what} looks at "{name}", which is not recorded.', ""),
        "depends_on_later": (
            "inactive",
            '{what} looks at "{name}", which is answered only later.',
            "Move one of the two.",
        ),
        "chain_too_long": (
            "problem",
            "it stands on more than {most} calculations after one another.",
            "Work it out in fewer steps.",
        ),
        "label_of_source": (
            "changed",
            "{what}: the label that is looked up is {source} in every language.",
            "Show the answer itself in a text, as ${{its name}}: that is in the language of the page.",
        ),
        "circle": ("problem", "it depends on itself: {way}.", "Break the circle."),
        "constraint_kept": (
            "inactive",
            "the constraint is not applied; the question is asked without it.",
            "",
        ),
        "message_added": ("changed", "a constraint without a message; the form says a general one.", ""),
        "quotes_straightened": (
            "changed",
            "curly quotes and hard spaces in an expression were made plain.",
            "",
        ),
        "placeholder_kept": ("inactive", "the text shows ${{{name}}}: {why}.", ""),
        # texts
        "markup_reduced": ("changed", "markup was taken out of texts: {tags}.", ""),
        "signs_removed": (
            "changed",
            "signs that nobody sees were taken out: {signs}.",
            "",
        ),
        "text_too_long": (
            "problem",
            "a text of {length} characters; at most {most} are kept.",
            "Shorten it.",
        ),
        # what the loader still found
        "default_left": ("changed", "the answer that it would begin with is left out: {sentence}", ""),
        "constraint_left": ("problem", "the question is asked without its constraint: {sentence}", ""),
        "not_loaded": ("problem", "{sentence}", ""),
        "nothing_asked": (
            "problem",
            "nothing is left that could be asked: no instrument was made.",
            "Mend what is said of its rows.",
        ),
        "was_inactive": (
            "inactive",
            "the row was no question of the instrument when the workbook was exported; it is kept as it is.",
            "Empty its cell under consult::asked to have it asked.",
        ),
        "read_back": (
            "changed",
            "the workbook was exported by consult; it is read back with what its own columns and sheets say.",
            "",
        ),
        # what is left to do
        "rows_not_asked": (
            "to-do",
            "kept and not asked: {count} of the rows of the form.",
            "Import the form again to read why, row by row; its workbook has them still.",
        ),
        "roles_undecided": (
            "to-do",
            "{count} questions have no disclosure role: their answers are stored and leave in no release and no table until they have one.",
            "Give each a role in the release profile (key, sensitive, safe, direct, free-text), or under `disclosure:` in the file.",
        ),
        "consent_standard": (
            "to-do",
            "a workbook has no consent; the standard one of consult was put in.",
            "Read it and make it true for this survey.",
        ),
        "translations_unread": (
            "to-do",
            "texts in {tags} count as draft: respondents see them only in a demonstration.",
            "Say --reviewed for a language that a speaker has read.",
        ),
        "counts_nothing": (
            "to-do",
            "nothing asks whether someone is of the target group: consultations with this form count no people.",
            "Add such a question and name it under `counting:`.",
        ),
    }
)
