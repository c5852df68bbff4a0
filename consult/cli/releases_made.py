"""What `consult release` does with rows of answers; loaded when it is asked, since it brings pandas with it."""

import shutil
from dataclasses import asdict
from pathlib import Path

from flask import current_app

from consult.actions import transaction
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.actions.releases import asking, files, making
from consult.actions.releases.asking import Asked, Release
from consult.cli.saying import fail, show, show_json, tell
from consult.disclosure.report import Report
from consult.disclosure.wording import said_again

_SAID = {
    "not_a_survey": "it is no survey: only a survey has rows of answers.",
    "still_open": "it can still receive answers, or never could. A release can be made the day after it is closed.",
    "no_responses": "nobody answered it, so there is nothing to release.",
    "format_not_allowed": "the profile does not allow {wrong}; it allows {allowed}.",
    "language_not_known": "there is no language {wrong}; there are {known}.",
    "not_released": "it never left, so there is nothing to take back.",
    "no_reason": "say why, with --because.",
}


def preview(row: Consultation, profile: str, *, plain: bool) -> None:
    """Shows the report of a release that is not made, or says why there would be none and ends with 1."""
    try:
        report = making.preview(row, current_app.extensions["folder"], profile)
    except Refused as refused:
        fail(f"{row.title}: {_sentence(refused)}")
    except making.REASONS as refused:
        fail(*making.sentences_of(refused))
    if plain:
        show_json(
            asdict(report)
            | {
                "suppressed": report.suppressed,
                "highest_risk": report.highest_risk,
                "average_risk": report.average_risk,
            }
        )
    else:
        for line in lines_of(report):
            show(line)


def lines_of(report: Report) -> list[str]:
    """A report in words."""
    recoded = ", ".join(f"{name} ({one.name})" for name, one in report.recoded.items() if one.level)
    return [
        f"{report.rows_released} of {report.rows_in} rows leave ({report.rows_released / report.rows_in:.1%}).",
        f"k = {report.k}, l = {report.l or 'none'}, {report.groups} groups.",
        f"Information loss {report.loss:.2f}; recoded: {recoded or 'nothing'}.",
        f"Risk that a row is recognised: at most {report.highest_risk:.2f}, on average {report.average_risk:.2f}.",
        f"{len(report.withheld)} columns do not leave.",
    ]


def export(row: Consultation, asked: Asked, output: Path, *, plain: bool) -> None:
    """Makes a release and copies its files to `output`; writes nothing and ends with 1 when it is refused."""
    if output.exists() and any(output.iterdir()):
        fail(f"{output} is not empty; a release has a folder of its own. Name another one with -o.")
    beside = output.with_name(f".{output.name}.unfinished")
    try:
        beside.mkdir(
            parents=True
        )  # before anything is in the ledger: a place that cannot be written to stops it here
    except OSError as error:
        fail(f"{output} cannot be made: {error.strerror}. Nothing was released; name another folder with -o.")
    try:
        made = _made(row, asked)
        _copy(made, beside, output)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    if plain:
        show_json(made.certificate | {"release": made.id})
        return
    told = made.certificate
    tell(f"Release {made.id} of {row.title} under {made.profile}, in {output}:")
    for name in sorted(told["files"]):
        show(str(output / name))
    rows, reached, risk = told["rows"], told["reached"], told["risk"]
    tell(f"{rows['released']} of {rows['in']} rows; k = {reached['k']}, l = {reached['l'] or 'none'}.")
    tell(
        f"Information loss {told['information_loss']:.2f}; highest risk {risk['prosecutor']:.2f}, average {risk['marketer']:.2f}."
    )
    if not made.agreement:
        tell("No agreement is recorded for it. Next time, name it with --agreement.")


def _copy(made: Release, beside: Path, output: Path) -> None:
    """Puts the files in their place, all or none."""
    try:
        shutil.copytree(asking.place_of(made, current_app.extensions["folder"]), beside, dirs_exist_ok=True)
        if output.exists():
            output.rmdir()
        beside.replace(output)
    except OSError as error:
        fail(
            f"Release {made.id} was made, but its files could not be written to {output}: {error.strerror}. "
            "Take them from the page of the release, or recall it with: consult release recall"
        )


def _made(row: Consultation, asked: Asked) -> Release:
    folder, title = current_app.extensions["folder"], row.title
    transaction.start_over_writing()
    try:
        waiting = asking.ask(row, folder, asked, "machine")
    except Refused as refused:
        transaction.rollback()
        fail(f"{title}: {_sentence(refused)}")
    except making.REASONS as refused:
        transaction.rollback()
        fail(*making.sentences_of(refused))
    id_ = waiting.id
    asking.take(waiting)  # before anyone sees it: the process beside a server would make it as well
    transaction.commit()
    try:
        making.make(waiting, folder, lambda stage: tell(f"  {stage}"))
    except Refused as refused:
        fail(f"{title}: {_sentence(refused)}")
    made = asking.release(id_)
    assert made is not None
    if made.state != asking.READY:
        fail(f"{title}: nothing leaves.", *map(said_again, made.problems))
    return made


def verify(folder: Path, *, plain: bool) -> None:
    """Says every way in which a folder is not what its certificate says; ends with 1 when there is any."""
    problems = files.verify(folder)
    if plain:
        show_json({"ok": not problems, "problems": list(problems)})
    if problems:
        fail(*(() if plain else problems))
    if not plain:
        show(f"{folder}: every file is what its certificate promises.")


def recall(id_: str, because: str) -> None:
    """Records that a release was taken back."""
    transaction.start_over_writing()
    found = asking.release(id_)
    if found is None:
        fail(f"there is no release {id_!r}; see them with: consult release list")
    try:
        asking.recall(found, current_app.extensions["folder"], because, "machine")
    except Refused as refused:
        fail(f"{id_}: {_sentence(refused)}")
    transaction.commit()
    show(f"{id_} is recalled.")


def _sentence(refused: Refused) -> str:
    return _SAID[refused.reason].format(**refused.figures)
