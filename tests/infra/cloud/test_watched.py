from __future__ import annotations

import pytest

from infra import resources
from infra.cloud.watched import Watched
from tests.infra.cloud.parts import NAMES, watched


def test_queues_and_tables_are_those_of_the_stage() -> None:
    prod = watched("prod")
    assert prod.queues == {"worker": "polydesk-prod-jobs", "sender": "polydesk-prod-deliveries"}
    assert prod.dead_queues == {"worker": "polydesk-prod-jobs-dead", "sender": "polydesk-prod-deliveries-dead"}
    assert list(prod.indexes_by_table) == ["polydesk-prod-desk", "polydesk-prod-outbox"]


def test_every_index_of_every_table_is_watched() -> None:
    for table, (name, indexes) in zip(resources.tables(), watched().indexes_by_table.items(), strict=True):
        declared = {each["IndexName"] for each in table.definition["GlobalSecondaryIndexes"]}
        assert set(indexes) == declared
        metrics = watched().table(name, "ReadThrottleEvents", indexes=True)
        assert {dict(each.dimensions).get("GlobalSecondaryIndexName") for each in metrics} == {None, *declared}


def test_a_function_that_nobody_named_is_missed() -> None:
    with pytest.raises(ValueError, match="sweeper"):
        Watched.of("prod", functions={name: name for name in NAMES if name != "sweeper"}, logs=NAMES)


def test_two_stages_of_one_account_share_no_metric_of_ours() -> None:
    for one, other in (
        (watched("dev").own("requests"), watched("prod").own("requests")),
        (watched("dev").authorizer_faults(), watched("prod").authorizer_faults()),
    ):
        assert one != other
