from __future__ import annotations

from typing import Any

import pytest

from infra.cli.refusals import Refusal
from infra.cloud import answers, parameters

TEMPLATE: dict[str, Any] = {
    "Parameters": {"CodeBucket": {"Type": "String", "Description": "Where code lies"}}
    | {
        name: each
        for name, each in parameters.parameters("dev", service="m42Services").items()
        if name in ("ApiMemory", "CloudFront", "CustomDomain", "CertificateArn", "MailSender")
    },
    "Rules": parameters.rules(),
}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"


def settled(before: dict[str, str] | None = None, /, **now: str) -> dict[str, str]:
    return answers.settled(TEMPLATE, {"CodeBucket": "b"} | now, before or {})


def refusal(**now: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        settled(**now)
    return caught.value


def test_what_is_said_now_goes_before_what_was_and_that_before_what_the_stage_starts_from() -> None:
    found = settled({"ApiMemory": "512", "CloudFront": "no"}, ApiMemory="1024")
    assert (found["ApiMemory"], found["CloudFront"], found["MailSender"]) == ("1024", "no", "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ApiMemory", "64", "ApiMemory must be 128 or more."),
        ("ApiMemory", "99999", "ApiMemory must be 10240 or less."),
        ("ApiMemory", "much", "ApiMemory must be a number."),
        ("CloudFront", "perhaps", "CloudFront must be one of no, yes."),
        ("Nothing", "1", "There is no parameter Nothing."),
    ],
)
def test_a_wrong_one_is_said_in_one_line(name: str, value: str, said: str) -> None:
    found = refusal(**{name: value})
    assert (found.message, found.details) == (said, ())


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(refusal(ApiMemory="64", MailSender="nobody").details) == 2


def test_a_domain_needs_its_certificate() -> None:
    assert refusal(CustomDomain="desk.example.com").message == "CustomDomain needs CertificateArn."
    assert settled(CustomDomain="desk.example.com", CertificateArn=CERTIFICATE)["CertificateArn"] == CERTIFICATE


def test_what_nobody_said_and_nothing_starts_from_is_asked_for() -> None:
    with pytest.raises(Refusal, match="CodeBucket must be said: Where code lies"):
        answers.settled(TEMPLATE, {}, {})


def test_every_default_of_each_stage_is_a_value_that_may_be_said() -> None:
    for stage in parameters.SETTINGS:
        template = {"Parameters": parameters.parameters(stage, service="m42Services"), "Rules": parameters.rules()}
        answers.settled(template, {"CodeBucket": "b"}, {})


@pytest.mark.parametrize("word", ["ApiMemory", "=1"])
def test_what_is_no_parameter_is_refused(word: str) -> None:
    with pytest.raises(Refusal, match="say NAME=VALUE"):
        answers.said([word])


def test_a_value_may_hold_an_equals_sign() -> None:
    assert answers.said(["MailSender=a=b", "CloudFront="]) == {"MailSender": "a=b", "CloudFront": ""}
