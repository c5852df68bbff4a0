"""Which addresses only this machine can be at: there, and nowhere else, a demonstration opens without a password."""

import ipaddress


def is_loopback(address: str | None) -> bool:
    """Whether only this machine can be at this address; any name but `localhost` may be elsewhere."""
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return address == "localhost"
