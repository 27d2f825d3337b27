"""The template of each stage, as it is uploaded."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra import resources as definitions
from infra.cloud import api, base, parameters, storage, template
from infra.cloud.base import Template
from tests.lengths import lengthy

STAGES = ("dev", "prod")


@pytest.fixture(scope="module", params=STAGES)
def made(request: pytest.FixtureRequest) -> tuple[str, Template]:
    stage: str = request.param
    return stage, template.template(stage, code="code/0.zip")


def of_type(made: Template, name: str) -> dict[str, Any]:
    return {key: each for key, each in made["Resources"].items() if each["Type"] == name}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def swagger(made: Template) -> dict[str, Any]:
    found: dict[str, Any] = made["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    return found


@lengthy
def test_cfn_lint_finds_nothing(made: tuple[str, Template], tmp_path: Path) -> None:
    file = tmp_path / "template.json"
    file.write_bytes(template.rendered(made[1]))
    command = [str(Path(sys.executable).with_name("cfn-lint")), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_it_is_small_enough_for_cloudformation(made: tuple[str, Template]) -> None:
    assert len(template.rendered(made[1])) < template.LARGEST


def test_the_same_app_gives_the_same_bytes(made: tuple[str, Template]) -> None:
    stage, first = made
    assert template.rendered(template.template(stage, code="code/0.zip")) == template.rendered(first)


def test_the_stages_have_settings_of_their_own() -> None:
    assert set(parameters.SETTINGS) == set(base.stages())
    dev, prod = (parameters.SETTINGS[stage] for stage in STAGES)
    assert (dev.memory, dev.retention, dev.protected) != (prod.memory, prod.retention, prod.protected)


def test_the_api_has_as_many_resources_as_api_gateway_takes(made: tuple[str, Template]) -> None:
    assert len(api.depth_of_paths(swagger(made[1]))) <= template.LARGEST_API


def test_a_variable_has_one_name_at_each_place(made: tuple[str, Template]) -> None:
    names: dict[tuple[str, ...], set[str]] = {}
    for path in api.depth_of_paths(swagger(made[1])):
        if path and path[-1].startswith("{"):
            names.setdefault(path[:-1], set()).add(path[-1])
    assert {place: found for place, found in names.items() if len(found) > 1} == {}


def test_every_path_takes_every_verb_so_that_the_app_says_what_is_allowed(made: tuple[str, Template]) -> None:
    for methods in swagger(made[1])["paths"].values():
        assert "security" not in methods[api.ANY]
        assert methods[api.ANY]["x-amazon-apigateway-integration"]["type"] == "aws_proxy"


def test_the_gateway_speaks_our_words_for_every_fault_of_its_own(made: tuple[str, Template]) -> None:
    said = swagger(made[1])["x-amazon-apigateway-gateway-responses"]
    assert said["THROTTLED"]["responseParameters"]["gatewayresponse.header.Retry-After"] == "'60'"
    assert "Basic realm" in said["UNAUTHORIZED"]["responseParameters"]["gatewayresponse.header.WWW-Authenticate"]
    for each in said.values():
        assert each["responseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"] == "'*'"
        json.loads(each["responseTemplates"]["application/json"])


def test_bodies_may_be_of_any_type(made: tuple[str, Template]) -> None:
    assert swagger(made[1])["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_the_authorizer_is_asked_once_a_minute(made: tuple[str, Template]) -> None:
    (fence,) = [each for name, each in swagger(made[1])["securityDefinitions"].items() if name == "authorize"]
    assert fence["x-amazon-apigateway-authorizer"]["authorizerResultTtlInSeconds"] == 60


def test_tables_are_the_models_with_everything_that_keeps_data(made: tuple[str, Template]) -> None:
    stage, whole = made
    tables = {each["Properties"]["TableName"]: each for each in of_type(whole, "AWS::DynamoDB::Table").values()}
    assert set(tables) == {storage.in_stage(table.name, stage) for table in definitions.tables()}
    for table in definitions.tables():
        found = tables[storage.in_stage(table.name, stage)]
        said = found["Properties"]
        assert (found["DeletionPolicy"], found["UpdateReplacePolicy"]) == ("Retain", "Retain")
        assert said["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert (said["SSESpecification"], said["BillingMode"]) == ({"SSEEnabled": True}, "PAY_PER_REQUEST")
        assert said.get("TimeToLiveSpecification", {}).get("AttributeName") == table.ttl
        assert said["KeySchema"] == table.definition["KeySchema"]


def test_what_holds_data_is_retained_under_a_name_that_it_can_be_taken_in_again_by(
    made: tuple[str, Template],
) -> None:
    stage, whole = made
    for name, (kind, identifier) in storage.kept(stage).items():
        found = whole["Resources"][name]
        assert (found["Type"], found["DeletionPolicy"]) == (kind, "Retain")
        (attribute,) = identifier
        assert attribute in found["Properties"] or name == "VaultKey"  # which is found by its alias


def test_no_bucket_is_public_or_read_without_tls(made: tuple[str, Template]) -> None:
    buckets = of_type(made[1], "AWS::S3::Bucket")
    assert {"FilesBucket", "PagesBucket"} == set(buckets)
    for name, each in buckets.items():
        assert set(each["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
        statements = made[1]["Resources"][f"{name}Policy"]["Properties"]["PolicyDocument"]["Statement"]
        assert "RefuseWithoutTls" in {statement["Sid"] for statement in statements}


def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_take(made: tuple[str, Template]) -> None:
    stage, whole = made
    for name, function in (("JobsQueue", "Worker"), ("DeliveriesQueue", "Sender")):
        seconds = whole["Resources"][function]["Properties"]["Timeout"]
        queue = whole["Resources"][name]["Properties"]
        assert queue["VisibilityTimeout"] == 6 * seconds
        assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [f"{name[:-5]}DeadQueue", "Arn"]}
        events = whole["Resources"][function]["Properties"]["Events"]
        assert [each["Properties"]["Queue"] for each in events.values()] == [{"Fn::Sub": f"${{{name}.Arn}}"}]
        assert queue["QueueName"].startswith(f"polydesk-{stage}-")


def test_rights_name_resources_and_leave_nothing_open(made: tuple[str, Template]) -> None:
    for name, role in of_type(made[1], "AWS::IAM::Role").items():
        for policy in role["Properties"].get("Policies", ()):
            for statement in policy["PolicyDocument"]["Statement"]:
                wild = [text for text in texts(statement["Resource"]) if text == "*" or "arn:*" in text]
                assert not wild or statement["Action"] == "sns:Publish", (name, statement["Sid"])
                assert not [action for action in texts(statement["Action"]) if "*" in action]


def test_each_function_writes_its_own_log_and_no_other(made: tuple[str, Template]) -> None:
    written = [
        statement["Resource"]["Fn::GetAtt"][0]
        for role in of_type(made[1], "AWS::IAM::Role").values()
        for policy in role["Properties"].get("Policies", ())
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Sid"] == "WriteItsLog"
    ]
    used = [
        each["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
        for each in of_type(made[1], "AWS::Serverless::Function").values()
    ]
    assert sorted(written) == sorted(used)
    assert len(set(used)) == len(used) == 5
    for each in of_type(made[1], "AWS::Logs::LogGroup").values():
        assert each["Properties"]["RetentionInDays"] == {"Ref": "LogRetention"}


def test_what_is_logged_of_a_request_has_neither_path_nor_query_nor_headers(made: tuple[str, Template]) -> None:
    said = made[1]["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"]
    assert "\n" not in said
    assert not re.search(r"\$context\.(path|requestOverride|identity\.(userAgent|apiKey))\b|querystring|header", said)
    assert "Logging" not in made[1]["Resources"]["Distribution"]["Properties"]["DistributionConfig"]


def test_every_function_runs_the_code_that_was_named(made: tuple[str, Template]) -> None:
    for each in of_type(made[1], "AWS::Serverless::Function").values():
        assert each["Properties"]["CodeUri"] == {"Bucket": {"Ref": "CodeBucket"}, "Key": "code/0.zip"}


def test_the_environment_says_what_the_code_reads(made: tuple[str, Template]) -> None:
    source = (base.ROOT / "chalicelib" / "config.py").read_text()
    for each in of_type(made[1], "AWS::Serverless::Function").values():
        for name in each["Properties"]["Environment"]["Variables"]:
            assert f'"{name}"' in source


def test_every_parameter_says_what_it_is(made: tuple[str, Template]) -> None:
    for name, each in made[1]["Parameters"].items():
        assert each["Description"], name
        assert "Default" in each or name == "CodeBucket"


def test_the_static_pages_come_from_their_bucket_and_all_else_from_the_api(made: tuple[str, Template]) -> None:
    said = made[1]["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    assert [each["PathPattern"] for each in said["CacheBehaviors"]] == ["/console/assets/*"]
    assert said["DefaultCacheBehavior"]["TargetOriginId"] == "api"
    behaviours = [said["DefaultCacheBehavior"], *said["CacheBehaviors"]]
    assert {each["ViewerProtocolPolicy"] for each in behaviours} == {"https-only"}


def test_the_guide_names_every_parameter_and_no_other(made: tuple[str, Template]) -> None:
    guide = (base.ROOT / "docs" / "deploy.md").read_text()
    table = guide.partition("## Parameters")[2].partition("## ")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", "".join(re.findall(r"(?m)^\| (`.*?) \|", table))))
    assert named == set(made[1]["Parameters"]) - {"CodeBucket", "Matrix42Service"}


def test_the_guide_says_what_each_stage_starts_from(made: tuple[str, Template]) -> None:
    guide = (base.ROOT / "docs" / "deploy.md").read_text()
    settings = parameters.SETTINGS
    assert f"| `ApiMemory`, `WorkerMemory` | {settings['dev'].memory}, 256 | {settings['prod'].memory}, 256 |" in guide
    assert f"| `LogRetention` | {settings['dev'].retention} | {settings['prod'].retention} |" in guide
