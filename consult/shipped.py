"""Where shipped files lie: inside the package in a wheel, beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A file or folder that ships with consult."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name
