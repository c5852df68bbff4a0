"""Which doors a process opens: the respondents', the staff's, or both."""

from flask import Flask

from consult.web import interface, protection


def open_doors(app: Flask) -> None:
    """Registers the routes of each door that the configuration names, then what protects them all."""
    interface.set_up(app)
    protection.protect(app)
