"""Every sentence of the importers can be said in English and in Dutch, with the facts it names and no others."""

import ast
from collections.abc import Iterable, Iterator
from string import Formatter

from flask import Flask

from consult.apart.workbook import WorkbookRefused
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.sentences import REFUSALS, SENTENCES
from consult.shipped import PACKAGE
from consult.web.interface import speak
from consult.web.staff import import_sentences


def facts_in(sentences: Iterable[str]) -> set[str]:
    """The facts that English sentences name in braces."""
    return {
        name for one in sentences for _text, name, _form, _as in Formatter().parse(one) if name is not None
    }


def test_every_remark_can_be_said_in_english_and_in_dutch(app: Flask) -> None:
    with app.test_request_context():
        speak("staff", "nl")
        for code, (_sort, *sentences) in SENTENCES.items():
            facts = facts_in(sentences)
            assert all(name.isidentifier() for name in facts), code
            remark = Remark(code, "survey!A1", dict.fromkeys(facts, "een feit"))
            assert str(remark) == f"survey!A1: {remark.found} {remark.mend}".strip()
            assert import_sentences.told(remark)


def test_every_refusal_can_be_said_in_english_and_in_dutch(app: Flask) -> None:
    with app.test_request_context():
        speak("staff", "nl")
        for code, sentences in REFUSALS.items():
            facts = dict.fromkeys(facts_in(sentences), "een feit")
            assert all(sentence.format(**facts) for sentence in sentences)
            assert import_sentences.refusal(WorkbookRefused(code, **facts))


def _remarks_made() -> Iterator[tuple[str, str, set[str]]]:
    """Where a remark is made with its facts beside it: the place, its code and the names of the facts."""
    for file in sorted((PACKAGE / "instrument").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) != "Remark":
                continue
            match call.args:
                case [ast.Constant(value=str(code)), _cell, ast.Dict(keys=names)] if None not in names:
                    yield f"{file}:{call.lineno}", code, {ast.literal_eval(one) for one in names if one}
                case [ast.Constant(value=str(code))] | [ast.Constant(value=str(code)), _]:
                    yield f"{file}:{call.lineno}", code, set()


def test_every_remark_is_made_with_the_facts_that_its_sentence_names() -> None:
    made = list(_remarks_made())
    assert len(made) > 50
    assert [(place, code) for place, code, facts in made if not facts_in(SENTENCES[code][1:]) <= facts] == []
