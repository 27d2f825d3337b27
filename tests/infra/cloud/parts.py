"""What a template says about the parts of a stage, for tests of what watches them."""

from __future__ import annotations

from typing import Any, Final

from infra.cloud import alarms, dashboard
from infra.cloud.watched import FUNCTIONS, Watched

NAMES: Final = {"api": "APIHandler", **{name: name.capitalize() for name in FUNCTIONS if name != "api"}}


def watched(stage: str = "prod") -> Watched:
    return Watched.of(
        stage,
        functions={name: {"Ref": logical} for name, logical in NAMES.items()},
        logs={name: {"Ref": f"{logical}Log"} for name, logical in NAMES.items()},
    )


def template() -> dict[str, Any]:
    """One that holds alarms and dashboard, and just enough of what they name."""
    functions = {
        logical: {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"ZipFile": "def handler(event, context): pass"},
                "Handler": "index.handler",
                "Environment": {"Variables": {"POLYDESK_METRICS": {"Ref": "Metrics"}}},
                "Role": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/polydesk"},
                "Runtime": "python3.12",
            },
        }
        for logical in NAMES.values()
    }
    logs = {
        f"{logical}Log": {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {"LogGroupName": {"Fn::Sub": f"/aws/lambda/${{{logical}}}"}, "RetentionInDays": 30},
        }
        for logical in NAMES.values()
    }
    access = {**logs["APIHandlerLog"], "Properties": {"RetentionInDays": 30}}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": alarms.parameters(),
        "Conditions": alarms.conditions(),
        "Resources": {
            **functions,
            **logs,
            "ApiLog": access,
            **alarms.resources(watched()),
            **dashboard.resources(watched()),
        },
    }
