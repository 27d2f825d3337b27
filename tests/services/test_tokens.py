from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain import clock
from chalicelib.errors import Reason, Unauthorized
from chalicelib.services import keyrings, tokens

pytestmark = pytest.mark.usefixtures("cloud")

CLAIMS = {"sub": "bsmith", "kind": "access", "exp": 2_000_000_000, "more": ["ä"]}


def refusal(token: str) -> Reason:
    with pytest.raises(Unauthorized) as caught:
        tokens.verify(token)
    return caught.value.reason


def part(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def forged(header: dict[str, Any], key: bytes | str = "", algorithm: str = "HS256") -> str:
    return jwt.encode(CLAIMS, key, algorithm=algorithm, headers=header)


@pytest.mark.parametrize("algorithm", tokens.ALGORITHMS)
def test_what_was_issued_is_verified(algorithm: str) -> None:
    assert tokens.verify(tokens.issue(claims=CLAIMS, algorithm=algorithm)) == CLAIMS


def test_a_rotation_leaves_tokens_good_and_a_second_one_ends_them() -> None:
    token = tokens.issue(claims=CLAIMS)
    keyrings.rotate()
    assert tokens.verify(token) == CLAIMS
    keyrings.rotate()
    assert refusal(token) is Reason.UNKNOWN


def test_an_emergency_ends_every_token() -> None:
    token = tokens.issue(claims=CLAIMS)
    keyrings.rotate(emergency=True)
    assert refusal(token) is Reason.UNKNOWN
    assert tokens.verify(tokens.issue(claims=CLAIMS)) == CLAIMS


def test_a_token_without_signature_is_refused_though_it_names_our_key() -> None:
    kid = keyrings.current().current.kid
    assert refusal(forged({"kid": kid}, algorithm="none")) is Reason.UNKNOWN
    for alg in ("none", "None", "", None, 3, ["HS256"]):
        bare = f"{part({'alg': alg, 'kid': kid})}.{part(CLAIMS)}."
        assert refusal(bare) in (Reason.UNKNOWN, Reason.MALFORMED)


def test_an_algorithm_that_we_do_not_use_is_refused_though_the_key_is_ours() -> None:
    key = keyrings.current().current
    assert refusal(forged({"kid": key.kid}, key.secret, "HS384")) is Reason.UNKNOWN


def test_a_foreign_key_is_refused_under_our_name_and_under_its_own() -> None:
    foreign = b"f" * 64
    assert refusal(forged({"kid": keyrings.current().current.kid}, foreign)) is Reason.UNKNOWN
    assert refusal(forged({"kid": "foreign"}, foreign)) is Reason.UNKNOWN
    assert refusal(forged({}, foreign)) is Reason.UNKNOWN


@pytest.mark.parametrize("kid", [3, None, [], {"a": 1}, "", "\0", "ä" * 5_000])
def test_a_key_name_of_any_shape_is_refused(kid: Any) -> None:
    token = f"{part({'alg': 'HS256', 'kid': kid})}.{part(CLAIMS)}.{part(b'x' * 32)}"
    assert refusal(token) in (Reason.UNKNOWN, Reason.MALFORMED)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_token_with_any_character_changed_is_refused(data: st.DataObject) -> None:
    token = tokens.issue(claims=CLAIMS)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(exclude_characters=token[at], exclude_categories=()))
    assert refusal(token[:at] + other + token[at + 1 :]) in (Reason.UNKNOWN, Reason.MALFORMED)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=())) | st.lists(st.text(), min_size=3, max_size=3).map(".".join))
def test_garbage_is_refused(garbage: str) -> None:
    assert refusal(garbage) in (Reason.UNKNOWN, Reason.MALFORMED)


@pytest.mark.parametrize(
    "header", [b"[" * 7_000, b'{"a":' * 3_000, b"1" * 5_000, b"{}", b"null", b"[]", b'"x"', b"\xff", b"NaN", b""]
)
def test_a_header_of_any_shape_is_refused(header: bytes) -> None:
    assert refusal(f"{part(header)}.{part(CLAIMS)}.{part(b'x')}") in (Reason.UNKNOWN, Reason.MALFORMED)


def test_a_token_that_has_run_out_is_verified_all_the_same_and_said_to_be_expired() -> None:
    claims = tokens.verify(tokens.issue(claims=CLAIMS | {"exp": int(clock.now().timestamp()) + 60}))
    end = tokens.expiry(claims)
    assert not tokens.expired(end)
    clock.advance(60)
    assert tokens.expired(end)
    assert tokens.verify(tokens.issue(claims=dict(claims))) == claims


@pytest.mark.parametrize(
    ("exp", "end"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1.5, datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)),
        (10**30, datetime(9999, 12, 31, tzinfo=UTC)),
        (None, None),
    ],
)
def test_an_end_is_read_whatever_its_size(exp: Any, end: datetime | None) -> None:
    assert tokens.expiry({"exp": exp}) == end


def test_what_has_no_end_is_never_expired() -> None:
    assert tokens.expiry({}) is None
    assert not tokens.expired(None)
