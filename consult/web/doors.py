"""Which doors a process opens: the respondents', the staff's, or both."""

from flask import Flask

from consult.web import interface, protection
from consult.web.staff.door import open_door as open_staff_door


def open_doors(app: Flask) -> None:
    """Registers the routes of each door that the configuration names, then what protects them all."""
    interface.set_up(app)
    if "staff" in app.config["DOORS"].split():
        open_staff_door(app)
    protection.protect(app)
