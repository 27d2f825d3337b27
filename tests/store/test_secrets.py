from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.store import aws, secrets

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_secret_is_kept_encrypted_and_read_in_clear() -> None:
    assert secrets.get("k") is None
    assert secrets.put("k", "one", new=True)
    assert secrets.get("k") == "one"
    stored = aws.client("ssm").get_parameter(Name=f"{config.SECRETS_PATH}/k", WithDecryption=False)["Parameter"]
    assert stored["Type"] == "SecureString"
    assert stored["Value"] != "one"


def test_the_first_of_two_writers_wins() -> None:
    assert secrets.put("k", "one", new=True)
    assert not secrets.put("k", "two", new=True)
    assert secrets.get("k") == "one"


def test_a_secret_may_be_replaced() -> None:
    secrets.put("k", "one", new=True)
    assert secrets.put("k", "two", new=False)
    assert secrets.get("k") == "two"
