from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.cli.asset import addresses


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("www.example.com", "www.example.com"),
        ("https://www.example.com/", "www.example.com"),
        ("HTTP://example.com:8080/shop/boots", "example.com:8080/shop/boots"),
        ("localhost/a%20b", "localhost/a%20b"),
    ],
)
def test_an_address_is_kept_without_its_scheme(said: str, address: str) -> None:
    assert addresses.read(said) == address


@pytest.mark.parametrize(
    "said",
    [
        "",
        "https://",
        "/shop",
        "ftp://example.com",
        "user@example.com",
        "user:word@example.com",
        "example.com:port",
        "example.com:0",
        "example.com:70000",
        "example.com?x=1",
        "example.com/?",
        "example.com#top",
        "exam ple.com",
        "-example.com",
        "example..com",
        "example.com/a b",
        "example.com/\n",
        "[::1]/x",
        "exämple.com/" + "x" * 2_000,
        "x" * 64 + ".com",
    ],
)
def test_what_is_no_address_is_refused(said: str) -> None:
    assert addresses.read(said) is None


@given(st.text())
def test_any_text_is_an_address_or_is_not(text: str) -> None:
    found = addresses.read(text)
    assert found is None or addresses.read(found) == found
