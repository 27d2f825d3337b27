"""What a deployment consists of beside its functions: tables, queues, bucket. One definition for every cloud.

The local cloud creates these resources from here, and the CloudFormation template is generated from here, so the two
can't drift apart. Tables come from the PynamoDB models, which are their only definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.store.tables import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pynamodb.models import Model

TWO_WEEKS: Final = 14 * 24 * 3600  # the longest that SQS keeps a message


@dataclass(frozen=True, slots=True)
class Table:
    """One DynamoDB table: `definition` is what CreateTable takes, `ttl` the attribute that expires items, if any."""

    name: str
    definition: Mapping[str, Any]
    ttl: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """One SQS queue with its dead-letter queue.

    `function` reads it and may take `seconds` for a message; `receives` says how often a message is handed out before it is
    dead. Messages hold ids only and a schedule queues again what is due, so a dead message is a signal to look at, never a
    loss, and nothing waits for the end of a message's invisibility.
    """

    name: str
    function: str
    seconds: int
    receives: int = 5

    @property
    def visibility(self) -> int:
        """Seconds that a message is hidden from others: six times the time-out of its function (AWS's advice)."""
        return 6 * self.seconds

    @property
    def dead_name(self) -> str:
        """The name of the queue for messages that were handed out too often."""
        return f"{self.name}-dead"


def tables() -> tuple[Table, ...]:
    """The tables, read off the models."""
    return tuple(_table(model) for model in MODELS)


def queues() -> tuple[Queue, ...]:
    """The queues: jobs to be expanded into deliveries, and deliveries to be sent."""
    return (
        Queue(config.JOBS_QUEUE, "worker", config.WORKER_SECONDS),
        Queue(config.DELIVERIES_QUEUE, "sender", config.SENDER_SECONDS),
    )


def bucket() -> str:
    """The bucket that keeps files."""
    return config.FILES_BUCKET


def create(client: Callable[[str], Any]) -> None:
    """Make every resource that is not there yet; `client` gives the boto client of a service by its name."""
    dynamodb = client("dynamodb")
    for table in tables():
        _create_table(dynamodb, table)
    create_queues(client("sqs"))
    _create_bucket(client("s3"), bucket())
    if config.MAIL_SENDER:
        client("ses").verify_email_identity(EmailAddress=config.MAIL_SENDER)
    _create_vault_key(client("kms"), config.VAULT_KEY)


def create_queues(sqs: Any) -> None:
    """Make the queues that are not there yet, and have the others be as they are defined now."""
    for queue in queues():
        _create_queue(sqs, queue)


def _table(model: type[Model]) -> Table:
    schema = model._get_schema()  # noqa: SLF001  PynamoDB has no public way to a model's definition; its version is pinned
    ttl = model._ttl_attribute()  # type: ignore[no-untyped-call]  # noqa: SLF001  as above
    definition = {
        "TableName": model.Meta.table_name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": _once(schema["attribute_definitions"]),
        "KeySchema": _keys(schema["key_schema"]),
        "GlobalSecondaryIndexes": [
            {
                "IndexName": index["index_name"],
                "KeySchema": _keys(index["key_schema"]),
                "Projection": dict(index["projection"]),
            }
            for index in schema["global_secondary_indexes"]
        ],
    }
    return Table(model.Meta.table_name, definition, ttl.attr_name if ttl else None)


def _keys(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """DynamoDB wants the partition key first; PynamoDB lists an index's keys by name."""
    return [dict(row) for row in sorted(rows, key=lambda row: str(row["KeyType"]))]


def _once(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each attribute is defined once, however many keys use it."""
    return list({row["AttributeName"]: dict(row) for row in rows}.values())


def _create_table(dynamodb: Any, table: Table) -> None:
    try:
        dynamodb.create_table(**table.definition)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceInUseException":
            raise
    dynamodb.get_waiter("table_exists").wait(TableName=table.name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    if (
        table.ttl
        and dynamodb.describe_time_to_live(TableName=table.name)["TimeToLiveDescription"]["TimeToLiveStatus"]
        == "DISABLED"
    ):
        dynamodb.update_time_to_live(
            TableName=table.name, TimeToLiveSpecification={"Enabled": True, "AttributeName": table.ttl}
        )


def _create_queue(sqs: Any, queue: Queue) -> None:
    dead_url = _queue_url(sqs, queue.dead_name)
    sqs.set_queue_attributes(QueueUrl=dead_url, Attributes={"MessageRetentionPeriod": str(TWO_WEEKS)})
    dead_arn = sqs.get_queue_attributes(QueueUrl=dead_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=_queue_url(sqs, queue.name), Attributes=queue_attributes(queue, dead_arn))


def _queue_url(sqs: Any, name: str) -> str:
    """Asked for first: MiniStack tells queues apart by their URLs, and those change with its port."""
    url: str
    try:
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    except ClientError:
        url = sqs.create_queue(QueueName=name)["QueueUrl"]
    return url


def queue_attributes(queue: Queue, dead_arn: str) -> dict[str, str]:
    """What CreateQueue takes for a queue whose dead-letter queue has this ARN."""
    return {
        "VisibilityTimeout": str(queue.visibility),
        "MessageRetentionPeriod": str(TWO_WEEKS),
        "RedrivePolicy": f'{{"deadLetterTargetArn":"{dead_arn}","maxReceiveCount":{queue.receives}}}',
    }


def _create_vault_key(kms: Any, alias: str) -> None:
    """The key that seals secrets at rest, under the alias that the deployment knows it by."""
    try:
        kms.describe_key(KeyId=alias)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
        key = kms.create_key(Description="Seals secrets of Polydesk at rest")["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName=alias, TargetKeyId=key)


def _create_bucket(s3: Any, name: str) -> None:
    try:
        s3.head_bucket(Bucket=name)
    except ClientError:
        place = {} if config.REGION == "us-east-1" else {"LocationConstraint": config.REGION}
        s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": place} if place else {}))
