"""How values of the core look on a staff page: days, moments, names of methods, roles and states."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from flask import Flask, g

from consult.actions.accounts import Role
from consult.actions.clock import BRUSSELS
from consult.consultation.states import State
from consult.instrument.definition import Method
from consult.web.interface import _


def set_up(app: Flask) -> None:
    """Filters for the templates."""
    app.jinja_env.filters |= {
        "day": day,
        "moment": moment,
        "role_name": lambda role: roles()[Role(role)],
        "method_name": lambda method: methods()[Method(method)],
        "state_name": lambda state: states()[State(state)],
    }


def day(value: date) -> str:
    """A day in words: 14 maart 2026."""
    return format_date(value, "d MMMM y", locale=g.language)


def moment(value: datetime) -> str:
    """A moment in Brussels: 14 maart 2026, 09:30."""
    return format_datetime(value, "d MMMM y, HH:mm", tzinfo=BRUSSELS, locale=g.language)


def roles() -> dict[Role, str]:
    """What each role is called."""
    return {
        Role.ADMINISTRATOR: _("beheerder"),
        Role.POLICY: _("beleidsmedewerker"),
        Role.RESEARCHER: _("onderzoeker"),
        Role.FACILITATOR: _("gespreksleider"),
        Role.INSPECTOR: _("inspecteur (leest mee)"),
    }


def methods() -> dict[Method, str]:
    """What each method is called."""
    return {
        Method.SURVEY: _("survey"),
        Method.FOCUS_GROUP: _("focusgroep"),
        Method.INTERVIEW: _("interviewreeks"),
        Method.DISCUSSION_TABLE: _("discussietafel"),
        Method.CITIZEN_PANEL: _("burgerpanel"),
    }


def states() -> dict[State, str]:
    """What each state is called."""
    return {
        State.PLANNED: _("gepland"),
        State.RUNNING: _("loopt"),
        State.HELD: _("gehouden"),
        State.DOCUMENTED: _("gedocumenteerd"),
        State.VALIDATED: _("gevalideerd"),
        State.LOCKED: _("gerapporteerd"),
        State.CANCELLED: _("geannuleerd"),
    }
