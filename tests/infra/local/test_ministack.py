"""MiniStack's private names that Polydesk leans on: these tests fail when one of them moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ministack.app
import pytest
from ministack.core import persistence
from ministack.services import dynamodb, ses, sns, sqs

from infra.local import generations
from infra.local import ministack as ours

KEY = ("000000000000", "eu-central-1", "desk")


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(persistence, "PERSIST_STATE", True)
    monkeypatch.setattr(persistence, "STATE_DIR", "/nonexistent")
    ministack.app._get_module("dynamodb")
    ministack.app._get_module("sqs")
    ministack.app._get_module("ses")
    yield
    dynamodb._tables._data.clear()
    sns._sms_messages.clear()


def save(root: Path, name: str) -> Path:
    dynamodb._tables.set_scoped(*KEY, {"TableName": name, "items": {}})
    return generations.write(root, ours.save)


def restored(root: Path) -> str:
    dynamodb._tables._data.clear()
    ours.restore(root)
    return str(dynamodb._tables._data[KEY]["TableName"])


def test_what_was_saved_is_restored(tmp_path: Path) -> None:
    save(tmp_path, "one")
    assert restored(tmp_path) == "one"


def test_nothing_saved_is_nothing_restored(tmp_path: Path) -> None:
    ours.restore(tmp_path / "state")
    assert not dynamodb._tables._data


def test_a_copy_that_is_no_json_gives_way_to_the_one_before(tmp_path: Path) -> None:
    save(tmp_path, "one")
    file = save(tmp_path, "two") / "dynamodb.json"
    file.write_bytes(b"\xff" * file.stat().st_size)
    assert restored(tmp_path) == "one"


def test_a_copy_of_a_newer_format_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    copy = save(tmp_path, "one")
    content = json.loads((copy / "dynamodb.json").read_text())
    (copy / "dynamodb.json").write_text(json.dumps(content | {"__ministack_format__": 9}))
    with pytest.raises(generations.BrokenState):
        ours.restore(tmp_path)


def test_a_service_that_can_not_be_saved_spoils_the_copy(tmp_path: Path) -> None:
    dynamodb._tables.set_scoped(*KEY, {"TableName": object(), "items": {}})
    with pytest.raises(OSError, match="dynamodb"):
        generations.write(tmp_path, ours.save)
    assert generations.complete(tmp_path) == []


def test_messages_that_somebody_had_taken_are_handed_out_again_and_delayed_ones_stay_delayed(tmp_path: Path) -> None:
    later = 4_000_000_000.0
    messages = [{"body": "taken", "receive_count": 1, "visible_at": later}, {"body": "delayed", "visible_at": later}]
    sqs._queues.set_scoped("000000000000", "eu-central-1", "url", {"name": "jobs", "messages": messages})
    generations.write(tmp_path, ours.save)
    sqs._queues._data.clear()
    ours.restore(tmp_path)
    [queue] = sqs._queues._data.values()
    assert [message["visible_at"] == later for message in queue["messages"]] == [False, True]
    sqs._queues._data.clear()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module, name in (
        (sns, "_sms_log_for"),
        (dynamodb, "_evaluate_condition"),
        (ses, "get_state"),
        (ses, "load_persisted_state"),
        (ministack.app, "PERSIST_STATE"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    ours.install()
    yield
    ses._sent_emails._data.clear()


@pytest.mark.usefixtures("installed")
def test_mails_that_were_sent_are_still_there_after_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "MAILS_KEPT", 3)
    mails = [{"To": [f"p{number}@example.com"], "Timestamp": 1.0} for number in range(5)]
    ses._sent_emails.set_scoped("000000000000", "eu-central-1", "entries", mails)
    generations.write(tmp_path, ours.save)
    ses._sent_emails._data.clear()
    ours.restore(tmp_path)
    assert list(ses._sent_emails._data.values()) == [mails[2:]]


@pytest.mark.usefixtures("installed")
def test_text_messages_get_the_time_of_their_sending() -> None:
    sns._sms_log_for("+15550100").append({"Message": "x"})
    [[message]] = sns._sms_messages._data.values()
    assert message["Timestamp"] > 1_700_000_000


@pytest.mark.usefixtures("installed")
def test_loading_and_saving_are_ours_alone() -> None:
    assert ministack.app.PERSIST_STATE is False


@pytest.mark.parametrize(
    ("method", "target", "changes"),
    [
        ("GET", "", False),
        ("POST", "DynamoDB_20120810.GetItem", False),
        ("POST", "DynamoDB_20120810.BatchGetItem", False),
        ("POST", "DynamoDB_20120810.Query", False),
        ("POST", "AmazonSQS.ReceiveMessage", False),
        ("POST", "AmazonSQS.DeleteMessage", True),
        ("POST", "DynamoDB_20120810.TransactWriteItems", True),
        ("POST", "DynamoDB_20120810.ExecuteStatement", True),
        ("POST", "", True),
        ("PUT", "", True),
    ],
)
def test_only_what_may_change_the_state_counts_as_a_change(method: str, target: str, changes: bool) -> None:
    scope: dict[str, Any] = {"method": method, "headers": [(b"x-amz-target", target.encode())] if target else []}
    assert ours.changes_state(scope) is changes
