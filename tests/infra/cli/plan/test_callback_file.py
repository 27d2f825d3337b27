from __future__ import annotations

import pytest

from chalicelib.domain.alerting.callback import Callback, CallbackType
from infra.cli.plan import callback_file
from tests.infra.cli.plan.test_values import read


@pytest.mark.parametrize("url", ["http://a", "https://host.example:8443/x?y=%20#z", "http://[::1]/", "ia://service"])
def test_urls_are_taken(url: str) -> None:
    assert read(callback_file.read, {"url": url, "type": "status"}) == ({"url": url, "type": "status"}, [])


@pytest.mark.parametrize("url", ["ftp://a", "http://", "http://a:b@c", "http://a:99999", "http://[x", "ia://", "a"])
def test_other_addresses_are_not(url: str) -> None:
    (fault,) = read(callback_file.read, {"url": url, "type": "status"})[1]
    assert fault == "url: must be an http, https or ia URL, without user and password."


def test_a_login_is_only_kept_where_it_is_used() -> None:
    login = {"authUserName": "bob", "authPassword": "swordfish"}
    for more in ({}, {"authType": "none"}, {"url": "ia://service", "authType": "basic"}):
        said, faults = read(callback_file.read, {"url": "http://a", "type": "status", **login, **more})
        assert (login.keys() & said.keys(), faults) == (set(), [])
    said, faults = read(callback_file.read, {"url": "http://a", "type": "status", **login, "authType": "basic"})
    assert (login.items() <= said.items(), faults) == (True, [])


def test_basic_needs_a_login() -> None:
    said = {"url": "http://a", "type": "status", "authType": "basic"}
    assert read(callback_file.read, said)[1] == ["authUserName: is missing."]


def test_a_password_is_not_written() -> None:
    assert callback_file.write(Callback("http://a", CallbackType.STATUS, "bob", "sealed")) == {
        "url": "http://a",
        "type": "status",
        "authType": "basic",
        "authUserName": "bob",
    }
