from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import jwt
import pytest

from chalicelib import auth
from chalicelib.domain import clock
from chalicelib.domain.account import Account
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict, Invalid, Reason, Unauthorized
from chalicelib.services import accounts, api_tokens, credentials, keyrings, tokens
from chalicelib.store import credentials as store

pytestmark = pytest.mark.usefixtures("queues")
FIVE_MINUTES = timedelta(minutes=5)
CLAIMS = {"UserFragmentId": "5e1b1d4c-0000-0000-0000-000000000001"}


@pytest.fixture
def account() -> Account:
    return accounts.create(account=Account("Ada", person=7))


def exchanged(token: str) -> str | None:
    made = api_tokens.exchange(presented=token, lifetime=FIVE_MINUTES, claims=lambda _: CLAIMS)
    return made[0] if made else None


def judged(token: str, *accepts: CredentialKind) -> None:
    auth.judge(auth.prove(f"Bearer {token}"), accepts=frozenset(accepts), dialect="x")


def test_a_token_says_whose_it_is_and_is_long_enough_for_its_clients(account: Account) -> None:
    made, token = api_tokens.issue(
        account=account, name="CI", claims=CLAIMS, expires_at=clock.now() + timedelta(days=3)
    )
    said = jwt.decode(token, options={"verify_signature": False})
    assert (said["sub"], said["name"], said["kind"], said["UserFragmentId"]) == (
        "Ada",
        "CI",
        "api",
        CLAIMS["UserFragmentId"],
    )
    assert {"iss", "jti", "iat", "exp"} <= said.keys()
    assert len(token) >= api_tokens.MIN_LENGTH
    assert token not in repr(made)


def test_a_token_that_never_ends_has_no_end(account: Account) -> None:
    _, token = api_tokens.issue(account=account, name="CI", claims={})
    assert "exp" not in jwt.decode(token, options={"verify_signature": False})
    assert len(token) >= api_tokens.MIN_LENGTH


def test_names_are_unique_whatever_their_case(account: Account) -> None:
    api_tokens.issue(account=account, name="CI", claims={})
    with pytest.raises(Conflict):
        api_tokens.issue(account=account, name=" ci ", claims={})
    for name in ("", "  ", "x" * 256):
        with pytest.raises(Invalid):
            api_tokens.issue(account=account, name=name, claims={})
    assert [each.name for each in api_tokens.every()] == ["CI"]


def test_a_token_is_exchanged_for_one_that_lets_in_for_a_while(account: Account) -> None:
    _, token = api_tokens.issue(account=account, name="CI", claims={})
    access, ends = api_tokens.exchange(presented=token, lifetime=FIVE_MINUTES, claims=lambda _: CLAIMS) or ("", None)
    said = jwt.decode(access, options={"verify_signature": False})
    of_token = jwt.decode(token, options={"verify_signature": False})["jti"]
    assert (said["kind"], said["jti"], said["UserFragmentId"]) == ("access", of_token, CLAIMS["UserFragmentId"])
    assert ends is not None
    assert said["exp"] == int(ends.timestamp())
    judged(access, CredentialKind.ACCESS_TOKEN)
    clock.advance(301)
    with pytest.raises(Unauthorized) as refused:
        judged(access, CredentialKind.ACCESS_TOKEN)
    assert refused.value.reason is Reason.EXPIRED


def test_the_token_itself_lets_nobody_in(account: Account) -> None:
    _, token = api_tokens.issue(account=account, name="CI", claims={})
    with pytest.raises(Unauthorized) as refused:
        judged(token, CredentialKind.ACCESS_TOKEN)
    assert refused.value.reason is Reason.WRONG_KIND


def test_what_is_no_good_token_is_not_exchanged(account: Account) -> None:
    made, token = api_tokens.issue(account=account, name="CI", claims={}, expires_at=clock.now() + timedelta(days=1))
    access = exchanged(token)
    assert access is not None
    assert exchanged(access) is None
    assert exchanged("nonsense") is None
    assert exchanged(token[:-2]) is None
    credentials.save(credential=replace(made, enabled=False))
    assert exchanged(token) is None
    credentials.save(credential=made)
    assert exchanged(token) is not None
    accounts.change(login="Ada", enabled=False)
    assert exchanged(token) is None
    accounts.change(login="Ada", enabled=True)
    clock.advance(86_401)
    assert exchanged(token) is None
    credentials.remove(credential=made)
    assert exchanged(token) is None


def test_a_token_that_another_process_revoked_is_exchanged_no_more(account: Account) -> None:
    made, token = api_tokens.issue(account=account, name="CI", claims={})
    for _ in range(2):  # the first forgets what is known of it, to note that it was used
        assert exchanged(token) is not None
    store.put(replace(made, enabled=False))  # nothing here is told of it
    assert exchanged(token) is None


def test_a_revoked_token_is_still_known_for_what_it_is(account: Account) -> None:
    made, token = api_tokens.issue(account=account, name="CI", claims={})
    credentials.save(credential=replace(made, enabled=False))
    with pytest.raises(Unauthorized) as refused:
        judged(token, CredentialKind.API_TOKEN)
    assert refused.value.reason is Reason.REVOKED


def test_a_token_outlives_the_keys_that_sign(account: Account) -> None:
    _, token = api_tokens.issue(account=account, name="CI", claims={})
    for _ in range(3):
        keyrings.rotate()
    with pytest.raises(Unauthorized):
        tokens.verify(token)
    assert exchanged(token) is not None
    judged(token, CredentialKind.API_TOKEN)


def test_it_is_noted_once_a_minute_when_a_token_was_used(account: Account) -> None:
    made, token = api_tokens.issue(account=account, name="CI", claims={})
    assert made.used_at is None
    exchanged(token)
    first = credentials.named(id=made.id).used_at
    assert first is not None
    clock.advance(30)
    exchanged(token)
    assert credentials.named(id=made.id).used_at == first
    clock.advance(31)
    exchanged(token)
    later = credentials.named(id=made.id).used_at
    assert later is not None
    assert later > first
