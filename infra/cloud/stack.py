"""The stack of a stage in CloudFormation: how it stands, change sets, and waiting while it works."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from botocore.exceptions import ClientError

from infra.cli.refusals import Refusal
from infra.cloud.account import Account

WAITING: Final = 3.0  # seconds between looks
CAPABILITIES: Final = ("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND")
ABSENT: Final = frozenset({"", "REVIEW_IN_PROGRESS", "DELETE_COMPLETE"})
SOUND: Final = frozenset(
    {
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_ROLLBACK_COMPLETE",
        "IMPORT_COMPLETE",
        "IMPORT_ROLLBACK_COMPLETE",
    }
)
_SAYS_NOTHING_CHANGES: Final = ("didn't contain changes", "No updates are to be performed", "no changes")
_NOT_OURS: Final = frozenset({"Resource creation cancelled", "Resource update cancelled"})

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What a change set does to one resource. `action`: Add, Modify, Remove, Import. `replaced`: True, False, Conditional."""

    action: str
    name: str
    type: str
    replaced: str
    properties: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether something may be lost."""
        return self.action == "Remove" or self.replaced == "True"


@dataclass(frozen=True, slots=True)
class State:
    """How a stack stands; `status` is empty when there is none."""

    status: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Whether there is anything to change."""
        return self.status not in ABSENT

    @property
    def is_working(self) -> bool:
        """Whether CloudFormation is at it."""
        return self.exists and self.status.endswith("_IN_PROGRESS")


class Stack:
    """The stack `polydesk-<stage>`."""

    def __init__(self, account: Account, stage: str, waiting: float = WAITING) -> None:
        self._cloudformation = account.client("cloudformation")
        self.name = f"polydesk-{stage}"
        self._stage = stage
        self._waiting = waiting

    def state(self) -> State:
        """How it stands now."""
        try:
            (found,) = self._cloudformation.describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "ValidationError":
                raise
            return State()
        return State(
            found["StackStatus"],
            {each["ParameterKey"]: each.get("ParameterValue", "") for each in found.get("Parameters", ())},
            {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", ())},
        )

    def settled(self, tell: Told) -> State:
        """How it stands when CloudFormation is done with what it is at. Raises `Refusal` where nothing can be changed."""
        state = self.state()
        if state.is_working:
            tell(f"CloudFormation is still at it ({state.status}); waiting …")
            state = self._waited(datetime.now(UTC), tell)
        if state.exists and state.status not in SOUND:
            raise Refusal(_advice(self._stage, state.status))
        return state

    def propose(
        self, url: str, parameters: Mapping[str, str], *, kind: str, imports: Sequence[Mapping[str, Any]] = ()
    ) -> str | None:
        """Make a change set; answers its ARN, None when nothing would change. `kind`: CREATE, UPDATE, IMPORT."""
        said = [{"ParameterKey": name, "ParameterValue": value} for name, value in sorted(parameters.items())]
        tags = [{"Key": "polydesk:stage", "Value": self._stage}]
        more = {"ResourcesToImport": list(imports)} if imports else {"Tags": tags}  # an import may not lay any
        made: str = self._cloudformation.create_change_set(
            StackName=self.name,
            ChangeSetName=f"polydesk-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}",
            ChangeSetType=kind,
            TemplateURL=url,
            Parameters=said,
            Capabilities=CAPABILITIES,
            **more,
        )["Id"]
        return made if self._is_made(made) else None

    def changes(self, change_set: str) -> Iterator[Change]:
        """What a change set does."""
        pages = self._cloudformation.get_paginator("describe_change_set").paginate(ChangeSetName=change_set)
        for page in pages:
            for each in page.get("Changes", ()):
                yield _change(each["ResourceChange"])

    def apply(self, change_set: str, tell: Told) -> State:
        """Execute a change set and wait. Raises `Refusal` when it failed; it has been rolled back then."""
        begun = datetime.now(UTC)
        self._cloudformation.execute_change_set(ChangeSetName=change_set)
        state = self._waited(begun, tell)
        if state.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"):
            rolled = "it was rolled back" if "ROLLBACK_COMPLETE" in state.status else f"it is in {state.status} now"
            raise Refusal(f"The deployment of {self._stage} failed; {rolled}. The reasons are above.")
        return state

    def discard(self, change_set: str) -> None:
        """Throw a change set away."""
        self._cloudformation.delete_change_set(ChangeSetName=change_set)

    def protect(self, *, on: bool) -> None:
        """Have CloudFormation refuse the stack's deletion, or not."""
        self._cloudformation.update_termination_protection(EnableTerminationProtection=on, StackName=self.name)

    def delete(self, tell: Told) -> None:
        """Delete the stack and wait. Raises `Refusal` when something could not be deleted."""
        begun = datetime.now(UTC)
        self._cloudformation.delete_stack(StackName=self.name)
        state = self._waited(begun, tell)
        if state.exists:
            raise Refusal(f"{self._stage} could not be deleted entirely ({state.status}). The reasons are above.")

    def _is_made(self, change_set: str) -> bool:
        while True:
            found = self._cloudformation.describe_change_set(ChangeSetName=change_set)
            if found["Status"] == "CREATE_COMPLETE":
                return True
            if found["Status"] == "FAILED":
                reason = found.get("StatusReason", "")
                self.discard(change_set)
                if any(words in reason for words in _SAYS_NOTHING_CHANGES):
                    return False
                raise Refusal(f"CloudFormation refuses the change: {reason}")
            time.sleep(self._waiting / 3)

    def _waited(self, begun: datetime, tell: Told) -> State:
        """Wait for the end, and tell of each resource that is done or failed since `begun`."""
        told: set[str] = set()
        while True:
            state = self.state()
            for event in self._events(begun):
                if event["EventId"] not in told:
                    told.add(event["EventId"])
                    _tell(event, self.name, tell)
            if not state.is_working:
                return state
            time.sleep(self._waiting)

    def _events(self, since: datetime) -> list[dict[str, Any]]:
        """The newest page of what happened, oldest first."""
        try:
            found = self._cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]
        except ClientError:  # the stack is gone, and its events with its name
            return []
        return [each for each in reversed(found) if each["Timestamp"].astimezone(UTC) >= since]


def _tell(event: Mapping[str, Any], stack: str, tell: Told) -> None:
    """One line for what is done; the reason, too, for what failed for a reason of its own."""
    status, name = event["ResourceStatus"], event["LogicalResourceId"]
    if name == stack:
        return
    if status.endswith("_FAILED"):
        reason = event.get("ResourceStatusReason", "")
        if reason not in _NOT_OURS:
            tell(f"  {name}: {status.lower().replace('_', ' ')}. {reason}")
    elif status.endswith("_COMPLETE"):
        tell(f"  {name}: {status.lower().replace('_', ' ')}")


def _change(said: Mapping[str, Any]) -> Change:
    named = {each.get("Target", {}).get("Name") or each.get("Target", {}).get("Attribute") for each in said["Details"]}
    return Change(
        said["Action"],
        said["LogicalResourceId"],
        said["ResourceType"],
        said.get("Replacement", "False"),
        tuple(sorted(name for name in named if name)),
    )


def _advice(stage: str, status: str) -> str:
    if status == "ROLLBACK_COMPLETE":
        return f"The first deployment of {stage} failed and was rolled back: run `make destroy STAGE={stage}`, then deploy."
    if status == "UPDATE_ROLLBACK_FAILED":
        return f"A failed change of {stage} could not be rolled back: continue the rollback in CloudFormation first."
    if status in ("DELETE_FAILED", "ROLLBACK_FAILED", "CREATE_FAILED"):
        return f"The stack of {stage} is in {status}: run `make destroy STAGE={stage}` until it is gone, then deploy."
    return f"The stack of {stage} is in {status}; nothing can be done with it here."
