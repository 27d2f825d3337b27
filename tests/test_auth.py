"""Who may come in: every kind of credential, every reason to refuse, at the edge and in the app alike."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import auth, config
from chalicelib.auth import Identity
from chalicelib.domain import clock, usage_key
from chalicelib.domain.account import Account, Credential
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, Role, Verb
from chalicelib.domain.usage_key import Note
from chalicelib.errors import Reason, Unauthorized, Unavailable
from chalicelib.request import Request
from chalicelib.services import accounts, caches, credentials, keyrings, roles
from chalicelib.store import accounts as account_store
from chalicelib.store import credentials as credential_store
from chalicelib.store import usage_keys as usage_key_store
from tests.access import PASSWORD, Hashing, basic, make_account, token
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

BASIC, ACCESS, API, BEARER, KEY = (
    CredentialKind.BASIC,
    CredentialKind.ACCESS_TOKEN,
    CredentialKind.API_TOKEN,
    CredentialKind.BEARER,
    CredentialKind.KEY,
)
IN_HEADERS = frozenset({BASIC, ACCESS, API, BEARER})
ARN = "arn:aws:execute-api:eu-central-1:123456789012:api/stage/GET/api/Tickets"


def request(
    authorization: str | None = None, *, key: str | None = None, context: dict[str, Any] | None = None
) -> Request:
    return Request.from_event(
        {
            "httpMethod": "GET",
            "path": "/api/Tickets",
            "headers": {} if authorization is None else {"aUTHORIZATION": authorization},
            "queryStringParameters": None if key is None else {"KEY": key},
            "requestContext": {} if context is None else {"authorizer": context},
        }
    )


def in_process(authorization: str, accepts: frozenset[CredentialKind] = IN_HEADERS) -> Caller:
    return auth.identify(request(authorization), accepts=accepts, dialect="esm")


def through_the_edge(authorization: str, accepts: frozenset[CredentialKind] = IN_HEADERS) -> Caller:
    """As behind API Gateway: it asks the authorizer, and hands on its context with every value as a text."""
    answer = auth.authorize({"type": "TOKEN", "authorizationToken": authorization, "methodArn": ARN}, {})
    context = {name: str(value) for name, value in answer["context"].items()} | {"principalId": answer["principalId"]}
    return auth.identify(request(authorization, context=context), accepts=accepts, dialect="esm")


def refusal(identify: Callable[..., object], *presented: Any) -> Reason:
    with pytest.raises(Unauthorized) as caught:
        identify(*presented)
    return caught.value.reason


def opaque(kind: CredentialKind = BEARER, account: str | None = "bsmith", **more: Any) -> tuple[Credential, str]:
    return credentials.issue(kind=kind, account=account, **more)


def claims(kind: str | None = "access", seconds: float = 3600, **more: Any) -> dict[str, Any]:
    said = {"sub": "bsmith", "kind": kind, "exp": clock.now().timestamp() + seconds, **more}
    return {name: value for name, value in said.items() if value is not None}


def by_password() -> str:
    return basic("BSmith", PASSWORD)


def by_access_token() -> str:
    return f"Bearer {token(claims())}"


def by_api_token() -> str:
    return f"bearer {token(claims('api', sub='BSMITH '), 'HS512')}"


def by_opaque_token() -> str:
    return f"BEARER {opaque(expires_at=clock.now() + timedelta(hours=1))[1]}"


EVERY_WAY = [(BASIC, by_password), (ACCESS, by_access_token), (API, by_api_token), (BEARER, by_opaque_token)]
every_way = pytest.mark.parametrize(("kind", "present"), EVERY_WAY, ids=[kind.value for kind, _ in EVERY_WAY])


@every_way
def test_a_caller_is_the_same_through_the_edge_and_in_process(kind: CredentialKind, present: Callable[[], str]) -> None:
    roles.save(role=Role("clerk", kinds={"ticket": ALL_VERBS}))
    make_account("BSmith", roles=("clerk",), person=7, language="de")
    authorization = present()
    caller = in_process(authorization)
    assert through_the_edge(authorization) == caller
    assert (caller.account, caller.login, caller.kind, caller.dialect) == ("bsmith", "BSmith", kind, "esm")
    assert (caller.person, caller.language) == (Ref("person", 7), "de")
    assert caller.permissions.may(Verb.EDIT, "ticket")
    assert (caller.expires_at is None) == (kind is BASIC)


def test_a_key_in_the_query_is_found_whatever_the_case_of_its_name() -> None:
    make_account()
    made, shown = opaque(KEY)
    caller = auth.identify(request(key=shown), accepts=frozenset({KEY}), dialect="tickets")
    assert (caller.account, caller.kind, caller.credential) == ("bsmith", KEY, made.id)


@every_way
def test_history_names_the_means_and_no_secret(kind: CredentialKind, present: Callable[[], str]) -> None:
    make_account()
    authorization = present()
    caller = in_process(authorization)
    assert re.fullmatch(rf"{kind.value}(:[0-9a-f]{{12}})?", caller.credential)
    assert authorization.split(" ")[1] not in repr(caller)


@every_way
def test_a_caller_that_is_known_costs_neither_a_call_nor_a_hash(
    kind: CredentialKind, present: Callable[[], str]
) -> None:
    make_account()
    authorization = present()
    in_process(authorization)
    with Unreliable() as store, Hashing() as hashing:
        in_process(authorization)
    assert store.calls == []
    assert hashing.count == 0


# Reasons


@pytest.mark.parametrize("authorization", [None, ""])
def test_no_credential_is_missing(authorization: str | None) -> None:
    assert refusal(auth.prove, authorization) is Reason.MISSING


@pytest.mark.parametrize("key", [None, ""])
def test_no_key_is_missing(key: str | None) -> None:
    assert refusal(lambda: auth.identify(request(key=key), accepts=frozenset({KEY}), dialect="t")) is Reason.MISSING


@pytest.mark.parametrize(
    "authorization",
    [
        " ",
        "Basic",
        "Bearer",
        "Bearer  ",
        "Basic !!!!",
        "Basic YQ",
        "Basic " + b64encode(b"no-colon").decode(),
        "Basic " + b64encode(b"\xff\xfe:x").decode(),
        "Basic ä",
        "Basic \ud800",
        "Digest username=x",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer \ud800.b.c",
        "Basic YTpi, Bearer x",
        "\0",
    ],
)
def test_what_is_not_in_the_shape_of_a_credential_is_malformed(authorization: str) -> None:
    assert refusal(in_process, authorization) is Reason.MALFORMED


def test_a_wrong_password_a_wrong_login_and_no_login_are_unknown() -> None:
    make_account()
    for login, password in (("bsmith", "wrong"), ("nobody", PASSWORD), ("", ""), ("x" * 3_000, ""), ("bsmith", "")):
        assert refusal(in_process, basic(login, password)) is Reason.UNKNOWN


@pytest.mark.parametrize("secret", ["nonsense", "a.b", "\0", "ä", "x" * 100_000, "\ud800"])
def test_a_secret_that_is_not_ours_is_unknown(secret: str) -> None:
    assert refusal(in_process, f"Bearer {secret}") is Reason.UNKNOWN
    assert refusal(auth.prove_key, secret) is Reason.UNKNOWN


def test_a_secret_of_another_kind_is_unknown_where_it_does_not_belong() -> None:
    make_account()
    _, key = opaque(KEY)
    _, bearer = opaque(BEARER)
    assert refusal(in_process, f"Bearer {key}") is Reason.UNKNOWN
    assert refusal(auth.prove_key, bearer) is Reason.UNKNOWN


@pytest.mark.parametrize("more", [{"sub": 7}, {"sub": None}, {"kind": "mail"}, {"kind": ["access"]}, {"kind": 3}])
def test_a_token_of_ours_that_names_nobody_or_is_for_something_else_is_unknown(more: dict[str, Any]) -> None:
    make_account()
    assert refusal(in_process, f"Bearer {token(claims(**more))}") is Reason.UNKNOWN


def test_what_has_run_out_is_expired_to_the_second() -> None:
    make_account()
    jwt = f"Bearer {token(claims(seconds=60))}"
    bearer = f"Bearer {opaque(expires_at=clock.now() + timedelta(seconds=60))[1]}"
    for each in (jwt, bearer):
        assert in_process(each)
    clock.advance(60)
    for each in (jwt, bearer):
        assert refusal(in_process, each) is Reason.EXPIRED
        assert refusal(through_the_edge, each) is Reason.EXPIRED


@pytest.mark.parametrize("off", [{"enabled": False}, {"trashed": True}])
def test_a_credential_that_is_switched_off_or_in_the_trash_is_revoked(off: dict[str, Any]) -> None:
    make_account()
    made, shown = opaque()
    assert in_process(f"Bearer {shown}")
    credentials.save(credential=replace(made, **off))
    assert refusal(in_process, f"Bearer {shown}") is Reason.REVOKED
    assert refusal(through_the_edge, f"Bearer {shown}") is Reason.REVOKED


def test_a_caller_has_the_roots_of_its_token_and_whether_it_may_only_read() -> None:
    make_account()
    for roots, read_only in (((), False), ((7, 9), True)):
        _, shown = opaque(roots=roots, read_only=read_only)
        for identify in (in_process, through_the_edge):
            caller = identify(f"Bearer {shown}")
            assert (caller.roots, caller.read_only) == (roots, read_only)


@every_way
def test_an_account_that_is_switched_off_or_gone_is_disabled(kind: CredentialKind, present: Callable[[], str]) -> None:
    account = make_account()
    authorization = present()
    assert in_process(authorization)
    accounts.save(account=replace(account, enabled=False))
    assert refusal(in_process, authorization) is Reason.DISABLED
    assert refusal(through_the_edge, authorization) is Reason.DISABLED
    account_store.remove(account.key)
    caches.clear()
    gone = Reason.UNKNOWN if kind is BASIC else Reason.DISABLED
    assert refusal(in_process, authorization) is gone


def test_a_credential_without_a_user_is_disabled() -> None:
    _, shown = opaque(account=None)
    assert refusal(in_process, f"Bearer {shown}") is Reason.DISABLED
    assert refusal(through_the_edge, f"Bearer {shown}") is Reason.DISABLED


@every_way
def test_a_good_credential_of_a_kind_that_is_not_taken_here_is_of_the_wrong_kind(
    kind: CredentialKind, present: Callable[[], str]
) -> None:
    make_account()
    authorization = present()
    assert refusal(in_process, authorization, IN_HEADERS - {kind}) is Reason.WRONG_KIND
    assert refusal(through_the_edge, authorization, IN_HEADERS - {kind}) is Reason.WRONG_KIND


def test_a_key_is_not_taken_from_a_header_nor_a_header_where_keys_are_taken() -> None:
    make_account()
    _, key = opaque(KEY)
    only_keys = frozenset({KEY})
    assert refusal(lambda: auth.identify(request(by_password()), accepts=only_keys, dialect="t")) is Reason.MISSING
    assert refusal(in_process, f"Bearer {key}", IN_HEADERS) is Reason.UNKNOWN


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        "{} {}".format,
        st.sampled_from(["Bearer", "bearer", "Digest", ""]) | st.text(max_size=5),
        st.text(st.characters(exclude_categories=()))
        | st.lists(st.text(max_size=9), min_size=3, max_size=3).map(".".join),
    )
)
def test_no_header_whatsoever_does_anything_but_identify_or_refuse(authorization: str) -> None:
    assert refusal(in_process, authorization) in set(Reason)


# The edge


@every_way
def test_the_edge_lets_what_it_can_identify_pass_everywhere(kind: CredentialKind, present: Callable[[], str]) -> None:
    make_account()
    answer = auth.authorize({"type": "TOKEN", "authorizationToken": present(), "methodArn": ARN}, {})
    (statement,) = answer["policyDocument"]["Statement"]
    assert statement["Effect"] == "Allow"
    assert statement["Resource"] == ["arn:aws:execute-api:eu-central-1:123456789012:api/stage/*/*"]
    assert answer["principalId"] == "bsmith"
    assert set(answer["context"]) <= {"kind", "account", "digest", "exp"}
    assert answer["context"]["kind"] == kind.value


@pytest.mark.parametrize("authorization", ["", "nonsense", "Bearer unknown", "Bearer a.b.c", "Basic YTpi"])
def test_the_edge_refuses_what_it_cannot_identify_with_the_one_word_that_the_gateway_knows(authorization: str) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$") as caught:
        auth.authorize({"type": "TOKEN", "authorizationToken": authorization, "methodArn": ARN}, {})
    assert type(caught.value) is Exception


def test_the_context_says_nothing_secret() -> None:
    make_account()
    made, shown = opaque()
    for authorization in (f"Bearer {shown}", by_password(), by_access_token()):
        context = auth.authorize({"type": "TOKEN", "authorizationToken": authorization, "methodArn": ARN}, {})[
            "context"
        ]
        assert authorization.split(" ")[1] not in str(context)
        assert PASSWORD not in str(context)
    assert made.digest not in repr(Identity(BEARER, "a", made.digest))


moments = st.integers(0, 4 * 10**15).map(lambda us: datetime.fromtimestamp(0, UTC) + timedelta(microseconds=us))
identities = st.builds(
    Identity,
    kind=st.sampled_from(CredentialKind),
    account=st.none() | st.text(min_size=1),
    digest=st.none() | st.text(min_size=1),
    expires_at=st.none() | moments,
)


@given(identities)
def test_an_identity_passes_through_the_gateway_as_texts(identity: Identity) -> None:
    context = identity.to_context()
    assert all(isinstance(value, str) for value in context.values())
    assert Identity.from_context(context) == identity


def test_what_the_edge_has_kept_is_judged_by_what_is_true_now() -> None:
    """The gateway keeps an answer for a minute: what happens meanwhile must count all the same."""
    roles.save(role=Role("clerk", kinds={"ticket": ALL_VERBS}))
    account = make_account(roles=("clerk",))
    make_account("ada")
    made, shown = opaque()
    kept = auth.authorize({"type": "TOKEN", "authorizationToken": f"Bearer {shown}", "methodArn": ARN}, {})["context"]

    def caller() -> Caller:
        return auth.identify(request(f"Bearer {shown}", context=kept), accepts=IN_HEADERS, dialect="squiz")

    assert caller().permissions.may(Verb.EDIT, "ticket")
    accounts.save(account=replace(account, roles=()))
    assert not caller().permissions.may(Verb.EDIT, "ticket")
    credentials.save(credential=replace(made, account="ada"))
    assert caller().account == "ada"
    credential_store.remove(made)
    caches.clear()
    assert refusal(caller) is Reason.UNKNOWN


def test_a_replaced_key_dies_at_once() -> None:
    make_account()
    _, former = opaque(KEY)

    def caller(key: str) -> Caller:
        return auth.identify(request(key=key), accepts=frozenset({KEY}), dialect="tickets")

    assert caller(former)
    credentials.replace_key(account="bsmith", presented="a-new-key-of-bsmith")
    assert refusal(caller, former) is Reason.UNKNOWN
    assert caller("a-new-key-of-bsmith").account == "bsmith"


def test_an_emergency_ends_tokens_at_the_edge_and_in_the_app_and_leaves_passwords_alone() -> None:
    make_account()
    jwt = by_access_token()
    assert through_the_edge(jwt)
    keyrings.rotate(emergency=True)
    assert refusal(in_process, jwt) is Reason.UNKNOWN
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        through_the_edge(jwt)
    assert through_the_edge(by_password())


def test_a_token_of_a_login_with_capitals_belongs_to_the_account() -> None:
    accounts.save(account=Account("Straße"))
    assert in_process(f"Bearer {token(claims(sub=' STRASSE'))}").login == "Straße"


def test_the_edge_says_by_which_key_calls_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "USAGE_PLANS", True)
    for login in ("bsmith", "carol"):
        make_account(login)
    usage_key_store.put(Note("bsmith", "k", "v" * 40, clock.now(), config.GATEWAY), former=None)
    assert usage_key_of(basic("bsmith", PASSWORD)) == "v" * 40
    assert usage_key_of("Bearer " + token(claims())) == "v" * 40
    shared = {usage_key_of(basic("carol", PASSWORD)), usage_key_of("Bearer " + opaque(account=None)[1])}
    assert shared == {usage_key.shared(config.STAGE)}


def test_a_store_that_does_not_say_which_key_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(account: str) -> Note | None:
        raise Unavailable(account)

    monkeypatch.setattr(config, "USAGE_PLANS", True)
    monkeypatch.setattr(usage_key_store, "get", unavailable)
    make_account()
    assert usage_key_of(basic("bsmith", PASSWORD)) == usage_key.shared(config.STAGE)


def test_where_no_plan_counts_no_key_is_looked_for() -> None:
    make_account()
    presented = basic("bsmith", PASSWORD)
    with Unreliable() as unreliable:
        assert usage_key_of(presented) is None
    assert unreliable.operations == ["GetItem"]  # the account


def usage_key_of(authorization: str) -> str | None:
    answer = auth.authorize({"type": "TOKEN", "authorizationToken": authorization, "methodArn": ARN}, {})
    found: str | None = answer.get("usageIdentifierKey")
    return found
