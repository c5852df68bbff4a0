"""instrument reword: other words for one text, from the command line."""

from dataclasses import asdict

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import accounts, rewording, transaction
from consult.actions.refusal import Refused
from consult.actions.rewording import Manuscript, NotReworded, Outcome, Wish
from consult.actions.translating import Typed
from consult.cli.saying import fail, show, show_json, tell
from consult.folder import DataFolder
from consult.instrument.catalogue import fingerprint
from consult.instrument.problems import InstrumentProblems


@click.command()
@click.argument("name")
@click.argument("key", required=False)
@click.argument("text", required=False)
@click.option("--by", "writer", help="Sign-in name of whoever changes it.")
@click.option(
    "--meaning-unchanged", "unchanged", default="", metavar="REASON", help="Keep translations as they are."
)
@click.option(
    "--on-purpose", is_flag=True, help="Numbers or placeholders are meant to differ from the older text."
)
@click.option("--everywhere", is_flag=True, help="Change a text of a block in every instrument that uses it.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def reword(
    name: str,
    key: str | None,
    text: str | None,
    writer: str | None,
    unchanged: str,
    on_purpose: bool,
    everywhere: bool,
    as_json: bool,
) -> None:
    """Change one text of the instrument NAME in its file; without KEY list them all. Publish it afterwards.

    A hint, or what an interviewer says, can be added, and taken away again with an empty TEXT.
    """
    transaction.begin_writing()
    manuscript = _opened(name)
    if key is None or text is None:
        _list(manuscript, key, as_json=as_json)
        return
    by = _member(writer)
    typed = {key: Typed(text.strip(), _stamp(manuscript, key))}
    wish = Wish(typed, unchanged, frozenset([key] * on_purpose), everywhere)
    try:
        outcome = rewording.write(manuscript, wish, _folder(), by)
    except Refused as refused:
        transaction.rollback()
        fail(f"{name}: {refused.reason.replace('_', ' ')} {refused.figures.get('key', '')}".rstrip())
    if outcome.wrong:
        transaction.rollback()
        fail(
            *(
                f"{one or name}: {found}; {expected}"
                for one, all_ in outcome.wrong.items()
                for found, expected in all_
            )
        )
    transaction.commit()
    show_json(asdict(outcome)) if as_json else _tell(name, key, outcome)


def _opened(name: str) -> Manuscript:
    try:
        return rewording.opened(name, _folder())
    except NotReworded as unknown:
        fail(f"consult instrument reword: {unknown.sentence}")
    except InstrumentProblems as refused:
        fail(*(str(problem) for problem in refused.problems))


def _stamp(manuscript: Manuscript, key: str) -> str:
    try:
        return fingerprint(rewording.text_named(manuscript, key))
    except NotReworded as unknown:
        fail(f"consult instrument reword: {unknown.sentence}")


def _list(manuscript: Manuscript, key: str | None, *, as_json: bool) -> None:
    texts = {one: text for one, text in manuscript.words.items() if key in (None, one)}
    if as_json:
        show_json(texts)
        return
    for one, text in texts.items():
        show(f"{one}  {text!r}")


def _tell(name: str, key: str, outcome: Outcome) -> None:
    if not outcome.changed:
        tell(f"{key} says that already.")
        return
    told = f"Changed {key}; {outcome.kept} translations kept, {outcome.stale} to be looked at."
    tell(
        told + (f" The consent is now version {outcome.consent_version}." if outcome.consent_version else "")
    )
    tell(
        f"Compare with: consult instrument diff {name}@NUMBER {name}; publish with: consult instrument publish {name}"
    )


def _member(sign_in_name: str | None) -> str:
    found = accounts.member_named(sign_in_name) if sign_in_name else None
    if found is None:
        fail(
            f"--by {sign_in_name or ''}: name the staff member who changes it; see them with: consult staff list"
        )
    return found.id


def _folder() -> DataFolder:
    found: DataFolder = current_app.extensions["folder"]
    return found
