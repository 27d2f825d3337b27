from __future__ import annotations

from typing import Any

import pytest

from infra.cli.refusals import Refusal
from infra.cloud.stack import Change, Stack
from tests.infra.cloud.cloudformation import CloudFormation


class Account:
    def __init__(self, cloudformation: CloudFormation) -> None:
        self._cloudformation = cloudformation

    def client(self, _: str) -> Any:
        return self._cloudformation


def stack(cloudformation: CloudFormation) -> Stack:
    account: Any = Account(cloudformation)
    return Stack(account, "dev", waiting=0)


def test_a_stack_that_there_is_not_does_not_exist() -> None:
    assert not stack(CloudFormation()).state().exists
    assert not stack(CloudFormation(status="REVIEW_IN_PROGRESS")).state().exists
    assert stack(CloudFormation(status="CREATE_COMPLETE")).state().exists


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("ROLLBACK_COMPLETE", "run `make destroy STAGE=dev`, then deploy"),
        ("DELETE_FAILED", "run `make destroy STAGE=dev` until it is gone"),
        ("UPDATE_ROLLBACK_FAILED", "continue the rollback in CloudFormation first"),
    ],
)
def test_in_a_failed_state_it_says_in_one_line_what_to_do(status: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        stack(CloudFormation(status=status)).settled(lambda _: None)
    assert said in caught.value.message
    assert not caught.value.details


def test_what_was_interrupted_is_waited_for() -> None:
    cloudformation = CloudFormation(
        status="UPDATE_IN_PROGRESS", ends=["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"], calls=["work"]
    )
    lines: list[str] = []
    assert stack(cloudformation).settled(lines.append).status == "UPDATE_COMPLETE"
    assert "still at it" in lines[0]


def test_a_change_set_without_changes_is_thrown_away() -> None:
    cloudformation = CloudFormation(
        status="CREATE_COMPLETE", refuses="The submitted information didn't contain changes."
    )
    assert stack(cloudformation).propose("url", {}, kind="UPDATE") is None
    assert cloudformation.calls == ["discard"]


def test_a_change_that_cloudformation_refuses_is_said_and_thrown_away() -> None:
    cloudformation = CloudFormation(status="CREATE_COMPLETE", refuses="Template error: something")
    with pytest.raises(Refusal, match="refuses the change: Template error: something"):
        stack(cloudformation).propose("url", {}, kind="UPDATE")
    assert cloudformation.calls == ["discard"]


def test_an_import_lays_no_tags_and_everything_else_does() -> None:
    cloudformation = CloudFormation()
    stack(cloudformation).propose("url", {}, kind="IMPORT", imports=[{"LogicalResourceId": "DeskTable"}])
    stack(cloudformation).propose("url", {"A": "1"}, kind="UPDATE")
    imported, updated = cloudformation.proposals
    assert "Tags" not in imported
    assert (updated["Tags"], "ResourcesToImport" in updated) == ([{"Key": "polydesk:stage", "Value": "dev"}], False)
    assert updated["Parameters"] == [{"ParameterKey": "A", "ParameterValue": "1"}]


def test_a_change_that_failed_says_why_and_that_it_was_rolled_back() -> None:
    cloudformation = CloudFormation(
        ends=["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE"],
        failures={"Worker": "No such role", "Sender": "Resource creation cancelled"},
    )
    lines: list[str] = []
    with pytest.raises(Refusal, match="it was rolled back"):
        stack(cloudformation).apply("arn", lines.append)
    assert lines == ["  Worker: create failed. No such role"]


def test_a_stack_that_is_gone_is_deleted() -> None:
    stack(CloudFormation(status="CREATE_COMPLETE", ends=["DELETE_IN_PROGRESS", "DELETE_COMPLETE"])).delete(print)


def test_a_stack_that_is_not_gone_is_not() -> None:
    cloudformation = CloudFormation(
        status="CREATE_COMPLETE",
        ends=["DELETE_IN_PROGRESS", "DELETE_FAILED"],
        failures={"PagesBucket": "It is not empty"},
    )
    lines: list[str] = []
    with pytest.raises(Refusal, match="could not be deleted entirely"):
        stack(cloudformation).delete(lines.append)
    assert lines == ["  PagesBucket: create failed. It is not empty"]


@pytest.mark.parametrize(("action", "replaced", "grave"), [("Remove", "False", True), ("Modify", "True", True)])
def test_what_may_lose_something_is_grave(action: str, replaced: str, grave: bool) -> None:
    assert Change(action, "a", "t", replaced, ()).is_grave is grave
    assert not Change("Modify", "a", "t", "Conditional", ()).is_grave
