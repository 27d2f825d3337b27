"""What Lambda is told about each function: its time-out, and the least that it needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from app import app
from chalicelib import config

FOLDER: Final = Path(__file__).parents[2] / ".chalice"
STAGES: Final = ("dev", "prod")
FUNCTIONS: Final = ("authorize", "worker", "sender", "sweeper")


def stage_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "config.json").read_text())["stages"][name]
    return found


def policy(name: str) -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = json.loads((FOLDER / name).read_text())["Statement"]
    return statements


def actions(stage: str, function: str) -> set[str]:
    found: set[str] = set()
    for statement in policy(f"policy-{function}-{stage}.json"):
        if statement["Effect"] == "Allow":
            action = statement["Action"]
            found.update([action] if isinstance(action, str) else action)
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_every_function_has_rights_of_its_own(stage: str) -> None:
    functions = {each.name for each in app.event_sources} | {each.name for each in app.builtin_auth_handlers}
    assert set(stage_of(stage)["lambda_functions"]) == functions == set(FUNCTIONS)
    files = {name: each["iam_policy_file"] for name, each in stage_of(stage)["lambda_functions"].items()}
    assert len(set(files.values())) == len(files)


@pytest.mark.parametrize("stage", STAGES)
def test_lambda_and_the_leases_agree_on_how_long_a_function_may_take(stage: str) -> None:
    seconds = {name: each["lambda_timeout"] for name, each in stage_of(stage)["lambda_functions"].items()}
    assert seconds["worker"] == config.WORKER_SECONDS
    assert seconds["sender"] == config.SENDER_SECONDS
    assert seconds["sweeper"] == config.SWEEPER_SECONDS


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("path", sorted(FOLDER.glob("policy-*.json")), ids=lambda path: path.name)
def test_a_policy_names_resources_of_its_own_stage_only(stage: str, path: Path) -> None:
    if path.stem.endswith(stage):
        return
    assert f"polydesk-{stage}-" not in path.read_text()
    assert f"polydesk/{stage}/" not in path.read_text()


@pytest.mark.parametrize("stage", STAGES)
def test_nobody_may_scan_or_do_whatever_there_is(stage: str) -> None:
    everything = {
        action for function in ("worker", "sender", "sweeper", "authorizer") for action in actions(stage, function)
    }
    assert not {action for action in everything if "Scan" in action or "*" in action}


@pytest.mark.parametrize("stage", STAGES)
def test_what_sweeps_may_not_touch_records(stage: str) -> None:
    assert f"polydesk-{stage}-desk" not in (FOLDER / f"policy-sweeper-{stage}.json").read_text()


@pytest.mark.parametrize("stage", STAGES)
def test_what_sends_may_touch_events_and_notifications_only(stage: str) -> None:
    said = json.loads((FOLDER / f"policy-sender-{stage}.json").read_text())["Statement"]
    about_records = [each for each in said if f"polydesk-{stage}-desk" in json.dumps(each)]
    keys = [each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] for each in about_records]
    assert keys == [["event", "notification", "trash.event", "trash.notification", "R#event#*", "#setting"]]


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_sender_may_send_and_only_what_is_behind_a_queue_open_secrets(stage: str) -> None:
    assert "kms:Decrypt" in actions(stage, "sender") & actions(stage, "worker")
    sending = {"ses:SendEmail", "sns:Publish"}
    assert sending <= actions(stage, "sender")
    for other in ("worker", "sweeper", "authorizer"):
        assert not sending & actions(stage, other)


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_behind_a_queue_may_take_from_its_own_only(stage: str) -> None:
    for function, queue in (("worker", "jobs"), ("sender", "deliveries")):
        takes = [each for each in policy(f"policy-{function}-{stage}.json") if "sqs:ReceiveMessage" in each["Action"]]
        assert [each["Resource"] for each in takes] == [f"arn:*:sqs:*:*:polydesk-{stage}-{queue}"]
