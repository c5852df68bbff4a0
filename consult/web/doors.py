"""Which doors a process opens: the respondents', the staff's, or both."""

from flask import Flask

from consult.web import demonstration, interface, protection
from consult.web.respond.door import open_door as open_respondents_door
from consult.web.staff.door import open_door as open_staff_door

_DOORS = {"respond": open_respondents_door, "staff": open_staff_door}


def open_doors(app: Flask) -> None:
    """Registers the routes of each door that the configuration names, then what protects them all.

    Raises ValueError for a door that there is not: a mistyped name may not leave a door shut in silence.
    """
    interface.set_up(app)
    for name in app.config["DOORS"].split():
        if name not in _DOORS:
            raise ValueError(f"DOORS names {name!r}; there are {' and '.join(_DOORS)}")
        _DOORS[name](app)
    demonstration.open_door(app)
    protection.protect(app)
