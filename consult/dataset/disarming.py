"""Text that a spreadsheet would take for a formula, and back.

A leading apostrophe makes it text (OWASP, CSV injection). Text that already begins with apostrophes before such a sign
gets one more, so that taking one away always gives back what was there.
"""

import re

_WOULD_RUN = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def disarmed(text: str) -> str:
    """`text` as no spreadsheet runs it."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def armed(text: str) -> str:
    """What `disarmed` was given."""
    return text[1:] if _DISARMED.match(text) else text
