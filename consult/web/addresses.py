"""The addresses that people type or scan: under the installation's public address, not the one a colleague works at."""

from flask import current_app, request


def public(path: str) -> str:
    """A path of this installation as a whole address. Without PUBLIC_ADDRESS: at the host of this request."""
    base = current_app.config["PUBLIC_ADDRESS"] or request.host_url
    return f"{base.rstrip('/')}/{path.lstrip('/')}"
