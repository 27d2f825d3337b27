"""Rights and calls: what the policies allow is what the store calls, and the other way round."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from infra.cloud.base import ROOT

CALLS: Final = {
    "dynamodb:BatchGetItem": "BatchGetItem",
    "dynamodb:ConditionCheckItem": "ConditionCheck",
    "dynamodb:DeleteItem": "DeleteItem",
    "dynamodb:GetItem": "GetItem",
    "dynamodb:PutItem": "PutItem",
    "dynamodb:Query": "Query",
    "dynamodb:UpdateItem": "UpdateItem",
    "kms:Decrypt": "decrypt",
    "kms:Encrypt": "encrypt",
    "s3:DeleteObject": "delete_objects",
    "s3:GetObject": "get_object",
    "s3:PutObject": "put_object",
    "ses:SendEmail": "send_email",
    "sns:Publish": "publish",
    "sqs:GetQueueUrl": "get_queue_url",
    "sqs:SendMessage": "send_message_batch",
    "ssm:GetParameter": "get_parameter",
    "ssm:PutParameter": "put_parameter",
}
"""What the store calls by each right."""
NO_CALLS: Final = {
    "s3:ListBucket",  # without it S3 says of a file that is gone that it is forbidden
    "sqs:ChangeMessageVisibility",  # Lambda takes messages with the rights of the function that they are for
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
}
OF_THE_COMMAND_LINE: Final = {"get_caller_identity"}  # everybody may
TRANSACTIONS: Final = {"TransactWriteItems"}  # with the rights of what is in them


def allowed() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / ".chalice").glob("policy-*.json"):
        for statement in json.loads(path.read_text())["Statement"]:
            action: Any = statement["Action"]
            found.update([action] if isinstance(action, str) else action)
    return found


def store() -> str:
    # What talks to API Gateway belongs to the command line.
    files = sorted((ROOT / "chalicelib" / "store").rglob("*.py"))
    return "\n".join(path.read_text() for path in files if path.name != "usage_plans.py")


def test_nothing_is_allowed_that_nobody_calls() -> None:
    assert allowed() == CALLS.keys() | NO_CALLS
    said = store()
    assert [call for call in CALLS.values() if not re.search(rf"\b{call}\b", said)] == []


def test_nothing_is_called_that_is_not_allowed() -> None:
    said = store()
    called = set(re.findall(r'aws\.client\("\w+"\)\.(\w+)', said))
    called |= set(re.findall(r'_asked\(\s*"(\w+)"', said))
    called |= set(re.findall(r"\bclient\.(\w+)\(QueueUrl", said))
    called |= set(re.findall(r'"((?:Batch|Transact)?(?:Get|Put|Update|Delete|Write)Items?|Query|Scan)"', said))
    assert called - set(CALLS.values()) - OF_THE_COMMAND_LINE - TRANSACTIONS == set()
    assert {"get_object", "put_object", "send_message_batch", "TransactWriteItems", "encrypt"} <= called
