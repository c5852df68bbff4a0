"""Who may what behind the staff door: one table of endpoint x role. What is not in it is refused to everybody."""

from collections.abc import Mapping
from typing import Final

from consult.actions.accounts import Role

Audience = frozenset[Role | None]  # None: someone who has not signed in

_ANYONE: Final[Audience] = frozenset({None, *Role})
_STAFF: Final[Audience] = frozenset(Role)
_ADMINISTRATION: Final[Audience] = frozenset({Role.ADMINISTRATOR})
_HOLDERS: Final[Audience] = frozenset({Role.ADMINISTRATOR, Role.POLICY, Role.RESEARCHER})
_IN_THE_FIELD: Final[Audience] = _HOLDERS | {Role.FACILITATOR}

ACCESS: Final[Mapping[str, Audience]] = {
    # coming in and going out
    "staff.sign_in": _ANYONE,
    "staff.welcome": _ANYONE,
    "staff.sign_out": _STAFF,
    # one's own account
    "staff.account": _STAFF,
    "staff.change_language": _STAFF,
    "staff.change_password": _STAFF,
    "staff.end_session": _STAFF,
}


def may(role: str | None, endpoint: str) -> bool:
    """Whether someone with this role (None: not signed in) may use an endpoint."""
    audience = ACCESS.get(endpoint, frozenset())
    return (Role(role) if role else None) in audience
