"""The API as API Gateway is told: Chalice's Swagger with what Chalice can't say, and the stage that serves it."""

from __future__ import annotations

import copy
import json
from typing import Any, Final

from infra.cloud import usage_plans
from infra.gateway_responses import RESPONSES

ANY: Final = "x-amazon-apigateway-any-method"

# Neither path nor query nor headers: there are keys and tokens in them.
_LOGGED: Final = {
    "request_id": "$context.requestId",
    "at": "$context.requestTime",
    "route": "$context.resourcePath",
    "verb": "$context.httpMethod",
    "status": "$context.status",
    "caller": "$context.authorizer.principalId",
    "source": "$context.identity.sourceIp",
    "latency_ms": "$context.responseLatency",
    "app_ms": "$context.integrationLatency",
    "bytes": "$context.responseLength",
    "said_by_gateway": "$context.error.responseType",
}


def complete(swagger: dict[str, Any]) -> dict[str, Any]:
    """The packaged API with its binary types, its own words for every fault, usage keys, and all verbs on every path.

    A verb that a path does not have must reach the app, which says 405 with what is allowed: API Gateway itself would say
    that there is nothing.
    """
    made = copy.deepcopy(swagger)
    for methods in made["paths"].values():
        for method in methods.values():
            method.pop("summary", None)
            method.pop("description", None)
        if ANY not in methods:
            methods[ANY] = _open(next(iter(methods.values())))
    made["x-amazon-apigateway-binary-media-types"] = ["*/*"]
    made["x-amazon-apigateway-gateway-responses"] = gateway_responses()
    usage_plans.demand(made)
    return made


def gateway_responses() -> dict[str, Any]:
    """What the gateway says of its own accord, by type."""
    return {
        name: {
            "statusCode": str(response.status),
            "responseParameters": {
                f"gatewayresponse.header.{header}": f"'{value}'" for header, value in response.headers.items()
            },
            "responseTemplates": {"application/json": response.template},
        }
        for name, response in RESPONSES.items()
    }


def depth_of_paths(swagger: dict[str, Any]) -> set[tuple[str, ...]]:
    """Every resource that API Gateway makes of the paths: each is the list of its segments."""
    found: set[tuple[str, ...]] = set()
    for path in swagger["paths"]:
        segments = tuple(segment for segment in path.split("/") if segment)
        found |= {segments[:length] for length in range(len(segments) + 1)}
    return found


def properties() -> dict[str, Any]:
    """Of the API and its stage, beside the Swagger."""
    return {
        **usage_plans.API_PROPERTIES,
        "AccessLogSetting": {"DestinationArn": {"Fn::GetAtt": ["ApiLog", "Arn"]}, "Format": json.dumps(_LOGGED)},
        "MethodSettings": [
            {
                "ResourcePath": "/*",
                "HttpMethod": "*",
                "MetricsEnabled": False,  # of each method: hundreds of metrics at 0.30 USD; those of the stage come anyway
                "LoggingLevel": "OFF",
                "DataTraceEnabled": False,
                "ThrottlingRateLimit": {"Ref": "ApiCallsPerSecond"},
                "ThrottlingBurstLimit": {"Ref": "ApiBurst"},
            }
        ],
    }


def resources(stage: str) -> dict[str, Any]:
    """The access log, and the right of API Gateway to write it, which is one for a whole account and region."""
    trusts = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    managed = "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    return {
        "ApiLog": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {"LogGroupName": f"/polydesk/{stage}/gateway", "RetentionInDays": {"Ref": "LogRetention"}},
        },
        # Retained: other stages of the account write with it when this one is gone.
        "GatewayRole": {
            "Type": "AWS::IAM::Role",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trusts]},
                "ManagedPolicyArns": [{"Fn::Sub": managed}],
            },
        },
        "GatewayAccount": {
            "Type": "AWS::ApiGateway::Account",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"CloudWatchRoleArn": {"Fn::GetAtt": ["GatewayRole", "Arn"]}},
        },
    }


def _open(method: dict[str, Any]) -> dict[str, Any]:
    """A method of the same path as another, without what lets callers in."""
    return {name: copy.deepcopy(value) for name, value in method.items() if name != "security"}
