from __future__ import annotations

import pytest

from infra.cloud import policies


def exact(resource: str, sid: str = "It") -> object:
    statement = {"Sid": sid, "Effect": "Allow", "Action": "a:B", "Resource": resource}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return policies.exact(document, "dev", log="ApiLog")["Statement"][0]["Resource"]


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("arn:*:dynamodb:*:*:table/polydesk-dev-desk", {"Fn::GetAtt": ["DeskTable", "Arn"]}),
        ("arn:*:dynamodb:*:*:table/polydesk-dev-desk/index/*", {"Fn::Sub": "${DeskTable.Arn}/index/*"}),
        ("arn:*:sqs:*:*:polydesk-dev-jobs", {"Fn::GetAtt": ["JobsQueue", "Arn"]}),
        ("arn:*:s3:::polydesk-dev-files/*", {"Fn::Sub": "${FilesBucket.Arn}/*"}),
        ("arn:*:kms:*:*:key/*", {"Fn::GetAtt": ["VaultKey", "Arn"]}),
    ],
)
def test_a_name_becomes_the_resource(named: str, wanted: object) -> None:
    assert exact(named) == wanted


def test_a_function_may_write_the_log_that_is_its_own() -> None:
    assert exact("arn:*:logs:*:*:log-group:/aws/lambda/polydesk*", "WriteItsLog") == {"Fn::GetAtt": ["ApiLog", "Arn"]}


@pytest.mark.parametrize(
    "named", ["arn:*:sqs:*:*:polydesk-prod-jobs", "arn:*:dynamodb:*:*:table/*", "arn:*:s3:::somebody-elses"]
)
def test_what_the_stage_does_not_have_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match="is nothing that the stage dev has"):
        exact(named)
