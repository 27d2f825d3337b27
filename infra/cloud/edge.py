"""CloudFront in front of the API: TLS, the static pages, and response headers under the names that clients look for.

API Gateway renames `Authorization` and `WWW-Authenticate` in what a function answers. A function at the edge gives the first
its name back, which ESM clients read their token from. Such functions do not run for answers of 400 and more; the challenge of
API Gateway's own 401 keeps its name. Neither query nor path of requests is logged here: API Gateway's log has the routes.
"""

from __future__ import annotations

from typing import Any, Final

from infra.cloud.storage import bucket, only_encrypted

Resources = dict[str, Any]

PAGES: Final = "/console/assets/*"
# CloudFront's own policies have these ids everywhere.
_CACHES_NOTHING: Final = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_CACHES: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"
_PASSES_ALL_BUT_HOST: Final = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
_ZONE_OF_CLOUDFRONT: Final = "Z2FDTNDATAQYW2"
_EMPTY_BY_DEFAULT: Final = {"cfn-lint": {"config": {"ignore_checks": ["W1030"]}}}
"""The certificate is empty where it is not asked for."""
_EVERY_VERB: Final = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]

RESTORE: Final = """\
function handler(event) {
  var response = event.response;
  var renamed = response.headers['x-amzn-remapped-authorization'];
  if (renamed) {
    response.headers['authorization'] = renamed;
    delete response.headers['x-amzn-remapped-authorization'];
  }
  return response;
}
"""


def resources(stage: str) -> Resources:
    """The distribution and what it needs, by logical id; and the custom domain at the gateway where there is no CloudFront."""
    found = {
        "PagesBucket": bucket({"Fn::Sub": f"polydesk-{stage}-pages-${{AWS::AccountId}}"}, [_ends_former_versions()]),
        "PagesBucketPolicy": _pages_policy(),
        "PagesAccess": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Properties": {
                "OriginAccessControlConfig": {
                    "Name": {"Fn::Sub": f"polydesk-{stage}-${{AWS::Region}}"},
                    "OriginAccessControlOriginType": "s3",
                    "SigningBehavior": "always",
                    "SigningProtocol": "sigv4",
                }
            },
        },
        "RestoreHeaders": {
            "Type": "AWS::CloudFront::Function",
            "Properties": {
                "Name": {"Fn::Sub": f"polydesk-{stage}-headers-${{AWS::Region}}"},
                "AutoPublish": True,
                "FunctionCode": RESTORE,
                "FunctionConfig": {"Comment": "Gives Authorization its name back", "Runtime": "cloudfront-js-2.0"},
            },
        },
        "Distribution": {
            "Type": "AWS::CloudFront::Distribution",
            "Metadata": _EMPTY_BY_DEFAULT,
            "Properties": {"DistributionConfig": _distribution(stage)},
        },
    }
    at_edge = {name: {"Condition": "HasCloudFront", **each} for name, each in found.items()}
    return {**at_edge, **_domain_at_gateway(), "RecordAtEdge": _record_at_edge()}


def _distribution(stage: str) -> dict[str, Any]:
    return {
        "Comment": f"Polydesk {stage}",
        "Enabled": True,
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "Aliases": {"Fn::If": ["HasDomain", [{"Ref": "CustomDomain"}], {"Ref": "AWS::NoValue"}]},
        "ViewerCertificate": {"Fn::If": ["HasDomain", _certificate(), {"CloudFrontDefaultCertificate": True}]},
        "WebACLId": {"Fn::If": ["HasWebAcl", {"Ref": "WebAclArn"}, {"Ref": "AWS::NoValue"}]},
        "Origins": [_api(), _pages()],
        "DefaultCacheBehavior": {
            "TargetOriginId": "api",
            "ViewerProtocolPolicy": "https-only",
            "AllowedMethods": _EVERY_VERB,
            "CachePolicyId": _CACHES_NOTHING,
            "OriginRequestPolicyId": _PASSES_ALL_BUT_HOST,
            "Compress": True,
            "FunctionAssociations": [
                {"EventType": "viewer-response", "FunctionARN": {"Fn::GetAtt": ["RestoreHeaders", "FunctionARN"]}}
            ],
        },
        "CacheBehaviors": [
            {
                "PathPattern": PAGES,
                "TargetOriginId": "pages",
                "ViewerProtocolPolicy": "https-only",
                "CachePolicyId": _CACHES,
                "Compress": True,
            }
        ],
    }


def _api() -> dict[str, Any]:
    return {
        "Id": "api",
        "DomainName": {"Fn::Sub": "${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
        "OriginPath": {"Fn::Sub": "/${RestAPI.Stage}"},
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": 30,
        },
    }


def _pages() -> dict[str, Any]:
    return {
        "Id": "pages",
        "DomainName": {"Fn::GetAtt": ["PagesBucket", "RegionalDomainName"]},
        "OriginAccessControlId": {"Ref": "PagesAccess"},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _certificate() -> dict[str, Any]:
    return {
        "AcmCertificateArn": {"Ref": "CertificateArn"},
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }


def _pages_policy() -> dict[str, Any]:
    distribution = {"Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"}
    read = {
        "Sid": "LetTheDistributionRead",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": {"Fn::Sub": "${PagesBucket.Arn}/*"},
        "Condition": {"StringEquals": {"AWS:SourceArn": distribution}},
    }
    document = {"Version": "2012-10-17", "Statement": [read, only_encrypted("PagesBucket")]}
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "PagesBucket"}, "PolicyDocument": document},
    }


def _ends_former_versions() -> dict[str, Any]:
    return {"Id": "FormerVersions", "Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 7}}


def _record_at_edge() -> dict[str, Any]:
    target = {"DNSName": {"Fn::GetAtt": ["Distribution", "DomainName"]}, "HostedZoneId": _ZONE_OF_CLOUDFRONT}
    return _record("ZoneAtEdge", target)


def _domain_at_gateway() -> Resources:
    target = {
        "DNSName": {"Fn::GetAtt": ["GatewayDomain", "RegionalDomainName"]},
        "HostedZoneId": {"Fn::GetAtt": ["GatewayDomain", "RegionalHostedZoneId"]},
    }
    return {
        "GatewayDomain": {
            "Condition": "DomainAtGateway",
            "Type": "AWS::ApiGateway::DomainName",
            "Metadata": _EMPTY_BY_DEFAULT,
            "Properties": {
                "DomainName": {"Ref": "CustomDomain"},
                "RegionalCertificateArn": {"Ref": "CertificateArn"},
                "EndpointConfiguration": {"Types": ["REGIONAL"]},
                "SecurityPolicy": "TLS_1_2",
            },
        },
        "GatewayMapping": {
            "Condition": "DomainAtGateway",
            "Type": "AWS::ApiGateway::BasePathMapping",
            "Properties": {
                "DomainName": {"Ref": "GatewayDomain"},
                "RestApiId": {"Ref": "RestAPI"},
                "Stage": {"Ref": "RestAPI.Stage"},
            },
        },
        "RecordAtGateway": _record("ZoneAtGateway", target),
    }


def _record(condition: str, target: dict[str, Any]) -> dict[str, Any]:
    return {
        "Condition": condition,
        "Type": "AWS::Route53::RecordSet",
        "Properties": {
            "Name": {"Ref": "CustomDomain"},
            "HostedZoneId": {"Ref": "HostedZoneId"},
            "Type": "A",
            "AliasTarget": target,
        },
    }
