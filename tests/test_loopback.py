"""Where a demonstration, and a cookie without TLS, may be served."""

import pytest

from consult.loopback import is_loopback


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_only_this_machine_is_at_a_loopback_address(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "", None, "localhost.example.org", "127.0.0.1.example.org"],
)
def test_others_may_be_at_any_other(address: str | None) -> None:
    assert not is_loopback(address)
