"""release: what left and what may leave; make files for someone, and look at files that someone has."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions.releases import asking
from consult.actions.releases import profiles as release_profiles
from consult.cli.choosing import consultation_called
from consult.cli.saying import fail, show, show_json
from consult.disclosure.profile import ReleaseProfile
from consult.disclosure.wording import said_again
from consult.instrument.languages import SOURCE
from consult.reading import FileRefused

FORMATS = ("csv", "xlsx", "sav", "parquet")


@click.group("release")
def release_() -> None:
    """Releases: anonymised answers for someone outside the locked room."""


@release_.command("list")
@click.argument("consultation", required=False)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(consultation: str | None, as_json: bool) -> None:
    """Tell the ledger: every release, of one CONSULTATION or of all, newest first; and the profiles there are."""
    row = consultation_called(consultation, "consult release list") if consultation else None
    ledger = [_line(one) for one in asking.releases_of(row)]
    profiles = _profiles()
    if as_json:
        show_json({"releases": ledger, "profiles": profiles})
        return
    for one in ledger:
        show(
            f"{one['id']}  {one['asked_on']}  {one['consultation']}: {one['profile']}, {one['state']}{_rows_of(one)}"
        )
        for problem in one["problems"]:
            show(f"{'':28}- {problem}")
    if not ledger:
        show("Nothing was released yet.")
    show("Profiles: " + ", ".join(f"{one['name']} (k={one['k']}, l={one['l']})" for one in profiles))


@release_.command("preview")
@click.argument("consultation")
@click.option("--profile", required=True)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def preview(consultation: str, profile: str, as_json: bool) -> None:
    """Tell what a release of CONSULTATION would give up and what risk would remain. Writes nothing."""
    row = consultation_called(consultation, "consult release preview")
    _heavy().preview(row, profile, plain=as_json)


@release_.command("export")
@click.argument("consultation")
@click.option("--profile", required=True, help="One of those that `consult release list` tells.")
@click.option(
    "--format",
    "formats",
    default="",
    metavar="LIST",
    help="csv,xlsx,sav,parquet; all of the profile when left out.",
)
@click.option("--language", default=SOURCE, show_default=True, help="Of the labels in SPSS and Excel.")
@click.option("--recipient", default="", help="For whom: an organisation or a role, never a person.")
@click.option("--purpose", default="", help="What it will be used for.")
@click.option("--agreement", default="", help="Where the signed agreement lies.")
@click.option("--agreed-on", type=click.DateTime(["%Y-%m-%d"]), help="The day it was signed.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--json", "as_json", is_flag=True, help="Tell the certificate.")
@with_appcontext
def export(consultation: str, profile: str, formats: str, output: Path, as_json: bool, **asked: Any) -> None:
    """Write the files of a release into a new folder. CONSULTATION is an id or a title; a survey, the day after it closed."""
    row = consultation_called(consultation, "consult release export")
    on = asked.pop("agreed_on")
    wanted = asking.Asked(
        profile, tuple(filter(None, formats.replace(" ", "").split(","))), agreed_on=on and on.date(), **asked
    )
    _heavy().export(row, wanted, output, plain=as_json)


@release_.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def verify(folder: Path, as_json: bool) -> None:
    """Look whether the files in FOLDER are what their certificate promises. Needs no database."""
    _heavy().verify(folder, plain=as_json)


@release_.command("recall")
@click.argument("release")
@click.option("--because", required=True, help="Such as: files destroyed, statement of the recipient filed.")
@with_appcontext
def recall(release: str, because: str) -> None:
    """Record that the files of RELEASE were taken back and destroyed; the next one need not fit beside it."""
    _heavy().recall(release, because)


def _heavy() -> Any:
    # By name and not by import: the process that serves respondents must stay without pandas.
    return import_module("consult.cli.releases_made")


def _profiles() -> list[dict[str, Any]]:
    folder = current_app.extensions["folder"]
    try:
        found = [
            release_profiles.profile_named(name, folder) for name in release_profiles.profile_names(folder)
        ]
    except FileRefused as refused:
        fail(*map(str, refused.problems))
    return [_profile(one) for one in found]


def _profile(one: ReleaseProfile) -> dict[str, Any]:
    return {
        "name": one.name,
        "audience": str(one.audience),
        "k": one.safety.k,
        "l": one.safety.l,
        "suppression": one.suppression,
        "formats": list(one.formats),
        "instruments": list(one.instruments),
    }


def _line(one: asking.Release) -> dict[str, Any]:
    return {
        "id": one.id,
        "consultation": one.consultation.title,
        "consultation_id": one.consultation_id,
        "profile": one.profile,
        "audience": one.audience,
        "state": one.state,
        "asked_on": one.asked_at.date().isoformat(),
        "formats": one.formats,
        "recipient": one.recipient,
        "agreement": one.agreement,
        "agreed_on": one.agreed_on.isoformat() if one.agreed_on else None,
        "rows": one.certificate.get("rows"),
        "reached": one.certificate.get("reached"),
        "information_loss": one.certificate.get("information_loss"),
        "risk": one.certificate.get("risk"),
        "files": one.certificate.get("files", {}),
        "problems": [said_again(told) for told in one.problems],
        "recalled_on": one.recalled_on.isoformat() if one.recalled_on else None,
    }


def _rows_of(one: dict[str, Any]) -> str:
    return f", {one['rows']['released']} of {one['rows']['in']} rows" if one["rows"] else ""


COMMANDS = (release_,)
