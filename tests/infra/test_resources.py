from __future__ import annotations

import json

from moto import mock_aws

from chalicelib.store import aws
from infra import resources


def test_creating_twice_is_as_good_as_once() -> None:
    with mock_aws():
        resources.create(aws.client)
        resources.create(aws.client)
        assert len(aws.client("dynamodb").list_tables()["TableNames"]) == 2
        assert len(aws.client("sqs").list_queues()["QueueUrls"]) == 4


def test_dead_messages_go_to_the_queue_beside() -> None:
    with mock_aws():
        resources.create(aws.client)
        sqs = aws.client("sqs")
        for queue in resources.queues():
            url = sqs.get_queue_url(QueueName=queue.name)["QueueUrl"]
            policy = json.loads(
                sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["RedrivePolicy"]
            )
            assert policy["deadLetterTargetArn"].endswith(f":{queue.dead_name}")
            assert int(policy["maxReceiveCount"]) == queue.receives


def test_a_queue_of_an_older_version_becomes_as_it_is_defined_now() -> None:
    with mock_aws():
        sqs = aws.client("sqs")
        queue = resources.queues()[0]
        url = sqs.create_queue(QueueName=queue.name, Attributes={"VisibilityTimeout": "7"})["QueueUrl"]
        resources.create_queues(sqs)
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert int(found["VisibilityTimeout"]) == queue.visibility
        assert "RedrivePolicy" in found


def test_what_expires_in_the_outbox_is_known_to_the_table() -> None:
    with mock_aws():
        resources.create(aws.client)
        name = resources.tables()[1].name
        found = aws.client("dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        assert (found["TimeToLiveStatus"], found["AttributeName"]) == ("ENABLED", "expires")


def test_every_key_begins_with_its_partition_and_every_attribute_is_defined_once() -> None:
    for table in resources.tables():
        keys = [
            table.definition["KeySchema"],
            *(index["KeySchema"] for index in table.definition["GlobalSecondaryIndexes"]),
        ]
        assert all(key[0]["KeyType"] == "HASH" for key in keys)
        defined = [row["AttributeName"] for row in table.definition["AttributeDefinitions"]]
        assert sorted(defined) == sorted({row["AttributeName"] for key in keys for row in key})
