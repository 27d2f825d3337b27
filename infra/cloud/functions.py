"""What the template says of the functions beside what Chalice does: code, size, environment, logs, exact rights."""

from __future__ import annotations

from typing import Any, Final

from infra.cloud import policies, usage_plans
from infra.cloud.base import Template
from infra.cloud.storage import files_bucket

FUNCTIONS: Final = {
    "api": ("APIHandler", "ApiHandler"),
    "authorize": ("Authorize", "Authorize"),
    "worker": ("Worker", "Worker"),
    "sender": ("Sender", "Sender"),
    "sweeper": ("Sweeper", "Sweeper"),
}
"""What Chalice calls each: the function, and what its role and its log group begin with."""
_QUEUES: Final = {"Worker": "JobsQueue", "Sender": "DeliveriesQueue"}


def merged(base: Template, stage: str, *, code: str) -> Template:
    """The resources to merge into `base`, by logical id. `code`: the key of the zip in the bucket of what is shipped."""
    found: Template = {}
    for name, (function, own) in FUNCTIONS.items():
        log = f"{own}LogGroup"
        found[log] = {
            "Properties": {"LogGroupName": f"/polydesk/{stage}/{name}", "RetentionInDays": {"Ref": "LogRetention"}}
        }
        found[f"{own}Role"] = _role(base["Resources"][f"{own}Role"], stage, log)
        found[function] = {"Properties": _properties(function, stage, code, log)}
        if function in _QUEUES:
            queue = {"Fn::Sub": f"${{{_QUEUES[function]}.Arn}}"}  # merged into Chalice's own Fn::Sub
            source = {"Properties": {"Queue": queue}}
            found[function]["Properties"]["Events"] = {f"{function}SqsEventSource": source}
    return found


def _properties(function: str, stage: str, code: str, log: str) -> dict[str, Any]:
    return {
        "CodeUri": {"Bucket": {"Ref": "CodeBucket"}, "Key": code},
        "MemorySize": {"Ref": "ApiMemory" if function == "APIHandler" else "WorkerMemory"},
        "LoggingConfig": {"LogGroup": {"Ref": log}},
        "Environment": {"Variables": _environment(stage)},
    }


def _environment(stage: str) -> dict[str, Any]:
    """As `chalicelib.config` reads it."""
    domain = {"Fn::Sub": "https://${CustomDomain}"}
    return {
        "POLYDESK_STAGE": stage,
        **usage_plans.ENVIRONMENT,
        "POLYDESK_METRICS": {"Ref": "Metrics"},
        "POLYDESK_FILES_BUCKET": files_bucket(stage),
        "POLYDESK_VAULT_KEY": {"Fn::GetAtt": ["VaultKey", "Arn"]},
        "POLYDESK_PUBLIC_URL": {"Fn::If": ["HasDomain", domain, {"Ref": "PublicUrl"}]},
        "POLYDESK_MAIL_SENDER": {"Ref": "MailSender"},
        "POLYDESK_ALLOWED_CALLBACK_HOSTS": {"Ref": "AllowedCallbackHosts"},
        "POLYDESK_MATRIX42_SERVICE": {"Ref": "Matrix42Service"},
    }


def _role(role: Template, stage: str, log: str) -> Template:
    (policy,) = role["Properties"]["Policies"]
    exact = policies.exact(policy["PolicyDocument"], stage, log=log)
    return {"Properties": {"Policies": [{**policy, "PolicyDocument": exact}]}}
