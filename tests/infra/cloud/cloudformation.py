"""A CloudFormation of a few lines, for tests: one stack, whose next change set and whose way of ending are said beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError


@dataclass
class CloudFormation:
    """`ends`: statuses that one look after the other finds while something is being done; the last stays."""

    status: str = ""
    refuses: str = ""
    ends: list[str] = field(default_factory=lambda: ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"])
    failures: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    proposals: list[dict[str, Any]] = field(default_factory=list)
    protected: bool | None = None

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        if self.calls and self.calls[-1] == "work" and self.ends:
            self.status = self.ends.pop(0)
        if not self.status:
            raise ClientError({"Error": {"Code": "ValidationError"}}, "DescribeStacks")
        return {"Stacks": [{"StackStatus": self.status}]}

    def create_change_set(self, **said: Any) -> dict[str, Any]:
        self.proposals.append(said)
        self.status = self.status or "REVIEW_IN_PROGRESS"
        return {"Id": "arn"}

    def describe_change_set(self, **_: Any) -> dict[str, Any]:
        return {"Status": "FAILED" if self.refuses else "CREATE_COMPLETE", "StatusReason": self.refuses}

    def delete_change_set(self, **_: Any) -> None:
        self.calls.append("discard")

    def execute_change_set(self, **_: Any) -> None:
        self.calls.append("work")

    def delete_stack(self, **_: Any) -> None:
        self.calls.append("work")

    def update_termination_protection(self, **said: Any) -> None:
        self.protected = said["EnableTerminationProtection"]

    def describe_stack_events(self, **_: Any) -> dict[str, Any]:
        return {
            "StackEvents": [
                {
                    "EventId": name,
                    "LogicalResourceId": name,
                    "ResourceStatus": "CREATE_FAILED",
                    "ResourceStatusReason": reason,
                    "Timestamp": datetime.now(UTC),
                }
                for name, reason in self.failures.items()
            ]
        }
