from __future__ import annotations

from app import app
from infra import limited

TRIGGER = ("/reapi/{version}/forms/{form}/triggers", "POST")


def test_every_method_is_one_that_the_gateway_knows_and_fences() -> None:
    for each in limited.dialects().values():
        for path, verb in each.methods:
            assert app.routes[path][verb].authorizer is not None


def test_triggers_and_no_other_calls_of_xmatters_have_a_limit() -> None:
    found = limited.dialects()["xmatters"]
    assert found.default == 60
    assert TRIGGER in found.methods
    assert {verb for _, verb in found.methods} == {"POST"}
    assert not [path for path, _ in found.methods if "people" in path or "groups" in path]


def test_every_call_of_esm_behind_the_fence_has_the_limit_of_esm() -> None:
    found = limited.dialects()["esm"]
    assert found.default == 30
    assert not [path for path, _ in found.methods if path.endswith(("/login", "/echo"))]


def test_a_key_in_the_query_is_unknown_to_the_gateway() -> None:
    assert "tickets" not in limited.dialects()
