from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from chalicelib.domain.account import Account, Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.reference import Ref
from infra.cli.plain import plain, words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T01:00:00Z"),
        (date(2026, 1, 2), "2026-01-02"),
        (Ref("person", 41), "person#41"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (CredentialKind.KEY, "key"),
        (("a", Ref("b", 1)), ["a", "b#1"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"a": {"b": (1, None, True, 1.5)}}, {"a": {"b": [1, None, True, 1.5]}}),
    ],
)
def test_values_become_plain_json(value: object, said: object) -> None:
    assert plain(value) == said


def test_secrets_never_become_json() -> None:
    made = plain(Account("bob", password="scrypt$…"))
    assert "password" not in made
    assert "digest" not in plain(Credential("key:1", CredentialKind.KEY, "digest", "bob"))


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        plain(object())


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (("a", 2), "a, 2"),
        (frozenset({"b", "a"}), "a, b"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02 03:04:05"),
        ({"a": ("ü",)}, '{"a": ["ü"]}'),
        (Ref("person", 41), "person#41"),
    ],
)
def test_values_become_words(value: object, said: str) -> None:
    assert words(value) == said
