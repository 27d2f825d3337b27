"""What can be said about a deployment: parameters of the template, with what each stage starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from infra.cloud import alarms, usage_plans

Said = dict[str, Any]

# Those of Lambda, of CloudWatch.
_MEMORY: Final = {"Type": "Number", "MinValue": 128, "MaxValue": 10240}
_RETENTION: Final = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3653]
_YES_OR_NO: Final = ["no", "yes"]
_HOST: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"


@dataclass(frozen=True, slots=True)
class Settings:
    """What one stage starts from. `protected`: its tables can't be deleted before that is switched off."""

    memory: int
    retention: int
    protected: bool


SETTINGS: Final[Mapping[str, Settings]] = {
    "dev": Settings(memory=256, retention=14, protected=False),
    "prod": Settings(memory=1024, retention=90, protected=True),
}


def parameters(stage: str, *, service: str) -> Said:
    """The parameters of a stage, by name. `service`: what the packaged addresses of Matrix42 begin with."""
    settings = SETTINGS[stage]
    return {
        "CodeBucket": {"Type": "String", "Description": "Bucket with what is shipped; `deploy` fills it"},
        "ApiMemory": {
            **_MEMORY,
            "Default": settings.memory,
            "Description": "MB of the function behind the API; a processor's share follows",
        },
        "WorkerMemory": {**_MEMORY, "Default": 256, "Description": "MB of each of the other functions"},
        "LogRetention": {
            "Type": "Number",
            "Default": settings.retention,
            "AllowedValues": _RETENTION,
            "Description": "Days that logs are kept",
        },
        "ApiCallsPerSecond": {
            "Type": "Number",
            "Default": 500,
            "MinValue": 1,
            "Description": "Calls a second of everybody together before the gateway refuses more",
        },
        "ApiBurst": {"Type": "Number", "Default": 1000, "MinValue": 1, "Description": "Calls at once, likewise"},
        "AllowedCallbackHosts": {
            "Type": "String",
            "Default": "",
            "Description": "Hosts and CIDRs that callbacks may go to beside the public Internet, separated by commas",
        },
        "MailSender": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": r"|[^@\s]+@[^@\s]+",
            "Description": "From address of mails, which SES must know as verified; without it no mail is sent",
        },
        "Matrix42Service": {
            "Type": "String",
            "Default": service,
            "AllowedValues": [service],
            "Description": "What addresses of the Matrix42 Web Services begin with; it is in the packaged routes",
        },
        "CustomDomain": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": f"|{_HOST}",
            "Description": "Domain of the API, like desk.example.com; needs a certificate",
        },
        "CertificateArn": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": r"|arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+",
            "Description": "Certificate of the custom domain: in us-east-1 with CloudFront, else in this region",
        },
        "HostedZoneId": {
            "Type": "String",
            "Default": "",
            "Description": "Zone of Route 53 to write the custom domain into; empty if you do that yourself",
        },
        "PublicUrl": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": "|https?://.+",
            "Description": "Address that links begin with; `deploy` sets it to that of CloudFront",
        },
        "CloudFront": {
            "Type": "String",
            "Default": "yes",
            "AllowedValues": _YES_OR_NO,
            "Description": "CloudFront in front: static pages, and response headers under their true names",
        },
        "Watched": {
            "Type": "String",
            "Default": "yes",
            "AllowedValues": _YES_OR_NO,
            "Description": "Alarms and a dashboard, which CloudWatch charges by the month",
        },
        "WebAclArn": {
            "Type": "String",
            "Default": "",
            "AllowedPattern": r"|arn:[a-z-]+:wafv2:.+",
            "Description": "Web ACL of AWS WAF (scope CLOUDFRONT) to lay on the distribution",
        },
        **usage_plans.PARAMETERS,
        **alarms.parameters(),
    }


def conditions() -> Said:
    """What the answers mean."""
    has_domain = _given("CustomDomain")
    at_edge, has_zone = {"Condition": "HasCloudFront"}, _given("HostedZoneId")
    return {
        "HasCloudFront": {"Fn::Equals": [{"Ref": "CloudFront"}, "yes"]},
        "IsWatched": {"Fn::Equals": [{"Ref": "Watched"}, "yes"]},
        "HasDomain": has_domain,
        "DomainAtGateway": {"Fn::And": [has_domain, {"Fn::Not": [at_edge]}]},
        "ZoneAtGateway": {"Fn::And": [{"Condition": "DomainAtGateway"}, has_zone]},
        "ZoneAtEdge": {"Fn::And": [has_domain, at_edge, has_zone]},
        "HasWebAcl": _given("WebAclArn"),
        **alarms.conditions(),
    }


def rules() -> Said:
    """What must be said together."""
    return {
        "CertificateOfDomain": {
            "RuleCondition": {"Fn::Not": [{"Fn::Equals": [{"Ref": "CustomDomain"}, ""]}]},
            "Assertions": [
                {
                    "Assert": {"Fn::Not": [{"Fn::Equals": [{"Ref": "CertificateArn"}, ""]}]},
                    "AssertDescription": "CustomDomain needs CertificateArn.",
                }
            ],
        }
    }


def _given(name: str) -> Said:
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": name}, ""]}]}
