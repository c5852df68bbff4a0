"""text-key check: whether what people wrote down still opens the free text."""

import click
from flask import current_app
from flask.cli import with_appcontext
from nacl.public import PrivateKey

from consult.cli.saying import fail, show
from consult.response.sealing import Unsealable, plain_code, unlocked


@click.group("text-key")
def text_key() -> None:
    """The keys that free text is sealed to."""


@text_key.command()
@with_appcontext
def check() -> None:
    """Try the research passphrase or the recovery key; nothing is opened and nothing is kept."""
    keys = current_app.extensions["folder"].text_keys
    if not keys:
        fail("There are no keys of free text yet. Make them with: consult setup")
    written = click.prompt("Research passphrase or recovery key", hide_input=True, err=True)
    if keys["recovery"] == _public_half(written):
        show("This is the recovery key.")
        return
    try:
        unlocked(keys["research_locked"], written.strip().upper())
    except Unsealable:
        fail("Neither the research passphrase nor the recovery key of this installation. Check every letter.")
    show("This is the research passphrase.")


def _public_half(recovery_key: str) -> str:
    try:
        return bytes(PrivateKey(bytes.fromhex(plain_code(recovery_key))).public_key).hex()
    except (ValueError, TypeError):
        return ""


COMMANDS = (text_key,)
