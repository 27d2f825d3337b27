"""The template of a stage: what Chalice says of the app, merged with everything that it can't say."""

from __future__ import annotations

import json
from typing import Any, Final

from chalice.package import TemplateDeepMerger

from chalicelib import config
from infra import limited
from infra.cloud import alarms, api, dashboard, edge, functions, parameters, storage, usage_plans
from infra.cloud.base import Template, base
from infra.cloud.watched import Watched

LARGEST: Final = 1_000_000  # bytes that CloudFormation takes from S3
LARGEST_API: Final = 300  # resources of a REST API


def template(stage: str, *, code: str) -> Template:
    """The whole template. `code`: the key of the zip in the bucket of what is shipped."""
    packaged = base(stage)
    merged: Template = TemplateDeepMerger().merge(merge_template(packaged, stage, code=code), packaged)
    swagger = packaged["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    merged["Resources"]["RestAPI"]["Properties"]["DefinitionBody"] = api.complete(swagger)
    merged["Outputs"] = _outputs()
    return merged


def merge_template(packaged: Template, stage: str, *, code: str) -> Template:
    """What is laid over Chalice's template."""
    settings = parameters.SETTINGS[stage]
    watched = _watched(stage)
    return {
        "Description": f"Polydesk {config.VERSION}, stage {stage}",
        "Parameters": parameters.parameters(stage, service=config.MATRIX42_SERVICE),
        "Conditions": parameters.conditions(),
        "Rules": parameters.rules(),
        "Resources": {
            **functions.merged(packaged, stage, code=code),
            **storage.resources(stage, protected=settings.protected),
            **api.resources(stage),
            **edge.resources(stage),
            **usage_plans.resources(stage=stage, limited=limited.dialects()),
            **_if_watched({**alarms.resources(watched), **dashboard.resources(watched)}),
            "RestAPI": {"DependsOn": ["GatewayAccount"], "Properties": api.properties()},
        },
    }


def rendered(made: Template) -> bytes:
    """As it is uploaded: the same bytes for the same template."""
    return json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _watched(stage: str) -> Watched:
    return Watched.of(
        stage,
        functions={name: {"Ref": function} for name, (function, _) in functions.FUNCTIONS.items()},
        logs={name: {"Ref": f"{own}LogGroup"} for name, (_, own) in functions.FUNCTIONS.items()},
    )


def _if_watched(found: Template) -> Template:
    """Alarms and dashboard, where they are wanted; what has a condition of its own keeps it."""
    return {name: {"Condition": "IsWatched", **each} for name, each in found.items()}


def _outputs() -> dict[str, Any]:
    stage_url = "https://${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${RestAPI.Stage}"
    at_edge = {"Fn::Sub": "https://${Distribution.DomainName}"}
    plain = {"Fn::If": ["HasCloudFront", at_edge, {"Fn::Sub": stage_url}]}
    return {
        "Url": {
            "Description": "What integrators are given",
            "Value": {"Fn::If": ["HasDomain", {"Fn::Sub": "https://${CustomDomain}"}, plain]},
        },
        "GatewayUrl": {"Description": "The API itself, behind CloudFront", "Value": {"Fn::Sub": stage_url}},
        "ApiId": {"Value": {"Ref": "RestAPI"}},
        "FilesBucket": {"Value": {"Ref": "FilesBucket"}},
        "PagesBucket": {"Condition": "HasCloudFront", "Value": {"Ref": "PagesBucket"}},
    }
