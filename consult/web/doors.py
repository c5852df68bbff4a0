"""Which doors a process opens: the respondents', the staff's, or both."""

from importlib import import_module

from flask import Flask

from consult.web import demonstration, interface, protection

# By name and not by import: a process with the respondents' door alone may not load what the staff's needs
# (52 MB instead of 125 MB, design.md), and a house test holds it to that.
_DOORS = {"respond": "consult.web.respond.door", "staff": "consult.web.staff.door"}


def open_doors(app: Flask) -> None:
    """Registers the routes of each door that the configuration names, then what protects them all.

    Raises ValueError for a door that there is not: a mistyped name may not leave a door shut in silence.
    """
    interface.set_up(app)
    for name in app.config["DOORS"].split():
        if name not in _DOORS:
            raise ValueError(f"DOORS names {name!r}; there are {' and '.join(_DOORS)}")
        import_module(_DOORS[name]).open_door(app)
    demonstration.open_door(app)
    protection.protect(app)
