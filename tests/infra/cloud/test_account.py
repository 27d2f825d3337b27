from __future__ import annotations

from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.cli.refusals import OUT_OF_REACH, WRONG_USAGE, Refusal
from infra.cloud.account import Account


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No region, no profile, no credentials but what a test says."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def refusal(region: str | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        _ = Account(region).number
    assert not caught.value.details
    return caught.value


def test_without_a_region_it_says_how_to_say_one() -> None:
    assert (refusal().message[:21], refusal().status) == ("No region is said: se", WRONG_USAGE)


def test_a_region_that_is_none_is_named() -> None:
    assert "'mars-1' is no region" in refusal("mars-1").message


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_the_region_is_read_from_the_environment_under_either_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "eu-north-1")
    assert Account().region == "eu-north-1"


def test_a_profile_that_there_is_not_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert "nobody" in refusal("eu-central-1").message


def test_without_credentials_it_says_how_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    found = refusal("eu-central-1")
    assert (found.message[:29], found.status) == ("There are no AWS credentials:", OUT_OF_REACH)


def test_the_shelf_is_one_for_an_account_and_region() -> None:
    with mock_aws():
        assert Account("eu-central-1").shelf == "polydesk-shipped-123456789012-eu-central-1"


def test_a_sender_that_ses_does_not_know_is_refused_and_one_whose_domain_it_knows_is_not() -> None:
    with mock_aws():
        account = Account("eu-central-1")
        with pytest.raises(Refusal, match=r"knows neither desk@example\.com nor its domain as verified"):
            account.check_mail_sender("desk@example.com")
        boto3.client("ses", region_name="eu-central-1").verify_domain_identity(Domain="example.com")
        account.check_mail_sender("desk@example.com")
        account.check_mail_sender("")
